from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from lxml import html

from sitegen.public.addresses import Language
from sitegen.render.markdown import (
    ArticleError,
    BrokenLink,
    body,
    broken_links,
    headings,
    links_of,
    read_article,
    read_articles,
)
from sitegen.render.phrases import phrase
from sitegen.render.place import LanguageLink

TOP = "---\ntitle: 关于\ndescription: 本站说明。\n---\n\n"
PAGES = frozenset({PurePosixPath("about.html"), PurePosixPath("departments/index.html")})


def _body(source: str, language: Language = Language.ZH) -> str:
    article = read_article("about", language, TOP + source)
    return str(body(article, links_of(article, (article,), PAGES), {}))


def test_a_page_begins_with_its_title_and_description() -> None:
    article = read_article("about", Language.ZH, TOP)
    assert (article.title.text, article.description.text) == ("关于", "本站说明。")


@pytest.mark.parametrize("source", ["# 关于\n", "---\ntitle: 关于\n---\n", "", "---\ntitle:\ndescription: x\n---\n"])
def test_a_page_without_them_is_refused(source: str) -> None:
    with pytest.raises(ArticleError, match=r"content/pages/about\.zh\.md"):
        read_article("about", Language.ZH, source)


def test_a_page_in_one_language_only_is_refused(tmp_path: Path) -> None:
    (tmp_path / "about.zh.md").write_text(TOP, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"about\.en\.md"):
        read_articles(tmp_path)


def test_html_is_text() -> None:
    written = _body("<script>alert(1)</script>\n\n1 < 2 & <b>bold</b>\n")
    assert "<script" not in written
    assert "&lt;b&gt;" in written


def test_a_heading_takes_its_anchor_or_its_position() -> None:
    article = read_article("about", Language.ZH, TOP + "## 甲 {#first}\n\n## 乙\n")
    assert [(anchor, text.text) for anchor, text in headings(article)] == [("first", "甲"), ("section-2", "乙")]
    assert '<h2 id="first">甲</h2>' in _body("## 甲 {#first}\n")


def test_a_heading_leads_to_its_counterpart() -> None:
    article = read_article("about", Language.ZH, TOP + "## 甲 {#first}\n")
    link = LanguageLink("../en/about.html#first", "en", phrase("First", Language.EN))
    written = body(article, links_of(article, (article,), PAGES), {"first": link})
    assert '<a href="../en/about.html#first" lang="en" hreflang="en">First</a></p></div>' in written


def test_links_are_led_to_their_pages() -> None:
    written = _body(
        "[部门](departments/index.html) [关于](about.md#first) [外](https://example.org/)\n\n## 甲 {#first}\n"
    )
    assert html.fragment_fromstring(written, create_parent=True).xpath("//a/@href") == [
        "departments/index.html",
        "about.html#first",
        "https://example.org/",
    ]


def test_links_that_lead_nowhere_are_named() -> None:
    article = read_article("about", Language.ZH, TOP + "[a](none.md) [b](#none) [c](about.md) [d](../x.html)\n")
    found = broken_links((article,), PAGES)
    assert found == tuple(BrokenLink("about", Language.ZH, target) for target in ("none.md", "#none", "../x.html"))


def test_a_table_has_a_caption_and_headers_and_scrolls_by_itself() -> None:
    written = _body("## 各栏 {#columns}\n\n| 栏目 | 意思 |\n| --- | --- |\n| 总计 | 全部 |\n")
    table = html.fragment_fromstring(written, create_parent=True).xpath("//div[@role='region']/table")[0]
    assert table[0].text_content() == "各栏"
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row"]
    assert [cell.text for cell in table.iter("td")] == ["全部"]


def test_foreign_words_are_marked() -> None:
    assert '<span lang="zh-Hans">万元</span>' in _body("In 万元.\n", Language.EN)
    assert '<code><span lang="zh-Hans">合计</span></code>' in _body("`合计`\n", Language.EN)
