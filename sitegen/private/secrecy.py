"""Which items are withheld: by a reviewed mark, or by what they say of themselves.

``item_verdict`` decides on an item of a record, ``judged`` on all items of one. Of files that did not become a
record, see ``sitegen.private.quoting``.

Sources: 保守国家秘密法 (2024) art. 22, 31, 35; 政府信息公开条例 art. 14, 15, 17.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from sitegen.load import Path
from sitegen.private.model import (
    BudgetUnit,
    Confidential,
    DisclosureRecord,
    Indicator,
    KeyTask,
    Project,
    Reason,
    Secrecy,
    SecrecyWithAmounts,
)
from sitegen.private.personal_data import sightings
from sitegen.private.wording import SILENT, Mention, Placeholder, Scope, Silent, Verdict, first_mention, verdict
from sitegen.values.money import Money

__all__ = [
    "How",
    "Item",
    "ItemVerdict",
    "Judged",
    "Located",
    "Mention",
    "Open",
    "Placeholder",
    "Scope",
    "Silent",
    "Undecided",
    "Verdict",
    "Withheld",
    "all_texts",
    "amounts_withheld",
    "inner_items",
    "item_verdict",
    "judged",
    "own_texts",
    "verdict",
]


class How(StrEnum):
    """Who withholds: the author by a mark, or the item by what it says of itself."""

    MARKED = "marked"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Open:
    """The item may be published. ``decision`` is the review that says so, ``needless`` if nothing asked for one."""

    decision: Secrecy | None
    needless: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """The item is withheld. ``where`` is the path, from the item, of the placeholder that withholds it."""

    reason: Reason
    how: How
    where: Path | None


@dataclass(frozen=True, slots=True)
class Located:
    """A mention with the path, from the item, of the text it stands in."""

    where: Path
    mention: Mention


@dataclass(frozen=True, slots=True)
class Undecided:
    """The item mentions secrecy and nobody has decided: it must not be shown, and stops the build."""

    mentions: tuple[Located, ...]


ItemVerdict: TypeAlias = Open | Withheld | Undecided
#: What can be withheld by itself.
Item: TypeAlias = DisclosureRecord | BudgetUnit | Project | KeyTask | Indicator
_INNER = (BudgetUnit, Project, KeyTask, Indicator)
#: Texts of an item, with their paths from it.
Texts: TypeAlias = tuple[tuple[Path, str], ...]
#: An item right below another, with its path from it, and its texts.
_Below: TypeAlias = tuple[Path, Item, Texts]


@dataclass(frozen=True, slots=True)
class Judged:
    """An item of a record with its path from the record's root, and its ``own_texts``, which many ask for."""

    path: Path
    item: Item
    verdict: ItemVerdict
    texts: Texts = field(repr=False)


def item_verdict(item: Item) -> ItemVerdict:
    """Decide on one item: by its mark, else by what it says of itself.

    A mark always wins. ``涉密项目`` in an indicator speaks of the project, unless that indicator is marked open.
    What speaks of secrecy in the head of a whole document (a footnote, the department's goal) is never
    enough to withhold all of it, and so is undecided.
    """
    return _verdict(item, own_texts(item), _below(item))


def _below(item: Item) -> list[_Below]:
    return [(step, inner, own_texts(inner)) for step, inner in inner_items(item)]


def _verdict(item: Item, texts: Texts, below: Sequence[_Below]) -> ItemVerdict:
    said = _said(item, texts, below)
    decision = item.secrecy
    if decision is not None and decision.decision == "withheld":
        return Withheld(decision.reason or Reason.STATE_SECRET, How.MARKED, None)
    if decision is not None:
        asked_for = not isinstance(said, Open) or _holds_personal_data(texts) or amounts_withheld(item)
        return Open(decision, needless=not asked_for)
    return said


def amounts_withheld(item: Item) -> bool:
    """Whether an item's own decision withholds its amounts."""
    return isinstance(item.secrecy, SecrecyWithAmounts) and item.secrecy.amounts == "withheld"


def judged(record: DisclosureRecord) -> Iterator[Judged]:
    """Yield every item of a record that has to be decided on, the record first; nothing inside what is withheld."""
    found: list[Judged] = []
    _judge((), record, own_texts(record), found)
    return iter(found)


