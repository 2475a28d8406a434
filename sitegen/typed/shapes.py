"""What kind of value each field of a model takes, read off the model's annotations.

A content file is text throughout; the shape says what a piece of text should be read as, and gives the
Chinese names and explanations of the keys. Also for the JSON Schema and for suggestions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from sitegen.values.money import Money

#: The pattern that marks official text: anything but blanks.
NOT_BLANK = r"\S"

#: The pattern of ids.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


@dataclass(frozen=True, slots=True)
class Words:
    """Text for people: nothing of it may be lost."""


@dataclass(frozen=True, slots=True)
class Token:
    """Text for the program: an id, an address, a code."""

    is_id: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in 万元."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Table:
    """Keys of the clerk's own choice."""

    value: Shape


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a section."""

    name: str
    title: str
    description: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Section:
    """Keys that the model names. ``shorthand`` is the key that a text alone stands for."""

    model: type[BaseModel]
    shorthand: str | None = None

    def keys(self) -> Mapping[str, Key]:
        """Return the keys by the name they have in the file."""
        return _keys(self.model)


#: What kind of value a field takes.
Shape: TypeAlias = Words | Token | Amount | Whole | Day | Flag | Choice | Listing | Table | Section


@cache
def _keys(model: type[BaseModel]) -> Mapping[str, Key]:
    keys: dict[str, Key] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        shape = _shape(info.annotation, info.metadata)
        keys[key] = Key(key, info.title or "", info.description or "", shape)
    return keys


def sections_below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model and every model that stands in it, each once, in the order of the fields."""
    seen: dict[type[BaseModel], None] = {}
    waiting = [model]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen[current] = None
        for key in _keys(current).values():
            shape = key.shape
            while isinstance(shape, Listing | Table):
                shape = shape.item if isinstance(shape, Listing) else shape.value
            if isinstance(shape, Section):
                waiting.append(shape.model)
    yield from seen


def _shape(annotation: Any, metadata: list[Any]) -> Shape:  # noqa: ANN401  (annotations are of any type)
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extra = get_args(annotation)
        return _shape(inner, [*extra, *metadata])
    if origin in {Union, UnionType}:
        inner = next(part for part in get_args(annotation) if part is not NoneType)
        return _shape(inner, metadata)
    if origin is tuple:
        return Listing(_shape(get_args(annotation)[0], []))
    if origin is dict:
        return Table(_shape(get_args(annotation)[1], []))
    if origin is Literal:
        return Choice(tuple(str(option) for option in get_args(annotation)))
    return _plain_shape(annotation, metadata)


_PLAIN: dict[object, Shape] = {Money: Amount(), bool: Flag(), int: Whole(), date: Day()}


def _plain_shape(annotation: Any, metadata: list[Any]) -> Shape:  # noqa: ANN401  (annotations are of any type)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if issubclass(annotation, BaseModel):
        return Section(annotation, getattr(annotation, "shorthand", None))
    if issubclass(annotation, Enum):
        return Choice(tuple(str(option.value) for option in annotation))
    patterns = {part.pattern for part in metadata if isinstance(part, StringConstraints)}
    if NOT_BLANK in patterns or not patterns - {None}:
        return Words()
    return Token(is_id=SLUG in patterns)
