"""What the pages that list are made of: names, sentences, tables of links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath
from typing import NamedTuple

from sitegen.public import addresses
from sitegen.public.directory import Directory
from sitegen.public.model import Department
from sitegen.public.reconciliation import Outcome
from sitegen.public.summary import (
    DisclosureSummary,
    Listing,
    OpenListing,
    OpenSummary,
    WithheldListing,
    WithheldSummary,
)
from sitegen.public.totals import Count
from sitegen.render import formats
from sitegen.render.labels import distinct
from sitegen.render.marks import Marks, kind, statement
from sitegen.render.phrases import Phrase, Voices
from sitegen.render.place import LanguageLink, Link, Place
from sitegen.render.views.budget import join
from sitegen.values.money import Money, total_of


class ListRow(NamedTuple):
    """A row of a table of links; ``remark`` stands below the name."""

    href: str | None
    name: Phrase
    remark: Phrase | None
    cells: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table of links with figures; ``numeric`` says column by column whether figures stand in it."""

    id: str
    caption: Phrase
    heads: tuple[Phrase, ...]
    numeric: tuple[bool, ...]
    rows: tuple[ListRow, ...]


class YearEntry(NamedTuple):
    """A year of a department in a list."""

    link: Link
    of: Phrase
    sentence: Phrase


class Entry(NamedTuple):
    """A page in a list, with a sentence about it."""

    link: Link
    sentence: Phrase


@dataclass(frozen=True, slots=True)
class Top:
    """The top of a list page."""

    heading: Phrase
    other_heading: LanguageLink | None
    lede: Phrase


def page_turns(place: Place, address: Callable[[int], PurePosixPath], number: int, pages: int) -> tuple[Link, ...]:
    """Link from a page of a list to the page before and the page after it."""
    turns = ((number - 1, "projects.list.before"), (number + 1, "projects.list.after"))
    return tuple(Link(place.to(address(to)), place.say(key)) for to, key in turns if 0 < to <= pages)


