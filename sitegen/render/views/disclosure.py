"""The page of what a department promised for a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.config import Programme
from sitegen.public import addresses
from sitegen.public.model import (
    Department,
    Disclosure,
    OpenDisclosure,
    ProjectGoals,
    SourceDocument,
    WithheldDisclosure,
    WithheldProject,
)
from sitegen.public.reconciliation import Outcome, reconcile, verdict
from sitegen.public.totals import (
    count_wordings,
    has_amounts,
    hides_amounts,
    overall_goals_totals,
    project_goals_amount,
    project_goals_totals,
    projects_of,
)
from sitegen.render import formats
from sitegen.render.labels import distinct
from sitegen.render.phrases import Phrase
from sitegen.render.place import Fact, Heading, LanguageLink, Link, Place
from sitegen.render.views.budget import BudgetTable, BudgetViews, Figure, join
from sitegen.render.views.checks import CheckSentence, CheckSentences
from sitegen.render.views.indicators import Columns, IndicatorTables, indicators_of
from sitegen.render.views.names import ProjectNames, unit_name
from sitegen.render.views.overall import OverallSections, OverallViews
from sitegen.render.views.sections import SectionViews, UnitSection
from sitegen.render.views.statements import PageWords, Statements


@dataclass(frozen=True, slots=True)
class Opening:
    """The top of a page: who, what, and one plain sentence."""

    eyebrow: Link
    heading: Phrase
    other_heading: LanguageLink
    lede: Phrase


@dataclass(frozen=True, slots=True)
class ProjectGoalsSections:
    """The project table and what belongs to it."""

    breakdown_heading: Heading
    figures: tuple[Figure, ...]
    budget_heading: Heading
    table: BudgetTable
    units_contents: tuple[Link, ...]
    apart_note: Phrase | None
    projects_heading: Heading | None
    columns_note: Phrase | None
    units: tuple[UnitSection, ...]
    footnotes: tuple[Phrase, ...]
    notes: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """The page."""

    opening: Opening
    facts: tuple[Fact, ...]
    contents: tuple[Link, ...]
    checks_heading: Heading
    checks: tuple[CheckSentence, ...]
    project_goals: ProjectGoalsSections | None
    overall_goals: OverallSections | None
    source_heading: Heading
    source: tuple[Fact, ...]
    notes: tuple[Phrase, ...]
    years_heading: Heading
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WithheldDisclosureView:
    """The page of a department-year that is withheld as a whole."""

    opening: Opening
    statement: Phrase
    years_heading: Heading
    years: tuple[Link, ...]


def forms_key(*, projects: bool, overall: bool) -> str:
    """Return the key of what a disclosure with these forms is called."""
    if projects and overall:
        return "disclosure.both"
    return "disclosure.projects" if projects else "disclosure.overall"


def forms_of(disclosure: Disclosure) -> str:
    """Return the key of what a disclosure is called; of one that is withheld as a whole no form is told."""
    match disclosure:
        case OpenDisclosure(project_goals=projects, overall_goals=overall):
            return forms_key(projects=projects is not None, overall=overall is not None)
        case WithheldDisclosure():
            return forms_key(projects=True, overall=True)


def opening(place: Place, disclosure: Disclosure, lede: Phrase) -> Opening:
    """Make the top of the page of a department-year."""
    department, key, year = disclosure.department, forms_of(disclosure), disclosure.year
    eyebrow = Link(place.to(addresses.department(department.id)), place.voice.say(department.name))
    other = place.language_link(place.other_messages.say(key, year=str(year)), "main")
    return Opening(eyebrow, place.say(key, year=str(year)), other, lede)


def year_links(place: Place, department: Department, years: Iterable[int], current: int) -> tuple[Link, ...]:
    """Link to all years of a department, the latest first."""
    return tuple(
        Link(
            place.to(addresses.department_year(department.id, year)),
            place.say("years.link", year=str(year)),
            "page" if year == current else None,
        )
        for year in sorted(years, reverse=True)
    )


class _Maker:
    def __init__(
        self, place: Place, disclosure: OpenDisclosure, years: Iterable[int], programmes: Mapping[str, Programme]
    ) -> None:
        self._place = place
        self._disclosure = disclosure
        self._years = years
        self._words = PageWords.of(place, disclosure, programmes)
        self._columns = Columns.of(indicators_of(disclosure))
        self._tables = IndicatorTables(self._words, self._columns)
        self._sections = SectionViews(self._words, self._tables)
        goals = disclosure.project_goals
        self._names = None if goals is None else ProjectNames(place, goals)
        self._budget = (
            None
            if goals is None or self._names is None
            else BudgetViews(self._words, goals, self._names, disclosure.year)
        )
        self._checks = reconcile(disclosure)

    def make(self) -> DisclosureView:
        place, disclosure = self._place, self._disclosure
        project_goals = self._project_goals()
        overall_goals = self._overall_goals()
        checks_heading = place.heading("checks", "checks.heading")
        source_heading = place.heading("source", "source.heading")
        contents: list[Heading] = []
        if project_goals is not None:
            contents += [project_goals.breakdown_heading] if project_goals.figures else []
            contents += [project_goals.budget_heading]
            contents += [] if project_goals.projects_heading is None else [project_goals.projects_heading]
        if overall_goals is not None:
            contents += [
                overall_goals.heading,
                overall_goals.tables_heading,
                overall_goals.goal_heading,
                overall_goals.tasks_heading,
                overall_goals.indicators_heading,
            ]
        contents += [checks_heading, source_heading]
        return DisclosureView(
            opening=opening(place, disclosure, self._lede()),
            facts=tuple(self._facts()),
            contents=tuple(Link(f"#{heading.id}", heading.text) for heading in contents),
            checks_heading=checks_heading,
            checks=CheckSentences(place, disclosure).sentences(self._checks),
            project_goals=project_goals,
            overall_goals=overall_goals,
            source_heading=source_heading,
            source=tuple(self._source(disclosure.source)),
            notes=place.voice.say_all(disclosure.notes),
            years_heading=place.heading("years", "years.other"),
            years=year_links(place, disclosure.department, self._years, disclosure.year),
        )

    def _project_goals(self) -> ProjectGoalsSections | None:
        goals = self._disclosure.project_goals
        if goals is None or self._budget is None or self._names is None:
            return None
        place = self._place
        left_out = self._columns.left_out(place.messages)
        apart = self._words.spots.apart
        units = self._sections.units(goals, self._names)
        return ProjectGoalsSections(
            breakdown_heading=place.heading("breakdown", "breakdown.heading"),
            figures=self._budget.figures(),
            budget_heading=place.heading("budget", "budget.heading"),
            table=self._budget.table(),
            units_contents=self._units_contents(goals) if apart else (),
            apart_note=place.say("budget.apart") if apart else None,
            projects_heading=place.heading("projects", "units.heading" if apart else "projects.heading")
            if units
            else None,
            columns_note=place.say("indicators.left_out", columns=join(place, list(left_out)))
            if left_out and not apart
            else None,
            units=units,
            footnotes=place.voice.say_all(goals.footnotes),
            notes=place.voice.say_all(goals.notes),
        )

    def _units_contents(self, goals: ProjectGoals) -> tuple[Link, ...]:
        """Link to the rows of the units, by which a long table is found one's way in."""
        said = (self._place.say("budget.of_unit", unit=unit_name(self._place, unit)) for unit in goals.units)
        names = distinct(self._place.messages, [(name, ()) for name in said])
        rows = (addresses.row_anchor(addresses.unit_anchor(unit.id)) for unit in goals.units)
        links = tuple(Link(f"#{row}", name) for row, name in zip(rows, names, strict=True))
        return links if len(links) > 1 else ()

    def _overall_goals(self) -> OverallSections | None:
        goals = self._disclosure.overall_goals
        if goals is None:
            return None
        return OverallViews(self._words, goals, self._disclosure.year, self._sections, self._tables).make()

    def _lede(self) -> Phrase:
        place, disclosure = self._place, self._disclosure
        sentences: list[Phrase] = []
        if disclosure.project_goals is not None:
            totals = project_goals_totals(disclosure.project_goals)
            projects = place.say("count.projects", count=totals.projects.all)
            indicators = place.say("count.indicators", count=totals.indicators.all)
            if totals.amount is None:
                key = "lede.projects.no_total" if hides_amounts(disclosure.project_goals) else "lede.projects.no_amount"
                sentences.append(place.say(key, projects=projects, indicators=indicators))
            else:
                amount = formats.amount(totals.amount, place.language)
                sentences.append(place.say("lede.projects", projects=projects, amount=amount, indicators=indicators))
            if totals.projects.withheld:
                hidden = (
                    project for project in projects_of(disclosure.project_goals) if isinstance(project, WithheldProject)
                )
                key = (
                    "lede.withheld"
                    if any(has_amounts(project.funds) for project in hidden)
                    else "lede.withheld.no_amount"
                )
                sentences.append(place.say(key, count=totals.projects.withheld))
        if disclosure.overall_goals is not None:
            overall = overall_goals_totals(disclosure.overall_goals)
            tasks = place.say("count.tasks", count=overall.tasks.all)
            indicators = place.say("count.indicators", count=overall.indicators.all)
            if overall.amount is None:
                sentences.append(place.say("lede.overall.no_amount", tasks=tasks, indicators=indicators))
            else:
                amount = formats.amount(overall.amount, place.language)
                sentences.append(place.say("lede.overall", tasks=tasks, amount=amount, indicators=indicators))
        said = sentences[0]
        for sentence in sentences[1:]:
            said = place.say("sentence.next", said=said, sentence=sentence)
        return said

    def _facts(self) -> Iterable[Fact]:
        place, disclosure = self._place, self._disclosure
        say = place.say
        if disclosure.project_goals is not None and self._budget is not None:
            total = project_goals_amount(disclosure.project_goals)
            none = "facts.no_total" if hides_amounts(disclosure.project_goals) else "facts.no_amount"
            yield Fact(say("facts.total"), say(none) if total is None else formats.amount(total, place.language))
            sources = self._budget.sources()
            if sources is not None:
                yield Fact(say("facts.sources"), sources)
        if disclosure.overall_goals is not None:
            expenditure = overall_goals_totals(disclosure.overall_goals).amount
            if expenditure is not None:
                yield Fact(say("facts.expenditure"), formats.amount(expenditure, place.language))
        outcome = verdict(self._checks)
        off = sum(check.outcome is Outcome.OFF for check in self._checks)
        ties = f"facts.checks.{outcome.value}{self._of_published(outcome)}"
        yield Fact(
            say("facts.checks"),
            say("facts.checks.off", count=off) if off else say(ties),
            "#checks",
        )
        wordings = count_wordings(indicators_of(disclosure))
        counts = (("quantities", wordings.quantities), ("words", wordings.words), ("blank", wordings.blank))
        parts = [say(f"facts.targets.{key}", count=count) for key, count in counts if count]
        if parts:
            yield Fact(say("facts.targets"), join(place, parts))
        yield Fact(say("facts.source"), place.voice.say(disclosure.source.title), "#source")
        key = "facts.year.stated" if disclosure.year_evidence is None else "facts.year.inferred"
        yield Fact(
            say("facts.year"),
            say(key, year=str(disclosure.year)),
            None if disclosure.year_evidence is None else "#source",
        )
        if disclosure.approved_on is not None:
            yield Fact(say("facts.approved"), formats.day(disclosure.approved_on, place.language))
        if disclosure.published_on is not None:
            yield Fact(say("facts.published"), formats.day(disclosure.published_on, place.language))

    def _of_published(self, outcome: Outcome) -> str:
        """Return what the key of an outcome ends in where it is so because amounts are not published."""
        goals = self._disclosure.project_goals
        return ".published" if outcome is Outcome.NOT_CHECKABLE and goals is not None and hides_amounts(goals) else ""

    def _source(self, source: SourceDocument) -> Iterable[Fact]:
        place = self._place
        say = place.say
        yield Fact(say("source.title"), place.voice.say(source.title), source.url)
        if source.publisher is not None:
            yield Fact(say("source.publisher"), place.voice.say(source.publisher))
        if source.published_on is not None:
            yield Fact(say("source.published"), formats.day(source.published_on, place.language))
        if source.note is not None:
            yield Fact(say("source.note"), place.voice.say(source.note))
        if self._disclosure.year_evidence is not None:
            yield Fact(say("source.year_evidence"), place.voice.say(self._disclosure.year_evidence))


def disclosure_view(
    place: Place, disclosure: OpenDisclosure, years: Iterable[int], programmes: Mapping[str, Programme]
) -> DisclosureView:
    """Prepare the page of an open disclosure; ``years`` are all those of its department."""
    return _Maker(place, disclosure, years, programmes).make()


def withheld_view(place: Place, disclosure: WithheldDisclosure, years: Iterable[int]) -> WithheldDisclosureView:
    """Prepare the page of a disclosure that is withheld as a whole."""
    lede = place.say("lede.disclosure_withheld")
    return WithheldDisclosureView(
        opening=opening(place, disclosure, lede),
        statement=Statements(place, disclosure.department, disclosure.year).of(disclosure.reason),
        years_heading=place.heading("years", "years.other"),
        years=year_links(place, disclosure.department, years, disclosure.year),
    )
