"""The home page answers who published, how much, what is new, and where to find one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from lxml.html import HtmlElement

from sitegen.public.model import Disclosure, OpenDisclosure
from sitegen.public.summary import summarise
from sitegen.render.views.home import LATEST_AT_HOME
from tests.support.pages import ROOT, renderer, tree_of, words
from tests.support.public_content import public_content

CONTENT = public_content(ROOT)


def _home(disclosures: list[Disclosure]) -> HtmlElement:
    summaries = [summarise(disclosure) for disclosure in disclosures]
    return tree_of(dict(renderer().overview_pages(summaries, CONTENT.catalogues))[PurePosixPath("zh/index.html")])


def test_a_year_says_how_much_its_projects_come_to() -> None:
    years = _home(list(CONTENT.disclosures)).xpath("//ul[@class='year-list']")[-1]
    said = [words(item) for item in years.iter("li")]
    assert said[0].endswith("项目预算共6,183.36 万元")
    # The table of 2022 gives no amounts.
    assert "预算" not in said[1]


def test_what_was_published_last_stands_first_and_what_has_no_date_is_not_new() -> None:
    assert not _home(list(CONTENT.disclosures)).xpath("//*[@id='latest']")
    first = next(each for each in CONTENT.disclosures if isinstance(each, OpenDisclosure))
    dated: list[Disclosure] = [
        replace(
            first,
            department=replace(first.department, id=f"department-{number}"),
            published_on=date(2024, 2, 1) + timedelta(days=number),
        )
        for number in range(LATEST_AT_HOME + 2)
    ]
    section = _home([*dated, replace(first, published_on=None)]).get_element_by_id("latest").getparent().getparent()
    assert section is not None
    assert [words(item).rpartition(" ")[2] for item in section.iter("li")] == [
        f"2024年2月{7 - number}日" for number in range(LATEST_AT_HOME)
    ]
    assert all("，2022年" in words(item) for item in section.iter("li"))
