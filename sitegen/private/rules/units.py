"""Rules about the tree of budget units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.diagnostics.model import Finding
from sitegen.load import locate
from sitegen.private.rules.items import units_of
from sitegen.private.rules.rule import Examined


def fault_of(name: str, parents: Mapping[str, str | None]) -> str | None:
    """Say what is wrong with what ``name`` is part of: ``unknown``, ``itself``, ``circle``, or ``None``."""
    above = parents[name]
    if above is None:
        return None
    if above not in parents:
        return "unknown"
    if above == name:
        return "itself"
    seen = {name}
    current: str | None = above
    while current is not None and current in parents:
        if current in seen:
            return "circle" if current == name else None
        seen.add(current)
        current = parents[current]
    return None


class PartOfUnit:
    """A unit is part of another unit of its file."""

    code = "R106"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Walk up from each unit."""
        units = units_of(subject)
        parents = {unit.id: unit.part_of for _, unit in units}
        for path, unit in units:
            fault = fault_of(unit.id, parents)
            if fault is not None:
                found = unit.id if fault != "unknown" else unit.part_of or ""
                particulars = {"reason": fault, "found": found, "known": ", ".join(parents)}
                others = tuple(locate(subject.node, (*other, "id")) for other, _ in units)
                yield Finding(self.code, locate(subject.node, (*path, "part_of")), particulars, others)


class InclusiveSubtotals:
    """Subtotals that hold sub-units need units that say whose they are."""

    code = "R107"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look for one unit that is part of another."""
        form = subject.record.project_goals
        if form is not None and form.subtotals == "inclusive" and not any(unit.part_of for unit in form.units):
            yield Finding(self.code, locate(subject.node, ("project_goals", "subtotals")))