def _judge(path: Path, item: Item, texts: Texts, found: list[Judged]) -> None:
    # Its texts are gathered once for itself and for the item above it, of which they may speak.
    below = _below(item)
    decided = _verdict(item, texts, below)
    found.append(Judged(path, item, decided, texts))
    if not isinstance(decided, Withheld):
        for step, inner, own in below:
            _judge(path + step, inner, own, found)


def inner_items(item: Confidential) -> Iterator[tuple[Path, Item]]:
    """Yield the items right below an item, with their paths from it."""
    for name, value in item.__dict__.items():
        if type(value) is tuple:
            for position, entry in enumerate(value):
                if isinstance(entry, _INNER):
                    yield (name, position), entry
                elif type(entry) not in _NO_ITEMS:
                    yield from _items_in((name, position), entry)
        elif type(value) not in _NO_ITEMS:
            yield from _items_in((name,), value)


def _items_in(path: Path, value: object) -> Iterator[tuple[Path, Item]]:
    return ((inner, leaf) for inner, leaf in _leaves(path, value) if isinstance(leaf, _INNER))


def own_texts(item: Confidential) -> Texts:
    """Return every text of an item with its path, but not those of the items below it, nor the review's.

    Goes by the model's fields and not by a list of names: a text field that is added to the model is
    judged, and searched for by the leak check, by doing nothing.
    """
    found: list[tuple[Path, str]] = []
    for name, value in item.__dict__.items():
        kind = type(value)
        if kind is str:
            found.append(((name,), value))
        elif kind is tuple:
            for position, entry in enumerate(value):
                if type(entry) is str:
                    found.append(((name, position), entry))
                elif type(entry) not in _NO_TEXTS:
                    found.extend(_texts_in((name, position), entry))
        elif kind not in _NO_TEXTS:
            found.extend(_texts_in((name,), value))
    return tuple(found)


def _texts_in(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    return ((inner, leaf) for inner, leaf in _leaves(path, value) if isinstance(leaf, str))


def all_texts(item: Confidential) -> Iterator[tuple[Path, str]]:
    """Yield every text of an item and of all below it, with its path."""
    yield from own_texts(item)
    for step, inner in inner_items(item):
        for path, text in all_texts(inner):
            yield step + path, text


# Classes of values in which no text, and no item, can stand; any other is looked into. Most values are of these, and
# they are passed by at once.
_NO_TEXTS = frozenset({type(None), Money, bool, int, date, Secrecy, BudgetUnit, Project, KeyTask, Indicator})
_NO_ITEMS = frozenset({type(None), Money, bool, int, date, Secrecy, str})


def _leaves(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    """Yield the leaves of a value: texts, amounts, and items, which are not opened."""
    match value:
        case Secrecy():
            return
        case BudgetUnit() | Project() | KeyTask() | Indicator():
            yield path, value
        case Confidential():
            for name, inner in value.__dict__.items():
                yield from _leaves((*path, name), inner)
        case tuple():
            for position, entry in enumerate(value):
                yield from _leaves((*path, position), entry)
        case _:
            yield path, value


def _said(item: Item, texts: Texts, below: Sequence[_Below]) -> ItemVerdict:
    """Decide by what an item says of itself alone; the indicators of a project may say it of the project."""
    placeholders, mentions = [], []
    for path, text in texts:
        found = verdict(text)
        if found is SILENT:
            continue
        match found:
            case Placeholder(reason=reason):
                placeholders.append(Withheld(reason, How.AUTOMATIC, path))
                mention = first_mention(text)
                mentions.extend([] if mention is None else [Located(path, mention)])
            case Mention() as mention:
                mentions.append(Located(path, mention))
            case Silent():
                pass
    if isinstance(item, Project):
        placeholders.extend(_from_indicators(below))
    if placeholders and not isinstance(item, DisclosureRecord):
        return placeholders[0]
    if mentions:
        return Undecided(tuple(mentions))
    return Open(None, needless=False)


def _holds_personal_data(texts: Texts) -> bool:
    """Whether an item holds what is published with consent only, which a decision to publish it covers."""
    return any(sightings(text) for _, text in texts)


def _from_indicators(below: Sequence[_Below]) -> Iterator[Withheld]:
    for step, item, texts in below:
        if not isinstance(item, Indicator) or (item.secrecy is not None and item.secrecy.decision == "open"):
            continue
        for path, text in texts:
            found = verdict(text)
            if found is not SILENT and isinstance(found, Placeholder) and found.scope is Scope.PROJECT:
                yield Withheld(found.reason, How.AUTOMATIC, step + path)
