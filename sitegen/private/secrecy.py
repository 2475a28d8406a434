"""Which items are withheld: by a reviewed mark, or by what they say of themselves.

``item_verdict`` decides on an item of a record, ``confidential_lines`` on the lines of a file that did not
become a record, ``mentions_secrecy`` on a file that could not even be parsed. The less is known, the more is
taken for confidential: fail closed.

Sources: 保守国家秘密法 (2024) art. 22, 31, 35; 政府信息公开条例 art. 14, 15, 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from sitegen.load import MappingNode, Node, Path, ScalarNode, SequenceNode
from sitegen.private.model import (
    BudgetUnit,
    Confidential,
    DisclosureRecord,
    Indicator,
    KeyTask,
    Project,
    Reason,
    Secrecy,
)
from sitegen.private.personal_data import sightings
from sitegen.private.wording import Mention, Placeholder, Scope, Silent, Verdict, first_mention, verdict

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
    "confidential_lines",
    "inner_items",
    "item_verdict",
    "judged",
    "mentions_secrecy",
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


@dataclass(frozen=True, slots=True)
class Judged:
    """An item of a record with its path from the record's root."""

    path: Path
    item: Item
    verdict: ItemVerdict


def item_verdict(item: Item) -> ItemVerdict:
    """Decide on one item: by its mark, else by what it says of itself.

    A mark always wins. ``涉密项目`` in an indicator speaks of the project, unless that indicator is marked open.
    What speaks of secrecy in the head of a whole document (a footnote, the department's goal) is never
    enough to withhold all of it, and so is undecided.
    """
    said = _said(item)
    decision = item.secrecy
    if decision is not None and decision.decision == "withheld":
        return Withheld(decision.reason or Reason.STATE_SECRET, How.MARKED, None)
    if decision is not None:
        return Open(decision, needless=isinstance(said, Open) and not _holds_personal_data(item))
    return said


def judged(record: DisclosureRecord) -> Iterator[Judged]:
    """Yield every item of a record that has to be decided on, the record first; nothing inside what is withheld."""
    return _judged(record, ())


def _judged(item: Item, path: Path) -> Iterator[Judged]:
    found = item_verdict(item)
    yield Judged(path, item, found)
    if not isinstance(found, Withheld):
        for step, inner in inner_items(item):
            yield from _judged(inner, path + step)


def inner_items(item: Confidential) -> Iterator[tuple[Path, Item]]:
    """Yield the items right below an item, with their paths from it."""
    for path, value in _values(item):
        if isinstance(value, _INNER):
            yield path, value


def own_texts(item: Confidential) -> Iterator[tuple[Path, str]]:
    """Yield every text of an item with its path, but not those of the items below it, nor the review's.

    Goes by the model's fields and not by a list of names: a text field that is added to the model is
    judged, and searched for by the leak check, by doing nothing.
    """
    for path, value in _values(item):
        if isinstance(value, str):
            yield path, value


def all_texts(item: Confidential) -> Iterator[tuple[Path, str]]:
    """Yield every text of an item and of all below it, with its path."""
    yield from own_texts(item)
    for step, inner in inner_items(item):
        for path, text in all_texts(inner):
            yield step + path, text


def _values(item: Confidential) -> Iterator[tuple[Path, object]]:
    """Yield the leaves of an item: texts, amounts, and the items below it (which are not opened)."""
    for name in type(item).model_fields:
        yield from _leaves((name,), getattr(item, name))


