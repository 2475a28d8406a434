"""A page about several department-years, and of which it tells: so that it need not be made anew for others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from sitegen.public.summary import DisclosureSummary, OpenSummary

#: A file of the site: its path from the root, and its bytes.
File: TypeAlias = tuple[PurePosixPath, bytes]

#: A department and a year.
Of: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """A file of the site that is not one department-year's.

    ``of`` are the department-years whose contents it shows; ``None`` is all of them. Besides, any may depend on which
    there are, and on the ``outline`` of each.
    """

    path: PurePosixPath
    of: frozenset[Of] | None
    make: Callable[[], bytes]

    @property
    def file(self) -> File:
        """The file, made now."""
        return self.path, self.make()


def of_summary(summary: DisclosureSummary) -> Of:
    """Return which department-year a summary is of."""
    return (summary.department.id, summary.year)


def outline(summary: DisclosureSummary) -> object:
    """Return what of a summary decides which pages there are and how they are cut, whatever they show of it."""
    if not isinstance(summary, OpenSummary):
        return (type(summary).__name__, summary.department)
    return (
        type(summary).__name__,
        summary.department,
        bool(summary.withholding.held.items),
        tuple((type(each).__name__, each.id, getattr(each, "previous", None)) for each in summary.projects),
        tuple(project.programme for project in summary.in_programmes),
    )
