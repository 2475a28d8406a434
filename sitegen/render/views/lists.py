"""The pages that list: home, departments, the hub of a department, years, a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from sitegen.public import addresses
from sitegen.public.addresses import project_anchor
from sitegen.public.directory import Directory
from sitegen.public.model import Department
from sitegen.public.reconciliation import Outcome
from sitegen.public.shares import largest
from sitegen.public.summary import (
    DisclosureSummary,
    Form,
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
from sitegen.render.place import Fact, Heading, LanguageLink, Link, Place
from sitegen.render.views.budget import TRACK, Bar, Figure, join
from sitegen.values.money import Money, total_of

#: How many of a year's projects are shown, the largest first.
LARGEST_PROJECTS = 20

#: Up to how many departments the home page lists them all.
DEPARTMENTS_AT_HOME = 40


class ListRow(NamedTuple):
    """A row of a table of links; ``remark`` stands below the name."""

    href: str | None
    name: Phrase
    remark: Phrase | None
    cells: tuple[Phrase, ...]


#: The choices of the search that the messages have words for, in the order that they are offered in.
_AMOUNTS = (
    "search.amount.1000",
    "search.amount.500-1000",
    "search.amount.100-500",
    "search.amount.50-100",
    "search.amount.10-50",
    "search.amount.0-10",
    "search.amount.none",
)
_WITHHELD = ("search.withheld.no", "search.withheld.yes")
_ORDERS = ("search.sort.newest", "search.sort.oldest", "search.sort.most", "search.sort.least")


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
class Top:
    """The top of a list page."""

    heading: Phrase
    other_heading: LanguageLink | None
    lede: Phrase


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


@dataclass(frozen=True, slots=True)
class DepartmentsView:
    """The list of departments."""

    top: Top
    groups: tuple[DepartmentGroup, ...]


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """The hub of a department."""

    top: Top
    facts: tuple[Fact, ...]
    years_heading: Heading
    years: ListTable
    projects_heading: Heading | None
    projects: ListTable | None
    below_heading: Heading | None
    below: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class YearsView:
    """The list of years."""

    top: Top
    years: tuple[YearEntry, ...]


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
    projects_note: Phrase | None
    years_heading: Heading
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchListing:
    """A project in the list behind the search."""

    href: str
    name: Phrase
    department: Phrase
    year: str
    amount: Phrase


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """The projects of a department-year in the list behind the search."""

    heading: Link
    projects: tuple[SearchListing, ...]


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
    """The search page: its form, its script, and a list of everything for readers without script."""

    top: Top
    form: SearchForm
    script: str
    list_heading: Heading
    groups: tuple[SearchGroup, ...]

    @property
    def projects(self) -> tuple[SearchListing, ...]:
        """All projects, in the order of the list."""
        return tuple(project for group in self.groups for project in group.projects)


class ListViews:
    """Makes the list pages of one language out of all summaries."""

    def __init__(self, place: Place, voices: Voices, directory: Directory) -> None:
        """Take the page, and all that is published."""
        self.place = place
        self.voices = voices
        self.directory = directory
        self._marks = Marks.of(place.messages)

    # Names

    def _department(self, department: Department) -> Phrase:
        return self.voices.of(department.id).say(department.name)

    def _department_link(self, department: Department) -> Link:
        return Link(self.place.to(addresses.department(department.id)), self._department(department))

    def _page(self, summary: DisclosureSummary, anchor: str | None = None) -> str:
        return self.place.to(addresses.department_year(summary.department.id, summary.year), anchor)

    def _amount(self, amount: Money) -> Phrase:
        return formats.amount(amount, self.place.language)

    def _top(self, key: str, lede: Phrase) -> Top:
        other = self.place.language_link(self.place.other_messages.say(key), "main")
        return Top(self.place.say(key), other, lede)

    # Sentences

    def _forms(self, summary: OpenSummary) -> Phrase:
        forms = summary.forms
        return (
            self.place.say("form.both" if len(forms) > 1 else f"form.{forms[0].value}")
            if forms
            else self.place.say("form.none")
        )

    def _sentence(self, summary: DisclosureSummary) -> Phrase:
        say = self.place.say
        match summary:
            case WithheldSummary(reason=reason):
                return say(statement(reason))
            case OpenSummary(project_goals=projects, overall_goals=overall):
                parts: list[Phrase] = []
                if projects is not None:
                    parts.append(say("count.projects", count=projects.projects.all))
                    if projects.amount is not None:
                        parts.append(self._amount(projects.amount))
                if overall is not None:
                    parts.append(
                        say("entry.overall")
                        if overall.amount is None
                        else say("entry.overall.amount", amount=self._amount(overall.amount))
                    )
                parts.append(say("count.indicators", count=summary.indicators.all))
                return self._comma(parts)

    def _comma(self, parts: Sequence[Phrase]) -> Phrase:
        joined = parts[0]
        for part in parts[1:]:
            joined = self.place.say("list.comma", list=joined, item=part)
        return joined

    def _figures(self, summaries: Sequence[DisclosureSummary]) -> tuple[Count, Count, int]:
        opened = [summary for summary in summaries if isinstance(summary, OpenSummary)]
        projects = sum(
            (summary.project_goals.projects for summary in opened if summary.project_goals is not None), Count()
        )
        indicators = sum((summary.indicators for summary in opened), Count())
        return projects, indicators, len({summary.department.id for summary in summaries})

    def _year_sentence(self, summaries: Sequence[DisclosureSummary]) -> Phrase:
        projects, indicators, departments = self._figures(summaries)
        say = self.place.say
        parts = [say("count.departments", count=departments)]
        if projects.all:
            parts.append(say("count.projects", count=projects.all))
        if indicators.all:
            parts.append(say("count.indicators", count=indicators.all))
        return join(self.place, parts)

    # Entries

    def _year_entries(self) -> tuple[YearEntry, ...]:
        return tuple(
            YearEntry(
                Link(self.place.to(addresses.year(year)), self.place.say("years.link", year=str(year))),
                self.place.say("years.overview"),
                self._year_sentence(self.directory.of_year(year)),
            )
            for year in self.directory.years
        )

    def _groups(self, level: int) -> tuple[DepartmentGroup, ...]:
        groups: list[DepartmentGroup] = []
        for of, summaries in groupby(self.directory.summaries, key=lambda summary: summary.department.level):
            entries: list[DepartmentEntry] = []
            for _, own in groupby(summaries, key=lambda summary: summary.department.id):
                listed = tuple(own)
                department = listed[0].department
                name = self._department(department)
                years = tuple(
                    YearEntry(
                        Link(self._page(summary), self.place.say("years.link", year=str(summary.year))),
                        name,
                        self._sentence(summary),
                    )
                    for summary in listed
                )
                entries.append(
                    DepartmentEntry(
                        self._department_link(department), self.voices.of(department.id).say(department.region), years
                    )
                )
            groups.append(
                DepartmentGroup(self.place.heading(f"level-{of.value}", f"level.{of.value}", level), tuple(entries))
            )
        return tuple(groups)

    # Pages

    def home(self, title: Phrase, tagline: Phrase) -> HomeView:
        """Prepare the home page."""
        place = self.place
        projects, indicators, departments = self._figures(self.directory.summaries)
        counts = (
            ("departments", departments),
            ("documents", len(self.directory.summaries)),
            ("projects", projects.all),
            ("indicators", indicators.all),
        )
        glance = tuple(Fact(place.say(f"home.{key}"), formats.plain(formats.count(count))) for key, count in counts)
        few = departments <= DEPARTMENTS_AT_HOME
        groups = self._groups(3)
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
            years=self._year_entries(),
            departments_heading=place.heading("departments", "departments.heading"),
            groups=groups if few else (),
            levels=() if few else levels,
        )

    def departments(self) -> DepartmentsView:
        """Prepare the list of departments."""
        lede = self.place.say(
            "departments.lede", departments=self.place.say("count.departments", count=len(self.directory.departments))
        )
        return DepartmentsView(self._top("departments.heading", lede), self._groups(2))

    def department(self, department: Department) -> DepartmentView:
        """Prepare the hub of a department."""
        place = self.place
        voice = self.voices.of(department.id)
        own = self.directory.of_department(department.id)
        other = voice.say_in_other(department.name)
        lede = place.say(
            "department.lede",
            name=voice.say(department.short_name or department.name),
            years=place.say("count.years", count=len(own)),
        )
        latest = next((summary for summary in own if isinstance(summary, OpenSummary) and summary.projects), None)
        below = tuple(self._department_link(listed) for listed in self.directory.below(department.id))
        return DepartmentView(
            top=Top(voice.say(department.name), None if other is None else place.language_link(other, "main"), lede),
            facts=tuple(self._department_facts(department)),
            years_heading=place.heading("years", "years.heading"),
            years=self._department_years(own),
            projects_heading=None if latest is None else place.heading("projects", "department.projects"),
            projects=None
            if latest is None
            else self._project_table(
                place.say("department.projects.caption", year=str(latest.year)),
                [(latest, listing) for listing in latest.projects],
                named=False,
            ),
            below_heading=place.heading("below", "department.below") if below else None,
            below=below,
        )

    def _department_facts(self, department: Department) -> Iterable[Fact]:
        place = self.place
        voice = self.voices.of(department.id)
        yield Fact(place.say("department.region"), voice.say(department.region))
        yield Fact(place.say("department.level"), place.say(f"level.{department.level.value}"))
        above = None if department.part_of is None else self.directory.departments.get(department.part_of)
        if above is not None:
            yield Fact(
                place.say("department.part_of"), self._department(above), place.to(addresses.department(above.id))
            )

    def _department_years(self, own: Sequence[DisclosureSummary]) -> ListTable:
        place = self.place
        rows = [
            ListRow(
                self._page(summary),
                place.say("years.link", year=str(summary.year)),
                None,
                self._cells(summary, with_form=True),
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

    def _cells(self, summary: DisclosureSummary, *, with_form: bool) -> tuple[Phrase, ...]:
        match summary:
            case WithheldSummary(reason=reason):
                blank = self._marks.withheld
                return (*((self.place.say(statement(reason)),) if with_form else ()), blank, blank, blank, blank)
            case OpenSummary(project_goals=projects, overall_goals=overall):
                amount = projects.amount if projects is not None else None if overall is None else overall.amount
                count = self._marks.missing if projects is None else formats.plain(formats.count(projects.projects.all))
                cells = (
                    self._marks.figure(amount),
                    count,
                    formats.plain(formats.count(summary.indicators.all)),
                    self._outcome(summary.outcome),
                )
                return (self._forms(summary), *cells) if with_form else cells

    def _outcome(self, outcome: Outcome) -> Phrase:
        return self.place.say(f"check.word.{outcome.value}")

    def years(self) -> YearsView:
        """Prepare the list of years."""
        lede = self.place.say("years.lede", years=self.place.say("count.years", count=len(self.directory.years)))
        return YearsView(self._top("years.heading", lede), self._year_entries())

    def year(self, year: int) -> YearView:
        """Prepare the overview of a year."""
        place = self.place
        summaries = self.directory.of_year(year)
        opened = [summary for summary in summaries if isinstance(summary, OpenSummary)]
        withheld = [summary for summary in summaries if isinstance(summary, WithheldSummary)]
        listed = [
            (summary, listing) for summary in opened for listing in summary.projects if listing.amount is not None
        ]
        listed.sort(key=lambda pair: -pair[1].amount.wan if pair[1].amount is not None else 0)
        shown = listed[:LARGEST_PROJECTS]
        heading = place.say("year.heading", year=str(year))
        other = place.language_link(place.other_messages.say("year.heading", year=str(year)), "main")
        figures = (self._comparison(opened, form) for form in Form)
        tables = (self._form_table(opened, form) for form in Form)
        left_out = len(listed) - len(shown)
        return YearView(
            top=Top(heading, other, place.say("year.lede", year=str(year), sentence=self._year_sentence(summaries))),
            figures=tuple(figure for figure in figures if figure is not None),
            forms_heading=place.heading("departments", "year.departments"),
            tables=tuple(table for table in tables if table is not None),
            withheld=tuple(
                ListRow(
                    self._page(summary), self._department(summary.department), place.say(statement(summary.reason)), ()
                )
                for summary in withheld
            ),
            projects_heading=place.heading("projects", "year.projects") if shown else None,
            projects=self._project_table(place.say("year.projects.caption", year=str(year)), shown, named=True)
            if shown
            else None,
            projects_note=place.say("year.projects.left_out", count=left_out) if left_out else None,
            years_heading=place.heading("years", "years.other"),
            years=tuple(
                Link(
                    place.to(addresses.year(of)), place.say("years.link", year=str(of)), "page" if of == year else None
                )
                for of in self.directory.years
            ),
        )

    def _form_amount(self, summary: OpenSummary, form: Form) -> Money | None:
        totals = summary.project_goals if form is Form.PROJECT_GOALS else summary.overall_goals
        return None if totals is None else totals.amount

    def _comparison(self, opened: Sequence[OpenSummary], form: Form) -> Figure | None:
        amounts = [(summary, self._form_amount(summary, form)) for summary in opened if form in summary.forms]
        items = [(summary, amount) for summary, amount in amounts if amount is not None]
        base = total_of(amount for _, amount in items)
        broken = None if base is None else largest(items, base, LARGEST_PROJECTS)
        if broken is None or base is None or len(items) < 2:  # noqa: PLR2004 - one part is the whole
            return None
        say = self.place.say
        finding = say(
            "figure.year.finding",
            name=self._department(broken.parts[0].item.department),
            share=formats.percent(broken.parts[0].permille),
            amount=self._amount(base),
        )
        if broken.left_out:
            finding = say("figure.left_out", finding=finding, count=broken.left_out)
        bars = tuple(
            Bar(
                self._department(part.item.department),
                self._page(part.item),
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

    def _form_table(self, opened: Sequence[OpenSummary], form: Form) -> ListTable | None:
        place = self.place
        own = [summary for summary in opened if form in summary.forms]
        if not own:
            return None
        rows: list[ListRow] = []
        for summary in own:
            amount = self._marks.figure(self._form_amount(summary, form))
            if form is Form.PROJECT_GOALS and summary.project_goals is not None:
                counts = (summary.project_goals.projects, summary.project_goals.indicators)
            elif summary.overall_goals is not None:
                counts = (summary.overall_goals.tasks, summary.overall_goals.indicators)
            else:
                continue
            cells = (
                amount,
                *(formats.plain(formats.count(count.all)) for count in counts),
                self._outcome(summary.outcome),
            )
            rows.append(ListRow(self._page(summary), self._department(summary.department), None, cells))
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

    def _project_table(
        self, caption: Phrase, listed: Sequence[tuple[OpenSummary, Listing]], *, named: bool
    ) -> ListTable:
        place = self.place
        rows: list[ListRow] = []
        for (summary, listing), name in zip(listed, self._listing_names(listed), strict=True):
            remark = self._department(summary.department) if named else None
            match listing:
                case OpenListing():
                    cells = (self._marks.figure(listing.amount), formats.plain(formats.count(listing.indicators.all)))
                case WithheldListing():
                    cells = (self._marks.withheld_figure(listing.amount), self._marks.withheld)
            rows.append(ListRow(self._page(summary, project_anchor(listing.id)), name, remark, cells))
        heads = tuple(place.say(head) for head in ("list.project", "list.amount", "list.indicators"))
        return ListTable("c-projects", caption, heads, (False, True, True), tuple(rows))

    def _listing_names(self, listed: Sequence[tuple[OpenSummary, Listing]]) -> tuple[Phrase, ...]:
        """Name projects of one page, those of the same name told apart by department, year and unit."""
        names: list[tuple[Phrase, Sequence[Phrase]]] = []
        for summary, listing in listed:
            voice = self.voices.of(summary.department.id)
            department = self._department(summary.department)
            year = self.place.say("years.link", year=str(summary.year))
            match listing:
                case OpenListing(name=name, unit=unit):
                    names.append((voice.say(name), (department, year, voice.say(unit))))
                case WithheldListing():
                    names.append((self._withheld(listing), (department, year)))
        return distinct(self.place.messages, names)

    def _withheld(self, listing: WithheldListing) -> Phrase:
        key = kind(listing.reason, "project")
        return self.place.say(key) if listing.code is None else self.place.say(f"{key}.code", code=listing.code)

    def search(self, bundles: tuple[str, str], scripts: tuple[str, str], categories: Sequence[Option]) -> SearchView:
        """Prepare the search page.

        Args:
            bundles: The folders of the index in this language and in the other.
            scripts: The script of the page, and its worker.
            categories: The categories of indicators to narrow by.

        """
        place = self.place
        return SearchView(
            top=self._top("search.heading", place.say("search.lede")),
            form=SearchForm(
                name=place.say("search.heading"),
                bundle=bundles[0],
                other_bundle=bundles[1],
                worker=scripts[1],
                facets=tuple(self._facet(name, options) for name, options in self._facets(categories)),
                order=self._selection("sort", "search.sort", "search.sort.best", self._worded(_ORDERS), facet=False),
            ),
            script=scripts[0],
            list_heading=place.heading("all", "search.all"),
            groups=self._search_groups(),
        )

    def _facets(self, categories: Sequence[Option]) -> Iterable[tuple[str, Iterable[Option]]]:
        say, directory = self.place.say, self.directory
        departments = directory.departments.values()
        yield "department", (Option(department.id, self._department(department)) for department in departments)
        yield "year", (Option(str(year), say("years.link", year=str(year))) for year in directory.years)
        yield "level", (Option(level.value, say(f"level.{level.value}")) for level in directory.levels)
        yield "category", categories
        yield "amount", self._worded(_AMOUNTS)
        yield "withheld", self._worded(_WITHHELD)

    def _worded(self, keys: Iterable[str]) -> Iterable[Option]:
        """Make options of messages; the value is the last part of the key."""
        return (Option(key.rpartition(".")[2], self.place.say(key)) for key in keys)

    def _facet(self, name: str, options: Iterable[Option]) -> Selection:
        return self._selection(name, f"search.facet.{name}", "search.any", options, facet=True)

    def _selection(self, name: str, label: str, first: str, options: Iterable[Option], *, facet: bool) -> Selection:
        say = self.place.say
        return Selection(name, say(label), (Option("", say(first)), *options), facet)

    def _search_groups(self) -> tuple[SearchGroup, ...]:
        opened = [summary for summary in self.directory.summaries if isinstance(summary, OpenSummary)]
        listed = [(summary, listing) for summary in opened for listing in summary.projects]
        names = iter(self._listing_names(listed))
        groups: list[SearchGroup] = []
        for summary in opened:
            department = self._department(summary.department)
            label = self.place.say("search.group", department=department, year=str(summary.year))
            listings = tuple(
                SearchListing(
                    href=self._page(summary, project_anchor(listing.id)),
                    name=next(names),
                    department=department,
                    year=str(summary.year),
                    # The pages of departments say it for machines; here it is one line of many.
                    amount=self._marks.missing if listing.amount is None else formats.plain(str(listing.amount)),
                )
                for listing in summary.projects
            )
            groups.append(SearchGroup(Link(self._page(summary), label), listings))
        return tuple(groups)
