"""What published sums tell of withheld amounts, and what they do not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sitegen.public.inference import NARROW, Exposure, Figure, exposures
from sitegen.public.model import (
    AmountsProtecting,
    Disclosure,
    Funds,
    OpenDisclosure,
    OpenProject,
    Reason,
    Subtotals,
    Unit,
    WithheldDisclosure,
)
from tests.support.tables import (
    NO_FUNDS,
    WITHHELD,
    department,
    disclosure,
    funds,
    hidden,
    hidden_task,
    hidden_unit,
    overall,
    project,
    table,
    task,
    unit,
)


def _open(total: str | None, fiscal: str | None = None, other: str | None = None) -> OpenProject:
    return project("open", funds(total, fiscal, other))


def _disclosure(total: Funds, *units: Unit, subtotals: Subtotals = Subtotals.EXCLUSIVE) -> OpenDisclosure:
    return disclosure(table(total, *units, subtotals=subtotals))


def _told(*disclosures: Disclosure) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the rows and columns that are told, and the figures that tell them."""
    return {(found.name, found.column): tuple(map(str, found.by)) for found in exposures(disclosures)}


def test_one_withheld_row_under_a_subtotal_is_told() -> None:
    of = _disclosure(funds("30"), unit("a", funds("30"), _open("20"), hidden("X-1")))
    (found,) = exposures([of])
    place = ("project_goals", "units", 0, "projects", 1)
    ten = Fraction(10)
    assert found == Exposure(("a-bureau", 2024), place, "X-1", "total", ten, ten, (Figure("a", "total"),))
    assert _told(of) == {("X-1", "total"): ("a.total",)}


def test_a_row_without_a_code_is_named_by_its_place() -> None:
    of = _disclosure(NO_FUNDS, unit("a", funds("30"), _open("20"), hidden()))
    assert list(_told(of)) == [("a[2]", "total")]


def test_two_withheld_rows_under_a_subtotal_are_not_told() -> None:
    only = unit("a", funds("100"), _open("20"), hidden("X-1"), hidden("X-2"))
    assert _told(_disclosure(funds("100"), only)) == {}


def test_two_withheld_rows_that_share_nothing_are_told_to_be_nothing() -> None:
    only = unit("a", funds("20"), _open("20"), hidden("X-1"), hidden("X-2"))
    assert set(_told(_disclosure(funds("20"), only))) == {("X-1", "total"), ("X-2", "total")}


def test_one_withheld_row_in_each_of_two_units_without_subtotals_is_not_told() -> None:
    units = (unit("a", NO_FUNDS, _open("20"), hidden("X-1")), unit("b", NO_FUNDS, _open("5"), hidden("X-2")))
    assert _told(_disclosure(funds("100"), *units)) == {}


def test_a_subtotal_follows_from_the_total_and_the_other_subtotals() -> None:
    units = (unit("a", NO_FUNDS, _open("20"), hidden("X-1")), unit("b", funds("40"), _open("40")))
    assert _told(_disclosure(funds("100"), *units)) == {("X-1", "total"): ("project_goals.total",)}


def test_where_totals_are_blank_nothing_is_told() -> None:
    assert _told(_disclosure(NO_FUNDS, unit("a", NO_FUNDS, _open("20"), hidden()))) == {}


def test_a_blank_amount_is_not_zero() -> None:
    of = _disclosure(NO_FUNDS, unit("a", funds("30"), _open("10"), _open(None), hidden()))
    assert _told(of) == {}


def test_a_row_that_holds_its_sub_units_tells_what_is_left_of_it() -> None:
    above = unit("a", funds("100"), _open("20"), hidden("X-1"))
    below = unit("b", funds("30"), _open("30"), part_of="a")
    found = exposures([_disclosure(funds("100"), above, below, subtotals=Subtotals.INCLUSIVE)])
    assert [(each.lower, each.upper) for each in found] == [(Fraction(50), Fraction(50))]
    blank = unit("b", NO_FUNDS, hidden("X-2"), _open("5"), part_of="a")
    assert exposures([_disclosure(funds("100"), above, blank, subtotals=Subtotals.INCLUSIVE)]) == ()


def test_a_row_that_does_not_hold_its_sub_units_tells_of_its_own_projects_alone() -> None:
    above = unit("a", funds("100"), _open("20"), hidden("X-1"))
    below = unit("b", NO_FUNDS, hidden("X-2"), _open("5"), part_of="a")
    found = exposures([_disclosure(NO_FUNDS, above, below)])
    assert [(each.name, each.upper) for each in found] == [("X-1", Fraction(80))]


