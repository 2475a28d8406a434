"""What the next release changes: its rows held against those of the one before.

An open row is known by its address; an indicator first by what it says, then by its name, since most have no address
but their number. What is withheld has no address that stays: it is known by the address it would have if it were open,
which only its file tells, else by its public code and where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sitegen.public.rows import Kind, Row
from sitegen.review.subjects import Subject


class Change(StrEnum):
    """What happened to a row."""

    WITHHELD = "withheld"
    OPENED = "opened"
    ADDED = "added"
    REMOVED = "removed"
    TEXT = "text"
    AMOUNTS = "amounts"
    REASON = "reason"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Present:
    """A row of the next release, and what only its file tells: name, public code, and its address if it were open."""

    row: Row
    subject: Subject
    address: str
    name: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A change. ``before`` and ``after`` are the public rows; ``below`` counts the rows that come or go with it."""

    change: Change
    subject: Subject
    before: Row | None
    after: Row | None
    below: int = 0


#: Makes the subject of a row that is gone.
Lost: TypeAlias = Callable[[Row], Subject]

# The row of before that each present row is, by the id of the present one.
_Pairs: TypeAlias = Mapping[str, Row]


def compare(before: Sequence[Row], after: Sequence[Present], lost: Lost) -> Iterator[Changed]:
    """Yield what changed in a department-year: what stayed and is otherwise, what came, what went."""
    pairs = _Pairing(before, after).pairs
    rows = [present.row for present in after]
    for present in after:
        former = pairs.get(present.row.id)
        if former is not None:
            yield from _otherwise(former, present, before, rows)
            if former.within != _former_of(present.row.within, pairs):
                yield Changed(Change.MOVED, present.subject, former, present.row)
    yield from _came(after, rows, pairs)
    yield from _went(before, rows, pairs, lost)


def _former_of(name: str | None, pairs: _Pairs) -> str | None:
    """Return what a row was called before, or what it is called where it is new."""
    return None if name is None else pairs[name].id if name in pairs else name


def _otherwise(former: Row, present: Present, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Changed]:
    row, subject = present.row, present.subject
    match former.reason is None, row.reason is None:
        case True, False:
            yield Changed(Change.WITHHELD, subject, former, row, _below(former, before))
        case False, True:
            yield Changed(Change.OPENED, subject, former, row, _below(row, after))
        case _:
            if former.reason is not row.reason:
                yield Changed(Change.REASON, subject, former, row)
            if (former.digest, former.name) != (row.digest, row.name):
                yield Changed(Change.TEXT, subject, former, row)
            if (former.amounts, former.kept_back) != (row.amounts, row.kept_back):
                yield Changed(Change.AMOUNTS, subject, former, row)


def _came(after: Sequence[Present], rows: Sequence[Row], pairs: _Pairs) -> Iterator[Changed]:
    """Yield what is new, but not row by row what stands in something that is new or newly open itself."""
    told = {row.id for row in rows if row.id not in pairs or (row.reason is None and pairs[row.id].reason is not None)}
    for present in after:
        if present.row.id not in pairs and present.row.within not in told:
            yield Changed(Change.ADDED, present.subject, None, present.row, _below(present.row, rows))


def _went(before: Sequence[Row], rows: Sequence[Row], pairs: _Pairs, lost: Lost) -> Iterator[Changed]:
    """Yield what is gone, but not row by row what stood in something that is gone or newly withheld itself."""
    open_still = {pairs[row.id].id for row in rows if row.id in pairs and row.reason is None}
    kept = {row.id for row in pairs.values()}
    for row in before:
        if row.id not in kept and (row.within is None or row.within in open_still):
            yield Changed(Change.REMOVED, lost(row), row, None, _below(row, before))


def _below(row: Row, rows: Sequence[Row]) -> int:
    """Count the rows that stand in a row, at any depth."""
    inside = {row.id}
    for other in rows:
        if other.within in inside:
            inside.add(other.id)
    return len(inside) - 1


class _Pairing:
    """Finds for each present row the row of before that it is, by ever weaker signs."""

    def __init__(self, before: Sequence[Row], after: Sequence[Present]) -> None:
        self.pairs: dict[str, Row] = {}
        self._free = {row.id: row for row in before}
        self._former_places = _places(before)
        self._places = _places([present.row for present in after])
        opened = [present for present in after if present.row.reason is None]
        withheld = [present for present in after if present.row.reason is not None]
        self._by_sign(opened, lambda row: row.digest, lambda present: present.row.digest)
        self._by_sign((*opened, *withheld), lambda row: row.name, lambda present: present.name)
        for present in (*opened, *withheld):
            self._pair(present, self._free.get(present.address))
        for present in withheld:
            self._pair(present, self._withheld(present, self._is_like))
        for is_it in (self._has_code_of, self._has_place_of):
            for present in opened:
                self._pair(present, self._withheld(present, is_it))

    def _pair(self, present: Present, former: Row | None) -> None:
        if former is not None and present.row.id not in self.pairs and former.kind is present.row.kind:
            self.pairs[present.row.id] = self._free.pop(former.id)

    def _by_sign(
        self, presents: Sequence[Present], of: Callable[[Row], str | None], own: Callable[[Present], str | None]
    ) -> None:
        """Pair indicators of the same table by a sign: where one is put in, those behind it only move on."""
        known: dict[tuple[str | None, str], list[Row]] = {}
        for row in self._free.values():
            sign = of(row)
            if row.kind is Kind.INDICATOR and row.reason is None and sign is not None:
                known.setdefault((row.within, sign), []).append(row)
        for present in presents:
            same = known.get((present.row.within, own(present) or ""), [])
            if present.row.kind is Kind.INDICATOR and present.row.id not in self.pairs and same:
                self._pair(present, same.pop(0))

    def _withheld(self, present: Present, is_it: Callable[[Row, Present], bool]) -> Row | None:
        """Return the first row that was withheld, is not paired yet, and is the present one by some sign."""
        if present.row.id in self.pairs:
            return None
        same_kind = (row for row in self._free.values() if row.reason is not None and row.kind is present.row.kind)
        return next((row for row in same_kind if is_it(row, present)), None)

    def _is_like(self, row: Row, present: Present) -> bool:
        return (row.within, row.code) == (present.row.within, present.row.code)

    def _has_code_of(self, row: Row, present: Present) -> bool:
        return present.code is not None and row.code == present.code

    def _has_place_of(self, row: Row, present: Present) -> bool:
        return self._former_places[row.id] == self._places[present.row.id]


def _places(rows: Sequence[Row]) -> dict[str, tuple[str | None, Kind, int]]:
    """Return where each row stands: in which, of which kind, and as the how manieth."""
    counts: dict[tuple[str | None, Kind], int] = {}
    places = {}
    for row in rows:
        number = counts[row.within, row.kind] = counts.get((row.within, row.kind), -1) + 1
        places[row.id] = (row.within, row.kind, number)
    return places
