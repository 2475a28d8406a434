"""Which lines of a content file must not be quoted, be it in a code frame or in a message.

``confidential_lines`` and ``telling_lines`` decide on a file that was parsed, whether or not it became a record;
``mentions_secrecy`` on one that could not even be parsed. The less is known, the more is taken for confidential: fail
closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from sitegen.load import MappingNode, Node, ScalarNode, SequenceNode
from sitegen.private.wording import Mention, Placeholder, Scope, Silent, first_mention, may_mention, verdict

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


def telling_lines(node: Node, lines: Sequence[str], confidential: frozenset[int]) -> frozenset[int]:
    """Return the numbers of the lines that are not confidential themselves and may tell of what is, all the same.

    In a file that withholds something a comment may be about that, and an open item may name a withheld one by its id,
    as a unit does that is part of another. A project may continue one that the file of another year withholds.
    """
    entries = tuple(_entries(node))
    ids = {value.text for key, value in entries if key == "id" and value.line in confidential}
    named = {value.line for key, value in entries if key == "previous" or (key != "id" and value.text in ids)}
    comments = {number for number, line in enumerate(lines, 1) if "#" in line} if confidential else set()
    return frozenset(named | comments)


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


def _entries(node: Node, key: str = "") -> Iterator[tuple[str, ScalarNode]]:
    """Yield every scalar of a tree with the key that it stands under, in no order."""
    waiting: list[tuple[str, Node]] = [(key, node)]
    while waiting:
        above, inner = waiting.pop()
        match inner:
            case ScalarNode():
                yield above, inner
            case MappingNode(entries=entries):
                waiting += [(name, entry.value) for name, entry in entries.items()]
            case SequenceNode(items=items):
                waiting += [(above, item) for item in items]


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
            decisions.add(entry.key.line)
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
    return range(scalar.line, scalar.last_line + 1)


def _overheard(heaps: Sequence[_Heap], lines: Sequence[str], said: set[int], decisions: set[int]) -> set[int]:
    """Listen to the lines themselves, since a tree has lost comments and keys that stand twice.

    Marks the items that such lines stand in, and returns the lines of comments that speak of secrecy.
    """
    hidden: set[int] = set()
    heard = may_mention(lines)
    for number, line in enumerate(lines, 1):
        mentions = number in heard and first_mention(line) is not None
        if number in decisions or not (mentions or _DECISION.search(line)):
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
    return next(heap for heap in reversed(heaps) if heap.parent is None or heap.first <= line <= heap.last)


def _with_comments(first: int, last: int, shown: set[int], count: int) -> range:
    """Widen lines over the comments and blank lines that touch them."""
    while first > 1 and first - 1 not in shown:
        first -= 1
    while last < count and last + 1 not in shown:
        last += 1
    return range(first, last + 1)
