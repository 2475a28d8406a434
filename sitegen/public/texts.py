"""Every official text of the public model, with the item it stands in: what there is to translate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.public.model import (
    AmountGroup,
    Department,
    Disclosure,
    EmptyCategory,
    Indicator,
    OpenDisclosure,
    OpenIndicator,
    OpenProject,
    OpenTask,
    OpenUnit,
    OverallGoals,
    Project,
    ProjectGoals,
    SourceDocument,
    Task,
    Unit,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A text and the item it stands in, e.g. ``2024#legal-aid``. No line numbers: moving lines changes nothing."""

    reference: str
    text: str


def texts_of_department(department: Department) -> Iterator[OfficialText]:
    """Yield the names of a department."""
    for text in (department.name, department.short_name, department.region):
        if text is not None:
            yield OfficialText("department", text)


def texts_of_disclosure(disclosure: Disclosure) -> Iterator[OfficialText]:
    """Yield the official texts of a department-year, in the order of the page."""
    match disclosure:
        case WithheldDisclosure():
            return
        case OpenDisclosure(year=year, project_goals=project_goals, overall_goals=overall_goals):
            yield from _at(f"{year}#source", _of_source(disclosure.source), disclosure.year_evidence, *disclosure.notes)
            if project_goals is not None:
                yield from _of_project_goals(year, project_goals)
            if overall_goals is not None:
                yield from _of_overall_goals(year, overall_goals)


def _at(reference: str, *texts: str | Iterator[str | None] | None) -> Iterator[OfficialText]:
    for text in texts:
        if isinstance(text, str):
            yield OfficialText(reference, text)
        elif text is not None:
            yield from _at(reference, *text)


def _of_source(source: SourceDocument) -> Iterator[str | None]:
    yield from (source.title, source.publisher, source.note)


def _of_project_goals(year: int, form: ProjectGoals) -> Iterator[OfficialText]:
    labels = form.labels
    yield from _at(
        f"{year}#projects",
        form.title,
        form.department_name,
        labels.total,
        labels.fiscal,
        labels.special_account,
        labels.other_funds,
        *form.footnotes,
        *form.notes,
    )
    for unit in form.units:
        yield from _of_unit(year, unit)


def _of_unit(year: int, unit: Unit) -> Iterator[OfficialText]:
    match unit:
        case OpenUnit():
            yield from _at(f"{year}#{unit.id}", unit.name, unit.supervising_department, *unit.notes)
            for project in unit.projects:
                yield from _of_project(year, project)
        case WithheldUnit():
            pass


def _of_project(year: int, project: Project) -> Iterator[OfficialText]:
    match project:
        case OpenProject():
            reference = f"{year}#{project.id}"
            yield from _at(reference, project.name, project.transfer_document, project.goal)
            for indicator in project.indicators:
                yield from _at(reference, _of_indicator(indicator))
            yield from _at(reference, *project.footnotes, *project.notes)
        case WithheldProject():
            pass


def _of_indicator(indicator: Indicator) -> Iterator[str | None]:
    match indicator:
        case OpenIndicator():
            yield from (indicator.number, indicator.level1, indicator.level2, indicator.name)
            yield from (indicator.cycle, indicator.annual, indicator.target)
            yield from indicator.footnotes
            yield from indicator.notes
        case EmptyCategory():
            yield from (indicator.level1, indicator.level2)
            yield from indicator.notes
        case WithheldIndicator():
            pass


def _of_overall_goals(year: int, form: OverallGoals) -> Iterator[OfficialText]:
    reference = f"{year}#overall"
    yield from _at(reference, form.title, form.department_name)
    groups = [*form.expenditure, *(group for group in (form.revenue, form.by_level) if group is not None)]
    for group in groups:
        yield from _at(reference, _of_group(group))
    yield from _at(reference, form.goal)
    for task in (*form.key_tasks, *form.other_tasks):
        yield from _of_task(year, task)
    for indicator in form.indicators:
        yield from _at(reference, _of_indicator(indicator))
    yield from _at(reference, *form.footnotes, *form.notes)


def _of_group(group: AmountGroup) -> Iterator[str | None]:
    yield group.name
    for line in group.lines:
        yield line.name


def _of_task(year: int, task: Task) -> Iterator[OfficialText]:
    match task:
        case OpenTask():
            yield from _at(f"{year}#{task.id}", task.name, task.content, task.expected, *task.notes)
        case WithheldTask():
            pass
