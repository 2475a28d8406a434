"""Which withheld amounts follow from the published ones: the attacker's view, by subtraction and by bounds.

It sees the public model alone, as any reader of the site does. A row that is withheld and states no amount has an
unknown in each column; everything else the table states is known. The sums that reconciliation holds against the
document then are linear equations over unknowns that cannot be negative, and each unknown lies in an interval that
is computed exactly.

What is not there to be solved: a key task's amount, which stands in no sum; the lines of the whole-department form,
none of which can be withheld; other years and other forms, which state amounts of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sitegen.public.model import (
    Disclosure,
    Funds,
    OpenDisclosure,
    OpenProject,
    OpenUnit,
    Project,
    ProjectGoals,
    Subtotals,
    Unit,
    WithheldProject,
    WithheldUnit,
)
from sitegen.public.reconciliation import COLUMNS, SOURCES, Path
from sitegen.public.totals import has_amounts, projects_of
from sitegen.values.linear import Interval, NonNegativeSystem
from sitegen.values.money import Money

#: An amount known to within a fifth of itself counts as told: its size, its rank and what it could pay for are known.
#: Statistical offices draw the line for magnitude tables at 10 to 20 per cent (the p % rule); this is the careful end.
NARROW = Fraction(1, 5)


@dataclass(frozen=True, slots=True)
class Figure:
    """A published amount: the table's total row, or the subtotal row of an open unit, in one column."""

    path: Path
    unit: str | None
    column: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """A withheld amount that follows from published ones, in 万元. The bounds are secret; the rest is public.

    ``path`` is the withheld row's place in the record, ``code`` its public code, ``by`` the sums that give it away.
    """

    path: Path
    code: str | None
    column: str
    lower: Fraction
    upper: Fraction
    by: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Equation:
    """``sum of coefficient * unknown = value``, and the published sums that the value comes from."""

    coefficients: dict[int, int]
    value: Fraction
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """An amount that is known, or an unknown by its number. ``figure`` is set where it is a published sum."""

    known: Fraction | None
    unknown: int = -1
    figure: Figure | None = None


_Row = dict[str, _Cell]


@dataclass(frozen=True, slots=True)
class _Withheld:
    path: Path
    code: str | None
    column: str
    unknown: int


def exposures(disclosure: Disclosure) -> tuple[Exposure, ...]:
    """Return the withheld amounts that can be worked out from what a disclosure publishes, in its order.

    An amount is told where it is determined, or where the width of its interval is less than ``NARROW`` of its upper
    bound. That a source of funds gives nothing (an interval of zero alone in a column of sources) tells no amount.
    """
    if not isinstance(disclosure, OpenDisclosure) or disclosure.project_goals is None:
        return ()
    table = _Table(disclosure.project_goals)
    if not table.withheld:
        return ()
    found: dict[int, tuple[Interval, tuple[Figure, ...]]] = {}
    # A document that does not tie contradicts itself. A reader may begin with either of two figures that disagree,
    # so both orders are tried; where all ties they are the same.
    for equations in (table.equations, table.equations[::-1]):
        system, kept = _system(equations)
        for each in table.withheld:
            if each.unknown not in found and (told := _told(system, each)) is not None:
                found[each.unknown] = (told, _figures(kept, each))
        if len(kept) == len(equations):
            break
    return tuple(
        Exposure(each.path, each.code, each.column, interval.lower, interval.upper, by)
        for each in table.withheld
        if each.unknown in found
        for interval, by in (found[each.unknown],)
        if interval.upper is not None
    )


def _system(equations: Iterable[_Equation]) -> tuple[NonNegativeSystem, list[_Equation]]:
    system = NonNegativeSystem()
    kept = [equation for equation in equations if system.add(equation.coefficients, equation.value)]
    return system, kept


def _told(system: NonNegativeSystem, withheld: _Withheld) -> Interval | None:
    """Return the interval of an amount where it tells the amount."""
    interval = system.interval(withheld.unknown)
    if interval.upper is None or (withheld.column != "total" and not interval.upper):
        return None
    width = interval.upper - interval.lower
    return interval if not width or width < NARROW * interval.upper else None


def _figures(equations: Sequence[_Equation], withheld: _Withheld) -> tuple[Figure, ...]:
    """Return sums that together tell an amount, none of which could be left out."""
    near = _nearest(equations, withheld)
    for equation in near[::-1]:
        without = [other for other in near if other is not equation]
        if _told(_system(without)[0], withheld) is not None:
            near = without
    figures = {figure for equation in near for figure in equation.figures}
    return tuple(sorted(figures, key=lambda figure: (len(figure.path), figure.path[:-1], COLUMNS.index(figure.column))))


def _nearest(equations: Sequence[_Equation], withheld: _Withheld) -> list[_Equation]:
    """Return the equations around an unknown, as few steps out as tell it."""
    reached = {withheld.unknown}
    while True:
        near = [equation for equation in equations if not reached.isdisjoint(equation.coefficients)]
        if _told(_system(near)[0], withheld) is not None:
            return near
        reached.update(*(equation.coefficients for equation in near))


