"""Pagefind's files -> the same files in the one form that the same records always give.

Pagefind writes filter values and languages in the order of a hash table, so equal input gives different bytes.
Here filters, metadata and entry are decoded, sorted and encoded again, and files are named by their content. The
fragments, one a record, are written anew: they carry what the page shows instead of the token stream, which no
reader should see and which would treble their size. Index files are in order as they come, and are opened to see
that they are whole (the compressed form carries a check sum). Pagefind's program and module pass unchanged.

The metadata is read at each first search and holds a line for each record, so it is kept small: fragments of a page
share the beginning of their names, and lengths of records, which matter to no phrase, are all 1.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import TypeAlias

import cbor2

from sitegen.search.pagefind import LANGUAGE, VERSION, SearchIndexError

#: Every compressed file of Pagefind begins with this.
MAGIC = b"pagefind_dcd"

ENTRY = PurePosixPath("pagefind-entry.json")
MODULE = PurePosixPath("pagefind.js")
PROGRAM = PurePosixPath("wasm.unknown.pagefind")

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

_SHORTEST_NAME = 6
_CHUNK_PARTS = 3


@dataclass(frozen=True, slots=True)
class _Meta:
    """The metadata of an index: pages, index files with the first and last token of each, filters, sort orders."""

    pages: list[list[object]]
    chunks: list[list[str]]
    filters: list[list[str]]
    sorts: list[list[object]]


def canonicalise(
    files: Mapping[PurePosixPath, bytes], shown: Sequence[Json], groups: Sequence[str]
) -> dict[PurePosixPath, bytes]:
    """Return what is needed at run time, in canonical form.

    Args:
        files: What Pagefind made.
        shown: For each record, in the order it was indexed in, what its fragment shall carry. Its url was its place.
        groups: For each record, what it belongs to; those of a group stand together and are named together.

    Raises:
        SearchIndexError: if a file is missing, short, or not what version 1.5.2 writes.

    """
    try:
        return _canonicalise(files, shown, groups)
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


def unpacked(data: bytes) -> bytes:
    """Return the content of a compressed file of Pagefind.

    Raises:
        ValueError: if it is not one.
        EOFError: if it is cut short.

    """
    content = gzip.decompress(data)
    if not content.startswith(MAGIC):
        message = "no signature"
        raise ValueError(message)
    return content[len(MAGIC) :]


def _packed(content: bytes) -> bytes:
    target = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=target, mtime=0) as file:
        file.write(MAGIC + content)
    return target.getvalue()


def _canonicalise(
    files: Mapping[PurePosixPath, bytes], shown: Sequence[Json], groups: Sequence[str]
) -> dict[PurePosixPath, bytes]:
    entry = json.loads(files[ENTRY])
    if entry["version"] != VERSION:
        raise ValueError(VERSION)
    unpacked(files[PROGRAM])
    files[MODULE].decode()
    kept = {MODULE: files[MODULE], PROGRAM: files[PROGRAM]}
    language = entry["languages"].get(LANGUAGE)
    if language is None:
        if shown:
            raise ValueError(LANGUAGE)
        return kept | {ENTRY: _encoded_entry(entry, {})}
    meta = _read_meta(files[PurePosixPath(f"pagefind.{language['hash']}.pf_meta")])
    if len(meta.pages) != len(shown):
        raise ValueError(len(meta.pages))

    fragments = [
        _fragment(files[PurePosixPath(f"fragment/{page[0]}.pf_fragment")], place, shown[place])
        for place, page in enumerate(meta.pages)
    ]
    chunks = [files[PurePosixPath(f"index/{name}.pf_index")] for _, _, name in meta.chunks]
    filters = dict(
        sorted((name, _filter(files[PurePosixPath(f"filter/{stored}.pf_filter")])) for name, stored in meta.filters)
    )

    fragment_names = _grouped_names(fragments, groups)
    chunk_names = _names([unpacked(chunk) for chunk in chunks])
    filter_names = _names(list(filters.values()))
    content = cbor2.dumps(
        [
            VERSION,
            [[name, 1] for name in fragment_names],
            [[*chunk[:2], name] for name, chunk in zip(chunk_names, meta.chunks, strict=True)],
            [[name, stored] for name, stored in zip(filters, filter_names, strict=True)],
            sorted(meta.sorts, key=lambda sort: str(sort[0])),
            [],
        ]
    )
    (meta_name,) = _names([content])
    return (
        kept
        | {
            PurePosixPath(f"fragment/{name}.pf_fragment"): _packed(data)
            for name, data in zip(fragment_names, fragments, strict=True)
        }
        | {PurePosixPath(f"index/{name}.pf_index"): data for name, data in zip(chunk_names, chunks, strict=True)}
        | {
            PurePosixPath(f"filter/{name}.pf_filter"): _packed(data)
            for name, data in zip(filter_names, filters.values(), strict=True)
        }
        | {PurePosixPath(f"pagefind.{meta_name}.pf_meta"): _packed(content)}
        | {ENTRY: _encoded_entry(entry, {LANGUAGE: {"hash": meta_name, "wasm": None, "page_count": len(shown)}})}
    )


def _read_meta(data: bytes) -> _Meta:
    version, pages, chunks, filters, sorts, fields = cbor2.loads(unpacked(data))
    if version != VERSION or fields or any(len(chunk) != _CHUNK_PARTS for chunk in chunks):
        raise ValueError(version)
    return _Meta(pages, chunks, filters, sorts)


def _fragment(data: bytes, place: int, shown: Json) -> bytes:
    fragment = json.loads(unpacked(data))
    if fragment["url"] != str(place):
        raise ValueError(place)
    # The modules of Pagefind read these keys of every fragment.
    carried = {
        "url": "",
        "content": "",
        "word_count": 1,
        "filters": {},
        "meta": shown,
        "anchors": [],
    }
    return json.dumps(carried, ensure_ascii=False, separators=(",", ":")).encode()


def _filter(data: bytes) -> bytes:
    name, values = cbor2.loads(unpacked(data))
    return cbor2.dumps([name, sorted([value, sorted(pages)] for value, pages in values)])


def _encoded_entry(entry: Mapping[str, Json], languages: Mapping[str, Json]) -> bytes:
    return json.dumps(
        {**entry, "languages": languages}, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode()


def _names(contents: Sequence[bytes]) -> list[str]:
    """Name contents by their digests, as short as keeps them apart; equal contents share a name."""
    digests = [b32encode(hashlib.sha256(content).digest()).decode().rstrip("=").lower() for content in contents]
    apart = len(set(digests))
    length = _SHORTEST_NAME
    while len({digest[:length] for digest in digests}) < apart:
        length += 1
    return [digest[:length] for digest in digests]


def _grouped_names(contents: Sequence[bytes], groups: Sequence[str]) -> list[str]:
    """Name contents by the digest of their group and by their place in it: what changes renames its group alone."""
    together = [list(members) for _, members in groupby(range(len(contents)), key=groups.__getitem__)]
    stems = _names([b"\0".join(contents[member] for member in members) for members in together])
    return [f"{stem}-{place}" for stem, members in zip(stems, together, strict=True) for place in range(len(members))]
