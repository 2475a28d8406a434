"""The list has words in both languages for whatever it may have to say."""

from __future__ import annotations

from itertools import product

import pytest
from pydantic import BaseModel

from sitegen.private import model
from sitegen.private.model import Confidential, Reason, Secrecy
from sitegen.private.personal_data import PersonalData
from sitegen.public.addresses import Language
from sitegen.public.rows import Kind
from sitegen.review.changes import Change
from sitegen.review.page import words
from sitegen.review.sheets import COLUMNS

_MODELS = [
    each
    for each in vars(model).values()
    if isinstance(each, type)
    and issubclass(each, Confidential)
    and each is not Confidential
    and not issubclass(each, Secrecy)
]


def _fields() -> set[str]:
    """Return the names of all fields that texts can stand in."""
    fields = [pair for each in _MODELS for pair in each.model_fields.items()]
    return {name for name, field in fields if _holds_text(field.annotation)}


def _holds_text(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return "str" in repr(annotation) and "Money" not in repr(annotation)


@pytest.mark.parametrize("language", Language)
def test_every_field_that_holds_text_has_a_name(language: Language) -> None:
    messages = words(language)
    assert {"goal", "name", "notes", "source"} <= _fields()
    assert [name for name in sorted(_fields()) if f"field.{name}" not in messages] == []


@pytest.mark.parametrize(
    ("language", "group", "values"),
    [
        (language, group, values)
        for language, (group, values) in product(
            Language,
            (
                ("reason", Reason),
                ("basis", Reason),
                ("kind", PersonalData),
                ("item", Kind),
                ("change", Change),
                ("column", COLUMNS),
            ),
        )
    ],
)
def test_every_value_has_a_word(language: Language, group: str, values: tuple[str, ...]) -> None:
    messages = words(language)
    assert [value for value in values if f"{group}.{value}" not in messages] == []
