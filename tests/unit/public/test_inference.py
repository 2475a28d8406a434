"""What published sums tell of withheld amounts, and what they do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sitegen.public.inference import NARROW, Exposure, Figure, exposures, figure_name, row_name
from sitegen.public.model import (
    ColumnLabels,
    Department,
    Funds,
    Level,
    OpenDisclosure,
    OpenProject,
    OpenUnit,
    OverallGoals,
    Project,
    ProjectGoals,
    Reason,
    SourceDocument,
    Subtotals,
    Unit,
    WithheldDisclosure,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.values.money import Money

NO_FUNDS = Funds(None, None, None, None)


def _wan(text: str | None) -> Money | None:
    return None if text is None else Money(Decimal(text))


def _funds(total: str | None, fiscal: str | None = None, other: str | None = None) -> Funds:
    return Funds(_wan(total), _wan(fiscal), None, _wan(other))


def _open(total: str | None, fiscal: str | None = None, other: str | None = None) -> OpenProject:
    return OpenProject("open", "公开", _funds(total, fiscal, other), None, None, (), None, (), ())


def _hidden(code: str | None = None) -> WithheldProject:
    return WithheldProject("withheld--1", code, Reason.STATE_SECRET, NO_FUNDS)


def _unit(name: str, funds: Funds, *projects: Project, part_of: str | None = None) -> OpenUnit:
    return OpenUnit(name, name, None, part_of, funds, projects, ())


def _hidden_unit(name: str, part_of: str | None = None) -> WithheldUnit:
    return WithheldUnit(name, None, Reason.STATE_SECRET, part_of, NO_FUNDS)


def _disclosure(funds: Funds, *units: Unit, subtotals: Subtotals = Subtotals.EXCLUSIVE) -> OpenDisclosure:
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


def _told(disclosure: OpenDisclosure) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the rows and columns that are told, and the figures that tell them."""
    goals = disclosure.project_goals
    assert goals is not None
    return {
        (row_name(goals, found), found.column): tuple(figure_name(figure) for figure in found.by)
        for found in exposures(disclosure)
    }


def test_one_withheld_row_under_a_subtotal_is_told() -> None:
    disclosure = _disclosure(_funds("30"), _unit("a", _funds("30"), _open("20"), _hidden("X-1")))
    (found,) = exposures(disclosure)
    figure = Figure(("project_goals", "units", 0, "total"), "a", "total")
    place = ("project_goals", "units", 0, "projects", 1)
    assert found == Exposure(place, "X-1", "total", Fraction(10), Fraction(10), (figure,))
    assert _told(disclosure) == {("X-1", "total"): ("a.total",)}


def test_a_row_without_a_code_is_named_by_its_place() -> None:
    disclosure = _disclosure(NO_FUNDS, _unit("a", _funds("30"), _open("20"), _hidden()))
    assert list(_told(disclosure)) == [("a[2]", "total")]


def test_two_withheld_rows_under_a_subtotal_are_not_told() -> None:
    unit = _unit("a", _funds("100"), _open("20"), _hidden("X-1"), _hidden("X-2"))
    assert _told(_disclosure(_funds("100"), unit)) == {}


def test_two_withheld_rows_that_share_nothing_are_told_to_be_nothing() -> None:
    unit = _unit("a", _funds("20"), _open("20"), _hidden("X-1"), _hidden("X-2"))
    assert set(_told(_disclosure(_funds("20"), unit))) == {("X-1", "total"), ("X-2", "total")}


def test_one_withheld_row_in_each_of_two_units_without_subtotals_is_not_told() -> None:
    units = (_unit("a", NO_FUNDS, _open("20"), _hidden("X-1")), _unit("b", NO_FUNDS, _open("5"), _hidden("X-2")))
    assert _told(_disclosure(_funds("100"), *units)) == {}


def test_a_subtotal_follows_from_the_total_and_the_other_subtotals() -> None:
    units = (_unit("a", NO_FUNDS, _open("20"), _hidden("X-1")), _unit("b", _funds("40"), _open("40")))
    assert _told(_disclosure(_funds("100"), *units)) == {("X-1", "total"): ("project_goals.total",)}


def test_where_totals_are_blank_nothing_is_told() -> None:
    assert _told(_disclosure(NO_FUNDS, _unit("a", NO_FUNDS, _open("20"), _hidden()))) == {}


def test_a_blank_amount_is_not_zero() -> None:
    disclosure = _disclosure(NO_FUNDS, _unit("a", _funds("30"), _open("10"), _open(None), _hidden()))
    assert _told(disclosure) == {}


def test_a_row_that_holds_its_sub_units_tells_what_is_left_of_it() -> None:
    above = _unit("a", _funds("100"), _open("20"), _hidden("X-1"))
    below = _unit("b", _funds("30"), _open("30"), part_of="a")
    found = exposures(_disclosure(_funds("100"), above, below, subtotals=Subtotals.INCLUSIVE))
    assert [(each.lower, each.upper) for each in found] == [(Fraction(50), Fraction(50))]
    blank = _unit("b", NO_FUNDS, _hidden("X-2"), _open("5"), part_of="a")
    assert exposures(_disclosure(_funds("100"), above, blank, subtotals=Subtotals.INCLUSIVE)) == ()


