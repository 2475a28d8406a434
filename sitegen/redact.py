"""THE DOOR: the only way from the private model to the public one.

Policy. What is a state secret is not published (预算法 art. 14; 政府信息公开条例 art. 14), nor are work
secrets (保守国家秘密法 art. 64), commercial secrets and personal privacy (政府信息公开条例 art. 15). All else
is: publication is the rule (财预〔2016〕143号 art. 3). Of what is withheld the public is told that it is there,
why in one word, its public code, and its amounts unless the site's policy or its own decision withholds them too.
Never a level of secrecy (保守国家秘密法 art. 22).

Where amounts are withheld ``safely``, further amounts that would give them away are left out here, and the choice of
them is made from what is public already: see ``sitegen.public.suppression``.

How. An allow-list: each public field is named here once, where it is copied. A field that is added to the
private model stays private by doing nothing.

Law, proved by the tests: two contents that differ only in what is withheld give the same bytes.
So nothing below counts, measures or orders what is withheld; only its place in the list shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import PurePosixPath
from typing import TypeAlias

from sitegen.config import DepartmentConfig, Policy
from sitegen.diagnostics.catalogue import weight_of
from sitegen.diagnostics.frames import frame_of
from sitegen.diagnostics.model import Finding, FrameLine, PublicFinding, Severity, Span
from sitegen.private import model as private
from sitegen.private.personal_data import masked
from sitegen.private.rules import AcceptedRecord
from sitegen.private.secrecy import Item, ItemVerdict, Open, Undecided, Withheld, amounts_withheld
from sitegen.public import model as public
from sitegen.public.reconciliation import Path
from sitegen.public.suppression import complement


class UndecidedError(AssertionError):
    """An accepted record holds an item nobody has decided on: the rules let it through. Carries no value."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What may be shown of one content file.

    ``lines`` is ``None`` where nothing of the file may be quoted: it could not be parsed and speaks of secrecy, so
    no one can say which lines are secret. ``confidential`` are the lines of what is withheld or undecided; ``telling``
    those of others that may tell of it all the same, such as comments.
    """

    lines: tuple[str, ...] | None
    confidential: frozenset[int] = frozenset()
    telling: frozenset[int] = frozenset()

    def hides(self, line: int) -> bool:
        """Whether a line may not be quoted around a finding."""
        return line in self.confidential or line in self.telling


_CLOSED = Screen(None)


def redact(
    accepted: AcceptedRecord,
    department: public.Department,
    policy: Policy,
    before: AbstractSet[str] = frozenset(),
) -> public.Disclosure:
    """Turn an accepted record into what may be published of it.

    ``before`` are the ids of the projects that the department's document of the year before shows
    (``projects_shown``): a project may say which of these it continues. That it continues one that is withheld is as
    secret as the id of that one.
    """
    record = accepted.record
    if record.secrecy is not None and record.secrecy.decision == "withheld":
        amounts = None if policy.amounts == "published" else public.AmountsWithheld()
        return public.WithheldDisclosure(department, record.year, _reason(record.secrecy.reason), amounts)
    decided = {id(found.item): found.verdict for found in accepted.judged}
    disclosure = _opened(record, department, _Door(policy, decided, before))
    besides = complement(disclosure) if policy.amounts == "withheld-safely" else frozenset()
    return _opened(record, department, _Door(policy, decided, before, besides)) if besides else disclosure


def _opened(record: private.DisclosureRecord, department: public.Department, door: _Door) -> public.OpenDisclosure:
    return public.OpenDisclosure(
        department=department,
        year=record.year,
        year_evidence=record.year_evidence if record.year_basis == "inferred" else None,
        source=public.SourceDocument(
            title=record.source.title,
            publisher=record.source.publisher,
            url=record.source.url,
            published_on=record.source.published_on,
            note=record.source.note,
        ),
        approved_on=record.approved_on,
        published_on=record.published_on,
        notes=record.notes,
        project_goals=None if record.project_goals is None else door.project_goals(record.project_goals),
        overall_goals=None if record.overall_goals is None else door.overall_goals(record.overall_goals),
    )


def projects_shown(accepted: AcceptedRecord) -> frozenset[str]:
    """Return the ids of the projects of a record that are published."""
    record = accepted.record
    if record.secrecy is not None and record.secrecy.decision == "withheld":
        return frozenset()
    projects = ((found.item, found.verdict) for found in accepted.judged)
    return frozenset(
        item.id for item, verdict in projects if isinstance(item, private.Project) and isinstance(verdict, Open)
    )


def department_of(config: DepartmentConfig) -> public.Department:
    """Turn a department's file into its public form; it holds nothing that could be withheld."""
    return public.Department(
        id=config.id,
        name=config.name,
        short_name=config.short_name,
        level=public.Level(config.level),
        region=config.region,
        part_of=config.part_of,
    )


