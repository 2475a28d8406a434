"""The content folder: which file is what. Nothing is read here.

Every file below ``content/`` has a kind; one that fits none is ``StrayFile`` and is reported, so that
nothing lies there unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from sitegen.errors import NotASiteError

#: The folder of a site that holds its content.
FOLDER = PurePosixPath("content")

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True, slots=True, order=True)
class SiteFile:
    """``content/site.yaml``."""

    path: PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class TaxonomyFile:
    """``content/taxonomy.yaml``."""

    path: PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class ProgrammesFile:
    """``content/programmes.yaml``."""

    path: PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class DepartmentFile:
    """``content/<department>/department.yaml``."""

    path: PurePosixPath
    department: str


@dataclass(frozen=True, slots=True, order=True)
class DisclosureFile:
    """``content/<department>/<year>.yaml``."""

    path: PurePosixPath
    department: str
    year: int

    @property
    def name(self) -> str:
        """What the department-year is called in notes and caches."""
        return f"{self.department}.{self.year}"


@dataclass(frozen=True, slots=True, order=True)
class CatalogueFile:
    """``content/en.po`` (shared) or ``content/<department>/en.po``."""

    path: PurePosixPath
    department: str | None


@dataclass(frozen=True, slots=True, order=True)
class ArticleFile:
    """``content/pages/<name>.<language>.md``."""

    path: PurePosixPath
    name: str
    language: str


@dataclass(frozen=True, slots=True, order=True)
class SchemaFile:
    """``content/schemas/<name>.json``, which editors read."""

    path: PurePosixPath
    name: str


@dataclass(frozen=True, slots=True, order=True)
class StrayFile:
    """A file that nothing reads."""

    path: PurePosixPath


ContentFile: TypeAlias = (
    SiteFile
    | TaxonomyFile
    | ProgrammesFile
    | DepartmentFile
    | DisclosureFile
    | CatalogueFile
    | ArticleFile
    | SchemaFile
    | StrayFile
)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[PurePosixPath, re.Match[str]], ContentFile]], ...] = (
    (re.compile(r"content/site\.yaml"), lambda path, _: SiteFile(path)),
    (re.compile(r"content/taxonomy\.yaml"), lambda path, _: TaxonomyFile(path)),
    (re.compile(r"content/programmes\.yaml"), lambda path, _: ProgrammesFile(path)),
    (re.compile(rf"content/({_SLUG})/department\.yaml"), lambda path, found: DepartmentFile(path, found[1])),
    (
        re.compile(rf"content/({_SLUG})/([0-9]{{4}})\.yaml"),
        lambda path, found: DisclosureFile(path, found[1], int(found[2])),
    ),
    (re.compile(rf"content/(?:({_SLUG})/)?en\.po"), lambda path, found: CatalogueFile(path, found[1])),
    (
        re.compile(rf"content/pages/({_SLUG})\.(zh|en)\.md"),
        lambda path, found: ArticleFile(path, found[1], found[2]),
    ),
    (
        re.compile(r"content/schemas/(site|taxonomy|programmes|department|disclosure)\.json"),
        lambda path, found: SchemaFile(path, found[1]),
    ),
)


def kind_of(path: PurePosixPath) -> ContentFile:
    """Say what a file is, by its path from the site's root."""
    for pattern, make in _KINDS:
        found = pattern.fullmatch(path.as_posix())
        if found is not None:
            return make(path, found)
    return StrayFile(path)


def files_of(root: Path) -> tuple[ContentFile, ...]:
    """List the content of the site in ``root``, in the order of the paths; hidden files are not content.

    Raises:
        NotASiteError: if there is no ``content/site.yaml``.

    """
    folder = root / FOLDER
    if not (folder / "site.yaml").is_file():
        message = "no site here: there is no content/site.yaml"
        raise NotASiteError(message)
    return tuple(kind_of(path) for path in sorted(_paths(folder, FOLDER)))


def _paths(folder: Path, name: PurePosixPath) -> Iterator[PurePosixPath]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _paths(entry, name / entry.name)
        else:
            yield name / entry.name
