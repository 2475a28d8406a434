"""A site with a theme of its own, and the gallery, in a browser: what was changed shows, and the rules of axe hold."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from sitegen.outcomes import Built
from sitegen.pipeline import build
from sitegen.workshop import take_over, write_gallery
from tests.support.serving import Served, serving
from tests.support.sites import change, new_site

pytestmark = pytest.mark.browser

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_RUN = """async () => {
  const found = await axe.run(document, {runOnly: {type: "tag", values:
    ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}});
  return found.violations.map(each => each.id + ": " + each.nodes.map(node => node.target.join(" ")).join(", "));
}"""

TOKENS = """:root { --accent: #7a1f1f; }
@media (prefers-color-scheme: dark) { :root { --accent: #ffb3a8; } }
"""


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a colour, a message and a component of its own."""
    root = new_site(tmp_path_factory.mktemp("own") / "site")
    take_over(root, "facts")
    change(root, "<dt>{{ fact.term }}</dt>", "<dt>§ {{ fact.term }}</dt>", "theme/components/facts/template.html")
    (root / "theme/tokens.css").write_text(TOKENS, encoding="utf-8")
    (root / "theme/messages").mkdir()
    (root / "theme/messages/zh.yaml").write_text("nav.departments: 单位名录\n", encoding="utf-8")
    outcome = build(root, root / "build/site")
    assert isinstance(outcome, Built), outcome
    assert not [finding for finding in outcome.findings if finding.code.startswith("D")]
    write_gallery(root, root / "build/gallery")
    return root


@pytest.fixture(scope="module")
def own(own_site: Path) -> Iterator[Served]:
    with serving(own_site / "build/site") as served:
        yield served


@pytest.fixture(scope="module")
def gallery(own_site: Path) -> Iterator[Served]:
    with serving(own_site / "build/gallery") as served:
        yield served


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(122, 31, 31)"), ("dark", "rgb(255, 179, 168)")])
def test_a_colour_a_message_and_a_component_of_ones_own_are_on_the_page(
    own: Served, browser: Browser, scheme: Literal["light", "dark"], colour: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(own.url + "zh/departments/example-education/2025.html")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.site-nav [aria-current]')).borderBottomColor")
        == colour
    )
    assert page.locator(".site-nav a").first.inner_text() == "单位名录"
    assert page.locator(".facts dt").first.inner_text().startswith("§ ")
    page.evaluate(_AXE)
    assert page.evaluate(_RUN) == []
    context.close()


def test_english_keeps_the_messages_of_the_default(own: Served, page: Page) -> None:
    page.goto(own.url + "en/index.html")
    assert page.locator(".site-nav a").first.inner_text() == "Departments"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_the_gallery_keeps_the_rules_of_axe(
    gallery: Served, browser: Browser, language: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    names = sorted(path.name for path in (gallery.folder / language / "components").iterdir())
    for path in ("index.html", *(f"components/{name}" for name in names)):
        page.goto(f"{gallery.url}{language}/{path}")
        page.evaluate(_AXE)
        assert page.evaluate(_RUN) == [], path
    assert said == []
    context.close()


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
def test_an_example_has_its_yaml_beside_it_or_on_a_narrow_screen_below(
    gallery: Served, page: Page, width: int, *, beside: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{gallery.url}zh/components/indicator-table.html")
    for specimen in page.locator(".specimen").all():
        shown, source = (specimen.locator(f".specimen-{part}").bounding_box() for part in ("shown", "source"))
        assert shown is not None
        assert source is not None
        assert (source["x"] >= shown["x"] + shown["width"]) is beside
        assert (source["y"] >= shown["y"] + shown["height"]) is not beside
        assert specimen.locator("code").first.is_visible()


def test_no_page_of_the_gallery_scrolls_sideways(gallery: Served, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    names = sorted(path.name for path in (gallery.folder / "en" / "components").iterdir())
    for path in ("index.html", *(f"components/{name}" for name in names)):
        page.goto(f"{gallery.url}en/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_gallery_shows_the_component_and_the_colour_of_the_site(gallery: Served, page: Page) -> None:
    page.goto(f"{gallery.url}zh/components/facts.html")
    assert page.locator(".specimen dt").first.inner_text().startswith("§ ")
    page.goto(f"{gallery.url}zh/index.html")
    fill = "getComputedStyle(document.querySelector('.token-accent')).fill"
    assert page.evaluate(fill) == "rgb(122, 31, 31)"
