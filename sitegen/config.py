"""The files that describe the site itself: ``site.yaml``, ``department.yaml``, ``taxonomy.yaml``, ``programmes.yaml``.

They hold nothing that could be withheld; what the site publishes is in the department-year files.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

NonBlank = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Settings(BaseModel):
    """Base of the site's own files: frozen and strict about keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Bilingual(Settings):
    """A text of the publisher's own, in both languages."""

    zh: NonBlank = Field(title="中文")
    en: NonBlank = Field(title="英文")


class Contact(Settings):
    """How a citizen reaches the publisher."""

    telephone: NonBlank | None = Field(None, title="联系电话")
    email: NonBlank | None = Field(None, title="电子邮箱")
    address: Bilingual | None = Field(None, title="通信地址")


class Policy(Settings):
    """What the site does about what may not be published."""

    amounts: Literal["published", "withheld", "withheld-safely"] = Field(
        "published",
        title="不予公开项目的金额",
        description=(
            "published：照常公开金额（通行做法）；withheld：金额也不公开，能由公开的数字推算出来时停止生成；"
            "withheld-safely：金额也不公开，并由程序选出最少的几项，其金额一并不公开，使之无法推算。"
        ),
    )
    secrecy: Literal["redact", "strict"] = Field(
        "redact", title="涉密内容", description="redact：自动隐去并提示；strict：内容文件中出现涉密正文即拒绝生成。"
    )


class Expectation(Settings):
    """Which departments are expected to publish for a year, and by what."""

    year: Annotated[int, Field(ge=1995, le=2100)] = Field(title="年度")
    source: Bilingual = Field(title="依据", description="哪份文件规定这些部门应当公开，例如财政局的部门预算公开名单。")
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(None, title="依据的网址")
    departments: tuple[Slug, ...] = Field(
        min_length=1, title="应公开的部门", description="部门编号。还没有公开的部门也要有 department.yaml。"
    )


class SiteConfig(Settings):
    """``site.yaml``: who publishes, where, and by which policy."""

    title: Bilingual = Field(title="网站名称")
    tagline: Bilingual = Field(title="一句话说明")
    base_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s?#]+[^/\s?#]$")] = Field(
        title="网站地址", description="完整地址，可含子路径，末尾不加斜杠，例如 https://www.example.gov.cn/budget"
    )
    organiser: Bilingual = Field(title="主办单位")
    undertaker: Bilingual | None = Field(None, title="承办单位")
    site_id_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")] | None = Field(
        None, title="网站标识码", description="10 位数字"
    )
    icp: NonBlank | None = Field(None, title="ICP 备案号")
    police_record: NonBlank | None = Field(None, title="公安备案号")
    contact: Contact | None = Field(None, title="联系方式")
    updated_on: date = Field(title="更新日期", description="网站内容的更新日期，由发布者填写，例如 2024-03-01。")
    expected: tuple[Expectation, ...] = Field(
        (), title="应公开的部门", description="各年度哪些部门应当公开；首页和年度页据此显示公开了几个、缺哪几个。"
    )
    theme: NonBlank | None = Field(
        None,
        title="主题文件夹",
        description="自有主题，相对于网站根目录；不写则用 content 旁边的 theme 文件夹，没有就用默认主题。",
    )
    policy: Policy = Field(default_factory=lambda: Policy.model_validate({}), title="公开政策")


class DepartmentConfig(Settings):
    """``department.yaml``: a department that publishes."""

    id: Slug = Field(title="部门编号", description="与文件夹同名。")
    name: NonBlank = Field(title="部门名称", description="全称。")
    short_name: NonBlank | None = Field(None, title="简称")
    level: Literal["province", "city", "district", "county"] = Field(
        title="政府级次", description="province 省级；city 市级；district 区级；county 县级"
    )
    region: NonBlank = Field(title="行政区域", description="例如 广州市天河区")
    part_of: Slug | None = Field(None, title="上级业务部门", description="填该部门的编号。")


class Programme(Settings):
    """What several departments fund alike, as the editors of the site declare it."""

    name: Bilingual = Field(title="名称")
    description: Bilingual = Field(title="说明", description="一句话：做什么，按什么归在一起。")


class Programmes(Settings):
    """``programmes.yaml``: the programmes that projects are counted among, by id."""

    programmes: dict[str, Programme] = Field(
        default_factory=dict, title="同类项目", description="编号: 名称和说明。编号用小写英文、数字和连字符，用作网址。"
    )


class TaxonomyLevel2(Settings):
    """A second-level category of indicators."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")] = Field(title="代码")
    name: NonBlank = Field(title="名称")


class TaxonomyLevel1(Settings):
    """A first-level category of indicators."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]$")] = Field(title="代码")
    name: NonBlank = Field(title="名称")
    level2: tuple[TaxonomyLevel2, ...] = Field(title="二级指标")


class TaxonomyVersion(Settings):
    """The taxonomy that is in force from a year on."""

    valid_from: int = Field(alias="from", title="起始年度")
    basis: NonBlank = Field(title="依据")
    level1: tuple[TaxonomyLevel1, ...] = Field(title="一级指标")
    aliases: dict[str, str] = Field(default_factory=dict, title="别名", description="文件中的写法: 标准名称")


class Taxonomy(Settings):
    """``taxonomy.yaml``: the categories of performance indicators, by year."""

    versions: tuple[TaxonomyVersion, ...] = Field(min_length=1, title="版本")

    def of_year(self, year: int) -> TaxonomyVersion:
        """Return the version in force in a year: the latest that begins no later, else the earliest."""
        ordered = sorted(self.versions, key=lambda version: version.valid_from)
        begun = [version for version in ordered if version.valid_from <= year]
        return begun[-1] if begun else ordered[0]
