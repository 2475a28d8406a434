"""The search page as a reader uses it, on the project's own site."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sitegen.public.addresses import Language
from tests.support.serving import Served, serving

pytestmark = pytest.mark.browser

#: What a first search may cost over the wire, page and style included, in bytes.
FIRST_SEARCH = 65_000


def _open(page: Page, served: Served, language: Language = Language.ZH, **parameters: str) -> None:
    query = f"?{urlencode(parameters)}" if parameters else ""
    page.goto(f"{served.url}{language.value}/search.html{query}")
    if parameters.get("q"):
        expect(_status(page)).not_to_be_empty()


def _status(page: Page) -> Locator:
    return page.get_by_role("status")


def _results(page: Page) -> Locator:
    return page.locator("[data-search-results] > ol > li")


def _links(page: Page) -> list[str]:
    return [str(link.get_attribute("href")) for link in _results(page).locator("h3 a").all()]


def _sections(page: Page) -> list[str]:
    """List the sections that were found, whatever part of them the link leads to."""
    return [link.rpartition("--")[0] or link for link in _links(page)]


def _show_all(page: Page) -> None:
    more = page.locator("[data-search-more] button")
    while more.is_visible():
        shown = _results(page).count()
        more.click()
        expect(_results(page).nth(shown)).to_be_visible()


def _amounts(page: Page) -> list[float | None]:
    found = (re.search(r"([0-9,.]+)\s万元", text) for text in _results(page).all_inner_texts())
    return [None if amount is None else float(amount[1].replace(",", "")) for amount in found]


# ---- finding ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("律援", "tianhe-justice/2024.html#p-"),
        ("司法社工服务", "tianhe-justice/2024.html#p-"),
        ("应援尽援", "guangzhou-justice/2022.html#p-"),
        ("應援盡援", "guangzhou-justice/2022.html#p-"),
        ("ａｐｐ", "guangzhou-political-legal/2024.html#p-department-operations--9"),
        ("30", "#"),
        ("289.20", "tianhe-justice/2024.html#p-community-legal-advisers"),
        ("4,387.00", "guangzhou-justice/2024.html#t-"),
        ("4387", "guangzhou-justice/2024.html#t-"),
    ],
)
def test_a_piece_of_the_text_finds_its_section(page: Page, served_site: Served, query: str, part: str) -> None:
    _open(page, served_site, q=query)
    assert any(part in link for link in _links(page)), _links(page)


def test_a_hit_in_an_indicator_links_to_the_indicator(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="3000件")
    link = next(link for link in _links(page) if "#o--" in link)
    page.goto(link)
    anchor = urlsplit(link).fragment
    expect(page.locator(f"[id='{anchor}']")).to_contain_text("3000件")


def test_hits_in_titles_stand_first_and_newer_years_before_older(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="法律援助")
    titles = [re.search("法律援助", title) is not None for title in _results(page).locator("h3").all_inner_texts()]
    assert titles[0]
    assert titles == sorted(titles, reverse=True)
    years = [int(re.findall(r"/(\d{4})\.html", link)[0]) for link in _links(page)][: titles.count(True)]
    assert years == sorted(years, reverse=True)


def test_what_matched_is_marked_and_says_its_language(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="应援尽援")
    excerpt = _results(page).first.locator(".result-excerpt")
    expect(excerpt.locator("mark")).to_have_text("应援尽援")
    expect(excerpt).to_have_attribute("lang", "zh-Hans")


def test_words_apart_by_spaces_all_have_to_be_there(page: Page, served_site: Served) -> None:
    found = {}
    for query in ("legal", "training", "legal training"):
        _open(page, served_site, Language.EN, q=query)
        _show_all(page)
        found[query] = set(_sections(page))
    assert found["legal training"] == found["legal"] & found["training"] != set()


def test_words_that_stand_together_come_before_words_that_stand_apart(page: Page, served_site: Served) -> None:
    _open(page, served_site, Language.EN, q="legal aid")
    assert "legal aid" in _results(page).first.inner_text().lower()


# ---- tiers --------------------------------------------------------------------------------------------------


def test_a_word_that_stands_nowhere_finds_nothing_and_says_so(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="碳中和")
    expect(_status(page)).to_contain_text("0 条结果")
    assert _results(page).count() == 0
    expect(page.locator("[data-search-help] a[href$='departments/index.html']")).to_be_visible()


@pytest.mark.parametrize("query", ["qzxj", "qzxjk", "mediaton", "comunity traning", "法qz律"])
def test_whatever_is_asked_is_answered(page: Page, served_site: Served, query: str) -> None:
    for language in Language:
        _open(page, served_site, language, q=query)
        expect(page.locator("[data-search-retry]")).to_be_hidden()


@pytest.mark.parametrize(
    "query", ["社区矫政工作", "法律援助工作经费补助", "法律援助 碳中和", "社区工矫正工作", "法律援助经费是多少"]
)
def test_what_is_only_like_the_query_is_called_approximate(page: Page, served_site: Served, query: str) -> None:
    _open(page, served_site, q=query)
    expect(_status(page)).to_contain_text("近似结果")
    expect(page.locator("[data-search-note]")).to_contain_text("近似结果")
    assert _results(page).count() > 0


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("2022年法律援助", "guangzhou-justice/2022.html#p-"),
        ("289.20万元", "tianhe-justice/2024.html#p-community-legal-advisers"),
        ("广州市司法局2022年法律援助经费", "guangzhou-justice/2022.html#p-"),
    ],
)
def test_numbers_are_found_however_people_write_them(page: Page, served_site: Served, query: str, part: str) -> None:
    _open(page, served_site, q=query)
    expect(page.locator("[data-search-note]")).to_contain_text("近似结果")
    assert part in _links(page)[0]


def test_of_what_is_one_character_apart_the_titles_stand_first(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="法律缓助")
    expect(_results(page).first.locator("h3 mark")).to_have_text("法律援助")


@pytest.mark.parametrize(
    ("language", "query", "meant"),
    [
        (Language.ZH, "服务对象满意渡", "服务对象满意度"),
        (Language.ZH, "社区矫政工作", "社区矫正工作"),
        (Language.EN, "comunity", "community"),
        (Language.EN, "nediation", "mediation"),
        (Language.EN, "satisfacttion", "satisfaction"),
    ],
)
def test_a_slip_is_found_wherever_it_is_in_a_word(
    page: Page, served_site: Served, language: Language, query: str, meant: str
) -> None:
    _open(page, served_site, language, q=query)
    expect(_results(page).first.locator("mark").first).to_have_text(re.compile(meant, re.IGNORECASE))
    expect(page.locator("[data-search-note]")).to_contain_text("one character" if language is Language.EN else "一个字")


@pytest.mark.parametrize("query", ["4388", "288.20万元", "148534567"])
def test_another_digit_is_another_number_and_the_page_says_so(page: Page, served_site: Served, query: str) -> None:
    _open(page, served_site, q=query)
    expect(_status(page)).to_contain_text("0 条结果")
    expect(_status(page)).to_contain_text("数字只按原样查找")
    expect(page.locator("[data-search-help] a[href$='departments/index.html']")).to_be_visible()


def test_a_number_with_other_decimals_is_found_up_to_its_point_and_the_page_says_so(
    page: Page, served_site: Served
) -> None:
    _open(page, served_site, q="289.21")
    expect(page.locator("[data-search-note]")).to_contain_text("“289.”")
    expect(_status(page)).to_contain_text("近似结果")
    assert "p-community-legal-advisers" in _links(page)[0]


def test_a_long_piece_of_a_sentence_finds_its_section_alone(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="289.20")
    goal = _results(page).first.locator("h3 a").get_attribute("href")
    page.goto(str(goal))
    anchor = urlsplit(str(goal)).fragment.partition("--")[0]
    text = max(re.findall(r"[\u4e00-\u9fff]{12,40}", page.locator(f"[id='{anchor}']").inner_text()), key=len)
    _open(page, served_site, q=text)
    expect(_status(page)).to_contain_text("找到")
    assert any(anchor in link for link in _links(page))


# ---- pinyin -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("flyz", "法律援助"),
        ("falvyuanzhu", "法律援助"),
        ("fa lv yuan zhu", "法律援助"),
        ("fa'lv'yuanzhu", "法律援助"),
        ("falüyuanzhu", "法律援助"),
        ("falvyuanzh", "法律援助"),
        ("renmintiaojie", "人民调解"),
        ("rmtj", "人民调解"),
    ],
)
def test_a_name_is_found_as_it_is_typed_and_the_page_says_so(
    page: Page, served_site: Served, typed: str, name: str
) -> None:
    _open(page, served_site, q=typed)
    expect(_status(page)).to_contain_text("找到")
    expect(page.locator("[data-search-note]")).to_contain_text("拼音")
    expect(_results(page).first.locator("h3")).to_contain_text(name)
    assert re.match(name, _results(page).first.locator("h3 mark").inner_text())


def test_the_name_of_a_department_finds_its_projects_after_those_of_such_a_name(
    page: Page, served_site: Served
) -> None:
    _open(page, served_site, q="sifaju")
    expect(page.locator("[data-search-note]")).to_contain_text("拼音")
    _show_all(page)
    assert all("司法局" in text for text in _results(page).all_inner_texts())


def test_what_stands_in_the_text_is_not_taken_for_pinyin(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="app")
    expect(_status(page)).to_contain_text("找到")
    expect(page.locator("[data-search-note]")).to_be_hidden()


def test_the_english_page_says_how_many_chinese_names_are_typed_so(page: Page, served_site: Served) -> None:
    _open(page, served_site, Language.EN, q="flyz")
    expect(page.locator("[data-search-elsewhere] a")).to_contain_text("Chinese pages")


# ---- the address --------------------------------------------------------------------------------------------


def test_back_and_forward_bring_query_filters_and_results_back(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="法律援助")
    first = _links(page)
    page.locator("summary").click()
    page.get_by_label("年度").select_option("2022")
    expect(_status(page)).to_contain_text("筛选后")
    narrowed = _links(page)
    assert set(narrowed) < set(first)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["法律援助"], "year": ["2022"]}
    page.go_back()
    expect(_status(page)).not_to_contain_text("筛选后")
    assert _links(page) == first
    page.go_forward()
    expect(_status(page)).to_contain_text("筛选后")
    assert _links(page) == narrowed
    expect(page.get_by_label("年度")).to_have_value("2022")


def test_a_filter_is_counted_and_can_be_removed(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="法律援助", year="2022")
    page.locator("summary").click()
    option = page.locator("select[name=year] option[value='2022']")
    expect(option).to_have_text(re.compile(r"（\d+）"))
    before = _results(page).count()
    assert str(before) in option.inner_text()
    page.locator("[data-search-active] button").click()
    expect(page.locator("[data-search-active]")).to_be_hidden()
    assert "year" not in page.url
    expect(_results(page).nth(before)).to_be_visible()


def test_projects_of_a_programme_are_found_by_it(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="法律", programme="village-legal-advisers")
    page.locator("summary").click()
    option = page.locator("select[name=programme] option[value='village-legal-advisers']")
    expect(option).to_contain_text(f"（{_results(page).count()}）")
    departments = {link.split("/departments/")[1].split("/")[0] for link in _links(page)}
    assert len(departments) > 1
    expect(_status(page)).to_contain_text("筛选后")


def test_the_title_shows_the_query(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="应援尽援")
    assert "应援尽援" in page.title()


def test_the_language_link_takes_the_query_along(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="30")
    page.locator(".language-link a").click()
    page.wait_for_url("**/en/search.html?q=30")
    expect(_status(page)).to_contain_text("results")


def test_hits_in_the_other_language_are_counted_with_a_link(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="community")
    link = page.locator("[data-search-elsewhere] a")
    expect(link).to_be_visible()
    wanted = int(re.findall(r"\d+", link.inner_text())[0])
    link.click()
    page.wait_for_url("**/en/search.html?q=community")
    expect(_status(page)).to_have_text(f"{wanted} results.")


def test_words_that_the_chinese_pages_cannot_hold_are_not_looked_up_there(page: Page, served_site: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _open(page, served_site, Language.EN, q="legal aid")
    page.wait_for_load_state("networkidle")
    assert [urlsplit(url).path for url in asked if "/pagefind/zh/" in url] == ["/pagefind/zh/search.json"]
    _open(page, served_site, Language.EN, q="app")
    expect(page.locator("[data-search-elsewhere] a")).to_contain_text("Chinese pages")


# ---- order, withheld rows -----------------------------------------------------------------------------------


def test_sorting_by_amount_keeps_what_states_none_at_the_end(page: Page, served_site: Served) -> None:
    for sort, backwards in (("most", True), ("least", False)):
        _open(page, served_site, q="法", sort=sort)
        _show_all(page)
        amounts = _amounts(page)
        stated = [amount for amount in amounts if amount is not None]
        assert amounts == [*sorted(stated, reverse=backwards), *[None] * (len(amounts) - len(stated))]


def test_a_withheld_row_shows_no_more_than_its_page(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="118.00", withheld="yes")
    assert _results(page).count() == 1
    assert "不予公开" in _results(page).inner_text()
    assert "涉密" not in _results(page).inner_text()


# ---- craft --------------------------------------------------------------------------------------------------


def test_nothing_of_the_index_is_loaded_before_the_field_is_touched(page: Page, served_site: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _open(page, served_site)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/pagefind/" in url or "worker" in url]
    with page.expect_request("**/pagefind/zh/search.json"):
        page.get_by_role("searchbox").focus()


@pytest.mark.parametrize(
    ("language", "query"),
    [
        (Language.ZH, "应援尽援"),
        (Language.ZH, "社区矫政工作"),
        (Language.ZH, "falvyuanzhu"),
        (Language.ZH, "guangzhoushi"),
        (Language.ZH, "7777.77"),
        (Language.ZH, "广州市司法局2022年法律援助经费"),
        (Language.EN, "legal aid"),
        (Language.EN, "of the people and"),
        (Language.EN, "mediaton"),
    ],
)
def test_a_first_search_is_small(page: Page, real_site: Path, language: Language, query: str) -> None:
    with serving(real_site) as served:
        _open(page, served, language, q=query)
        page.wait_for_load_state("networkidle")
        assert sum(size for _, size in served.sent) <= FIRST_SEARCH


def test_half_typed_pinyin_is_not_searched(page: Page, served_site: Served) -> None:
    _open(page, served_site)
    page.get_by_role("searchbox").focus()
    session = page.context.new_cdp_session(page)
    for typed in ("f", "fa", "fal", "falv"):
        session.send(
            "Input.imeSetComposition", {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)}
        )
    page.wait_for_timeout(600)
    expect(_status(page)).to_be_empty()
    assert "q=" not in page.url
    session.send("Input.insertText", {"text": "法律援助"})
    expect(_status(page)).to_contain_text("找到")
    assert page.get_by_role("searchbox").evaluate("field => field === document.activeElement")


@pytest.mark.parametrize("parameters", [{"q": "应援尽援"}, {"q": "法律", "year": "2022"}], ids=["asked", "narrowed"])
def test_the_first_result_can_be_seen_on_a_phone_without_scrolling(
    page: Page, served_site: Served, parameters: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _open(page, served_site, Language.ZH, **parameters)
    box = _results(page).first.locator("h3").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844


def test_what_explains_the_page_comes_back_with_an_empty_field(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="应援尽援")
    hint = page.locator("#search-hint")
    expect(hint).to_be_hidden()
    page.get_by_role("searchbox").fill("")
    expect(hint).to_be_visible()


def test_more_results_move_the_focus_to_the_first_new_one(page: Page, served_site: Served) -> None:
    _open(page, served_site, q="法")
    shown = _results(page).count()
    page.locator("[data-search-more] button").click()
    expect(_results(page).nth(shown).locator("h3 a")).to_be_focused()


def test_a_missing_index_is_said_and_can_be_tried_again(page: Page, real_site: Path) -> None:
    with serving(real_site) as served:
        served.missing.add("search.json")
        _open(page, served, q="法律")
        expect(_status(page)).to_contain_text("读取失败")
        expect(page.locator("[data-search-everything]")).to_be_visible()
        served.missing.clear()
        page.locator("[data-search-retry] button").click()
        expect(_status(page)).to_contain_text("找到")


def test_without_script_there_are_lists_of_all_projects(browser: Browser, served_site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served_site.url}zh/search.html")
    expect(page.locator("[data-search-unavailable]")).to_be_visible()
    page.locator("[data-search-everything] li a").first.click()
    links = page.locator("main .entries a")
    assert links.count() > 50
    target = str(links.first.get_attribute("href"))
    links.first.click()
    expect(page.locator(f"[id='{urlsplit(target).fragment}']")).to_be_attached()
    context.close()


def test_from_a_folder_the_page_says_why_it_cannot_search(browser: Browser, real_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((real_site / "zh" / "search.html").as_uri())
    expect(page.locator("[data-search-unavailable]")).to_contain_text("文件夹")
    expect(page.locator("[data-search-everything]")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [256, 320])
@pytest.mark.parametrize("language", Language)
def test_results_and_filters_fit_a_narrow_screen(
    page: Page, served_site: Served, language: Language, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _open(page, served_site, language, q="30", year="2024")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"q": "法律援助"},
        {"q": "legal", "year": "2024"},
        {"q": "30", "year": "2024", "sort": "most"},
        {"q": "碳中和"},
        {"q": "社区矫政工作"},
        {"q": "flyz"},
    ],
    ids=["empty", "results", "filtered", "sorted", "none", "approximate", "pinyin"],
)
@pytest.mark.parametrize("language", Language)
def test_axe_finds_nothing_in_any_state(
    page: Page,
    served_site: Served,
    language: Language,
    parameters: dict[str, str],
    scheme: Literal["light", "dark"],
) -> None:
    page.emulate_media(color_scheme=scheme)
    _open(page, served_site, language, **parameters)
    page.evaluate(_AXE)
    assert page.evaluate(_VIOLATIONS) == []


def test_axe_finds_nothing_while_something_is_typed(page: Page, served_site: Served) -> None:
    _open(page, served_site)
    session = page.context.new_cdp_session(page)
    page.get_by_role("searchbox").focus()
    session.send("Input.imeSetComposition", {"text": "falv", "selectionStart": 4, "selectionEnd": 4})
    page.evaluate(_AXE)
    assert page.evaluate(_VIOLATIONS) == []


@pytest.mark.parametrize("offline", [False, True], ids=["error", "offline"])
def test_axe_finds_nothing_when_the_index_cannot_be_read(page: Page, real_site: Path, offline: bool) -> None:  # noqa: FBT001 - a case of the test
    with serving(real_site) as served:
        _open(page, served)
        served.missing.add("search.json")
        page.context.set_offline(offline)
        page.get_by_role("searchbox").fill("法律")
        expect(_status(page)).to_contain_text("没有网络连接" if offline else "读取失败")
        page.evaluate(_AXE)
        assert page.evaluate(_VIOLATIONS) == []


_SMALL = """() => [...document.querySelectorAll("main :is(a, button, summary, select, input)")]
  .filter(each => each.checkVisibility())
  .filter(each => Math.min(...[...each.getClientRects()].map(line => line.height)) < 43.9)
  .map(each => each.textContent.trim())"""


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    "parameters",
    [{}, {"q": "法律援助", "year": "2022"}, {"q": "碳中和"}, {"q": "社区矫政工作"}, {"q": "legal"}],
    ids=["empty", "filtered", "none", "approximate", "elsewhere"],
)
def test_whatever_can_be_pressed_is_44_pixels_high(
    page: Page, served_site: Served, parameters: dict[str, str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, served_site, Language.ZH, **parameters)
    # What the other language has is looked up after what is found here.
    page.wait_for_load_state("networkidle")
    assert page.evaluate(_SMALL) == []
