"""``Node`` -> a pydantic model, with every mistake of the file found at once and told by its place.

Every scalar is text; here it becomes what its field asks for, and nothing is guessed: ``是`` is no
flag, ``20240115`` is no date, ``1,485.34`` is no amount. The messages of pydantic are never used, since
they could quote a secret; only the kind of the mistake and its place are taken from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sitegen.diagnostics.model import Finding
from sitegen.load import MappingNode, Node, Path, ScalarNode, SequenceNode, descend, is_blank, locate
from sitegen.typed.places import place_of
from sitegen.typed.shapes import Amount, Choice, Day, Flag, Listing, Section, Shape, Table, Token, Whole, Words
from sitegen.typed.suggestions import plain_title, suggest
from sitegen.values.miswritten import miswritten
from sitegen.values.text import shortened

_Model = TypeVar("_Model", bound=BaseModel)

# Stands for a text that is not what the field asks for; no field accepts it.
_UNREADABLE = object()

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_FLAGS = {"true": True, "false": False}


def typed(model: type[_Model], path: PurePosixPath, node: Node) -> tuple[_Model | None, tuple[Finding, ...]]:
    """Read a tree as a model. The model is ``None`` where it cannot be made; findings may come with it all the same.

    ``path`` is the file's path from the site's root.
    """
    if not isinstance(node, MappingNode):
        finding = Finding(
            "K103", node.span._replace(file=path), {**place_of(node, ()), **_WHOLE_FILE, "found": _kind(node)}
        )
        return None, (finding,)
    root = Section(model)
    reader = _Reader()
    data = reader.section(node, root)
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        told = [_told(entry, node, root) for entry in error.errors(include_url=False, include_input=False)]
        return None, (*reader.findings, *told)
    return made, tuple(reader.findings)


_WHOLE_FILE = {"key": "", "title": "", "expected": "section", "expected_form": "section"}


@dataclass(slots=True)
class _Reader:
    """Turns text into values by the shapes of the fields. This runs for every value of the content."""

    findings: list[Finding] = field(default_factory=list)

    def section(self, node: MappingNode, section: Section) -> dict[str, Any]:
        """Read the keys of a section. A key without a value says nothing, so it counts as not written."""
        known = section.keys()
        values: dict[str, Any] = {}
        for name, (_, below) in node.entries.items():
            key = known.get(name)
            if key is None:
                values[name] = _UNREADABLE
            elif is_blank(below):
                self._cut(below, key.shape)
            else:
                values[name] = self.value(below, key.shape)
        return values

    def value(self, node: Node, shape: Shape) -> Any:  # noqa: ANN401  (values are of any type)
        """Read one value; what is not what the shape asks for becomes something that no field accepts."""
        match node:
            case ScalarNode():
                self._cut(node, shape)
                return _UNREADABLE if is_blank(node) else _READERS[type(shape)](node.text, shape)
            case MappingNode() if isinstance(shape, Section):
                return self.section(node, shape)
            case MappingNode(entries=entries) if isinstance(shape, Table):
                return {name: self.value(entry.value, shape.value) for name, entry in entries.items()}
            case SequenceNode(items=items) if isinstance(shape, Listing):
                return [self.value(below, shape.item) for below in items]
            case _:
                return _UNREADABLE

    def _cut(self, node: Node, shape: Shape) -> None:
        if isinstance(shape, Words) and isinstance(node, ScalarNode) and node.comment is not None:
            self.findings.append(Finding("Y114", node.comment))


def _verbatim(text: str, _: Shape) -> Any:  # noqa: ANN401  (values are of any type)
    return text


def _short(text: str, shape: Shape) -> Any:  # noqa: ANN401  (values are of any type)
    """Read a text in place of a section: as what stands under the one key that it may be short for."""
    return {shape.shorthand: text} if isinstance(shape, Section) and shape.shorthand is not None else _UNREADABLE


def _whole(text: str, _: Shape) -> Any:  # noqa: ANN401  (values are of any type)
    return int(text) if _WHOLE.fullmatch(text) else _UNREADABLE


def _flag(text: str, _: Shape) -> Any:  # noqa: ANN401  (values are of any type)
    return _FLAGS.get(text, _UNREADABLE)


def _day(text: str, _: Shape) -> Any:  # noqa: ANN401  (a date, or what no field accepts)
    if _DAY.fullmatch(text) is None:
        return _UNREADABLE
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _UNREADABLE


def _none(_: str, __: Shape) -> Any:  # noqa: ANN401  (values are of any type)
    return _UNREADABLE


#: How a text is read, by the class of the shape that is asked for.
_READERS: Mapping[type[Shape], Callable[[str, Shape], Any]] = {
    Words: _verbatim,
    Token: _verbatim,
    Amount: _verbatim,
    Choice: _verbatim,
    Whole: _whole,
    Day: _day,
    Flag: _flag,
    Section: _short,
    Listing: _none,
    Table: _none,
}


def _shape_at(root: Section, path: Path) -> Shape | None:
    """Return the shape of what stands at a path; ``None`` where the model has nothing there."""
    found: Shape | None = root
    for step in path:
        match found, step:
            case Section(), str():
                key = found.keys().get(step)
                found = None if key is None else key.shape
            case Listing(item=item), int():
                found = item
            case Table(value=item), str():
                found = item
            case _:
                return None
    return found


def _kind(node: Node | None) -> str:
    match node:
        case MappingNode():
            return "section"
        case SequenceNode():
            return "list"
        case ScalarNode() if is_blank(node):
            return "nothing"
        case ScalarNode():
            return "text"
        case None:
            return "nothing"


def _told(entry: Mapping[str, Any], root: MappingNode, outermost: Section) -> Finding:
    """Turn one mistake that pydantic found into a finding; of its own words nothing is used."""
    path: Path = entry["loc"]
    kind: str = entry["type"]
    owner = path[:-1]
    if kind == "extra_forbidden":
        return _unknown_key(root, path, outermost)
    node = descend(root, path)
    section = _shape_at(outermost, owner)
    key = section.keys().get(str(path[-1])) if isinstance(section, Section) else None
    words = {
        **place_of(root, path),
        "key": next((step for step in reversed(path) if isinstance(step, str)), ""),
        "title": plain_title(key.title) if key is not None else "",
    }
    if kind == "missing" and node is None:
        return Finding("K102", locate(root, owner), words)
    if node is None:
        node = descend(root, owner)
    words["form"] = words["key"]
    words["text"] = shortened(node.text) if isinstance(node, ScalarNode) else ""
    code, particulars = _value_told(kind, _shape_at(outermost, path), node, entry.get("ctx", {}))
    return Finding(code, locate(root, path), {**words, **particulars})


def _unknown_key(root: MappingNode, path: Path, outermost: Section) -> Finding:
    owner, typed_key = path[:-1], str(path[-1])
    section = _shape_at(outermost, owner)
    above = descend(root, owner)
    span = above.entries[typed_key].key.span if isinstance(above, MappingNode) else locate(root, path)
    particulars = {**place_of(root, path), "key": typed_key}
    if not isinstance(section, Section):
        raise TypeError(type(section).__name__)
    meant = suggest(typed_key, section, outermost.model)
    particulars["hint"] = "outermost" if meant.hint == "elsewhere" and not meant.owner else meant.hint
    particulars |= {"suggestion": meant.key, "title": plain_title(meant.title), "owner": meant.owner}
    return Finding("K101", span, {**particulars, "known": ", ".join(section.keys())})


_LIMITS = {"greater_than_equal": ("least", "ge"), "less_than_equal": ("most", "le")}
_EXPECTED: dict[type[Shape], str] = {Section: "section", Table: "section", Listing: "list"}
_CODES: dict[type[Shape], str] = {Whole: "A101", Day: "A103", Flag: "A104", Words: "A105"}


def _value_told(
    kind: str, shape: Shape | None, node: Node | None, context: Mapping[str, Any]
) -> tuple[str, dict[str, str]]:
    """Return the code of what is wrong with a value, and the particulars that are its own."""
    if kind == "too_short":
        return "K109", {}
    if kind in _LIMITS:
        bound, limit = _LIMITS[kind]
        return "A109", {"bound": bound, "limit": str(context[limit])}
    if node is None or is_blank(node):
        return "K107", {}
    if not isinstance(node, ScalarNode) or isinstance(shape, Section | Listing | Table):
        expected = _EXPECTED.get(type(shape), "text") if shape is not None else "text"
        return "K103", {"expected": expected, "expected_form": expected, "found": _kind(node)}
    return _text_told(shape, node.text)


def _text_told(shape: Shape | None, text: str) -> tuple[str, dict[str, str]]:
    """Return the code of what is wrong with a text, by what it should have been."""
    match shape:
        case Amount():
            wrong = miswritten(text)
            return "A102", {"reason": wrong.fault.value, "example": wrong.meant or "14.07"}
        case Choice(options=options):
            return "K108", {"options": ", ".join(options)}
        case Token(is_id=True):
            return "K104", {}
        case _:
            return (_CODES.get(type(shape), "A106") if shape is not None else "A106"), {}
