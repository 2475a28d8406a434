"""Bytes -> ``Loaded``: decode, build, and where YAML gives up mend and go on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.diagnostics.frames import clamped, lines_of
from sitegen.diagnostics.model import Finding, Span
from sitegen.load.building import Builder
from sitegen.load.encodings import decode
from sitegen.load.nodes import Node
from sitegen.load.slip import Failure, Slip
from sitegen.load.slips import slips_of

# How often a file is mended and read again before its remaining mistakes wait for the next run.
_ATTEMPTS = 40

# After so many guesses about indentation the next ones would be about the guesses.
_GUESSES = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a file gave. ``text`` is ``None`` where it is no text, ``node`` where it is no YAML or empty."""

    text: str | None
    node: Node | None
    findings: tuple[Finding, ...]


def read(path: PurePosixPath, data: bytes) -> Loaded:
    """Read a content file. Never raises; every mistake that can be told in one run is told.

    ``path`` is the file's path from the site's root; it is only quoted.
    """
    text, findings = decode(path, data)
    if text is None:
        return Loaded(None, None, findings)
    original = lines_of(text)
    lines, slips = list(original), list[Slip]()
    builder = Builder(path, lines)
    failure: Failure | None = None
    for _ in range(_ATTEMPTS):
        builder = Builder(path, lines)
        failure = builder.build()
        found = slips_of(lines, failure, builder.doubtful, builder.continued)
        if not found:
            break
        slips += found
        if sum(slip.guessed for slip in slips) > _GUESSES:
            break
        lines = _mended(lines, found)
    if failure is not None and not any(slip.guessed for slip in slips):
        builder.report("Y199", failure.line, failure.column, problem=failure.problem)
    node = None if failure is not None else builder.node
    told = [*findings, *builder.findings, *(_finding(path, slip) for slip in slips)]
    if node is None and not told:
        told.append(Finding("Y105", Span(path, 1, 1, 1)))
    return Loaded(text, node, tuple(_in_file(original, finding) for finding in told))


def _mended(lines: list[str], slips: list[Slip]) -> list[str]:
    mended = list(lines)
    for slip in slips:
        for number, line in slip.mended:
            mended[number - 1] = line
    return mended


def _finding(path: PurePosixPath, slip: Slip) -> Finding:
    return Finding(slip.code, Span(path, slip.line, slip.column, slip.end_column), slip.particulars)


def _in_file(lines: list[str], finding: Finding) -> Finding:
    return Finding(
        finding.code,
        clamped(lines, finding.span),
        finding.particulars,
        tuple(clamped(lines, span) for span in finding.related),
    )
