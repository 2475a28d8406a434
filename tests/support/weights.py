"""What a page may weigh, compressed, in bytes, and what it weighs without a browser."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import PurePosixPath

#: A department's year, with its styles.
DOCUMENT = 20 * 1024

#: Any other page, with its styles.
OTHER_PAGE = 10 * 1024

#: All styles of the site.
STYLES = 6 * 1024

#: The panel of reading aids, one file a language.
READING_AIDS = 3 * 1024


def compressed(data: bytes) -> int:
    """Return the bytes of a file as a server sends it."""
    return len(gzip.compress(data, 9, mtime=0))


def weight(files: Mapping[PurePosixPath, bytes], path: PurePosixPath) -> int:
    """Return what a page and the styles that it names weigh, given the files of its site."""
    page = files[path]
    styles = [data for style, data in files.items() if style.suffix == ".css" and style.name.encode() in page]
    assert styles, path
    return compressed(page) + sum(map(compressed, styles))
