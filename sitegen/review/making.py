"""The whole list, from what was read and what was published before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from sitegen.content import FOLDER, DisclosureFile, kind_of
from sitegen.load import Path
from sitegen.private.model import BudgetUnit, Indicator, KeyTask, Project
from sitegen.private.reading import Reading
from sitegen.private.secrecy import amounts_withheld
from sitegen.public import addresses
from sitegen.public.model import Disclosure
from sitegen.public.rows import Kind, Row, rows_of
from sitegen.review.changes import Changed, Present, compare
from sitegen.review.gathering import gather, source_of
from sitegen.review.model import Review, Unpriced
from sitegen.review.releases import Former, NothingPublished, Release, Unreadable
from sitegen.review.subjects import Source, Subject, item_at


def make(reading: Reading, disclosures: Sequence[Disclosure], former: Former, today: date) -> Review:
    """Make the list.

    Args:
        reading: What was read, files with errors included.
        disclosures: What may be published, one for each accepted file.
        former: The release before.
        today: The day the list is made for.

    """
    gathered = gather(reading.examined, today)
    typed = {record.path for record in reading.examined}
    accepted = {record.path for record in reading.accepted}
    files = {path for path in reading.sources if isinstance(kind_of(path), DisclosureFile)}
    return Review(
        on=today,
        config=reading.config,
        withheld=gathered.withheld,
        awaiting=gathered.awaiting,
        opened=gathered.opened,
        passed_over=gathered.passed_over,
        unpriced=tuple(_unpriced(reading, disclosures)),
        personal=gathered.personal,
        former=former,
        changes=tuple(_changes(reading, disclosures, former, files)),
        unread=tuple(sorted(files - typed)),
        uncompared=tuple(sorted(typed - accepted)),
    )


def _unpriced(reading: Reading, disclosures: Sequence[Disclosure]) -> Iterator[Unpriced]:
    """Yield the rows whose amounts are not published: by policy, by a decision, or because they would tell others."""
    sources = {record.path: source_of(record) for record in reading.examined}
    for record, disclosure in zip(reading.accepted, disclosures, strict=True):
        source = sources[record.path]
        for path, row in rows_of(disclosure):
            if row.kept_back is not None:
                item = item_at(source.record, path)
                decided = isinstance(item, BudgetUnit | Project | KeyTask) and amounts_withheld(item)
                yield Unpriced(source.subject(path), row.code, row.kept_back, decided)


def _changes(
    reading: Reading, disclosures: Sequence[Disclosure], former: Former, files: set[PurePosixPath]
) -> Iterator[Changed]:
    """Compare file by file. Of a file with errors nothing is known yet; before the first release all is new."""
    match former:
        case Unreadable():
            return
        case NothingPublished():
            known = {}
        case Release(inventories=inventories):
            known = {_file(*key): inventory.rows for key, inventory in inventories.items()}
    sources = {record.path: source_of(record) for record in reading.examined}
    for record, disclosure in zip(reading.accepted, disclosures, strict=True):
        before = known.pop(record.path, ())
        source = sources[record.path]
        yield from compare(before, tuple(_present(source, disclosure)), _Lost(reading, record.path, before).subject)
    for path, before in sorted(known.items()):
        if path not in files:
            yield from compare(before, (), _Lost(reading, path, before).subject)


def _file(department: str, year: int) -> PurePosixPath:
    return FOLDER / department / f"{year}.yaml"


def _present(source: Source, disclosure: Disclosure) -> Iterator[Present]:
    for path, row in rows_of(disclosure):
        item = item_at(source.record, path)
        name, code = (getattr(item, field, None) for field in ("name", "public_code"))
        yield Present(row, source.subject(path), _address(source, path, item, row), name, code)


def _address(source: Source, path: Path, item: object, row: Row) -> str:
    """Return the address a row has, or would have if it were open."""
    match item:
        case BudgetUnit(id=name):
            return addresses.unit_anchor(name)
        case Project(id=name):
            return addresses.project_anchor(name)
        case KeyTask(id=name):
            return addresses.task_anchor(name)
        case Indicator(id=name):
            number = name or str(int(path[-1]) + 1)
            owner = item_at(source.record, path[:-2])
            if isinstance(owner, Project):
                return addresses.indicator_anchor(owner.id, number)
            return addresses.overall_indicator_anchor(number)
        case _:
            return row.id


class _Lost:
    """Makes the subjects of rows that are gone: all that is known of them is what was public."""

    def __init__(self, reading: Reading, path: PurePosixPath, before: Sequence[Row]) -> None:
        folder = path.parent.name
        department = reading.departments.get(folder)
        self._name = folder if department is None else department.name
        self._path = path
        self._before = {row.id: row for row in before}

    def subject(self, row: Row) -> Subject:
        """Return the subject of a row."""
        above = tuple(self._above(row))
        siblings = [other.id for other in self._before.values() if (other.within, other.kind) == (row.within, row.kind)]
        return Subject(
            file=self._path,
            line=None,
            department=self._name,
            year=int(self._path.stem),
            kind=row.kind,
            unit=next((other.name for other in above if other.kind is Kind.UNIT), None),
            owner=next((other.name for other in above if other.kind is Kind.PROJECT), None),
            name=row.name,
            number=siblings.index(row.id) + 1 if row.kind is Kind.INDICATOR else None,
        )

    def _above(self, row: Row) -> Iterator[Row]:
        while row.within is not None and row.within in self._before:
            row = self._before[row.within]
            yield row
