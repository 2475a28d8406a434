"""What a content file may say, typed: one ``DisclosureRecord`` per department and year.

Every field carries its Chinese title and description, because the JSON Schema that explains the
files to a clerk inside an editor is generated from these classes (``sitegen schema``).

Official text is verbatim: fields of type ``OfficialText`` are never trimmed, folded or corrected.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.functional_validators import BeforeValidator
from pydantic_core import PydanticCustomError

from sitegen.values.money import AMOUNT_PATTERN, Money, NotAnAmountError

# The kind of the mistake, and words that nobody sees: the catalogue of findings has its own.
_NOT_AN_AMOUNT: Final = ("amount", "not an amount")


def _amount(value: object) -> Money:
    if isinstance(value, Money):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError(*_NOT_AN_AMOUNT)
    try:
        return Money.parse(value)
    except NotAnAmountError:
        raise PydanticCustomError(*_NOT_AN_AMOUNT) from None


Amount = Annotated[
    Money,
    BeforeValidator(
        _amount,
        json_schema_input_type=Annotated[float, Field(ge=0)]
        | Annotated[str, StringConstraints(pattern=AMOUNT_PATTERN)],
    ),
]
OfficialText = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Year = Annotated[int, Field(ge=1995, le=2100)]


class Confidential(BaseModel):
    """Base of all that is read from content files: frozen, strict about keys, silent about values."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, arbitrary_types_allowed=True)


class Reason(StrEnum):
    """Why something is withheld."""

    STATE_SECRET = "state_secret"
    WORK_SECRET = "work_secret"
    COMMERCIAL_SECRET = "commercial_secret"
    PERSONAL_PRIVACY = "personal_privacy"


class Secrecy(Confidential):
    """A reviewed decision to publish or to withhold one item."""

    #: The key that a text alone stands for: ``secrecy: open``.
    shorthand: ClassVar[str] = "decision"

    decision: Literal["open", "withheld"] = Field(title="公开决定", description="open 公开；withheld 不予公开")
    reason: Reason | None = Field(
        None,
        title="不公开的理由",
        description=(
            "state_secret 国家秘密；work_secret 工作秘密；commercial_secret 商业秘密；personal_privacy 个人隐私。"
            "缺省为国家秘密。"
        ),
    )
    reviewed_by: OfficialText | None = Field(None, title="审查人", description="谁作的公开审查。不会出现在网站上。")
    reviewed_on: date | None = Field(
        None, title="审查日期", description="公开审查的日期，例如 2024-01-15。不会出现在网站上。"
    )
    review_by: date | None = Field(
        None,
        title="下次审查日期",
        description=(
            "最迟哪一天重新审查，例如 2025-01-15；到期的列在 sitegen review 的审查清单里。"
            "不予公开的缺省为审查日期满一年。不会出现在网站上。"
        ),
    )


def _secrecy(value: object) -> object:
    return {"decision": value} if isinstance(value, str) else value


class SecrecyWithAmounts(Secrecy):
    """A reviewed decision on an item that has amounts, which can be withheld where the site publishes them.

    There is no value for the other way round: what the site withholds, no item can publish.
    """

    amounts: Literal["withheld"] | None = Field(
        None,
        title="金额是否公开",
        description=(
            "withheld：本条的金额也不公开，不论 site.yaml 怎样规定；不写则按 site.yaml 的规定。"
            "decision 为 open 时，表示本条公开、只有金额不公开，用于防止由它推算出另一条不予公开的金额。"
        ),
    )


SecrecyField = Annotated[
    Secrecy | None,
    BeforeValidator(_secrecy, json_schema_input_type=Literal["open", "withheld"] | Secrecy | None),
    Field(
        title="公开审查", description="withheld 表示本条不予公开；open 表示经审查可以公开。也可写明理由、审查人和日期。"
    ),
]
_WITH_AMOUNTS = (
    "withheld 表示本条不予公开；open 表示经审查可以公开。"
    "也可写明理由、审查人和日期，以及金额是否一并不公开（amounts）。"
)
SecrecyWithAmountsField = Annotated[
    SecrecyWithAmounts | None,
    BeforeValidator(_secrecy, json_schema_input_type=Literal["open", "withheld"] | SecrecyWithAmounts | None),
    Field(title="公开审查", description=_WITH_AMOUNTS),
]
NotesField = Annotated[
    tuple[OfficialText, ...],
    Field(title="编者注", description="本站编辑加的说明，与原文分开显示。原文有误时写在这里，不改原文。"),
]
FootnotesField = Annotated[
    tuple[OfficialText, ...],
    Field(title="原文脚注", description="原表自带的脚注或括注，照录。"),
]


