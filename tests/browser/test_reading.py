"""The checklist of reading, where it takes a browser: layout, media and input, on the largest page of each type.

The letters are those of docs/accessibility.md. Each law walks all pages in one context, and tells every page on which
it does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import axe
from tests.support.contrast import computed, contrast
from tests.support.page_types import TYPES, Sample, samples
from tests.support.serving import Served, serving

pytestmark = pytest.mark.browser

#: Pages, and where each is served.
Pages: TypeAlias = Mapping[Sample, str]

DISCLOSURE = "departments/tianhe-justice/2024.html"


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _wrong(page: Page, pages: Pages, find: Callable[[Page], Any]) -> dict[str, Any]:
    """Return what is wrong on each page where something is."""
    found: dict[str, Any] = {}
    for sample, url in pages.items():
        page.goto(url)
        said = find(page)
        if said:
            found[str(sample)] = said
    return found


def _script(script: str) -> Callable[[Page], Any]:
    return lambda page: page.evaluate(script)


# T, I. Tables

_TABLES = """() => [...document.querySelectorAll("table")].flatMap(table => {
  const wrong = [];
  const is = (name, element, value) => {
    const found = getComputedStyle(element)[name];
    if (found !== value) wrong.push(`${element.tagName} ${name}: ${found}`);
  };
  is("display", table, "table");
  is("position", table.parentElement, "relative");
  is("overflowX", table.parentElement, "auto");
  for (const row of table.rows) {
    is("display", row, "table-row");
    for (const cell of row.cells) {
      is("display", cell, "table-cell");
      is("textOverflow", cell, "clip");
      if (cell.scrollWidth > cell.clientWidth + 1) wrong.push("cut: " + cell.textContent.slice(0, 30));
    }
  }
  return wrong.slice(0, 5);
})"""


@pytest.mark.parametrize("width", [1280, 320, 256])
def test_a_table_is_a_table_at_all_widths_and_nothing_in_it_is_cut(served_pages: Pages, wide: Page, width: int) -> None:
    wide.set_viewport_size({"width": width, "height": 800})
    assert _wrong(wide, served_pages, _script(_TABLES)) == {}


# Where a table has groups, the name of the group stands before that of the row, and both share the room.
_FIRST_COLUMN = """() => [...document.querySelectorAll("table.budget")].flatMap(table => {
  const cells = [...table.tBodies[0].rows[0].cells], at = cells.findIndex(cell => cell.tagName === "TH");
  const size = parseFloat(getComputedStyle(cells[at]).fontSize);
  const width = cells[at].getBoundingClientRect().right - cells[0].getBoundingClientRect().left;
  const total = cells[at + 1].getBoundingClientRect();
  const wrong = [];
  if (width < 8 * size) wrong.push(`narrow: ${width}`);
  if (at === 0 && width > .6 * innerWidth) wrong.push(`wide: ${width}`);
  if (total.right > innerWidth) wrong.push(`the total ends at ${total.right}`);
  return wrong;
})"""


def test_the_name_and_the_total_are_seen_together_on_a_narrow_screen(served_pages: Pages, narrow: Page) -> None:
    assert _wrong(narrow, served_pages, _script(_FIRST_COLUMN)) == {}


def test_a_row_that_is_linked_to_shows_it(served_site: Served, wide: Page) -> None:
    wide.goto(f"{served_site.url}zh/{DISCLOSURE}#row-p-legal-education")
    outline = wide.evaluate("(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
                            "(getComputedStyle(document.querySelector(':target')))")  # fmt: skip
    assert outline == ["solid", "3px"]


@pytest.mark.parametrize(("language", "name"), [("zh", "指标名称"), ("en", "Indicator")])
def test_a_screen_reader_is_given_rows_with_their_headers(
    served_site: Served, narrow: Page, language: str, name: str
) -> None:
    narrow.goto(f"{served_site.url}{language}/{DISCLOSURE}")
    table = narrow.locator("table.indicators").first
    told = table.aria_snapshot()
    rows = table.locator("tbody tr").count()
    assert told.count("- rowheader ") == rows
    assert f'- columnheader "{name}"' in told
    assert told.count("- row ") == rows + 1


_NUMBERS = """() => [...document.querySelectorAll(".budget tbody td:not(.group), td.number")].flatMap(cell => {
  const style = getComputedStyle(cell);
  const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
  const wrong = [];
  if (style.textAlign !== "end") wrong.push("align");
  if (style.whiteSpace !== "nowrap") wrong.push("wraps");
  if (style.fontVariantNumeric !== "tabular-nums") wrong.push("figures");
  if (getComputedStyle(head).textAlign !== style.textAlign) wrong.push("head");
  return wrong.length ? [wrong.join() + ": " + cell.textContent] : [];
}).slice(0, 5)"""


def test_figures_stand_one_below_the_other_and_below_their_head(served_pages: Pages, wide: Page) -> None:
    assert _wrong(wide, served_pages, _script(_NUMBERS)) == {}


# L. Zoom and spacing: what is clipped

_SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
_CLIPPED = """() => [...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element);
  if (element.closest(".vh, .skip-link, svg") || style.overflowX === "visible" && style.overflowY === "visible") return false;
  if (element.matches(".scroll")) return false;
  return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
}).map(element => element.outerHTML.slice(0, 80)).slice(0, 5)"""  # noqa: E501 - a script, read as one


@pytest.mark.parametrize("style", ["html { font-size: 200% !important }", _SPACED], ids=["text-200", "spacing"])
@pytest.mark.parametrize("width", [1280, 320])
def test_larger_and_wider_text_is_cut_nowhere(served_pages: Pages, browser: Browser, style: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)

    def find(page: Page) -> object:
        page.add_style_tag(content=style)
        wider = page.evaluate("document.documentElement.scrollWidth")
        return page.evaluate(_CLIPPED) + ([f"{wider} px wide"] if wider > width else [])

    assert _wrong(context.new_page(), served_pages, find) == {}
    context.close()


# L. Keyboard

_STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), box = at.getClientRects()[0];
  const before = window.stopBefore;
  window.stopBefore = at;
  return {
    name: at.outerHTML.slice(0, 70),
    first: at.getAttribute("href") === "#main",
    after: !before || !!(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING),
    ring: style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
    colour: style.outlineColor,
    ground: getComputedStyle(document.documentElement).backgroundColor,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !at.contains(document.elementFromPoint(Math.min(Math.max(box.left + 4, 1), innerWidth - 1),
                                                    Math.min(Math.max(box.top + 4, 1), innerHeight - 1))),
  };
}"""
_STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter(each => each.getClientRects().length && !each.disabled && each.checkVisibility())
  .length"""


def _walk(page: Page) -> list[str]:
    wrong: list[str] = []
    wanted = page.evaluate(_STOPS)
    framed = page.evaluate("!!document.querySelector('.skip-link')")
    for number in range(wanted):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None:
            return [*wrong, f"{number} stops of {wanted}"]
        told = {
            "is not first": number > 0 or stop["first"] or not framed,
            "is out of order": stop["after"],
            "has no ring": stop["ring"] >= 2 and contrast(computed(stop["colour"]), computed(stop["ground"])) >= 3,
            "is out of view": stop["seen"],
            "is covered": not stop["covered"],
        }
        wrong += [f"{stop['name']} {word}" for word, holds in told.items() if not holds]
    page.keyboard.press("Tab")
    beyond = page.evaluate(_STOP)
    # After the last stop comes the browser itself, which without a window is left out: the walk begins again.
    if beyond is not None and beyond["after"]:
        wrong.append(f"{beyond['name']} is one more")
    return wrong[:5]


@pytest.mark.parametrize(
    "walk", [("zh", 1280, "light"), ("en", 320, "dark")], ids=lambda walk: "-".join(map(str, walk))
)
def test_the_keyboard_goes_through_every_page_in_the_order_of_reading(
    served_pages: Pages,
    browser: Browser,
    walk: tuple[str, int, Literal["light", "dark"]],
) -> None:
    language, width, scheme = walk
    context = browser.new_context(viewport={"width": width, "height": 640}, color_scheme=scheme)
    walked = {sample: url for sample, url in served_pages.items() if sample.language in {None, language}}
    assert _wrong(context.new_page(), walked, _walk) == {}
    context.close()


def test_a_wide_table_is_scrolled_by_the_arrow_keys(served_site: Served, narrow: Page) -> None:
    narrow.goto(f"{served_site.url}zh/{DISCLOSURE}")
    region = narrow.locator(".scroll").first
    region.focus()
    narrow.keyboard.press("ArrowRight")
    # The policy of the pages forbids Playwright's own way of waiting, which evaluates a text in the page.
    for _ in range(100):
        if region.evaluate("(element) => element.scrollLeft") > 0:
            break
        narrow.wait_for_timeout(50)
    assert region.evaluate("(element) => element.scrollLeft") > 0


_SMALL = """() => [...document.querySelectorAll("header a, header button, nav a, .entries a, form button, form input, "
    + "form select, summary, .choices a, .figure-table a, .eyebrow a")]
  .filter(each => each.getClientRects().length && !each.closest("p:not(.eyebrow, .language-link, .site-name), td, th"))
  .map(each => [each.getBoundingClientRect(), each])
  .filter(([box]) => box.height < 44 || box.width < 24)
  .map(([box, each]) => `${Math.round(box.width)} x ${box.height.toFixed(1)} ${each.textContent.trim().slice(0, 30)}`)
  .slice(0, 5)"""


@pytest.mark.parametrize("width", [1280, 320])
def test_what_is_pressed_is_large_enough_for_a_finger(served_pages: Pages, wide: Page, width: int) -> None:
    wide.set_viewport_size({"width": width, "height": 800})
    assert _wrong(wide, served_pages, _script(_SMALL)) == {}


@pytest.mark.parametrize("width", [360, 412])
def test_no_two_links_are_too_close_for_a_finger_on_a_phone(served_pages: Pages, browser: Browser, width: int) -> None:
    """The widths between those that axe is run at: what stands one below the other depends on where lines break."""
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    found = _wrong(context.new_page(), served_pages, lambda page: axe(page, "target-size").violations)
    context.close()
    assert found == {}


# L. Forced colours, motion, script


def test_forced_colours_keep_bars_borders_focus_and_the_page_one_is_on(served_site: Served, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active")
    page = context.new_page()
    page.goto(f"{served_site.url}zh/{DISCLOSURE}")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")

    def system(name: str) -> object:
        return page.evaluate(
            "name => { const one = document.body.appendChild(document.createElement('i'));"
            " one.style.color = name; one.style.forcedColorAdjust = 'none';"
            " const found = getComputedStyle(one).color; one.remove(); return found }",
            name,
        )

    def style(selector: str, name: str) -> object:
        return page.evaluate(
            "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]", [selector, name]
        )

    assert style(".bars .bar", "fill") == system("Highlight")
    assert style(".bars .track", "fill") == system("Canvas")
    assert system("Highlight") != system("Canvas")
    assert style(".bars svg", "borderTopColor") == system("CanvasText")
    assert style(".site-nav [aria-current]", "borderBottomColor") not in {
        style(".site-nav a:not([aria-current])", "borderBottomColor"),
        system("Canvas"),
    }
    assert style("tbody th", "borderTopStyle") == "solid"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(_STOP)["ring"] >= 2
    page.click(".aids-open")
    assert style(".aids button", "borderTopStyle") == "solid"
    context.close()


_MOVING = """() => [
  ...document.getAnimations().map(() => "an animation"),
  ...[...document.querySelectorAll("*")].filter(each => {
    const style = getComputedStyle(each);
    return style.scrollBehavior !== "auto" || style.animationName !== "none" || style.transitionDuration !== "0s";
  }).map(each => each.tagName),
].slice(0, 5)"""


def test_nothing_moves(served_pages: Pages, wide: Page) -> None:
    assert _wrong(wide, served_pages, _script(_MOVING)) == {}


def test_without_script_a_page_says_all_that_it_says_with_it(served_pages: Pages, browser: Browser, wide: Page) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    plain = context.new_page()
    for sample, url in served_pages.items():
        if sample.type == TYPES["search"]:
            continue
        for page in (wide, plain):
            page.goto(url)
        for part in ("main", "footer"):
            if wide.locator(part).count():
                assert plain.locator(part).inner_text() == wide.locator(part).inner_text(), sample
        links = [page.locator("a").evaluate_all("all => all.map(each => each.href)") for page in (plain, wide)]
        assert links[0] == links[1], sample
    context.close()


def test_without_script_the_search_page_leads_on(served_site: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for language in ("zh", "en"):
        page.goto(f"{served_site.url}{language}/search.html")
        assert not page.locator("form").is_visible()
        assert page.locator("[data-search-unavailable]").is_visible()
        assert page.locator("main a:visible").count() >= 5
    context.close()


# L. Type

_TYPE = """() => {
  const wrong = [], isChinese = (each) => each.closest("[lang]").lang.startsWith("zh");
  for (const each of document.querySelectorAll("main p, main li, main dd, main td, main th, h1, h2, h3")) {
    const style = getComputedStyle(each);
    if (style.textAlign === "justify") wrong.push("justified");
    if (style.fontStyle !== "normal") wrong.push("slanted");
    if (style.lineBreak !== "strict") wrong.push("line breaks");
    if (isChinese(each) && !style.fontFamily.includes("PingFang SC")) wrong.push("font " + style.fontFamily);
  }
  for (const each of document.querySelectorAll(".official p, .prose p")) {
    const style = getComputedStyle(each), size = parseFloat(style.fontSize);
    if (isChinese(each) && parseFloat(style.lineHeight) < 1.74 * size) wrong.push("lines " + style.lineHeight);
    if (each.getBoundingClientRect().width > 40.5 * size) wrong.push("measure");
  }
  return [...new Set(wrong)];
}"""


def test_chinese_is_set_as_chinese_should_be(served_pages: Pages, wide: Page) -> None:
    assert _wrong(wide, served_pages, _script(_TYPE)) == {}


# L. Anywhere


def test_the_site_works_below_a_path_of_its_server(real_site: Path, wide: Page) -> None:
    failed: list[str] = []
    wide.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    with serving(real_site.parent) as served:
        for path in samples(real_site):
            # The pages for missing ones begin their links at the root that the site's own address names.
            if not path.endswith("404.html"):
                wide.goto(f"{served.url}{real_site.name}/{path}")
                assert wide.evaluate("getComputedStyle(document.body).marginTop") == "0px", path
    assert failed == []
