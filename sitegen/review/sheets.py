"""The list as sheets of rows in words: what the page and the table both show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from sitegen.private.model import Reason
from sitegen.render.messages import Messages
from sitegen.render.phrases import Phrase
from sitegen.review.cells import BLANK, Cells
from sitegen.review.changes import Change, Changed
from sitegen.review.model import (
    Awaiting,
    Opened,
    PassedOver,
    Personal,
    Review,
    Signature,
    Term,
    Unpriced,
    WithheldItem,
)
from sitegen.review.releases import Unreadable
from sitegen.review.subjects import Subject

_Line = TypeVar("_Line")

#: The words of a row by the key of their column.
Words: TypeAlias = Mapping[str, Phrase]


@dataclass(frozen=True, slots=True)
class Line:
    """A row. ``urgent`` is true of one that somebody has to see to before the release."""

    cells: Words
    urgent: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of the list. ``key`` names its words; ``empty`` is what is said where it has no rows."""

    key: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    empty: str

    @property
    def urgent(self) -> int:
        """How many rows somebody has to see to."""
        return sum(line.urgent for line in self.lines)


def sheets_of(review: Review, messages: Messages) -> tuple[Sheet, ...]:
    """Put a review into words, what has to be seen to first."""
    words = _Words(Cells(messages))
    signed: tuple[WithheldItem | Opened, ...] = (*review.withheld, *review.opened)
    due = [line for line in signed if line.signature.term is not Term.RUNNING]
    unknown = isinstance(review.former, Unreadable)
    return (
        _sheet("awaiting", words.awaiting, review.awaiting),
        _sheet("due", words.due, due),
        _sheet("changes", words.changed, review.changes, "changes.unknown" if unknown else None),
        _sheet("withheld", words.withheld, review.withheld),
        _sheet("unpriced", words.unpriced, review.unpriced),
        _sheet("personal", words.personal, review.personal),
        _sheet("opened", words.opened, review.opened),
        _sheet("passed_over", words.passed_over, review.passed_over),
    )


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "awaiting": ("place", "department", "item", "words"),
    "due": ("place", "department", "item", "code", "signature", "term"),
    "changes": ("change", "department", "item", "before", "after", "place"),
    "withheld": ("place", "department", "item", "code", "reason", "how", "signature", "term", "remark"),
    "unpriced": ("place", "department", "item", "code", "how"),
    "personal": ("place", "department", "item", "where", "kind", "masked", "state"),
    "opened": ("place", "department", "item", "words", "signature", "term", "remark"),
    "passed_over": ("place", "department", "item", "words"),
}

#: Every column, in the order of a table that holds all sheets.
COLUMNS = tuple(dict.fromkeys(column for columns in _COLUMNS.values() for column in columns))


def _sheet(key: str, line: Callable[[_Line], Line], found: Iterable[_Line], empty: str | None = None) -> Sheet:
    return Sheet(key, _COLUMNS[key], tuple(line(each) for each in found), empty or f"{key}.empty")


class _Words:
    """Makes the rows of each sheet."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def awaiting(self, line: Awaiting) -> Line:
        return Line({**self._about(line.subject), "words": self._cells.quotes(line.asking)}, urgent=True)

    def due(self, line: WithheldItem | Opened) -> Line:
        code = self._cells.code(line.code if isinstance(line, WithheldItem) else None)
        return Line({**self._about(line.subject), **self._signed(line.signature), "code": code}, urgent=True)

    def changed(self, line: Changed) -> Line:
        cells = {
            **self._about(line.subject),
            "change": self._cells.change(line),
            "before": self._cells.row(line, line.before),
            "after": self._cells.row(line, line.after),
        }
        return Line(cells, urgent=line.change in {Change.OPENED, Change.REMOVED})

    def withheld(self, line: WithheldItem) -> Line:
        cells = {
            **self._about(line.subject),
            **self._signed(line.signature),
            "code": self._cells.code(line.code),
            "reason": self._cells.reason(line),
            "how": self._cells.how(line),
            "remark": self._cells.remarks(line),
        }
        secret_text = bool(line.bodies) and line.reason is Reason.STATE_SECRET
        return Line(cells, urgent=secret_text or line.by_district)

    def unpriced(self, line: Unpriced) -> Line:
        how = self._cells.say(f"unpriced.{line.why.value}.{'decided' if line.decided else 'program'}")
        return Line({**self._about(line.subject), "code": self._cells.code(line.code), "how": how}, urgent=False)

    def personal(self, line: Personal) -> Line:
        cells = {
            **self._about(line.subject),
            "where": self._cells.where(line.where),
            "kind": self._cells.say(f"kind.{line.kind.value}"),
            "masked": self._cells.text(line.masked),
            "state": self._cells.say("state.decided" if line.decided else "state.undecided"),
        }
        return Line(cells, urgent=not line.decided)

    def opened(self, line: Opened) -> Line:
        cells = {
            **self._about(line.subject),
            **self._signed(line.signature),
            "words": self._cells.quotes(line.asking),
            "remark": self._cells.say("remark.needless") if line.needless else BLANK,
        }
        unsigned = line.signature.by is None or line.signature.on is None
        return Line(cells, urgent=unsigned or line.needless)

    def passed_over(self, line: PassedOver) -> Line:
        return Line({**self._about(line.subject), "words": self._cells.quotes(line.quotes)}, urgent=False)

    def _about(self, subject: Subject) -> Words:
        return {
            "place": self._cells.place(subject),
            "department": self._cells.department(subject),
            "item": self._cells.item(subject),
        }

    def _signed(self, signature: Signature) -> Words:
        return {"signature": self._cells.signature(signature), "term": self._cells.term(signature)}
