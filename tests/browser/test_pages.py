"""Every page type in a browser: both languages, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sitegen.render.theme import default_theme
from tests.support.axe import axe
from tests.support.manysite import PAGES as FURTHER_PAGES
from tests.support.page_types import TYPES, Sample, page_type
from tests.support.serving import Served

pytestmark = pytest.mark.browser

IN_LANGUAGES = (
    "index.html",
    "departments/index.html",
    "departments/guangzhou-justice/index.html",
    "departments/guangzhou-justice/2022.html",
    "departments/guangzhou-justice/2024.html",
    "departments/guangzhou-political-legal/2024.html",
    "departments/guangzhou-political-legal/2024-withheld.html",
    "departments/tianhe-justice/2024.html",
    "departments/zengcheng-justice/2024.html",
    "years/index.html",
    "years/2024.html",
    "years/2024-projects.html",
    "programmes/index.html",
    "programmes/village-legal-advisers.html",
    "search.html",
    "glossary.html",
    "about.html",
    "how-to-read.html",
    "404.html",
)
PAGES = ("index.html", "404.html", *(f"{language}/{path}" for language in ("zh", "en") for path in IN_LANGUAGES))

_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""


@pytest.fixture(
    params=[(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")], ids=lambda view: f"{view[0]}-{view[1]}"
)
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, int]]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page(), width
    context.close()


def test_every_type_of_page_is_looked_at(served_pages: Mapping[Sample, str]) -> None:
    """A new template of a page fails here until its type is named, a site has such a page, and tests look at it."""
    assert set(TYPES) == {path.stem for path in (default_theme() / "pages").glob("*.html")}
    types = set(TYPES.values())
    assert {sample.type for sample in served_pages} == types
    assert {page_type(path) for path in (*PAGES, *(f"zh/{path}" for path in FURTHER_PAGES))} == types


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_with_all_its_rules(served_site: Served, view: tuple[Page, int], path: str) -> None:
    page, width = view
    page.goto(served_site.url + path)
    found = axe(page)
    assert found.violations == ()
    if width == 1280:
        assert found.incomplete == ()


@pytest.mark.parametrize("width", [320, 256])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(served_site: Served, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(served_site.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("html { font-size: 200% !important }", "text at 200 %"),
        (_SPACING, "spacing of WCAG 1.4.12"),
    ],
    ids=["text-200", "spacing"],
)
@pytest.mark.parametrize("path", PAGES)
def test_larger_and_wider_text_still_fits(
    served_site: Served, browser: Browser, path: str, style: str, name: str
) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(served_site.url + path)
    page.add_style_tag(content=style)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640, name
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_breaks_the_policy_and_nothing_comes_from_elsewhere(served_site: Served, page: Page, path: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served_site.url + path, wait_until="networkidle")
    assert said == []
    assert all(url.startswith(served_site.url) for url in asked)
    if not path.endswith("search.html"):
        assert [Path(url).name.partition(".")[0] for url in asked if url.endswith(".js")] == ["aids"]


@pytest.mark.parametrize("path", PAGES)
def test_the_first_stop_of_the_keyboard_is_the_link_past_the_navigation(
    served_site: Served, page: Page, path: str
) -> None:
    page.goto(served_site.url + path)
    links = page.evaluate("document.querySelectorAll('nav a').length")
    if not links:
        pytest.skip("a page without navigation has nothing to skip")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_the_way_through_the_site_works_from_a_folder_on_disk(real_site: Any, page: Page) -> None:  # noqa: ANN401
    page.goto((real_site / "index.html").as_uri())
    page.click("a[hreflang=zh-Hans], a[lang=zh-Hans]")
    page.click("main a:has-text('广州市天河区司法局')")
    page.click("main a:has-text('2024')")
    assert "2024" in page.locator("h1").inner_text()
    page.click("a[hreflang=en]")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_language_link_of_a_section_keeps_the_place(served_site: Served, page: Page) -> None:
    page.goto(served_site.url + "zh/departments/tianhe-justice/2024.html")
    page.click("#p-legal-education a[hreflang=en]")
    page.wait_for_url("**/en/departments/tianhe-justice/2024.html#p-legal-education")
    expect(page.locator("#p-legal-education")).to_be_visible()
