"""The public model: what stands on the site, in the order of the official documents.

Only ``sitegen.redact`` makes these from private records. What is withheld has a class of its own in
each union, with no field that could carry a name, a goal, an indicator or a level of secrecy
(保守国家秘密法 art. 22: what is published carries no secret mark).

Texts are the official Chinese, verbatim. English comes from the catalogues when a page is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias

from sitegen.values.money import Money


class Level(StrEnum):
    """The level of government a department belongs to."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    COUNTY = "county"


class Reason(StrEnum):
    """Why something is withheld, as far as the public is told."""

    STATE_SECRET = "state_secret"
    WORK_SECRET = "work_secret"
    COMMERCIAL_SECRET = "commercial_secret"
    PERSONAL_PRIVACY = "personal_privacy"


@dataclass(frozen=True, slots=True)
class Department:
    """A department that publishes."""

    id: str
    name: str
    short_name: str | None
    level: Level
    region: str
    part_of: str | None


@dataclass(frozen=True, slots=True)
class Funds:
    """The four amount columns of the project table, in 万元; ``None`` is a blank cell."""

    total: Money | None
    fiscal: Money | None
    special_account: Money | None
    other_funds: Money | None


class _Unstated:
    """A row without amounts: no column states one, so whatever adds up stops at it by itself."""

    __slots__ = ()

    total: ClassVar[None] = None
    fiscal: ClassVar[None] = None
    special_account: ClassVar[None] = None
    other_funds: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class AmountsWithheld(_Unstated):
    """The amounts of an item are withheld with it."""


@dataclass(frozen=True, slots=True)
class AmountsProtecting(_Unstated):
    """The amounts of a row would give a withheld amount away by subtraction, and so are not published either."""


Unpublished: TypeAlias = AmountsWithheld | AmountsProtecting
#: The amounts of a row: as the document states them, or that they are not published, which is no blank.
Amounts: TypeAlias = Funds | Unpublished
#: A single amount, in 万元; ``None`` is a blank.
Amount: TypeAlias = Money | Unpublished | None


@dataclass(frozen=True, slots=True)
class OpenIndicator:
    """A performance indicator (绩效指标) with its targets verbatim.

    ``id`` is unique within its project (or the overall form). ``target`` is a target of which the
    document does not say whether it is the cycle's or the year's.
    """

    id: str
    number: str | None
    level1: str | None
    level2: str | None
    name: str | None
    cycle: str | None
    annual: str | None
    target: str | None
    footnotes: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithheldIndicator:
    """The place of an indicator that is withheld."""

    id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class EmptyCategory:
    """A category that the form lists without any indicator."""

    id: str
    level1: str | None
    level2: str | None
    notes: tuple[str, ...]


Indicator: TypeAlias = OpenIndicator | WithheldIndicator | EmptyCategory


@dataclass(frozen=True, slots=True)
class OpenProject:
    """A project (项目) that is public. ``id`` is its anchor, unique in the disclosure.

    ``programme`` is what the editors count it among, with projects of other departments; ``previous`` the id of the
    project that it continues, in the year that the department published before.
    """

    id: str
    name: str
    funds: Amounts
    transfer_document: str | None
    goal: str | None
    indicators: tuple[Indicator, ...]
    page: int | None
    footnotes: tuple[str, ...]
    notes: tuple[str, ...]
    programme: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class WithheldProject:
    """The row of a project that is withheld: its public code and its amounts, unless they are withheld too."""

    id: str
    code: str | None
    reason: Reason
    funds: Amounts


Project: TypeAlias = OpenProject | WithheldProject


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """A budget unit (预算单位) with its subtotal row and its projects."""

    id: str
    name: str
    supervising_department: str | None
    part_of: str | None
    funds: Amounts
    projects: tuple[Project, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithheldUnit:
    """The row of a unit that is withheld, its projects with it."""

    id: str
    code: str | None
    reason: Reason
    part_of: str | None
    funds: Amounts


Unit: TypeAlias = OpenUnit | WithheldUnit


class Subtotals(StrEnum):
    """Whether a unit's subtotal row holds its sub-units (``Unit.part_of``) or its own projects only."""

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"


@dataclass(frozen=True, slots=True)
class ColumnLabels:
    """What the document prints above the amount columns where it departs from the standard form."""

    total: str | None
    fiscal: str | None
    special_account: str | None
    other_funds: str | None


@dataclass(frozen=True, slots=True)
class ProjectGoals:
    """The project expenditure performance goal table (项目支出绩效目标表)."""

    title: str
    department_name: str | None
    subtotals: Subtotals
    labels: ColumnLabels
    funds: Funds
    units: tuple[Unit, ...]
    footnotes: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One amount of the whole-department form, in 万元."""

    id: str
    name: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class AmountGroup:
    """A captioned group of amounts."""

    name: str
    lines: tuple[AmountLine, ...]


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A key task of the year (年度重点工作任务)."""

    id: str
    name: str
    content: str | None
    amount: Amount
    expected: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithheldTask:
    """The place of a key task that is withheld."""

    id: str
    code: str | None
    reason: Reason
    amount: Amount


Task: TypeAlias = OpenTask | WithheldTask


@dataclass(frozen=True, slots=True)
class OverallGoals:
    """The whole-department performance goal statement (部门整体支出绩效目标申报表)."""

    title: str
    department_name: str | None
    expenditure: tuple[AmountGroup, ...]
    revenue: AmountGroup | None
    by_level: AmountGroup | None
    goal: str | None
    key_tasks: tuple[Task, ...]
    other_tasks: tuple[Task, ...]
    indicators: tuple[Indicator, ...]
    footnotes: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The official document that was published."""

    title: str
    publisher: str | None
    url: str | None
    published_on: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class OpenDisclosure:
    """What one department promised for one year. ``year_evidence`` is set where the year was inferred."""

    department: Department
    year: int
    year_evidence: str | None
    source: SourceDocument
    approved_on: date | None
    published_on: date | None
    notes: tuple[str, ...]
    project_goals: ProjectGoals | None
    overall_goals: OverallGoals | None


@dataclass(frozen=True, slots=True)
class WithheldDisclosure:
    """A department-year that is withheld as a whole.

    No amount of it is shown; ``amounts`` is set where none may follow from other departments' figures either.
    """

    department: Department
    year: int
    reason: Reason
    amounts: AmountsWithheld | None


Disclosure: TypeAlias = OpenDisclosure | WithheldDisclosure
