"""Pages of programmes: what several departments fund alike, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from lxml.html import HtmlElement

from sitegen.public.directory import PROJECTS_ON_A_PAGE, Directory
from sitegen.public.model import OpenDisclosure, OpenProject, OpenUnit, Reason, WithheldProject
from sitegen.public.summary import OpenSummary, summarise
from tests.support.pages import ROOT, cells, renderer, tree_of, words
from tests.support.public_content import public_content
from tests.support.weights import OTHER_PAGE, weight

CONTENT = public_content(ROOT)
Pages = Mapping[PurePosixPath, HtmlElement]
PAGE = PurePosixPath("zh/programmes/village-legal-advisers.html")


def _real(department: str) -> OpenDisclosure:
    found = next(each for each in CONTENT.disclosures if (each.department.id, each.year) == (department, 2024))
    assert isinstance(found, OpenDisclosure)
    return found


def test_a_programme_has_every_department_year_and_amount(pages: Pages) -> None:
    page = pages[PAGE]
    assert [heading.get("id") for heading in page.xpath("//main//h2")] == ["year-2024", "year-2022"]
    rows = [cells(row) for row in page.xpath("//table[caption/@id='c-2024']/tbody/tr")]
    assert [
        (row[0].endswith(name), row[1])
        for row, name in zip(rows, ("天河区司法局", "天河区司法局", "增城区司法局"), strict=True)
    ] == [
        (True, "289.20"),
        (True, "192.80"),
        (True, "447.60"),
    ]
    earlier = page.xpath("//table[caption/@id='c-2022']/tbody/tr")
    assert [cells(row)[1] for row in earlier] == ["无"]
    assert "由本站编者" in words(page.xpath("//main")[0])


def test_programmes_are_found_from_where_one_looks_for_departments_and_years(pages: Pages) -> None:
    for name in ("departments/index.html", "years/index.html", "years/2024.html"):
        for language, said in (("zh", "同类项目"), ("en", "Programmes")):
            links = pages[PurePosixPath(language, name)].xpath("//main//a[contains(@href, 'programmes/index.html')]")
            assert [words(link).startswith(said) for link in links] == [True], name
    assert pages[PurePosixPath("zh/index.html")].xpath("//main//a[contains(@href, 'programmes/')]")


def test_a_site_without_programmes_leads_to_none() -> None:
    summary = summarise(_real("tianhe-justice"))
    assert isinstance(summary, OpenSummary)
    for path, data in renderer().overview_pages([replace(summary, in_programmes=())], CONTENT.catalogues):
        if path.suffix == ".html" and path.stem != "search":
            assert not tree_of(data).xpath("//a[contains(@href, 'programmes/')]"), path


def test_goals_and_targets_are_verbatim_and_lead_to_their_source(pages: Pages) -> None:
    page = pages[PAGE]
    said = words(page.xpath("//main")[0])
    for disclosure in CONTENT.disclosures:
        if isinstance(disclosure, OpenDisclosure):
            for project in summarise_programme(disclosure):
                assert project.goal is not None
                assert " ".join(project.goal.split()) in said
    hrefs = page.xpath("//table[caption/@id='c-2024-indicators']//a/@href")
    assert "../departments/zengcheng-justice/2024.html#p-village-community-legal-advisers--1" in hrefs


def summarise_programme(disclosure: OpenDisclosure) -> list[OpenProject]:
    """Return the projects of the programme of these tests in a department-year."""
    units = () if disclosure.project_goals is None else disclosure.project_goals.units
    projects = [project for unit in units if isinstance(unit, OpenUnit) for project in unit.projects]
    return [project for project in projects if isinstance(project, OpenProject) and project.programme == PAGE.stem]


def test_a_project_leads_to_its_programme(pages: Pages) -> None:
    section = pages[PurePosixPath("en/departments/tianhe-justice/2024.html")].get_element_by_id("p-legal-aid-subsidies")
    links = {link.get("href"): words(link) for link in section.iter("a")}
    assert links["../../programmes/legal-aid.html"] == "Legal aid"


def test_a_withheld_project_is_of_no_programme() -> None:
    disclosure = _real("zengcheng-justice")
    assert disclosure.project_goals is not None
    units = []
    for unit in disclosure.project_goals.units:
        assert isinstance(unit, OpenUnit)
        projects = tuple(
            WithheldProject("withheld--1", None, Reason.STATE_SECRET, project.funds)
            if isinstance(project, OpenProject) and project.programme == PAGE.stem
            else project
            for project in unit.projects
        )
        units.append(replace(unit, projects=projects))
    hidden = replace(disclosure, project_goals=replace(disclosure.project_goals, units=tuple(units)))
    assert PAGE.stem in Directory([summarise(disclosure)]).programmes
    assert PAGE.stem not in Directory([summarise(hidden)]).programmes
    files = dict(renderer().overview_pages([summarise(hidden)], CONTENT.catalogues))
    assert PAGE not in files
    assert PAGE.stem not in files[PurePosixPath("sitemap.xml")].decode()


def test_a_programme_of_many_departments_goes_on_over_light_pages() -> None:
    disclosure = _real("zengcheng-justice")
    many = [
        summarise(replace(disclosure, department=replace(disclosure.department, id=f"department-{number:03}")))
        for number in range(PROJECTS_ON_A_PAGE + 1)
    ]
    files = dict(renderer().overview_pages(many, {}))
    first, second = (tree_of(files[PurePosixPath(f"zh/programmes/{PAGE.stem}{end}.html")]) for end in ("", "--2"))
    assert [len(page.xpath("//tbody/tr")) for page in (first, second)] == [PROJECTS_ON_A_PAGE, 1]
    assert not first.xpath("//div[@class='official']")
    assert "绩效目标和指标见各部门页面" in words(first.xpath("//main")[0])
    assert second.xpath("//ul[@class='year-links']//a/@href") == [PAGE.name]
    assert max(weight(files, path) for path in files if "programmes" in path.parts) <= OTHER_PAGE
