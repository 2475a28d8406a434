"""The panel of reading aids: every control, by keyboard, in both languages, on page after page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import axe
from tests.support.serving import Served

pytestmark = pytest.mark.browser

DISCLOSURE = "departments/tianhe-justice/2024.html"

#: A voice that says nothing and keeps what it was asked to say; ``heard`` ends the sentence it is at.
_VOICE = """
Object.defineProperty(window, "speechSynthesis", {value: {
  said: [], at: null, cancelled: 0,
  speak(saying) { this.said.push([saying.lang, saying.text]); this.at = saying; },
  cancel() { this.cancelled++; const at = this.at; this.at = null; at?.onerror({error: "interrupted"}); },
  heard(error) { const at = this.at; this.at = null; error ? at.onerror({error}) : at.onend({}); },
}});
"""


@pytest.fixture
def speaking(page: Page) -> Page:
    page.add_init_script(_VOICE)
    return page


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _open(page: Page, url: str) -> None:
    page.goto(url)
    page.click(".aids-open")


def _size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def _choose(page: Page, name: str, value: str) -> None:
    page.check(f"[name=aids-{name}][value='{value}']")


def _said(page: Page) -> list[tuple[str, str]]:
    return [(lang, text) for lang, text in page.evaluate("speechSynthesis.said")]


# What it does


@pytest.mark.parametrize(("value", "times"), [("125", 1.25), ("150", 1.5), ("175", 1.75), ("200", 2)])
def test_text_grows_to_the_size_that_was_chosen(
    served_site: Served, page: Page, language: str, value: str, times: float
) -> None:
    _open(page, f"{served_site.url}{language}/{DISCLOSURE}")
    usual = _size(page)
    _choose(page, "size", value)
    assert _size(page) == pytest.approx(usual * times, abs=0.1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_colours_are_those_that_were_chosen_in_light_and_in_dark(served_site: Served, browser: Browser) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        _open(page, f"{served_site.url}zh/{DISCLOSURE}")
        usual = _ground(page)
        _choose(page, "colours", "dark")
        assert _ground(page) == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(255, 255, 0)"
        _choose(page, "colours", "light")
        assert _ground(page) == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        _choose(page, "colours", "")
        assert _ground(page) == usual
        context.close()


def test_the_pointer_is_an_image_of_the_site_and_is_sent(served_site: Served, page: Page) -> None:
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _choose(page, "pointer", "big")
    page.hover("h1")
    page.hover("main a")
    assert "/assets/pointer.svg" in page.evaluate("getComputedStyle(document.querySelector('h1')).cursor")
    assert "/assets/hand.svg" in page.evaluate("getComputedStyle(document.querySelector('main a')).cursor")
    page.wait_for_timeout(200)
    assert all(url.startswith(served_site.url + "assets/") for url in asked)


def test_what_was_chosen_holds_on_every_page_of_both_languages_and_is_kept_in_the_browser(
    served_site: Served, page: Page
) -> None:
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    usual = _size(page)
    _choose(page, "size", "150")
    _choose(page, "colours", "dark")
    assert json.loads(page.evaluate("localStorage.getItem('reading-aids')")) == {"size": "150", "colours": "dark"}
    for path in ("zh/search.html", f"en/{DISCLOSURE}", "index.html", "404.html", "en/404.html", "zh/glossary.html"):
        page.goto(served_site.url + path)
        assert _size(page) == pytest.approx(usual * 1.5, abs=0.1), path
        assert _ground(page) == "rgb(0, 0, 0)", path
    assert page.locator("[name=aids-size][value='150']").is_checked()
    assert page.locator("[name=aids-pointer][value='']").is_checked()


def test_all_is_as_it_was_after_a_reset(served_site: Served, page: Page, language: str) -> None:
    _open(page, f"{served_site.url}{language}/{DISCLOSURE}")
    before = page.evaluate("document.documentElement.className"), _size(page), _ground(page)
    for name, value in (("size", "200"), ("colours", "dark"), ("pointer", "big")):
        _choose(page, name, value)
    page.click("#reading-aids p button:first-child")
    assert (page.evaluate("document.documentElement.className"), _size(page), _ground(page)) == before
    assert page.locator("#reading-aids input:checked").count() == 3
    page.reload()
    assert _size(page) == before[1]


@pytest.mark.parametrize("kept", ["{", "5", "null", '{"size": "9000", "colours": "<b>", "pointer": 7}'])
def test_what_is_kept_by_someone_else_does_no_harm(served_site: Served, page: Page, kept: str) -> None:
    page.goto(f"{served_site.url}zh/index.html")
    page.evaluate("kept => localStorage.setItem('reading-aids', kept)", kept)
    page.reload()
    assert page.evaluate("document.documentElement.className") == ""
    page.click(".aids-open")
    _choose(page, "colours", "dark")
    assert _ground(page) == "rgb(0, 0, 0)"


def test_a_browser_that_keeps_nothing_still_has_the_panel(served_site: Served, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})")
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    _choose(page, "colours", "dark")
    assert _ground(page) == "rgb(0, 0, 0)"


def test_a_browser_that_makes_no_stylesheets_still_has_the_panel(served_site: Served, page: Page) -> None:
    page.add_init_script("delete CSSStyleSheet.prototype.replaceSync")
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    _choose(page, "colours", "dark")
    assert _ground(page) == "rgb(0, 0, 0)"


def test_what_was_chosen_is_in_force_before_the_main_part_is_read(served_site: Served, page: Page) -> None:
    page.goto(f"{served_site.url}zh/index.html")
    page.evaluate("localStorage.setItem('reading-aids', '{\"size\": \"200\"}')")
    page.add_init_script("""new MutationObserver(() => {
        const main = document.querySelector("main");
        if (main && window.atMain === undefined) window.atMain = document.documentElement.className;
    }).observe(document, {childList: true, subtree: true})""")
    page.goto(f"{served_site.url}zh/{DISCLOSURE}")
    assert page.evaluate("window.atMain") == "aids-200"


def test_it_works_from_a_folder_on_disk(real_site: Path, page: Page) -> None:
    page.goto((real_site / "zh" / DISCLOSURE).as_uri())
    page.click(".aids-open")
    _choose(page, "colours", "dark")
    assert _ground(page) == "rgb(0, 0, 0)"
    page.goto((real_site / "en" / "index.html").as_uri())
    assert _ground(page) == "rgb(0, 0, 0)"


# Reading aloud


def test_reading_begins_at_the_main_part_and_marks_where_it_is(served_site: Served, speaking: Page) -> None:
    page = speaking
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    read = page.get_by_role("button", name="朗读", exact=True)
    read.click()
    assert _said(page) == [("zh-CN", "广州市天河区司法局")]
    assert page.locator(".aids-spoken").inner_text() == "广州市天河区司法局"
    page.evaluate("speechSynthesis.heard()")
    assert _said(page)[1] == ("zh-CN", "2024年项目支出绩效目标")
    assert page.locator("h1.aids-spoken").count() == page.locator(".aids-spoken").count() == 1


def test_reading_can_be_paused_taken_up_again_and_stopped(served_site: Served, speaking: Page) -> None:
    page = speaking
    _open(page, f"{served_site.url}en/{DISCLOSURE}")
    page.get_by_role("button", name="Read", exact=True).click()
    page.evaluate("speechSynthesis.heard()")
    at = _said(page)[-1]
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("speechSynthesis.at") is None
    assert len(_said(page)) == 2
    page.get_by_role("button", name="Continue").click()
    assert _said(page)[2:] == [at]
    page.get_by_role("button", name="Stop").click()
    assert page.locator(".aids-spoken").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "Read"
    assert not page.get_by_role("button", name="Stop").is_visible()
    page.get_by_role("button", name="Read", exact=True).click()
    assert _said(page)[3] == _said(page)[0]


def test_all_of_the_main_part_is_read_each_run_in_the_voice_of_its_language(
    served_site: Served, speaking: Page
) -> None:
    page = speaking
    _open(page, f"{served_site.url}en/{DISCLOSURE}")
    page.get_by_role("button", name="Read", exact=True).click()
    page.evaluate("() => { let left = 5000; while (speechSynthesis.at && left--) speechSynthesis.heard(); }")
    said = _said(page)
    assert ("zh-CN", "万元") in [(lang, text.strip(" )(")) for lang, text in said]
    assert any(lang == "en" and "Fiscal appropriation" in text for lang, text in said)
    assert page.get_by_role("button", name="Read", exact=True).is_visible()
    spoken = "".join(text for _, text in said)
    for row in page.locator("table.indicators tbody th[scope=row]").all_inner_texts():
        assert "".join(row.split()) in "".join(spoken.split()), row
    assert "—" not in spoken
    assert "2024年项目支出绩效目标" not in spoken, "the links to the other language are not read"


def test_a_voice_that_is_missing_leaves_out_its_sentence_and_no_more(served_site: Served, speaking: Page) -> None:
    page = speaking
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    page.get_by_role("button", name="朗读", exact=True).click()
    page.evaluate("speechSynthesis.heard('language-unavailable')")
    assert len(_said(page)) == 2
    page.evaluate("speechSynthesis.heard('synthesis-failed')")
    assert len(_said(page)) == 2
    assert page.locator(".aids-spoken").count() == 0


def test_reading_ends_with_the_page(served_site: Served, speaking: Page) -> None:
    page = speaking
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    page.get_by_role("button", name="朗读", exact=True).click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("speechSynthesis.cancelled") == 1
    assert page.evaluate("speechSynthesis.at") is None


def test_a_browser_without_a_voice_offers_no_reading(served_site: Served, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    assert page.locator("#reading-aids legend").all_inner_texts() == ["文字大小", "配色", "指针"]
    assert page.locator("#reading-aids button").all_inner_texts() == ["恢复默认", "关闭"]


# By keyboard, and to the ear


def test_the_whole_panel_is_worked_by_keyboard(served_site: Served, page: Page, language: str) -> None:
    page.goto(f"{served_site.url}{language}/{DISCLOSURE}")
    opener = page.locator(".aids-open")
    assert opener.get_attribute("aria-expanded") == "false"
    opener.focus()
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{opener.get_attribute('aria-controls')}").is_visible()
    seen: list[str] = []
    for _ in range(7):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
    assert seen[:3] == ["aids-size", "aids-colours", "aids-pointer"]
    assert len(seen[3:6]) == 3
    assert page.evaluate("!document.activeElement.closest('.aids')"), "there is a way out"
    page.focus("[name=aids-size]:checked")
    page.keyboard.press("ArrowRight")
    assert page.locator("[name=aids-size][value='125']").is_checked()
    page.keyboard.press("Escape")
    assert opener.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.className") == "aids-open"
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.aids')"), "what is closed cannot be reached"


def test_closing_gives_the_focus_back(served_site: Served, page: Page) -> None:
    _open(page, f"{served_site.url}zh/{DISCLOSURE}")
    page.click("#reading-aids p button:last-child")
    assert not page.locator("#reading-aids").is_visible()
    assert page.evaluate("document.activeElement.className") == "aids-open"


@pytest.mark.parametrize("colours", ["", "light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_with_the_panel_open(
    served_site: Served, page: Page, language: str, width: int, colours: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, f"{served_site.url}{language}/{DISCLOSURE}")
    _choose(page, "colours", colours)
    found = axe(page)
    assert found.violations == ()
    if width == 1280:
        assert found.incomplete == ()


@pytest.mark.parametrize("size", ["", "200"])
def test_the_open_panel_fits_a_narrow_page_and_its_controls_a_finger(
    served_site: Served, page: Page, language: str, size: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    _open(page, f"{served_site.url}{language}/{DISCLOSURE}")
    _choose(page, "size", size)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in page.locator(".aids-open, .aids label, .aids button:visible").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, control.inner_text()


# Without it


def test_there_is_nothing_of_it_without_script_or_on_paper(served_site: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served_site.url}zh/{DISCLOSURE}")
    assert page.locator(".aids-open, .aids").count() == 0
    assert "长者模式" not in page.locator("header").inner_text()
    context.close()


def test_paper_shows_what_it_showed_before(served_site: Served, page: Page) -> None:
    page.goto(f"{served_site.url}zh/{DISCLOSURE}")
    page.emulate_media(media="print")
    before = _size(page), _ground(page)
    page.emulate_media(media="screen")
    page.click(".aids-open")
    for name, value in (("size", "200"), ("colours", "dark"), ("pointer", "big")):
        _choose(page, name, value)
    page.emulate_media(media="print")
    assert (_size(page), _ground(page)) == before
    assert not page.locator("#reading-aids").is_visible()
    assert not page.locator(".aids-open").is_visible()
