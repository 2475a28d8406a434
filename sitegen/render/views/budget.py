"""The budget table of the projects, and the breakdowns drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sitegen.public.addresses import project_anchor, unit_anchor
from sitegen.public.model import (
    Amounts,
    AmountsProtecting,
    ColumnLabels,
    OpenProject,
    OpenUnit,
    Project,
    ProjectGoals,
    Subtotals,
    Unit,
    Unpublished,
    WithheldProject,
    WithheldUnit,
)
from sitegen.public.reconciliation import SOURCES
from sitegen.public.shares import Breakdown, break_down, largest, share
from sitegen.public.totals import (
    count_indicators,
    exact_total,
    has_amounts,
    hides_amounts,
    project_goals_amount,
    projects_of,
)
from sitegen.render import formats
from sitegen.render.phrases import Phrase
from sitegen.render.place import Place
from sitegen.render.views.names import ProjectNames, project_name, unit_name
from sitegen.render.views.statements import PageWords
from sitegen.values.money import Money

#: How many projects a breakdown shows before it says what it leaves out.
LARGEST = 5

#: The width of a bar's track, in the units of its drawing.
TRACK = 1000


class BudgetRow(NamedTuple):
    """One row; ``sum`` is true for a total or subtotal, which its name says in words."""

    id: str
    name: Phrase
    cells: tuple[Phrase, ...]
    href: str | None = None
    remark: Phrase | None = None
    sum: bool = False


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """The table: the total first, then one group of rows a unit, its subtotal first."""

    caption: Phrase
    heads: tuple[Phrase, ...]
    name_head: Phrase
    groups: tuple[tuple[BudgetRow, ...], ...]
    notes: tuple[Phrase, ...]


class Bar(NamedTuple):
    """One line of a breakdown: every value is in the text, the drawing repeats it."""

    name: Phrase
    href: str | None
    amount: Phrase
    share: Phrase
    width: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A breakdown with bars."""

    id: str
    title: Phrase
    finding: Phrase
    unit: Phrase
    bars: tuple[Bar, ...]
    table: str | None
    table_label: Phrase | None


class _Column(NamedTuple):
    field: str
    head: Phrase


def column_head(place: Place, labels: ColumnLabels, field: str) -> Phrase:
    """Return what stands above an amount column: the document's own word where it departs from the form."""
    label: str | None = getattr(labels, field)
    return place.say(f"funds.{field}") if label is None else place.voice.say(label)


def _indicators(project: Project) -> int:
    """Count what a project is measured by; what is withheld counts nothing."""
    match project:
        case OpenProject(indicators=indicators):
            return count_indicators(indicators).open
        case WithheldProject():
            return 0


def _rows(goals: ProjectGoals) -> tuple[Amounts, ...]:
    units = tuple(unit.funds for unit in goals.units)
    return (goals.funds, *units, *(project.funds for project in projects_of(goals)))


def filled_columns(goals: ProjectGoals) -> tuple[str, ...]:
    """Return the amount columns in which any row says something."""
    rows = _rows(goals)
    return tuple(field for field in ("total", *SOURCES) if any(getattr(row, field) is not None for row in rows))


