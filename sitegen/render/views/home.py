"""The home page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sitegen.config import Programme
from sitegen.public import addresses
from sitegen.public.coverage import Coverage
from sitegen.public.summary import OpenSummary
from sitegen.render import formats
from sitegen.render.phrases import Phrase
from sitegen.render.place import Fact, Heading, Link
from sitegen.render.views.coverage import MISSING_AT_HOME, CoverageView, coverage_view
from sitegen.render.views.departments import DepartmentGroup, department_groups
from sitegen.render.views.lists import Entry, Lists, YearEntry
from sitegen.render.views.programmes import programme_entries

#: Up to how many departments the home page lists them all.
DEPARTMENTS_AT_HOME = 40

#: How many of the documents that were published last the home page lists.
LATEST_AT_HOME = 5

#: How many programmes the home page lists.
PROGRAMMES_AT_HOME = 10


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    heading: Phrase
    lede: Phrase
    glance: tuple[Fact, ...]
    search: str
    search_heading: Heading
    years_heading: Heading
    years: tuple[YearEntry, ...]
    departments_heading: Heading
    groups: tuple[DepartmentGroup, ...]
    levels: tuple[Link, ...]
    programmes_heading: Heading
    programmes: tuple[Entry, ...]
    all_programmes: Link | None
    coverage: CoverageView | None
    latest_heading: Heading
    latest: tuple[Entry, ...]


def home_view(
    lists: Lists,
    title: Phrase,
    tagline: Phrase,
    programmes: Mapping[str, Programme] = MappingProxyType({}),
    coverage: Coverage | None = None,
) -> HomeView:
    """Prepare the home page."""
    place = lists.place
    projects, indicators, departments = lists.counts(lists.directory.summaries)
    counts = (
        ("departments", departments),
        ("documents", len(lists.directory.summaries)),
        ("projects", projects.all),
        ("indicators", indicators.all),
    )
    glance = tuple(Fact(place.say(f"home.{key}"), formats.plain(formats.count(count))) for key, count in counts)
    few = departments <= DEPARTMENTS_AT_HOME
    groups = department_groups(lists, 3)
    entries = programme_entries(lists, programmes)
    levels = tuple(
        Link(
            place.to(addresses.DEPARTMENTS, group.heading.id),
            place.say("home.level", level=group.heading.text, count=len(group.departments)),
        )
        for group in groups
    )
    return HomeView(
        heading=title,
        lede=tagline,
        glance=glance,
        search=place.to(addresses.SEARCH),
        search_heading=place.heading("find", "search.heading"),
        years_heading=place.heading("years", "years.heading"),
        years=lists.year_entries(),
        departments_heading=place.heading("departments", "departments.heading"),
        groups=groups if few else (),
        levels=() if few else levels,
        programmes_heading=place.heading("programmes", "home.programmes"),
        programmes=entries[:PROGRAMMES_AT_HOME],
        latest_heading=place.heading("latest", "home.latest"),
        latest=_latest(lists),
        coverage=None if coverage is None else coverage_view(lists, coverage, MISSING_AT_HOME),
        all_programmes=Link(place.to(addresses.PROGRAMMES), place.say("home.all_programmes"))
        if len(entries) > PROGRAMMES_AT_HOME
        else None,
    )


def _latest(lists: Lists) -> tuple[Entry, ...]:
    """List what was published last; documents that state no date are not among them."""
    dated = [
        (summary.published_on, summary)
        for summary in lists.directory.summaries
        if isinstance(summary, OpenSummary) and summary.published_on is not None
    ]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    say = lists.place.say
    return tuple(
        Entry(
            Link(
                lists.page(summary),
                say("home.document", department=lists.department(summary.department), year=str(summary.year)),
            ),
            formats.day(published, lists.place.language),
        )
        for published, summary in dated[:LATEST_AT_HOME]
    )
