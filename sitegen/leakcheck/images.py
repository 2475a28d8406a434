"""Openers of images: their texts. What is drawn in them is not read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

from sitegen.leakcheck.opening import Inner, Part, Piece, UnopenedError
from sitegen.leakcheck.text import open_bytes

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LENGTH_TYPE_AND_SUM = 12


def open_png(content: bytes) -> Iterator[Part]:
    """Yield the texts of a PNG image, compressed or not, and what stands behind its end."""
    place = len(_SIGNATURE)
    ended = False
    while place + _LENGTH_TYPE_AND_SUM <= len(content) and not ended:
        length = int.from_bytes(content[place : place + 4])
        kind, body = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if len(body) < length:
            raise UnopenedError
        place += _LENGTH_TYPE_AND_SUM + length
        ended = kind == b"IEND"
        if kind in {b"zTXt", b"iTXt", b"iCCP"}:
            yield from _unpacked(kind, body)
        if kind not in {b"IDAT", b"fdAT"}:
            yield from open_bytes(body)
    if not ended:
        raise UnopenedError
    if content[place:]:
        yield Inner("", content[place:])


def _unpacked(kind: bytes, body: bytes) -> Iterator[Piece]:
    _, _, rest = body.partition(b"\x00")
    if kind == b"iTXt":
        if rest[:1] != b"\x01":
            return
        # Compression method, language and translated keyword stand before the text.
        packed = rest[2:].split(b"\x00", 2)[-1]
    else:
        packed = rest[1:]
    try:
        unpacked = zlib.decompress(packed)
    except zlib.error:
        raise UnopenedError from None
    for part in open_bytes(unpacked):
        if isinstance(part, Piece):
            yield part


def open_ico(content: bytes) -> Iterator[Part]:
    """Yield what can be read in an icon, and the PNG images in it."""
    yield from open_bytes(content)
    starts = [match.start() for match in re.finditer(re.escape(_SIGNATURE), content)]
    for start, end in pairwise([*starts, len(content)]):
        yield Inner("icon.png", content[start:end])
