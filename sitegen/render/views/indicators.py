"""The table of performance indicators of a project, or of a whole department."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.public.model import EmptyCategory, Indicator, OpenDisclosure, OpenIndicator, OpenProject, WithheldIndicator
from sitegen.public.totals import projects_of
from sitegen.render.messages import Messages
from sitegen.render.phrases import Phrase
from sitegen.render.views.statements import PageWords


class Note(NamedTuple):
    """A note to a row. ``official`` is true for a footnote of the document, false for one of the editor's."""

    number: int
    text: Phrase
    official: bool


class LevelCell(NamedTuple):
    """The category of an indicator; ``repeated`` where the row above has the same, so that sight may skip it."""

    text: Phrase
    repeated: bool


class TargetCell(NamedTuple):
    """A target as the document words it; ``remark`` says what the eye would have to find out."""

    text: Phrase
    remark: Phrase | None


class IndicatorRow(NamedTuple):
    """One row of the table; ``stated`` is false where no indicator is named in it."""

    id: str
    levels: tuple[LevelCell, ...]
    name: Phrase
    targets: tuple[TargetCell, ...]
    notes: tuple[Note, ...]
    stated: bool


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table. ``subject`` makes its caption the only one of its words on the page."""

    caption_id: str
    caption: Phrase
    subject: Phrase
    level_heads: tuple[Phrase, ...]
    target_heads: tuple[Phrase, ...]
    rows: tuple[IndicatorRow, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a disclosure fills. One that is empty in all its tables is left out, and the page says so.

    ``target`` is true where no target says what period it is for; it then has a column of its own.
    """

    level1: bool
    level2: bool
    cycle: bool
    annual: bool
    target: bool

    @classmethod
    def of(cls, indicators: Iterable[Indicator]) -> Columns:
        """Look through all indicators of a disclosure."""
        level1 = level2 = cycle = annual = target = False
        for indicator in indicators:
            match indicator:
                case OpenIndicator():
                    level1 = level1 or indicator.level1 is not None
                    level2 = level2 or indicator.level2 is not None
                    cycle = cycle or indicator.cycle is not None
                    annual = annual or indicator.annual is not None
                    target = target or indicator.target is not None
                case EmptyCategory():
                    level1 = level1 or indicator.level1 is not None
                    level2 = level2 or indicator.level2 is not None
                case WithheldIndicator():
                    pass
        return cls(level1, level2, cycle, annual or not target, target and not annual)

    def left_out(self, messages: Messages) -> tuple[Phrase, ...]:
        """Name the columns that are left out."""
        kept = (
            ("indicators.level1", self.level1),
            ("indicators.level2", self.level2),
            ("indicators.cycle", self.cycle),
            ("indicators.annual", self.annual),
        )
        return tuple(messages.say(key) for key, present in kept if not present)


def indicators_of(disclosure: OpenDisclosure) -> Iterable[Indicator]:
    """Go through all indicators of a disclosure."""
    if disclosure.project_goals is not None:
        for project in projects_of(disclosure.project_goals):
            if isinstance(project, OpenProject):
                yield from project.indicators
    if disclosure.overall_goals is not None:
        yield from disclosure.overall_goals.indicators


