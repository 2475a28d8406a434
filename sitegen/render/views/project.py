"""The page of one project, where a department-year has too many for one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.config import Programme
from sitegen.public import addresses
from sitegen.public.model import OpenDisclosure, OpenProject, OpenUnit
from sitegen.public.totals import project_goals_amount
from sitegen.render.phrases import Phrase
from sitegen.render.place import Heading, LanguageLink, Link, Place
from sitegen.render.views.budget import join
from sitegen.render.views.disclosure import forms_of
from sitegen.render.views.indicators import Columns, IndicatorTables, indicators_of
from sitegen.render.views.names import ProjectNames
from sitegen.render.views.sections import ProjectSection, SectionViews
from sitegen.render.views.statements import PageWords


@dataclass(frozen=True, slots=True)
class ProjectView:
    """The page. ``turns`` lead to the project before and the one after it in the document."""

    eyebrow: Link
    heading: Phrase
    other_heading: LanguageLink | None
    lede: Phrase
    project: ProjectSection
    columns_note: Phrase | None
    others_heading: Heading
    up: Link
    turns: tuple[Link, ...]


def open_projects(disclosure: OpenDisclosure) -> Iterator[tuple[OpenUnit, OpenProject]]:
    """Go through the open projects of a department-year with their units."""
    units = () if disclosure.project_goals is None else disclosure.project_goals.units
    for unit in units:
        if isinstance(unit, OpenUnit):
            for project in unit.projects:
                if isinstance(project, OpenProject):
                    yield unit, project


class ProjectPages:
    """Makes the pages of the projects of one department-year in one language."""

    def __init__(self, disclosure: OpenDisclosure, programmes: Mapping[str, Programme]) -> None:
        """Take what all the pages share."""
        self._disclosure = disclosure
        self._programmes = programmes
        self._listed = tuple(open_projects(disclosure))
        self._columns = Columns.of(indicators_of(disclosure))

    def views(self, place: Place) -> Iterator[tuple[OpenProject, Place, ProjectView]]:
        """Make the pages; ``place`` is the page of the department-year, in whose language they are."""
        goals = self._disclosure.project_goals
        if goals is None:
            return
        names = ProjectNames(place, goals)
        base = project_goals_amount(goals)
        department, year = self._disclosure.department, self._disclosure.year
        up = place.say(forms_of(self._disclosure), year=str(year))
        left_out = self._columns.left_out(place.messages)
        for number, (unit, project) in enumerate(self._listed):
            own = place.at(addresses.project(department.id, year, project.id))
            words = PageWords.of(own, self._disclosure, self._programmes)
            sections = SectionViews(words, IndicatorTables(words, self._columns))
            other = place.voice.say_in_other(project.name)
            near = [self._listed[at] for at in (number - 1, number + 1) if 0 <= at < len(self._listed)]
            yield (
                project,
                own,
                ProjectView(
                    eyebrow=Link(own.to(addresses.department(department.id)), place.voice.say(department.name)),
                    heading=place.voice.say(project.name),
                    other_heading=None if other is None else own.language_link(other, "main"),
                    lede=place.say("project.lede", unit=place.voice.say(unit.name), year=str(year)),
                    project=sections.alone(project, names, base),
                    columns_note=place.say("indicators.left_out", columns=join(place, list(left_out)))
                    if left_out
                    else None,
                    others_heading=own.heading("others", "project.others"),
                    up=Link(own.to(addresses.department_year(department.id, year)), up),
                    turns=tuple(
                        Link(own.to(addresses.project(department.id, year, each.id)), names.name(each))
                        for _, each in near
                    ),
                ),
            )
