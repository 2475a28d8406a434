"""Findings as values.

``Finding`` may hold a secret (the particulars quote the content); nothing prints it.
``PublicFinding`` is made by ``sitegen.redact`` alone, which takes the particulars and the code frame away
wherever they come from something withheld. Only ``PublicFinding`` can be printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning is for the publisher, a notice for the clerk."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Span(NamedTuple):
    """A place in a content file. A tuple, because every key and value of the content has one.

    ``file`` is relative to the site's root, ``line`` and ``column`` count from 1 (columns in characters),
    ``end_column`` is exclusive and lies on the same line.
    """

    file: PurePosixPath
    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed in the content. May hold secrets: see ``sitegen.redact.screen``.

    ``related`` are the other places the particulars tell of (the first of two equal ids): where one of
    them is withheld, the particulars are too. ``severity`` is set where the site's policy makes a thing
    graver than the catalogue of findings has it; ``None`` is the catalogue's.
    """

    code: str
    span: Span
    particulars: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Span, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One line of a code frame; ``text`` is ``None`` where the line may not be shown."""

    number: int
    text: str | None


@dataclass(frozen=True, slots=True)
class PublicFinding:
    """A finding that may be printed. ``particulars`` is ``None`` where they may not be shown."""

    code: str
    span: Span
    particulars: Mapping[str, str] | None
    frame: tuple[FrameLine, ...]
    severity: Severity | None = None
