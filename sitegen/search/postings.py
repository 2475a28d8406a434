"""Pagefind's index files -> where each token stands, and many of these put together -> index files again.

An index file is ``[[[token, [[further, positions, []], ...], []], ...]]`` in CBOR, tokens in the order of their code
points. ``further`` counts sections on from the one before, so lists of consecutive runs of sections are put together
by mending one number in each; all other bytes are Pagefind's own.
"""

from __future__ import annotations

import heapq
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

import cbor2

from sitegen.search.text import ONCE, REGIONS

#: Uncompressed bytes to an index file, but where one token has more, and how many files an index is cut into from
#: there on. More and smaller files cost a query fewer bytes, and every first search a longer list of them.
_FILE_LEAST, _FILES = 6_000, 3_072

_ARRAY, _NUMBER, _TEXT = 4 << 5, 0, 3 << 5
_SHORT, _BYTE, _TWO_BYTES = 24, 1 << 8, 1 << 16
_ENTRY_PARTS, _WEIGHT_AND_POSITION = 3, 2
_EMPTY = b"\x80"


@dataclass(frozen=True, slots=True)
class IndexFile:
    """An index file before it is packed: its first and last token, and its content."""

    first: str
    last: str
    content: bytes


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
    for content in contents:
        (entries,) = cbor2.loads(content)
        for token, places, variants in entries:
            last = sum(further for further, _, _ in places)
            if token <= before or variants or last >= sections or any(meta for _, _, meta in places):
                raise ValueError(token)
            before = token
            first = places[0][0]
            if token.startswith(ONCE):
                if any(len(positions) != _WEIGHT_AND_POSITION for _, positions, _ in places):
                    raise ValueError(token)
                encoded = cbor2.dumps([[further, _region(positions), []] for further, positions, _ in places])
            else:
                encoded = cbor2.dumps(places)
            rest = encoded[len(_head(_ARRAY, len(places))) + 1 + len(_head(_NUMBER, first)) :]
            target.write(cbor2.dumps((token, len(places), first, last, rest)))
    return target.getvalue()


def _region(positions: Sequence[int]) -> list[int]:
    """Return where the region begins that a piece stands in, with the weight that comes first: below zero."""
    weight, place = positions
    return [weight, max((0, *(begin for begin in REGIONS if begin <= place)))]


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