def _leaves(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    match value:
        case Secrecy():
            return
        case BudgetUnit() | Project() | KeyTask() | Indicator():
            yield path, value
        case Confidential():
            for step, leaf in _values(value):
                yield path + step, leaf
        case tuple():
            for position, entry in enumerate(value):
                yield from _leaves((*path, position), entry)
        case _:
            yield path, value


def _said(item: Item) -> ItemVerdict:
    """Decide by what an item says of itself alone."""
    placeholders, mentions = [], []
    for path, text in own_texts(item):
        match verdict(text):
            case Placeholder(reason=reason):
                placeholders.append(Withheld(reason, How.AUTOMATIC, path))
                mention = first_mention(text)
                mentions.extend([] if mention is None else [Located(path, mention)])
            case Mention() as mention:
                mentions.append(Located(path, mention))
            case Silent():
                pass
    if isinstance(item, Project):
        placeholders.extend(_from_indicators(item))
    if placeholders and not isinstance(item, DisclosureRecord):
        return placeholders[0]
    if mentions:
        return Undecided(tuple(mentions))
    return Open(None, needless=False)


def _holds_personal_data(item: Item) -> bool:
    """Whether an item holds what is published with consent only, which a decision to publish it covers."""
    return any(sightings(text) for _, text in own_texts(item))


def _from_indicators(project: Project) -> Iterator[Withheld]:
    for position, indicator in enumerate(project.indicators):
        if indicator.secrecy is not None and indicator.secrecy.decision == "open":
            continue
        for path, text in own_texts(indicator):
            match verdict(text):
                case Placeholder(scope=Scope.PROJECT, reason=reason):
                    yield Withheld(reason, How.AUTOMATIC, ("indicators", position, *path))
                case _:
                    pass


# ---- files that did not become a record --------------------------------------------------------------------

# Lists whose items stand for themselves; what is said inside any other list is said of what holds the list.
_LISTS_OF_OWN = frozenset({"units", "projects", "key_tasks", "other_tasks"})
_KEY = "secrecy"
_KEY_LIKENESS = 0.6
_LONGEST_SLIP = 16
_VALUE_LIKENESS = 0.75
_DECISION = re.compile(r"secrec|withh?eld", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")


@dataclass(slots=True)
class _Heap:
    """An item of a node tree (an entry of a list, or the document): its lines, and what was found out about it."""

    node: Node
    key: str
    parent: _Heap | None
    scalars: list[ScalarNode]
    decided_open: bool = False
    secret: bool = False

    @property
    def first(self) -> int:
        return self.node.span.line

    @property
    def last(self) -> int:
        return self.node.last_line


def confidential_lines(node: Node, lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines of a content file that must not be quoted.

    ``lines`` is the text the node was read from. Confidential is every line of every entry of a list (a unit,
    project, indicator, task), and of the whole document, that is withheld or undecided by the same table as
    ``item_verdict``, or carries anything but ``secrecy: open`` (a misspelt key included), or a public code;
    with the comments around it. Nothing is assumed about the file's being valid.
    """
    heaps = list(_heaps(node, "", None))
    decisions: set[int] = set()
    for heap in heaps:
        _decide(heap, decisions)
    for heap in heaps:
        _listen(heap)
    said = {line for heap in heaps for scalar in heap.scalars for line in _lines_of(scalar)}
    hidden = _overheard(heaps, lines, said, decisions)
    for heap in heaps:
        if heap.secret:
            hidden.update(_with_comments(heap.first, heap.last, said, len(lines)))
    return frozenset(range(1, len(lines) + 1) if heaps[0].secret else hidden)


def mentions_secrecy(raw: str) -> bool:
    """Whether a file that could not be parsed speaks of secrecy in any way: then no line of it may be quoted."""
    text = _ESCAPE.sub(lambda match: _character(match[1] or match[2] or match[3]), raw)
    return first_mention(text) is not None or _DECISION.search(text) is not None or "public_code" in text


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF else ""  # noqa: PLR2004  (the last code point)


def _heaps(node: Node, key: str, parent: _Heap | None) -> Iterator[_Heap]:
    """Yield an item and the items below it, each with the keys and texts that are its own."""
    heap = _Heap(node, key, parent, [])
    below: list[tuple[Node, str]] = []
    _collect(node, key, heap.scalars, below)
    yield heap
    for inner, inner_key in below:
        yield from _heaps(inner, inner_key, heap)


def _collect(node: Node, key: str, scalars: list[ScalarNode], below: list[tuple[Node, str]]) -> None:
    match node:
        case ScalarNode():
            scalars.append(node)
        case MappingNode(entries=entries):
            for name, entry in entries.items():
                scalars.append(entry.key)
                _collect(entry.value, name, scalars, below)
        case SequenceNode(items=items):
            for item in items:
                if isinstance(item, ScalarNode):
                    scalars.append(item)
                else:
                    below.append((item, key))


@lru_cache(maxsize=4096)
def _nearly_decides(text: str) -> bool:
    """Whether a word is, or was meant to be, one that withholds. Only a short word can be a slip of the pen."""
    if len(text) > _LONGEST_SLIP:
        return False
    like_key = text != _KEY and get_close_matches(text, [_KEY], cutoff=_KEY_LIKENESS)
    return bool(like_key or get_close_matches(text, ["withheld"], cutoff=_VALUE_LIKENESS)) or text == "public_code"


def _decide(heap: _Heap, decisions: set[int]) -> None:
    """Read the mark of an item; the lines of marks that say ``open`` are noted in ``decisions``."""
    for scalar in heap.scalars:
        text = scalar.text.casefold()
        if _nearly_decides(text):
            heap.secret = True
    if isinstance(heap.node, MappingNode) and (entry := heap.node.entries.get(_KEY)) is not None:
        if _says_open(entry.value):
            heap.decided_open = True
            heap.secret = False
            decisions.add(entry.key.span.line)
        else:
            heap.secret = True


def _says_open(mark: Node) -> bool:
    match mark:
        case ScalarNode(text=text):
            return text == "open"
        case MappingNode(entries=entries):
            entry = entries.get("decision")
            return entry is not None and isinstance(entry.value, ScalarNode) and entry.value.text == "open"
        case SequenceNode():
            return False


def _listen(heap: _Heap) -> None:
    """Mark an item by what it says, and what holds it where it speaks of the project."""
    if heap.decided_open:
        return
    for scalar in heap.scalars:
        match verdict(scalar.text):
            case Placeholder(scope=Scope.PROJECT):
                heap.secret = True
                _tell_holders(heap)
            case Placeholder() | Mention():
                heap.secret = True
            case Silent():
                pass


def _tell_holders(heap: _Heap) -> None:
    """Withhold the project that an item stands in, with all between; never the whole document, nor what was opened."""
    while heap.key not in _LISTS_OF_OWN and heap.parent is not None and heap.parent.parent is not None:
        heap = heap.parent
        if heap.decided_open:
            return
        heap.secret = True


def _lines_of(scalar: ScalarNode) -> range:
    return range(scalar.span.line, scalar.last_line + 1)


def _overheard(heaps: Sequence[_Heap], lines: Sequence[str], said: set[int], decisions: set[int]) -> set[int]:
    """Listen to the lines themselves, since a tree has lost comments and keys that stand twice.

    Marks the items that such lines stand in, and returns the lines of comments that speak of secrecy.
    """
    hidden: set[int] = set()
    for number, line in enumerate(lines, 1):
        if number in decisions or (first_mention(line) is None and _DECISION.search(line) is None):
            continue
        if line.lstrip().startswith("#"):
            hidden.update(_with_comments(number, number, said, len(lines)))
            continue
        if "#" in line:
            hidden.add(number)
        around = _innermost(heaps, number)
        if not around.decided_open or number not in said:
            around.secret = True
    return hidden


def _innermost(heaps: Sequence[_Heap], line: int) -> _Heap:
    """Return the smallest item around a line; the items are in the order of the file, each before those inside it."""
    return [heap for heap in heaps if heap.parent is None or heap.first <= line <= heap.last][-1]


def _with_comments(first: int, last: int, shown: set[int], count: int) -> range:
    """Widen lines over the comments and blank lines that touch them."""
    while first > 1 and first - 1 not in shown:
        first -= 1
    while last < count and last + 1 not in shown:
        last += 1
    return range(first, last + 1)
