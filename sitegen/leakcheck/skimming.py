"""Index files of Pagefind from which only a few sections are wanted, read without decoding all others.

Files that were looked at before were decoded then, so they are of the form that Pagefind writes: one list of entries, a
word with where it stands in each. Each thing in CBOR begins with a byte that says of what kind it is and how long, and
nothing else is a number or a list of them. So in a file of that form what is matched here is what a decoder would see,
no more and no less; a file in which anything else turns up is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import accumulate

import cbor2

from sitegen.leakcheck.opening import UnopenedError
from sitegen.leakcheck.pagefind import Entry, Stand, is_placed, unpacked

_NUMBER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a].{4}|[\x1b\x3b].{8})"
_ARRAY = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a.{4}|\x9b.{8})"
#: Positions in the body and in fields: arrays of numbers. An array ends where something comes that is no number.
_POSITIONS = _ARRAY + _NUMBER + rb"*+" + _ARRAY + _NUMBER + rb"*+"
#: Nearly all: one position in the body, weighed as text is, and none in a field. It is tried first.
_MOSTLY = rb"\x82\x38\x18(?:[\x00-\x17]|\x18.|\x19..)\x80"
_STAND = rb"\x83" + _NUMBER + rb"(?:" + _MOSTLY + rb"|" + _POSITIONS + rb")"

_STANDS = re.compile(rb"(?:" + _STAND + rb")*+", re.DOTALL)
_ONE_STAND = re.compile(_STAND, re.DOTALL)
_FURTHER = re.compile(rb"\x83(" + _NUMBER + rb")(?:" + _MOSTLY + rb"|" + _POSITIONS + rb")", re.DOTALL)

_KIND, _LENGTH = 0b111_00000, 0b000_11111
_TEXT, _LIST = 0x60, 0x80
#: A list of one, as a file is, and of three, as an entry is: word, places, variants.
_OF_ONE, _OF_THREE, _NONE = 0x81, 0x83, 0x80
#: Up to here a length stands in the first byte; behind it in as many bytes as two to the power of what is beyond.
_SHORT, _LONGEST = 24, 27


class _Numbers(dict[bytes, int]):
    """Numbers by their bytes, each decoded once."""

    def __missing__(self, written: bytes) -> int:
        self[written] = number = int(cbor2.loads(written))
        return number


_NUMBERS = _Numbers()


def sections_of(content: bytes, sections: AbstractSet[int], wanted: frozenset[str]) -> list[Entry]:
    """Return where the words of a file that was looked at before stand in some sections, without decoding the others.

    Args:
        content: The file, which was decoded when it was looked at.
        sections: The sections.
        wanted: The characters of what is looked for: words without any are left out, as are those without a place.

    Raises:
        UnopenedError: if it is not plain to see where each word begins and ends.

    """
    plain = unpacked(content)
    found: list[Entry] = []
    for word, start, end in _entries(plain):
        if not is_placed(word, wanted):
            continue
        numbers = list(accumulate(map(_NUMBERS.__getitem__, _FURTHER.findall(plain, start, end))))
        if not sections.isdisjoint(numbers):
            written = zip(numbers, _ONE_STAND.findall(plain, start, end), strict=True)
            stands = ((number, cbor2.loads(stand)) for number, stand in written if number in sections)
            found.append((word, list(apart(stands))))
    return found


def apart(numbered: Iterable[tuple[int, Stand]]) -> Iterator[Stand]:
    """Yield places by how much further each section is than the one before that is left."""
    before = 0
    for number, (_, body, meta) in numbered:
        yield number - before, body, meta
        before = number


def _entries(plain: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield the words of an index file, each with the bytes between which its places are listed.

    Raises:
        UnopenedError: if the file is of another form: a variant, of which this site's index has none, included.

    """
    if plain[:1] != bytes((_OF_ONE,)):
        raise UnopenedError
    try:
        count, at = _head(plain, 1, _LIST)
        for _ in range(count):
            if plain[at] != _OF_THREE:
                raise UnopenedError
            length, begin = _head(plain, at + 1, _TEXT)
            _, start = _head(plain, begin + length, _LIST)
            stands = _STANDS.match(plain, start)
            end = start if stands is None else stands.end()
            if plain[end] != _NONE:
                raise UnopenedError
            yield plain[begin : begin + length].decode(), start, end
            at = end + 1
    except (IndexError, UnicodeDecodeError):
        raise UnopenedError from None
    if at != len(plain):
        raise UnopenedError


def _head(plain: bytes, at: int, kind: int) -> tuple[int, int]:
    """Return the length of a text or a list that begins at a byte, and where what is in it begins."""
    length, begin = plain[at] & _LENGTH, at + 1
    if plain[at] & _KIND != kind or length > _LONGEST:
        raise UnopenedError
    if length < _SHORT:
        return length, begin
    end = begin + (1 << length - _SHORT)
    return int.from_bytes(plain[begin:end], "big"), end
