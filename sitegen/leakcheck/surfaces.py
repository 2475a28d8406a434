"""Where a byte can hide in the finished site: each kind of file, and the places in it that are searched.

``open_file`` takes a file apart into pieces of text. A file is what its first bytes say, or else its name;
one that is neither known is read as text in every encoding that is likely. What calls itself a container
and cannot be opened raises ``UnopenedError``: what was not seen is not cleared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeAlias

from sitegen.leakcheck import archives, data, images, markup, pagefind, text
from sitegen.leakcheck.opening import Inner, Part, Piece, UnopenedError

# A container in a container in a container: deeper than that nothing honest goes.
_DEEPEST = 6


class Kind(StrEnum):
    """A kind of file that the guard can read."""

    NAME = "file name"
    HTML = "HTML"
    XML = "XML"
    JSON = "JSON"
    JSON_LINES = "JSON lines"
    CSV = "CSV"
    TEXT = "text"
    STYLES = "CSS"
    SCRIPT = "JavaScript"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZIP = "zip"
    PAGEFIND_FRAGMENT = "Pagefind fragment"
    PAGEFIND_INDEX = "Pagefind index"
    PAGEFIND_FILTER = "Pagefind filter"
    PAGEFIND_META = "Pagefind metadata"
    PAGEFIND_PROGRAM = "Pagefind program"
    PNG = "PNG"
    ICO = "ICO"
    WASM = "WebAssembly"
    UNKNOWN = "unknown kind"


Opener: TypeAlias = Callable[[bytes], Iterator[Part]]


@dataclass(frozen=True, slots=True)
class Surface:
    """A kind of file: how to know it, how to open it, and the places in it that are searched.

    Tests plant a secret in each of ``places`` and demand that it is found.
    """

    open: Opener
    places: tuple[str, ...]
    suffixes: tuple[str, ...] = ()
    magic: tuple[bytes, ...] = ()


#: Every surface but the names of files, which ``sitegen.leakcheck.check`` searches itself.
SURFACES: Mapping[Kind, Surface] = {
    Kind.HTML: Surface(
        markup.open_markup,
        ("text", "text across inline elements", "attribute", "comment", "script", "JSON-LD", "style", "data address"),
        (".html", ".htm", ".xhtml"),
    ),
    Kind.XML: Surface(
        markup.open_markup,
        ("text", "text across runs", "attribute", "comment", "CDATA", "processing instruction"),
        (".xml", ".svg", ".rss", ".atom", ".rels", ".vml", ".opf", ".xsl"),
    ),
    Kind.JSON: Surface(
        data.open_json,
        ("value", "key", "nested value", "number"),
        (".json", ".webmanifest", ".map", ".jsonld", ".geojson"),
    ),
    Kind.JSON_LINES: Surface(data.open_json_lines, ("value", "key"), (".jsonl", ".ndjson")),
    Kind.CSV: Surface(data.open_csv, ("cell", "quoted cell", "heading"), (".csv", ".tsv")),
    Kind.TEXT: Surface(
        text.open_text, ("text", "text across lines"), (".txt", ".md", ".po", ".pot", ".yaml", ".yml", ".ics", ".vtt")
    ),
    Kind.STYLES: Surface(text.open_styles, ("content", "comment", "escape", "data address"), (".css",)),
    Kind.SCRIPT: Surface(text.open_styles, ("string", "comment", "escape", "concatenation"), (".js", ".mjs")),
    Kind.GZIP: Surface(archives.open_gzip, ("content", "original name", "comment"), (".gz", ".svgz"), (b"\x1f\x8b",)),
    Kind.BZIP2: Surface(archives.open_bzip2, ("content",), (".bz2",), (b"BZh",)),
    Kind.XZ: Surface(archives.open_xz, ("content",), (".xz",), (b"\xfd7zXZ\x00",)),
    Kind.ZIP: Surface(
        archives.open_zip,
        (
            "part",
            "part name",
            "part comment",
            "archive comment",
            "workbook cell",
            "workbook runs",
            "document runs",
            "nested archive",
        ),
        (".zip", ".xlsx", ".docx", ".pptx", ".ods", ".odt", ".epub"),
        (b"PK\x03\x04", b"PK\x05\x06"),
    ),
    Kind.PAGEFIND_FRAGMENT: Surface(
        pagefind.open_fragment, ("content", "metadata", "filter", "address"), (".pf_fragment",)
    ),
    Kind.PAGEFIND_INDEX: Surface(
        pagefind.open_index,
        (
            "word",
            "words by position",
            "bigrams by position",
            "syllables by position",
            "initials by position",
            "metadata words by position",
            "variant",
        ),
        (".pf_index",),
    ),
    Kind.PAGEFIND_FILTER: Surface(pagefind.open_packed, ("name", "value"), (".pf_filter",)),
    Kind.PAGEFIND_META: Surface(
        pagefind.open_packed, ("filter name", "sort name", "chunk border", "field name"), (".pf_meta",)
    ),
    Kind.PAGEFIND_PROGRAM: Surface(pagefind.open_program, ("strings",), (".pagefind",)),
    Kind.PNG: Surface(
        images.open_png,
        ("text", "compressed text", "international text", "after the end"),
        (".png",),
        (b"\x89PNG\r\n\x1a\n",),
    ),
    Kind.ICO: Surface(images.open_ico, ("strings", "PNG inside"), (".ico",), (b"\x00\x00\x01\x00",)),
    Kind.WASM: Surface(text.open_bytes, ("strings",), (".wasm",), (b"\x00asm",)),
    Kind.UNKNOWN: Surface(text.open_unknown, ("UTF-8", "UTF-16", "GB 18030")),
}

_BY_SUFFIX = {suffix: kind for kind, surface in SURFACES.items() for suffix in surface.suffixes}
_BY_MAGIC = tuple((magic, kind) for kind, surface in SURFACES.items() for magic in surface.magic)

# Containers this program has no key to. The build makes none; one that turns up is refused.
_CLOSED_SUFFIXES = frozenset({".pdf", ".br", ".zst", ".7z", ".rar", ".woff2", ".woff", ".doc", ".xls", ".ppt", ".mo"})
_CLOSED_MAGIC = (b"%PDF", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"wOF2", b"wOFF", b"\xd0\xcf\x11\xe0")


def kind_of(name: str, content: bytes) -> Kind:
    """Say what a file is.

    Raises:
        UnopenedError: if it is of a kind that cannot be opened, or is not what its name says.

    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _CLOSED_SUFFIXES or content.startswith(_CLOSED_MAGIC):
        raise UnopenedError
    by_name = _BY_SUFFIX.get(suffix)
    if by_name in _PAGEFIND:
        return by_name
    for magic, kind in _BY_MAGIC:
        if content.startswith(magic):
            return kind
    if by_name is not None and SURFACES[by_name].magic:
        raise UnopenedError
    return by_name or Kind.UNKNOWN


_PAGEFIND = frozenset({
    Kind.PAGEFIND_FRAGMENT, Kind.PAGEFIND_INDEX, Kind.PAGEFIND_FILTER, Kind.PAGEFIND_META, Kind.PAGEFIND_PROGRAM,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """A piece of text from a file, with the kind of what it was found in."""

    kind: Kind
    piece: Piece


def open_file(name: str, content: bytes, depth: int = 0) -> Iterator[Opened]:
    """Take a file apart, containers in it included.

    Raises:
        UnopenedError: if it, or anything in it, cannot be opened.

    """
    if depth > _DEEPEST:
        raise UnopenedError
    kind = kind_of(name, content)
    for part in SURFACES[kind].open(content):
        match part:
            case Piece() as piece:
                yield Opened(kind, piece)
            case Inner(name=inner, content=inside):
                yield from open_file(inner, inside, depth + 1)
