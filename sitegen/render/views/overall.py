"""The whole-department form, with its own sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sitegen.public.addresses import OVERALL_ANCHOR, overall_indicator_anchor
from sitegen.public.model import AmountGroup, OverallGoals
from sitegen.public.shares import break_down, share
from sitegen.public.totals import count_indicators, exact_total, expenditure_of, stated
from sitegen.render import formats
from sitegen.render.phrases import Phrase
from sitegen.render.place import Heading
from sitegen.render.views.budget import TRACK, Bar, Figure
from sitegen.render.views.indicators import IndicatorTable, IndicatorTables
from sitegen.render.views.sections import SectionViews, TaskSection
from sitegen.render.views.statements import PageWords
from sitegen.values.money import Money


class AmountRow(NamedTuple):
    """One line; ``group`` is said where the table has several groups, ``repeated`` where the row above says it too."""

    id: str | None
    group: Phrase | None
    repeated: bool
    name: Phrase
    amount: Phrase
    share: Phrase
    sum: bool


@dataclass(frozen=True, slots=True)
class AmountTable:
    """A table of amounts."""

    id: str
    caption: Phrase
    grouped: bool
    rows: tuple[AmountRow, ...]


@dataclass(frozen=True, slots=True)
class OverallSections:
    """All of the form."""

    heading: Heading
    official_title: Phrase
    figure: Figure | None
    tables_heading: Heading
    tables: tuple[AmountTable, ...]
    goal_heading: Heading
    goal: Phrase | None
    tasks_heading: Heading
    tasks_note: Phrase | None
    tasks: tuple[TaskSection, ...]
    other_tasks_heading: Heading
    other_tasks: tuple[TaskSection, ...]
    indicators_heading: Heading
    table: IndicatorTable | None
    footnotes: tuple[Phrase, ...]
    notes: tuple[Phrase, ...]


class OverallViews:
    """Makes the sections of one form."""

    def __init__(
        self, words: PageWords, goals: OverallGoals, year: int, sections: SectionViews, tables: IndicatorTables
    ) -> None:
        """Take the form and its year, and what makes the sections that the project table has as well."""
        self._place = words.place
        self._marks = words.marks
        self._goals = goals
        self._year = str(year)
        self._sections = sections
        self._tables = tables
        self._base = expenditure_of(goals)

    def make(self) -> OverallSections:
        """Make the sections."""
        place, goals = self._place, self._goals
        return OverallSections(
            heading=place.heading(OVERALL_ANCHOR, "overall.heading"),
            official_title=place.voice.say(goals.title),
            figure=self._figure(),
            tables_heading=place.heading("overall-funds", "overall.funds", 3),
            tables=tuple(self._money_tables()),
            goal_heading=place.heading("overall-goal", "overall.goal", 3),
            goal=place.voice.say_if(goals.goal),
            tasks_heading=place.heading("overall-tasks", "overall.tasks", 3),
            tasks_note=self._tasks_note(),
            tasks=tuple(self._sections.task(task) for task in goals.key_tasks),
            other_tasks_heading=place.heading("overall-other-tasks", "overall.other_tasks", 3),
            other_tasks=tuple(self._sections.task(task) for task in goals.other_tasks),
            indicators_heading=place.heading("overall-indicators", "overall.indicators", 3),
            table=self._indicators() if goals.indicators else None,
            footnotes=place.voice.say_all(goals.footnotes),
            notes=place.voice.say_all(goals.notes),
        )

    def _tasks_note(self) -> Phrase | None:
        total = exact_total(stated(task.amount) for task in self._goals.key_tasks)
        if total is None:
            return None
        return self._place.say(
            "overall.tasks.total", count=len(self._goals.key_tasks), amount=formats.amount(total, self._place.language)
        )

    def _indicators(self) -> IndicatorTable:
        caption = self._place.say("indicators.caption", count=count_indicators(self._goals.indicators).all)
        rows = ((overall_indicator_anchor(indicator.id), indicator) for indicator in self._goals.indicators)
        return self._tables.table(caption, self._place.say("overall.heading"), rows)

    def _figure(self) -> Figure | None:
        lines = [line for group in self._goals.expenditure for line in group.lines]
        items = [(line, line.amount) for line in lines if line.amount is not None]
        broken = None if self._base is None else break_down(items, self._base)
        if broken is None or len(items) < 2:  # noqa: PLR2004 - one part is the whole
            return None
        first = max(broken.parts, key=lambda part: part.amount)
        say, voice = self._place.say, self._place.voice
        finding = say("figure.finding.largest", name=voice.say(first.item.name), share=formats.percent(first.permille))
        if broken.is_whole and not broken.rounds_to_whole:
            finding = say("figure.rounded", finding=finding)
        bars = tuple(
            Bar(
                voice.say(part.item.name),
                None,
                formats.figure(part.amount),
                formats.plain(formats.percent(part.permille)),
                min(TRACK, part.permille),
            )
            for part in broken.parts
        )
        return Figure("by-expenditure", say("figure.expenditure"), finding, say("figure.unit"), bars, None, None)

    def _money_tables(self) -> list[AmountTable]:
        say, voice, year, goals = self._place.say, self._place.voice, self._year, self._goals
        made: list[AmountTable] = []
        if goals.expenditure:
            made.append(self._table("c-expenditure", say("overall.caption.expenditure", year=year), goals.expenditure))
        for anchor, group in (("c-revenue", goals.revenue), ("c-by-level", goals.by_level)):
            if group is not None:
                caption = say("overall.caption", name=voice.say(group.name), year=year)
                made.append(self._table(anchor, caption, (group,)))
        return made

    def _table(self, anchor: str, caption: Phrase, groups: tuple[AmountGroup, ...]) -> AmountTable:
        voice = self._place.voice
        total = exact_total(line.amount for group in groups for line in group.lines)
        rows = [
            AmountRow(
                id=f"row-o-{line.id}",
                group=voice.say(group.name),
                repeated=position > 0,
                name=voice.say(line.name),
                amount=self._marks.figure(line.amount),
                share=self._share(line.amount, total),
                sum=False,
            )
            for group in groups
            for position, line in enumerate(group.lines)
        ]
        if total is not None:
            name = self._place.say("overall.sum")
            rows.append(
                AmountRow(
                    id=None,
                    group=name,
                    repeated=True,
                    name=name,
                    amount=formats.figure(total),
                    share=self._share(total, total),
                    sum=True,
                )
            )
        return AmountTable(anchor, caption, len(groups) > 1, tuple(rows))

    def _share(self, amount: Money | None, base: Money | None) -> Phrase:
        permille = None if amount is None or base is None else share(amount, base)
        return self._marks.missing if permille is None else formats.plain(formats.percent(permille))
