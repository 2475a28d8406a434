"""``Node`` -> a pydantic model: typing by the fields' shapes, suggestions for unknown keys, names for places."""

from __future__ import annotations

from sitegen.typed.places import place_of
from sitegen.typed.reading import typed

__all__ = ["place_of", "typed"]