def screen(findings: Iterable[Finding], screens: Mapping[PurePosixPath, Screen]) -> tuple[PublicFinding, ...]:
    """Make findings printable: no word of what is withheld, be it quoted or in the lines around.

    Warnings and notices about the inside of something withheld are dropped, since a finding there would
    tell that it is there; an error must be mended, so it keeps its place and code. A file without a screen
    may not be quoted at all.
    """
    shown = (_screened(finding, screens) for finding in sorted(findings, key=_place))
    return tuple(finding for finding in shown if finding is not None)


def _place(finding: Finding) -> tuple[PurePosixPath, int, int, str]:
    return (finding.span.file, finding.span.line, finding.span.column, finding.code)


def _hides(screens: Mapping[PurePosixPath, Screen], place: Span) -> bool:
    known = screens.get(place.file, _CLOSED)
    return known.lines is None or place.line in known.confidential


def _screened(finding: Finding, screens: Mapping[PurePosixPath, Screen]) -> PublicFinding | None:
    known = screens.get(finding.span.file, _CLOSED)
    if known.lines is None:
        return PublicFinding(finding.code, finding.span, None, (), finding.severity)
    if finding.span.line in known.confidential:
        if weight_of(finding) is Severity.ERROR:
            return PublicFinding(finding.code, finding.span, None, (), finding.severity)
        return None
    frame = tuple(_without_persons(line) for line in frame_of(known.lines, finding.span, known.hides))
    if any(_hides(screens, place) for place in finding.related):
        return PublicFinding(finding.code, finding.span, None, frame, finding.severity)
    particulars = {name: masked(text) for name, text in finding.particulars.items()}
    return PublicFinding(finding.code, finding.span, particulars, frame, finding.severity)


def _without_persons(line: FrameLine) -> FrameLine:
    return line if line.text is None else FrameLine(line.number, masked(line.text))


def _reason(reason: private.Reason | None) -> public.Reason:
    return public.Reason((reason or private.Reason.STATE_SECRET).value)


