"""How Pagefind packs its files: a signature and JSON or CBOR, compressed; and the names they get here."""

from __future__ import annotations

import gzip
import hashlib
import io
from base64 import b32encode
from collections.abc import Sequence

#: Every compressed file of Pagefind begins with this.
MAGIC = b"pagefind_dcd"

_SHORTEST_NAME = 6


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


def packed(content: bytes) -> bytes:
    """Return a content as Pagefind packs it, the same bytes every time."""
    target = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=target, mtime=0) as file:
        file.write(MAGIC + content)
    return target.getvalue()


def names(contents: Sequence[bytes]) -> list[str]:
    """Name contents by their digests, as short as keeps them apart; equal contents share a name."""
    digests = [b32encode(hashlib.sha256(content).digest()).decode().rstrip("=").lower() for content in contents]
    apart = len(set(digests))
    length = _SHORTEST_NAME
    while len({digest[:length] for digest in digests}) < apart:
        length += 1
    return [digest[:length] for digest in digests]


def grouped_names(groups: Sequence[Sequence[bytes]]) -> list[list[str]]:
    """Name contents by the digest of their group and by their place in it.

    What changes renames its group alone; a list of such names is short when it is compressed.
    """
    # The lengths are part of what is digested, so that no two groups are the same but for where contents end.
    whole = [b"".join(b"%d\0" % len(each) for each in group) + b"".join(group) for group in groups]
    return [
        [f"{stem}-{place}" for place in range(len(group))] for stem, group in zip(names(whole), groups, strict=True)
    ]
