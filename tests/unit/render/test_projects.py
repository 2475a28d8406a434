"""The list of all projects of a year, which grows by pages and not on one."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import PurePosixPath

from sitegen.public.directory import PROJECTS_ON_A_PAGE, Directory
from sitegen.public.model import OpenDisclosure
from sitegen.public.summary import DisclosureSummary, OpenSummary, summarise
from tests.support.pages import ROOT, renderer, tree_of, words
from tests.support.public_content import public_content

CONTENT = public_content(ROOT)


def _many(departments: int) -> list[DisclosureSummary]:
    """Return a year of one department after another, each with the projects of a real one."""
    disclosure = next(each for each in CONTENT.disclosures if each.department.id == "tianhe-justice")
    assert isinstance(disclosure, OpenDisclosure)
    return [
        summarise(replace(disclosure, department=replace(disclosure.department, id=f"department-{number:02}")))
        for number in range(departments)
    ]


def test_the_pages_hold_every_project_once_and_none_more_than_its_share() -> None:
    summaries = _many(11)
    pages = Directory(summaries).project_pages(2024)
    assert [len(page) for page in pages] == [PROJECTS_ON_A_PAGE] * 3 + [2]
    listed = [(summary.department.id, listing.id) for page in pages for summary, listing in page]
    assert len(listed) == len(set(listed)) == 11 * 22
    assert listed == [
        (summary.department.id, listing.id)
        for summary in summaries
        if isinstance(summary, OpenSummary)
        for listing in summary.projects
    ]


def test_a_page_leads_to_the_one_before_and_the_one_after() -> None:
    files = dict(renderer().overview_pages(_many(11), {}))
    page = tree_of(files[PurePosixPath("zh/years/2024-projects-2.html")])
    assert "共242个项目" in words(page.xpath("//p[@class='lede']")[0])
    assert "本页是第2页，共4页" in words(page.xpath("//p[@class='lede']")[0])
    assert {words(link): link.get("href") for link in page.xpath("//ul[@class='year-links']//a")} == {
        "上一页": "2024-projects.html",
        "下一页": "2024-projects-3.html",
    }
    last = tree_of(files[PurePosixPath("zh/years/2024-projects-4.html")])
    assert [words(link) for link in last.xpath("//ul[@class='year-links']//a")] == ["上一页"]


def test_the_search_page_does_not_grow_with_the_projects() -> None:
    few, many = (dict(renderer().overview_pages(_many(count), {})) for count in (1, 40))
    # A department more is an option more of a filter; the projects are elsewhere.
    pages = [tree_of(files[PurePosixPath("zh/search.html")]) for files in (few, many)]
    counts = [len(page.xpath("//section[@data-search-everything]//a")) for page in pages]
    assert counts[0] == counts[1] == 4
    full = len(gzip.compress(many[PurePosixPath("zh/years/2024-projects.html")], 9, mtime=0))
    assert full <= 6 * 1024
