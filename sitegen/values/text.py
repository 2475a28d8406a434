"""How wide a text stands on a terminal, and how to show a piece of a long one."""

from __future__ import annotations

import unicodedata

#: How much of a found text a message quotes, in characters.
QUOTED = 40

_WIDE = frozenset("WF")


def display_width(text: str) -> int:
    """Return the columns a text takes on a terminal: two for a full-width sign, none for a combining mark."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def shortened(text: str, limit: int = QUOTED) -> str:
    """Return a text on one line, cut with an ellipsis when it is longer than ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
