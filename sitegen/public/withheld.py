"""What is held back in a disclosure, as the publisher is told of it before uploading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.public.model import (
    Disclosure,
    Reason,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)


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
