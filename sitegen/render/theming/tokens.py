"""The tokens of a theme: colour, space and type under names, from ``tokens.css``.

The file holds custom properties and nothing else, for the light page under ``:root`` and for the dark one under
``:root`` within ``@media (prefers-color-scheme: dark)``. A site's own file changes the tokens it names and leaves the
others; what it sets for the light page it does not set for the dark one, where another colour is needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from sitegen.diagnostics.model import Span

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NOT_A_BREAK = re.compile(r"[^\n]")
_SETTING = re.compile(r"--([a-z][a-z0-9-]*)\s*:\s*(.+)", re.DOTALL)
_DARK = re.compile(r"@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)")
_USE = re.compile(r"var\(\s*--([a-z][a-z0-9-]*)")


class Scheme(StrEnum):
    """Which of the two pages a token is set for."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Setting:
    """A value, and where it is set."""

    value: str
    place: Span


@dataclass(frozen=True, slots=True)
class Stray:
    """What stands in a file of tokens and is none."""

    text: str
    place: Span


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens by name. ``dark`` holds only what differs from the light page."""

    light: Mapping[str, Setting] = field(default_factory=dict)
    dark: Mapping[str, Setting] = field(default_factory=dict)
    strays: tuple[Stray, ...] = ()

    def over(self, below: Tokens) -> Tokens:
        """Lay these tokens over others, token by token."""
        return Tokens({**below.light, **self.light}, {**below.dark, **self.dark}, (*below.strays, *self.strays))

    def of(self, scheme: Scheme) -> Mapping[str, Setting]:
        """Return what the tokens are on one of the two pages."""
        return self.light if scheme is Scheme.LIGHT else {**self.light, **self.dark}

    @property
    def css(self) -> str:
        """The tokens as a stylesheet."""
        dark = f"@media (prefers-color-scheme: dark){{{_root(self.dark)}}}" if self.dark else ""
        return _root(self.light) + dark


def _root(settings: Mapping[str, Setting]) -> str:
    return ":root{" + "".join(f"--{name}:{setting.value};" for name, setting in settings.items()) + "}"


def uses(css: str) -> frozenset[str]:
    """Return the names of the tokens that a stylesheet uses."""
    return frozenset(_USE.findall(css))


def read_tokens(css: str, file: PurePosixPath) -> Tokens:
    """Read a file of tokens; ``file`` is its path as it is told of. Never raises: what is no token is a stray."""
    # Comments become blanks, so that places stay what they are.
    bare = _COMMENT.sub(lambda comment: _NOT_A_BREAK.sub(" ", comment[0]), css)
    reader = _Reader(bare, file)
    reader.sheet(0, len(bare), Scheme.LIGHT)
    return Tokens(reader.settings[Scheme.LIGHT], reader.settings[Scheme.DARK], tuple(reader.strays))


class _Reader:
    """Takes a stylesheet apart: blocks, and what is set in them."""

    def __init__(self, css: str, file: PurePosixPath) -> None:
        self._css = css
        self._file = file
        self.settings: dict[Scheme, dict[str, Setting]] = {scheme: {} for scheme in Scheme}
        self.strays: list[Stray] = []

    def sheet(self, start: int, end: int, scheme: Scheme) -> None:
        """Read what is outside braces, or in those of the dark page."""
        while (opening := self._css.find("{", start, end)) >= 0:
            closing = self._closing(opening, end)
            head = self._css[start:opening].strip()
            if head == ":root":
                self._block(opening + 1, closing, scheme)
            elif scheme is Scheme.LIGHT and _DARK.fullmatch(head):
                self.sheet(opening + 1, closing, Scheme.DARK)
            else:
                self._stray(start, opening)
            start = closing + 1
        self._stray(start, end)

    def _block(self, start: int, end: int, scheme: Scheme) -> None:
        while start < end:
            stop = self._css.find(";", start, end)
            stop = end if stop < 0 else stop
            found = _SETTING.fullmatch(self._css[start:stop].strip())
            if found is None or "{" in found[2]:
                self._stray(start, stop)
            else:
                self.settings[scheme][found[1]] = Setting(" ".join(found[2].split()), self._place(start, stop))
            start = stop + 1

    def _closing(self, opening: int, end: int) -> int:
        """Return where the brace that opens is closed; the end where it never is."""
        depth = 0
        for position in range(opening, end):
            depth += {"{": 1, "}": -1}.get(self._css[position], 0)
            if depth == 0:
                return position
        return end

    def _stray(self, start: int, end: int) -> None:
        text = " ".join(self._css[start:end].split())
        if text.strip("};"):
            self.strays.append(Stray(text, self._place(start, end)))

    def _place(self, start: int, end: int) -> Span:
        """Return the place of the first line of a stretch, without the blanks around it."""
        stretch = self._css[start:end]
        start += len(stretch) - len(stretch.lstrip())
        line_start = self._css.rfind("\n", 0, start) + 1
        first = self._css[start:end].split("\n", 1)[0].rstrip()
        column = start - line_start + 1
        return Span(self._file, self._css.count("\n", 0, start) + 1, column, column + max(len(first), 1))
