"""A run of records -> its part of the bundle: what Pagefind's index of it says, and each section as it is shown.

Pagefind has no incremental mode and takes a third of a megabyte of memory a section, so it is given a run of some two
hundred sections at a time. What it made is opened to the last file before it is believed (the compressed form carries
a check sum). Its fragments are not kept: they hold the token stream, which no reader should see; the ones written
here carry what the page shows. A part depends on nothing but its own records, so a store may keep it for the next
build.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

import cbor2

from sitegen.search.packing import packed, unpacked
from sitegen.search.pagefind import LANGUAGE, VERSION, SearchIndexError, index
from sitegen.search.postings import Stands, once_postings, read_postings
from sitegen.search.records import SearchRecord
from sitegen.search.sections import Json, shown, token_stream
from sitegen.search.shelves import Pieces, pieces
from sitegen.search.store import Store, key_of, opened, sealed

ENTRY = PurePosixPath("pagefind-entry.json")
MODULE = PurePosixPath("pagefind.js")
PROGRAM = PurePosixPath("wasm.unknown.pagefind")


@dataclass(frozen=True, slots=True)
class Part:
    """What a run of sections comes to: where its tokens stand, and its fragments.

    ``characters`` are all that stand in it, ``letters`` all words of letters, apart by spaces.
    """

    pieces: Pieces
    fragments: tuple[bytes, ...]
    characters: str
    letters: str


def make_part(records: Sequence[SearchRecord], binary: Path | None = None) -> bytes:
    """Return the part of a run of records, as ``part_of`` reads it.

    Raises:
        SearchIndexError: if Pagefind is missing, dies or answers what cannot be used.

    """
    streams = [token_stream(record) for record in records]
    made = index((stream.content for stream in streams), binary)
    stand = pieces(chain(postings_of(made, len(records)), once_postings([stream.once for stream in streams])))
    return cbor2.dumps(
        [
            stand.packed,
            stand.size,
            [packed(_fragment(shown(record))) for record in records],
            "".join(sorted(frozenset[str]().union(*(stream.characters for stream in streams)))),
            " ".join(sorted(frozenset[str]().union(*(stream.letters for stream in streams)))),
        ]
    )


def part_of(data: bytes) -> Part:
    """Return the part that ``make_part`` made."""
    of_shelves, size, fragments, characters, letters = cbor2.loads(data)
    return Part(Pieces(tuple(of_shelves), size), tuple(fragments), characters, letters)


def runtime(binary: Path | None = None, store: Store | None = None) -> Mapping[PurePosixPath, bytes]:
    """Return the files of Pagefind that hold no section: its module, its program and the entry to an empty index.

    Raises:
        SearchIndexError: if Pagefind is missing, dies or answers what cannot be used.

    """
    key = key_of("runtime")
    kept = None if store is None else opened(store.get(key))
    if kept is not None:
        return {PurePosixPath(path): data for path, data in cbor2.loads(kept)}
    made = index((), binary)
    postings_of(made, 0)
    files = {path: made[path] for path in (ENTRY, MODULE, PROGRAM)}
    if store is not None:
        store.put(key, sealed(cbor2.dumps([[str(path), data] for path, data in files.items()])))
    return files


def postings_of(made: Mapping[PurePosixPath, bytes], sections: int) -> list[Stands]:
    """Open every file that Pagefind made of so many sections, and return where their tokens stand.

    Raises:
        SearchIndexError: if a file is missing, short, or not what version 1.5.2 writes.

    """
    try:
        return list(read_postings(_index_files(made, sections), sections))
    except (
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        EOFError,
        zlib.error,
        gzip.BadGzipFile,
        cbor2.CBORDecodeError,
    ) as error:
        message = (
            f"Pagefind 生成的索引不完整（应为 {VERSION} 版） / "
            f"the index Pagefind made is damaged or of another version than {VERSION}: {type(error).__name__}"
        )
        raise SearchIndexError(message) from error


def _index_files(made: Mapping[PurePosixPath, bytes], sections: int) -> Iterator[bytes]:
    entry = json.loads(made[ENTRY])
    if entry["version"] != VERSION:
        raise ValueError(VERSION)
    unpacked(made[PROGRAM])
    made[MODULE].decode()
    language = entry["languages"].get(LANGUAGE)
    if language is None:
        if sections:
            raise ValueError(LANGUAGE)
        return
    meta = made[PurePosixPath(f"pagefind.{language['hash']}.pf_meta")]
    version, pages, chunks, filters, sorts, fields = cbor2.loads(unpacked(meta))
    if version != VERSION or len(pages) != sections or filters or sorts or fields:
        raise ValueError(version)
    for place, (name, *_) in enumerate(pages):
        # Pagefind numbers what it was given in the order of the urls' numbers; nothing else may be assumed of it.
        if json.loads(unpacked(made[PurePosixPath(f"fragment/{name}.pf_fragment")]))["url"] != str(place):
            raise ValueError(place)
    for _, _, name in chunks:
        yield unpacked(made[PurePosixPath(f"index/{name}.pf_index")])


def _fragment(shown: Json) -> bytes:
    # The module of Pagefind reads these keys of every fragment.
    carried = {"url": "", "content": "", "word_count": 1, "filters": {}, "meta": shown, "anchors": []}
    return json.dumps(carried, ensure_ascii=False, separators=(",", ":")).encode()
