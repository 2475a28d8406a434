"""What a line of the list is about: its place in the files, and the names by which a reviewer knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.config import DepartmentConfig
from sitegen.load import Node, Path, locate
from sitegen.private.model import (
    AmountLine,
    BudgetUnit,
    Confidential,
    DisclosureRecord,
    Indicator,
    KeyTask,
    OverallGoals,
    Project,
    ProjectGoals,
)
from sitegen.private.personal_data import masked
from sitegen.public.rows import Kind

_KINDS: Mapping[type[Confidential], Kind] = {
    DisclosureRecord: Kind.DISCLOSURE,
    ProjectGoals: Kind.TABLE,
    OverallGoals: Kind.FORM,
    BudgetUnit: Kind.UNIT,
    Project: Kind.PROJECT,
    KeyTask: Kind.TASK,
    Indicator: Kind.INDICATOR,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is said of. ``line`` is ``None`` where it stands in no file any more.

    ``name`` is ``None`` for an indicator that is in its file: its name may be what is withheld, and its ``number`` in
    the list is enough to find it. ``owner`` is the project it stands in. Personal data in names is masked.
    """

    file: PurePosixPath
    line: int | None
    department: str
    year: int
    kind: Kind
    unit: str | None = None
    owner: str | None = None
    name: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A department-year file as it was read."""

    path: PurePosixPath
    node: Node
    record: DisclosureRecord
    department: DepartmentConfig | None

    def subject(self, path: Path) -> Subject:
        """Say what stands at a path of the record."""
        steps = _steps(self.record, path)
        kind = _kind(steps[-1])
        number = path[-1] + 1 if kind is Kind.INDICATOR and isinstance(path[-1], int) else None
        unit = next((step for step in steps[:-1] if isinstance(step, BudgetUnit)), None)
        owner = next((step for step in steps[:-1] if isinstance(step, Project)), None)
        return Subject(
            file=self.path,
            line=locate(self.node, path).line,
            department=self.path.parent.name if self.department is None else self.department.name,
            year=self.record.year,
            kind=kind,
            unit=None if unit is None else masked(unit.name),
            owner=None if owner is None else masked(owner.name),
            name=None if kind is Kind.INDICATOR else _name(steps[-1]),
            number=number,
        )


def _steps(record: DisclosureRecord, path: Path) -> list[object]:
    """Return what stands at each step of a path, the record first."""
    steps: list[object] = [record]
    for step in path:
        above = steps[-1]
        steps.append(above[step] if isinstance(above, tuple) and isinstance(step, int) else getattr(above, str(step)))
    return steps


def item_at(record: DisclosureRecord, path: Path) -> object:
    """Return what stands at a path of a record."""
    return _steps(record, path)[-1]


def _kind(item: object) -> Kind:
    return next((kind for of, kind in _KINDS.items() if isinstance(item, of)), Kind.LINE)


def _name(item: object) -> str | None:
    match item:
        case DisclosureRecord():
            return masked(item.source.title)
        case ProjectGoals() | OverallGoals():
            return masked(item.title)
        case BudgetUnit() | Project() | KeyTask() | AmountLine():
            return masked(item.name)
        case _:
            return None
