"""What an opener gives: pieces of text, and files inside files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


class UnopenedError(Exception):
    """A container could not be opened. Carries no value: what is in it may be secret."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a file, unescaped or not; texts that have nothing to do with each other stand ``APART`` in it."""

    text: str


@dataclass(frozen=True, slots=True)
class Inner:
    """A file inside a file. An empty name says nothing of its kind."""

    name: str
    content: bytes


Part: TypeAlias = Piece | Inner
