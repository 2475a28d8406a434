"""What an opener gives: pieces of text, and files inside files."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

from sitegen.values.hanzi import APART


class UnopenedError(Exception):
    """A container could not be opened. Carries no value: what is in it may be secret."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Texts of a file, unescaped or not, that have nothing to do with each other.

    What of a text stands between two of the ``borders``, signs of markup, has nothing to do with the rest of it either.
    Texts are handed on whole, so that one which was looked at before need not be parted again.
    """

    texts: Sequence[str]
    borders: str = ""

    @classmethod
    def of(cls, text: str) -> Piece:
        """Take a text in which what has nothing to do with each other stands ``APART``."""
        return cls(text.split(APART))


def parted(texts: AbstractSet[str], borders: str) -> AbstractSet[str]:
    """Return what stands between the borders of some texts."""
    if not borders or not texts:
        return texts
    joined = reduce(lambda whole, border: whole.replace(border, APART), borders, APART.join(texts))
    return set(joined.split(APART))


@dataclass(frozen=True, slots=True)
class Inner:
    """A file inside a file. An empty name says nothing of its kind."""

    name: str
    content: bytes


Part: TypeAlias = Piece | Inner
