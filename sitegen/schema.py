"""JSON Schemas of the content files, for editors: they complete the keys and explain them in Chinese.

Made from the models, so they cannot say anything else than the program. The first line of a content file
names its schema (``# yaml-language-server: $schema=...``).
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(model: type[BaseModel], title: str) -> bytes:
    """Return the schema of a content file as JSON. ``title`` is the Chinese name of the kind of file."""
    raw = model.model_json_schema(mode="validation")
    definitions = {name: _definition(part) for name, part in raw.pop("$defs", {}).items()}
    schema = {"$schema": _DRAFT, "title": title, **_definition(raw), "$defs": definitions}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _definition(part: dict[str, Any]) -> dict[str, Any]:
    """Drop the name and the docstring of a class of ours: they are for programmers, and in English."""
    explained: dict[str, Any] = _explained(
        {key: value for key, value in part.items() if key not in {"title", "description"}}
    )
    return explained


def _explained(part: Any) -> Any:  # noqa: ANN401  (any piece of JSON)
    """Drop the default that says nothing: a key that is not written."""
    match part:
        case dict():
            return {key: _explained(value) for key, value in part.items() if key != "default" or value is not None}
        case list():
            return [_explained(item) for item in part]
        case _:
            return part
