"""The lines around a finding, and how lines are counted: as an editor counts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sitegen.diagnostics.model import FrameLine, Span

_BREAK = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[str]:
    """Split a text into lines without their ends; there is always at least one, and the last may be empty."""
    return _BREAK.split(text) if "\r" in text else text.split("\n")


def clamped(lines: Sequence[str], span: Span) -> Span:
    """Bring a place back into the file, for a parser that stopped behind its end."""
    number = min(max(span.line, 1), len(lines))
    width = len(lines[number - 1]) + 1
    column = min(max(span.column, 1), width)
    return Span(span.file, number, column, min(max(span.end_column, column), width))


def frame_of(lines: Sequence[str], span: Span, hidden: Callable[[int], bool]) -> tuple[FrameLine, ...]:
    """Return the line of a finding and the one above it; lines that ``hidden`` is true of come without their text."""
    first = max(span.line - 1, 1)
    last = min(span.line, len(lines))
    return tuple(FrameLine(number, None if hidden(number) else lines[number - 1]) for number in range(first, last + 1))
