"""Personal data in a text: where it stands, what it is, and a masked value that may be told to the publisher.

个人信息保护法 art. 25 and 28: not published without separate consent. Public hotlines (``12348``) and office
telephones are none. Detection goes by form and check digits; whether a name may stand is the publisher's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from unicodedata import is_normalized, normalize


class PersonalData(StrEnum):
    """A kind of personal data."""

    IDENTITY_NUMBER = "identity_number"
    MOBILE_NUMBER = "mobile_number"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    NAMED_PREPARER = "named_preparer"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Personal data in a text, from ``start`` to ``end`` (exclusive). ``masked`` tells nobody whose it is."""

    kind: PersonalData
    start: int
    end: int
    masked: str


# GB 11643: seventeen digits and a check character, in which the seventh to fourteenth are a date of birth.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_EARLIEST_BIRTH = 1880
_GAP = r"[\s\-–—.]?"
# 国家行政区划 begins with 11 to 82.
_IDENTITY = re.compile(rf"(?<![0-9])[1-8][0-9](?:{_GAP}[0-9]){{15}}{_GAP}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(rf"(?<![0-9.])(?:(?:\+|00)?86{_GAP})?1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?![0-9.]*[0-9])")
_CARD = re.compile(rf"(?<![0-9.])(?:3|4|5|62|9)[0-9](?:{_GAP}[0-9]){{11,17}}(?![0-9.]*[0-9])")
_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_PREPARER = re.compile(
    r"(?:填报人|填表人|制表人|经办人|编制人|联系人|负责人|承办人|复核人)[^\S\n]*(?:姓名)?[^\S\n]*[:：]?[^\S\n]*"
    r"(?P<name>[\u4e00-\u9fff·]{2,4}?)[^0-9\n。；;]{0,12}?"
    r"(?P<telephone>(?:0[0-9]{2,3}[-\s]?)?[2-9][0-9]{6,7}|1[3-9][0-9]{9})(?![0-9])"
)
_CARD_LENGTHS = range(13, 20)
# What is in each of them: seven digits, each at most one sign from the next, or the sign of an address.
_POSSIBLE = re.compile(r"@|[0-9](?:[^0-9]?[0-9]){6}")


# Official words repeat, and most texts hold nothing of the kind.
@lru_cache(maxsize=16_384)
def sightings(text: str) -> tuple[Sighting, ...]:
    """Return the personal data in a text, in order; where two kinds overlap, the surer one."""
    flat = _flat(text)
    if _POSSIBLE.search(flat) is None:
        return ()
    found: list[Sighting] = []
    for kind, pattern, holds in _DETECTORS:
        for match in pattern.finditer(flat):
            start, end = match.span()
            if holds(match[0]) and not any(start < other.end and other.start < end for other in found):
                found.append(Sighting(kind, start, end, _masked(kind, match)))
    return tuple(sorted(found, key=lambda sighting: sighting.start))


def _flat(text: str) -> str:
    """Fold full-width digits and letters, one character for one, so that places stay true."""
    if is_normalized("NFKC", text):
        return text
    return "".join(folded if len(folded := normalize("NFKC", character)) == 1 else character for character in text)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9Xx]", "", text).upper()


def is_identity_number(text: str) -> bool:
    """Whether a text is an identity number whose date exists and whose check character is right (GB 11643)."""
    number = _digits(text)
    if re.fullmatch(r"[0-9]{17}[0-9X]", number) is None:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return born.year >= _EARLIEST_BIRTH and _CHECKS[total % 11] == number[17]


def is_card_number(text: str) -> bool:
    """Whether a text is a bank card number by length and Luhn's check digit (ISO/IEC 7812)."""
    number = _digits(text)
    if len(number) not in _CARD_LENGTHS or not number.isdigit() or len(set(number)) == 1:
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


def _always(_: str) -> bool:
    return True


_DETECTORS: tuple[tuple[PersonalData, re.Pattern[str], Callable[[str], bool]], ...] = (
    (PersonalData.IDENTITY_NUMBER, _IDENTITY, is_identity_number),
    (PersonalData.NAMED_PREPARER, _PREPARER, _always),
    (PersonalData.MOBILE_NUMBER, _MOBILE, _always),
    (PersonalData.BANK_CARD, _CARD, is_card_number),
    (PersonalData.EMAIL, _EMAIL, _always),
)


def _masked(kind: PersonalData, match: re.Match[str]) -> str:
    match kind:
        case PersonalData.IDENTITY_NUMBER:
            return f"{_digits(match[0])[:2]}****************"
        case PersonalData.MOBILE_NUMBER:
            return f"{_digits(match[0])[-11:-8]}********"
        case PersonalData.BANK_CARD:
            return "*" * 4 + " …"
        case PersonalData.EMAIL:
            return f"***@{match[0].rpartition('@')[2]}"
        case PersonalData.NAMED_PREPARER:
            return f"{match['name'][0]}** ********"


def masked(text: str) -> str:
    """Return a text with all personal data in it masked."""
    pieces, place = [], 0
    for sighting in sightings(text):
        pieces += [text[place : sighting.start], sighting.masked]
        place = sighting.end
    return "".join([*pieces, text[place:]])
