"""Two years of a department side by side, as far as the department says which projects are the same.

A project of the later year may name the one it continues (``previous``). Names are not compared: they change while a
project goes on, and stay while it becomes another. What is withheld takes no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sitegen.public.model import Department, OpenDisclosure, OpenIndicator, OpenProject
from sitegen.public.summary import DisclosureSummary, OpenListing, OpenSummary
from sitegen.public.totals import project_goals_amount, projects_of
from sitegen.values.money import Money


@dataclass(frozen=True, slots=True)
class Changed:
    """An indicator of a continued project whose target of the year is worded otherwise."""

    project: OpenProject
    indicator: OpenIndicator
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Continued:
    """A project in both years."""

    before: OpenProject
    after: OpenProject

    @property
    def difference(self) -> Money | None:
        """What the later year has more; ``None`` where an amount is not stated."""
        before, after = self.before.funds.total, self.after.funds.total
        return None if before is None or after is None else after - before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two years: what goes on, what the later year has besides, what only the earlier had.

    ``totals`` are the project budgets of the earlier and of the later year, withheld projects included.
    """

    department: Department
    before: int
    after: int
    continued: tuple[Continued, ...]
    added: tuple[OpenProject, ...]
    ended: tuple[OpenProject, ...]
    changed: tuple[Changed, ...]
    totals: tuple[Money | None, Money | None]


def comparable(summaries: Iterable[DisclosureSummary]) -> tuple[tuple[OpenSummary, OpenSummary], ...]:
    """Return the pairs of years of one department, the latest first, of which the later continues the earlier.

    Years are next to each other as they are published; a year that is withheld as a whole stands between others.
    """
    ordered = sorted(summaries, key=lambda summary: -summary.year)
    return tuple(
        (before, after)
        for after, before in pairwise(ordered)
        if isinstance(before, OpenSummary) and isinstance(after, OpenSummary) and _continues(before, after)
    )


def _continues(before: OpenSummary, after: OpenSummary) -> bool:
    there = {listing.id for listing in before.projects if isinstance(listing, OpenListing)}
    return any(isinstance(listing, OpenListing) and listing.previous in there for listing in after.projects)


def compare(before: OpenDisclosure, after: OpenDisclosure) -> Comparison:
    """Put two years of a department side by side, in the order of the documents."""
    earlier = {project.id: project for project in _open(before)}
    continued = tuple(
        Continued(earlier[project.previous], project) for project in _open(after) if project.previous in earlier
    )
    here = {pair.after.id for pair in continued}
    gone = {pair.before.id for pair in continued}
    return Comparison(
        department=after.department,
        before=before.year,
        after=after.year,
        continued=continued,
        added=tuple(project for project in _open(after) if project.id not in here),
        ended=tuple(project for project in earlier.values() if project.id not in gone),
        changed=tuple(change for pair in continued for change in _changes(pair)),
        totals=(_total(before), _total(after)),
    )


def _total(disclosure: OpenDisclosure) -> Money | None:
    return None if disclosure.project_goals is None else project_goals_amount(disclosure.project_goals)


def _open(disclosure: OpenDisclosure) -> Iterator[OpenProject]:
    if disclosure.project_goals is not None:
        yield from (project for project in projects_of(disclosure.project_goals) if isinstance(project, OpenProject))


def _changes(pair: Continued) -> Iterator[Changed]:
    """Yield what changed among the indicators that both years name, each by a name that stands once in its project."""
    before, after = _named(pair.before), _named(pair.after)
    for name, indicator in after.items():
        former = before.get(name)
        if former is not None and _target(former) != _target(indicator):
            yield Changed(pair.after, indicator, _target(former), _target(indicator))


def _named(project: OpenProject) -> dict[str, OpenIndicator]:
    named = [indicator for indicator in project.indicators if isinstance(indicator, OpenIndicator)]
    counted = Counter(indicator.name for indicator in named)
    return {
        indicator.name: indicator for indicator in named if indicator.name is not None and counted[indicator.name] == 1
    }


def _target(indicator: OpenIndicator) -> str | None:
    return indicator.annual or indicator.target or indicator.cycle
