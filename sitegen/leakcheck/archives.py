"""Openers of compressed files and archives: what is in them, and what is written on them."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from sitegen.leakcheck.opening import Inner, Part, Piece, UnopenedError
from sitegen.leakcheck.text import open_bytes
from sitegen.values.hanzi import APART

_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, BadZipFile, ValueError, RuntimeError, NotImplementedError)
_LABEL = 4096


def gunzipped(content: bytes) -> bytes:
    """Return what is in a gzip file.

    Raises:
        UnopenedError: if it is none, or broken.

    """
    try:
        return gzip.decompress(content)
    except _BROKEN:
        raise UnopenedError from None


def open_gzip(content: bytes) -> Iterator[Part]:
    """Yield the file inside, and the name and comment the header may carry."""
    yield from open_bytes(content[:_LABEL])
    yield Inner("", gunzipped(content))


def open_bzip2(content: bytes) -> Iterator[Part]:
    """Yield the file inside."""
    try:
        yield Inner("", bz2.decompress(content))
    except _BROKEN:
        raise UnopenedError from None


def open_xz(content: bytes) -> Iterator[Part]:
    """Yield the file inside."""
    try:
        yield Inner("", lzma.decompress(content))
    except _BROKEN:
        raise UnopenedError from None


def open_zip(content: bytes) -> Iterator[Part]:
    """Yield the parts of an archive (an XLSX or DOCX file is one), their names and all comments."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            labels = [archive.comment.decode("utf-8", "ignore")]
            for entry in archive.infolist():
                labels.append(entry.filename)
                labels.extend(label.decode("utf-8", "ignore") for label in (entry.comment, entry.extra))
                if not entry.is_dir():
                    yield Inner(entry.filename, archive.read(entry))
            yield Piece.of(APART.join(labels))
    except _BROKEN:
        raise UnopenedError from None
    # What stands between and around the parts.
    yield from open_bytes(content)
