"""All projects of a year in pages of a stated length: the way to them for readers without script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sitegen.public import addresses
from sitegen.render import formats
from sitegen.render.phrases import Phrase
from sitegen.render.place import Heading, Link
from sitegen.render.views.lists import Lists, Top, page_turns
from sitegen.values.money import Money


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in the list."""

    href: str
    name: Phrase
    amount: Phrase


@dataclass(frozen=True, slots=True)
class ProjectGroup:
    """The projects of a department."""

    heading: Link
    projects: tuple[ProjectLine, ...]


@dataclass(frozen=True, slots=True)
class ProjectsView:
    """A page of the list. ``turns`` lead to the page before and the page after it, ``years`` to other years."""

    top: Top
    groups: tuple[ProjectGroup, ...]
    turns: tuple[Link, ...]
    years_heading: Heading
    years: tuple[Link, ...]


def projects_view(lists: Lists, year: int, number: int) -> ProjectsView:
    """Prepare a page of the projects of a year; ``number`` counts from one."""
    place = lists.place
    pages = lists.directory.project_pages(year)
    listed = pages[number - 1]
    names = iter(lists.listing_names(listed))
    groups: list[ProjectGroup] = []
    for summary, own in groupby(listed, key=lambda pair: pair[0]):
        lines = tuple(
            ProjectLine(
                href=lists.listing(summary, listing),
                name=next(names),
                # The pages of departments say it for machines; here it is one line of many.
                amount=formats.plain(str(listing.amount))
                if isinstance(listing.amount, Money)
                else lists.marks.figure(listing.amount),
            )
            for _, listing in own
        )
        groups.append(ProjectGroup(Link(lists.page(summary), lists.department(summary.department)), lines))
    counted = place.say("count.projects", count=sum(len(page) for page in pages))
    lede = place.say("projects.list.lede", projects=counted)
    if len(pages) > 1:
        lede = place.say(
            "sentence.next", said=lede, sentence=place.say("projects.list.page", number=number, pages=len(pages))
        )
    other = place.language_link(place.other_messages.say("projects.list.heading", year=str(year)), "main")
    return ProjectsView(
        top=Top(place.say("projects.list.heading", year=str(year)), other, lede),
        groups=tuple(groups),
        turns=page_turns(place, partial(addresses.projects, year), number, len(pages)),
        years_heading=place.heading("years", "years.other"),
        years=project_list_links(lists, year),
    )


def project_list_links(lists: Lists, current: int | None = None) -> tuple[Link, ...]:
    """Link to the lists of all years that have projects, the latest first."""
    return tuple(
        Link(
            lists.place.to(addresses.projects(year)),
            lists.place.say("projects.list.heading", year=str(year)),
            "page" if year == current else None,
        )
        for year in lists.directory.years
        if lists.directory.project_pages(year)
    )
