"""What stands in public by right: all texts and amounts of public values, whatever their class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from sitegen.values.money import Money


def texts_shown(value: object) -> Iterator[str]:
    """Yield every text inside a value of the public model: its fields, tuples and mappings, to any depth."""
    if isinstance(value, str):
        yield value
    else:
        for inner in _inside(value):
            yield from texts_shown(inner)


def amounts_shown(value: object) -> Iterator[Money]:
    """Yield every amount inside a value of the public model."""
    if isinstance(value, Money):
        yield value
    else:
        for inner in _inside(value):
            yield from amounts_shown(inner)


def _inside(value: object) -> Iterator[object]:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield getattr(value, field.name)
    elif isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, tuple | list | frozenset):
        yield from value
