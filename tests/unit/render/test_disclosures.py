"""Disclosures that the five documents do not show: withheld wholes and parts, both forms at once, no translation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from lxml.html import HtmlElement

from sitegen.public.addresses import Language
from sitegen.public.model import (
    AmountsProtecting,
    AmountsWithheld,
    Disclosure,
    Funds,
    OpenDisclosure,
    OpenProject,
    OpenUnit,
    Reason,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.render.phrases import NO_CATALOGUE
from sitegen.render.site import SiteRenderer
from sitegen.translations import Catalogue
from tests.support.pages import ROOT, cells, rendered_of, renderer, tree_of, words
from tests.support.public_content import public_content

CONTENT = public_content(ROOT)


@pytest.fixture(scope="module")
def making() -> SiteRenderer:
    return renderer()


def _real(department: str, year: int = 2024) -> OpenDisclosure:
    for disclosure in CONTENT.disclosures:
        if (disclosure.department.id, disclosure.year) == (department, year):
            assert isinstance(disclosure, OpenDisclosure)
            return disclosure
    raise LookupError(department)


def _page(
    making: SiteRenderer, disclosure: Disclosure, language: Language = Language.ZH, catalogue: Catalogue | None = None
) -> HtmlElement:
    known = CONTENT.catalogues[disclosure.department.id] if catalogue is None else catalogue
    files = dict(making.disclosure_pages(disclosure, known, [disclosure.year]))
    path = PurePosixPath(language.value, "departments", disclosure.department.id, f"{disclosure.year}.html")
    return tree_of(files[path])


def _with_unit(disclosure: OpenDisclosure, unit: OpenUnit | WithheldUnit) -> OpenDisclosure:
    assert disclosure.project_goals is not None
    units = (unit, *disclosure.project_goals.units[1:])
    return replace(disclosure, project_goals=replace(disclosure.project_goals, units=units))


def _first_unit(disclosure: OpenDisclosure) -> OpenUnit:
    assert disclosure.project_goals is not None
    unit = disclosure.project_goals.units[0]
    assert isinstance(unit, OpenUnit)
    return unit


@pytest.mark.parametrize(
    ("reason", "words_of_law"),
    [
        (Reason.STATE_SECRET, "政府信息公开条例》第十四条"),
        (Reason.WORK_SECRET, "保守国家秘密法》第六十四条"),
        (Reason.COMMERCIAL_SECRET, "政府信息公开条例》第十五条"),
        (Reason.PERSONAL_PRIVACY, "政府信息公开条例》第十五条"),
    ],
)
def test_a_disclosure_that_is_withheld_says_so_and_why(making: SiteRenderer, reason: Reason, words_of_law: str) -> None:
    department = _real("tianhe-justice").department
    page = _page(making, WithheldDisclosure(department, 2023, reason, None))
    said = words(page.xpath("//p[@class='statement']")[0])
    assert "不予公开" in said
    assert words_of_law in said
    assert not list(page.iter("table"))


def test_a_withheld_indicator_is_a_row_in_its_place(making: SiteRenderer) -> None:
    disclosure = _real("tianhe-justice")
    unit = _first_unit(disclosure)
    project = unit.projects[0]
    assert isinstance(project, OpenProject)
    hidden = WithheldIndicator(project.indicators[1].id, Reason.STATE_SECRET)
    indicators = (project.indicators[0], hidden, *project.indicators[2:])
    changed = replace(unit, projects=(replace(project, indicators=indicators), *unit.projects[1:]))
    page = _page(making, _with_unit(disclosure, changed))
    row = page.get_element_by_id(f"p-{project.id}--{hidden.id}")
    assert cells(row) == [
        "不予公开",
        "不予公开",
        "涉密，不予公开（《中华人民共和国政府信息公开条例》第十四条）。 为什么不公开",
        "不予公开",
        "不予公开",
    ]
    # The category of the row below stands again: it is not the withheld one's.
    assert row.getnext() is not None
    assert not row.getnext().xpath("td[@class='again']")


def test_an_amount_that_is_withheld_is_said_to_be(making: SiteRenderer) -> None:
    disclosure = _real("tianhe-justice")
    unit = _first_unit(disclosure)
    hidden = WithheldProject("withheld--1", None, Reason.WORK_SECRET, AmountsWithheld())
    page = _page(making, _with_unit(disclosure, replace(unit, projects=(hidden, *unit.projects[1:]))))
    row = page.get_element_by_id("row-p-withheld--1")
    assert cells(row)[0].startswith("不予公开的项目")
    assert cells(row)[1:] == ["不予公开"] * 3
    assert "无从核对" in words(page.xpath("//ul[@class='checks']")[0])


@pytest.mark.parametrize(
    ("language", "cell", "reason", "total"),
    [
        (Language.ZH, "不予公开", "金额不公开，以免由它推算出另一项不予公开的金额", "没有公开"),
        (
            Language.EN,
            "Not disclosed",
            "Amount not disclosed, because another amount that is withheld could be worked out from it",
            "Not disclosed",
        ),
    ],
)
def test_an_open_row_without_its_amounts_says_so_and_why(
    making: SiteRenderer, language: Language, cell: str, reason: str, total: str
) -> None:
    disclosure = _real("tianhe-justice")
    unit = _first_unit(disclosure)
    first = unit.projects[0]
    silent = replace(first, funds=AmountsProtecting())
    changed = _with_unit(disclosure, replace(unit, funds=AmountsProtecting(), projects=(silent, *unit.projects[1:])))
    page = _page(making, changed, language)
    for row in (page.get_element_by_id(f"row-p-{first.id}"), page.get_element_by_id(f"row-u-{unit.id}")):
        assert reason in cells(row)[0]
        assert cells(row)[1:] == [cell] * 3
    assert reason in words(page.get_element_by_id(f"p-{first.id}"))
    assert str(first.funds.total) not in words(page.xpath("//main")[0])
    # Without the total row the total is nothing that could be added up.
    assert changed.project_goals is not None
    bare = replace(changed, project_goals=replace(changed.project_goals, funds=Funds(None, None, None, None)))
    assert total in [words(fact) for fact in _page(making, bare, language).xpath("//dd")]


def test_a_withheld_unit_stands_in_its_place(making: SiteRenderer) -> None:
    disclosure = _real("guangzhou-political-legal")
    unit = _first_unit(disclosure)
    hidden = WithheldUnit("withheld--1", "甲", Reason.STATE_SECRET, None, unit.funds)
    page = _page(making, _with_unit(disclosure, hidden))
    row = page.get_element_by_id("row-u-withheld--1")
    assert cells(row)[:2] == [
        "涉密单位（公开代码甲）涉密，不予公开（《中华人民共和国政府信息公开条例》第十四条）。 为什么不公开",
        "2,899.61",
    ]
    assert not page.get_element_by_id("u-withheld--1").xpath(".//article")
    assert unit.name not in words(page.xpath("//main")[0]).replace(disclosure.department.name, "")


def test_a_withheld_task_stands_in_its_place(making: SiteRenderer) -> None:
    disclosure = _real("guangzhou-justice")
    assert disclosure.overall_goals is not None
    hidden = WithheldTask("withheld--1", "A", Reason.STATE_SECRET, disclosure.overall_goals.key_tasks[0].amount)
    tasks = (hidden, *disclosure.overall_goals.key_tasks[1:])
    page = _page(making, replace(disclosure, overall_goals=replace(disclosure.overall_goals, key_tasks=tasks)))
    article = page.get_element_by_id("t-withheld--1")
    assert "涉密任务（公开代码A）" in words(article)
    assert "9,725.00 万元" in words(article)
    assert not article.xpath(".//div[@class='official']")


def test_both_forms_may_stand_on_one_page(making: SiteRenderer) -> None:
    both = replace(_real("guangzhou-justice"), project_goals=_real("guangzhou-justice", 2022).project_goals)
    for language in Language:
        page = _page(making, both, language)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert len(page.xpath("//table[@class='indicators']/tbody/tr")) == 109 + 22
    assert words(_page(making, both).xpath("//h1")[0]) == "2024年预算绩效目标"


def test_what_is_not_translated_is_said_once_and_shown_in_chinese(making: SiteRenderer) -> None:
    disclosure = _real("tianhe-justice")
    page = _page(making, disclosure, Language.EN, NO_CATALOGUE)
    notices = page.xpath("//p[@class='notice']")
    assert [words(notice) for notice in notices] == ["Some passages are not translated yet and are shown in Chinese."]
    assert page.xpath("//article[@id='p-premises-maintenance']//h3/span/@lang") == ["zh-Hans"]
    assert not page.xpath("//title/text()[contains(., '司法')] | //meta[contains(@content, '司法')]")
    assert not _page(making, disclosure, Language.EN).xpath("//p[@class='notice']")
    assert not _page(making, disclosure, Language.ZH, NO_CATALOGUE).xpath("//p[@class='notice']")


def test_a_site_of_nothing_has_its_pages(making: SiteRenderer) -> None:
    files = rendered_of(making, [], {})
    assert {"index.html", "zh/index.html", "en/departments/index.html", "sitemap.xml"} <= {
        path.as_posix() for path in files
    }


def test_the_order_of_the_work_does_not_show(making: SiteRenderer) -> None:
    disclosures = list(CONTENT.disclosures)
    forward = rendered_of(making, disclosures, CONTENT.catalogues)
    assert rendered_of(making, disclosures[::-1], CONTENT.catalogues) == forward
