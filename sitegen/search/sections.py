"""A search record -> a section of the index: what the page shows of it, and how it is searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sitegen.public.addresses import Language
from sitegen.public.model import Unpublished
from sitegen.render.formats import natural_english
from sitegen.search.records import Role, SearchRecord, Text
from sitegen.search.text import TokenStream
from sitegen.values.money import Money

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


def shown(record: SearchRecord) -> Json:
    """Return what the page shows of a record; a text is a string, or with its language where that is not the page's."""

    def written(text: Text) -> Json:
        return text.text if text.language is record.language else [text.text, text.language.tag]

    return {
        "kind": record.kind.value,
        "page": record.page.as_posix(),
        "anchor": record.anchor or "",
        "title": None if record.title is None else written(record.title),
        "department": written(record.department),
        "year": record.year,
        "amount": None if record.amount is None else _amount(record.amount, record.language),
        "fields": [
            [field.role.value, [written(text) for text in field.texts], field.anchor or ""]
            for field in record.fields
            if field.role is not Role.TITLE
        ],
    }


def _amount(amount: Money | Unpublished, language: Language) -> str:
    if isinstance(amount, Unpublished):
        return "金额不予公开" if language is Language.ZH else "Amount not published"
    if language is Language.ZH:
        return f"{amount}\N{NO-BREAK SPACE}万元"
    return f"{natural_english(amount)} ({amount}\N{NO-BREAK SPACE}万元)"


def token_stream(record: SearchRecord) -> TokenStream:
    """Return the tokens of a record. They depend on nothing but what is shown of it.

    What it has in common with others, such as the name of its department, stands first: where a token has the same
    position in each section, the list of them is short when it is compressed.
    """
    stream = TokenStream()
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    for field in record.fields:
        by_role[field.role].extend(text.text for text in field.texts)
    _spell(stream, record.department)
    left = [text for text in by_role.pop(Role.CONTEXT) if not _added(stream, text)]
    stream.begin_region()
    for role, texts in by_role.items():
        match role:
            case Role.TITLE:
                _spell(stream, record.title)
            case Role.GOAL | Role.INDICATOR:
                stream.begin_region()
            case Role.NOTE | Role.CONTEXT:
                pass
        for text in texts:
            stream.add(text)
    for text in left:
        stream.add(text)
    return stream


def _added(stream: TokenStream, text: str) -> bool:
    """Add a text where there is room for it, and say whether there was."""
    fits = stream.has_room(text)
    if fits:
        stream.add(text)
    return fits


def _spell(stream: TokenStream, name: Text | None) -> None:
    if name is not None and name.language is Language.ZH:
        stream.spell(name.text)