class Funds(Confidential):
    """The four amount columns of the official project table, in 万元."""

    total: Amount | None = Field(
        None, title="总计（万元）", description="只写数字，最多两位小数，不写千分位逗号，例如 1485.34。原表为空则不写。"
    )
    fiscal: Amount | None = Field(None, title="财政拨款（万元）", description="原表为空则不写。")
    special_account: Amount | None = Field(None, title="财政专户拨款（万元）", description="原表为空则不写。")
    other_funds: Amount | None = Field(None, title="其他资金（万元）", description="原表为空则不写。")


class Indicator(Confidential):
    """One line of an indicator table (绩效指标)."""

    id: Slug | None = Field(None, title="编号（网址用）", description="网页锚点；不写则按顺序取 1、2、3……")
    number: OfficialText | None = Field(None, title="原文序号", description="仅当原文的序号与顺序不一致时填写，照录。")
    level1: OfficialText | None = Field(None, title="一级指标", description="照录，含代码，例如 1-产出指标。")
    level2: OfficialText | None = Field(None, title="二级指标", description="照录，含代码，例如 11-数量指标。")
    name: OfficialText | None = Field(None, title="指标名称", description="三级指标名称，照录。")
    cycle: OfficialText | None = Field(
        None, title="实施周期指标值", description="照录。数字、日期、百分数请加引号，例如 '30000'。"
    )
    annual: OfficialText | None = Field(
        None, title="年度指标值", description="照录。数字、日期、百分数请加引号，例如 '30000'。"
    )
    target: OfficialText | None = Field(
        None, title="未注明期间的指标值", description="原文没有写明是实施周期还是年度时用这一项。"
    )
    declared_empty: bool = Field(
        default=False, title="原表列出而无内容的类别", description="整体绩效表中列出类别但没有指标时写 true。"
    )
    footnotes: FootnotesField = ()
    notes: NotesField = ()
    secrecy: SecrecyField = None


class Project(Funds):
    """One project (项目) with what it costs and what it promises."""

    id: Slug = Field(title="编号（网址用）", description="小写英文、数字和连字符，在本文件内唯一，发布后不要改。")
    name: OfficialText = Field(title="项目名称", description="照录原表。")
    public_code: OfficialText | None = Field(
        None, title="公开代码", description="不予公开的项目对外使用的代码，例如 WWZXJF。"
    )
    transfer_document: OfficialText | None = Field(
        None, title="转移支付文号", description="例如 穗财政【2023】79号。项目名称中的文号仍然保留。"
    )
    previous: Slug | None = Field(
        None,
        title="上一公开年度的同一项目",
        description="本部门上一个公开年度的文件中同一项目的编号；网站据此把两年并列比较。名称不同也可以填。",
    )
    programme: Slug | None = Field(
        None,
        title="同类项目",
        description="其他部门也有同样的项目时，填 content/programmes.yaml 中的编号，网站据此并列比较。",
    )
    goal: OfficialText | None = Field(None, title="绩效目标", description="照录原文。")
    indicators: tuple[Indicator, ...] = Field((), title="绩效指标", description="每条一项，按原表顺序。")
    page: Annotated[int, Field(ge=1)] | None = Field(None, title="原文页码", description="来源文件的第几页。")
    footnotes: FootnotesField = ()
    notes: NotesField = ()
    secrecy: SecrecyWithAmountsField = None


class BudgetUnit(Funds):
    """A budget unit (预算单位) and its projects; the amounts are its subtotal row as printed."""

    id: Slug = Field(title="编号（网址用）", description="小写英文、数字和连字符，在本文件内唯一。")
    name: OfficialText = Field(title="单位名称", description="照录原表。")
    public_code: OfficialText | None = Field(None, title="公开代码", description="不予公开的单位对外使用的代码。")
    supervising_department: OfficialText | None = Field(
        None, title="主管部门", description="原表有“主管部门”一列时照录。"
    )
    part_of: Slug | None = Field(
        None, title="上级单位", description="本单位的金额包含在哪个单位的小计行内（填该单位的编号）。"
    )
    projects: tuple[Project, ...] = Field((), title="项目", description="按原表顺序。")
    notes: NotesField = ()
    secrecy: SecrecyWithAmountsField = None


class ColumnLabels(Confidential):
    """Column headings that the document prints otherwise than the standard form does."""

    total: OfficialText | None = Field(None, title="“总计”栏的原文")
    fiscal: OfficialText | None = Field(None, title="“财政拨款”栏的原文")
    special_account: OfficialText | None = Field(
        None, title="“财政专户拨款”栏的原文", description="例如 行政专户拨款。"
    )
    other_funds: OfficialText | None = Field(None, title="“其他资金”栏的原文")


