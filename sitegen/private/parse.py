"""``Node`` -> ``DisclosureRecord``: what one department-year file says, typed."""

from __future__ import annotations

from pathlib import PurePosixPath

from sitegen.diagnostics.model import Finding
from sitegen.load import Node
from sitegen.private.model import DisclosureRecord
from sitegen.typed import typed


def parse_disclosure(path: PurePosixPath, node: Node) -> tuple[DisclosureRecord | None, tuple[Finding, ...]]:
    """Read a department-year file; all its mistakes come at once. The record is ``None`` where it cannot be made."""
    return typed(DisclosureRecord, path, node)
