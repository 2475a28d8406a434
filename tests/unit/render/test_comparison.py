"""Two years of a department side by side: only what it declares to be the same, and nothing of what is withheld."""

from __future__ import annotations

import gzip
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath

from lxml.html import HtmlElement

from sitegen.public.addresses import Language
from sitegen.public.comparison import comparable, compare
from sitegen.public.model import (
    Funds,
    OpenDisclosure,
    OpenIndicator,
    OpenProject,
    OpenUnit,
    Project,
    Reason,
    WithheldProject,
)
from sitegen.public.summary import summarise
from sitegen.values.money import Money
from tests.support.pages import ROOT, cells, rendered_of, renderer, tree_of, words
from tests.support.public_content import public_content

CONTENT = public_content(ROOT)
PAGE = PurePosixPath("departments/zengcheng-justice/compare/2023-2024.html")


def _projects(disclosure: OpenDisclosure) -> tuple[Project, ...]:
    assert disclosure.project_goals is not None
    unit = disclosure.project_goals.units[0]
    assert isinstance(unit, OpenUnit)
    return unit.projects


def _with(disclosure: OpenDisclosure, projects: tuple[Project, ...], year: int) -> OpenDisclosure:
    assert disclosure.project_goals is not None
    unit, *others = disclosure.project_goals.units
    assert isinstance(unit, OpenUnit)
    empty = [replace(other, projects=()) for other in others if isinstance(other, OpenUnit)]
    goals = replace(disclosure.project_goals, units=(replace(unit, projects=projects), *empty))
    return replace(disclosure, year=year, project_goals=goals)


def _years() -> tuple[OpenDisclosure, OpenDisclosure]:
    """Return two years: one project goes on, dearer and with another target; one ended, one is new, one is withheld."""
    real = next(each for each in CONTENT.disclosures if each.department.id == "zengcheng-justice")
    assert isinstance(real, OpenDisclosure)
    given = _projects(real)
    first, second, third = given[1], given[2], given[3]
    assert isinstance(first, OpenProject)
    assert isinstance(third, OpenProject)
    assert isinstance(first.funds, Funds)
    target = first.indicators[0]
    assert isinstance(target, OpenIndicator)
    later = replace(
        first,
        id="renamed",
        previous=first.id,
        funds=replace(first.funds, total=Money(Decimal("450.10"))),
        indicators=(replace(target, annual="99%"), *first.indicators[1:]),
    )
    hidden = WithheldProject("withheld--1", "K", Reason.STATE_SECRET, third.funds)
    return _with(real, (first, second, hidden), 2023), _with(real, (later, third, hidden), 2024)


def _page(language: Language = Language.ZH) -> HtmlElement:
    return tree_of(rendered_of(renderer(), list(_years()), CONTENT.catalogues)[PurePosixPath(language.value) / PAGE])


def test_only_what_is_declared_counts_as_the_same() -> None:
    before, after = _years()
    found = compare(before, after)
    assert [(pair.before.id, pair.after.id) for pair in found.continued] == [(_projects(before)[0].id, "renamed")]
    assert [project.id for project in found.added] == [_projects(after)[1].id]
    assert [project.id for project in found.ended] == [_projects(before)[1].id]
    undeclared = tuple(
        replace(project, previous=None) if isinstance(project, OpenProject) else project for project in _projects(after)
    )
    alone = [summarise(before), summarise(_with(after, undeclared, 2024))]
    assert comparable(alone) == ()


def test_a_project_that_continues_a_withheld_one_stands_under_its_own_year() -> None:
    before, after = _years()
    hidden = WithheldProject("withheld--2", None, Reason.STATE_SECRET, _projects(before)[0].funds)
    changed = _with(before, (hidden, *_projects(before)[1:]), 2023)
    assert compare(changed, after).continued == ()
    assert comparable([summarise(changed), summarise(after)]) == ()
    files = rendered_of(renderer(), [changed, after], CONTENT.catalogues)
    assert PurePosixPath("zh") / PAGE not in files
    assert not [path for path, data in files.items() if path.suffix == ".html" and b"compare/" in data]


def test_the_page_tells_amounts_with_a_word_for_which_way_they_went() -> None:
    page = _page()
    tables = {table[0].get("id"): [cells(row) for row in table.findall("tbody/tr")] for table in page.iter("table")}
    assert set(tables) == {"c-continued", "c-added", "c-ended", "c-changed"}
    assert tables["c-continued"][0][1:] == ["447.60", "450.10", "增加 2.50"]
    assert tables["c-changed"][0][1:] == ["98%", "99%"]
    said = words(page.xpath("//main")[0])
    assert (
        "1个项目延续、1个只在后一年度和1个只在前一年度" in said
        or "1个项目延续、1个只在后一年度、1个只在前一年度" in said
    )
    assert "由填表部门声明，不按名称推断" in said
    assert "K" not in said
    # The 合计 row of both years is that of the real table.
    assert "项目预算合计由1,295.82 万元变为1,295.82 万元，不变。" in said


def test_links_of_the_same_words_lead_to_the_same_place_though_years_repeat_names() -> None:
    before, after = _years()
    ended = _projects(before)[1]
    assert isinstance(ended, OpenProject)
    undeclared = tuple(
        replace(project, id=f"again-{number}", name=ended.name)
        if isinstance(project, OpenProject) and project.previous is None
        else project
        for number, project in enumerate(_projects(after))
    )
    catalogue = CONTENT.catalogues["zengcheng-justice"]
    path, data = renderer().comparison_page(before, _with(after, undeclared, 2024), catalogue, Language.ZH)
    assert path == PurePosixPath("zh") / PAGE
    page = tree_of(data)
    targets = {(words(link), link.get("href")) for link in page.iter("a")}
    assert len(targets) == len({name for name, _ in targets})


def test_the_hub_leads_to_the_page_and_both_languages_have_it() -> None:
    files = rendered_of(renderer(), list(_years()), CONTENT.catalogues)
    for language in Language:
        hub = tree_of(files[PurePosixPath(language.value, "departments/zengcheng-justice/index.html")])
        assert "compare/2023-2024.html" in hub.xpath("//a/@href")
        assert str(PurePosixPath(language.value) / PAGE) in files[PurePosixPath("sitemap.xml")].decode()
    zh, en = (tree_of(files[PurePosixPath(language.value) / PAGE]) for language in Language)
    assert zh.xpath("//@id") == en.xpath("//@id")


def test_many_projects_keep_the_page_light() -> None:
    before, after = _years()
    former, later = _projects(before)[0], _projects(after)[0]
    assert isinstance(former, OpenProject)
    assert isinstance(later, OpenProject)
    many = range(200)
    earlier = _with(before, tuple(replace(former, id=f"p-{n}", name=f"第{n}项") for n in many), 2023)
    now = _with(after, tuple(replace(later, id=f"q-{n}", previous=f"p-{n}", name=f"第{n}项") for n in many), 2024)
    catalogue = CONTENT.catalogues["zengcheng-justice"]
    files = dict(renderer().comparison_page(earlier, now, catalogue, language) for language in Language)
    for path, data in files.items():
        assert len(gzip.compress(data, 9, mtime=0)) <= 6 * 1024, path
    assert "另有160行没有列出" in words(tree_of(files[PurePosixPath("zh") / PAGE]).xpath("//main")[0])