def test_a_withheld_unit_is_told_by_the_total_of_the_table() -> None:
    of = _disclosure(funds("100"), unit("a", funds("30"), _open("30")), hidden_unit("withheld--1"))
    assert _told(of) == {("units[2]", "total"): ("project_goals.total",)}


def test_two_withheld_units_are_not_told() -> None:
    units = (unit("a", funds("30"), _open("30")), hidden_unit("withheld--1"), hidden_unit("withheld--2"))
    assert _told(_disclosure(funds("100"), *units)) == {}


def test_a_withheld_unit_that_holds_a_large_open_one_is_told_by_its_bounds() -> None:
    units = (
        hidden_unit("withheld--1"),
        hidden_unit("withheld--2"),
        unit("a", funds("90"), _open("90"), part_of="withheld--1"),
    )
    of = _disclosure(funds("100"), *units, subtotals=Subtotals.INCLUSIVE)
    (found,) = exposures([of])
    assert found.path == ("project_goals", "units", 0)
    assert (found.lower, found.upper) == (Fraction(90), Fraction(100))
    small = replace(units[2], funds=funds("70"), projects=(_open("70"),))
    assert exposures([_disclosure(funds("100"), *units[:2], small, subtotals=Subtotals.INCLUSIVE)]) == ()


def test_an_interval_of_a_fifth_of_its_bound_is_wide_enough() -> None:
    units = (hidden_unit("w--1"), hidden_unit("w--2"), unit("a", funds("80"), _open("80"), part_of="w--1"))
    assert Fraction(1, 5) == NARROW
    assert exposures([_disclosure(funds("100"), *units, subtotals=Subtotals.INCLUSIVE)]) == ()
    assert len(exposures([_disclosure(funds("99.99"), *units, subtotals=Subtotals.INCLUSIVE)])) == 1


def test_each_column_is_a_sum_of_its_own_and_each_row_adds_up() -> None:
    rows = (_open("20", "15", "5"), hidden("X-1"))
    of = _disclosure(NO_FUNDS, unit("a", funds(None, "25", "10"), *rows))
    assert _told(of) == {
        ("X-1", "total"): ("a.fiscal", "a.other_funds"),
        ("X-1", "fiscal"): ("a.fiscal",),
        ("X-1", "other_funds"): ("a.other_funds",),
    }


def test_a_blank_source_beside_another_is_zero() -> None:
    rows = (_open("20", "20"), _open("7", None, "7"), hidden("X-1"), hidden("X-2"))
    assert _told(_disclosure(NO_FUNDS, unit("a", funds("47", "40", "7"), *rows))) == {}
    one = _disclosure(NO_FUNDS, unit("a", funds(None, "40", "9"), *rows[:3]))
    assert set(_told(one)) == {("X-1", "total"), ("X-1", "fiscal"), ("X-1", "other_funds")}


def test_rows_tell_of_a_source_what_the_total_does_not() -> None:
    rows = (_open("20", "20"), hidden("X-1"), hidden("X-2"))
    only = unit("a", funds("101", "100", "1"), *rows)
    assert _told(_disclosure(NO_FUNDS, only)) == {}


def test_that_a_source_gives_nothing_is_no_amount() -> None:
    only = unit("a", funds("50", "50", "0.00"), _open("20", "20", "0.00"), hidden("X-1"), hidden("X-2"))
    assert _told(_disclosure(NO_FUNDS, only)) == {}


def test_a_document_that_contradicts_itself_still_tells() -> None:
    wrong = unit("b", NO_FUNDS, hidden("X-2"), _open("20"))
    units = (unit("a", funds("30"), _open("20"), hidden("X-1")), wrong)
    assert set(_told(_disclosure(funds("10"), *units))) == {("X-1", "total")}
    # Beginning with the total of the table, X-1 is none of 30 less 20; beginning with the unit it is.
    two_views = _disclosure(funds("45"), unit("a", funds("30"), _open("20"), hidden("X-1")))
    assert set(_told(two_views)) == {("X-1", "total")}


def test_a_subtotal_less_than_its_open_projects_tells_nothing() -> None:
    assert _told(_disclosure(NO_FUNDS, unit("a", funds("10"), _open("20"), hidden()))) == {}


def test_rows_that_state_amounts_are_not_looked_into() -> None:
    stated = replace(hidden(), funds=funds("10"))
    assert exposures([_disclosure(funds("30"), unit("a", funds("30"), _open("20"), stated))]) == ()


def test_a_key_task_stands_in_no_sum_and_a_withheld_file_in_nothing() -> None:
    tasks = overall(task("t", "5"), hidden_task(), lines=(("基本支出", "3"), ("项目支出", "5")))
    assert _told(disclosure(None, tasks)) == {}
    assert _told(WithheldDisclosure(department("a"), 2024, Reason.STATE_SECRET, WITHHELD)) == {}


