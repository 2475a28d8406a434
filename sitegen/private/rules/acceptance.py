"""``AcceptedRecord``: the proof that the rules ran over a file and found no error. Made here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.config import DepartmentConfig
from sitegen.diagnostics.catalogue import weight_of
from sitegen.diagnostics.model import Finding, Severity
from sitegen.load import Node
from sitegen.private.model import DisclosureRecord
from sitegen.private.rules.rule import Examined
from sitegen.private.secrecy import Judged


@dataclass(frozen=True, slots=True)
class AcceptedRecord:
    """A department-year that may be published once it is redacted. May hold secrets.

    ``judged`` is every item of the record with the decision on it, but for what is inside of something withheld.
    """

    path: PurePosixPath
    node: Node
    record: DisclosureRecord
    department: DepartmentConfig
    judged: tuple[Judged, ...]


def accept(examined: Examined, findings: Iterable[Finding]) -> AcceptedRecord | None:
    """Accept a file if none of the findings is an error that concerns it.

    ``findings`` are all that were made about the content so far: by reading, by parsing and by the rules.
    """
    wrong = any(finding.span.file == examined.path and weight_of(finding) is Severity.ERROR for finding in findings)
    if wrong or examined.department is None:
        return None
    return AcceptedRecord(examined.path, examined.node, examined.record, examined.department, examined.judged)
