"""The tree that a content file becomes: text with positions; and how to find one's way in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

from sitegen.diagnostics.model import Span

#: Where something stands inside a document: keys and positions from the root.
Path: TypeAlias = tuple[str | int, ...]


class ScalarNode(NamedTuple):
    """A piece of text. ``plain`` is true when it stands without quotation marks.

    Where it stands is kept in numbers, as in ``Span``: of a thousand texts in a file hardly one is asked for its place.
    ``comment`` is what follows an unquoted text on its line behind `` #``: YAML drops it, which is
    right behind an amount and a loss behind official text.
    """

    text: str
    plain: bool
    file: PurePosixPath
    line: int
    column: int
    end_column: int
    last_line: int
    comment: Span | None = None

    @property
    def span(self) -> Span:
        """The place of the text, up to the end of its first line."""
        return Span(self.file, self.line, self.column, self.end_column)


class MappingEntry(NamedTuple):
    """A key with its place, and its value."""

    key: ScalarNode
    value: Node


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values in the order of the file; keys are unique."""

    entries: dict[str, MappingEntry]
    span: Span
    last_line: int


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    span: Span
    last_line: int


Node: TypeAlias = ScalarNode | MappingNode | SequenceNode


def is_blank(node: Node) -> bool:
    """Whether a value was left empty: nothing stands behind the colon."""
    return isinstance(node, ScalarNode) and node.plain and not node.text


def child(node: Node, step: str | int) -> Node | None:
    """Return what stands one step below a node."""
    match node, step:
        case MappingNode(entries=entries), str() if step in entries:
            return entries[step].value
        case SequenceNode(items=items), int() if 0 <= step < len(items):
            return items[step]
        case _:
            return None


def descend(node: Node, path: Path) -> Node | None:
    """Return what stands at a path, or ``None``."""
    found: Node | None = node
    for step in path:
        if found is None:
            return None
        found = child(found, step)
    return found


def locate(node: Node, path: Path) -> Span:
    """Return the place of what stands at a path: a text itself, the key of a section or an empty value.

    Where the path leads nowhere (a key that is missing), the place of the last thing on the way is returned.
    """
    span = node.span
    for step in path:
        below = child(node, step)
        if below is None:
            return span
        span = below.span
        if (
            isinstance(step, str)
            and isinstance(node, MappingNode)
            and (is_blank(below) or not isinstance(below, ScalarNode))
        ):
            span = node.entries[step].key.span
        node = below
    return span


def lines_under(node: Node, path: Path) -> range:
    """Return the numbers of the lines that what stands at a path takes up, its key included."""
    found = descend(node, path)
    return range(0) if found is None else range(locate(node, path).line, found.last_line + 1)
