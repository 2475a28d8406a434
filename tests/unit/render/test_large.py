"""A department with too many projects for one page: each has a page of its own, and everything leads there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from sitegen.public.addresses import Language
from sitegen.public.model import OpenDisclosure, OpenProject, OpenUnit, Project, Reason, WithheldProject
from sitegen.public.spots import PROJECTS_ON_ONE_PAGE, Spots
from sitegen.search import search_records
from tests.support.pages import ROOT, cells, language_of, rendered_of, renderer, tree_of, words
from tests.support.public_content import public_content
from tests.support.weights import DOCUMENT, OTHER_PAGE, weight

CONTENT = public_content(ROOT)
DEPARTMENT = "guangzhou-political-legal"
YEAR = PurePosixPath("departments", DEPARTMENT, "2024.html")
Files = Mapping[PurePosixPath, bytes]


def _large(count: int) -> OpenDisclosure:
    """Return the table of a real department with its projects over and over, told apart by a number in their names."""
    disclosure = next(each for each in CONTENT.disclosures if each.department.id == DEPARTMENT)
    assert isinstance(disclosure, OpenDisclosure)
    assert disclosure.project_goals is not None
    unit, *others = disclosure.project_goals.units
    assert isinstance(unit, OpenUnit)
    given = [project for project in unit.projects if isinstance(project, OpenProject)]
    copies: list[Project] = [
        replace(
            given[number % len(given)], id=f"project-{number}", name=f"第{number}号{given[number % len(given)].name}"
        )
        for number in range(count - 1)
    ]
    hidden = WithheldProject("withheld--k", "K", Reason.STATE_SECRET, given[0].funds)
    noted = replace(unit, projects=(*copies, hidden), notes=("本单位的说明。",))
    few = [replace(other, projects=()) for other in others if isinstance(other, OpenUnit)]
    return replace(disclosure, project_goals=replace(disclosure.project_goals, units=(noted, *few)))


@cache
def _files(count: int) -> Files:
    return rendered_of(renderer(), [_large(count)], CONTENT.catalogues)


def _in(language: Language, path: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(language.value) / path


def test_projects_have_pages_of_their_own_above_a_stated_number() -> None:
    assert not Spots.of(_large(PROJECTS_ON_ONE_PAGE)).apart
    assert Spots.of(_large(PROJECTS_ON_ONE_PAGE + 1)).apart


@pytest.mark.parametrize("language", Language)
def test_the_page_of_the_year_keeps_the_table_and_leads_to_every_project(language: Language) -> None:
    page = tree_of(_files(60)[_in(language, YEAR)])
    rows = page.xpath("//table[contains(@class, 'budget')]//tr[starts-with(@id, 'row-p-')]")
    assert len(rows) == 60
    hrefs = [href for row in rows for href in row.xpath("th/a/@href")]
    assert hrefs == [f"2024/project-{number}.html" for number in range(59)]
    assert "K" in cells(rows[-1])[0]
    assert rows[-1].xpath(".//a/@href") == ["2024-withheld.html"]
    assert not page.xpath("//article | //table[@class='indicators']")
    # Its units are in the contents of the table, and what is said of a unit stands below it.
    assert page.xpath("//a[starts-with(@href, '#row-u-')]/@href")[0] == "#row-u-political-legal-commission"
    assert len(page.xpath("//div[@class='budget-unit']")) == 1


@pytest.mark.parametrize("language", Language)
def test_a_project_has_its_goal_and_indicators_on_its_page(language: Language) -> None:
    disclosure = _large(60)
    assert disclosure.project_goals is not None
    unit = disclosure.project_goals.units[0]
    assert isinstance(unit, OpenUnit)
    for number in (0, 31, 58):
        project = unit.projects[number]
        assert isinstance(project, OpenProject)
        page = tree_of(_files(60)[_in(language, PurePosixPath(f"departments/{DEPARTMENT}/2024/{project.id}.html"))])
        assert len(page.xpath("//table[@class='indicators']/tbody/tr")) == len(project.indicators)
        assert page.xpath("//nav[contains(@class, 'breadcrumb')]//a/@href")[-1] == "../2024.html"
        if language is Language.ZH:
            said = words(page.xpath("//main")[0])
            assert words(page.xpath("//h1")[0]) == project.name
            assert project.goal is None or " ".join(project.goal.split()) in said


def test_nothing_of_a_withheld_project_has_a_page() -> None:
    assert not [path for path in _files(60) if "withheld--k" in path.as_posix()]


def test_every_link_leads_somewhere_and_both_languages_have_the_same_anchors() -> None:
    files = _files(60)
    pages = {path: tree_of(data) for path, data in files.items() if path.suffix == ".html"}
    anchors = {path: page.xpath("//@id") for path, page in pages.items()}
    for path, page in pages.items():
        targets = {(words(link), link.get("href")) for link in page.iter("a")}
        assert len(targets) == len({name for name, _ in targets}), path
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
        assert all(below <= above + 1 for above, below in pairwise(levels)), path
        language = language_of(path)
        if language is None or path.name == "404.html":
            continue
        assert anchors[path] == anchors[PurePosixPath(language.other.value, *path.parts[1:])], path
        for href in page.xpath("//main//a/@href"):
            if re.match(r"[a-z]+:", href):
                continue
            target, _, anchor = href.partition("#")
            at = _joined(path, target) if target else path
            assert at in pages, (path, href)
            assert not anchor or anchor in anchors[at], (path, href)
    listed = re.findall(r"<loc>([^<]+)</loc>", files[PurePosixPath("sitemap.xml")].decode())
    assert sum("/2024/project-" in address for address in listed) == 2 * 59


def _joined(origin: PurePosixPath, target: str) -> PurePosixPath:
    parts = list(origin.parent.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return PurePosixPath(*parts)


@pytest.mark.parametrize("language", Language)
def test_search_finds_a_project_on_its_page(language: Language) -> None:
    disclosure = _large(60)
    catalogue = CONTENT.catalogues[DEPARTMENT]
    records = search_records(disclosure, catalogue, CONTENT.taxonomy, language)
    assert len(records) == 60
    for record in records:
        ids = set(tree_of(_files(60)[record.page]).xpath("//@id"))
        assert record.anchor is None or record.anchor in ids
        assert {field.anchor for field in record.fields if field.anchor is not None} <= ids


def test_two_hundred_projects_stay_light() -> None:
    files = _files(200)
    for path in files:
        if path.suffix == ".html" and DEPARTMENT in path.parts:
            assert weight(files, path) <= (DOCUMENT if path.name == "2024.html" else OTHER_PAGE), path
