"""Which rows are left out besides, and that the choice tells nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.public.adding import Kind, adding_of
from sitegen.public.model import (
    Amounts,
    AmountsProtecting,
    Funds,
    OpenDisclosure,
    OpenUnit,
    Project,
    Subtotals,
    Unit,
    WithheldDisclosure,
)
from sitegen.public.suppression import CHOICES, EXACT, Shape, advice, complement, shape_of, smallest
from tests.support.tables import (
    NO_FUNDS,
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


def _names(of: OpenDisclosure) -> list[str]:
    chosen = complement(of)
    return [row.name for row in adding_of((of,)).rows if row.path in chosen]


def _one(*rows: Project) -> OpenDisclosure:
    return disclosure(table(funds("100"), unit("a", funds("100"), *rows)))


def test_one_sibling_is_left_out_with_a_withheld_project() -> None:
    assert _names(_one(project("p", funds("20")), hidden("X"), project("q", funds("70")))) == ["p"]


def test_where_two_are_withheld_nothing_more_is() -> None:
    assert _names(_one(project("p", funds("20")), hidden("X"), hidden("Y"))) == []


def test_where_nothing_is_withheld_nothing_is_left_out() -> None:
    assert _names(_one(project("p", funds("20")), hidden("X", funds("80")))) == []


def test_a_withheld_project_with_public_amounts_is_left_out_before_an_open_one() -> None:
    assert _names(_one(project("p", funds("20")), hidden("X"), hidden("Y", funds("30")))) == ["Y"]


def test_a_row_that_states_nothing_cannot_be_left_out() -> None:
    # What it adds is not known already.
    assert _names(_one(project("p", NO_FUNDS), project("q", funds("20")), hidden("X"))) == []


def test_the_only_project_of_a_unit_takes_its_subtotal_and_another_unit_with_it() -> None:
    units = (unit("a", funds("30"), hidden("X")), unit("b", funds("70"), project("p", funds("70"))))
    assert _names(disclosure(table(funds("100"), *units))) == ["a", "b", "p"]


def test_two_units_with_one_withheld_project_each_leave_out_their_subtotals_only_where_there_is_no_sibling() -> None:
    alone = (unit("a", funds("30"), hidden("X")), unit("b", funds("70"), hidden("Y")))
    assert _names(disclosure(table(funds("100"), *alone))) == ["a", "b"]
    siblings = (
        unit("a", funds("30"), project("p", funds("10")), hidden("X")),
        unit("b", funds("70"), hidden("Y"), project("q", funds("10"))),
    )
    assert _names(disclosure(table(funds("100"), *siblings))) == ["p", "q"]


def test_a_withheld_unit_takes_another_subtotal_and_a_project_of_it() -> None:
    rows = (project("p", funds("30")), project("q", funds("40")))
    assert _names(disclosure(table(funds("100"), unit("a", funds("70"), *rows), hidden_unit("w")))) == ["a", "p"]
    blank = (unit("a", NO_FUNDS, *rows), hidden_unit("w"))
    assert _names(disclosure(table(funds("100"), *blank))) == ["p"]


def test_the_total_of_a_table_is_never_left_out() -> None:
    assert _names(disclosure(table(funds("30"), unit("a", funds("30"), hidden("X"))))) == []


def test_what_cannot_be_helped_does_not_stop_the_rest() -> None:
    lines = overall(task("t", "5"), hidden_task("Y"), lines=(("项目支出", "100"),))
    goals = table(funds("100"), unit("a", funds("100"), hidden("X"), project("p", funds("20"))))
    assert _names(disclosure(goals, lines)) == ["p"]


def test_the_task_of_the_same_name_is_left_out_with_its_project() -> None:
    goals = table(funds("100"), unit("a", funds("100"), hidden("X"), project("p", funds("20"))))
    assert _names(disclosure(goals, overall(task("p", "20")))) == ["p", "p"]
    other = table(funds("100"), unit("a", funds("100"), hidden("X"), *(project(name, funds("20")) for name in "pq")))
    assert _names(disclosure(other, overall(task("p", "20")))) == ["q"]


# ---- laws ---------------------------------------------------------------------------------------------------

_cents = st.integers(0, 99_999).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
_states = st.sampled_from(("open", "open", "withheld", "known", "blank"))


@st.composite
def _disclosures(draw: st.DrawFn) -> OpenDisclosure:
    """Draw a table whose amounts need not tie: what is left out may not depend on them."""

    def amounts() -> Funds:
        return draw(st.builds(funds, _cents) | st.builds(funds, _cents, _cents, _cents))

    units: list[Unit] = []
    for number in range(draw(st.integers(1, 3))):
        above = draw(st.none() | st.sampled_from([each.id for each in units])) if units else None
        if draw(st.integers(0, 5)) == 0:
            units.append(hidden_unit(f"w{number}", part_of=above))
            continue
        rows: list[Project] = []
        for at, state in enumerate(draw(st.lists(_states, max_size=4))):
            match state:
                case "withheld":
                    rows.append(hidden(f"X{number}{at}"))
                case "known":
                    rows.append(hidden(f"K{number}{at}", amounts()))
                case _:
                    rows.append(project(f"p{number}{at}", NO_FUNDS if state == "blank" else amounts()))
        units.append(unit(f"u{number}", draw(st.sampled_from((NO_FUNDS, amounts()))), *rows, part_of=above))
    form = draw(st.sampled_from((None, overall(task("p00", "3.00"), hidden_task("X00")))))
    return disclosure(
        table(draw(st.sampled_from((NO_FUNDS, amounts()))), *units, subtotals=draw(st.sampled_from(Subtotals))), form
    )


def _other(amounts: Amounts, by: str) -> Amounts:
    """Return other amounts in the same places."""
    return funds(by) if isinstance(amounts, Funds) and amounts != NO_FUNDS else amounts


def _with_other_amounts(of: OpenDisclosure, by: str) -> OpenDisclosure:
    assert of.project_goals is not None
    units: list[Unit] = []
    for each in of.project_goals.units:
        changed = replace(each, funds=_other(each.funds, by))
        if isinstance(changed, OpenUnit):
            rows = tuple(replace(row, funds=_other(row.funds, by)) for row in changed.projects)
            changed = replace(changed, projects=rows)
        units.append(changed)
    goals = replace(of.project_goals, units=tuple(units))
    total = _other(goals.funds, by)
    assert isinstance(total, Funds)
    return replace(of, project_goals=replace(goals, funds=total))


@settings(max_examples=150, deadline=None)
@given(_disclosures(), _cents)
def test_the_choice_does_not_depend_on_any_amount(of: OpenDisclosure, by: str) -> None:
    assert complement(of) == complement(_with_other_amounts(of, by))


def _determined(shape: Shape, silent: frozenset[int]) -> set[int]:
    """Return the secret rows that are determined: those that no change of the silent rows together can move.

    Found by another way than the choice's: the changes that leave all sums as they are, by elimination on columns.
    """
    unknown = sorted(silent)
    basis = [{row: 1} for row in unknown]
    for terms in shape.sums:
        signs = dict(terms)
        values = [sum(signs.get(row, 0) * amount for row, amount in change.items()) for change in basis]
        at = next((number for number, value in enumerate(values) if value), None)
        if at is None:
            continue
        pivot, height = basis.pop(at), values.pop(at)
        basis = [
            {
                row: height * change.get(row, 0) - value * pivot.get(row, 0)
                for row in {*change, *pivot}
                if height * change.get(row, 0) != value * pivot.get(row, 0)
            }
            for change, value in zip(basis, values, strict=True)
        ]
    return {row for row in shape.secret if not any(change.get(row) for change in basis)}


@settings(max_examples=150, deadline=None)
@given(_disclosures())
def test_the_choice_is_enough_and_no_smaller_one_is(of: OpenDisclosure) -> None:
    shape = shape_of(adding_of((of,)))
    hopeless = _determined(shape, shape.silent.union(shape.candidates))
    chosen = smallest(shape)
    assert _determined(shape, shape.silent | chosen) == hopeless
    assert chosen <= set(shape.candidates)
    assert len(chosen) <= EXACT
    for size in range(len(chosen)):
        for fewer in combinations(shape.candidates, size):
            assert _determined(shape, shape.silent.union(fewer)) != hopeless


def test_a_large_table_is_answered_forward_and_nothing_in_the_answer_is_needless() -> None:
    units = [unit(f"u{n}", funds("9"), hidden(f"X{n}"), project(f"p{n}", funds("1"))) for n in range(4 * EXACT)]
    of = disclosure(table(funds("900"), *units))
    assert _names(of) == [f"p{n}" for n in range(4 * EXACT)]
    assert len(units) > EXACT
    assert CHOICES > EXACT


# ---- what the publisher is advised --------------------------------------------------------------------------


def test_advice_is_the_choice_of_the_build_where_that_is_enough() -> None:
    of = _one(project("p", funds("20")), hidden("X"))
    assert advice([of], of).besides == ("p",)
    assert advice([of], of).told == frozenset()


def test_advice_looks_at_bounds_as_the_choice_may_not() -> None:
    rows = (hidden("X"), project("none", funds("0")), project("some", funds("40")), project("rest", funds("60")))
    of = _one(*rows)
    # With the row of nothing left out as well, the two of them still share nothing.
    assert _names(of) == ["none"]
    assert advice([of], of).besides == ("none", "some")


def test_advice_says_what_is_told_all_the_same() -> None:
    of = disclosure(table(funds("30"), unit("a", funds("30"), hidden("X"))))
    given_ = advice([of], of)
    assert given_.besides == ()
    assert given_.told == {("project_goals", "units", 0, "projects", 0)}


def test_rows_that_are_left_out_are_not_asked_for_again() -> None:
    of = _one(project("p", AmountsProtecting()), hidden("X"), project("q", funds("20")))
    assert _names(of) == []


def test_a_file_that_is_withheld_leaves_nothing_to_choose() -> None:
    of = _one(hidden("X"), project("p", funds("1")))
    rows = adding_of((of, WithheldDisclosure(of.department, 2023, hidden().reason, None))).rows
    assert {row.kind for row in rows} == {Kind.TABLE, Kind.UNIT, Kind.PROJECT}