def test_a_row_that_does_not_hold_its_sub_units_tells_of_its_own_projects_alone() -> None:
    above = _unit("a", _funds("100"), _open("20"), _hidden("X-1"))
    below = _unit("b", NO_FUNDS, _hidden("X-2"), _open("5"), part_of="a")
    found = exposures(_disclosure(NO_FUNDS, above, below))
    assert [(each.code, each.upper) for each in found] == [("X-1", Fraction(80))]


def test_a_withheld_unit_is_told_by_the_total_of_the_table() -> None:
    disclosure = _disclosure(_funds("100"), _unit("a", _funds("30"), _open("30")), _hidden_unit("withheld--1"))
    assert _told(disclosure) == {("units[2]", "total"): ("project_goals.total",)}


def test_two_withheld_units_are_not_told() -> None:
    units = (_unit("a", _funds("30"), _open("30")), _hidden_unit("withheld--1"), _hidden_unit("withheld--2"))
    assert _told(_disclosure(_funds("100"), *units)) == {}


def test_a_withheld_unit_that_holds_a_large_open_one_is_told_by_its_bounds() -> None:
    units = (
        _hidden_unit("withheld--1"),
        _hidden_unit("withheld--2"),
        _unit("a", _funds("90"), _open("90"), part_of="withheld--1"),
    )
    disclosure = _disclosure(_funds("100"), *units, subtotals=Subtotals.INCLUSIVE)
    (found,) = exposures(disclosure)
    assert found.path == ("project_goals", "units", 0)
    assert (found.lower, found.upper) == (Fraction(90), Fraction(100))
    small = replace(units[2], funds=_funds("70"), projects=(_open("70"),))
    assert exposures(_disclosure(_funds("100"), *units[:2], small, subtotals=Subtotals.INCLUSIVE)) == ()


def test_an_interval_of_a_fifth_of_its_bound_is_wide_enough() -> None:
    units = (_hidden_unit("w--1"), _hidden_unit("w--2"), _unit("a", _funds("80"), _open("80"), part_of="w--1"))
    assert Fraction(1, 5) == NARROW
    assert exposures(_disclosure(_funds("100"), *units, subtotals=Subtotals.INCLUSIVE)) == ()
    assert len(exposures(_disclosure(_funds("99.99"), *units, subtotals=Subtotals.INCLUSIVE))) == 1


def test_each_column_is_a_sum_of_its_own_and_each_row_adds_up() -> None:
    rows = (_open("20", "15", "5"), _hidden("X-1"))
    disclosure = _disclosure(NO_FUNDS, _unit("a", _funds(None, "25", "10"), *rows))
    assert _told(disclosure) == {
        ("X-1", "total"): ("a.fiscal", "a.other_funds"),
        ("X-1", "fiscal"): ("a.fiscal",),
        ("X-1", "other_funds"): ("a.other_funds",),
    }


def test_a_blank_source_beside_another_is_zero() -> None:
    rows = (_open("20", "20"), _open("7", None, "7"), _hidden("X-1"), _hidden("X-2"))
    assert _told(_disclosure(NO_FUNDS, _unit("a", _funds("47", "40", "7"), *rows))) == {}
    one = _disclosure(NO_FUNDS, _unit("a", _funds(None, "40", "9"), *rows[:3]))
    assert set(_told(one)) == {("X-1", "total"), ("X-1", "fiscal"), ("X-1", "other_funds")}


def test_rows_tell_of_a_source_what_the_total_does_not() -> None:
    rows = (_open("20", "20"), _hidden("X-1"), _hidden("X-2"))
    unit = _unit("a", _funds("101", "100", "1"), *rows)
    assert _told(_disclosure(NO_FUNDS, unit)) == {}


def test_that_a_source_gives_nothing_is_no_amount() -> None:
    unit = _unit("a", _funds("50", "50", "0.00"), _open("20", "20", "0.00"), _hidden("X-1"), _hidden("X-2"))
    assert _told(_disclosure(NO_FUNDS, unit)) == {}


def test_a_document_that_contradicts_itself_still_tells() -> None:
    wrong = _unit("b", NO_FUNDS, _hidden("X-2"), _open("20"))
    units = (_unit("a", _funds("30"), _open("20"), _hidden("X-1")), wrong)
    assert set(_told(_disclosure(_funds("10"), *units))) == {("X-1", "total")}
    # Beginning with the total of the table, X-1 is none of 30 less 20; beginning with the unit it is.
    two_views = _disclosure(_funds("45"), _unit("a", _funds("30"), _open("20"), _hidden("X-1")))
    assert set(_told(two_views)) == {("X-1", "total")}


def test_a_subtotal_less_than_its_open_projects_tells_nothing() -> None:
    assert _told(_disclosure(NO_FUNDS, _unit("a", _funds("10"), _open("20"), _hidden()))) == {}


def test_rows_that_state_amounts_are_not_looked_into() -> None:
    stated = replace(_hidden(), funds=_funds("10"))
    assert exposures(_disclosure(_funds("30"), _unit("a", _funds("30"), _open("20"), stated))) == ()


def test_a_key_task_stands_in_no_sum_and_a_withheld_file_in_nothing() -> None:
    disclosure = _disclosure(NO_FUNDS)
    task = WithheldTask("withheld--1", None, Reason.WORK_SECRET, None)
    overall = OverallGoals("表", None, (), None, None, None, (task,), (), (), (), ())
    assert exposures(replace(disclosure, project_goals=None, overall_goals=overall)) == ()
    assert exposures(WithheldDisclosure(disclosure.department, 2024, Reason.STATE_SECRET)) == ()
