"""The search page: its form, and the ways to everything for readers without script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.public import addresses
from sitegen.render.phrases import Phrase
from sitegen.render.place import Heading, Link
from sitegen.render.views.lists import Lists, Top
from sitegen.render.views.projects import project_list_links

#: The choices of the search that the messages have words for, in the order that they are offered in.
_AMOUNTS = (
    "search.amount.1000",
    "search.amount.500-1000",
    "search.amount.100-500",
    "search.amount.50-100",
    "search.amount.10-50",
    "search.amount.0-10",
    "search.amount.none",
    "search.amount.unpublished",
)
_WITHHELD = ("search.withheld.no", "search.withheld.yes")
_ORDERS = ("search.sort.newest", "search.sort.oldest", "search.sort.most", "search.sort.least")


class Option(NamedTuple):
    """A choice of a filter: the value that the search knows it by, and what the reader reads."""

    value: str
    label: Phrase


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter of the search, or the order of its results. ``facet`` is set on filters: their options are counted."""

    name: str
    label: Phrase
    options: tuple[Option, ...]
    facet: bool


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The form of the search, and where its script finds the index of this language, of the other, and its worker."""

    name: Phrase
    bundle: str
    other_bundle: str
    worker: str
    facets: tuple[Selection, ...]
    order: Selection


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page: its form, its script, and the lists of everything for readers without script."""

    top: Top
    form: SearchForm
    script: str
    list_heading: Heading
    lists: tuple[Link, ...]


def search_view(
    lists: Lists,
    bundles: tuple[str, str],
    scripts: tuple[str, str],
    categories: Sequence[Option],
    programmes: Sequence[Option],
) -> SearchView:
    """Prepare the search page.

    Args:
        lists: What all list pages have.
        bundles: The folders of the index in this language and in the other.
        scripts: The script of the page, and its worker.
        categories: The categories of indicators to narrow by.
        programmes: The programmes that have a project.

    """
    place = lists.place
    return SearchView(
        top=lists.top("search.heading", place.say("search.lede")),
        form=SearchForm(
            name=place.say("search.heading"),
            bundle=bundles[0],
            other_bundle=bundles[1],
            worker=scripts[1],
            facets=tuple(_facet(lists, name, options) for name, options in _facets(lists, categories, programmes)),
            order=_order(lists),
        ),
        script=scripts[0],
        list_heading=place.heading("all", "search.all"),
        lists=(
            *project_list_links(lists),
            Link(place.to(addresses.DEPARTMENTS), place.say("home.all_departments")),
            Link(place.to(addresses.YEARS), place.say("search.all_years")),
        ),
    )


def _facets(
    lists: Lists, categories: Sequence[Option], programmes: Sequence[Option]
) -> Iterable[tuple[str, Iterable[Option]]]:
    say, directory = lists.place.say, lists.directory
    departments = directory.departments.values()
    yield "department", (Option(department.id, lists.department(department)) for department in departments)
    yield "year", (Option(str(year), say("years.link", year=str(year))) for year in directory.years)
    yield "level", (Option(level.value, say(f"level.{level.value}")) for level in directory.levels)
    yield "category", categories
    if programmes:
        yield "programme", programmes
    yield "amount", _worded(lists, _AMOUNTS)
    yield "withheld", _worded(lists, _WITHHELD)


def _worded(lists: Lists, keys: Iterable[str]) -> Iterable[Option]:
    """Make options of messages; the value is the last part of the key."""
    return (Option(key.rpartition(".")[2], lists.place.say(key)) for key in keys)


def _facet(lists: Lists, name: str, options: Iterable[Option]) -> Selection:
    say = lists.place.say
    return Selection(name, say(f"search.facet.{name}"), (Option("", say("search.any")), *options), facet=True)


def _order(lists: Lists) -> Selection:
    say = lists.place.say
    best = Option("", say("search.sort.best"))
    return Selection("sort", say("search.sort"), (best, *_worded(lists, _ORDERS)), facet=False)
