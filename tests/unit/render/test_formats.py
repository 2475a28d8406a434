from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sitegen.public.addresses import Language
from sitegen.render import formats
from sitegen.values.money import Money


@pytest.mark.parametrize(
    ("wan", "english"),
    [
        ("0.00", "CNY\u00a00"),
        ("5.00", "CNY\u00a050,000"),
        ("14.07", "CNY\u00a0140,700"),
        ("99.99", "CNY\u00a0999,900"),
        ("100.00", "CNY\u00a01\u00a0million"),
        ("1485.34", "CNY\u00a014.85\u00a0million"),
        ("1200.00", "CNY\u00a012\u00a0million"),
        ("183333.61", "CNY\u00a01.83\u00a0billion"),
    ],
)
def test_english_gives_an_amount_its_natural_form(wan: str, english: str) -> None:
    assert formats.natural_english(Money.parse(wan)) == english


def test_an_amount_in_prose_has_its_unit_and_its_value_in_yuan() -> None:
    money = Money.parse("1485.34")
    assert formats.amount(money, Language.ZH).html == '<data value="14853400">1,485.34\u00a0万元</data>'
    assert formats.amount(money, Language.EN).html == (
        'CNY\u00a014.85\u00a0million (<data value="14853400">1,485.34\u00a0<span lang="zh-Hans">万元</span></data>)'
    )


def test_a_figure_is_as_printed() -> None:
    assert formats.figure(Money.parse("0.00")).html == '<data value="0">0.00</data>'
    assert formats.figure(Money(Decimal("-40.42"))).text == "\N{MINUS SIGN}40.42"
    assert formats.magnitude(Money(Decimal("-40.42"))) == Money(Decimal("40.42"))


@pytest.mark.parametrize(("permille", "text"), [(0, "0.0%"), (5, "0.5%"), (195, "19.5%"), (1000, "100.0%")])
def test_a_share_has_one_decimal(permille: int, text: str) -> None:
    assert formats.percent(permille) == text


def test_a_date_is_written_as_readers_of_the_language_do() -> None:
    day = date(2024, 2, 9)
    assert formats.day(day, Language.ZH).html == '<time datetime="2024-02-09">2024年2月9日</time>'
    assert formats.day(day, Language.EN).html == '<time datetime="2024-02-09">9 February 2024</time>'


def test_a_count_is_in_groups_of_three() -> None:
    assert formats.count(10_081) == "10,081"