@dataclass(slots=True)
class _Table:
    """The equations of a project table."""

    goals: ProjectGoals
    withheld: list[_Withheld] = field(default_factory=list)
    equations: list[_Equation] = field(default_factory=list)
    _unknowns: int = 0

    def __post_init__(self) -> None:
        """Write the equations down, in the order of the document."""
        if not any(_is_silent(row) for row in (*self.goals.units, *projects_of(self.goals))):
            return
        columns = self._columns()
        rows = [self._row(unit, ("project_goals", "units", at), columns) for at, unit in enumerate(self.goals.units)]
        for at, unit in enumerate(self.goals.units):
            path: Path = ("project_goals", "units", at)
            below = [
                row
                for row, other in zip(rows, self.goals.units, strict=True)
                if self.goals.subtotals is Subtotals.INCLUSIVE and other.part_of == unit.id
            ]
            match unit:
                case OpenUnit(projects=projects):
                    own = [
                        self._row(project, (*path, "projects", number), columns)
                        for number, project in enumerate(projects)
                    ]
                    self._sum((*own, *below), rows[at])
                case WithheldUnit() if below:
                    # Its own projects are not shown: they add an unknown amount, which is not negative.
                    hidden = {column: self._unknown() for column in columns}
                    self._sum((hidden, *below), rows[at])
                case WithheldUnit():
                    pass
        if has_amounts(self.goals.funds):
            top = [
                row
                for row, unit in zip(rows, self.goals.units, strict=True)
                if self.goals.subtotals is Subtotals.EXCLUSIVE or unit.part_of is None
            ]
            whole = Figure(("project_goals",), None, "")
            self._sum(top, self._open_row(self.goals.funds, columns, whole))

    def _columns(self) -> tuple[str, ...]:
        """Return the columns of which the table states anything; one that it leaves blank throughout is none."""
        stated = (
            self.goals.funds,
            *(unit.funds for unit in self.goals.units),
            *(project.funds for project in projects_of(self.goals)),
        )
        return ("total", *(source for source in SOURCES if any(getattr(row, source) is not None for row in stated)))

    def _unknown(self) -> _Cell:
        self._unknowns += 1
        return _Cell(None, self._unknowns)

    def _row(self, item: Unit | Project, path: Path, columns: tuple[str, ...]) -> _Row:
        match item:
            case WithheldProject(code=code) | WithheldUnit(code=code) if _is_silent(item):
                row = {column: self._unknown() for column in columns}
                self.withheld += [_Withheld(path, code, column, cell.unknown) for column, cell in row.items()]
                self._across(row)
                return row
            case OpenUnit(id=name):
                return self._open_row(item.funds, columns, Figure(path, name, ""))
            case OpenProject() | WithheldProject() | WithheldUnit():
                return self._open_row(item.funds, columns)

    def _open_row(self, funds: Funds, columns: tuple[str, ...], of: Figure | None = None) -> _Row:
        """Return the cells of a row that states its amounts. What it leaves blank is zero beside other sources.

        ``of`` is the row's place where it is a sum: its cells are figures.
        """
        by_source = any(getattr(funds, source) is not None for source in SOURCES)
        row: _Row = {}
        for column in columns:
            amount: Money | None = getattr(funds, column)
            figure = None if of is None else Figure((*of.path, column), of.unit, column)
            if amount is not None:
                row[column] = _Cell(Fraction(amount.wan), figure=figure)
            elif column != "total" and by_source:
                row[column] = _Cell(Fraction(0), figure=figure)
            else:
                row[column] = self._unknown()
        self._across(row)
        return row

    def _across(self, row: _Row) -> None:
        sources = [cell for column, cell in row.items() if column != "total"]
        if sources:
            self._equate(sources, row["total"], row.values())

    def _sum(self, parts: Sequence[_Row], whole: _Row) -> None:
        """Note that rows add up to a row, column by column."""
        if parts:
            for column, cell in whole.items():
                self._equate([part[column] for part in parts], cell, [cell])

    def _equate(self, parts: Iterable[_Cell], whole: _Cell, told_by: Iterable[_Cell]) -> None:
        coefficients: dict[int, int] = {}
        value = Fraction(0)
        for cell, sign in [*((part, 1) for part in parts), (whole, -1)]:
            if cell.known is None:
                coefficients[cell.unknown] = sign
            else:
                value -= sign * cell.known
        if coefficients:
            figures = tuple(cell.figure for cell in told_by if cell.figure is not None)
            self.equations.append(_Equation(coefficients, value, figures))


def _is_silent(item: Unit | Project) -> bool:
    return isinstance(item, WithheldProject | WithheldUnit) and not has_amounts(item.funds)


def figure_name(figure: Figure) -> str:
    """Name a figure as the content file does: the unit's id, and the key of the column."""
    return f"{figure.unit or 'project_goals'}.{figure.column}"


def row_name(goals: ProjectGoals, exposure: Exposure) -> str:
    """Name a withheld row by what the public sees: its code, else its unit and its number in the list, from 1."""
    if exposure.code is not None:
        return exposure.code
    match exposure.path:
        case (_, _, int(unit), _, int(project)):
            return f"{goals.units[unit].id}[{project + 1}]"
        case _:
            return f"units[{int(exposure.path[-1]) + 1}]"


def by_row(found: Iterable[Exposure]) -> Iterator[tuple[Exposure, ...]]:
    """Group exposures by their rows, in order."""
    rows: dict[Path, list[Exposure]] = {}
    for exposure in found:
        rows.setdefault(exposure.path, []).append(exposure)
    yield from (tuple(row) for row in rows.values())
