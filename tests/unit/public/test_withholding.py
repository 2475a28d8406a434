from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sitegen.public.model import (
    Department,
    Funds,
    Level,
    OpenDisclosure,
    OpenProject,
    OpenUnit,
    Reason,
    Subtotals,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldUnit,
)
from sitegen.public.withholding import Held, Withholding, withholding
from sitegen.values.money import Money
from tests.support.pages import ROOT
from tests.support.public_content import public_content

CONTENT = public_content(ROOT)
DEPARTMENT = Department("a", "图书", None, Level.CITY, "农村", None)


def _real(department: str) -> OpenDisclosure:
    found = next(each for each in CONTENT.disclosures if (each.department.id, each.year) == (department, 2024))
    assert isinstance(found, OpenDisclosure)
    return found


def _with_first_unit(disclosure: OpenDisclosure, unit: OpenUnit | WithheldUnit) -> OpenDisclosure:
    assert disclosure.project_goals is not None
    units = (unit, *disclosure.project_goals.units[1:])
    return replace(disclosure, project_goals=replace(disclosure.project_goals, units=units))


def _first_unit(disclosure: OpenDisclosure) -> OpenUnit:
    assert disclosure.project_goals is not None
    unit = disclosure.project_goals.units[0]
    assert isinstance(unit, OpenUnit)
    return unit


def _yuan(wan: str) -> Money:
    return Money(Decimal(wan))


def test_the_withheld_projects_of_the_real_table_are_counted_with_their_share() -> None:
    found = withholding(_real("guangzhou-political-legal"))
    assert found == Withholding(((Reason.STATE_SECRET, Held(projects=2)),), _yuan("133.36"), 39)


def test_where_all_is_open_nothing_is_withheld() -> None:
    assert withholding(_real("tianhe-justice")) == Withholding()
    assert withholding(_real("tianhe-justice")).held.items == 0


def test_a_withheld_year_is_one_item_and_has_no_share() -> None:
    found = withholding(WithheldDisclosure(DEPARTMENT, 2024, Reason.WORK_SECRET, None))
    assert found == Withholding(((Reason.WORK_SECRET, Held(whole=True)),))
    assert found.held.items == 1


def test_items_are_counted_by_their_reasons() -> None:
    disclosure = _real("tianhe-justice")
    unit = _first_unit(disclosure)
    project = unit.projects[0]
    assert isinstance(project, OpenProject)
    hidden = WithheldIndicator(project.indicators[0].id, Reason.PERSONAL_PRIVACY)
    partly = replace(project, indicators=(hidden, *project.indicators[1:]))
    whole = WithheldProject("withheld--1", None, Reason.STATE_SECRET, Funds(_yuan("14.85"), None, None, None))
    found = withholding(_with_first_unit(disclosure, replace(unit, projects=(partly, whole, *unit.projects[2:]))))
    assert dict(found.by_reason) == {
        Reason.STATE_SECRET: Held(projects=1),
        Reason.PERSONAL_PRIVACY: Held(indicators=1),
    }
    assert found.held.items == 2
    assert (found.amount, found.permille) == (_yuan("14.85"), 10)


def test_where_an_amount_is_not_published_there_is_no_sum() -> None:
    disclosure = _real("guangzhou-political-legal")
    unit = _first_unit(disclosure)
    blank = Funds(None, None, None, None)
    projects = tuple(
        replace(project, funds=blank) if isinstance(project, WithheldProject) and project.code == "WWZXJF" else project
        for project in unit.projects
    )
    found = withholding(_with_first_unit(disclosure, replace(unit, projects=projects)))
    assert found.held.projects == 2
    assert (found.amount, found.permille) == (None, None)


def test_a_unit_whose_row_holds_open_units_has_no_amount_of_its_own() -> None:
    disclosure = _real("zengcheng-justice")
    assert disclosure.project_goals is not None
    assert disclosure.project_goals.subtotals is Subtotals.INCLUSIVE
    unit = _first_unit(disclosure)
    hidden = WithheldUnit(unit.id, None, Reason.STATE_SECRET, None, unit.funds)
    found = withholding(_with_first_unit(disclosure, hidden))
    assert found.held == Held(units=1)
    assert found.amount is None