# ---- from one form to the other -----------------------------------------------------------------------------


def test_a_table_without_a_total_is_told_by_the_project_expenditure_of_the_other_form() -> None:
    goals = table(NO_FUNDS, unit("a", NO_FUNDS, _open("20"), hidden("X-1")))
    lines = (("人员经费", "50"), ("项目支出", "30"))
    assert _told(disclosure(goals, overall(lines=lines))) == {("X-1", "total"): ("line-1.amount",)}
    assert _told(disclosure(goals, overall(lines=(("人员经费", "50"), ("公用经费", "30"))))) == {}


def test_what_a_department_spends_bounds_its_projects() -> None:
    units = (hidden_unit("withheld--1"), unit("a", funds("90"), _open("90"), part_of="withheld--1"))
    goals = table(NO_FUNDS, *units, subtotals=Subtotals.INCLUSIVE)
    assert _told(disclosure(goals, overall(lines=(("全部支出", "100"),)))) == {
        ("units[1]", "total"): ("overall_goals.expenditure.amount",)
    }
    assert _told(disclosure(goals, overall(lines=(("全部支出", "200"),)))) == {}


def test_a_withheld_project_is_told_by_the_key_task_of_the_same_code() -> None:
    goals = table(NO_FUNDS, unit("a", NO_FUNDS, _open("20"), hidden("X-1")))
    stated = replace(hidden_task("X-1"), amount=funds("7").total)
    assert _told(disclosure(goals, overall(stated))) == {("X-1", "total"): ("X-1.amount",)}
    assert _told(disclosure(goals, overall(replace(stated, code="X-2")))) == {}


def test_a_withheld_key_task_is_told_by_the_project_of_the_same_code() -> None:
    stated = hidden("X-1", funds("7"))
    form = overall(hidden_task("X-1"))
    assert _told(disclosure(table(NO_FUNDS, unit("a", NO_FUNDS, stated)), form)) == {("X-1", "amount"): ("X-1.total",)}
    twice = (stated, stated)
    assert _told(disclosure(table(NO_FUNDS, unit("a", NO_FUNDS, *twice)), form)) == {}


def test_a_row_that_is_left_out_is_told_again_by_the_task_of_the_same_name() -> None:
    rows = (project("roads", AmountsProtecting()), hidden("X-1"))
    goals = table(funds("30"), unit("a", funds("30"), *rows))
    assert _told(disclosure(goals)) == {}
    assert _told(disclosure(goals, overall(task("roads", "20")))) == {("X-1", "total"): ("a.total", "roads.amount")}


# ---- from one department to another -------------------------------------------------------------------------


def test_a_unit_that_is_a_department_is_told_by_its_table() -> None:
    above = disclosure(table(NO_FUNDS, unit("b-office", NO_FUNDS, hidden("X-1"), _open("5"))), of="a")
    below = disclosure(table(funds("30"), unit("own", funds("30"), _open("30"))), of="b-office")
    assert _told(above, below) == {("X-1", "total"): ("b-office/2024: project_goals.total",)}
    assert _told(above, replace(below, year=2023)) == {}
    assert _told(above) == {}


def test_a_file_that_is_withheld_whole_is_told_by_the_unit_of_its_name() -> None:
    above = disclosure(table(NO_FUNDS, unit("b-office", funds("30"), _open("30"))), of="a")
    below = WithheldDisclosure(department("b-office"), 2024, Reason.STATE_SECRET, WITHHELD)
    assert _told(above, below) == {("b-office/2024", "total"): ("a/2024: b-office.total",)}
    assert _told(above, replace(below, amounts=None)) == {}


def test_the_same_project_in_two_tables_has_one_amount() -> None:
    above = disclosure(table(NO_FUNDS, unit("b-office", NO_FUNDS, hidden("X-1", funds("4")))), of="a")
    below = disclosure(table(NO_FUNDS, unit("own", NO_FUNDS, hidden("X-1"), _open("1"))), of="b-office")
    assert _told(above, below) == {("X-1", "total"): ("a/2024: X-1.total",)}


def test_departments_that_do_not_stand_in_each_other_tell_nothing_of_each_other() -> None:
    one = disclosure(table(funds("30"), unit("u", funds("30"), hidden("X-1"), hidden("X-2"))), of="a")
    other = disclosure(table(funds("30"), unit("u", funds("30"), hidden("X-1", funds("4")), _open("26"))), of="b")
    assert _told(one, other) == {}
    assert _told(other, one) == {}
