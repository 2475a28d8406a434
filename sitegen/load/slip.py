"""What a slip is, and where YAML gave up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Failure:
    """Where the YAML parser gave up (counted from 1), and where the thing began that it was reading."""

    problem: str
    line: int
    column: int
    begun: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip, its place, and the lines as they were probably meant (number, text).

    ``guessed`` is true when the mending may be wrong, so that what the parser says afterwards proves nothing.
    """

    code: str
    line: int
    column: int
    end_column: int
    mended: tuple[tuple[int, str], ...] = ()
    guessed: bool = False
    particulars: Mapping[str, str] = field(default_factory=dict)
