"""Reads and judges a content folder, and prints what was found as if nothing in it were withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from sitegen.diagnostics.formats import as_text
from sitegen.diagnostics.frames import frame_of, lines_of
from sitegen.diagnostics.model import Finding, PublicFinding, Span
from sitegen.private.reading import Reading, read_content


def shown(finding: Finding, lines: Sequence[str]) -> PublicFinding:
    """Make a finding printable with everything in it: for tests, whose content is not secret."""
    frame = frame_of(lines, finding.span, lambda _: False) if lines else ()
    return PublicFinding(finding.code, finding.span, dict(finding.particulars), frame, finding.severity)


def printed(reading: Reading, findings: Iterable[Finding], language: str) -> str:
    """Return findings as the program prints them when nothing is withheld."""
    public = []
    for finding in findings:
        loaded = reading.sources.get(finding.span.file)
        public.append(shown(finding, lines_of(loaded.text) if loaded is not None and loaded.text is not None else ()))
    return as_text(public, language)


def findings_of(root: Path) -> tuple[Finding, ...]:
    """Return everything that is found in a content folder."""
    return read_content(root).findings


def some_span(line: int = 2, column: int = 3, end_column: int = 5) -> Span:
    """Return a place in a content file."""
    return Span(PurePosixPath("content/city-justice/2024.yaml"), line, column, end_column)
