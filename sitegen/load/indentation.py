"""Which indentation fits: the columns at which a key or a dash may stand, given the lines above."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DASHES = re.compile(r"(?:-[ ]+)*")
_STRUCTURE = re.compile(
    r"[ ]*(?:-(?:[ ]|$)|(?:-[ ]+)*[^\s'\"#\[{&*!|>%@`:：,，。；;][^\s'\"#:：，。；;]{0,30}[ ]*:(?:[ ]|$))"
)
_OPENS = re.compile(r"[^#'\"]*:[ ]*(?:#.*)?$")


def is_structure(line: str) -> bool:
    """Whether a line begins with a key or a dash."""
    return _STRUCTURE.match(line) is not None


def width_of(line: str) -> int:
    """Return the number of spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


class Levels:
    """The columns that are open after some lines: where the next dash or key may stand."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Walk the lines above the one in question."""
        self._open: list[tuple[int, bool]] = []
        self._opened_below: int | None = None
        for line in lines:
            if is_structure(line):
                self._enter(line)

    def _enter(self, line: str) -> None:
        column = width_of(line)
        self._open = [
            level
            for level in self._open
            if level[0] < column or (level[0] == column and level[1] == line.lstrip().startswith("-"))
        ]
        rest = line[column:]
        dashes = _DASHES.match(rest)
        for position in (index for index, sign in enumerate(dashes[0] if dashes else "") if sign == "-"):
            self._push(column + position, dash=True)
        key_column = column + (dashes.end() if dashes else 0)
        self._push(key_column, dash=False)
        self._opened_below = key_column if _OPENS.match(rest) or rest.rstrip() == "-" else None

    def _push(self, column: int, *, dash: bool) -> None:
        if (column, dash) not in self._open:
            self._open.append((column, dash))

    def fits(self, line: str) -> bool:
        """Whether a line that begins with a key or a dash may stand where it does."""
        column, dash = width_of(line), line.lstrip().startswith("-")
        if not self._open:
            return column == 0
        if self._opened_below is not None and (column > self._opened_below or (dash and column == self._opened_below)):
            return True
        return (column, dash) in self._open

    def nearest(self, line: str, column: int) -> int:
        """Return the column that a line most likely should begin at, when it looks as if it began at ``column``."""
        dash = line.lstrip().startswith("-")
        if self._opened_below is not None and column > self._opened_below:
            return column
        columns = [level for level, is_dash in self._open if is_dash == dash] or [0]
        return min(columns, key=lambda level: (abs(level - column), -level))
