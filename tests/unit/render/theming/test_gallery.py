from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from lxml.html import HtmlElement
from markupsafe import Markup

from sitegen.public.addresses import Language
from sitegen.render.head import CONTENT_SECURITY_POLICY
from sitegen.render.messages import places
from sitegen.render.theme import Theme, default_theme
from sitegen.render.theming.components import components
from sitegen.render.theming.gallery import apart, gallery_files
from tests.support.pages import HAN, language_of, texts, tree_of, words

GALLERY = Theme((default_theme().with_name("gallery"),))


@cache
def _files() -> Mapping[PurePosixPath, bytes]:
    return dict(gallery_files(Theme.of(None)))


@cache
def _pages() -> Mapping[PurePosixPath, HtmlElement]:
    return {path: tree_of(data) for path, data in _files().items() if path.suffix == ".html"}


def test_every_token_and_every_component_has_its_place_in_both_languages() -> None:
    for language in Language:
        page = _pages()[PurePosixPath(language.value, "index.html")]
        shown = {words(code) for code in page.xpath("//table//th/code")}
        assert shown == {f"--{name}" for name in Theme.of(None).purposes}
        listed = [words(link) for link in page.xpath("//section[last()]//li/a")]
        assert listed == [component.name for component in components(Theme.of(None))]
        for component in components(Theme.of(None)):
            own = _pages()[PurePosixPath(language.value, "components", f"{component.name}.html")]
            assert len(own.xpath("//figure[@class='specimen']")) == len(component.examples)
            assert len(own.xpath("//ul[@class='criteria']/li")) == len(component.accessibility)
            assert [words(code) for code in own.xpath("//th/code")] == [each.path for each in component.parameters]


def test_the_contrast_of_every_pair_is_told_for_both_pages() -> None:
    rows = _pages()[PurePosixPath("en/index.html")].xpath("//table[caption/@id='c-pairs']/tbody/tr")
    told = {(words(row[0]), words(row[1]), words(row[2])): [words(cell) for cell in row[3:]] for row in rows}
    assert told["--accent", "--ground", "text"] == ["9.6:1", "10.8:1", "7:1"]
    assert len(told) == len(rows) == 14


def test_a_page_of_the_gallery_keeps_the_laws_of_the_site() -> None:
    for path, page in _pages().items():
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [CONTENT_SECURITY_POLICY], path
        assert not page.xpath("//style | //@style | //script[not(@src)]"), path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert set(page.xpath("//@aria-labelledby | //@aria-describedby | //label/@for")) <= set(ids), path
        inside = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
        assert inside <= set(ids), path
        language = language_of(path)
        if language is Language.EN:
            for text, spoken in texts(page.xpath("//body")[0], "en"):
                assert not HAN.search(text) or spoken.startswith("zh"), (path, text)
            assert not [text for text in page.xpath("//@aria-label | //title/text()") if HAN.search(text)], path


def test_every_link_leads_to_a_page_of_the_gallery() -> None:
    for path, page in _pages().items():
        for href in page.xpath("//a/@href | //link[@rel='stylesheet' or @rel='icon']/@href"):
            target = href.partition("#")[0]
            if target:
                joined = PurePosixPath(*path.parent.parts, *PurePosixPath(target).parts)
                parts: list[str] = []
                for part in joined.parts:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                assert PurePosixPath(*parts) in _files(), (path, href)


def test_a_page_of_the_gallery_is_light() -> None:
    style = len(gzip.compress(_files()[PurePosixPath("assets/gallery.css")], 9, mtime=0))
    for path, data in _files().items():
        if path.suffix == ".html":
            assert len(gzip.compress(data, 9, mtime=0)) + style <= 10_240, path


def test_the_same_theme_gives_the_same_bytes() -> None:
    assert dict(gallery_files(Theme.of(None))) == _files()


def test_a_component_and_a_colour_of_the_sites_own_are_seen(tmp_path: Path) -> None:
    (tmp_path / "components/heading").mkdir(parents=True)
    template = "{% macro heading(heading) %}<h2 id='own'>※{{ heading.text }}</h2>{% endmacro %}"
    (tmp_path / "components/heading/template.html").write_text(template, encoding="utf-8")
    (tmp_path / "tokens.css").write_text(":root { --accent: #123456; }", encoding="utf-8")
    files = dict(gallery_files(Theme.of(tmp_path)))
    assert "※预算明细".encode() in files[PurePosixPath("zh/components/heading.html")]
    assert b"--accent:#123456" in files[PurePosixPath("assets/gallery.css")]
    assert b"#123456" in files[PurePosixPath("zh/index.html")]


def test_messages_of_the_gallery_have_equal_keys_and_are_all_said() -> None:
    chinese, english = (GALLERY.messages(language).sources for language in Language)
    assert list(chinese) == list(english)
    assert all(places(chinese[key]) == places(english[key]) for key in chinese)
    assert not set(chinese) & set(Theme.of(None).messages(Language.ZH).sources)
    sources = [path.read_text(encoding="utf-8") for path in GALLERY.parts(GALLERY.folders[0]).values()]
    code = Path(gallery_files.__code__.co_filename).read_text(encoding="utf-8")
    said = set(
        re.findall(r"gallery\.[a-z_.]+", "".join(text for text in (*sources, code) if "{%" in text or "import" in text))
    )
    # What is said with its end made up is said of a kind, of a matter, of yes or no.
    assert {key for key in said - {"gallery.css"} if not key.endswith(".")} <= set(chinese)
    assert {key for key in chinese if not key.startswith(("gallery.kind.", "gallery.matter."))} <= said


@pytest.mark.parametrize(
    ("made", "set_apart"),
    [
        ('<h2 id="a">a</h2><a href="#a">', '<h2 id="e2-a">a</h2><a href="#e2-a">'),
        ('<a href="#main">', '<a href="#main">'),
        ('<i id="a"></i><a href="a">', '<i id="e2-a"></i><a href="a">'),
        ('<i id="a"></i><b aria-labelledby="a">', '<i id="e2-a"></i><b aria-labelledby="e2-a">'),
        ('<i id="a"></i> id=&#34;a&#34;', '<i id="e2-a"></i> id=&#34;a&#34;'),
    ],
)
def test_anchors_of_examples_are_set_apart_with_what_refers_to_them(made: str, set_apart: str) -> None:
    assert apart(Markup(made), 2) == set_apart  # noqa: S704 - the test's own
