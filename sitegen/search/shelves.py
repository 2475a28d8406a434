"""Postings of many runs -> index files, by shelves: ranges of tokens that are the same whatever the content.

What a run says of the tokens of a shelf is a piece. Where one section changes, most pieces of its run are as they were,
and so are the shelves made of them: they keep their files, by name and to the byte, and need not be made again. Where
the ranges begin (``borders.tsv``) was chosen so that the real content, in both languages, is spread evenly.
"""

from __future__ import annotations

import hashlib
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import chain, pairwise, starmap
from operator import itemgetter

import cbor2

from sitegen.crew import Alone, Crew
from sitegen.search.packing import packed
from sitegen.search.postings import Stands, entry, index_file
from sitegen.search.store import Store, key_of, remembered

#: Uncompressed bytes to an index file, but where one token has more, and how many files an index is cut into from
#: there on. More and smaller files cost a query fewer bytes, and every first search a longer list of them.
_FILE_LEAST, _FILES = 6_000, 3_072
#: Files to a shelf, at the least: a small index has fewer and wider shelves, since the last file of each is not full.
_FILES_TO_SHELF = 4
#: How exactly the size of an index counts, in bits: nothing but a change of an eighth or more cuts it otherwise.
_EXACT = 3
#: A piece is packed for the store, where it stays for a build or two.
_FAST = 1
_ALONE = Alone()


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a run of sections says of the tokens of each shelf, packed; ``size`` is that of all of them, unpacked."""

    packed: tuple[bytes, ...]
    size: int


@dataclass(frozen=True, slots=True)
class IndexFile:
    """An index file as it is published: its first and last token, and its content, packed."""

    first: str
    last: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Shelf:
    """The index files of a range of tokens, with the digest of what they say."""

    digest: bytes
    files: tuple[IndexFile, ...]


def pieces(postings: Iterable[Stands]) -> Pieces:
    """Put the postings of a run on shelves.

    Args:
        postings: Where tokens stand, each of them once, in whatever order.

    """
    ordered = sorted(postings, key=itemgetter(0))
    tokens = [token for token, *_ in ordered]
    cuts = [0, *(bisect_left(tokens, border) for border in borders()), len(ordered)]
    # Column by column, which is read three times as fast.
    contents = [list(zip(*ordered[start:end], strict=True)) for start, end in pairwise(cuts)]
    encoded = [cbor2.dumps(columns) if columns else b"" for columns in contents]
    return Pieces(tuple(zlib.compress(each, _FAST) if each else b"" for each in encoded), sum(map(len, encoded)))


def shelved(runs: Sequence[tuple[int, Pieces]], store: Store | None = None, crew: Crew = _ALONE) -> Iterator[Shelf]:
    """Put runs of sections together, shelf by shelf.

    Args:
        runs: The number of the first section of each run with its pieces, in order.
        store: What keeps shelves from one build to the next.
        crew: Who makes those that are not there.

    """
    size = _roughly(sum(of_run.size for _, of_run in runs))
    most = max(_FILE_LEAST, size // _FILES)
    width = 1
    while (len(borders()) + 1) // width * most * _FILES_TO_SHELF > size and width <= len(borders()):
        width *= 2
    of_shelves = [
        [(offset, piece) for offset, of_run in runs for piece in of_run.packed[first : first + width] if piece]
        for first in range(0, len(borders()) + 1, width)
    ]
    keys = [key_of("shelf", most, of_shelf) for of_shelf in of_shelves]
    for data in remembered(store, keys, partial(_made, of_shelves, most), crew):
        digest, told = cbor2.loads(data)
        if told:
            yield Shelf(digest, tuple(starmap(IndexFile, told)))


def _roughly(size: int) -> int:
    """Return a size of which a small change mostly makes no difference."""
    exact = max(0, size.bit_length() - _EXACT)
    return size >> exact << exact


def _made(of_shelves: Sequence[Sequence[tuple[int, bytes]]], most: int, number: int) -> bytes:
    """Return the digest and the files of a shelf, as a store keeps them."""
    digest, told = hashlib.sha256(), []
    for tokens, content in _contents(of_shelves[number], most):
        digest.update(b"%d\0" % len(content) + content)
        told.append([tokens[0], tokens[-1], packed(content)])
    return cbor2.dumps([digest.digest(), told])


def _contents(of_shelf: Sequence[tuple[int, bytes]], most: int) -> Iterator[tuple[list[str], bytes]]:
    """Yield index files, each with its tokens."""
    stands: defaultdict[str, list[tuple[int, int, int, bytes]]] = defaultdict(list)
    for offset, piece in of_shelf:
        for token, count, first, last, rest in zip(*cbor2.loads(zlib.decompress(piece)), strict=True):
            stands[token].append((count, first + offset, last + offset, rest))
    tokens: list[str] = []
    entries: list[bytes] = []
    size = 0
    for token in sorted(stands):
        of_token = entry(token, stands[token])
        if size and size + len(of_token) > most:
            yield tokens, index_file(entries)
            tokens, entries, size = [], [], 0
        tokens.append(token)
        entries.append(of_token)
        size += len(of_token)
    if tokens:
        yield tokens, index_file(entries)


@cache
def borders() -> tuple[str, ...]:
    """Return the first token of each shelf but the first."""
    lines = files(__package__).joinpath("borders.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(chain.from_iterable(line.split("\t") for line in lines if not line.startswith("#")))
