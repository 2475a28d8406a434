from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.values.money import Money, NotAnAmountError, total_of

wan = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False).map(abs)


@given(wan)
def test_what_is_printed_reads_back_without_its_separators(amount: Decimal) -> None:
    money = Money(amount)
    assert Money.parse(str(money).replace(",", "")) == money


@pytest.mark.parametrize(
    "text",
    ["十四万", "1,485.34", "-3", "3.141", "1e5", "", " 3", "3 ", "14.07万元", "１４", "NaN", "+3", "03", ".5", "5."],
)
def test_only_digits_with_at_most_two_decimals_are_an_amount(text: str) -> None:
    with pytest.raises(NotAnAmountError):
        Money.parse(text)


def test_amounts_are_printed_with_two_decimals_separators_and_a_real_minus_sign() -> None:
    assert str(Money.parse("183333.6")) == "183,333.60"
    assert str(Money.parse("0") - Money.parse("40.42")) == "\u221240.42"


def test_yuan_are_whole() -> None:
    assert Money.parse("1485.34").yuan == 14_853_400


def test_a_blank_amount_is_not_zero() -> None:
    assert total_of([None, None]) is None
    assert total_of([None, Money.parse("0.00")]) == Money.parse("0")


@given(st.lists(wan, min_size=1))
def test_sums_are_exact(amounts: list[Decimal]) -> None:
    total = total_of(Money(amount) for amount in amounts)
    assert total is not None
    assert total.yuan == sum(int(amount * 10_000) for amount in amounts)
