"""What stands in public by right: all texts and amounts of public values, whatever their class."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TypeVar

from sitegen.values.money import Money

_Leaf = TypeVar("_Leaf")


def texts_shown(value: object) -> Iterator[str]:
    """Yield every text inside a value of the public model: its fields, tuples and mappings, to any depth."""
    return iter(_leaves(value, str))


def amounts_shown(value: object) -> Iterator[Money]:
    """Yield every amount inside a value of the public model."""
    # Found only when they are asked for: most sites withhold no amounts.
    yield from _leaves(value, Money)


@cache
def _inside(kind: type[object]) -> Callable[[object], tuple[object, ...]] | None:
    """Return what takes the fields of a class out of a value; ``None`` if it has none, or is an amount."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) and kind is not Money else []
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else None


def _leaves(value: object, wanted: type[_Leaf]) -> list[_Leaf]:
    """Return the leaves of a kind, in the order of the value."""
    found: list[_Leaf] = []
    waiting = [value]
    while waiting:
        inner: object = waiting.pop()
        kind = type(inner)
        # Most of what there is is a text, and most of the rest is nothing.
        if kind is wanted:
            found.append(inner)  # type: ignore[arg-type]  # it is one
        elif inner is None or kind is str:
            pass
        elif isinstance(inner, tuple | list | frozenset):
            waiting += [*inner][::-1]
        elif isinstance(inner, dict):
            waiting += [*inner.values(), *inner.keys()]
        elif (inside := _inside(kind)) is not None:  # type: ignore[arg-type]  # a class is hashable
            waiting += inside(inner)[::-1]
        elif isinstance(inner, wanted):
            found.append(inner)
    return found
