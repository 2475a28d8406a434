"""Where everything stands on the site: the path of each page and the anchor of each item.

Paths are the same in both languages below ``zh/`` and ``en/``, and so are the anchors. Links between
pages are relative and name their file (``../index.html``), so that the site works below any sub-path
and from a folder on disk.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath


class Language(StrEnum):
    """A language of the site. Chinese is the official one."""

    ZH = "zh"
    EN = "en"

    @property
    def tag(self) -> str:
        """The BCP 47 tag."""
        return "zh-Hans" if self is Language.ZH else "en"

    @property
    def other(self) -> Language:
        """The other language."""
        return Language.EN if self is Language.ZH else Language.ZH


HOME = PurePosixPath("index.html")
DEPARTMENTS = PurePosixPath("departments/index.html")
YEARS = PurePosixPath("years/index.html")
PROGRAMMES = PurePosixPath("programmes/index.html")
SEARCH = PurePosixPath("search.html")
OPENSEARCH = PurePosixPath("opensearch.xml")
NOT_FOUND = PurePosixPath("404.html")
GLOSSARY = PurePosixPath("glossary.html")
WITHHELD = PurePosixPath("withheld.html")


def department(department_id: str) -> PurePosixPath:
    """Return the hub of a department."""
    return PurePosixPath("departments", department_id, "index.html")


# The rows of a table all lead to its page, and paths take long to put together.
@lru_cache(maxsize=1024)
def department_year(department_id: str, year: int) -> PurePosixPath:
    """Return the page of what a department promised for a year."""
    return PurePosixPath("departments", department_id, f"{year}.html")


def comparison(department_id: str, before: int, after: int) -> PurePosixPath:
    """Return the page that puts two years of a department side by side."""
    return PurePosixPath("departments", department_id, "compare", f"{before}-{after}.html")


def project(department_id: str, year: int, project_id: str) -> PurePosixPath:
    """Return the page of a project, where a department-year has too many for one page."""
    return PurePosixPath("departments", department_id, str(year), f"{project_id}.html")


def withheld(department_id: str, year: int) -> PurePosixPath:
    """Return the page that explains what of a department-year is withheld; it is there where anything is."""
    return PurePosixPath("departments", department_id, f"{year}-withheld.html")


def year(of: int) -> PurePosixPath:
    """Return the overview of a year."""
    return PurePosixPath("years", f"{of}.html")


def programme(programme_id: str, number: int = 1) -> PurePosixPath:
    """Return a page of a programme; the pages are numbered from one. No id ends in a double hyphen and a number."""
    return PurePosixPath("programmes", f"{programme_id}.html" if number == 1 else f"{programme_id}--{number}.html")


def projects(of: int, number: int = 1) -> PurePosixPath:
    """Return a page of the list of all projects of a year; the pages are numbered from one."""
    return PurePosixPath("years", f"{of}-projects.html" if number == 1 else f"{of}-projects-{number}.html")


@lru_cache(maxsize=1024)
def article(name: str) -> PurePosixPath:
    """Return the page made from ``content/pages/<name>.<language>.md``."""
    return PurePosixPath(f"{name}.html")


# Every page leads to the same few pages.
@lru_cache(maxsize=1024)
def in_language(path: PurePosixPath, language: Language) -> PurePosixPath:
    """Place a page in the tree of its language."""
    return PurePosixPath(language.value) / path


def relative(origin: PurePosixPath, target: PurePosixPath) -> str:
    """Return the link from one file of the site to another; both are paths from the site's root."""
    return from_folder(origin.parent, target)


# The files of a folder have the same links, and most lead to the same few pages.
@lru_cache(maxsize=1024)
def from_folder(folder: PurePosixPath, target: PurePosixPath) -> str:
    """Return the link from any file of a folder to a file of the site; both are paths from the site's root."""
    up = len(folder.parts)
    common = 0
    while common < min(up, len(target.parts) - 1) and folder.parts[common] == target.parts[common]:
        common += 1
    return "/".join([".."] * (up - common) + list(target.parts[common:]))


def canonical(base_url: str, path: PurePosixPath) -> str:
    """Return the one absolute address of a file of the site; an ``index.html`` is its folder."""
    if path.name == "index.html":
        folder = path.parent.as_posix()
        return f"{base_url}/" if folder == "." else f"{base_url}/{folder}/"
    return f"{base_url}/{path.as_posix()}"


def unit_anchor(unit_id: str) -> str:
    """Return the anchor of a budget unit."""
    return f"u-{unit_id}"


def project_anchor(project_id: str) -> str:
    """Return the anchor of a project's section."""
    return f"p-{project_id}"


def row_anchor(of: str) -> str:
    """Return the anchor of the row in the budget table of what has an anchor of its own."""
    return f"row-{of}"


def indicator_anchor(project_id: str, indicator_id: str) -> str:
    """Return the anchor of an indicator of a project. Ids hold no double hyphen, so anchors cannot clash."""
    return f"p-{project_id}--{indicator_id}"


def task_anchor(task_id: str) -> str:
    """Return the anchor of a key task of the whole-department form."""
    return f"t-{task_id}"


def overall_indicator_anchor(indicator_id: str) -> str:
    """Return the anchor of an indicator of the whole-department form."""
    return f"o--{indicator_id}"


#: The anchor of the whole-department form.
OVERALL_ANCHOR = "overall"