class IndicatorTables:
    """Makes the tables of one page, and numbers them and their notes, so that no two are called the same."""

    def __init__(self, words: PageWords, columns: Columns) -> None:
        """Prepare the words that every table of the page has."""
        place, marks = words.place, words.marks
        self._voice = place.voice
        self._statements = words.statements
        self._marks = marks
        self._columns = columns
        self._notes = 0
        self._tables = 0
        self._level_heads = tuple(
            place.say(key)
            for key, kept in (("indicators.level1", columns.level1), ("indicators.level2", columns.level2))
            if kept
        )
        self._target_heads = tuple(
            place.say(key)
            for key, kept in (
                ("indicators.cycle", columns.cycle),
                ("indicators.annual", columns.annual),
                ("indicators.target", columns.target),
            )
            if kept
        )
        self._differs = place.say("indicators.differs")
        self._unlabelled = place.say("indicators.unlabelled")
        self._empty = place.say("indicators.empty")
        self._missing = TargetCell(marks.missing, None)
        self._known_levels: dict[tuple[str | None, str | None], tuple[str | None, ...]] = {}
        self._known_targets: dict[tuple[str | None, ...], tuple[TargetCell, ...]] = {}
        self._known_cells: dict[tuple[tuple[str | None, ...], ...], tuple[LevelCell, ...]] = {}
        self._withheld = TargetCell(marks.withheld, None)

    def table(self, caption: Phrase, subject: Phrase, rows: Iterable[tuple[str, Indicator]]) -> IndicatorTable:
        """Make a table of anchors and indicators."""
        made: list[IndicatorRow] = []
        previous: tuple[str | None, ...] = ()
        for row_anchor, indicator in rows:
            match indicator:
                case OpenIndicator():
                    levels = self._levels(indicator.level1, indicator.level2)
                    name = self._marks.text(self._voice.say_if(indicator.name))
                    notes = self._numbered(indicator.footnotes, indicator.notes)
                    cells = self._cells(levels, previous)
                    row = IndicatorRow(row_anchor, cells, name, self._targets(indicator), notes, stated=True)
                case EmptyCategory():
                    levels = self._levels(indicator.level1, indicator.level2)
                    blank = (self._missing,) * len(self._target_heads)
                    cells = self._cells(levels, previous)
                    notes = self._numbered((), indicator.notes)
                    row = IndicatorRow(row_anchor, cells, self._empty, blank, notes, stated=False)
                case WithheldIndicator():
                    levels = ()
                    cells = (LevelCell(self._marks.withheld, repeated=False),) * len(self._level_heads)
                    blank = (self._withheld,) * len(self._target_heads)
                    name = self._statements.of(indicator.reason)
                    row = IndicatorRow(row_anchor, cells, name, blank, (), stated=False)
            previous = levels
            made.append(row)
        all_notes = tuple(note for row in made for note in row.notes)
        self._tables += 1
        return IndicatorTable(
            f"c-{self._tables}", caption, subject, self._level_heads, self._target_heads, tuple(made), all_notes
        )

    def _levels(self, level1: str | None, level2: str | None) -> tuple[str | None, ...]:
        known = self._known_levels.get((level1, level2))
        if known is None:
            columns = ((level1, self._columns.level1), (level2, self._columns.level2))
            known = self._known_levels[level1, level2] = tuple(level for level, kept in columns if kept)
        return known

    def _cells(self, levels: tuple[str | None, ...], previous: tuple[str | None, ...]) -> tuple[LevelCell, ...]:
        known = self._known_cells.get((levels, previous))
        if known is None:
            say = self._voice.say_if
            known = self._known_cells[levels, previous] = tuple(
                LevelCell(
                    self._marks.text(say(level)),
                    level is not None and previous[: position + 1] == levels[: position + 1],
                )
                for position, level in enumerate(levels)
            )
        return known

    def _targets(self, indicator: OpenIndicator) -> tuple[TargetCell, ...]:
        stated = (indicator.cycle, indicator.annual, indicator.target)
        known = self._known_targets.get(stated)
        if known is None:
            known = self._known_targets[stated] = self._target_cells(indicator)
        return known

    def _target_cells(self, indicator: OpenIndicator) -> tuple[TargetCell, ...]:
        say = self._voice.say_if
        cells: list[TargetCell] = []
        if self._columns.cycle:
            cells.append(TargetCell(self._marks.text(say(indicator.cycle)), None))
        if self._columns.annual:
            if indicator.annual is not None:
                both = indicator.cycle is not None
                cells.append(
                    TargetCell(
                        self._voice.say(indicator.annual),
                        self._differs if both and indicator.annual != indicator.cycle else None,
                    )
                )
            elif indicator.target is not None:
                cells.append(TargetCell(self._voice.say(indicator.target), self._unlabelled))
            else:
                cells.append(self._missing)
        if self._columns.target:
            cells.append(TargetCell(self._marks.text(say(indicator.target)), None))
        return tuple(cells)

    def _numbered(self, footnotes: tuple[str, ...], notes: tuple[str, ...]) -> tuple[Note, ...]:
        if not footnotes and not notes:
            return ()
        made: list[Note] = []
        for texts, official in ((footnotes, True), (notes, False)):
            for text in texts:
                self._notes += 1
                made.append(Note(self._notes, self._voice.say(text), official))
        return tuple(made)
