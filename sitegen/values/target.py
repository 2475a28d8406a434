"""A target value taken apart: comparator, number and unit. For counting and comparing; the wording is the official act.

``parse("不少于30场次")`` is ``(Quantity(AT_LEAST, 30, "场次"),)``; a compound (``≥200；≥100个/秒；≤5s``) gives several;
what states no quantity (``及时``, ``达标``) is one ``Wording``. Nothing is shown from here in place of the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias


class Comparator(StrEnum):
    """How a number bounds what is promised."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A promised number. ``unit`` is what stands behind it (``%``, ``场次``, ``万人次``), blank if nothing."""

    comparator: Comparator
    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A promise in words."""

    text: str


Target: TypeAlias = Quantity | Wording

_BEFORE = {
    "≥": Comparator.AT_LEAST,
    "≧": Comparator.AT_LEAST,
    ">=": Comparator.AT_LEAST,
    "大于等于": Comparator.AT_LEAST,
    "大于或等于": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    "不低于": Comparator.AT_LEAST,
    "不小于": Comparator.AT_LEAST,
    "至少": Comparator.AT_LEAST,
    "≤": Comparator.AT_MOST,
    "≦": Comparator.AT_MOST,
    "<=": Comparator.AT_MOST,
    "小于等于": Comparator.AT_MOST,
    "小于或等于": Comparator.AT_MOST,
    "不超过": Comparator.AT_MOST,
    "不高于": Comparator.AT_MOST,
    "不多于": Comparator.AT_MOST,
    "不大于": Comparator.AT_MOST,
    "至多": Comparator.AT_MOST,
    ">": Comparator.MORE_THAN,
    "大于": Comparator.MORE_THAN,
    "高于": Comparator.MORE_THAN,
    "超过": Comparator.MORE_THAN,
    "多于": Comparator.MORE_THAN,
    "<": Comparator.LESS_THAN,
    "小于": Comparator.LESS_THAN,
    "低于": Comparator.LESS_THAN,
    "少于": Comparator.LESS_THAN,
    "=": Comparator.EXACTLY,
    "约": Comparator.ABOUT,
}
_BEHIND = {
    "以上": Comparator.AT_LEAST,
    "及以上": Comparator.AT_LEAST,
    "以下": Comparator.AT_MOST,
    "及以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
}

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_WORDS_BEFORE = "|".join(re.escape(word) for word in sorted(_BEFORE, key=len, reverse=True))
_WORDS_BEHIND = "|".join(sorted(_BEHIND, key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?P<before>{_WORDS_BEFORE})?\s*(?P<number>{_NUMBER})\s*(?P<inner>{_WORDS_BEHIND})?"
    rf"(?P<unit>[^0-9,，;；。、]*?)(?P<behind>{_WORDS_BEHIND})?[。.]?"
)
# A year is a date and not a quantity: ``2022年完成``.
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
_PARTS = re.compile(r"[；;，。]|,(?![0-9]{3})|(?<=[^0-9]),")


# Most targets stand on many lines, and each is asked about for both languages.
@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Target, ...]:
    """Take a target value apart. A text of which one part is no quantity is a wording as a whole."""
    folded = unicodedata.normalize("NFKC", text).replace("≧", "≥").replace("≦", "≤")
    parts = [part.strip() for part in _PARTS.split(folded) if part.strip()]
    found = [_quantity(part) for part in parts]
    quantities = tuple(quantity for quantity in found if quantity is not None)
    if not quantities or len(quantities) < len(found):
        return (Wording(text),)
    return quantities


def _quantity(part: str) -> Quantity | None:
    match = _QUANTITY.fullmatch(part)
    if match is None or _YEAR.match(part):
        return None
    comparator = _BEFORE.get(match["before"] or "", Comparator.EXACTLY)
    if not match["before"]:
        comparator = _BEHIND.get(match["inner"] or match["behind"] or "", Comparator.EXACTLY)
    return Quantity(comparator, Decimal(match["number"].replace(",", "")), match["unit"].strip())
