"""Programmes: what several departments fund alike, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeAlias

from sitegen.config import Bilingual, Programme
from sitegen.public import addresses
from sitegen.public.directory import Funded
from sitegen.public.model import OpenIndicator
from sitegen.public.totals import amount_of, count_indicators
from sitegen.render import formats
from sitegen.render.labels import distinct
from sitegen.render.phrases import Phrase, phrase
from sitegen.render.place import Heading, Link, Place
from sitegen.render.views.budget import join
from sitegen.render.views.lists import Entry, ListRow, Lists, ListTable, Top, page_turns

#: The department, the year and the id of a project.
_Key: TypeAlias = tuple[str, int, str]

#: Up to how many projects a programme shows their goals and indicators as well; of more, who they are and how much.
DETAILED = 6


@dataclass(frozen=True, slots=True)
class ProgrammesView:
    """The list of programmes."""

    top: Top
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a department promises: the name of its project, linked, and the goal as published."""

    link: Link
    department: Phrase
    goal: Phrase | None


@dataclass(frozen=True, slots=True)
class ProgrammeYear:
    """A year of a programme. There are no ``goals`` and ``indicators`` where it has more than ``DETAILED`` projects."""

    heading: Heading
    projects: ListTable
    goals: tuple[Goal, ...]
    indicators: ListTable | None


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme."""

    top: Top
    description: Phrase
    years: tuple[ProgrammeYear, ...]
    detailed: bool
    turns: tuple[Link, ...]


def _said(place: Place, text: Bilingual) -> Phrase:
    return phrase(text.zh if place.language.value == "zh" else text.en, place.language)


def programme_link(place: Place, programme_id: str, programme: Programme) -> Link:
    """Link to the page of a programme."""
    return Link(place.to(addresses.programme(programme_id)), _said(place, programme.name))


def programme_entries(lists: Lists, programmes: Mapping[str, Programme]) -> tuple[Entry, ...]:
    """List the programmes that have a project, in the order that they are declared in."""
    funded = lists.directory.programmes
    return tuple(
        Entry(programme_link(lists.place, name, programme), _sentence(lists, funded[name]))
        for name, programme in programmes.items()
        if name in funded
    )


def programmes_view(lists: Lists, programmes: Mapping[str, Programme]) -> ProgrammesView:
    """Prepare the list of programmes."""
    lede = lists.place.say("programmes.lede")
    return ProgrammesView(lists.top("programmes.heading", lede), programme_entries(lists, programmes))


def programme_view(lists: Lists, programme_id: str, programme: Programme, number: int) -> ProgrammeView:
    """Prepare a page of a programme; ``number`` counts from one."""
    place = lists.place
    funded = lists.directory.programmes[programme_id]
    pages = lists.directory.programme_pages(programme_id)
    detailed = len(funded) <= DETAILED
    years = _Years(lists, pages[number - 1])
    other = programme.name.en if place.language.value == "zh" else programme.name.zh
    link = place.language_link(phrase(other, place.language.other), "main")
    return ProgrammeView(
        top=Top(_said(place, programme.name), link, _said(place, programme.description)),
        description=place.say("programme.matched", sentence=_sentence(lists, funded)),
        years=tuple(
            years.year(year, tuple(own), detailed=detailed)
            for year, own in groupby(pages[number - 1], key=lambda each: each.summary.year)
        ),
        detailed=detailed,
        turns=page_turns(place, partial(addresses.programme, programme_id), number, len(pages)),
    )


def _sentence(lists: Lists, funded: Sequence[Funded]) -> Phrase:
    say = lists.place.say
    counts = (
        ("departments", len({each.summary.department.id for each in funded})),
        ("years", len({each.summary.year for each in funded})),
        ("projects", len(funded)),
    )
    return join(lists.place, [say(f"count.{key}", count=count) for key, count in counts])


class _Years:
    """Makes the years of one page. Links of a page are told apart over all of its years."""

    def __init__(self, lists: Lists, funded: Sequence[Funded]) -> None:
        self._lists = lists
        say, voices = lists.place.say, lists.voices
        names = []
        stated: list[tuple[Funded, OpenIndicator]] = []
        indicators = []
        for each in funded:
            voice = voices.of(each.summary.department.id)
            department, year = lists.department(each.summary.department), say("years.link", year=str(each.summary.year))
            name = voice.say(each.project.name)
            names.append((name, (department, year)))
            for indicator in each.project.indicators:
                if isinstance(indicator, OpenIndicator):
                    called = say("programme.unnamed") if indicator.name is None else voice.say(indicator.name)
                    stated.append((each, indicator))
                    indicators.append((called, (department, name, year)))
        told = distinct(lists.place.messages, names)
        self._links = {
            self._key(each): Link(lists.project(each.summary, each.project.id), name)
            for each, name in zip(funded, told, strict=True)
        }
        self._stated: dict[_Key, list[tuple[OpenIndicator, Phrase]]] = {}
        for (each, indicator), name in zip(stated, distinct(lists.place.messages, indicators), strict=True):
            self._stated.setdefault(self._key(each), []).append((indicator, name))

    @staticmethod
    def _key(each: Funded) -> _Key:
        return (each.summary.department.id, each.summary.year, each.project.id)

    def year(self, year: int, funded: Sequence[Funded], *, detailed: bool) -> ProgrammeYear:
        place = self._lists.place
        said = place.say("years.link", year=str(year))
        other = place.language_link(place.other_messages.say("years.link", year=str(year)), f"year-{year}")
        return ProgrammeYear(
            heading=Heading(f"year-{year}", said, 2, other),
            projects=self._projects(year, funded),
            goals=tuple(self._goals(funded)) if detailed else (),
            indicators=self._indicators(year, funded) if detailed else None,
        )

    def _projects(self, year: int, funded: Sequence[Funded]) -> ListTable:
        lists, say = self._lists, self._lists.place.say
        rows: list[ListRow] = []
        for each in funded:
            link = self._links[self._key(each)]
            count = formats.plain(formats.count(count_indicators(each.project.indicators).all))
            cells = (lists.marks.figure(amount_of(each.project.funds)), count)
            rows.append(ListRow(link.href, link.label, lists.department(each.summary.department), cells))
        heads = tuple(say(head) for head in ("list.project", "list.amount", "list.indicators"))
        caption = say("programme.caption", year=str(year))
        return ListTable(f"c-{year}", caption, heads, (False, True, True), tuple(rows))

    def _goals(self, funded: Sequence[Funded]) -> Iterator[Goal]:
        lists = self._lists
        for each in funded:
            department = each.summary.department
            goal = lists.voices.of(department.id).say_if(each.project.goal)
            yield Goal(self._links[self._key(each)], lists.department(department), goal)

    def _indicators(self, year: int, funded: Sequence[Funded]) -> ListTable | None:
        lists, say = self._lists, self._lists.place.say
        rows = tuple(
            ListRow(
                lists.place.to_spot(each.summary.spots.indicator(each.project.id, indicator.id)),
                name,
                lists.department(each.summary.department),
                self._targets(each, indicator),
            )
            for each in funded
            for indicator, name in self._stated.get(self._key(each), ())
        )
        heads = tuple(say(head) for head in ("indicators.name", "indicators.cycle", "indicators.annual"))
        caption = say("programme.indicators", year=str(year))
        return ListTable(f"c-{year}-indicators", caption, heads, (False, False, False), rows) if rows else None

    def _targets(self, each: Funded, indicator: OpenIndicator) -> tuple[Phrase, Phrase]:
        voice = self._lists.voices.of(each.summary.department.id)
        text = self._lists.marks.text
        # A target of no stated period stands in the column of the year, as on the page of its department.
        return text(voice.say_if(indicator.cycle)), text(voice.say_if(indicator.annual or indicator.target))
