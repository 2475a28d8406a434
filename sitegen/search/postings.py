"""Pagefind's index files -> where each token stands, and many of these put together -> index files again.

An index file is ``[[[token, [[further, positions, []], ...], []], ...]]`` in CBOR, tokens in the order of their code
points. ``further`` counts sections on from the one before, so lists of consecutive runs of sections are put together
by mending one number in each; all other bytes are Pagefind's own.
"""

from __future__ import annotations

import heapq
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TypeAlias

import cbor2

from sitegen.search.text import BORDER, ONCE, REGIONS

#: Uncompressed bytes to an index file, but where one token has more, and how many files an index is cut into from
#: there on. More and smaller files cost a query fewer bytes, and every first search a longer list of them.
_FILE_LEAST, _FILES = 6_000, 3_072

_NUMBER, _NEGATIVE, _BYTES, _TEXT, _ARRAY = 0, 1 << 5, 2 << 5, 3 << 5, 4 << 5
_SHORT, _BYTE, _TWO_BYTES = 24, 1 << 8, 1 << 16
_ENTRY_PARTS, _WEIGHT_AND_POSITION = 3, 2
_EMPTY = b"\x80"
#: How the entry of a section begins.
_PLACE = b"\x83"


@dataclass(frozen=True, slots=True)
class IndexFile:
    """An index file before it is packed: its first and last token, and its content."""

    first: str
    last: str
    content: bytes


#: How many sections further, positions with their weights, nothing.
_Place: TypeAlias = tuple[int, list[int], list[int]]
#: A token with how many sections hold it, the first and the last of them, and the encoded list of them from behind the
#: number of the first.
_Stands: TypeAlias = tuple[str, int, int, int, bytes]


def read_postings(contents: Iterable[bytes], sections: int) -> bytes:
    """Return what index files of one run of sections say, in the form that ``joined`` puts together.

    Args:
        contents: The unpacked index files, in order.
        sections: How many sections the run has.

    Raises:
        ValueError, TypeError, cbor2.CBORDecodeError: if a file is not what Pagefind 1.5.2 writes.

    """
    target = io.BytesIO()
    before = ""
    borders: Mapping[int, tuple[int, int]] = {}
    for content in contents:
        (entries,) = cbor2.loads(content)
        for token, places, variants in entries:
            last = sum(further for further, _, _ in places)
            if token <= before or variants or last >= sections or any(meta for _, _, meta in places):
                raise ValueError(token)
            before = token
            first = places[0][0]
            if token == BORDER:
                borders = _borders(places)
                continue
            if token.startswith(ONCE):
                places = _in_regions(token, places, borders)  # noqa: PLW2901 - the same, with less of it
            rest = _rest(places)
            written = token.encode()
            numbers = (len(places), first, last)
            target.write(
                b"".join(
                    (
                        _head(_ARRAY, 2 + len(numbers)),
                        _head(_TEXT, len(written)),
                        written,
                        *(_head(_NUMBER, number) for number in numbers),
                        _head(_BYTES, len(rest)),
                        rest,
                    )
                )
            )
    return target.getvalue()


def _rest(places: Sequence[_Place]) -> bytes:
    """Return the encoded list of places from behind the number of the first section."""
    parts: list[bytes] = []
    for further, positions, _ in places:
        parts += [_PLACE, _head(_NUMBER, further), _head(_ARRAY, len(positions))]
        parts += [_head(_NUMBER, each) if each >= 0 else _head(_NEGATIVE, -1 - each) for each in positions]
        parts.append(_EMPTY)
    return b"".join(parts[2:])


def _borders(places: Sequence[_Place]) -> dict[int, tuple[int, int]]:
    """Return where the goal, and the rest, begins among what stands once, by section."""
    sections = accumulate(further for further, _, _ in places)
    return {
        section: (goal, goal + further) for section, (_, (_, goal, further), _) in zip(sections, places, strict=True)
    }


def _in_regions(token: str, places: Sequence[_Place], borders: Mapping[int, tuple[int, int]]) -> list[_Place]:
    """Return where a piece stands with the beginning of its region in the place of its position."""
    found: list[_Place] = []
    section = 0
    for further, positions, _ in places:
        section += further
        if len(positions) != _WEIGHT_AND_POSITION:
            raise ValueError(token)
        weight, position = positions
        goal, rest = borders[section]
        region = 0 if position < goal else REGIONS[0] if position < rest else REGIONS[1]
        found.append((further, [weight, region], []))
    return found


def joined(runs: Sequence[tuple[int, bytes]]) -> Iterator[IndexFile]:
    """Put runs of sections together and cut them into index files.

    Args:
        runs: The number of the first section of each run with what ``read_postings`` returned, in order.

    """
    most = max(_FILE_LEAST, sum(len(postings) for _, postings in runs) // _FILES)
    tokens: list[str] = []
    entries: list[bytes] = []
    size = 0
    streams = [_stream(offset, postings) for offset, postings in runs]
    for token, stands in groupby(heapq.merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        entry = _entry(token, list(stands))
        if size and size + len(entry) > most:
            yield _file(tokens, entries)
            tokens, entries, size = [], [], 0
        tokens.append(token)
        entries.append(entry)
        size += len(entry)
    if tokens:
        yield _file(tokens, entries)


def _stream(offset: int, postings: bytes) -> Iterator[_Stands]:
    source = io.BytesIO(postings)
    decoder = cbor2.CBORDecoder(source)
    while source.tell() < len(postings):
        token, count, first, last, rest = decoder.decode()
        yield token, count, first + offset, last + offset, rest


def _entry(token: str, stands: Sequence[_Stands]) -> bytes:
    written = token.encode()
    parts = [
        _head(_ARRAY, _ENTRY_PARTS),
        _head(_TEXT, len(written)),
        written,
        _head(_ARRAY, sum(count for _, count, _, _, _ in stands)),
    ]
    before = 0
    for _, _, first, last, rest in stands:
        parts += [_head(_ARRAY, _ENTRY_PARTS), _head(_NUMBER, first - before), rest]
        before = last
    parts.append(_EMPTY)
    return b"".join(parts)


def _file(tokens: Sequence[str], entries: Sequence[bytes]) -> IndexFile:
    content = b"".join((_head(_ARRAY, 1), _head(_ARRAY, len(entries)), *entries))
    return IndexFile(tokens[0], tokens[-1], content)


def _head(kind: int, value: int) -> bytes:
    """Return how CBOR begins a number, a text or an array."""
    if value < _SHORT:
        return bytes((kind | value,))
    if value < _BYTE:
        return bytes((kind | 24, value))
    if value < _TWO_BYTES:
        return bytes((kind | 25,)) + value.to_bytes(2, "big")
    return bytes((kind | 26,)) + value.to_bytes(4, "big")
