"""Which withheld amounts follow from the published ones: the attacker's view, by subtraction and by bounds.

It sees the public model alone, as any reader of the site does. A row whose amounts are not published has an unknown
in each column; everything else the rows state is known. What adds up to what (``sitegen.public.adding``) then is a
system of linear equations over unknowns that cannot be negative, and each unknown lies in an interval that is
computed exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from sitegen.public.adding import Adding, Kind, Of, Row, Sum, adding_of, linked
from sitegen.public.model import AmountsWithheld, Disclosure, Funds, Unpublished
from sitegen.public.reconciliation import COLUMNS, SOURCES, Path
from sitegen.public.withheld import withholds_amounts
from sitegen.values.linear import Interval, NonNegativeSystem
from sitegen.values.money import Money

#: An amount known to within a fifth of itself counts as told: its size, its rank and what it could pay for are known.
#: Statistical offices draw the line for magnitude tables at 10 to 20 per cent (the p % rule); this is the careful end.
#: The fraction is of the upper bound, which is public, so that the verdict says nothing of the amount; the amount is no
#: more than that, so what is wider than a fifth of the bound is wider than a fifth of the amount.
NARROW = Fraction(1, 5)

#: A row of some department-year.
Place: TypeAlias = tuple[Of, Path]


@dataclass(frozen=True, slots=True)
class Figure:
    """A published amount that gives another away, by its row and column. ``of`` is set where the row is elsewhere."""

    row: str
    column: str
    of: Of | None = None

    def __str__(self) -> str:
        """Name it as the content file does: the id of its row, and the key of the column."""
        place = "" if self.of is None else f"{self.of[0]}/{self.of[1]}: "
        return f"{place}{self.row}.{self.column}"


@dataclass(frozen=True, slots=True)
class Exposure:
    """A withheld amount that follows from published ones, in 万元. The bounds are secret; the rest is public.

    ``name`` is what the public sees of the row, ``by`` the figures that give the amount away.
    """

    of: Of
    path: Path
    name: str
    column: str
    lower: Fraction
    upper: Fraction
    by: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """An amount that is known, or an unknown by its number."""

    known: Fraction | None
    unknown: int = -1


@dataclass(frozen=True, slots=True)
class _Equation:
    """``sum of coefficient * unknown = value``, and the published figures that the value comes from."""

    coefficients: dict[int, int]
    value: Fraction
    figures: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Withheld:
    row: int
    column: str
    unknown: int


def exposures(disclosures: Iterable[Disclosure], besides: Collection[Place] = ()) -> tuple[Exposure, ...]:
    """Return the withheld amounts that can be worked out from what some disclosures publish, in their order.

    An amount is told where it is determined, or where the width of its interval is less than ``NARROW`` of its upper
    bound. That a source of funds gives nothing (an interval of zero alone in a column of sources) tells no amount.

    Args:
        disclosures: all that is published; what is left out cannot be held against the rest.
        besides: rows to be taken as if their amounts were not published.

    """
    listed = tuple(disclosures)
    if not any(map(withholds_amounts, listed)):
        return ()
    groups = (group for group in linked(listed) if any(map(withholds_amounts, group)))
    return tuple(found for group in groups for found in _exposures(adding_of(group), besides))


def _exposures(adding: Adding, besides: Collection[Place]) -> Iterator[Exposure]:
    table = _Equations(adding, besides)
    found: dict[int, tuple[Interval, tuple[tuple[int, str], ...]]] = {}
    # A document that does not tie contradicts itself. A reader may begin with either of two figures that disagree,
    # so both orders are tried; where all ties they are the same.
    for equations in (table.equations, table.equations[::-1]):
        system, kept = _system(equations)
        for each in table.withheld:
            if each.unknown not in found and (told := _told(system, each)) is not None:
                found[each.unknown] = (told, _figures(kept, each))
        if len(kept) == len(equations):
            break
    for each in table.withheld:
        if each.unknown in found:
            interval, by = found[each.unknown]
            row = adding.rows[each.row]
            if interval.upper is not None:
                figures = tuple(_figure(adding.rows[at], column, row.of) for at, column in by)
                yield Exposure(
                    row.of, row.path, row.name, _key(row, each.column), interval.lower, interval.upper, figures
                )


def _figure(row: Row, column: str, of: Of) -> Figure:
    return Figure(row.name, _key(row, column), None if row.of == of else row.of)


def _key(row: Row, column: str) -> str:
    """Return the key of a column in the content file."""
    return "amount" if row.kind in {Kind.TASK, Kind.LINE} else column


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


def _figures(equations: Sequence[_Equation], withheld: _Withheld) -> tuple[tuple[int, str], ...]:
    """Return figures that together tell an amount, none of which could be left out."""
    near = _nearest(equations, withheld)
    for equation in near[::-1]:
        without = [other for other in near if other is not equation]
        if _told(_system(without)[0], withheld) is not None:
            near = without
    figures = {figure for equation in near for figure in equation.figures}
    return tuple(sorted(figures, key=lambda figure: (figure[0], COLUMNS.index(figure[1]))))


def _nearest(equations: Sequence[_Equation], withheld: _Withheld) -> list[_Equation]:
    """Return the equations around an unknown, as few steps out as tell it."""
    reached = {withheld.unknown}
    while True:
        near = [equation for equation in equations if not reached.isdisjoint(equation.coefficients)]
        if _told(_system(near)[0], withheld) is not None:
            return near
        reached.update(*(equation.coefficients for equation in near))


@dataclass(slots=True)
class _Equations:
    """The rows of some disclosures as cells, and their sums as equations, column by column."""

    adding: Adding
    besides: Collection[Place]
    withheld: list[_Withheld] = field(default_factory=list)
    equations: list[_Equation] = field(default_factory=list)
    _cells: list[dict[str, _Cell]] = field(default_factory=list)
    _unknowns: int = 0

    def __post_init__(self) -> None:
        """Write the equations down, those inside rows first."""
        columns = self._columns()
        for at, row in enumerate(self.adding.rows):
            # A task or a line of the whole-department form says nothing of where the money comes from.
            shown = ("total",) if row.kind in {Kind.TASK, Kind.LINE} else columns
            self._cells.append(self._row(at, row, shown))
        for each in self.adding.sums:
            for column in ("total",) if each.total else columns:
                self._sum(each, column)

    def _columns(self) -> tuple[str, ...]:
        """Return the columns of which a row states anything; one that is blank throughout is none."""
        stated = [row.amounts for row in self.adding.rows if not self._is_unpublished(row)]
        return ("total", *(source for source in SOURCES if any(getattr(row, source) is not None for row in stated)))

    def _is_unpublished(self, row: Row) -> bool:
        return isinstance(row.amounts, Unpublished) or (row.of, row.path) in self.besides

    def _unknown(self) -> _Cell:
        self._unknowns += 1
        return _Cell(None, self._unknowns)

    def _row(self, at: int, row: Row, columns: tuple[str, ...]) -> dict[str, _Cell]:
        """Return the cells of a row. What it leaves blank is zero beside other sources."""
        amounts = Funds(None, None, None, None) if self._is_unpublished(row) else row.amounts
        by_source = any(getattr(amounts, source) is not None for source in SOURCES)
        cells: dict[str, _Cell] = {}
        for column in columns:
            amount: Money | None = getattr(amounts, column)
            if amount is not None:
                cells[column] = _Cell(Fraction(amount.wan))
            elif column != "total" and by_source:
                cells[column] = _Cell(Fraction(0))
            else:
                cells[column] = self._unknown()
        if isinstance(row.amounts, AmountsWithheld):
            self.withheld += [_Withheld(at, column, cell.unknown) for column, cell in cells.items()]
        sources = [(cell, 1) for column, cell in cells.items() if column != "total"]
        if sources:
            told_by = () if row.kind is Kind.PROJECT else ((at, column) for column in cells)
            self._equate([*sources, (cells["total"], -1)], [(place, cells[place[1]]) for place in told_by])
        return cells

    def _sum(self, each: Sum, column: str) -> None:
        terms = [(self._cells[part][column], 1) for part in each.parts]
        if each.more:
            terms.append((self._unknown(), 1))
        told_by = [each.whole, *each.parts] if len(each.parts) == 1 and not each.more else [each.whole]
        self._equate(
            [*terms, (self._cells[each.whole][column], -1)],
            [((at, column), self._cells[at][column]) for at in told_by],
        )

    def _equate(self, terms: Iterable[tuple[_Cell, int]], told_by: Iterable[tuple[tuple[int, str], _Cell]]) -> None:
        """Note that terms add up to nothing."""
        coefficients: dict[int, int] = {}
        value = Fraction(0)
        for cell, sign in terms:
            if cell.known is None:
                coefficients[cell.unknown] = sign
            else:
                value -= sign * cell.known
        if coefficients:
            figures = tuple(place for place, cell in told_by if cell.known is not None)
            self.equations.append(_Equation(coefficients, value, figures))


def by_row(found: Iterable[Exposure]) -> Iterator[tuple[Exposure, ...]]:
    """Group exposures by their rows, in order."""
    rows: dict[Place, list[Exposure]] = {}
    for exposure in found:
        rows.setdefault((exposure.of, exposure.path), []).append(exposure)
    yield from (tuple(row) for row in rows.values())
