from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sitegen.public.shares import break_down, largest, share
from sitegen.values.money import ZERO, Money

AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999.99"), places=2).map(Money)


def _wan(text: str) -> Money:
    return Money(Decimal(text))


def test_a_share_is_rounded_half_up() -> None:
    assert share(_wan("1.00"), _wan("8.00")) == 125
    assert share(_wan("0.05"), _wan("100.00")) == 1
    assert share(_wan("0.04"), _wan("100.00")) == 0


def test_nothing_has_no_shares() -> None:
    assert share(ZERO, ZERO) is None
    assert break_down([("a", ZERO)], ZERO) is None
    assert break_down([], _wan("1.00")) is None


def test_the_largest_come_first_and_the_rest_is_counted() -> None:
    items = [(name, _wan(amount)) for name, amount in (("a", "1"), ("b", "5"), ("c", "5"), ("d", "2"), ("e", "3"))]
    broken = largest(items, _wan("16"), 2)
    assert broken is not None
    assert [part.item for part in broken.parts] == ["b", "c"]
    assert (broken.left_out, broken.left_out_amount) == (3, _wan("6"))
    assert broken.shown_permille == 625


def test_a_single_one_is_not_left_out() -> None:
    items = [(name, _wan("1")) for name in "abc"]
    broken = largest(items, _wan("3"), 2)
    assert broken is not None
    assert (len(broken.parts), broken.left_out) == (3, 0)


def test_shares_that_do_not_add_up_by_rounding_are_known() -> None:
    broken = break_down([(name, _wan("1")) for name in "abc"], _wan("3"))
    assert broken is not None
    assert broken.is_whole
    assert not broken.rounds_to_whole


@given(st.lists(AMOUNTS, min_size=1, max_size=20), st.integers(min_value=1, max_value=10))
def test_what_is_shown_and_what_is_left_out_are_the_whole(amounts: list[Money], count: int) -> None:
    whole = sum(amounts, ZERO)
    broken = largest([(position, amount) for position, amount in enumerate(amounts)], whole, count)
    assert broken is not None
    shown = sum((part.amount for part in broken.parts), ZERO)
    assert shown + (broken.left_out_amount or ZERO) == whole
    assert len(broken.parts) + broken.left_out == len(amounts)
