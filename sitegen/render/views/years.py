"""The list of years, and a year: its departments side by side, and its largest projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.public import addresses
from sitegen.public.coverage import Coverage
from sitegen.public.shares import largest
from sitegen.public.summary import Form, OpenSummary, WithheldSummary
from sitegen.public.totals import stated
from sitegen.render import formats
from sitegen.render.marks import statement
from sitegen.render.place import Heading, Link
from sitegen.render.views.budget import TRACK, Bar, Figure
from sitegen.render.views.coverage import CoverageView, coverage_view
from sitegen.render.views.lists import ListRow, Lists, ListTable, Top, YearEntry
from sitegen.values.money import ZERO, Money, total_of

#: How many of a year's projects are shown, the largest first.
LARGEST_PROJECTS = 20


@dataclass(frozen=True, slots=True)
class YearsView:
    """The list of years."""

    top: Top
    years: tuple[YearEntry, ...]
    programmes: Link | None


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: its departments side by side, form by form, and its largest projects."""

    top: Top
    figures: tuple[Figure, ...]
    forms_heading: Heading
    tables: tuple[ListTable, ...]
    withheld: tuple[ListRow, ...]
    projects_heading: Heading | None
    projects: ListTable | None
    all_projects: Link | None
    programmes: Link | None
    coverage: CoverageView | None
    years_heading: Heading
    years: tuple[Link, ...]


def years_view(lists: Lists) -> YearsView:
    """Prepare the list of years."""
    lede = lists.place.say("years.lede", years=lists.place.say("count.years", count=len(lists.directory.years)))
    return YearsView(lists.top("years.heading", lede), lists.year_entries(), lists.programmes_link())


def year_view(lists: Lists, year: int, coverage: Coverage | None = None) -> YearView:
    """Prepare the overview of a year."""
    place = lists.place
    summaries = lists.directory.of_year(year)
    opened = [summary for summary in summaries if isinstance(summary, OpenSummary)]
    withheld = [summary for summary in summaries if isinstance(summary, WithheldSummary)]
    listed = [
        (summary, listing) for summary in opened for listing in summary.projects if stated(listing.amount) is not None
    ]
    listed.sort(key=lambda pair: stated(pair[1].amount) or ZERO, reverse=True)
    shown = listed[:LARGEST_PROJECTS]
    heading = place.say("year.heading", year=str(year))
    other = place.language_link(place.other_messages.say("year.heading", year=str(year)), "main")
    figures = (_comparison(lists, opened, form) for form in Form)
    tables = (_form_table(lists, opened, form) for form in Form)
    count = sum(len(summary.projects) for summary in opened)
    return YearView(
        top=Top(heading, other, place.say("year.lede", year=str(year), sentence=lists.year_sentence(summaries))),
        figures=tuple(figure for figure in figures if figure is not None),
        forms_heading=place.heading("departments", "year.departments"),
        tables=tuple(table for table in tables if table is not None),
        withheld=tuple(
            ListRow(lists.page(summary), lists.department(summary.department), place.say(statement(summary.reason)), ())
            for summary in withheld
        ),
        projects_heading=place.heading("projects", "year.projects") if shown else None,
        projects=lists.project_table(place.say("year.projects.caption", year=str(year)), shown, named=True)
        if shown
        else None,
        all_projects=Link(place.to(addresses.projects(year)), place.say("projects.list.all", count=count))
        if count
        else None,
        programmes=lists.programmes_link(),
        coverage=None if coverage is None else coverage_view(lists, coverage),
        years_heading=place.heading("years", "years.other"),
        years=tuple(
            Link(place.to(addresses.year(of)), place.say("years.link", year=str(of)), "page" if of == year else None)
            for of in lists.directory.years
        ),
    )


def _comparison(lists: Lists, opened: Sequence[OpenSummary], form: Form) -> Figure | None:
    amounts = [(summary, _form_amount(summary, form)) for summary in opened if form in summary.forms]
    items = [(summary, amount) for summary, amount in amounts if amount is not None]
    base = total_of(amount for _, amount in items)
    broken = None if base is None else largest(items, base, LARGEST_PROJECTS)
    if broken is None or base is None or len(items) < 2:  # noqa: PLR2004 - one part is the whole
        return None
    say = lists.place.say
    finding = say(
        "figure.year.finding",
        name=lists.department(broken.parts[0].item.department),
        share=formats.percent(broken.parts[0].permille),
        amount=lists.amount(base),
    )
    if broken.left_out:
        finding = say("figure.left_out", finding=finding, count=broken.left_out)
    bars = tuple(
        Bar(
            lists.department(part.item.department),
            lists.page(part.item),
            formats.figure(part.amount),
            formats.plain(formats.percent(part.permille)),
            max(1, min(TRACK, part.permille)),
        )
        for part in broken.parts
    )
    return Figure(
        f"by-department-{form.value.replace('_', '-')}",
        say(f"figure.year.{form.value}"),
        finding,
        say("figure.unit"),
        bars,
        None,
        None,
    )


def _form_table(lists: Lists, opened: Sequence[OpenSummary], form: Form) -> ListTable | None:
    place = lists.place
    own = [summary for summary in opened if form in summary.forms]
    if not own:
        return None
    rows: list[ListRow] = []
    for summary in own:
        amount = lists.marks.figure(_form_amount(summary, form))
        if form is Form.PROJECT_GOALS and summary.project_goals is not None:
            counts = (summary.project_goals.projects, summary.project_goals.indicators)
        elif summary.overall_goals is not None:
            counts = (summary.overall_goals.tasks, summary.overall_goals.indicators)
        else:
            continue
        cells = (
            amount,
            *(formats.plain(formats.count(count.all)) for count in counts),
            lists.outcome(summary.outcome),
        )
        rows.append(ListRow(lists.page(summary), lists.department(summary.department), None, cells))
    second = "list.projects" if form is Form.PROJECT_GOALS else "list.tasks"
    heads = tuple(
        place.say(head) for head in ("list.department", "list.amount", second, "list.indicators", "list.checks")
    )
    return ListTable(
        f"c-{form.value.replace('_', '-')}",
        place.say(f"year.caption.{form.value}"),
        heads,
        (False, True, True, True, False),
        tuple(rows),
    )


def _form_amount(summary: OpenSummary, form: Form) -> Money | None:
    totals = summary.project_goals if form is Form.PROJECT_GOALS else summary.overall_goals
    return None if totals is None else totals.amount
