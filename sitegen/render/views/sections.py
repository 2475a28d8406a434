"""The sections of projects and of key tasks: what was promised, as published."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitegen.public.addresses import indicator_anchor, project_anchor, task_anchor, unit_anchor
from sitegen.public.model import (
    Amount,
    AmountsProtecting,
    AmountsWithheld,
    OpenProject,
    OpenTask,
    OpenUnit,
    Project,
    ProjectGoals,
    Task,
    Unit,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.public.shares import share
from sitegen.public.totals import amount_of, count_indicators, project_goals_amount
from sitegen.render import formats
from sitegen.render.phrases import Phrase
from sitegen.render.place import Heading, Link
from sitegen.render.views.indicators import IndicatorTable, IndicatorTables
from sitegen.render.views.names import ProjectNames, project_name, unit_name, withheld_name
from sitegen.render.views.programmes import programme_link
from sitegen.render.views.statements import PageWords
from sitegen.values.money import Money


@dataclass(frozen=True, slots=True)
class ProjectSection:
    """A project: ``statement`` where it is withheld, goal and indicators where it is open.

    ``heading`` is ``None`` on a page of its own, whose title it is.
    """

    id: str
    heading: Heading | None
    amount: Phrase | None
    share: Phrase | None
    transfer_document: Phrase | None
    programme: Link | None
    statement: Phrase | None
    goal: Phrase | None
    table: IndicatorTable | None
    footnotes: tuple[Phrase, ...]
    notes: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class UnitSection:
    """The projects of a unit; it has a heading only where there are several units."""

    id: str
    heading: Heading | None
    statement: Phrase | None
    notes: tuple[Phrase, ...]
    projects: tuple[ProjectSection, ...]


@dataclass(frozen=True, slots=True)
class TaskSection:
    """A key task of the year: ``statement`` where it is withheld."""

    id: str
    heading: Heading
    amount: Phrase | None
    statement: Phrase | None
    content: Phrase | None
    expected: Phrase | None
    notes: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the projects of a table are parts of: the amount their shares are of, their names, one unit or several."""

    amount: Money | None
    names: ProjectNames
    several: bool


class SectionViews:
    """Makes the sections of one page."""

    def __init__(self, words: PageWords, tables: IndicatorTables) -> None:
        """Take what all sections share; the tables number their notes through the page."""
        self._place = words.place
        self._statements = words.statements
        self._programmes = words.programmes
        self._tables = tables
        self._apart = words.spots.apart

    def alone(self, project: OpenProject, names: ProjectNames, base: Money | None) -> ProjectSection:
        """Make the section of a project on a page of its own, whose heading stands above it."""
        return replace(self._project(project, _Whole(base, names, several=False)), heading=None)

    def units(self, goals: ProjectGoals, names: ProjectNames) -> tuple[UnitSection, ...]:
        """Make the sections of a project table."""
        whole = _Whole(project_goals_amount(goals), names, len(goals.units) > 1)
        sections = (self._unit(unit, whole) for unit in goals.units)
        # Where projects have pages of their own, a unit stands here only for what else is said of it.
        return tuple(each for each in sections if not self._apart or each.statement or each.notes)

    def _unit(self, unit: Unit, whole: _Whole) -> UnitSection:
        anchor = unit_anchor(unit.id)
        match unit:
            case OpenUnit():
                heading = self._place.official_heading(anchor, unit.name, 3) if whole.several else None
                projects = () if self._apart else tuple(self._project(project, whole) for project in unit.projects)
                return UnitSection(anchor, heading, None, self._place.voice.say_all(unit.notes), projects)
            case WithheldUnit():
                heading = Heading(None, unit_name(self._place, unit), 3, None)
                return UnitSection(anchor, heading, self._statements.of(unit.reason), (), ())

    def _project(self, project: Project, whole: _Whole) -> ProjectSection:
        place, base = self._place, whole.amount
        level = 4 if whole.several else 3
        anchor = project_anchor(project.id)
        total = project.funds.total
        amount = self._amount(amount_of(project.funds))
        permille = None if total is None or base is None else share(total, base)
        part = None if permille is None else place.say("project.share", share=formats.percent(permille))
        match project:
            case OpenProject():
                other = whole.names.other(project)
                link = None if other is None else place.language_link(other, anchor)
                return ProjectSection(
                    id=anchor,
                    heading=Heading(None, place.voice.say(project.name), level, link),
                    amount=amount,
                    share=part,
                    transfer_document=place.voice.say_if(project.transfer_document),
                    programme=self._programme(project),
                    statement=None,
                    goal=place.voice.say_if(project.goal),
                    table=self._indicators(project, whole.names) if project.indicators else None,
                    footnotes=place.voice.say_all(project.footnotes),
                    notes=place.voice.say_all(project.notes),
                )
            case WithheldProject():
                heading = Heading(None, project_name(place, project), level, None)
                return ProjectSection(
                    anchor, heading, amount, part, None, None, self._statements.of(project.reason), None, None, (), ()
                )

    def _programme(self, project: OpenProject) -> Link | None:
        # A wrong programmes.yaml declares none, and stops the build after this.
        declared = None if project.programme is None else self._programmes.get(project.programme)
        return None if declared is None else programme_link(self._place, project.programme or "", declared)

    def _amount(self, amount: Amount) -> Phrase | None:
        match amount:
            case Money():
                return formats.amount(amount, self._place.language)
            case AmountsProtecting():
                return self._place.say("amounts.protecting")
            case AmountsWithheld() | None:
                # The statement on the item says why; a blank is not spoken of.
                return None

    def _indicators(self, project: OpenProject, names: ProjectNames) -> IndicatorTable:
        caption = self._place.say("indicators.caption", count=count_indicators(project.indicators).all)
        rows = ((indicator_anchor(project.id, indicator.id), indicator) for indicator in project.indicators)
        return self._tables.table(caption, names.name(project), rows)

    def task(self, task: Task) -> TaskSection:
        """Make the section of a key task."""
        place = self._place
        anchor = task_anchor(task.id)
        amount = self._amount(task.amount)
        match task:
            case OpenTask():
                return TaskSection(
                    id=anchor,
                    heading=place.official_heading(anchor, task.name, 4),
                    amount=amount,
                    statement=None,
                    content=place.voice.say_if(task.content),
                    expected=place.voice.say_if(task.expected),
                    notes=place.voice.say_all(task.notes),
                )
            case WithheldTask():
                return TaskSection(
                    anchor,
                    Heading(None, withheld_name(place, task, "task"), 4, None),
                    amount,
                    self._statements.of(task.reason),
                    None,
                    None,
                    (),
                )