class Lists:
    """What the list pages of one language say of all summaries."""

    def __init__(self, place: Place, voices: Voices, directory: Directory) -> None:
        """Take the page, and all that is published."""
        self.place = place
        self.voices = voices
        self.directory = directory
        self.marks = Marks.of(place.messages)

    def department(self, department: Department) -> Phrase:
        """Name a department."""
        return self.voices.of(department.id).say(department.name)

    def department_link(self, department: Department) -> Link:
        """Link to the hub of a department."""
        return Link(self.place.to(addresses.department(department.id)), self.department(department))

    def page(self, summary: DisclosureSummary, anchor: str | None = None) -> str:
        """Return the link to the page of a department-year, or to a place in it."""
        return self.place.to(addresses.department_year(summary.department.id, summary.year), anchor)

    def project(self, summary: OpenSummary, project_id: str, *, withheld: bool = False) -> str:
        """Return the link to a project."""
        return self.place.to_spot(summary.spots.project(project_id, withheld=withheld))

    def amount(self, amount: Money) -> Phrase:
        """Write an amount in a sentence."""
        return formats.amount(amount, self.place.language)

    def top(self, key: str, lede: Phrase) -> Top:
        """Make the top of a page of the site's own words."""
        other = self.place.language_link(self.place.other_messages.say(key), "main")
        return Top(self.place.say(key), other, lede)

    def listing(self, summary: OpenSummary, listing: Listing) -> str:
        """Return the link to a project of a list."""
        return self.project(summary, listing.id, withheld=isinstance(listing, WithheldListing))

    def forms(self, summary: OpenSummary) -> Phrase:
        """Name the forms that a department-year has."""
        forms = summary.forms
        return (
            self.place.say("form.both" if len(forms) > 1 else f"form.{forms[0].value}")
            if forms
            else self.place.say("form.none")
        )

    def sentence(self, summary: DisclosureSummary) -> Phrase:
        """Say in one sentence what a department-year holds."""
        say = self.place.say
        match summary:
            case WithheldSummary(reason=reason):
                return say(statement(reason))
            case OpenSummary(project_goals=projects, overall_goals=overall):
                parts: list[Phrase] = []
                if projects is not None:
                    parts.append(say("count.projects", count=projects.projects.all))
                    if projects.amount is not None:
                        parts.append(self.amount(projects.amount))
                if overall is not None:
                    parts.append(
                        say("entry.overall")
                        if overall.amount is None
                        else say("entry.overall.amount", amount=self.amount(overall.amount))
                    )
                parts.append(say("count.indicators", count=summary.indicators.all))
                return self._comma(parts)

    def _comma(self, parts: Sequence[Phrase]) -> Phrase:
        joined = parts[0]
        for part in parts[1:]:
            joined = self.place.say("list.comma", list=joined, item=part)
        return joined

    def counts(self, summaries: Sequence[DisclosureSummary]) -> tuple[Count, Count, int]:
        """Count the projects, the indicators and the departments of some department-years."""
        opened = [summary for summary in summaries if isinstance(summary, OpenSummary)]
        projects = sum(
            (summary.project_goals.projects for summary in opened if summary.project_goals is not None), Count()
        )
        indicators = sum((summary.indicators for summary in opened), Count())
        return projects, indicators, len({summary.department.id for summary in summaries})

    def year_sentence(self, summaries: Sequence[DisclosureSummary]) -> Phrase:
        """Say in one sentence what a year holds."""
        projects, indicators, departments = self.counts(summaries)
        say = self.place.say
        parts = [say("count.departments", count=departments)]
        if projects.all:
            parts.append(say("count.projects", count=projects.all))
        if indicators.all:
            parts.append(say("count.indicators", count=indicators.all))
        said = join(self.place, parts)
        amount = total_of(
            summary.project_goals.amount
            for summary in summaries
            if isinstance(summary, OpenSummary) and summary.project_goals is not None
        )
        return said if amount is None else self._comma([said, say("count.budget", amount=self.amount(amount))])

    def year_entries(self) -> tuple[YearEntry, ...]:
        """List all years."""
        return tuple(
            YearEntry(
                Link(self.place.to(addresses.year(year)), self.place.say("years.link", year=str(year))),
                self.place.say("years.overview"),
                self.year_sentence(self.directory.of_year(year)),
            )
            for year in self.directory.years
        )

    def programmes_link(self) -> Link | None:
        """Lead to the programmes, where there are any."""
        place = self.place
        return Link(place.to(addresses.PROGRAMMES), place.say("programmes.link")) if self.directory.programmes else None

    def outcome(self, outcome: Outcome) -> Phrase:
        """Say how the sums of a department-year came out."""
        return self.place.say(f"check.word.{outcome.value}")

    def project_table(
        self, caption: Phrase, listed: Sequence[tuple[OpenSummary, Listing]], *, named: bool
    ) -> ListTable:
        """Make a table of projects; ``named`` where they are of several departments."""
        place = self.place
        rows: list[ListRow] = []
        for (summary, listing), name in zip(listed, self.listing_names(listed), strict=True):
            remark = self.department(summary.department) if named else None
            match listing:
                case OpenListing():
                    cells = (self.marks.figure(listing.amount), formats.plain(formats.count(listing.indicators.all)))
                case WithheldListing():
                    cells = (self.marks.figure(listing.amount), self.marks.withheld)
            rows.append(ListRow(self.listing(summary, listing), name, remark, cells))
        heads = tuple(place.say(head) for head in ("list.project", "list.amount", "list.indicators"))
        return ListTable("c-projects", caption, heads, (False, True, True), tuple(rows))

    def listing_names(self, listed: Sequence[tuple[OpenSummary, Listing]]) -> tuple[Phrase, ...]:
        """Name projects of one page, those of the same name told apart by department, year and unit."""
        names: list[tuple[Phrase, Sequence[Phrase]]] = []
        for summary, own in groupby(listed, key=itemgetter(0)):
            voice = self.voices.of(summary.department.id)
            department = self.department(summary.department)
            year = self.place.say("years.link", year=str(summary.year))
            for _, listing in own:
                match listing:
                    case OpenListing(name=name, unit=unit):
                        names.append((voice.say(name), (department, year, voice.say(unit))))
                    case WithheldListing():
                        names.append((self._withheld(listing), (department, year)))
        return distinct(self.place.messages, names)

    def _withheld(self, listing: WithheldListing) -> Phrase:
        key = kind(listing.reason, "project")
        return self.place.say(key) if listing.code is None else self.place.say(f"{key}.code", code=listing.code)
