"""Why a text is not an amount, and what was probably meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sitegen.values.money import YUAN_PER_WAN, Money, NotAnAmountError


class Fault(StrEnum):
    """What is wrong with the way an amount is written."""

    CHINESE_NUMERALS = "chinese_numerals"
    SEPARATOR = "separator"
    NEGATIVE = "negative"
    DECIMALS = "decimals"
    FULL_WIDTH = "full_width"
    UNIT = "unit"
    YUAN = "yuan"
    BLANK = "blank"
    LEADING_ZERO = "leading_zero"
    DASH = "dash"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Miswritten:
    """A text that is not an amount. ``meant`` is how to write it, where that is beyond doubt."""

    fault: Fault
    meant: str | None


_NUMERALS = re.compile(r"[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟点\s]+(?:万?元)?")
_SEPARATED = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]{1,2})?")
_NEGATIVE = re.compile(r"[-\u2212－]\s*[0-9].*")
_DECIMALS = re.compile(r"[0-9]+\.[0-9]{3,}")
_UNIT = re.compile(r"(.*[0-9])\s*万元?")
_YUAN = re.compile(r"(.*[0-9])\s*元")
_DASHES = re.compile(r"[-—–－/／无]+")


def miswritten(text: str) -> Miswritten:
    """Say what is wrong with a text that ``Money.parse`` refuses."""
    folded = unicodedata.normalize("NFKC", text)
    bare = re.sub(r"\s", "", folded)
    fault = _fault(text, folded.strip())
    return Miswritten(fault, _meant(fault, bare))


def _fault(text: str, folded: str) -> Fault:
    checks = (
        (Fault.DASH, _DASHES.fullmatch(text.strip())),
        (Fault.CHINESE_NUMERALS, _NUMERALS.fullmatch(folded)),
        (Fault.NEGATIVE, _NEGATIVE.fullmatch(text.strip())),
        (Fault.UNIT, _UNIT.fullmatch(folded)),
        (Fault.YUAN, _YUAN.fullmatch(folded)),
        (Fault.FULL_WIDTH, folded != text.strip() and any(sign.isdigit() and sign > "9" for sign in text)),
        (Fault.SEPARATOR, _SEPARATED.fullmatch(folded)),
        (Fault.DECIMALS, _DECIMALS.fullmatch(folded)),
        (Fault.BLANK, re.search(r"\s", text)),
        (Fault.LEADING_ZERO, re.fullmatch(r"0[0-9]+(?:\.[0-9]*)?", folded)),
    )
    return next((fault for fault, found in checks if found), Fault.OTHER)


def _meant(fault: Fault, bare: str) -> str | None:
    if fault in {Fault.CHINESE_NUMERALS, Fault.NEGATIVE, Fault.DECIMALS, Fault.DASH}:
        return None
    digits = re.sub(r"(?:万元?|元)$", "", bare)
    if _SEPARATED.fullmatch(digits):
        digits = re.sub(r"[,，]", "", digits)
    digits = re.sub(r"^0+(?=[0-9])", "", digits)
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits) is None:
        return None
    if fault is Fault.YUAN:
        digits = f"{(Decimal(digits) / YUAN_PER_WAN).normalize():f}"
    try:
        Money.parse(digits)
    except NotAnAmountError:
        return None
    return digits
