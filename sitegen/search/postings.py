"""Where each token of a run of sections stands: what Pagefind says of those with places, and what stands once.

An index file of Pagefind is ``[[[token, [[further, positions, []], ...], []], ...]]`` in CBOR, tokens in the order of
their code points. ``further`` counts sections on from the one before, so lists of consecutive runs of sections are put
together by mending one number in each (``sitegen.search.shelves``). What Pagefind wrote is decoded to be checked, but
its bytes are taken as they are: to write each number again would take longer than all the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TypeAlias

import cbor2

from sitegen.search.text import BORDER, REGIONS

#: A token with how many sections hold it, the first and the last of them, and the encoded list of them from behind the
#: number of the first.
Stands: TypeAlias = tuple[str, int, int, int, bytes]

#: The tokens of what stands once in a section: in its title, in its goal, in the rest.
Once: TypeAlias = tuple[frozenset[str], frozenset[str], frozenset[str]]

_NUMBER, _NEGATIVE, _TEXT, _ARRAY = 0, 1 << 5, 3 << 5, 4 << 5
_SHORT, _BYTE, _TWO_BYTES = 24, 1 << 8, 1 << 16
#: What Pagefind writes for the weight of a word in a text.
_WEIGHT = 25

_EMPTY = b"\x80"
#: How the entry of a token begins, and that of a section in it.
_ENTRY = b"\x83"


def read_postings(contents: Iterable[bytes], sections: int) -> Iterator[Stands]:
    """Yield where tokens stand according to the index files of one run of sections.

    Args:
        contents: The unpacked index files, in order.
        sections: How many sections the run has.

    Raises:
        ValueError, TypeError, cbor2.CBORDecodeError: if a file is not what Pagefind 1.5.2 writes.

    """
    before = ""
    for content in contents:
        (entries,) = cbor2.loads(content)
        begins = [_ENTRY + _text(token) for token, _, _ in entries]
        at = len(_head(_ARRAY, 1)) + len(_head(_ARRAY, len(entries)))
        for (token, places, variants), begin, following in zip(entries, begins, [*begins[1:], b""], strict=True):
            last = sum(map(itemgetter(0), places))
            if token <= before or variants or last >= sections or any(map(itemgetter(2), places)):
                raise ValueError(token)
            before = token
            first = places[0][0]
            opening = begin + _head(_ARRAY, len(places)) + _ENTRY + _head(_NUMBER, first)
            # No number in a list is followed by the beginning of a text, so the next entry is found where it is.
            end = content.find(_EMPTY + following, at + len(opening)) if following else len(content) - 1
            if end < 0 or not content.startswith(opening, at):
                raise ValueError(token)
            if token != BORDER:
                yield token, len(places), first, last, content[at + len(opening) : end]
            elif len(places) != sections:
                raise ValueError(token)
            at = end + 1


def once_postings(sections: Sequence[Once]) -> Iterator[Stands]:
    """Yield where the tokens of what stands once a section stand, by regions: they have no places of their own.

    They are written as Pagefind writes a token, with the beginning of the region in the place of its position.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for section, regions in enumerate(sections):
        for place, tokens in enumerate(regions, len(regions) * section):
            for token in tokens:
                found[token].append(place)
    ends = [
        b"".join((_head(_ARRAY, 2), _head(_NEGATIVE, _WEIGHT - 1), _head(_NUMBER, begin), _EMPTY)) for begin in REGIONS
    ]
    # By the number of its region and, times the number of regions, how many sections further.
    each = len(ends)
    entries = [_ENTRY + _head(_NUMBER, further) + end for further in range(len(sections)) for end in ends]
    for token in sorted(found):
        places = found[token]
        others = [entries[place - before // each * each] for before, place in pairwise(places)]
        rest = b"".join((ends[places[0] % each], *others))
        yield token, len(places), places[0] // each, places[-1] // each, rest


def entry(token: str, stands: Sequence[tuple[int, int, int, bytes]]) -> bytes:
    """Return the entry of a token in an index file.

    Args:
        token: The token.
        stands: For each run that holds it, in order, how many sections do, the number of the first and the last of
            them in the whole index, and their encoded list from behind the number of the first.

    """
    parts = [_ENTRY, _text(token), _head(_ARRAY, sum(map(itemgetter(0), stands)))]
    before = 0
    for _, first, last, rest in stands:
        parts += (_ENTRY, _head(_NUMBER, first - before), rest)
        before = last
    parts.append(_EMPTY)
    return b"".join(parts)


def index_file(entries: Sequence[bytes]) -> bytes:
    """Return an index file of entries, before it is packed."""
    return b"".join((_head(_ARRAY, 1), _head(_ARRAY, len(entries)), *entries))


def _text(token: str) -> bytes:
    written = token.encode()
    return _head(_TEXT, len(written)) + written


def _head(kind: int, value: int) -> bytes:
    """Return how CBOR begins a number, a text or an array."""
    if value < _SHORT:
        return bytes((kind | value,))
    if value < _BYTE:
        return bytes((kind | 24, value))
    if value < _TWO_BYTES:
        return bytes((kind | 25,)) + value.to_bytes(2, "big")
    return bytes((kind | 26,)) + value.to_bytes(4, "big")
