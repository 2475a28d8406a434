"""The file by which a browser adds the site to its search engines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from lxml.html import HtmlElement

from sitegen.config import Bilingual, SiteConfig
from sitegen.private.reading import read_content
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.render.opensearch import MEDIA_TYPE, search_engine
from sitegen.render.theme import Theme
from tests.support.pages import ROOT, language_of

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def _config() -> SiteConfig:
    config = read_content(ROOT).config
    assert config is not None
    return config


def _described(config: SiteConfig, language: Language) -> ET.Element:
    return ET.fromstring(search_engine(config, language, Theme.of(None).messages(language)))  # noqa: S314 - our own


def _said(engine: ET.Element, name: str) -> str:
    return engine.findtext(f"{SPACE}{name}") or ""


@pytest.mark.parametrize("language", Language)
def test_each_language_has_a_search_engine_in_utf_8(files: Mapping[PurePosixPath, bytes], language: Language) -> None:
    data = files[PurePosixPath(language.value, "opensearch.xml")]
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    engine = ET.fromstring(data)  # noqa: S314 - our own
    assert engine.tag == f"{SPACE}OpenSearchDescription"
    assert _said(engine, "InputEncoding") == _said(engine, "OutputEncoding") == "UTF-8"
    assert _said(engine, "Language") == language.tag


@pytest.mark.parametrize("language", Language)
def test_what_is_typed_goes_to_the_search_page_below_the_base_address(language: Language) -> None:
    config = _config().model_copy(update={"base_url": "https://www.example.gov.cn/a&b/budget"})
    engine = _described(config, language)
    found = {url.get("type"): url.get("template") for url in engine.iter(f"{SPACE}Url")}
    base = f"{config.base_url}/{language.value}"
    assert found == {"text/html": f"{base}/search.html?q={{searchTerms}}", MEDIA_TYPE: f"{base}/opensearch.xml"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "title", ["预算", "Budget", "a title of 17 cha", "A long title of a site " * 4, "Goals & <budgets>"]
)
def test_names_keep_to_the_lengths_of_the_specification(title: str, language: Language) -> None:
    config = _config().model_copy(update={"title": Bilingual(zh=title, en=title)})
    engine = _described(config, language)
    assert 1 <= len(_said(engine, "ShortName")) <= 16
    assert (_said(engine, "ShortName") == title) == (len(title) <= 16)
    assert (_said(engine, "LongName") == title) == (len(title) <= 48)
    assert 1 <= len(_said(engine, "Description")) <= 1024


def test_every_page_of_a_language_names_the_search_engine_of_its_language(
    pages: Mapping[PurePosixPath, HtmlElement],
) -> None:
    for path, page in pages.items():
        language = language_of(path)
        links = page.xpath("/html/head/link[@rel='search']")
        assert len(links) == (language is not None), path
        for link in links:
            assert link.get("type") == MEDIA_TYPE
            assert link.get("title")
            target = f"{language}/opensearch.xml"
            # Links of the page that stands for missing ones begin at the site's root.
            wanted = (
                f"/{target}"
                if path.name == addresses.NOT_FOUND.name
                else addresses.relative(path, PurePosixPath(target))
            )
            assert link.get("href") == wanted, path
