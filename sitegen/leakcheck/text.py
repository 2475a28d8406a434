"""Openers of text, of styles and scripts, and of bytes that are nothing else."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import suppress

from sitegen.leakcheck.opening import Inner, Part, Piece, UnopenedError
from sitegen.values.hanzi import APART

_DATA_ADDRESS = re.compile(r";base64,([A-Za-z0-9+/\-_\s]{4,}=*)")
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Text in bytes that are no text: what a reader would see in a dump.
_VISIBLE = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{4,}")


def decoded(content: bytes) -> str:
    """Decode a file that should be text.

    Raises:
        UnopenedError: if it is not UTF-8, nor UTF-16 with a byte order mark.

    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        # A null would pass for the border between two texts.
        return content.decode(encoding).replace(APART, "")
    except UnicodeDecodeError:
        raise UnopenedError from None


def data_addresses(text: str) -> Iterator[Inner]:
    """Yield the files that stand inside a text as ``data:`` addresses."""
    if "base64," not in text:
        return
    for match in _DATA_ADDRESS.finditer(text):
        packed = re.sub(r"\s", "", match[1]).rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield Inner("", b64decode(packed + "=" * (-len(packed) % 4)))
        except NotBase64:
            raise UnopenedError from None


def open_text(content: bytes) -> Iterator[Part]:
    """Yield a text as a whole: a secret may run over the end of a line."""
    yield Piece.of(decoded(content))


def open_styles(content: bytes) -> Iterator[Part]:
    """Yield a style sheet or a script: the whole of it, and what it holds as data."""
    text = decoded(content)
    yield Piece.of(text)
    yield from data_addresses(text)


def open_bytes(content: bytes) -> Iterator[Part]:
    """Yield what can be read in bytes that are no text, in the encodings Chinese is written in."""
    for encoding in ("utf-8", "gb18030"):
        yield Piece.of(APART.join(run.decode(encoding, "ignore") for run in _VISIBLE.findall(content)))
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield Piece.of(content[start:].decode(encoding, "ignore").replace(APART, ""))


def open_unknown(content: bytes) -> Iterator[Part]:
    """Yield a file of no known kind: as text if it is, and as bytes in any case."""
    with suppress(UnopenedError):
        yield Piece.of(decoded(content))
    yield from open_bytes(content)
