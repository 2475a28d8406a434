"""Which further amounts to leave out, so that the withheld ones cannot be worked out: complementary suppression.

The smallest set of rows is chosen: projects and key tasks before the subtotals of units, items that are withheld
anyway before open ones, then in the order of the document. The total of a table is never left out: a department's
budget is public (预算法 art. 14). A whole row is left out, in all its columns, as the row of the withheld item is
(保守国家秘密法 art. 36: mind what follows when releases are put together).

Law, proved by the tests: the choice depends on the shape of the public tables alone, which rows state amounts and
what adds up to what, and on no amount at all. Were it made by the size of amounts, a reader who knows the method
would learn from the choice itself something of the very amounts that are left out (a minimality attack). Whether the
bounds that remain are wide enough is asked afterwards, of what is published then: ``sitegen.public.inference``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from sitegen.public.adding import Adding, Kind, adding_of, linked
from sitegen.public.inference import exposures
from sitegen.public.model import AmountsWithheld, Disclosure, OpenDisclosure
from sitegen.public.reconciliation import Path
from sitegen.public.totals import has_amounts
from sitegen.public.withheld import withholds_amounts

#: Up to how many rows the choice is proved to be the smallest, and how many choices may be looked at for that; beyond
#: either it is the one that is found by going forward, with nothing in it that could be published after all.
EXACT = 6
CHOICES = 2_000
#: How many single rows are tried where the bounds that the choice leaves are too narrow.
TRIES = 50

_COST = {Kind.PROJECT: 0, Kind.TASK: 0, Kind.UNIT: 1}


@dataclass(frozen=True, slots=True)
class Shape:
    """Which rows there are and what adds up to what, without any amount.

    Rows are known by their positions: ``silent`` are those whose amounts nobody can read, ``secret`` those of them
    that are withheld, ``candidates`` those that could be left out, the ones to be preferred first. ``sums`` are rows
    that add up to nothing, each with its sign.
    """

    silent: frozenset[int]
    secret: tuple[int, ...]
    candidates: tuple[int, ...]
    costly: frozenset[int]
    sums: tuple[tuple[tuple[int, int], ...], ...]


def complement(disclosure: OpenDisclosure) -> frozenset[Path]:
    """Return the rows of a disclosure whose amounts have to be left out besides those that are withheld."""
    if not withholds_amounts(disclosure):
        return frozenset()
    adding = adding_of((disclosure,))
    return frozenset(adding.rows[at].path for at in smallest(shape_of(adding)))


@dataclass(frozen=True, slots=True)
class Advice:
    """The rows to leave out besides, by name, and the withheld rows that are told even then, by place."""

    besides: tuple[str, ...]
    told: frozenset[Path]


def advice(disclosures: Iterable[Disclosure], of: Disclosure) -> Advice:
    """Return which rows of a disclosure have to be left out besides.

    Unlike the choice of a build it looks at the bounds that remain as well: it is told to the publisher alone.
    """
    group = next(group for group in linked(disclosures) if any(each is of for each in group))
    place = (of.department.id, of.year)
    adding = adding_of((of,))
    shape = shape_of(adding)
    chosen = sorted(smallest(shape))

    def told(rows: Iterable[int]) -> frozenset[Path]:
        besides = frozenset((adding.rows[at].of, adding.rows[at].path) for at in rows)
        return frozenset(found.path for found in exposures(group, besides) if found.of == place)

    still = told(chosen)
    if still:
        more = [[*chosen, at] for at in shape.candidates if at not in chosen][:TRIES]
        tried = [(chosen, still), *((rows, told(rows)) for rows in more)]
        chosen, still = min(tried, key=lambda each: len(each[1]))
    return Advice(tuple(adding.rows[at].name for at in sorted(chosen)), still)


def shape_of(adding: Adding) -> Shape:
    """Return the shape of some rows."""
    rows = adding.rows
    candidates = [at for at, row in enumerate(rows) if row.kind in _COST and has_amounts(row.amounts)]
    return Shape(
        silent=frozenset(at for at, row in enumerate(rows) if not has_amounts(row.amounts)),
        secret=tuple(at for at, row in enumerate(rows) if isinstance(row.amounts, AmountsWithheld)),
        candidates=tuple(sorted(candidates, key=lambda at: (_COST[rows[at].kind], not rows[at].withheld, at))),
        costly=frozenset(at for at in candidates if _COST[rows[at].kind]),
        # Where more adds to the parts than is shown, nothing follows but bounds.
        sums=tuple(((each.whole, -1), *((part, 1) for part in each.parts)) for each in adding.sums if not each.more),
    )


def smallest(shape: Shape) -> frozenset[int]:
    """Return the rows to leave out: the fewest, of those the fewest subtotals, of those the ones to be preferred.

    What is told even with all candidates left out cannot be helped here, and asks for nothing.
    """
    shape = _reduced(shape)
    hopeless = frozenset(at for at, _ in _told(shape, shape.silent.union(shape.candidates)))
    found = _forward(shape, hopeless)
    if 1 < len(found) <= EXACT:
        for size in range(1, len(found) + 1):
            exact = _of_size(shape, hopeless, size)
            if exact is None:
                break
            if exact:
                return min(exact, key=lambda rows: _cost(shape, rows))
    return found


def _reduced(shape: Shape) -> Shape:
    """Let one candidate speak for all that stand in the same sums, and leave out what cannot be.

    Leaving out a second one of them never helps: the two could only make up for each other.
    """
    where: dict[int, tuple[tuple[int, int], ...]] = {}
    for number, terms in enumerate(shape.sums):
        for row, sign in terms:
            where[row] = (*where.get(row, ()), (number, sign))
    alike: dict[tuple[bool, tuple[tuple[int, int], ...]], int] = {}
    for at in shape.candidates:
        alike.setdefault((at in shape.costly, where.get(at, ())), at)
    candidates = tuple(alike.values())
    kept = shape.silent.union(candidates)
    sums = tuple(tuple((row, sign) for row, sign in terms if row in kept) for terms in shape.sums)
    return Shape(shape.silent, shape.secret, candidates, shape.costly.intersection(candidates), sums)


def _cost(shape: Shape, rows: frozenset[int]) -> tuple[int, int, list[int]]:
    return (len(rows), len(rows & shape.costly), sorted(shape.candidates.index(at) for at in rows))


def _forward(shape: Shape, hopeless: frozenset[int]) -> frozenset[int]:
    """Leave out the first row that could help until nothing is told, and then publish again what can be."""
    chosen: list[int] = []
    while (could := _could_help(shape, hopeless, frozenset(chosen))) is not None:
        chosen.append(could[0])
    for at in tuple(chosen):
        without = frozenset(chosen) - {at}
        if _could_help(shape, hopeless, without) is None:
            chosen.remove(at)
    return frozenset(chosen)


def _of_size(shape: Shape, hopeless: frozenset[int], size: int) -> list[frozenset[int]] | None:
    """Return all choices of a size that leave nothing told; ``None`` where there are too many to look at.

    A told amount is told until one of the rows that tell it is left out, so no other rows have to be tried.
    """
    found: list[frozenset[int]] = []
    seen: set[frozenset[int]] = {frozenset()}
    waiting = [frozenset[int]()]
    while waiting:
        chosen = waiting.pop()
        could = _could_help(shape, hopeless, chosen)
        if could is None:
            found.append(chosen)
        elif len(chosen) < size:
            further = {chosen | {at} for at in could} - seen
            seen |= further
            waiting += further
        if len(seen) > CHOICES:
            return None
    return found


def _could_help(shape: Shape, hopeless: frozenset[int], chosen: frozenset[int]) -> tuple[int, ...] | None:
    """Return the rows one of which has to be left out for the first amount that is told; ``None`` where none is."""
    by = next((by for at, by in _told(shape, shape.silent | chosen) if at not in hopeless), None)
    return None if by is None else tuple(at for at in shape.candidates if at in by)


def _told(shape: Shape, silent: frozenset[int]) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the secret rows that the sums determine whatever the amounts are, each with the rows that tell it."""
    solved = _solved(shape.sums, silent)
    for at in shape.secret:
        terms = solved.get(at)
        if terms is not None and not any(row in silent for row in terms if row != at):
            yield at, frozenset(terms) - {at}


#: Whole wherever it can be, which in tables it nearly always is, and is many times faster.
_Number: TypeAlias = int | Fraction


def _solved(sums: Sequence[tuple[tuple[int, int], ...]], silent: frozenset[int]) -> dict[int, dict[int, _Number]]:
    """Solve the sums for as many silent rows as possible (Gauss and Jordan): each, by its number, as a line of rows."""
    lines: dict[int, dict[int, _Number]] = {}
    for terms in sums:
        line: dict[int, _Number] = dict(terms)
        for pivot, other in lines.items():
            _take_away(line, other, line.get(pivot))
        fresh = min((row for row in line if row in silent), default=None)
        if fresh is None:
            continue
        pivotal = line[fresh]
        factor = pivotal if abs(pivotal) == 1 else 1 / Fraction(pivotal)
        line = {row: factor * coefficient for row, coefficient in line.items()}
        for other in lines.values():
            _take_away(other, line, other.get(fresh))
        lines[fresh] = line
    return lines


def _take_away(line: dict[int, _Number], other: dict[int, _Number], times: _Number | None) -> None:
    if times is None:
        return
    for row, coefficient in other.items():
        changed = line.get(row, 0) - times * coefficient
        if changed:
            line[row] = changed
        else:
            line.pop(row, None)
