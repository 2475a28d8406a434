"""Pages on paper: the official form again, landscape, black on white whatever the reader's screen is set to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page

from tests.support.paper import sheets
from tests.support.serving import Served

pytestmark = pytest.mark.browser

#: What A4 landscape leaves between the margins, in CSS pixels.
_WIDTH = 1032

DOCUMENTS = (
    "departments/guangzhou-justice/2022.html",
    "departments/guangzhou-justice/2024.html",
    "departments/guangzhou-political-legal/2024.html",
    "departments/tianhe-justice/2024.html",
    "departments/zengcheng-justice/2024.html",
)
PAGES = [f"{language}/{path}" for language in ("zh", "en") for path in DOCUMENTS]

_SHOWN = "(selector) => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility()).length"
_STYLES = """([selector, name]) =>
  [...new Set([...document.querySelectorAll(selector)].map(each => getComputedStyle(each)[name]))]"""
_TOO_WIDE = """() => {
  const main = document.querySelector("main").getBoundingClientRect();
  const wide = [...document.querySelectorAll("main *")].filter(each => !each.matches(".vh, .vh *, svg *"));
  return wide.filter(each => each.getBoundingClientRect().right > main.right + 1).map(each => each.className);
}"""
_UNSEEN = """() => [...document.querySelectorAll(".again .vh")]
  .filter(each => each.getBoundingClientRect().width < 10 || getComputedStyle(each).clipPath !== "none").length"""


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page as it is printed from a dark screen."""
    context = browser.new_context(viewport={"width": _WIDTH, "height": 720}, color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    context.close()


def _styles(page: Page, selector: str, name: str) -> set[str]:
    found: list[str] = page.evaluate(_STYLES, [selector, name])
    return set(found)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_on_paper_is_black_on_white(served_site: Served, paper: Page, path: str) -> None:
    paper.goto(served_site.url + path)
    assert _styles(paper, "html, .site-footer", "backgroundColor") <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert _styles(paper, "html", "backgroundColor") == {"rgb(255, 255, 255)"}
    assert _styles(paper, "main p, main td, main th, main h1, main h2, main a", "color") <= {
        "rgb(0, 0, 0)",
        "rgb(51, 51, 51)",
    }


@pytest.mark.parametrize("path", PAGES)
def test_what_leads_elsewhere_is_not_on_paper(served_site: Served, paper: Page, path: str) -> None:
    paper.goto(served_site.url + path)
    assert paper.evaluate(_SHOWN, "nav, form, button, .skip-link, .language-link, .other") == 0
    assert _styles(paper, "main a", "textDecorationLine") <= {"none"}


@pytest.mark.parametrize("path", PAGES)
def test_heads_repeat_and_rows_are_whole(served_site: Served, paper: Page, path: str) -> None:
    paper.goto(served_site.url + path)
    assert _styles(paper, "thead", "display") == {"table-header-group"}
    assert _styles(paper, "tbody tr", "breakInside") == {"avoid"}
    assert _styles(paper, "h1, h2, h3, h4, caption, .heading, .terms, .label", "breakAfter") == {"avoid"}
    # A grid would not keep a heading with what follows.
    assert _styles(paper, ".project", "display") <= {"block"}


@pytest.mark.parametrize("path", PAGES)
def test_each_row_says_its_category_for_a_page_may_begin_with_it(served_site: Served, paper: Page, path: str) -> None:
    paper.goto(served_site.url + path)
    assert paper.evaluate(_UNSEEN) == 0


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_paper(served_site: Served, paper: Page, path: str) -> None:
    paper.goto(served_site.url + path)
    assert paper.evaluate(_TOO_WIDE) == []


@pytest.mark.parametrize("path", PAGES)
def test_source_date_and_address_are_on_paper(served_site: Served, paper: Page, path: str) -> None:
    paper.goto(served_site.url + path)
    assert paper.locator("#source").is_visible()
    said = paper.locator(".site-footer dl").inner_text()
    assert f"/{path}" in said
    assert re.search(r"2026年11月21日|21 November 2026", said)


@pytest.fixture(scope="module")
def printed(served_site: Served, browser: Browser) -> Callable[[str], bytes]:
    """Prints a page as its reader would, each but once."""

    @cache
    def pdf(path: str) -> bytes:
        context = browser.new_context()
        page = context.new_page()
        page.goto(served_site.url + path)
        made: bytes = page.pdf(prefer_css_page_size=True)
        context.close()
        return made

    return pdf


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "zh/departments/tianhe-justice/2024.html",
            ("广州市天河区司法局2024年《项目支出绩效目标表（含转移支付项目）》", "2026年11月21日"),
        ),
        (
            "en/departments/guangzhou-justice/2024.html",
            (
                "department overall budget performance goal statement",
                "Guangzhou Municipal Justice Bureau",
                "21 November 2026",
            ),
        ),
    ],
)
def test_each_sheet_says_what_it_is_of_its_date_its_address_and_its_number(
    printed: Callable[[str], bytes], path: str, said: tuple[str, ...]
) -> None:
    of_each = sheets(printed(path))
    assert len(of_each) > 3
    for number, sheet in enumerate(of_each, 1):
        text = "".join(sheet.split())
        assert f"{number}/{len(of_each)}" in text
        for words in (*said, f"https://budget-goals.example.gov.cn/{path}"):
            assert "".join(words.split()) in text, (number, words)


@pytest.mark.parametrize(
    "path", ["zh/departments/tianhe-justice/2024.html", "zh/departments/guangzhou-justice/2024.html"]
)
def test_all_that_is_on_the_screen_is_on_paper_though_not_all_was_laid_out(
    served_site: Served, printed: Callable[[str], bytes], page: Page, path: str
) -> None:
    page.goto(served_site.url + path)
    names = page.locator("main tbody th, main section h2, main .official p").all_text_contents()
    text = "".join("".join(sheets(printed(path))).split())
    missing = [name for name in names if "".join(name.split())[:8] not in text]
    assert len(names) > 20
    assert missing == []


def _boxes(data: bytes) -> set[tuple[int, int]]:
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    return {(round(float(width)), round(float(height))) for width, height in found}


@pytest.mark.parametrize("path", ["zh/departments/tianhe-justice/2024.html", "en/index.html"])
def test_paper_is_a4_landscape(printed: Callable[[str], bytes], path: str) -> None:
    assert _boxes(printed(path)) == {(842, 595)}