class _Names:
    """Names withheld items for their anchors: by public code, else by number. Their own ids may tell what they are.

    No id of an open item holds a double hyphen, so none can clash with these.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, code: str | None) -> str:
        slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in (code or "").lower()).split())
        names = chain([slug] if slug else [], (f"{slug}-{n}".lstrip("-") for n in count(2 if slug else 1)))
        free = next(name for name in names if name not in self._taken)
        self._taken.add(free)
        return f"withheld--{free}"


_HasAmounts: TypeAlias = private.BudgetUnit | private.Project | private.KeyTask


@dataclass(frozen=True, slots=True)
class _Door:
    """Copies what is open, field by field, under one policy, by the decisions that the rules accepted.

    ``besides`` are rows whose amounts are left out as well.
    """

    policy: Policy
    decided: Mapping[int, ItemVerdict]
    before: AbstractSet[str]
    besides: frozenset[Path] = frozenset()
    names: _Names = field(default_factory=_Names)

    def verdict(self, item: Item) -> ItemVerdict:
        """Return the decision on an item; what is inside of something withheld has none, and is not asked for."""
        return self.decided[id(item)]

    def project_goals(self, form: private.ProjectGoals) -> public.ProjectGoals:
        labels = form.labels or private.ColumnLabels.model_validate({})
        return public.ProjectGoals(
            title=form.title,
            department_name=form.department_name,
            subtotals=public.Subtotals(form.subtotals),
            labels=public.ColumnLabels(
                total=labels.total,
                fiscal=labels.fiscal,
                special_account=labels.special_account,
                other_funds=labels.other_funds,
            ),
            funds=_funds(form),
            units=self.units(form.units),
            footnotes=form.footnotes,
            notes=form.notes,
        )

    def units(self, units: tuple[private.BudgetUnit, ...]) -> tuple[public.Unit, ...]:
        ids = {
            unit.id: self.names.name(unit.public_code) if isinstance(self.verdict(unit), Withheld) else unit.id
            for unit in units
        }
        root: Path = ("project_goals", "units")
        return tuple(self.unit(unit, ids, (*root, position)) for position, unit in enumerate(units))

    def unit(self, unit: private.BudgetUnit, ids: Mapping[str, str], path: Path) -> public.Unit:
        part_of = None if unit.part_of is None else ids[unit.part_of]
        match self.verdict(unit):
            case Withheld(reason=reason):
                return public.WithheldUnit(
                    id=ids[unit.id],
                    code=unit.public_code,
                    reason=_reason(reason),
                    part_of=part_of,
                    funds=self.withheld_amounts(unit, path) or _funds(unit),
                )
            case Open():
                return public.OpenUnit(
                    id=unit.id,
                    name=unit.name,
                    supervising_department=unit.supervising_department,
                    part_of=part_of,
                    funds=self.left_out(unit, path) or _funds(unit),
                    projects=tuple(
                        self.project(project, (*path, "projects", number))
                        for number, project in enumerate(unit.projects)
                    ),
                    notes=unit.notes,
                )
            case Undecided():
                raise UndecidedError

    def project(self, project: private.Project, path: Path) -> public.Project:
        match self.verdict(project):
            case Withheld(reason=reason):
                return public.WithheldProject(
                    id=self.names.name(project.public_code),
                    code=project.public_code,
                    reason=_reason(reason),
                    funds=self.withheld_amounts(project, path) or _funds(project),
                )
            case Open():
                return public.OpenProject(
                    id=project.id,
                    name=project.name,
                    funds=self.left_out(project, path) or _funds(project),
                    transfer_document=project.transfer_document,
                    goal=project.goal,
                    indicators=self.indicators(project.indicators),
                    page=project.page,
                    footnotes=project.footnotes,
                    notes=project.notes,
                    programme=project.programme,
                    previous=project.previous if project.previous in self.before else None,
                )
            case Undecided():
                raise UndecidedError

    def withheld_amounts(self, item: _HasAmounts, path: Path) -> public.Unpublished | None:
        """Return that the amounts of a withheld item are not published; ``None`` where they are."""
        if self.policy.amounts != "published" or amounts_withheld(item):
            return public.AmountsWithheld()
        return self.left_out(item, path)

    def left_out(self, item: _HasAmounts, path: Path) -> public.Unpublished | None:
        """Return that the amounts of an item that is public so far are not published; ``None`` where they are."""
        return public.AmountsProtecting() if path in self.besides or amounts_withheld(item) else None

    def overall_goals(self, form: private.OverallGoals) -> public.OverallGoals:
        return public.OverallGoals(
            title=form.title,
            department_name=form.department_name,
            expenditure=tuple(_group(group) for group in form.expenditure),
            revenue=None if form.revenue is None else _group(form.revenue),
            by_level=None if form.by_level is None else _group(form.by_level),
            goal=form.goal,
            key_tasks=self.tasks(form.key_tasks, ("overall_goals", "key_tasks")),
            other_tasks=self.tasks(form.other_tasks, ("overall_goals", "other_tasks")),
            indicators=self.indicators(form.indicators),
            footnotes=form.footnotes,
            notes=form.notes,
        )

    def tasks(self, tasks: tuple[private.KeyTask, ...], root: Path) -> tuple[public.Task, ...]:
        return tuple(self.task(task, (*root, position)) for position, task in enumerate(tasks))

    def task(self, task: private.KeyTask, path: Path) -> public.Task:
        match self.verdict(task):
            case Withheld(reason=reason):
                return public.WithheldTask(
                    id=self.names.name(task.public_code),
                    code=task.public_code,
                    reason=_reason(reason),
                    amount=self.withheld_amounts(task, path) or task.amount,
                )
            case Open():
                return public.OpenTask(
                    id=task.id,
                    name=task.name,
                    content=task.content,
                    amount=self.left_out(task, path) or task.amount,
                    expected=task.expected,
                    notes=task.notes,
                )
            case Undecided():
                raise UndecidedError

    def indicators(self, indicators: Iterable[private.Indicator]) -> tuple[public.Indicator, ...]:
        return tuple(self.indicator(indicator, position) for position, indicator in enumerate(indicators, 1))

    def indicator(self, indicator: private.Indicator, position: int) -> public.Indicator:
        match self.verdict(indicator):
            case Withheld(reason=reason):
                return public.WithheldIndicator(id=str(position), reason=_reason(reason))
            case Open():
                name = indicator.id or str(position)
                if indicator.declared_empty:
                    return public.EmptyCategory(
                        id=name,
                        level1=indicator.level1,
                        level2=indicator.level2,
                        notes=indicator.notes,
                    )
                return public.OpenIndicator(
                    id=name,
                    number=indicator.number,
                    level1=indicator.level1,
                    level2=indicator.level2,
                    name=indicator.name,
                    cycle=indicator.cycle,
                    annual=indicator.annual,
                    target=indicator.target,
                    footnotes=indicator.footnotes,
                    notes=indicator.notes,
                )
            case Undecided():
                raise UndecidedError


def _funds(item: private.Funds) -> public.Funds:
    return public.Funds(
        total=item.total,
        fiscal=item.fiscal,
        special_account=item.special_account,
        other_funds=item.other_funds,
    )


def _group(group: private.AmountGroup) -> public.AmountGroup:
    return public.AmountGroup(
        name=group.name,
        lines=tuple(public.AmountLine(id=line.id, name=line.name, amount=line.amount) for line in group.lines),
    )
