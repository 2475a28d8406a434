"""Public tables made by hand, for the tests of what adds up."""

from __future__ import annotations

from decimal import Decimal

from sitegen.public.model import (
    AmountGroup,
    AmountLine,
    Amounts,
    AmountsWithheld,
    ColumnLabels,
    Department,
    Funds,
    Level,
    OpenDisclosure,
    OpenProject,
    OpenTask,
    OpenUnit,
    OverallGoals,
    Project,
    ProjectGoals,
    Reason,
    SourceDocument,
    Subtotals,
    Task,
    Unit,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.values.money import Money

NO_FUNDS = Funds(None, None, None, None)
WITHHELD = AmountsWithheld()


def wan(text: str | None) -> Money | None:
    return None if text is None else Money(Decimal(text))


def funds(total: str | None, fiscal: str | None = None, other: str | None = None) -> Funds:
    return Funds(wan(total), wan(fiscal), None, wan(other))


def project(name: str, amounts: Amounts) -> OpenProject:
    return OpenProject(name, name, amounts, None, None, (), None, (), ())


def hidden(code: str | None = None, amounts: Amounts = WITHHELD) -> WithheldProject:
    return WithheldProject("withheld--1", code, Reason.STATE_SECRET, amounts)


def unit(name: str, amounts: Amounts, *projects: Project, part_of: str | None = None) -> OpenUnit:
    return OpenUnit(name, name, None, part_of, amounts, projects, ())


def hidden_unit(name: str, part_of: str | None = None) -> WithheldUnit:
    return WithheldUnit(name, None, Reason.STATE_SECRET, part_of, WITHHELD)


def task(name: str, amount: str | None) -> OpenTask:
    return OpenTask(name, name, None, wan(amount), None, ())


def hidden_task(code: str | None = None) -> WithheldTask:
    return WithheldTask("withheld--2", code, Reason.WORK_SECRET, WITHHELD)


def overall(*tasks: Task, lines: tuple[tuple[str, str], ...] = ()) -> OverallGoals:
    listed = tuple(AmountLine(f"line-{number}", name, wan(amount)) for number, (name, amount) in enumerate(lines))
    groups = (AmountGroup("部门预算支出", listed),) if listed else ()
    return OverallGoals("整体表", None, groups, None, None, None, tasks, (), (), (), ())


def table(amounts: Amounts, *units: Unit, subtotals: Subtotals = Subtotals.EXCLUSIVE) -> ProjectGoals:
    assert isinstance(amounts, Funds)
    return ProjectGoals("表", None, subtotals, ColumnLabels(None, None, None, None), amounts, units, (), ())


def department(name: str) -> Department:
    return Department(name, name, None, Level.CITY, "某市", None)


def disclosure(
    goals: ProjectGoals | None, forms: OverallGoals | None = None, *, of: str = "a-bureau", year: int = 2024
) -> OpenDisclosure:
    return OpenDisclosure(
        department=department(of),
        year=year,
        year_evidence=None,
        source=SourceDocument("表", None, None, None, None),
        approved_on=None,
        published_on=None,
        notes=(),
        project_goals=goals,
        overall_goals=forms,
    )
