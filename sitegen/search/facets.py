"""What readers narrow a search by: the bands of amounts, the categories of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sitegen.config import TaxonomyVersion
from sitegen.public.model import (
    Amount,
    AmountsProtecting,
    AmountsWithheld,
    EmptyCategory,
    Indicator,
    OpenIndicator,
    WithheldIndicator,
)
from sitegen.values.money import Money


class FacetName(StrEnum):
    """What readers narrow a search by, in the order of the page."""

    DEPARTMENT = "department"
    YEAR = "year"
    LEVEL = "level"
    CATEGORY = "category"
    PROGRAMME = "programme"
    AMOUNT = "amount"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to narrow by; the page has the words for it."""

    name: FacetName
    value: str


#: Where the bands of amounts begin, in 万元, with the value of each band.
BANDS = (
    (Decimal(1000), "1000"),
    (Decimal(500), "500-1000"),
    (Decimal(100), "100-500"),
    (Decimal(50), "50-100"),
    (Decimal(10), "10-50"),
    (Decimal(0), "0-10"),
)
#: The band of what states no amount, and of what states one that is not published.
NO_AMOUNT, UNPUBLISHED = "none", "unpublished"

_PRINTED_CATEGORY = re.compile(
    r"""
    \s* (?P<code> [0-9]{1,2} )?
    \s* [-\N{EN DASH}\N{EM DASH}\N{FULLWIDTH HYPHEN-MINUS}.\N{IDEOGRAPHIC COMMA}]?
    \s* (?P<name> .*? ) \s*
    """,
    re.DOTALL | re.VERBOSE,
)


def amount_band(amount: Amount) -> str:
    """Return the band an amount falls in; a blank is not what is held back."""
    match amount:
        case None:
            return NO_AMOUNT
        case Money(wan=wan):
            return next((band for begin, band in BANDS if wan >= begin), BANDS[-1][1])
        case AmountsWithheld() | AmountsProtecting():
            return UNPUBLISHED


def categories(indicators: Iterable[Indicator], taxonomy: TaxonomyVersion) -> frozenset[str]:
    """Return the codes of the categories that indicators are printed under, as far as the taxonomy knows them."""
    standard = {level.code: level.name for level in taxonomy.level1}
    standard |= {level2.code: level2.name for level1 in taxonomy.level1 for level2 in level1.level2}
    found = (_category(printed, standard, taxonomy.aliases) for printed in printed_categories(indicators))
    return frozenset(code for code in found if code is not None)


def _category(printed: str, standard: Mapping[str, str], aliases: Mapping[str, str]) -> str | None:
    codes = {name: code for code, name in standard.items()}
    match_ = _PRINTED_CATEGORY.fullmatch(printed)
    name = printed if match_ is None else match_["name"]
    for spelling in (name, aliases.get(name), aliases.get(printed), f"{name}指标"):
        if spelling in codes:
            return codes[spelling]
    code = None if match_ is None else match_["code"]
    return code if code in standard else None


def printed_categories(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Return the categories that indicators are printed under, as they are printed."""
    printed: dict[str, None] = {}
    for indicator in indicators:
        match indicator:
            case OpenIndicator(level1=level1, level2=level2) | EmptyCategory(level1=level1, level2=level2):
                printed |= dict.fromkeys(level for level in (level1, level2) if level is not None)
            case WithheldIndicator():
                pass
    return tuple(printed)
