"""Findings as text for people, JSON for programs and annotations for GitHub. Only ``PublicFinding`` is printed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sitegen.diagnostics.catalogue import Wording, weight_of, wording
from sitegen.diagnostics.model import FrameLine, PublicFinding, Severity
from sitegen.values.text import display_width

# How much of a line a frame shows, in terminal columns: official texts run to thousands of characters.
_WIDEST = 100
# What is kept in view before a mistake that stands far to the right.
_BEFORE = 40

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def in_order(findings: Iterable[PublicFinding]) -> list[PublicFinding]:
    """Sort findings by file, line, column and code."""
    return sorted(
        findings,
        key=lambda finding: (finding.span.file.as_posix(), finding.span.line, finding.span.column, finding.code),
    )


def as_text(findings: Iterable[PublicFinding], language: str) -> str:
    """Return findings as text: a line that says what is wrong and where, and the code frame with how to mend it."""
    return "\n".join(_text(finding, language) for finding in in_order(findings))


def as_json(findings: Iterable[PublicFinding], language: str) -> str:
    """Return findings as a JSON list with stable keys. Where the particulars are hidden, so is their length."""
    return (
        json.dumps([_record(finding, language) for finding in in_order(findings)], ensure_ascii=False, indent=2) + "\n"
    )


def as_github(findings: Iterable[PublicFinding], language: str) -> str:
    """Return findings as GitHub workflow commands, one a line."""
    return "".join(_command(finding, language) + "\n" for finding in in_order(findings))


def _text(finding: PublicFinding, language: str) -> str:
    span = finding.span
    words = wording(finding, language)
    lines = [f"{span.file.as_posix()}:{span.line}:{span.column}  {words.severity} {finding.code}  {words.message}"]
    for line in finding.frame:
        if line.number == span.line and line.text is not None and finding.particulars is not None:
            lines += _pointed(line.number, line.text, finding, words)
        else:
            lines.append(_numbered(line))
    if not any(line.number == span.line and line.text is not None for line in finding.frame) and words.mend:
        lines.append(f"{' ' * 5} | {words.mend}")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _numbered(line: FrameLine) -> str:
    return f"{line.number:5} | {'…' if line.text is None else _cut(_printable(line.text), _WIDEST)}"


def _pointed(number: int, text: str, finding: PublicFinding, words: Wording) -> list[str]:
    """Return the line of a finding and the carets under what is meant, with how to mend it behind them."""
    text = _printable(text)
    start, end = finding.span.column - 1, max(finding.span.end_column - 1, finding.span.column)
    if display_width(text[:end]) > _WIDEST:
        first = max(0, start - _BEFORE // 2) if display_width(text[:start]) > _BEFORE else 0
        lead = "…" if first else ""
        text, start, end = lead + text[first:], start - first + len(lead), end - first + len(lead)
    shown = _cut(text, _WIDEST)
    before = display_width(shown[:start])
    width = max(display_width(shown[start:end]), 1)
    return [f"{number:5} | {shown}", f"{' ' * 5} | {' ' * before}{'^' * width} {words.mend or ''}"]


def _printable(text: str) -> str:
    """Return a line with control characters as blanks, so that the carets stand where they should."""
    return "".join(sign if sign.isprintable() or sign == "\u3000" else " " for sign in text)


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    kept, used = [], 1
    for sign in text:
        used += display_width(sign)
        if used > width:
            break
        kept.append(sign)
    return "".join(kept) + "…"


def _record(finding: PublicFinding, language: str) -> dict[str, object]:
    words = wording(finding, language)
    hidden = finding.particulars is None
    return {
        "code": finding.code,
        "severity": weight_of(finding).value,
        "file": finding.span.file.as_posix(),
        "line": finding.span.line,
        "column": finding.span.column,
        "end_column": finding.span.column if hidden else finding.span.end_column,
        "title": words.title,
        "message": words.message,
        "mend": words.mend,
        "particulars": None if finding.particulars is None else dict(sorted(finding.particulars.items())),
        "frame": [{"line": line.number, "text": line.text} for line in finding.frame],
    }


def _command(finding: PublicFinding, language: str) -> str:
    words = wording(finding, language)
    span = finding.span
    properties = {"file": span.file.as_posix(), "line": str(span.line), "col": str(span.column)}
    if finding.particulars is not None and span.end_column > span.column:
        properties["endColumn"] = str(span.end_column - 1)
    properties["title"] = f"{finding.code} {words.title}"
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    body = words.message if words.mend is None else f"{words.message}\n{words.mend}"
    return f"::{_GITHUB[weight_of(finding)]} {named}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
