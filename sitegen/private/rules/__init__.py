"""Rules: what has to be true of the content before it may be published, one small class each.

``examine`` runs those about department-year files, ``examine_departments`` those about departments,
``examine_folder`` those about the content folder as a whole. ``accept`` makes the proof that a file passed.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.diagnostics.model import Finding
from sitegen.private.rules.acceptance import AcceptedRecord, accept
from sitegen.private.rules.registry import OF_A_DEPARTMENT, OF_A_RECORD, OF_ALL_DEPARTMENTS, OF_THE_FOLDER, OF_THE_SITE
from sitegen.private.rules.rule import Examined, ExaminedDepartment, ExaminedSite, Folder, Rule

__all__ = [
    "AcceptedRecord",
    "Examined",
    "ExaminedDepartment",
    "ExaminedSite",
    "Folder",
    "Rule",
    "accept",
    "examine",
    "examine_departments",
    "examine_folder",
    "examine_site",
]


def examine(records: Sequence[Examined]) -> tuple[Finding, ...]:
    """Run the rules about department-year files."""
    return tuple(finding for record in records for rule in OF_A_RECORD for finding in rule.check(record))


def examine_departments(departments: Sequence[ExaminedDepartment]) -> tuple[Finding, ...]:
    """Run the rules about departments: each on its own, and all together."""
    singly = [finding for one in departments for rule in OF_A_DEPARTMENT for finding in rule.check(one)]
    together = [finding for rule in OF_ALL_DEPARTMENTS for finding in rule.check(departments)]
    return (*singly, *together)


def examine_site(site: ExaminedSite) -> tuple[Finding, ...]:
    """Run the rules about ``site.yaml``."""
    return tuple(finding for rule in OF_THE_SITE for finding in rule.check(site))


def examine_folder(folder: Folder) -> tuple[Finding, ...]:
    """Run the rules about the content folder; what is wrong inside department-year files is told by ``examine``."""
    return tuple(finding for rule in OF_THE_FOLDER for finding in rule.check(folder))
