"""The list of departments, and the hub of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from sitegen.public import addresses
from sitegen.public.comparison import comparable
from sitegen.public.model import Department
from sitegen.public.summary import DisclosureSummary, OpenSummary, WithheldSummary
from sitegen.render import formats
from sitegen.render.marks import statement
from sitegen.render.phrases import Phrase
from sitegen.render.place import Fact, Heading, Link
from sitegen.render.views.lists import ListRow, Lists, ListTable, Top, YearEntry


class DepartmentEntry(NamedTuple):
    """A department in a list."""

    link: Link
    region: Phrase
    years: tuple[YearEntry, ...]


@dataclass(frozen=True, slots=True)
class DepartmentGroup:
    """The departments of a level of government."""

    heading: Heading
    departments: tuple[DepartmentEntry, ...]


@dataclass(frozen=True, slots=True)
class DepartmentsView:
    """The list of departments."""

    top: Top
    groups: tuple[DepartmentGroup, ...]
    programmes: Link | None


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """The hub of a department."""

    top: Top
    facts: tuple[Fact, ...]
    years_heading: Heading
    years: ListTable
    comparisons: tuple[Link, ...]
    projects_heading: Heading | None
    projects: ListTable | None
    below_heading: Heading | None
    below: tuple[Link, ...]


def department_groups(lists: Lists, level: int) -> tuple[DepartmentGroup, ...]:
    """List all departments by level of government, below headings of a level."""
    groups: list[DepartmentGroup] = []
    for of, summaries in groupby(lists.directory.summaries, key=lambda summary: summary.department.level):
        entries: list[DepartmentEntry] = []
        for _, own in groupby(summaries, key=lambda summary: summary.department.id):
            listed = tuple(own)
            department = listed[0].department
            name = lists.department(department)
            years = tuple(
                YearEntry(
                    Link(lists.page(summary), lists.place.say("years.link", year=str(summary.year))),
                    name,
                    lists.sentence(summary),
                )
                for summary in listed
            )
            entries.append(
                DepartmentEntry(
                    lists.department_link(department), lists.voices.of(department.id).say(department.region), years
                )
            )
        groups.append(
            DepartmentGroup(lists.place.heading(f"level-{of.value}", f"level.{of.value}", level), tuple(entries))
        )
    return tuple(groups)


def departments_view(lists: Lists) -> DepartmentsView:
    """Prepare the list of departments."""
    lede = lists.place.say(
        "departments.lede", departments=lists.place.say("count.departments", count=len(lists.directory.departments))
    )
    return DepartmentsView(lists.top("departments.heading", lede), department_groups(lists, 2), lists.programmes_link())


def department_view(lists: Lists, department: Department) -> DepartmentView:
    """Prepare the hub of a department."""
    place = lists.place
    voice = lists.voices.of(department.id)
    own = lists.directory.of_department(department.id)
    other = voice.say_in_other(department.name)
    lede = place.say(
        "department.lede",
        name=voice.say(department.short_name or department.name),
        years=place.say("count.years", count=len(own)),
    )
    latest = next((summary for summary in own if isinstance(summary, OpenSummary) and summary.projects), None)
    below = tuple(lists.department_link(listed) for listed in lists.directory.below(department.id))
    return DepartmentView(
        top=Top(voice.say(department.name), None if other is None else place.language_link(other, "main"), lede),
        facts=tuple(_facts(lists, department)),
        years_heading=place.heading("years", "years.heading"),
        years=_years(lists, own),
        comparisons=tuple(
            Link(
                place.to(addresses.comparison(department.id, before.year, after.year)),
                place.say("compare.heading", before=str(before.year), after=str(after.year)),
            )
            for before, after in comparable(own)
        ),
        projects_heading=None if latest is None else place.heading("projects", "department.projects"),
        projects=None
        if latest is None
        else lists.project_table(
            place.say("department.projects.caption", year=str(latest.year)),
            [(latest, listing) for listing in latest.projects],
            named=False,
        ),
        below_heading=place.heading("below", "department.below") if below else None,
        below=below,
    )


def _facts(lists: Lists, department: Department) -> Iterable[Fact]:
    place = lists.place
    voice = lists.voices.of(department.id)
    yield Fact(place.say("department.region"), voice.say(department.region))
    yield Fact(place.say("department.level"), place.say(f"level.{department.level.value}"))
    above = None if department.part_of is None else lists.directory.departments.get(department.part_of)
    if above is not None:
        yield Fact(place.say("department.part_of"), lists.department(above), place.to(addresses.department(above.id)))


def _years(lists: Lists, own: Sequence[DisclosureSummary]) -> ListTable:
    place = lists.place
    rows = [
        ListRow(
            lists.page(summary),
            place.say("years.link", year=str(summary.year)),
            None,
            _cells(lists, summary, with_form=True),
        )
        for summary in own
    ]
    heads = ("years.year", "list.form", "list.amount", "list.projects", "list.indicators", "list.checks")
    return ListTable(
        "c-years",
        place.say("department.years.caption"),
        tuple(place.say(head) for head in heads),
        (False, False, True, True, True, False),
        tuple(rows),
    )


def _cells(lists: Lists, summary: DisclosureSummary, *, with_form: bool) -> tuple[Phrase, ...]:
    match summary:
        case WithheldSummary(reason=reason):
            blank = lists.marks.withheld
            return (*((lists.place.say(statement(reason)),) if with_form else ()), blank, blank, blank, blank)
        case OpenSummary(project_goals=projects, overall_goals=overall):
            amount = projects.amount if projects is not None else None if overall is None else overall.amount
            count = lists.marks.missing if projects is None else formats.plain(formats.count(projects.projects.all))
            cells = (
                lists.marks.figure(amount),
                count,
                formats.plain(formats.count(summary.indicators.all)),
                lists.outcome(summary.outcome),
            )
            return (lists.forms(summary), *cells) if with_form else cells
