"""Every sum of the five documents, and the laws of blanks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sitegen.public.model import (
    AmountGroup,
    AmountLine,
    ColumnLabels,
    Department,
    Funds,
    Level,
    OpenDisclosure,
    OpenProject,
    OpenUnit,
    OverallGoals,
    ProjectGoals,
    Reason,
    SourceDocument,
    Subtotals,
    WithheldProject,
    WithheldUnit,
)
from sitegen.public.reconciliation import Check, Kind, Outcome, reconcile, verdict
from sitegen.values.money import Money
from tests.support.pages import ROOT
from tests.support.public_content import public_content

NO_FUNDS = Funds(None, None, None, None)


def _wan(text: str | None) -> Money | None:
    return None if text is None else Money(Decimal(text))


def _funds(total: str | None, fiscal: str | None = None, other: str | None = None) -> Funds:
    return Funds(_wan(total), _wan(fiscal), None, _wan(other))


def _project(name: str, funds: Funds) -> OpenProject:
    return OpenProject(name, name, funds, None, None, (), None, (), ())


def _unit(name: str, funds: Funds, *projects: OpenProject | WithheldProject, part_of: str | None = None) -> OpenUnit:
    return OpenUnit(name, name, None, part_of, funds, projects, ())


def _disclosure(
    funds: Funds, *units: OpenUnit | WithheldUnit, subtotals: Subtotals = Subtotals.EXCLUSIVE
) -> OpenDisclosure:
    goals = ProjectGoals("表", None, subtotals, ColumnLabels(None, None, None, None), funds, units, (), ())
    return OpenDisclosure(
        department=Department("a", "甲", None, Level.CITY, "某市", None),
        year=2024,
        year_evidence=None,
        source=SourceDocument("表", None, None, None, None),
        approved_on=None,
        published_on=None,
        notes=(),
        project_goals=goals,
        overall_goals=None,
    )


def _found(disclosure: OpenDisclosure) -> dict[tuple[Kind, tuple[str | int, ...]], Check]:
    return {(check.kind, check.path): check for check in reconcile(disclosure)}


def _real(department: str, year: int) -> OpenDisclosure:
    for disclosure in public_content(ROOT).disclosures:
        if (disclosure.department.id, disclosure.year) == (department, year):
            assert isinstance(disclosure, OpenDisclosure)
            return disclosure
    raise LookupError(department)


@pytest.mark.parametrize(
    ("department", "kind", "path", "computed", "stated"),
    [
        ("tianhe-justice", Kind.UNIT, ("project_goals", "units", 0, "total"), "1485.34", "1485.34"),
        ("tianhe-justice", Kind.TABLE, ("project_goals", "total"), "1485.34", "1485.34"),
        ("guangzhou-political-legal", Kind.UNIT, ("project_goals", "units", 0, "total"), "2899.61", "2899.61"),
        ("guangzhou-political-legal", Kind.UNIT, ("project_goals", "units", 1, "total"), "498.00", "498.00"),
        ("guangzhou-political-legal", Kind.UNIT, ("project_goals", "units", 2, "total"), "4.59", "4.59"),
        ("guangzhou-political-legal", Kind.TABLE, ("project_goals", "total"), "3402.20", "3402.20"),
        ("guangzhou-justice", Kind.LEVELS, ("overall_goals", "by_level"), "183333.61", "183333.61"),
        ("guangzhou-justice", Kind.REVENUE, ("overall_goals", "revenue"), "183374.03", "183333.61"),
        (
            "guangzhou-justice",
            Kind.FISCAL,
            ("overall_goals", "revenue", "lines", 0, "amount"),
            "183333.61",
            "183333.61",
        ),
        ("zengcheng-justice", Kind.UNIT, ("project_goals", "units", 0, "total"), "1295.82", "1295.82"),
        ("zengcheng-justice", Kind.UNIT, ("project_goals", "units", 1, "total"), "70.00", "70.00"),
        ("zengcheng-justice", Kind.TABLE, ("project_goals", "total"), "1295.82", "1295.82"),
    ],
)
def test_the_sums_of_the_five_documents(
    department: str, kind: Kind, path: tuple[str | int, ...], computed: str, stated: str
) -> None:
    check = _found(_real(department, 2024))[kind, path]
    assert (check.computed, check.stated) == (_wan(computed), _wan(stated))


def test_what_the_five_documents_come_to() -> None:
    outcomes = {
        (disclosure.department.id, disclosure.year): verdict(reconcile(disclosure))
        for disclosure in public_content(ROOT).disclosures
        if isinstance(disclosure, OpenDisclosure)
    }
    assert outcomes == {
        ("guangzhou-justice", 2022): Outcome.NOT_CHECKABLE,
        ("guangzhou-justice", 2024): Outcome.OFF,
        ("guangzhou-political-legal", 2024): Outcome.TIES,
        ("tianhe-justice", 2024): Outcome.TIES,
        ("zengcheng-justice", 2024): Outcome.TIES,
    }


def test_a_row_that_holds_its_sub_unit_is_off_by_it_under_the_other_convention() -> None:
    disclosure = _real("zengcheng-justice", 2024)
    assert disclosure.project_goals is not None
    goals = replace(disclosure.project_goals, subtotals=Subtotals.EXCLUSIVE)
    check = _found(replace(disclosure, project_goals=goals))[Kind.UNIT, ("project_goals", "units", 0, "total")]
    assert check.outcome is Outcome.OFF
    assert check.difference == _wan("-70.00")


def test_a_cent_is_enough_to_be_off() -> None:
    checks = _found(_disclosure(_funds("3.00"), _unit("u", _funds("3.00"), _project("a", _funds("2.99")))))
    check = checks[Kind.UNIT, ("project_goals", "units", 0, "total")]
    assert (check.outcome, check.difference) == (Outcome.OFF, _wan("-0.01"))


def test_a_blank_amount_is_not_zero() -> None:
    rows = (_project("a", _funds("3.00")), _project("b", NO_FUNDS))
    checks = _found(_disclosure(_funds("3.00"), _unit("u", _funds("3.00"), *rows)))
    assert checks[Kind.UNIT, ("project_goals", "units", 0, "total")].outcome is Outcome.NOT_CHECKABLE


def test_a_withheld_amount_makes_its_sum_not_checkable() -> None:
    withheld = WithheldProject("w", "W", Reason.STATE_SECRET, NO_FUNDS)
    checks = _found(_disclosure(_funds("3.00"), _unit("u", _funds("3.00"), _project("a", _funds("3.00")), withheld)))
    assert checks[Kind.UNIT, ("project_goals", "units", 0, "total")].outcome is Outcome.NOT_CHECKABLE
    assert checks[Kind.TABLE, ("project_goals", "total")].outcome is Outcome.TIES


def test_a_published_amount_of_something_withheld_counts() -> None:
    withheld = WithheldProject("w", "W", Reason.STATE_SECRET, _funds("1.00"))
    checks = _found(_disclosure(_funds("4.00"), _unit("u", _funds("4.00"), _project("a", _funds("3.00")), withheld)))
    assert checks[Kind.UNIT, ("project_goals", "units", 0, "total")].outcome is Outcome.TIES


def test_a_blank_source_of_a_row_with_amounts_adds_nothing() -> None:
    rows = (_project("a", _funds("3.00", fiscal="3.00")), _project("b", _funds("2.00", other="2.00")))
    checks = _found(
        _disclosure(
            _funds("5.00", fiscal="3.00", other="2.00"), _unit("u", _funds("5.00", fiscal="3.00", other="2.00"), *rows)
        )
    )
    assert all(check.outcome is Outcome.TIES for check in checks.values())
    assert (Kind.UNIT, ("project_goals", "units", 0, "other_funds")) in checks


def test_the_sources_of_a_row_are_held_against_its_total() -> None:
    row = _project("a", _funds("3.00", fiscal="2.00", other="0.50"))
    checks = _found(_disclosure(NO_FUNDS, _unit("u", NO_FUNDS, row)))
    check = checks[Kind.SOURCES, ("project_goals", "units", 0, "projects", 0, "total")]
    assert (check.outcome, check.difference) == (Outcome.OFF, _wan("-0.50"))


def test_a_unit_without_subtotal_is_counted_by_its_projects() -> None:
    units = (_unit("u", NO_FUNDS, _project("a", _funds("2.00"))), _unit("v", _funds("1.00")))
    assert _found(_disclosure(_funds("3.00"), *units))[Kind.TABLE, ("project_goals", "total")].outcome is Outcome.TIES


def test_a_withheld_unit_counts_with_its_row() -> None:
    units = (_unit("u", _funds("2.00")), WithheldUnit("w", None, Reason.STATE_SECRET, None, _funds("1.00")))
    assert _found(_disclosure(_funds("3.00"), *units))[Kind.TABLE, ("project_goals", "total")].outcome is Outcome.TIES


def test_an_inclusive_total_counts_no_sub_unit_twice() -> None:
    units = (
        _unit("u", _funds("3.00"), _project("a", _funds("2.00"))),
        _unit("v", _funds("1.00"), _project("b", _funds("1.00")), part_of="u"),
    )
    checks = _found(_disclosure(_funds("3.00"), *units, subtotals=Subtotals.INCLUSIVE))
    assert all(check.outcome is Outcome.TIES for check in checks.values())


def test_a_table_without_amounts_is_not_checkable_and_says_so_once() -> None:
    checks = reconcile(_disclosure(NO_FUNDS, _unit("u", NO_FUNDS, _project("a", NO_FUNDS))))
    assert [check.outcome for check in checks] == [Outcome.NOT_CHECKABLE]


def _overall(revenue: dict[str, str], expenditure: dict[str, str | None]) -> OpenDisclosure:
    def group(lines: dict[str, str] | dict[str, str | None]) -> AmountGroup:
        return AmountGroup("组", tuple(AmountLine(name, name, _wan(amount)) for name, amount in lines.items()))

    goals = OverallGoals("表", None, (group(expenditure),), group(revenue), None, None, (), (), (), (), ())
    return replace(_disclosure(NO_FUNDS), project_goals=None, overall_goals=goals)


def test_the_appropriation_is_spoken_of_only_where_it_ties() -> None:
    assert Kind.FISCAL in {check.kind for check in reconcile(_overall({"财政拨款": "2.00"}, {"支出": "2.00"}))}
    both = reconcile(_overall({"财政拨款": "1.00", "其他资金": "1.00"}, {"支出": "2.00"}))
    assert [(check.kind, check.outcome) for check in both] == [(Kind.REVENUE, Outcome.TIES)]


def test_expenditure_with_a_blank_line_is_not_checkable() -> None:
    checks = reconcile(_overall({"财政拨款": "2.00"}, {"甲": "2.00", "乙": None}))
    assert [(check.kind, check.outcome) for check in checks] == [(Kind.REVENUE, Outcome.NOT_CHECKABLE)]
