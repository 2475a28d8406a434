"""Public disclosure -> search records: what can be found, and where its link leads.

A record is a section of the site: a project, a key task, the whole-department form's goal, its indicators,
or the row of something withheld. What is withheld has a record with its public code, its department, its
year and its amounts, because its row on the page says no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Protocol

from sitegen.config import Taxonomy, TaxonomyVersion
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.public.model import (
    Amount,
    AmountGroup,
    Amounts,
    Disclosure,
    EmptyCategory,
    Funds,
    Indicator,
    OpenDisclosure,
    OpenIndicator,
    OpenProject,
    OpenTask,
    OpenUnit,
    OverallGoals,
    Project,
    ProjectGoals,
    Task,
    Unit,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.public.spots import Spot, Spots
from sitegen.public.totals import amount_of, stated
from sitegen.search.facets import Facet, FacetName, amount_band, categories, printed_categories
from sitegen.search.readings import spelt
from sitegen.translations import Catalogue
from sitegen.values.money import Money


class Kind(StrEnum):
    """What a record is; the page has a word for each."""

    PROJECT = "project"
    TASK = "task"
    OVERALL = "overall"
    INDICATORS = "indicators"
    WITHHELD = "withheld"


class Role(StrEnum):
    """What a field is to its record, in the order in which hits are ranked."""

    TITLE = "title"
    GOAL = "goal"
    INDICATOR = "indicator"
    NOTE = "note"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the language it is in, which is Chinese where a translation is missing."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class SearchField:
    """Texts that belong together, such as the name of an indicator and its targets, with the anchor they stand at."""

    role: Role
    texts: tuple[Text, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A section that can be found.

    ``page`` is a path from the site's root, ``position`` the section's place on it; ``title`` is ``None`` where the
    search page has a word for what the section is.
    """

    kind: Kind
    language: Language
    page: PurePosixPath
    anchor: str | None
    position: int
    title: Text | None
    department: Text
    year: int
    amount: Amount
    fields: tuple[SearchField, ...]
    facets: tuple[Facet, ...]


def search_records(
    disclosure: Disclosure, catalogue: Catalogue, taxonomy: Taxonomy, language: Language
) -> tuple[SearchRecord, ...]:
    """Return what can be found of one department-year in one language of the site, in the order of its page."""
    match disclosure:
        case WithheldDisclosure():
            return ()
        case OpenDisclosure():
            return tuple(_Reader(disclosure, catalogue, taxonomy.of_year(disclosure.year), language).records())


def spelt_names(disclosure: Disclosure) -> Iterator[str]:
    """Yield the pinyin by which the names in a department-year can be found."""
    match disclosure:
        case WithheldDisclosure():
            return
        case OpenDisclosure(department=department, project_goals=projects, overall_goals=overall):
            names: list[str | None] = [department.name]
            if projects is not None:
                names += [_name_of(item) for unit in projects.units for item in (unit, *_projects_of(unit))]
            if overall is not None:
                names += [overall.title, *(_name_of(task) for task in (*overall.key_tasks, *overall.other_tasks))]
            yield from (spelt(name) for name in dict.fromkeys(names) if name is not None)


def _projects_of(unit: Unit) -> tuple[Project, ...]:
    match unit:
        case OpenUnit(projects=projects):
            return projects
        case WithheldUnit():
            return ()


def _name_of(item: Unit | Project | Task) -> str | None:
    """Return what the search calls an item: of what is withheld, its public code."""
    match item:
        case OpenUnit(name=name) | OpenProject(name=name) | OpenTask(name=name):
            return name
        case WithheldUnit(code=code) | WithheldProject(code=code) | WithheldTask(code=code):
            return code


@dataclass(frozen=True, slots=True)
class _Section:
    kind: Kind
    spot: Spot
    title: Text | None
    amount: Amount
    programme: str | None = None


