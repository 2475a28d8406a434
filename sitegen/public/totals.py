"""How much and how many: the figures a reader is told first about a disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.public.model import (
    Amount,
    Amounts,
    EmptyCategory,
    Indicator,
    OpenIndicator,
    OpenProject,
    OpenTask,
    OpenUnit,
    OverallGoals,
    Project,
    ProjectGoals,
    Task,
    Unpublished,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.values.money import ZERO, Money
from sitegen.values.target import Quantity, parse


@dataclass(frozen=True, slots=True)
class Count:
    """How many items a form has that are open, and how many places are kept for what is withheld."""

    open: int = 0
    withheld: int = 0

    @property
    def all(self) -> int:
        """Open and withheld together."""
        return self.open + self.withheld

    def __add__(self, other: Count) -> Count:
        return Count(self.open + other.open, self.withheld + other.withheld)


@dataclass(frozen=True, slots=True)
class ProjectGoalsTotals:
    """The figures of a project table. ``amount`` is ``None`` where none is stated and none can be added up."""

    amount: Money | None
    units: int
    projects: Count
    indicators: Count


@dataclass(frozen=True, slots=True)
class OverallGoalsTotals:
    """The figures of a whole-department form. ``amount`` is the expenditure, added up over all its lines."""

    amount: Money | None
    tasks: Count
    indicators: Count


def exact_total(amounts: Iterable[Money | None]) -> Money | None:
    """Add amounts up; ``None`` where there is none, or where one is not stated, for then the sum is not known."""
    total = ZERO.wan
    any_stated = False
    for amount in amounts:
        if amount is None:
            return None
        total += amount.wan
        any_stated = True
    return Money(total) if any_stated else None


def projects_of(goals: ProjectGoals) -> Iterator[Project]:
    """Go through the projects of all open units, in the order of the document."""
    for unit in goals.units:
        match unit:
            case OpenUnit(projects=projects):
                yield from projects
            case WithheldUnit():
                pass


def count_indicators(indicators: Iterable[Indicator]) -> Count:
    """Count indicators; a category that the form lists without any is none."""
    opened = withheld = 0
    for indicator in indicators:
        match indicator:
            case OpenIndicator():
                opened += 1
            case WithheldIndicator():
                withheld += 1
            case EmptyCategory():
                pass
    return Count(opened, withheld)


@dataclass(frozen=True, slots=True)
class Wordings:
    """How the targets of open indicators are put: as a quantity that can be measured, in words, or not at all."""

    quantities: int
    words: int
    blank: int


def count_wordings(indicators: Iterable[Indicator]) -> Wordings:
    """Count how targets are put, by the one of the year; where that is blank, by the one of the whole period."""
    quantities = words = blank = 0
    for indicator in indicators:
        if not isinstance(indicator, OpenIndicator):
            continue
        target = indicator.annual or indicator.cycle or indicator.target
        if target is None:
            blank += 1
        elif isinstance(parse(target)[0], Quantity):
            quantities += 1
        else:
            words += 1
    return Wordings(quantities, words, blank)


def count_projects(projects: Iterable[Project]) -> Count:
    """Count projects."""
    opened = withheld = 0
    for project in projects:
        match project:
            case OpenProject():
                opened += 1
            case WithheldProject():
                withheld += 1
    return Count(opened, withheld)


def count_tasks(tasks: Iterable[Task]) -> Count:
    """Count key tasks."""
    opened = withheld = 0
    for task in tasks:
        match task:
            case OpenTask():
                opened += 1
            case WithheldTask():
                withheld += 1
    return Count(opened, withheld)


def stated(amount: Amount) -> Money | None:
    """Return an amount where it is stated and published."""
    return amount if isinstance(amount, Money) else None


def amount_of(funds: Amounts) -> Amount:
    """Return what a row comes to, or that it is not published."""
    return funds if isinstance(funds, Unpublished) else funds.total


def hides_amounts(goals: ProjectGoals) -> bool:
    """Whether a project table has a row whose amounts are not published."""
    rows = (*goals.units, *projects_of(goals))
    return any(isinstance(row.funds, Unpublished) for row in rows)


def has_amounts(funds: Amounts) -> bool:
    """Whether a row states any amount."""
    return any(amount is not None for amount in (funds.total, funds.fiscal, funds.special_account, funds.other_funds))


def project_goals_amount(goals: ProjectGoals) -> Money | None:
    """Return what a project table comes to: its 合计 row, and where that is blank the sum of the projects."""
    if goals.funds.total is not None or any(isinstance(unit, WithheldUnit) for unit in goals.units):
        return goals.funds.total
    return exact_total(project.funds.total for project in projects_of(goals))


def project_goals_totals(goals: ProjectGoals) -> ProjectGoalsTotals:
    """Count a project table."""
    projects = tuple(projects_of(goals))
    return ProjectGoalsTotals(
        amount=project_goals_amount(goals),
        units=len(goals.units),
        projects=count_projects(projects),
        indicators=sum(
            (count_indicators(project.indicators) for project in projects if isinstance(project, OpenProject)), Count()
        ),
    )


def expenditure_of(goals: OverallGoals) -> Money | None:
    """Add up all lines of expenditure of a whole-department form."""
    return exact_total(line.amount for group in goals.expenditure for line in group.lines)


def overall_goals_totals(goals: OverallGoals) -> OverallGoalsTotals:
    """Count a whole-department form."""
    return OverallGoalsTotals(
        amount=expenditure_of(goals),
        tasks=count_tasks((*goals.key_tasks, *goals.other_tasks)),
        indicators=count_indicators(goals.indicators),
    )