class ProjectGoals(Funds):
    """The project expenditure performance goal table (项目支出绩效目标表); the amounts are its 合计 row."""

    title: OfficialText = Field(title="表名", description="照录原表标题。")
    department_name: OfficialText | None = Field(None, title="部门名称", description="原表“部门名称”一栏，照录。")
    unit: Literal["万元"] = Field("万元", title="金额单位", description="只支持万元。")
    subtotals: Literal["exclusive", "inclusive"] = Field(
        "exclusive",
        title="小计口径",
        description="exclusive：单位小计只含本单位项目；inclusive：单位小计含其下属单位（见 part_of）。",
    )
    labels: ColumnLabels | None = Field(None, title="栏目原文", description="原表栏目名称与标准表不同时填写。")
    units: tuple[BudgetUnit, ...] = Field(title="预算单位", description="按原表顺序；没有单位小计的表也写一个单位。")
    footnotes: FootnotesField = ()
    notes: NotesField = ()


class AmountLine(Confidential):
    """One amount of the whole-department form."""

    id: Slug = Field(title="编号（网址用）")
    name: OfficialText = Field(title="名称", description="照录。")
    amount: Amount | None = Field(None, title="预算金额（万元）")


class AmountGroup(Confidential):
    """A captioned group of amounts of the whole-department form."""

    name: OfficialText = Field(title="分组名称", description="照录，例如 部门预算支出。")
    lines: tuple[AmountLine, ...] = Field(title="金额")


class KeyTask(Confidential):
    """A key task of the year (年度重点工作任务)."""

    id: Slug = Field(title="编号（网址用）")
    name: OfficialText = Field(title="名称", description="照录。")
    content: OfficialText | None = Field(None, title="主要实施内容", description="照录。")
    amount: Amount | None = Field(None, title="拟投入的资金（万元）")
    expected: OfficialText | None = Field(None, title="期望达到的目标（概述）", description="照录。")
    public_code: OfficialText | None = Field(None, title="公开代码")
    notes: NotesField = ()
    secrecy: SecrecyWithAmountsField = None


class OverallGoals(Confidential):
    """The whole-department performance goal statement (部门整体支出绩效目标申报表)."""

    title: OfficialText = Field(title="表名", description="照录原表标题。")
    department_name: OfficialText | None = Field(None, title="部门名称", description="照录。")
    unit: Literal["万元"] = Field("万元", title="金额单位")
    expenditure: tuple[AmountGroup, ...] = Field((), title="支出", description="各组支出，按原表顺序。")
    revenue: AmountGroup | None = Field(None, title="收入来源")
    by_level: AmountGroup | None = Field(None, title="按预算级次划分")
    goal: OfficialText | None = Field(None, title="总体绩效目标", description="照录。")
    key_tasks: tuple[KeyTask, ...] = Field((), title="年度重点工作任务")
    other_tasks: tuple[KeyTask, ...] = Field((), title="其他需完成的任务（可选项）", description="原表为空则写 []。")
    indicators: tuple[Indicator, ...] = Field((), title="绩效指标", description="含原表列出而无内容的类别。")
    footnotes: FootnotesField = ()
    notes: NotesField = ()


class SourceDocument(Confidential):
    """The official document that the file was taken from."""

    title: OfficialText = Field(title="文件名称", description="照录。")
    publisher: OfficialText | None = Field(None, title="发布机构")
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(None, title="原文网址")
    published_on: date | None = Field(None, title="原文发布日期", description="例如 2024-02-09。")
    note: OfficialText | None = Field(None, title="来源说明")


class DisclosureRecord(Confidential):
    """One content file: what one department promised for one year."""

    department: Slug = Field(title="部门编号", description="与所在文件夹同名。")
    year: Year = Field(title="年度", description="与文件名相同，四位数字。")
    year_basis: Literal["stated", "inferred"] = Field(
        "stated", title="年度依据", description="stated：原文写明；inferred：由编者推断。"
    )
    year_evidence: OfficialText | None = Field(
        None, title="推断年度的依据", description="年度为推断时必填：从原文哪些内容推断。"
    )
    source: SourceDocument = Field(title="来源文件")
    approved_on: date | None = Field(
        None, title="批复日期", description="财政部门批复预算的日期（预算法第十四条：批复后二十日内公开）。"
    )
    published_on: date | None = Field(None, title="公开日期")
    notes: NotesField = ()
    secrecy: SecrecyField = None
    project_goals: ProjectGoals | None = Field(None, title="项目支出绩效目标表")
    overall_goals: OverallGoals | None = Field(None, title="部门整体支出绩效目标申报表")
