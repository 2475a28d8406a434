"""What is held back in a disclosure, as the publisher is told of it before uploading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.public.model import (
    Amount,
    Amounts,
    AmountsWithheld,
    Disclosure,
    OpenDisclosure,
    OpenUnit,
    Reason,
    Unpublished,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.public.reconciliation import Path


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Something withheld, as the publisher is told of it: where, its public code, why."""

    department: str
    year: int
    code: str | None
    reason: Reason


def held_back(disclosure: Disclosure) -> Iterator[HeldBack]:
    """Yield what is held back, in the order of the document."""
    for item in withheld_items(disclosure):
        code = None if isinstance(item, WithheldDisclosure | WithheldIndicator) else item.code
        yield HeldBack(disclosure.department.id, disclosure.year, code, item.reason)


def withheld_items(
    disclosure: Disclosure,
) -> Iterator[WithheldDisclosure | WithheldUnit | WithheldProject | WithheldTask | WithheldIndicator]:
    """Yield every place that is kept for something withheld, in the order of the document."""
    if isinstance(disclosure, WithheldDisclosure):
        yield disclosure
        return
    if disclosure.project_goals is not None:
        for unit in disclosure.project_goals.units:
            if isinstance(unit, WithheldUnit):
                yield unit
                continue
            for project in unit.projects:
                if isinstance(project, WithheldProject):
                    yield project
                    continue
                yield from (each for each in project.indicators if isinstance(each, WithheldIndicator))
    if disclosure.overall_goals is not None:
        overall = disclosure.overall_goals
        yield from (task for task in (*overall.key_tasks, *overall.other_tasks) if isinstance(task, WithheldTask))
        yield from (each for each in overall.indicators if isinstance(each, WithheldIndicator))


def withholds_amounts(disclosure: Disclosure) -> bool:
    """Whether a disclosure withholds the amounts of anything."""
    return any(isinstance(amounts, AmountsWithheld) for _, amounts in amounts_by_row(disclosure))


def unpublished(disclosure: Disclosure) -> frozenset[Path]:
    """Return where the amounts stand in the record that are not published, be they withheld or left out."""
    return frozenset(path for path, amounts in amounts_by_row(disclosure) if isinstance(amounts, Unpublished))


def amounts_by_row(disclosure: Disclosure) -> Iterator[tuple[Path, Amounts | Amount]]:
    """Yield what can be withheld of amounts, with its place in the record: whole files, units, projects, key tasks."""
    if not isinstance(disclosure, OpenDisclosure):
        yield (), disclosure.amounts
        return
    if disclosure.project_goals is not None:
        for position, unit in enumerate(disclosure.project_goals.units):
            path: Path = ("project_goals", "units", position)
            yield path, unit.funds
            for number, project in enumerate(unit.projects if isinstance(unit, OpenUnit) else ()):
                yield (*path, "projects", number), project.funds
    if disclosure.overall_goals is not None:
        overall = disclosure.overall_goals
        for key, tasks in (("key_tasks", overall.key_tasks), ("other_tasks", overall.other_tasks)):
            for number, task in enumerate(tasks):
                yield ("overall_goals", key, number), task.amount
