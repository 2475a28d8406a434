"""What stands in public by right: all texts and amounts of public values, whatever their class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from sitegen.values.money import Money


def texts_shown(value: object) -> Iterator[str]:
    """Yield every text inside a value of the public model: its fields, tuples and mappings, to any depth."""
    return (inner for inner in _leaves(value) if isinstance(inner, str))


def amounts_shown(value: object) -> Iterator[Money]:
    """Yield every amount inside a value of the public model."""
    return (inner for inner in _leaves(value) if isinstance(inner, Money))


@cache
def _fields(kind: type[object]) -> tuple[str, ...]:
    """Return the names of a class's fields; none if it is no dataclass, or is an amount."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) and kind is not Money else ()


def _leaves(value: object) -> Iterator[object]:
    """Yield what nothing stands inside of, in the order of the value."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        kind = type(inner)
        if kind is str or inner is None:
            yield inner
        elif names := _fields(kind):  # type: ignore[arg-type]  # a class is hashable
            waiting += [getattr(inner, name) for name in reversed(names)]
        elif isinstance(inner, dict):
            waiting += [*inner.values(), *inner.keys()]
        elif isinstance(inner, tuple | list | frozenset):
            waiting += [*inner][::-1]
        else:
            yield inner
