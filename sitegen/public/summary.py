"""A disclosure in a few values: what the lists, the overviews and the search page need of it.

Summaries are small, so that those of thousands of department-years can be held at once while the
disclosures themselves pass by one at a time. They hold the official Chinese; English is looked up when
pages are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from sitegen.public.model import (
    Amount,
    Department,
    Disclosure,
    OpenDisclosure,
    OpenProject,
    OpenUnit,
    Reason,
    WithheldDisclosure,
    WithheldProject,
)
from sitegen.public.reconciliation import Outcome, reconcile, verdict
from sitegen.public.spots import Spots
from sitegen.public.totals import (
    Count,
    OverallGoalsTotals,
    ProjectGoalsTotals,
    amount_of,
    count_indicators,
    overall_goals_totals,
    project_goals_totals,
    projects_of,
)
from sitegen.public.withholding import Withholding, withholding


class Form(StrEnum):
    """An official form."""

    PROJECT_GOALS = "project_goals"
    OVERALL_GOALS = "overall_goals"


@dataclass(frozen=True, slots=True)
class OpenListing:
    """A project in a list, with the unit it belongs to, by which projects of one name can be told apart."""

    id: str
    name: str
    unit: str
    amount: Amount
    indicators: Count
    previous: str | None


@dataclass(frozen=True, slots=True)
class WithheldListing:
    """The place of a withheld project in a list."""

    id: str
    code: str | None
    reason: Reason
    amount: Amount


Listing: TypeAlias = OpenListing | WithheldListing


@dataclass(frozen=True, slots=True)
class OpenSummary:
    """What a department-year comes to. Projects that are of a programme are kept whole, to stand beside others."""

    department: Department
    year: int
    title: str
    year_inferred: bool
    approved_on: date | None
    published_on: date | None
    outcome: Outcome
    project_goals: ProjectGoalsTotals | None
    overall_goals: OverallGoalsTotals | None
    projects: tuple[Listing, ...]
    withholding: Withholding
    in_programmes: tuple[OpenProject, ...]

    @property
    def spots(self) -> Spots:
        """Where its projects stand."""
        return Spots.counted(self.department.id, self.year, len(self.projects))

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms the disclosure has."""
        present = ((Form.PROJECT_GOALS, self.project_goals), (Form.OVERALL_GOALS, self.overall_goals))
        return tuple(form for form, totals in present if totals is not None)

    @property
    def indicators(self) -> Count:
        """The indicators of all forms."""
        return sum(
            (totals.indicators for totals in (self.project_goals, self.overall_goals) if totals is not None), Count()
        )


@dataclass(frozen=True, slots=True)
class WithheldSummary:
    """A department-year that is withheld as a whole."""

    department: Department
    year: int
    reason: Reason
    withholding: Withholding


DisclosureSummary: TypeAlias = OpenSummary | WithheldSummary


def published_date(disclosure: OpenDisclosure) -> date | None:
    """Return when the disclosure was published, and where that is not said, when its source document was."""
    return disclosure.published_on or disclosure.source.published_on


def _listing(unit: OpenUnit, project: OpenProject | WithheldProject) -> Listing:
    match project:
        case OpenProject():
            return OpenListing(
                project.id,
                project.name,
                unit.name,
                amount_of(project.funds),
                count_indicators(project.indicators),
                project.previous,
            )
        case WithheldProject():
            return WithheldListing(project.id, project.code, project.reason, amount_of(project.funds))


def summarise(disclosure: Disclosure) -> DisclosureSummary:
    """Sum a disclosure up."""
    match disclosure:
        case WithheldDisclosure(department=department, year=year, reason=reason):
            return WithheldSummary(department, year, reason, withholding(disclosure))
        case OpenDisclosure(project_goals=projects, overall_goals=overall):
            return OpenSummary(
                department=disclosure.department,
                year=disclosure.year,
                title=disclosure.source.title,
                year_inferred=disclosure.year_evidence is not None,
                approved_on=disclosure.approved_on,
                published_on=published_date(disclosure),
                outcome=verdict(reconcile(disclosure)),
                project_goals=None if projects is None else project_goals_totals(projects),
                overall_goals=None if overall is None else overall_goals_totals(overall),
                projects=()
                if projects is None
                else tuple(
                    _listing(unit, project)
                    for unit in projects.units
                    if isinstance(unit, OpenUnit)
                    for project in unit.projects
                ),
                withholding=withholding(disclosure),
                in_programmes=()
                if projects is None
                else tuple(
                    project
                    for project in projects_of(projects)
                    if isinstance(project, OpenProject) and project.programme is not None
                ),
            )
