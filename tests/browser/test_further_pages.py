"""Types of pages that the project's own content has no need of, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import axe
from tests.support.manysite import DEPARTMENT, PAGES
from tests.support.serving import Served, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def many(many_built: Path) -> Iterator[Served]:
    with serving(many_built) as served:
        yield served


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [f"{language}/{path}" for language in ("zh", "en") for path in PAGES])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(many: Served, browser: Browser, path: str, scheme: str) -> None:
    for width in (1280, 320, 256):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(many.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width > 256:
            assert axe(page).violations == ()
        context.close()


def test_one_walks_from_the_table_to_a_project_and_on_and_back(many: Served, page: Page) -> None:
    page.goto(f"{many.url}zh/departments/{DEPARTMENT}/2026.html")
    page.click("#row-p-rooms-7 a")
    assert page.url.endswith("/2026/rooms-7.html")
    assert page.locator("h1").inner_text() == "第7号乡村学校图书室建设经费"
    page.click("main a:has-text('第8号')")
    assert page.url.endswith("/2026/rooms-8.html")
    page.click("p.language-link a")
    assert page.url.endswith("/en/departments/example-education/2026/rooms-8.html")
    page.click("nav.breadcrumb a >> nth=-1")
    assert page.url.endswith("/2026.html")
