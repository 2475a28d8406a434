"""Whether the sums of a disclosure tie, to the cent.

A document that does not tie is published as it is, with the difference said on the page; so every
outcome is a value here and nothing is corrected. A blank amount is not zero: a sum that would need
one is not checkable. In the columns of the sources of funds (财政拨款 and the others) a blank cell of a
row that states other amounts means that nothing comes from that source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sitegen.public.model import (
    Amounts,
    Funds,
    OpenDisclosure,
    OpenUnit,
    OverallGoals,
    ProjectGoals,
    Subtotals,
    Unit,
    WithheldUnit,
)
from sitegen.public.totals import exact_total, expenditure_of, has_amounts
from sitegen.values.money import ZERO, Money, total_of

#: Where the stated amount stands in the record, keys and positions from the root.
Path: TypeAlias = tuple[str | int, ...]

#: The columns that say where the money comes from.
SOURCES = ("fiscal", "special_account", "other_funds")
#: The amount columns of the project table, as the form orders them.
COLUMNS = ("total", *SOURCES)

#: The line of the whole-department form that holds the fiscal appropriation.
FISCAL_APPROPRIATION = "财政拨款"


class Kind(StrEnum):
    """What is held against what."""

    #: A unit's projects (with its sub-units, where its row holds them) against its subtotal row.
    UNIT = "unit"
    #: The units' rows against the 合计 row.
    TABLE = "table"
    #: The sources of funds of one row against its 总计.
    SOURCES = "sources"
    #: Whole-department form: revenue against expenditure.
    REVENUE = "revenue"
    #: Whole-department form: the fiscal appropriation alone against expenditure; said only where it ties.
    FISCAL = "fiscal"
    #: Whole-department form: the amounts by level of government against expenditure.
    LEVELS = "levels"


class Outcome(StrEnum):
    """What came of a check."""

    TIES = "ties"
    OFF = "off"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Check:
    """One sum held against what the document states. ``difference`` is computed less stated."""

    path: Path
    kind: Kind
    computed: Money | None
    stated: Money | None

    @property
    def difference(self) -> Money | None:
        """How much the computed sum is above the stated one; ``None`` where it cannot be known."""
        return None if self.computed is None or self.stated is None else self.computed - self.stated

    @property
    def outcome(self) -> Outcome:
        """Whether the sums tie."""
        difference = self.difference
        if difference is None:
            return Outcome.NOT_CHECKABLE
        return Outcome.OFF if difference else Outcome.TIES


def _column(rows: tuple[Amounts, ...], column: str) -> Money | None:
    """Add a column up over rows; ``None`` where a row leaves open what it adds."""
    amounts: list[Money | None] = []
    for row in rows:
        amount: Money | None = getattr(row, column)
        amounts.append(ZERO if amount is None and column != "total" and has_amounts(row) else amount)
    return exact_total(amounts)


def _parts(goals: ProjectGoals, unit: OpenUnit) -> tuple[Amounts, ...]:
    own = tuple(project.funds for project in unit.projects)
    if goals.subtotals is Subtotals.EXCLUSIVE:
        return own
    return own + tuple(_row(goals, below) for below in goals.units if below.part_of == unit.id)


def _row(goals: ProjectGoals, unit: Unit) -> Amounts:
    """Return what a unit adds to the sums above it: its row, and where that is blank the sum of its parts."""
    match unit:
        case WithheldUnit(funds=funds):
            return funds
        case OpenUnit(funds=funds) if has_amounts(funds):
            return funds
        case OpenUnit():
            parts = _parts(goals, unit)
            return Funds(*(_column(parts, column) for column in COLUMNS))


def _compare(path: Path, kind: Kind, rows: tuple[Amounts, ...], stated: Amounts) -> Iterator[Check]:
    for column in COLUMNS:
        expected: Money | None = getattr(stated, column)
        if expected is None and all(getattr(row, column) is None for row in rows):
            continue
        computed = _column(rows, column)
        if expected is None and column != "total" and not computed:
            continue
        yield Check((*path, column), kind, computed, expected)


def _sources(path: Path, row: Amounts) -> Iterator[Check]:
    stated = total_of(getattr(row, source) for source in SOURCES)
    if row.total is not None and stated is not None:
        yield Check((*path, "total"), Kind.SOURCES, stated, row.total)


def _project_goals(goals: ProjectGoals) -> Iterator[Check]:
    root: Path = ("project_goals",)
    checks: list[Check] = []
    for position, unit in enumerate(goals.units):
        path: Path = (*root, "units", position)
        checks.extend(_sources(path, unit.funds))
        if isinstance(unit, OpenUnit):
            parts = _parts(goals, unit)
            if parts and has_amounts(unit.funds):
                checks.extend(_compare(path, Kind.UNIT, parts, unit.funds))
            for number, project in enumerate(unit.projects):
                checks.extend(_sources((*path, "projects", number), project.funds))
    top = tuple(
        _row(goals, unit) for unit in goals.units if goals.subtotals is Subtotals.EXCLUSIVE or unit.part_of is None
    )
    checks.extend(_compare(root, Kind.TABLE, top, goals.funds))
    checks.extend(_sources(root, goals.funds))
    yield from checks or [Check((*root, "total"), Kind.TABLE, None, None)]


def _overall_goals(goals: OverallGoals) -> Iterator[Check]:
    expenditure = expenditure_of(goals)
    if goals.by_level is not None:
        yield Check(
            ("overall_goals", "by_level"),
            Kind.LEVELS,
            exact_total(line.amount for line in goals.by_level.lines),
            expenditure,
        )
    if goals.revenue is None:
        return
    yield Check(
        ("overall_goals", "revenue"),
        Kind.REVENUE,
        exact_total(line.amount for line in goals.revenue.lines),
        expenditure,
    )
    for position, line in enumerate(goals.revenue.lines):
        if line.name == FISCAL_APPROPRIATION:
            alone = Check(
                ("overall_goals", "revenue", "lines", position, "amount"), Kind.FISCAL, line.amount, expenditure
            )
            # A budget may spend more than the appropriation: that the two tie is worth saying, that not is no fault.
            if alone.outcome is Outcome.TIES:
                yield alone


# Findings, both pages and the summary of a department-year ask for the same checks, one right after the other.
_last: list[tuple[OpenDisclosure, tuple[Check, ...]]] = []


def reconcile(disclosure: OpenDisclosure) -> tuple[Check, ...]:
    """Hold every sum of a disclosure against what it states, in the order of the document."""
    for asked, known in _last:
        if asked is disclosure:
            return known
    checks = _reconciled(disclosure)
    _last[:] = [(disclosure, checks)]
    return checks


def _reconciled(disclosure: OpenDisclosure) -> tuple[Check, ...]:
    checks: list[Check] = []
    if disclosure.project_goals is not None:
        checks.extend(_project_goals(disclosure.project_goals))
    if disclosure.overall_goals is not None:
        checks.extend(_overall_goals(disclosure.overall_goals))
    return tuple(checks)


def verdict(checks: tuple[Check, ...]) -> Outcome:
    """Return what all checks say together: off where one is off; not checkable where nothing could be checked."""
    outcomes = {check.outcome for check in checks}
    if Outcome.OFF in outcomes:
        return Outcome.OFF
    return Outcome.TIES if Outcome.TIES in outcomes else Outcome.NOT_CHECKABLE
