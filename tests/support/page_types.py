"""The types of pages that a site has, told by the shape of their addresses, and a page of each to look at.

What looks at "every type of page" takes its pages from here: the tests in a browser and those before a release.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from tests.support.manysite import OWN_SHAPES

_LANGUAGES = ("zh", "en")
#: Pages directly below the folder of a language that are of a type of their own; the others are articles.
_OWN = frozenset({"index", "search", "404"})

#: What each template of a page makes, by the shape of its addresses.
TYPES = MappingProxyType(
    {
        "article": "article",
        "chooser": "index.html",
        "comparison": "departments/*/*/#-#",
        "department": "departments/*/index",
        "departments": "departments/index",
        "disclosure": "departments/*/#",
        "disclosure-withheld": "departments/*/#",
        "home": "index",
        "not-found": "404",
        "programme": "programmes/*",
        "programmes": "programmes/index",
        "project": "departments/*/*/*",
        "projects": "years/#-projects",
        "root-not-found": "404.html",
        "search": "search",
        "withheld": "departments/*/#-withheld",
        "year": "years/#",
        "years": "years/index",
    }
)


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


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to look at: of which site it is, and its path there."""

    site: str
    path: str

    @property
    def type(self) -> str:
        """The type of the page."""
        return page_type(self.path)

    @property
    def language(self) -> str | None:
        """The language of the page; ``None`` at the root, where pages are in both."""
        first = PurePosixPath(self.path).parts[0]
        return first if first in _LANGUAGES else None

    def __str__(self) -> str:
        return f"{self.site}:{self.path}"


def samples_of(real: Path, many: Path) -> tuple[Sample, ...]:
    """Return pages of every type and shape, given the project's own site and that of ``manysite``, built.

    Of the first they are the largest page of each type, and every document; of the second, what the first has not.
    """
    largest = samples(real)
    known = {page_type(path) for path in largest}
    documents = (path.relative_to(real).as_posix() for path in real.glob("*/departments/*/[0-9]*.html"))
    own = sorted({*largest, *(path for path in documents if page_type(path) == TYPES["disclosure"])})
    others = (path for path in samples(many) if page_type(path) not in known)
    shapes = (f"{language}/{path}" for language in _LANGUAGES for path in OWN_SHAPES)
    return (*(Sample("real", path) for path in own), *(Sample("many", path) for path in (*others, *shapes)))