class BudgetViews:
    """Makes the views of one project table."""

    def __init__(self, words: PageWords, goals: ProjectGoals, names: ProjectNames, year: int) -> None:
        """Look at which columns are filled and what the shares are of."""
        self._names = names
        self._place = words.place
        self._marks = words.marks
        self._statements = words.statements
        self._spots = words.spots
        self._goals = goals
        self._year = year
        self._base = project_goals_amount(goals)
        self._columns = tuple(
            _Column(field, column_head(self._place, goals.labels, field)) for field in filled_columns(goals)
        )

    def table(self) -> BudgetTable:
        """Make the table."""
        say = self._place.say
        if not self._columns:
            heads: tuple[Phrase, ...] = (say("budget.indicators"),)
            caption = say("budget.caption.no_amounts", year=str(self._year))
        else:
            heads = (
                *(say("budget.head", column=column.head) for column in self._columns),
                *((say("budget.share"),) if self._base else ()),
            )
            caption = say("budget.caption", year=str(self._year))
        groups = [self._unit_rows(unit) for unit in self._goals.units]
        if has_amounts(self._goals.funds):
            total = BudgetRow("row-total", say("budget.total"), self._cells(self._goals.funds), sum=True)
            groups.insert(0, (total,))
        return BudgetTable(caption, heads, say("budget.name"), tuple(groups), tuple(self._notes()))

    def _notes(self) -> list[Phrase]:
        say = self._place.say
        if not self._columns:
            return [say("budget.no_amounts.published" if hides_amounts(self._goals) else "budget.no_amounts")]
        notes: list[Phrase] = []
        empty = [
            column_head(self._place, self._goals.labels, field)
            for field in ("total", *SOURCES)
            if field not in {column.field for column in self._columns}
        ]
        if empty:
            key = "budget.empty_columns.published" if hides_amounts(self._goals) else "budget.empty_columns"
            notes.append(say(key, columns=join(self._place, empty)))
        if self._base is not None:
            added = self._goals.funds.total is None
            notes.append(say("budget.share_base.added" if added else "budget.share_base"))
        return notes

    def _unit_rows(self, unit: Unit) -> tuple[BudgetRow, ...]:
        place = self._place
        name = unit_name(place, unit)
        anchor = unit_anchor(unit.id)
        match unit:
            case WithheldUnit():
                cells = self._withheld_cells(unit.funds)
                remark = self._statements.of(unit.reason)
                return (BudgetRow(f"row-{anchor}", name, cells, href=f"#{anchor}", remark=remark, sum=True),)
            case OpenUnit():
                said = place.say(
                    "budget.subtotal.inclusive" if self._holds_others(unit) else "budget.subtotal", unit=name
                )
                counts = (_indicators(project) for project in unit.projects)
                cells = self._cells(unit.funds, sum(counts))
                head = BudgetRow(f"row-{anchor}", said, cells, remark=self._protecting(unit.funds), sum=True)
                return (head, *(self._project_row(project) for project in unit.projects))

    def _holds_others(self, unit: Unit) -> bool:
        inclusive = self._goals.subtotals is Subtotals.INCLUSIVE
        return inclusive and any(below.part_of == unit.id for below in self._goals.units)

    def _project_row(self, project: Project) -> BudgetRow:
        anchor = project_anchor(project.id)
        name = self._names.name(project)
        match project:
            case OpenProject():
                cells = self._cells(project.funds, _indicators(project))
                remark = self._protecting(project.funds)
                return BudgetRow(f"row-{anchor}", name, cells, href=self._href(project), remark=remark)
            case WithheldProject():
                cells = self._withheld_cells(project.funds)
                remark = self._statements.of(project.reason)
                # Where projects have pages of their own, this row is all there is of it.
                href = None if self._spots.apart else self._href(project)
                return BudgetRow(f"row-{anchor}", name, cells, href=href, remark=remark)

    def _href(self, project: Project) -> str:
        return self._place.to_spot(self._spots.project(project.id, withheld=isinstance(project, WithheldProject)))

    def _protecting(self, amounts: Amounts) -> Phrase | None:
        """Say why the amounts of an open row are not published."""
        return self._place.say("amounts.protecting") if isinstance(amounts, AmountsProtecting) else None

    def _cells(self, amounts: Amounts, indicators: int | None = None) -> tuple[Phrase, ...]:
        if not self._columns:
            return (self._marks.missing if indicators is None else formats.plain(formats.count(indicators)),)
        return self._amount_cells(amounts)

    def _withheld_cells(self, amounts: Amounts) -> tuple[Phrase, ...]:
        return self._amount_cells(amounts) if self._columns else (self._marks.withheld,)

    def _amount_cells(self, amounts: Amounts) -> tuple[Phrase, ...]:
        # A blank cell is a blank of the form; a row whose amounts are not published has none.
        blank = self._marks.withheld if isinstance(amounts, Unpublished) else self._marks.missing
        cells = tuple(
            blank if (amount := getattr(amounts, column.field)) is None else formats.figure(amount)
            for column in self._columns
        )
        return (*cells, self._share(amounts.total, blank)) if self._base else cells

    def _share(self, amount: Money | None, instead: Phrase) -> Phrase:
        permille = None if amount is None or self._base is None else share(amount, self._base)
        return instead if permille is None else formats.plain(formats.percent(permille))

    def figures(self) -> tuple[Figure, ...]:
        """Make the breakdowns by project, by unit and by source of funds, each where it says anything."""
        if self._base is None:
            return ()
        made = (self._by_project(self._base), self._by_unit(self._base), self._by_source(self._base))
        return tuple(figure for figure in made if figure is not None)

    def _by_project(self, base: Money) -> Figure | None:
        stated = [(project, project.funds.total) for project in projects_of(self._goals)]
        items = [(project, amount) for project, amount in stated if amount is not None]
        broken = largest(items, base, LARGEST)
        if broken is None or len(items) < 2:  # noqa: PLR2004 - one part is the whole
            return None
        say = self._place.say
        together = formats.percent(broken.shown_permille or 0)
        if broken.left_out and broken.left_out_amount is not None:
            left = formats.amount(broken.left_out_amount, self._place.language)
            finding = say(
                "figure.projects.finding.top",
                shown=len(broken.parts),
                share=together,
                rest=say("count.other_projects", count=broken.left_out),
                amount=left,
            )
        else:
            finding = say(
                "figure.projects.finding.all",
                name=project_name(self._place, broken.parts[0].item),
                share=formats.percent(broken.parts[0].permille),
            )
        if hides_amounts(self._goals):
            finding = say("figure.published", finding=finding)
        bars = tuple(
            self._bar(project_name(self._place, part.item), self._href(part.item), part.amount, part.permille)
            for part in broken.parts
        )
        table_label = say("figure.table", count=len(stated)) if broken.left_out else None
        return Figure(
            "by-project",
            say("figure.projects"),
            finding,
            say("figure.unit"),
            bars,
            "#budget" if broken.left_out else None,
            table_label,
        )

    def _by_unit(self, base: Money) -> Figure | None:
        own = [(unit, self._own_amount(unit)) for unit in self._goals.units]
        items = [(unit, amount) for unit, amount in own if amount is not None]
        if len(items) < 2 or len(items) != len(own):  # noqa: PLR2004 - one part is the whole
            return None
        broken = break_down(items, base)
        if broken is None:
            return None
        first = max(broken.parts, key=lambda part: part.amount)
        finding = self._place.say(
            "figure.finding.largest", name=unit_name(self._place, first.item), share=formats.percent(first.permille)
        )
        bars = tuple(
            self._bar(unit_name(self._place, part.item), None, part.amount, part.permille) for part in broken.parts
        )
        return Figure(
            "by-unit",
            self._place.say("figure.units"),
            self._rounded(finding, broken),
            self._place.say("figure.unit"),
            bars,
            None,
            None,
        )

    def _own_amount(self, unit: Unit) -> Money | None:
        """Return what a unit has without its sub-units, so that the parts of a breakdown exclude each other."""
        if self._goals.subtotals is Subtotals.EXCLUSIVE or not isinstance(unit, OpenUnit):
            return unit.funds.total
        return exact_total(project.funds.total for project in unit.projects)

    def _by_source(self, base: Money) -> Figure | None:
        amounts = [(field, getattr(self._goals.funds, field)) for field in SOURCES]
        items = [(field, amount) for field, amount in amounts if amount]
        if len(items) < 2:  # noqa: PLR2004 - one part is the whole
            return None
        broken = break_down(items, base)
        if broken is None:
            return None
        first = max(broken.parts, key=lambda part: part.amount)
        head = column_head(self._place, self._goals.labels, first.item)
        finding = self._place.say("figure.finding.largest", name=head, share=formats.percent(first.permille))
        bars = tuple(
            self._bar(column_head(self._place, self._goals.labels, part.item), None, part.amount, part.permille)
            for part in broken.parts
        )
        return Figure(
            "by-source",
            self._place.say("figure.sources"),
            self._rounded(finding, broken),
            self._place.say("figure.unit"),
            bars,
            None,
            None,
        )

    def _rounded(self, finding: Phrase, broken: Breakdown[object]) -> Phrase:
        return (
            finding
            if broken.rounds_to_whole or not broken.is_whole
            else self._place.say("figure.rounded", finding=finding)
        )

    def _bar(self, name: Phrase, href: str | None, amount: Money, permille: int) -> Bar:
        return Bar(
            name, href, formats.figure(amount), formats.plain(formats.percent(permille)), max(1, min(TRACK, permille))
        )

    def sources(self) -> Phrase | None:
        """Say where the money comes from, in one phrase."""
        amounts = [(field, getattr(self._goals.funds, field)) for field in SOURCES]
        items = [(field, amount) for field, amount in amounts if amount]
        if not items:
            return None
        heads = [column_head(self._place, self._goals.labels, field) for field, _ in items]
        if len(items) == 1:
            return self._place.say("facts.sources.one", source=heads[0]) if items[0][1] == self._base else heads[0]
        return join(
            self._place,
            [
                self._place.say("facts.sources.part", source=head, amount=formats.amount(amount, self._place.language))
                for head, (_, amount) in zip(heads, items, strict=True)
            ],
        )


def join(place: Place, phrases: list[Phrase]) -> Phrase:
    """Write a list in a sentence."""
    joined = phrases[0]
    for position, phrase in enumerate(phrases[1:], start=2):
        joined = place.say("list.last" if position == len(phrases) else "list.more", list=joined, item=phrase)
    return joined
