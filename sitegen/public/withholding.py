"""How much of a department-year is withheld: what the pages show of it, counted.

Only the public model is counted, so nothing is told here that a reader of the rows could not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sitegen.public.model import (
    Disclosure,
    OpenDisclosure,
    ProjectGoals,
    Reason,
    Subtotals,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.public.shares import share
from sitegen.public.totals import exact_total, project_goals_amount, projects_of
from sitegen.public.withheld import withheld_items
from sitegen.values.money import Money


@dataclass(frozen=True, slots=True)
class Held:
    """How many items are withheld for a reason, or for all of them; ``whole`` where it is the department-year itself.

    What stands inside something withheld is not counted: it is not known here.
    """

    whole: bool = False
    units: int = 0
    projects: int = 0
    tasks: int = 0
    indicators: int = 0

    @property
    def items(self) -> int:
        """All of them."""
        return self.whole + self.units + self.projects + self.tasks + self.indicators

    def __add__(self, other: Held) -> Held:
        return Held(
            self.whole or other.whole,
            self.units + other.units,
            self.projects + other.projects,
            self.tasks + other.tasks,
            self.indicators + other.indicators,
        )


@dataclass(frozen=True, slots=True)
class Withholding:
    """What of a department-year is withheld.

    ``by_reason`` has the reasons that occur, in the order of ``Reason``. ``amount`` is what the withheld units and
    projects come to, and ``permille`` its share of the project budget in tenths of a per cent; both are ``None`` where
    an amount is not published or the sum would hold what is open.
    """

    by_reason: tuple[tuple[Reason, Held], ...] = ()
    amount: Money | None = None
    permille: int | None = None

    @property
    def held(self) -> Held:
        """All that is withheld, for whatever reason."""
        return sum((held for _, held in self.by_reason), Held())


def withholding(disclosure: Disclosure) -> Withholding:
    """Count what of a department-year is withheld."""
    found: dict[Reason, Held] = {}
    for reason, held in _counted(disclosure):
        found[reason] = found.get(reason, Held()) + held
    by_reason = tuple((reason, found[reason]) for reason in Reason if reason in found)
    if not isinstance(disclosure, OpenDisclosure) or disclosure.project_goals is None:
        return Withholding(by_reason)
    amount = _amount(disclosure.project_goals)
    base = project_goals_amount(disclosure.project_goals)
    return Withholding(by_reason, amount, None if amount is None or base is None else share(amount, base))


def _counted(disclosure: Disclosure) -> Iterator[tuple[Reason, Held]]:
    for item in withheld_items(disclosure):
        match item:
            case WithheldDisclosure():
                yield item.reason, Held(whole=True)
            case WithheldUnit():
                yield item.reason, Held(units=1)
            case WithheldProject():
                yield item.reason, Held(projects=1)
            case WithheldTask():
                yield item.reason, Held(tasks=1)
            case WithheldIndicator():
                yield item.reason, Held(indicators=1)


def _amount(goals: ProjectGoals) -> Money | None:
    """Add up what withheld units and projects cost; a unit whose row holds sub-units has no amount of its own."""
    units = [unit for unit in goals.units if isinstance(unit, WithheldUnit)]
    above = {unit.part_of for unit in goals.units}
    if goals.subtotals is Subtotals.INCLUSIVE and any(unit.id in above for unit in units):
        return None
    projects = (project for project in projects_of(goals) if isinstance(project, WithheldProject))
    return exact_total(chain((unit.funds.total for unit in units), (project.funds.total for project in projects)))
