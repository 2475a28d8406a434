"""What projects, units and tasks are called: by their official names, and what is withheld by its public code."""

from __future__ import annotations

from sitegen.public.model import (
    OpenProject,
    OpenUnit,
    Project,
    ProjectGoals,
    Unit,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.render.labels import distinct
from sitegen.render.marks import kind
from sitegen.render.phrases import Phrase
from sitegen.render.place import Place


def withheld_name(place: Place, item: WithheldProject | WithheldUnit | WithheldTask, word: str) -> Phrase:
    """Name what is withheld: by its public code where it has one."""
    key = kind(item.reason, word)
    return place.say(key) if item.code is None else place.say(f"{key}.code", code=item.code)


def project_name(place: Place, project: Project) -> Phrase:
    """Name a project."""
    match project:
        case OpenProject(name=name):
            return place.voice.say(name)
        case WithheldProject():
            return withheld_name(place, project, "project")


def unit_name(place: Place, unit: Unit) -> Phrase:
    """Name a unit."""
    match unit:
        case OpenUnit(name=name):
            return place.voice.say(name)
        case WithheldUnit():
            return withheld_name(place, unit, "unit")


class ProjectNames:
    """The names of the projects of a table as links call them, in the language of the page and in the other."""

    def __init__(self, place: Place, goals: ProjectGoals) -> None:
        """Tell projects of the same name apart by their units."""
        listed = [(unit, project) for unit in goals.units if isinstance(unit, OpenUnit) for project in unit.projects]
        names = [(project_name(place, project), (place.voice.say(unit.name),)) for unit, project in listed]
        labels = distinct(place.messages, names)
        self._names = {project.id: label for (_, project), label in zip(listed, labels, strict=True)}
        others: dict[str, tuple[Phrase, tuple[Phrase, ...]]] = {}
        for unit, project in listed:
            other = place.voice.say_in_other(project.name) if isinstance(project, OpenProject) else None
            if other is not None:
                of = place.voice.say_in_other(unit.name)
                others[project.id] = (other, () if of is None else (of,))
        other_labels = distinct(place.other_messages, tuple(others.values()))
        self._others = dict(zip(others, other_labels, strict=True))

    def name(self, project: Project) -> Phrase:
        """Return the name of a project as a link calls it."""
        return self._names[project.id]

    def other(self, project: Project) -> Phrase | None:
        """Return its name in the other language; ``None`` where it has none."""
        return self._others.get(project.id)
