"""What is withheld in a record: every text and amount of every withheld item, as secrets to look for.

The one module of the guard that reads the private model.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from sitegen.leakcheck.needles import Place, Secret, SecretAmount, SecretText
from sitegen.load import Node, Path, locate
from sitegen.private.model import Confidential
from sitegen.private.secrecy import Item, Judged, Open, all_texts
from sitegen.private.wording import without_statements
from sitegen.translations import Catalogue
from sitegen.values.money import Money

# What is said in public of a withheld item, and words of the format.
_PUBLIC_FIELDS = frozenset({"public_code", "unit", "subtotals", "year_basis", "department"})
_NAMES = frozenset({"name", "title"})


def secrets_of(
    judged: Iterable[Judged], node: Node, file: PurePosixPath, english: Catalogue, *, amounts: Collection[Path]
) -> Iterator[Secret]:
    """Yield the secrets of a record: the texts and ids of what is withheld or undecided, and who reviewed what.

    Args:
        judged: every item of the record with the decision on it.
        node: the tree the record was read from, for the lines.
        file: the content file, as leaks shall name it.
        english: the translations in force; a secret's translation is as secret.
        amounts: the paths of the items whose amounts are not published: withheld, or left out to protect those.

    """
    for found in judged:
        opened = isinstance(found.verdict, Open) and found.item.secrecy is None
        if opened and (not amounts or found.path not in amounts):
            continue
        place = Place(file, locate(node, found.path).line, _code(found.item))
        if found.item.secrecy is not None and found.item.secrecy.reviewed_by is not None:
            yield SecretText(place, found.item.secrecy.reviewed_by, named=True)
        if isinstance(found.verdict, Open):
            if found.path in amounts:
                yield from (SecretAmount(place, amount) for amount in _own_amounts(found.item))
            continue
        yield from _texts(found.item, place, english)
        if found.path in amounts:
            yield from (SecretAmount(place, amount) for amount in _amounts(found.item))


def _code(item: Item) -> str:
    return getattr(item, "public_code", None) or ""


def _texts(item: Item, place: Place, english: Catalogue) -> Iterator[SecretText]:
    for path, text in all_texts(item):
        if path[-1] in _PUBLIC_FIELDS:
            continue
        translated = english.english(text)
        if translated is not None and translated != text:
            yield SecretText(place, translated)
        for piece in without_statements(text):
            yield SecretText(place, piece, path[-1] in _NAMES)


def _own_amounts(item: Item) -> Iterator[Money]:
    """Yield the amounts of an item, but not those of the items below it."""
    for name in type(item).model_fields:
        value: object = getattr(item, name)
        if isinstance(value, Money):
            yield value


def _amounts(value: object) -> Iterator[Money]:
    match value:
        case Money():
            yield value
        case Confidential():
            for name in type(value).model_fields:
                yield from _amounts(getattr(value, name))
        case tuple():
            for entry in value:
                yield from _amounts(entry)
        case _:
            return
