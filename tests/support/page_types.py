"""The types of pages that a built site has, told by the shape of their addresses, and one page of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_LANGUAGES = ("zh", "en")
#: Pages directly below the folder of a language that are of a type of their own; the others are articles.
_OWN = frozenset({"index", "search", "404"})


def page_type(path: str) -> str:
    """Return the type of a page: its address without language, ids and years."""
    parts = PurePosixPath(path).parts
    if parts[0] not in _LANGUAGES:
        return path
    *folders, name = parts[1:]
    stem = re.sub(r"[0-9]{4}", "#", name.removesuffix(".html"))
    if not folders:
        return stem if stem in _OWN else "article"
    # Below its first folder an address names one of many, but for the page that lists them and for what a year has.
    inner = ["*" for _ in folders[1:]]
    own = stem if stem == "index" or "#" in stem else "*"
    return "/".join((folders[0], *inner, own))


def of_each_type(pages: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Return the largest page of each type and language, given pages with their sizes, in the order of types."""
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for path, size in sorted(pages):
        key = page_type(path), PurePosixPath(path).parts[0]
        largest[key] = max(largest.get(key, (0, path)), (size, path))
    return tuple(path for _, (_, path) in sorted(largest.items()))


def samples(site: Path) -> tuple[str, ...]:
    """Return the largest page of each type of a built site, in each language."""
    found = ((path.relative_to(site).as_posix(), path.stat().st_size) for path in site.rglob("*.html"))
    return of_each_type(found)
