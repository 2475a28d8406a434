"""Lines of the checklist of reading that hold on every page of any site: the project's own, and a new one.

The letters are those of docs/accessibility.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import PurePosixPath

import pytest
from lxml.html import HtmlElement

from sitegen.public.addresses import Language
from tests.support.pages import language_of, rendered, tree_of, words
from tests.support.sites import new_site

Pages = Mapping[str, HtmlElement]

LANGUAGE_TAG = re.compile(r"(zh-Hans|zh|en)")
AMOUNT = re.compile(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?")


@pytest.fixture(scope="module")
def everywhere(pages: Mapping[PurePosixPath, HtmlElement], tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of both sites, by a name that says which site they are of."""
    starter = rendered(new_site(tmp_path_factory.mktemp("starter")))
    found = {f"own:{path}": page for path, page in pages.items()}
    return found | {f"new:{path}": tree_of(data) for path, data in starter.items() if path.suffix == ".html"}


def _tables(everywhere: Pages, kind: str | None = None) -> Iterator[tuple[str, HtmlElement]]:
    for path, page in everywhere.items():
        for table in page.iter("table"):
            if kind is None or kind in (table.get("class") or "").split():
                yield path, table


def _language(path: str) -> Language | None:
    return language_of(PurePosixPath(path.partition(":")[2]))


def test_there_are_pages_of_both_sites(everywhere: Pages) -> None:
    assert {path.partition(":")[0] for path in everywhere} == {"own", "new"}
    assert len(list(_tables(everywhere, "budget"))) >= 4
    assert len(list(_tables(everywhere, "indicators"))) >= 100


# T. Tables


def test_t1_the_caption_of_a_budget_says_its_year_what_it_is_of_and_the_unit(everywhere: Pages) -> None:
    for path, table in _tables(everywhere, "budget"):
        caption = words(table[0])
        assert re.search(r"20[0-9]{2}", caption), path
        assert re.search("万元|单位：项|number of indicators", caption), path


def test_t2_a_table_has_one_head_of_one_row(everywhere: Pages) -> None:
    for path, table in _tables(everywhere):
        assert len(table.findall("thead")) == 1, path
        assert len(table.findall("thead/tr")) == 1, path
        assert not table.xpath(".//th[not(@scope='col' or @scope='row')]"), path


def test_t4_a_group_of_the_budget_begins_with_its_sum(everywhere: Pages) -> None:
    for path, table in _tables(everywhere, "budget"):
        if "amounts" in str(table.get("class")):
            continue  # lists of one group each, whose sum is their last row
        for body in table.findall("tbody"):
            first, *others = body.findall("tr")
            assert first.get("class") == "sum", path
            assert all(row.get("class") != "sum" for row in others), path


def test_t6_nothing_is_nested_in_a_table(everywhere: Pages) -> None:
    for path, table in _tables(everywhere):
        assert not table.xpath(".//table | .//ul//ul"), path


def test_t12_every_row_of_a_budget_and_of_indicators_can_be_linked_to(everywhere: Pages) -> None:
    for kind in ("budget", "indicators"):
        for path, table in _tables(everywhere, kind):
            rows = table.findall("tbody/tr")
            # What this site added up itself is not a row of the document.
            assert all(row.get("id") or row.get("class") == "sum" for row in rows), path


def test_t13_no_link_says_only_that_it_is_one(everywhere: Pages) -> None:
    empty = {"点击这里", "这里", "更多", "详情", "查看", "here", "more", "click here", "details", "read more"}
    for path, page in everywhere.items():
        assert not {words(link).lower() for link in page.iter("a")} & empty, path


# I. Indicators


def test_i1_the_name_of_an_indicator_heads_its_row(everywhere: Pages) -> None:
    heads = {Language.ZH: "指标名称", Language.EN: "Indicator"}
    for path, table in _tables(everywhere, "indicators"):
        language = _language(path)
        assert language is not None
        named = [words(head) for head in table.findall("thead/tr/th")].index(heads[language])
        for row in table.findall("tbody/tr"):
            tags = [str(cell.tag) for cell in row.iterchildren("th", "td")]
            assert tags.index("th") == named, path


def test_i5_a_table_of_indicators_names_its_project(everywhere: Pages) -> None:
    for path, table in _tables(everywhere, "indicators"):
        article = next(table.iterancestors("article"), None)
        if article is not None and article.find(".//h3") is not None:
            heading = article.xpath(".//h3[1]")[0]
            assert re.sub(r"\s+", "", words(heading)) in re.sub(r"\s+", "", words(table[0])), path


# N. Numbers