@dataclass(slots=True)
class _Reader:
    disclosure: OpenDisclosure
    catalogue: Catalogue
    taxonomy: TaxonomyVersion
    language: Language
    _spots: Spots = field(init=False)
    _count: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._spots = Spots.of(self.disclosure)

    def records(self) -> Iterator[SearchRecord]:
        if self.disclosure.overall_goals is not None:
            yield from self._of_overall(self.disclosure.overall_goals)
        if self.disclosure.project_goals is not None:
            yield from self._of_projects(self.disclosure.project_goals)

    def _at(self, anchor: str) -> Spot:
        """Return a place on the page of the department-year."""
        return Spot(addresses.department_year(self._spots.department_id, self._spots.year), anchor)

    def _text(self, official: str) -> Text:
        if self.language is Language.EN:
            english = self.catalogue.english(official)
            if english is not None:
                return Text(english, Language.EN)
        return Text(official, Language.ZH)

    def _texts(self, *officials: str | None) -> tuple[Text, ...]:
        stated = dict.fromkeys(official for official in officials if official is not None and official.strip())
        return tuple(self._text(official) for official in stated)

    def _of_projects(self, form: ProjectGoals) -> Iterator[SearchRecord]:
        for unit in form.units:
            yield from self._of_unit(unit)

    def _of_unit(self, unit: Unit) -> Iterator[SearchRecord]:
        match unit:
            case OpenUnit():
                for project in unit.projects:
                    yield self._of_project(unit, project)
            case WithheldUnit():
                spot = self._at(addresses.unit_anchor(unit.id))
                yield self._withheld(spot, unit.code, unit.funds, unit=None)

    def _of_project(self, unit: OpenUnit, project: Project) -> SearchRecord:
        match project:
            case OpenProject():
                return self._record(
                    _Section(
                        Kind.PROJECT,
                        self._spots.project(project.id),
                        self._text(project.name),
                        amount_of(project.funds),
                        project.programme,
                    ),
                    [
                        *self._field(Role.GOAL, project.goal),
                        *self._of_indicators(
                            project.indicators,
                            lambda indicator_id: addresses.indicator_anchor(project.id, indicator_id),
                        ),
                        *self._notes(project.transfer_document, *project.footnotes, *project.notes),
                        *self._context(unit, project.indicators, project.funds),
                    ],
                    project.indicators,
                )
            case WithheldProject():
                spot = self._spots.project(project.id, withheld=True)
                return self._withheld(spot, project.code, project.funds, unit=unit)

    def _of_overall(self, form: OverallGoals) -> Iterator[SearchRecord]:
        groups = [*form.expenditure, *(group for group in (form.revenue, form.by_level) if group is not None)]
        yield self._record(
            _Section(Kind.OVERALL, self._at(addresses.OVERALL_ANCHOR), self._text(form.title), None),
            [
                *self._field(Role.GOAL, form.goal),
                *(found for group in groups for found in self._of_group(group)),
                *self._notes(*form.footnotes, *form.notes),
                *self._context(None, (), None),
            ],
            (),
        )
        for task in (*form.key_tasks, *form.other_tasks):
            yield self._of_task(task)
        if form.indicators:
            yield self._record(
                _Section(Kind.INDICATORS, self._at(addresses.OVERALL_ANCHOR), None, None),
                [
                    *self._of_indicators(form.indicators, addresses.overall_indicator_anchor),
                    *self._context(None, form.indicators, None),
                ],
                form.indicators,
            )

    def _of_task(self, task: Task) -> SearchRecord:
        spot = self._at(addresses.task_anchor(task.id))
        match task:
            case OpenTask():
                return self._record(
                    _Section(Kind.TASK, spot, self._text(task.name), task.amount),
                    [
                        *self._field(Role.GOAL, task.content),
                        *self._field(Role.GOAL, task.expected),
                        *self._notes(*task.notes),
                        *self._context(None, (), Funds(stated(task.amount), None, None, None)),
                    ],
                    (),
                )
            case WithheldTask():
                return self._withheld(spot, task.code, task.amount, unit=None)

    def _of_group(self, group: AmountGroup) -> Iterator[SearchField]:
        for line in group.lines:
            name = self._texts(group.name, line.name)
            yield SearchField(
                Role.NOTE, name if line.amount is None else (*name, Text(str(line.amount), self.language))
            )

    def _of_indicators(self, indicators: Iterable[Indicator], anchor: _Anchor) -> Iterator[SearchField]:
        for indicator in indicators:
            match indicator:
                case OpenIndicator():
                    texts = self._texts(
                        indicator.name,
                        indicator.cycle,
                        indicator.annual,
                        indicator.target,
                        *indicator.footnotes,
                        *indicator.notes,
                    )
                    if texts:
                        yield SearchField(Role.INDICATOR, texts, anchor(indicator.id))
                case EmptyCategory():
                    yield from (
                        SearchField(Role.INDICATOR, (note,), anchor(indicator.id))
                        for note in self._texts(*indicator.notes)
                    )
                case WithheldIndicator():
                    pass

    def _field(self, role: Role, official: str | None) -> Iterator[SearchField]:
        for text in self._texts(official):
            yield SearchField(role, (text,))

    def _notes(self, *officials: str | None) -> Iterator[SearchField]:
        for text in self._texts(*officials):
            yield SearchField(Role.NOTE, (text,))

    def _context(
        self, unit: OpenUnit | None, indicators: Iterable[Indicator], funds: Amounts | None
    ) -> Iterator[SearchField]:
        department = self.disclosure.department
        named = [department.name, department.short_name, department.region]
        if unit is not None:
            named += [unit.name, unit.supervising_department]
        for text in self._texts(*named, *printed_categories(indicators)):
            yield SearchField(Role.CONTEXT, (text,))
        yield SearchField(Role.CONTEXT, (Text(str(self.disclosure.year), self.language),))
        if funds is not None:
            stated = dict.fromkeys(
                str(amount)
                for amount in (funds.total, funds.fiscal, funds.special_account, funds.other_funds)
                if amount is not None
            )
            for amount in stated:
                yield SearchField(Role.CONTEXT, (Text(amount, self.language),))

    def _withheld(self, spot: Spot, code: str | None, amounts: Amounts | Amount, unit: OpenUnit | None) -> SearchRecord:
        funds = Funds(amounts, None, None, None) if isinstance(amounts, Money) or amounts is None else amounts
        section = _Section(Kind.WITHHELD, spot, None if code is None else self._text(code), amount_of(funds))
        return self._record(section, list(self._context(unit, (), funds)), ())

    def _record(self, section: _Section, fields: list[SearchField], indicators: Iterable[Indicator]) -> SearchRecord:
        position = self._count
        self._count += 1
        department, year = self.disclosure.department, self.disclosure.year
        titles = () if section.title is None else (SearchField(Role.TITLE, (section.title,)),)
        return SearchRecord(
            kind=section.kind,
            language=self.language,
            page=addresses.in_language(section.spot.page, self.language),
            anchor=section.spot.anchor,
            position=position,
            title=section.title,
            department=self._text(department.name),
            year=year,
            amount=section.amount,
            fields=(*titles, *fields),
            facets=tuple(self._facets(section, indicators)),
        )

    def _facets(self, section: _Section, indicators: Iterable[Indicator]) -> Iterator[Facet]:
        department = self.disclosure.department
        yield Facet(FacetName.DEPARTMENT, department.id)
        yield Facet(FacetName.YEAR, str(self.disclosure.year))
        yield Facet(FacetName.LEVEL, department.level.value)
        for code in sorted(categories(indicators, self.taxonomy)):
            yield Facet(FacetName.CATEGORY, code)
        if section.programme is not None:
            yield Facet(FacetName.PROGRAMME, section.programme)
        yield Facet(FacetName.AMOUNT, amount_band(section.amount))
        yield Facet(FacetName.WITHHELD, "yes" if section.kind is Kind.WITHHELD else "no")


class _Anchor(Protocol):
    """The shape of a function from an indicator's id to its anchor."""

    def __call__(self, indicator_id: str, /) -> str: ...
