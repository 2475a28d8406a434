"""All summaries together, in the order of the lists: by department, and by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

from sitegen.public.comparison import comparable
from sitegen.public.model import Department, Level, OpenProject
from sitegen.public.summary import DisclosureSummary, Listing, OpenSummary

_LEVELS = tuple(Level)
_Listed = TypeVar("_Listed")

#: How many projects a page of the list of a year, or of a programme, has at most.
PROJECTS_ON_A_PAGE = 80


@dataclass(frozen=True, slots=True)
class Funded:
    """A project of a programme, and the department-year it stands in."""

    summary: OpenSummary
    project: OpenProject


class Directory:
    """Who published what: departments by level of government and then as their addresses go, years the latest first."""

    def __init__(self, summaries: Iterable[DisclosureSummary]) -> None:
        """Take the summaries in any order."""
        self.summaries = tuple(sorted(summaries, key=_order))

    @cached_property
    def departments(self) -> Mapping[str, Department]:
        """The departments by their id."""
        return {summary.department.id: summary.department for summary in self.summaries}

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels of government that have a department here."""
        present = {department.level for department in self.departments.values()}
        return tuple(level for level in _LEVELS if level in present)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years, the latest first."""
        return tuple(sorted(self._by_year, reverse=True))

    def of_department(self, department_id: str) -> tuple[DisclosureSummary, ...]:
        """Return the years of a department, the latest first."""
        return tuple(self._by_department[department_id])

    def of_year(self, year: int) -> tuple[DisclosureSummary, ...]:
        """Return the departments of a year."""
        return tuple(self._by_year[year])

    def project_pages(self, year: int) -> tuple[tuple[tuple[OpenSummary, Listing], ...], ...]:
        """Return the projects of a year by the pages of their list, in the order of the departments."""
        return self._project_pages[year]

    @cached_property
    def programmes(self) -> Mapping[str, tuple[Funded, ...]]:
        """The projects of each programme that has any, the latest year first, departments in the order of the lists."""
        found: dict[str, list[Funded]] = {}
        for year in self.years:
            for summary in self.of_year(year):
                if isinstance(summary, OpenSummary):
                    for project in summary.in_programmes:
                        found.setdefault(project.programme or "", []).append(Funded(summary, project))
        return {name: tuple(funded) for name, funded in found.items()}

    @cached_property
    def comparable(self) -> tuple[tuple[OpenSummary, OpenSummary], ...]:
        """The pairs of years, the earlier first, that a page puts side by side."""
        return tuple(chain.from_iterable(comparable(own) for own in self._by_department.values()))

    def programme_pages(self, programme_id: str) -> tuple[tuple[Funded, ...], ...]:
        """Return the projects of a programme by the pages that show them."""
        return _pages(self.programmes[programme_id])

    def below(self, department_id: str) -> tuple[Department, ...]:
        """Return the departments that name another as the one above them."""
        return tuple(self._below.get(department_id, ()))

    @cached_property
    def _project_pages(self) -> dict[int, tuple[tuple[tuple[OpenSummary, Listing], ...], ...]]:
        # Each of these pages links to those of all years.
        found = {}
        for year, summaries in self._by_year.items():
            opened = (summary for summary in summaries if isinstance(summary, OpenSummary))
            found[year] = _pages(tuple((summary, listing) for summary in opened for listing in summary.projects))
        return found

    @cached_property
    def _by_department(self) -> dict[str, list[DisclosureSummary]]:
        found: dict[str, list[DisclosureSummary]] = {}
        for summary in self.summaries:
            found.setdefault(summary.department.id, []).append(summary)
        return found

    @cached_property
    def _by_year(self) -> dict[int, list[DisclosureSummary]]:
        found: dict[int, list[DisclosureSummary]] = {}
        for summary in self.summaries:
            found.setdefault(summary.year, []).append(summary)
        return found

    @cached_property
    def _below(self) -> dict[str, list[Department]]:
        found: dict[str, list[Department]] = {}
        for department in self.departments.values():
            if department.part_of is not None:
                found.setdefault(department.part_of, []).append(department)
        return found


def _pages(listed: tuple[_Listed, ...]) -> tuple[tuple[_Listed, ...], ...]:
    starts = range(0, len(listed), PROJECTS_ON_A_PAGE)
    return tuple(listed[start : start + PROJECTS_ON_A_PAGE] for start in starts)


def _order(summary: DisclosureSummary) -> tuple[int, str, int]:
    return (_LEVELS.index(summary.department.level), summary.department.id, -summary.year)
