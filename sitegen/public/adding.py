"""What adds up to what: the rows that have amounts, and every sum that a reader of the site may rely on.

A careful reader assumes more than the documents promise, so more is assumed here than reconciliation checks:

- a unit's row is the sum of its projects, and of its sub-units where it holds them; the total row is the sum of the
  units; the sources of funds of a row are its total (the form's own rules);
- the total of the project table is the line of the whole-department form that is named 项目支出, and no more than
  all expenditure of that form;
- a key task has the amount of the project of the same name, or of the same public code, in the same document;
- a unit that is named as another department is that department: its row is the total of that department's table of
  the same year, and its projects are those of the same name or code.

What is not assumed, because it does not follow: that key tasks add up to anything (they are a selection, and may
share money); that departments add up (an overview's sums are of published amounts alone); that an item has the same
amount in another year; that two projects of one name in a table are one.

Shares, ranks, charts, differences and counts need no place here: pages compute them from the public model, which
has no amount that is not published, so they say nothing that the published amounts do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from sitegen.public.model import (
    Amount,
    Amounts,
    Disclosure,
    Funds,
    OpenDisclosure,
    OpenProject,
    OpenTask,
    OpenUnit,
    OverallGoals,
    Project,
    ProjectGoals,
    Subtotals,
    Task,
    Unit,
    Unpublished,
    WithheldDisclosure,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.public.reconciliation import Path
from sitegen.public.totals import expenditure_of, stated
from sitegen.public.withheld import unpublished

#: The line of the whole-department form that the projects add up to.
PROJECT_EXPENDITURE = "项目支出"

_TABLE: Path = ("project_goals",)

#: A department and a year.
Of: TypeAlias = tuple[str, int]


class Kind(Enum):
    """What a row is."""

    TABLE = "the total row of a project table"
    UNIT = "the subtotal row of a unit"
    PROJECT = "a project"
    TASK = "a key task"
    LINE = "an amount of the whole-department form"
    WHOLE = "all of a department-year that is withheld"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of amounts. ``name`` is what a finding calls it: what the public sees of it, never more."""

    of: Of
    path: Path
    kind: Kind
    name: str
    amounts: Amounts
    #: Whether the item itself is withheld, be its amounts public or not.
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that is the sum of rows, by their positions; a sum of one is an equality.

    ``more`` is true where something that is not shown adds to the parts, ``total`` where it holds of totals alone
    and not of each source of funds.
    """

    whole: int
    parts: tuple[int, ...]
    more: bool = False
    total: bool = False


@dataclass(slots=True)
class Adding:
    """The rows of some disclosures and their sums."""

    rows: list[Row] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ties:
    """What of a department-year ties it to others: what it is called, and what its open units are called.

    ``audited`` is true where it keeps any amount back.
    """

    of: Of
    names: tuple[str, ...]
    units: tuple[str, ...]
    audited: bool


def ties_of(disclosure: Disclosure) -> Ties:
    """Return what ties a disclosure to others."""
    return Ties(
        of=_of(disclosure),
        names=_names(disclosure),
        units=tuple(unit.name for unit in _open_units(disclosure)),
        audited=bool(unpublished(disclosure)),
    )


def tied(ties: Iterable[Ties]) -> tuple[tuple[Of, ...], ...]:
    """Group department-years so that no sum goes from one group to another, in the order given."""
    listed = tuple(ties)
    groups = {each.of: [each.of] for each in listed}
    named = {(each.of[1], name): each.of for each in listed for name in each.names}
    for each in listed:
        for unit in each.units:
            mine, theirs = groups[each.of], groups[named.get((each.of[1], unit), each.of)]
            if mine is not theirs:
                mine += theirs
                groups |= dict.fromkeys(theirs, mine)
    found = {id(group): tuple(group) for group in groups.values()}
    return tuple(found.values())


def linked(disclosures: Iterable[Disclosure]) -> tuple[tuple[Disclosure, ...], ...]:
    """Group disclosures so that no sum goes from one group to another, in the order given."""
    by_place = {_of(disclosure): disclosure for disclosure in disclosures}
    groups = tied(ties_of(disclosure) for disclosure in by_place.values())
    return tuple(tuple(by_place[of] for of in group) for group in groups)


def adding_of(disclosures: Sequence[Disclosure]) -> Adding:
    """Write down the rows of some disclosures and what adds up to what in them and between them."""
    writer = _Writer()
    for disclosure in disclosures:
        writer.disclosure(disclosure)
    writer.between(disclosures)
    return writer.adding


def _of(disclosure: Disclosure) -> Of:
    return (disclosure.department.id, disclosure.year)


def _names(disclosure: Disclosure) -> tuple[str, ...]:
    department = disclosure.department
    return tuple(name for name in (department.short_name, department.name) if name is not None)


def _named(disclosures: Iterable[Disclosure]) -> Mapping[tuple[int, str], Disclosure]:
    return {(disclosure.year, name): disclosure for disclosure in disclosures for name in _names(disclosure)}


def _open_units(disclosure: Disclosure) -> Iterator[OpenUnit]:
    if isinstance(disclosure, OpenDisclosure) and disclosure.project_goals is not None:
        yield from (unit for unit in disclosure.project_goals.units if isinstance(unit, OpenUnit))


@dataclass(slots=True)
class _Writer:
    adding: Adding = field(default_factory=Adding)
    _places: dict[tuple[Of, Path], int] = field(default_factory=dict)

    def disclosure(self, disclosure: Disclosure) -> None:
        of = _of(disclosure)
        match disclosure:
            case WithheldDisclosure(amounts=amounts):
                if amounts is not None:
                    self._row(Row(of, (), Kind.WHOLE, "/".join(map(str, of)), amounts, withheld=True))
            case OpenDisclosure(project_goals=goals, overall_goals=overall):
                if goals is not None:
                    self._table(of, goals)
                if overall is not None:
                    self._overall(of, overall)
                if goals is not None and overall is not None:
                    self._forms(of, goals, overall)

    def _row(self, row: Row) -> int:
        self._places[row.of, row.path] = at = len(self.adding.rows)
        self.adding.rows.append(row)
        return at

    def _sum(self, whole: int, parts: Sequence[int], *, more: bool = False, total: bool = False) -> None:
        if parts:
            self.adding.sums.append(Sum(whole, tuple(parts), more, total))

    def _table(self, of: Of, goals: ProjectGoals) -> None:
        inclusive = goals.subtotals is Subtotals.INCLUSIVE
        units = [
            self._row(_unit_row(of, (*_TABLE, "units", position), unit, position))
            for position, unit in enumerate(goals.units)
        ]
        for at, (position, unit) in zip(units, enumerate(goals.units), strict=True):
            below = [
                row for row, other in zip(units, goals.units, strict=True) if inclusive and other.part_of == unit.id
            ]
            match unit:
                case OpenUnit(projects=projects):
                    path: Path = (*_TABLE, "units", position, "projects")
                    own = [
                        self._row(_project_row(of, (*path, number), project, unit))
                        for number, project in enumerate(projects)
                    ]
                    self._sum(at, (*own, *below))
                case WithheldUnit():
                    # Its own projects are not shown: they add an unknown amount.
                    self._sum(at, below, more=True)
        top = [row for row, unit in zip(units, goals.units, strict=True) if not inclusive or unit.part_of is None]
        self._sum(self._row(Row(of, _TABLE, Kind.TABLE, "project_goals", goals.funds)), top)

    def _overall(self, of: Of, overall: OverallGoals) -> None:
        for key, tasks in (("key_tasks", overall.key_tasks), ("other_tasks", overall.other_tasks)):
            for number, task in enumerate(tasks):
                self._row(_task_row(of, ("overall_goals", key, number), task, f"{key}[{number + 1}]"))
        for at, group in enumerate(overall.expenditure):
            for number, line in enumerate(group.lines):
                path: Path = ("overall_goals", "expenditure", at, "lines", number)
                self._row(Row(of, path, Kind.LINE, line.id, _only(line.amount)))

    def _forms(self, of: Of, goals: ProjectGoals, overall: OverallGoals) -> None:
        """Note what one form says of the other."""
        table = self._places[of, _TABLE]
        lines = [
            self._places[of, ("overall_goals", "expenditure", at, "lines", number)]
            for at, group in enumerate(overall.expenditure)
            for number, line in enumerate(group.lines)
            if PROJECT_EXPENDITURE in line.name
        ]
        if len(lines) == 1:
            self._sum(lines[0], (table,), total=True)
        spent = expenditure_of(overall)
        if spent is not None:
            path: Path = ("overall_goals", "expenditure")
            whole = self._row(Row(of, path, Kind.LINE, "overall_goals.expenditure", _only(spent)))
            self._sum(whole, (table,), more=True, total=True)
        tasks = _unique(
            (_name(task), self._places[of, ("overall_goals", key, number)])
            for key, listed in (("key_tasks", overall.key_tasks), ("other_tasks", overall.other_tasks))
            for number, task in enumerate(listed)
        )
        self._same(tasks, _unique(self._projects(of, goals)), total=True)

    def _projects(self, of: Of, goals: ProjectGoals) -> Iterator[tuple[_Called | None, int]]:
        for position, unit in enumerate(goals.units):
            if isinstance(unit, OpenUnit):
                for number, project in enumerate(unit.projects):
                    path: Path = ("project_goals", "units", position, "projects", number)
                    yield _name(project), self._places[of, path]

    def _same(self, ones: Mapping[_Called, int], others: Mapping[_Called, int], *, total: bool) -> None:
        for called, one in ones.items():
            if called in others:
                self._sum(one, (others[called],), total=total)

    def between(self, disclosures: Sequence[Disclosure]) -> None:
        """Note that a unit of one department is another department."""
        named = _named(disclosures)
        for disclosure in disclosures:
            if not isinstance(disclosure, OpenDisclosure) or disclosure.project_goals is None:
                continue
            for position, unit in enumerate(disclosure.project_goals.units):
                other = named.get((disclosure.year, unit.name)) if isinstance(unit, OpenUnit) else None
                if other is None or other is disclosure or not isinstance(unit, OpenUnit):
                    continue
                path: Path = ("project_goals", "units", position)
                here = self._places[_of(disclosure), path]
                wholes = [self._places[_of(other), root] for root in ((), _TABLE) if (_of(other), root) in self._places]
                self._sum(here, wholes)
                if isinstance(other, OpenDisclosure) and other.project_goals is not None:
                    own = (
                        (_name(project), self._places[_of(disclosure), (*path, "projects", number)])
                        for number, project in enumerate(unit.projects)
                    )
                    theirs = _unique(self._projects(_of(other), other.project_goals))
                    self._same(_unique(own), theirs, total=False)


#: What an item is called in public: whether by its code, and how.
_Called: TypeAlias = tuple[bool, str]


def _name(item: Project | Task) -> _Called | None:
    match item:
        case OpenProject(name=name) | OpenTask(name=name):
            return (False, name)
        case WithheldProject(code=code) | WithheldTask(code=code):
            return None if code is None else (True, code)


def _unique(called: Iterable[tuple[_Called | None, int]]) -> dict[_Called, int]:
    """Return the rows whose names are theirs alone."""
    listed = [(name, row) for name, row in called if name is not None]
    times = Counter(name for name, _ in listed)
    return {name: row for name, row in listed if times[name] == 1}


def _only(amount: Amount) -> Amounts:
    return amount if isinstance(amount, Unpublished) else Funds(stated(amount), None, None, None)


def _unit_row(of: Of, path: Path, unit: Unit, position: int) -> Row:
    match unit:
        case OpenUnit(id=name, funds=funds):
            return Row(of, path, Kind.UNIT, name, funds)
        case WithheldUnit(code=code, funds=funds):
            return Row(of, path, Kind.UNIT, code or f"units[{position + 1}]", funds, withheld=True)


def _project_row(of: Of, path: Path, project: Project, unit: OpenUnit) -> Row:
    match project:
        case OpenProject(id=name, funds=funds):
            return Row(of, path, Kind.PROJECT, name, funds)
        case WithheldProject(code=code, funds=funds):
            name = code or f"{unit.id}[{int(path[-1]) + 1}]"
            return Row(of, path, Kind.PROJECT, name, funds, withheld=True)


def _task_row(of: Of, path: Path, task: Task, place: str) -> Row:
    match task:
        case OpenTask(id=name, amount=amount):
            return Row(of, path, Kind.TASK, name, _only(amount))
        case WithheldTask(code=code, amount=amount):
            return Row(of, path, Kind.TASK, code or place, _only(amount), withheld=True)
