"""What a page must pass: the laws that can be checked on the HTML. The letters are those of the checklist."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from lxml.html import HtmlElement

from sitegen.public.addresses import Language, in_language
from sitegen.render.head import CONTENT_SECURITY_POLICY
from tests.support.pages import HAN, TWO_ENGLISH_WORDS, cells, language_of, rendered, texts, words
from tests.support.weights import DOCUMENT, OTHER_PAGE, READING_AIDS, STYLES, compressed, weight

Pages = Mapping[PurePosixPath, HtmlElement]
Files = Mapping[PurePosixPath, bytes]


def _tables(pages: Pages, kind: str | None = None) -> list[tuple[PurePosixPath, HtmlElement]]:
    found = ((path, table) for path, page in pages.items() for table in page.iter("table"))
    return [(path, table) for path, table in found if kind is None or kind in (table.get("class") or "").split()]


# T. Tables


def test_every_table_begins_with_a_caption_of_its_own(pages: Pages) -> None:
    for path, page in pages.items():
        captions = [words(table[0]) for table in page.iter("table")]
        assert all(table[0].tag == "caption" for table in page.iter("table")), path
        assert all(captions), path
        assert len(captions) == len(set(captions)), path


def test_every_column_and_row_has_a_header_with_text(pages: Pages) -> None:
    for path, table in _tables(pages):
        heads = table.findall("thead/tr/th")
        assert heads, path
        assert all(head.get("scope") == "col" and words(head) for head in heads), path
        for row in table.findall("tbody/tr"):
            rows = row.findall("th")
            assert [head.get("scope") for head in rows] == ["row"], path
            assert all(cells(row)), (path, cells(row))
            assert len(cells(row)) == len(heads), path


def test_no_cell_spans_others(pages: Pages) -> None:
    for path, table in _tables(pages):
        assert not table.xpath(".//*[@rowspan or @colspan]"), path


def test_a_table_scrolls_in_a_region_that_its_caption_names(pages: Pages) -> None:
    for path, table in _tables(pages):
        region = table.getparent()
        assert region is not None
        assert (region.get("role"), region.get("tabindex")) == ("region", "0"), path
        assert region.get("aria-labelledby") == table[0].get("id"), path


def test_the_budget_has_its_total_first_and_a_group_of_rows_for_each_unit(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/guangzhou-political-legal/2024.html")]
    table = page.xpath("//table[contains(@class,'budget')]")[0]
    groups = table.findall("tbody")
    assert [len(group) for group in groups] == [1, 16, 3, 2]
    assert cells(groups[0][0])[:2] == ["合计", "3,402.20"]
    assert all("单位小计" in cells(group[0])[0] for group in groups[1:])


def test_a_subtotal_that_holds_sub_units_says_so(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/zengcheng-justice/2024.html")]
    assert "含下属单位" in words(page.get_element_by_id("row-u-zengcheng-justice"))


def test_columns_that_are_blank_throughout_are_left_out_and_named(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/tianhe-justice/2024.html")]
    heads = [words(head) for head in page.xpath("//table[contains(@class,'budget')]/thead/tr/th")]
    assert heads == ["名称", "总计（万元）", "财政拨款（万元）", "占合计"]
    assert "本表没有财政专户拨款、其他资金" in words(page)


def test_a_heading_that_departs_from_the_form_is_the_documents_own(pages: Pages) -> None:
    assert "行政专户拨款" in words(pages[PurePosixPath("zh/departments/zengcheng-justice/2024.html")])


def test_links_of_the_same_words_lead_to_the_same_place(pages: Pages) -> None:
    for path, page in pages.items():
        targets: dict[str, set[str]] = defaultdict(set)
        for link in page.iter("a"):
            targets[words(link)].add(link.get("href", ""))
        assert all(targets), path
        # The name of a department may lead to its hub from the text and from the list of departments alike.
        assert not {name: found for name, found in targets.items() if len(found) > 1}, path


# I. Indicators


def test_every_indicator_stands_in_its_row_in_both_languages(pages: Pages) -> None:
    counts = {
        "guangzhou-justice/2022": 109,
        "guangzhou-justice/2024": 18 + 4,  # four categories that the form lists without an indicator
        "guangzhou-political-legal/2024": 95 - 2,  # those of the withheld projects are withheld with them
        "tianhe-justice/2024": 110,
        "zengcheng-justice/2024": 38,
    }
    for name, count in counts.items():
        for language in Language:
            page = pages[in_language(PurePosixPath(f"departments/{name}.html"), language)]
            rows = page.xpath("//table[contains(@class,'indicators')]/tbody/tr")
            assert len(rows) == count, (name, language)
            assert len({row.get("id") for row in rows}) == count


def test_targets_are_verbatim(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/guangzhou-justice/2022.html")]
    assert "≧" in words(page)


def test_a_repeated_category_stays_in_the_text(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/tianhe-justice/2024.html")]
    row = page.get_element_by_id("p-premises-maintenance--2")
    assert cells(row) == ["1-产出指标", "12-质量指标", "已完工程验收合格率", "100%", "100%"]
    assert row.xpath("td[@class='again']/span[@class='vh']")


def test_where_the_two_targets_differ_a_word_says_so(pages: Pages) -> None:
    for _, table in _tables(pages, "indicators"):
        heads = [words(head) for head in table.findall("thead/tr/th")]
        if heads[-2:] not in (
            ["实施周期指标值", "年度指标值"],
            ["Implementation-period target", "Annual target"],
        ):
            continue
        for row in table.findall("tbody/tr"):
            cycle, annual = row.findall("td")[-2:]
            missing = any(cell.xpath("span[@aria-hidden]") for cell in (cycle, annual))
            remark = annual.find("span[@class='remark']")
            if remark is None:
                assert missing or words(cycle) == words(annual)
            else:
                own = (annual.text_content().removesuffix(remark.text_content())).strip()
                assert own != cycle.text_content().strip()


def test_a_target_of_no_stated_period_is_called_so(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/zengcheng-justice/2024.html")]
    row = page.get_element_by_id("p-work-style-building--3")
    assert cells(row)[-2] == "无"
    assert cells(row)[-1].endswith("原文未注明期间")


def test_a_category_without_indicator_is_a_row_that_says_so(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/guangzhou-justice/2024.html")]
    empty = [cells(row) for row in page.xpath("//table[@class='indicators']/tbody/tr[th[@class='unset']]")]
    assert [row[:2] for row in empty] == [
        ["绩效指标", "成本指标"],
        ["效益指标", "经济效益指标"],
        ["生态效益指标", "无"],
        ["可持续影响指标", "无"],
    ]
    assert all(row[2].startswith("原表列出此类，未设指标") for row in empty)


def test_columns_that_no_indicator_fills_are_left_out_and_named(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/guangzhou-justice/2022.html")]
    heads = [words(head) for head in page.xpath("(//table[@class='indicators'])[1]/thead/tr/th")]
    assert heads == ["一级指标", "指标名称", "年度指标值"]
    assert "原表没有二级指标、实施周期指标值，指标表中从略。" in words(page)


# What is withheld


def test_a_withheld_project_stands_in_its_place_with_code_amount_and_statement(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/guangzhou-political-legal/2024.html")]
    row = next(row for row in page.xpath("//table[contains(@class,'budget')]//tr") if "WWZXJF" in words(row))
    before, after = row.getprevious(), row.getnext()
    assert before is not None
    assert after is not None
    assert cells(row)[1] == "118.00"
    assert "涉密，不予公开（《中华人民共和国政府信息公开条例》第十四条）。" in cells(row)[0]
    article = page.xpath("//article[contains(.,'WWZXJF')]")[0]
    assert not list(article.iter("table"))
    assert not article.xpath(".//div[@class='official']")


# N. Numbers


def test_a_missing_value_is_a_dash_for_the_eye_and_a_word_for_the_ear(pages: Pages) -> None:
    for path, page in pages.items():
        for dash in page.xpath("//span[@aria-hidden='true'][.='—']"):
            word = dash.getnext()
            assert word is not None, path
            assert word.get("class") == "vh", path
            assert words(word) in {"无", "不予公开", "None stated", "Not disclosed"}, path


def test_figures_are_read_in_yuan_by_machines(pages: Pages) -> None:
    for path, page in pages.items():
        for data in page.iter("data"):
            digits = re.sub(r"[^0-9.]", "", words(data))
            assert round(float(digits) * 10_000) == int(data.get("value", "")), path


def test_an_amount_keeps_to_its_unit(pages: Pages) -> None:
    page = pages[PurePosixPath("en/departments/tianhe-justice/2024.html")]
    lede = page.xpath("//p[@class='lede']")[0]
    assert "CNY\u00a014.85\u00a0million (1,485.34\u00a0万元)" in lede.text_content()


# C. Breakdowns


def test_a_bar_is_hidden_and_its_values_are_in_the_text(pages: Pages) -> None:
    for path, page in pages.items():
        for drawing in page.iter("svg"):
            assert drawing.get("aria-hidden") == "true", path
            assert not drawing.xpath(".//text"), path
            line = drawing.getparent()
            assert line is not None
            assert line.tag == "li"
            assert re.search(r"[0-9.,]+ ?[0-9.]+%", words(line)), path


def test_a_breakdown_of_the_largest_counts_what_it_leaves_out(pages: Pages) -> None:
    figure = pages[PurePosixPath("zh/departments/tianhe-justice/2024.html")].get_element_by_id("by-project")
    assert len(figure.findall("ul/li")) == 5
    assert "其余17个项目共400.74 万元" in words(figure)
    assert figure.xpath(".//a[@href='#budget']")


# B. Two languages


def test_every_page_is_in_both_languages_with_the_same_anchors(pages: Pages) -> None:
    for path, page in pages.items():
        language = language_of(path)
        if language is None:
            continue
        other = pages[PurePosixPath(language.other.value, *path.parts[1:])]
        assert page.xpath("//@id") == other.xpath("//@id"), path


def test_no_anchor_stands_twice_and_every_link_leads_somewhere(pages: Pages, files: Files) -> None:
    anchors = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        assert [name for name, count in Counter(page.xpath("//@id")).items() if count > 1] == [], path
        for href in page.xpath("//a/@href | //link[@rel='stylesheet' or @rel='icon']/@href | //script/@src"):
            if re.match(r"[a-z]+:", href):
                continue
            target, _, anchor = href.partition("#")
            page_of = PurePosixPath(target.lstrip("/")) if target.startswith("/") else _joined(path, target)
            assert page_of in files, (path, href)
            assert not anchor or anchor in anchors[page_of], (path, href)


def _joined(origin: PurePosixPath, target: str) -> PurePosixPath:
    if not target:
        return origin
    parts = list(origin.parent.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return PurePosixPath(*parts)


def test_what_is_in_the_other_language_is_marked(pages: Pages) -> None:
    for path, page in pages.items():
        if language_of(path) is None:
            continue
        for element in page.xpath("//body"):
            for language, text in texts(element, page.get("lang", "")):
                if language == "en":
                    assert not HAN.search(text), (path, text)
                else:
                    assert not TWO_ENGLISH_WORDS.search(text), (path, text)


def test_titles_and_attributes_are_in_one_language(pages: Pages) -> None:
    for path, page in pages.items():
        if language_of(path) is not Language.EN:
            continue
        for text in page.xpath("//title/text() | //meta/@content | //@aria-label | //@alt | //@title"):
            assert not HAN.search(text), (path, text)


def test_pages_name_each_other_as_alternates(pages: Pages) -> None:
    for path, page in pages.items():
        if path.name == "404.html" or language_of(path) is None:
            continue
        alternates = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate']")}
        assert set(alternates) == {"zh-Hans", "en", "x-default"}, path
        assert page.xpath("//link[@rel='canonical']/@href") == [alternates[page.get("lang")]], path
        other = pages[PurePosixPath(Language(path.parts[0]).other.value, *path.parts[1:])]
        assert alternates == {
            link.get("hreflang"): link.get("href") for link in other.xpath("//link[@rel='alternate']")
        }


def test_every_section_offers_the_same_section_in_the_other_language(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/tianhe-justice/2024.html")]
    for heading in page.xpath("//main//*[self::h2 or self::h3][@id != 'contents']"):
        parent = heading.getparent()
        assert parent is not None
        links = parent.xpath("p[@class='other']/a")
        assert len(links) == 1, words(heading)
        assert links[0].get("lang") == links[0].get("hreflang") == "en"
        assert links[0].get("href", "").startswith("../../../en/departments/tianhe-justice/2024.html#")


def test_the_language_link_leads_to_the_same_page(pages: Pages) -> None:
    for path, page in pages.items():
        language = language_of(path)
        if language is None or path.name == "404.html":
            continue
        link = page.xpath("//p[@class='language-link']/a")[0]
        assert _joined(path, link.get("href", "")) == PurePosixPath(language.other.value, *path.parts[1:])
        assert words(link) == ("English" if language is Language.ZH else "中文")


# L. Frame


def test_headings_go_down_one_level_at_a_time(pages: Pages) -> None:
    for path, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(below <= above + 1 for above, below in pairwise(levels)), path


def test_nothing_is_inline_and_nothing_is_from_elsewhere(pages: Pages) -> None:
    for path, page in pages.items():
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [CONTENT_SECURITY_POLICY], path
        assert not page.xpath("//style | //@style | //script[not(@src)]"), path
        assert not [name for name in page.xpath("//@*") if getattr(name, "attrname", "").startswith("on")], path
        loaded = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert not [address for address in loaded if re.match(r"[a-z]+:|//", address)], path


def test_no_script_runs_but_the_search_and_the_panel_of_reading_aids(pages: Pages) -> None:
    for path, page in pages.items():
        ran = [PurePosixPath(source).name.partition(".")[0] for source in page.xpath("//script/@src")]
        assert ran == (["search", "aids"] if path.name == "search.html" else ["aids"]), path


def test_pages_carry_the_tags_of_government_sites(pages: Pages) -> None:
    page = pages[PurePosixPath("zh/departments/tianhe-justice/2024.html")]
    metas = {meta.get("name"): meta.get("content", "") for meta in page.xpath("//meta[@name]")}
    for name in ("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType", "ArticleTitle", "ContentSource"):
        assert metas[name], name
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", metas["PubDate"])
    assert metas["Url"] == page.xpath("//link[@rel='canonical']/@href")[0]
    column = pages[PurePosixPath("zh/departments/index.html")]
    names = {meta.get("name") for meta in column.xpath("//meta[@name]")}
    assert {"ColumnName", "ColumnType", "ColumnDescription", "ColumnKeywords"} <= names
    assert "ArticleTitle" not in names


def test_the_page_for_missing_ones_is_found_from_anywhere(pages: Pages) -> None:
    for path in ("404.html", "zh/404.html", "en/404.html"):
        page = pages[PurePosixPath(path)]
        own = page.xpath("//link[@rel='stylesheet']/@href | //main//a/@href")
        assert own
        assert all(href.startswith("/") for href in own), path
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not page.xpath("//link[@rel='canonical']")


def test_the_root_is_a_choice_of_language(pages: Pages) -> None:
    page = pages[PurePosixPath("index.html")]
    links = page.xpath("//main//a")
    assert [(link.get("href"), link.get("hreflang")) for link in links] == [
        ("zh/index.html", "zh-Hans"),
        ("en/index.html", "en"),
    ]
    assert not page.xpath("//meta[@http-equiv='refresh']")


def test_the_site_map_lists_every_page_but_that_for_missing_ones(pages: Pages, files: Files) -> None:
    text = files[PurePosixPath("sitemap.xml")].decode()
    listed = re.findall(r"<loc>([^<]+)</loc>", text)
    canonical = [
        link
        for path, page in pages.items()
        if language_of(path)
        for link in page.xpath("//link[@rel='canonical']/@href")
    ]
    assert sorted(listed) == sorted(canonical)
    assert set(re.findall(r"<lastmod>([^<]+)", text)) == {"2026-11-21"}


def test_a_list_is_named_by_the_words_before_it(pages: Pages) -> None:
    for path, page in pages.items():
        assert not page.xpath("//ul[@aria-label] | //ol[@aria-label]"), path
        assert all(len(each) for each in page.xpath("//ul | //ol") if not each.xpath("ancestor::*[@hidden]")), path


def test_pages_are_light(files: Files) -> None:
    """What counts is what has to be there for a page to be read: itself and its style.

    The panel of reading aids is not needed for that. It is one file for all pages of a language, kept by the browser
    under a name that changes with what is in it, and has a limit of its own.
    """
    assert sum(compressed(data) for path, data in files.items() if path.suffix == ".css") <= STYLES
    panels = [data for path, data in files.items() if path.match("assets/aids.*.js")]
    assert len(panels) == len(Language)
    assert all(compressed(data) <= READING_AIDS for data in panels)
    for path in files:
        if path.suffix != ".html":
            continue
        limit = DOCUMENT if path.stem.isdigit() and "departments" in path.parts else OTHER_PAGE
        assert weight(files, path) <= limit, path


def test_the_same_input_gives_the_same_bytes(files: Files) -> None:
    assert rendered() == files


@pytest.mark.parametrize("language", Language)
def test_a_sum_that_is_off_is_said_with_its_difference(pages: Pages, language: Language) -> None:
    page = pages[in_language(PurePosixPath("departments/guangzhou-justice/2024.html"), language)]
    off = [words(item) for item in page.xpath("//ul[@class='checks']/li[@class='off']")]
    assert len(off) == 1
    assert "183,374.03" in off[0]
    assert "183,333.61" in off[0]
    assert "40.42" in off[0]
