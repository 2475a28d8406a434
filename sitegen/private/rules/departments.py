"""Rules about ``department.yaml``: each on its own, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.diagnostics.model import Finding
from sitegen.load import locate
from sitegen.private.rules.rule import ExaminedDepartment
from sitegen.private.rules.units import fault_of


class IdOfFolder:
    """The id of a department is the folder it lies in."""

    code = "R104"

    def check(self, subject: ExaminedDepartment) -> Iterator[Finding]:
        """Compare the two."""
        if subject.config.id != subject.folder:
            particulars = {"found": subject.config.id, "folder": subject.folder}
            yield Finding(self.code, locate(subject.node, ("id",)), particulars)


class PartOfDepartment:
    """A department is part of another department of the site."""

    code = "R105"

    def check(self, subject: Sequence[ExaminedDepartment]) -> Iterator[Finding]:
        """Walk up from each department."""
        parents = {department.folder: department.config.part_of for department in subject}
        for department in subject:
            fault = fault_of(department.folder, parents)
            if fault is not None:
                found = department.folder if fault != "unknown" else department.config.part_of or ""
                particulars = {"reason": fault, "found": found, "known": ", ".join(sorted(parents))}
                yield Finding(self.code, locate(department.node, ("part_of",)), particulars)