def test_n1_an_amount_has_its_unit_in_the_caption_the_head_or_beside_it(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        for data in page.iter("data"):
            table = next(data.iterancestors("table"), None)
            figure = next(data.iterancestors("figure"), None)
            if table is not None:
                said = words(table[0]) + words(table.findall("thead")[0])
            elif figure is not None:
                said = words(figure.findall("figcaption")[0]) + words(data)
            else:
                said = words(data)
            listed = next(data.iterancestors("section", "main"))
            assert re.search("万元|CNY", said + words(listed)[:400]), (path, words(data))


def test_n2_n3_amounts_are_grouped_by_thousands_and_alike_down_a_column(everywhere: Pages) -> None:
    for path, table in _tables(everywhere, "budget"):
        for row in table.findall("tbody/tr"):
            for data in row.xpath("td/data[count(../*) = 1]"):
                written = words(data).replace("\u2212", "")
                assert AMOUNT.fullmatch(written), (path, written)
                assert len(written.partition(".")[2]) == 2, (path, written)


def test_n3_a_minus_is_a_minus(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        for data in page.iter("data"):
            assert "-" not in words(data), path


def test_n6_what_machines_read_is_exact(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        for data in page.iter("data"):
            assert Decimal(str(data.get("value"))) == Decimal(str(data.get("value"))).quantize(Decimal("0.01")), path


def test_n8_a_date_is_marked_as_one(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        if _language(path) is None:
            continue
        times = list(page.iter("time"))
        assert times, path
        assert all(re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", str(time.get("datetime"))) for time in times), path


# C. Breakdowns


def test_c2_a_breakdown_has_a_title_a_sentence_and_its_unit(everywhere: Pages) -> None:
    figures = [(path, figure) for path, page in everywhere.items() for figure in page.iter("figure")]
    assert figures
    for path, figure in figures:
        assert figure[0].tag == "figcaption", path
        assert figure.xpath("figcaption/p[@class='figure-title']"), path
        assert figure.xpath("figcaption//span[@class='unit']"), path
        assert any(words(item) for item in figure.findall("ul/li")), path


def test_c3_a_drawing_holds_no_text_and_takes_no_focus(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        for drawing in page.iter("svg"):
            assert drawing.get("focusable") == "false", path
            assert not drawing.xpath(".//text | .//title | .//*[@tabindex]"), path


# B. Two languages


def test_b1_every_language_is_named_by_a_valid_tag(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        tags = set(page.xpath("//@lang"))
        assert all(LANGUAGE_TAG.fullmatch(tag) for tag in tags), path
        language = _language(path)
        assert page.get("lang") == ("zh-Hans" if language is None else language.tag), path


def test_b8_what_is_not_translated_is_said_at_most_once(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        assert len(page.xpath("//main/p[@class='notice']")) <= 1, path


# S. Search


def test_s1_s2_the_search_is_a_form_with_an_address_and_a_way_on_without_script(everywhere: Pages) -> None:
    searching = {path: page for path, page in everywhere.items() if path.endswith("/search.html")}
    assert len(searching) == 4
    for path, page in searching.items():
        (form,) = page.xpath("//form[@role='search']")
        assert form.get("method") == "get", path
        (field,) = form.xpath(".//input[@type='search']")
        assert field.get("name") == "q", path
        assert words(form.xpath(f".//label[@for='{field.get('id')}']")[0]), path
        assert form.xpath(".//button[@type='submit']"), path
        assert not field.get("placeholder"), path
        assert page.xpath("//main//a[contains(@href, 'departments/')]"), path


def test_s7_every_filter_has_a_label(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        for select in page.iter("select"):
            assert page.xpath(f"//label[@for='{select.get('id')}']"), path
        assert all(words(group[0]) and group[0].tag == "legend" for group in page.iter("fieldset")), path


# L. Frame


def test_l3_nobody_is_kept_from_zooming(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        assert page.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"], path


def test_l7_the_first_link_leads_past_the_navigation(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        if page.xpath("//nav"):
            assert page.xpath("(//a)[1]/@href") == ["#main"], path
            assert page.xpath("//main/@id") == ["main"], path


def test_l11_landmarks_are_there_once_or_have_names_of_their_own(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        assert len(page.xpath("//main")) == 1, path
        assert len(page.xpath("//body/header | //body/footer")) in {0, 2}, path
        names = [
            nav.get("aria-label") or words(page.get_element_by_id(str(nav.get("aria-labelledby"))))
            for nav in page.iter("nav")
        ]
        assert all(names), path
        assert len(names) == len(set(names)), path


def test_l13_the_only_things_a_page_asks_for_are_of_the_site(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        rels = set(page.xpath("//link/@rel"))
        assert rels <= {"canonical", "alternate", "search", "icon", "stylesheet"}, path
        assert not page.xpath("//iframe | //object | //embed | //canvas | //video | //audio"), path


def test_l15_no_list_is_told_that_it_is_one(everywhere: Pages) -> None:
    for path, page in everywhere.items():
        assert not page.xpath("//*[self::ul or self::ol][@role]"), path
