"""The events of libyaml -> ``Node``, with what the format forbids told on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml import events as ev

from sitegen.diagnostics.model import Finding, Span
from sitegen.load.nodes import MappingEntry, MappingNode, Node, ScalarNode, SequenceNode, is_blank
from sitegen.load.slip import Failure
from sitegen.load.slips import suspicious_key

# libyaml where the wheel of PyYAML has it; the parser written in Python gives the same events.
_PARSER = getattr(yaml, "CLoader", yaml.Loader)

# The deepest content file nests eight levels; more than this is not one of ours.
_DEEPEST = 24

#: PyYAML's events, whose marks are optional in the type stubs and always there in what the parser makes.
_Event: TypeAlias = Any

_NULLS = frozenset({"~", "null", "Null", "NULL"})
_COMMENT = re.compile(r"[ \t]+(#[ \t]*\S.*)")


# As ``ScalarNode`` itself makes one of its fields, but for what takes as long again: a file has a thousand of them.
_scalar_node = partial(tuple.__new__, ScalarNode)
_entry = partial(tuple.__new__, MappingEntry)


class _TooDeepError(Exception):
    """The nesting is deeper than any content file's."""


@dataclass(slots=True)
class Builder:
    """One pass over the events of a file.

    ``doubtful`` are the numbers of the lines that YAML took for a piece of text, or for a key, where the
    clerk may have meant something else; ``continued`` those that it took for more of the text above.
    """

    path: PurePosixPath
    lines: list[str]
    findings: list[Finding] = field(default_factory=list)
    doubtful: set[int] = field(default_factory=set)
    continued: set[int] = field(default_factory=set)
    node: Node | None = None
    _events: Iterator[_Event] = field(default_factory=lambda: iter(()))
    _sharp: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Find the lines that may hold a comment."""
        self._sharp = frozenset(number for number, line in enumerate(self.lines) if "#" in line)

    def build(self) -> Failure | None:
        """Build the tree of the first document; say where YAML gave up, or ``None``."""
        parser = _PARSER("\n".join(self.lines))
        self._events = iter(parser.get_event, None)
        documents = 0
        try:
            for event in self._events:
                if isinstance(event, ev.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.report("Y106", _extent(event).line + 1, 1)
                        return None
                elif isinstance(event, ev.ScalarEvent | ev.CollectionStartEvent | ev.AliasEvent):
                    self.node = self._node(event, 0)
        except yaml.MarkedYAMLError as error:
            return _failure(error)
        except yaml.YAMLError:
            return Failure("unreadable", 1, 1, None)
        except _TooDeepError:
            self.node = None
        finally:
            parser.dispose()
        if self.node is not None and is_blank(self.node):
            self.node = None
        return None

    def report(self, code: str, line: int, column: int, end_column: int | None = None, **particulars: str) -> None:
        """Note a mistake; without ``end_column`` it reaches to the end of the line."""
        if end_column is None:
            end_column = len(self._text(line - 1).rstrip()) + 1
        self.findings.append(Finding(code, Span(self.path, line, column, max(column, end_column)), particulars))

    def _node(self, event: _Event, depth: int) -> Node:
        kind = type(event)
        if kind is ev.ScalarEvent:
            scalar = self._scalar(event)
            self._doubt(scalar)
            return scalar
        if kind is ev.MappingStartEvent:
            return self._mapping(event, self._within(event, depth))
        if kind is ev.SequenceStartEvent:
            return self._sequence(event, self._within(event, depth))
        # What is left is an alias: it is reported, and its own spelling is the text.
        span = self._span(event)
        self._named(event)
        text = self._text(span.line - 1)[span.column - 1 : span.end_column - 1]
        return ScalarNode(text, True, *span, last_line=span.line)  # noqa: FBT003  (as the fields go)

    def _text(self, index: int) -> str:
        """Return a line, counted from 0; the parser may stop behind the last one."""
        return self.lines[index] if index < len(self.lines) else ""

    def _within(self, event: _Event, depth: int) -> int:
        self._named(event)
        if depth == _DEEPEST:
            place = _extent(event)
            self.report("Y125", place.line + 1, place.column + 1, limit=str(_DEEPEST))
            raise _TooDeepError
        return depth + 1

    def _scalar(self, event: _Event) -> ScalarNode:
        """Make a piece of text. This runs for every one in the content, so it asks cheap questions first."""
        start, end, text = event.start_mark, event.end_mark, event.value
        line = last_line = start.line + 1
        column, end_column = start.column + 1, end.column + 1
        plain = not event.style
        if event.anchor is not None or event.tag is not None:
            self._named(event)
        if end.line >= line:
            span = self._span(event)
            end_column, last_line = span.end_column, self._several_lines(event, span)
        if not plain:
            return _scalar_node((text, plain, self.path, line, column, end_column, last_line, None))
        if text in _NULLS:
            self.report("Y110", line, column, end_column, found=text)
            text = ""
        comment = self._comment(end.line, end.column) if end.line in self._sharp else None
        return _scalar_node((text, plain, self.path, line, column, end_column, last_line, comment))

    def _comment(self, line: int, column: int) -> Span | None:
        """Return what stands behind an unquoted text that ends at a place, counted from 0."""
        match = _COMMENT.match(self._text(line), column)
        return None if match is None else Span(self.path, line + 1, match.start(1) + 1, match.end(1) + 1)

    def _doubt(self, scalar: ScalarNode) -> None:
        """Note an unquoted text that begins its line: it may be meant as a key."""
        if scalar.plain and scalar.text and not self._text(scalar.line - 1)[: scalar.column - 1].strip(" -"):
            self.doubtful.add(scalar.line)

    def _several_lines(self, event: _Event, span: Span) -> int:
        """Return the last line of a text that takes several.

        Unquoted, its lines may be meant as keys: to YAML, ``total： 14`` below ``name:`` is more of the text.
        """
        place = _extent(event)
        ends_before = event.style in {"|", ">"} and not place.end_column
        last_line = max(place.end_line + (0 if ends_before else 1), span.line)
        if not event.style:
            self.continued.update(range(span.line + 1, last_line + 1))
        if last_line > span.line and event.style != "|" and event.value:
            self.report("Y124", span.line, span.column, span.end_column, lines=str(last_line - span.line + 1))
        return last_line

    def _mapping(self, start: ev.MappingStartEvent, depth: int) -> MappingNode:
        entries: dict[str, MappingEntry] = {}
        for event in self._events:
            if type(event) is ev.MappingEndEvent:
                last = next(reversed(entries.values())).value if entries else None
                return MappingNode(entries, self._span(start), self._last_line(start, last, event))
            key = self._key(event, depth)
            follows: _Event = next(self._events)
            kind = type(follows)
            if kind is ev.ScalarEvent and key is not None and follows.start_mark.line < key.line:
                # Behind its key a text begins no line, and is in no doubt.
                value: Node = self._scalar(follows)
            else:
                value = self._node(follows, depth)
            if key is None:
                continue
            former = entries.get(key.text)
            if former is None:
                entries[key.text] = _entry((key, value))
            else:
                particulars = {"key": key.text, "first_line": str(former.key.line)}
                self.findings.append(Finding("Y109", key.span, particulars, (former.key.span,)))
        raise _TooDeepError

    def _key(self, event: _Event, depth: int) -> ScalarNode | None:
        if type(event) is not ev.ScalarEvent:
            place = _extent(event)
            self.report("Y108", place.line + 1, place.column + 1)
            self._node(event, depth)
            return None
        key = self._scalar(event)
        if not key.text:
            self.report("Y108", key.line, key.column)
            return None
        if key.plain and suspicious_key(key.text):
            self.doubtful.add(key.line)
        return key

    def _sequence(self, start: ev.SequenceStartEvent, depth: int) -> SequenceNode:
        items: list[Node] = []
        for event in self._events:
            if type(event) is ev.SequenceEndEvent:
                last = items[-1] if items else None
                return SequenceNode(tuple(items), self._span(start), self._last_line(start, last, event))
            items.append(self._node(event, depth))
        raise _TooDeepError

    def _last_line(self, start: ev.CollectionStartEvent, inside: Node | None, end: ev.Event) -> int:
        last = _extent(start).line + 1 if inside is None else inside.last_line
        return max(last, _extent(end).end_line + 1) if start.flow_style else last

    def _named(self, event: _Event) -> None:
        """Report an anchor (``&``), an alias (``*``) or a tag (``!``)."""
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            place = _extent(event)
            sign = self._text(place.line)[place.column : place.column + 1]
            self.report("Y107", place.line + 1, place.column + 1, sign=sign)

    def _span(self, event: _Event) -> Span:
        """Return the place of a text, up to the end of its first line; of a section or list, its first line."""
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        in_a_block = isinstance(event, ev.CollectionStartEvent) and not event.flow_style
        end_column = end.column if line == end.line and not in_a_block else len(self._text(line).rstrip())
        return Span(self.path, line + 1, column + 1, max(column, end_column) + 1)


class _Extent(NamedTuple):
    """From where to where an event reaches, counted from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


def _extent(event: _Event) -> _Extent:
    start, end = event.start_mark, event.end_mark
    return _Extent(start.line, start.column, end.line, end.column)


def _failure(error: yaml.MarkedYAMLError) -> Failure:
    """Take over where the parser gave up, and where it had begun the thing it was reading."""
    mark = error.problem_mark or error.context_mark
    line, column = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
    context = error.context_mark
    begun = None if context is None else (context.line + 1, context.column + 1)
    return Failure(str(error.problem or error.context or ""), line, column, begun)
