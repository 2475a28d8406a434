"""A template of the site's own that fails while a page is made: told by its line, never by a traceback.

What a template was given is public already, but an exception may quote anything, so nothing of its message is told
but the names that the template itself wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from jinja2 import UndefinedError

from sitegen.diagnostics.model import Finding
from sitegen.errors import SitegenError
from sitegen.render.messages import UnknownMessageError
from sitegen.render.theme import Theme
from sitegen.render.theming.templates import place_in

#: How Jinja names what is missing: a name, an attribute of something, a parameter that was not given.
_MISSING = re.compile(r"(?:has no attribute |parameter )?'([^']*)'(?: is undefined| was not provided)?$")
_WORD = re.compile(r"[A-Za-z_]\w*")


class ThemeError(SitegenError):
    """A page could not be made with the site's own theme."""

    def __init__(self, finding: Finding) -> None:
        """Keep what is wrong and where."""
        super().__init__(finding)
        self.finding = finding

    def __str__(self) -> str:
        """Return the place, for whoever does not print the finding."""
        span = self.finding.span
        return f"{span.file}:{span.line}: {self.finding.code}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a template."""

    path: Path
    number: int


@contextmanager
def mistakes_of(theme: Theme) -> Iterator[None]:
    """Turn whatever a template of the site's own fails with into a finding with its line.

    Raises:
        ThemeError: for that. What fails anywhere else is passed on as it is.

    """
    try:
        yield
    except Exception as error:
        line = None if theme.own is None else _deepest(error.__traceback__, theme.own)
        if line is None:
            raise
        # The exception goes no further, not even as a cause: its message may quote what the template was given.
        raise ThemeError(_finding(theme, line, error)) from None


def _deepest(trace: TracebackType | None, own: Path) -> _Line | None:
    """Return the innermost line of the site's own; a component fails for what it is called with."""
    found = None
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix == ".html" and path.is_relative_to(own):
            found = _Line(path, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _finding(theme: Theme, line: _Line, error: Exception) -> Finding:
    lines = line.path.read_text(encoding="utf-8").splitlines()
    text = lines[line.number - 1] if line.number <= len(lines) else ""
    name = _missing(error, text)
    at = place_in(theme.called(line.path), lines, line.number, name)
    match error:
        case UndefinedError() if name:
            return Finding("D207", at, {"name": name})
        case UnknownMessageError() if name:
            return Finding("D205", at, {"key": name, "hint": "none", "alike": ""})
        case _:
            return Finding("D208", at, {"kind": type(error).__name__})


def _missing(error: Exception, line: str) -> str:
    """Return the name that is missing, if the line of the template itself holds it."""
    match error:
        case UndefinedError(message=str(message)):
            found = _MISSING.search(message)
            name = found[1] if found else ""
        case UnknownMessageError(args=(str(key), *_)):
            name = key.partition(":")[0]
            return name if name in line else ""
        case _:
            return ""
    return name if name in _WORD.findall(line) else ""
