"""The page that explains what is withheld: of what it tells, and of what it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from lxml.html import HtmlElement

from sitegen.outcomes import Built
from sitegen.pipeline import preview_pages
from sitegen.public.addresses import Language
from sitegen.public.model import Disclosure, OpenDisclosure, Reason, WithheldDisclosure, WithheldTask
from tests.support.pages import ROOT, renderer, tree_of, words
from tests.support.public_content import public_content
from tests.support.sites import change, new_site

CONTENT = public_content(ROOT)
Pages = Mapping[PurePosixPath, HtmlElement]
PAGE = PurePosixPath("zh/departments/guangzhou-political-legal/2024-withheld.html")


def _made(disclosure: Disclosure, language: Language = Language.ZH) -> HtmlElement:
    files = dict(
        renderer().disclosure_pages(disclosure, CONTENT.catalogues[disclosure.department.id], [disclosure.year])
    )
    name = f"{disclosure.year}-withheld.html"
    return tree_of(files[PurePosixPath(language.value, "departments", disclosure.department.id, name)])


def test_the_page_says_how_many_why_how_much_and_whom_to_ask(pages: Pages) -> None:
    said = words(pages[PAGE].xpath("//main")[0])
    for told in (
        "有2个项目不予公开，其余全部公开",
        "133.36 万元，占项目预算合计的3.9%",
        "国家秘密2个项目",
        "《保守国家秘密法》第二条",
        "《预算法》第十四条",
        "《政府信息公开条例》第二十七条",
        "中国共产党广州市委员会政法委员会",
        "budget-goals@example.gov.cn",
    ):
        assert told in said, told
    assert "商业秘密" not in said


@pytest.mark.parametrize("language", Language)
def test_the_title_of_the_window_says_whose_year_it_is_in_the_language_of_the_page(
    pages: Pages, language: Language
) -> None:
    (title,) = pages[PurePosixPath(language.value, *PAGE.parts[1:])].xpath("//title/text()")
    said = {
        Language.ZH: "中国共产党广州市委员会政法委员会",
        Language.EN: "Guangzhou Political and Legal Affairs Commission",
    }
    assert said[language] in title
    assert "2024" in title
    assert len(title) <= 70


def test_every_withheld_row_leads_to_the_page_and_the_page_leads_back(pages: Pages) -> None:
    page = pages[PAGE.with_name("2024.html")]
    places = [*page.xpath("//tr[contains(@id, 'withheld--')]"), *page.xpath("//article[contains(@id, 'withheld--')]")]
    assert len(places) == 4
    for place in places:
        assert [words(link) for link in place.xpath(".//a[@href='2024-withheld.html']")] == ["为什么不公开"]
    back = pages[PAGE].xpath("//h2[@id='places']/ancestor::section//li/a/@href")
    assert back == ["2024.html#p-withheld--wwzxjf", "2024.html#p-withheld--gzit2023-sm-n-c-006014"]


def test_where_nothing_is_withheld_there_is_no_page(pages: Pages) -> None:
    assert [path.parts[2] for path in pages if path.name.endswith("-withheld.html")] == [
        "guangzhou-political-legal"
    ] * 2


@pytest.mark.parametrize("language", Language)
def test_a_year_that_is_withheld_whole_is_explained(language: Language) -> None:
    department = CONTENT.disclosures[0].department
    page = _made(WithheldDisclosure(department, 2023, Reason.WORK_SECRET, None), language)
    said = words(page.xpath("//main")[0])
    assert ("第六十四条" if language is Language.ZH else "article 64") in said
    assert page.xpath("//h2[@id='places']/ancestor::section//li/a/@href") == ["2023.html"]


def test_a_withheld_task_is_counted_apart_from_the_project_budget() -> None:
    named = {(each.department.id, each.year): each for each in CONTENT.disclosures}
    disclosure = named["guangzhou-justice", 2024]
    assert isinstance(disclosure, OpenDisclosure)
    assert disclosure.overall_goals is not None
    hidden = WithheldTask("withheld--1", None, Reason.STATE_SECRET, disclosure.overall_goals.key_tasks[0].amount)
    tasks = (hidden, *disclosure.overall_goals.key_tasks[1:])
    page = _made(replace(disclosure, overall_goals=replace(disclosure.overall_goals, key_tasks=tasks)))
    said = words(page.xpath("//main")[0])
    assert "有1项年度重点工作任务不予公开" in said
    assert "占项目预算合计" not in said


def test_where_amounts_are_withheld_no_amount_and_no_share_is_told(tmp_path: Path) -> None:
    root = new_site(tmp_path)
    year = root / "content/example-education/2025.yaml"
    lines = year.read_text(encoding="utf-8").splitlines()
    place = lines.index("        - id: examination-security")
    # A second withheld row, and no total anywhere: the amounts do not follow from what is published.
    stated = [line for line in lines[:place] if not line.lstrip().startswith(("total:", "fiscal:"))]
    second = "        - {id: hidden, name: 鲸, public_code: K-2, total: 4.56, secrecy: withheld}"
    year.write_text("\n".join([*stated, *lines[place:], second, ""]), encoding="utf-8")
    change(root, "amounts: published", "amounts: withheld", "content/site.yaml")
    outcome = preview_pages(root, root / "site")
    assert isinstance(outcome, Built), outcome
    page = tree_of((root / "site/zh/departments/example-education/2025-withheld.html").read_bytes())
    said = words(page.xpath("//main")[0])
    assert "有2个项目不予公开" in said
    assert "金额也不公布" in said
    assert "%" not in said
    assert not page.xpath("//main//data")
    year = tree_of((root / "site/zh/departments/example-education/2025.html").read_bytes())
    lede = words(year.xpath("//p[@class='lede']")[0])
    assert "只列公开代码" in lede
    assert "代码和金额" not in lede
