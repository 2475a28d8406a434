"""Pages as the renderer makes them, taken apart for what a reader meets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lxml import html
from lxml.html import HtmlElement

from sitegen.private.reading import read_content
from sitegen.public.addresses import Language
from sitegen.public.directory import Directory
from sitegen.public.model import Disclosure, OpenDisclosure
from sitegen.public.summary import summarise
from sitegen.render.markdown import read_articles
from sitegen.render.site import SiteRenderer
from sitegen.render.theme import Theme
from sitegen.telling import redacted
from sitegen.translations import Catalogue

ROOT = Path(__file__).parents[2]

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
TWO_ENGLISH_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def renderer(root: Path = ROOT) -> SiteRenderer:
    """Return the renderer of a site, as a build makes it."""
    reading = read_content(root)
    assert reading.config is not None
    assert reading.taxonomy is not None
    articles = read_articles(root / "content" / "pages")
    return SiteRenderer(
        reading.config, Theme.of(None), reading.taxonomy, articles, reading.shared, programmes=reading.programmes or {}
    )


def rendered(root: Path = ROOT) -> dict[PurePosixPath, bytes]:
    """Render all pages of a site."""
    reading = read_content(root)
    disclosures = [redacted(reading, accepted) for accepted in reading.accepted]
    return rendered_of(renderer(root), disclosures, reading.catalogues)


def rendered_of(
    making: SiteRenderer, disclosures: list[Disclosure], catalogues: Mapping[str, Catalogue]
) -> dict[PurePosixPath, bytes]:
    """Render all pages of some disclosures."""
    files: dict[PurePosixPath, bytes] = {}
    for disclosure in disclosures:
        years = [other.year for other in disclosures if other.department.id == disclosure.department.id]
        files.update(making.disclosure_pages(disclosure, catalogues[disclosure.department.id], years))
    named = {(disclosure.department.id, disclosure.year): disclosure for disclosure in disclosures}
    for pair in Directory(summarise(disclosure) for disclosure in disclosures).comparable:
        before, after = (named[summary.department.id, summary.year] for summary in pair)
        assert isinstance(before, OpenDisclosure)
        assert isinstance(after, OpenDisclosure)
        catalogue = catalogues[after.department.id]
        files.update(making.comparison_page(before, after, catalogue, language) for language in Language)
    files.update(making.overview_pages([summarise(disclosure) for disclosure in disclosures], catalogues))
    return files


def tree_of(data: bytes) -> HtmlElement:
    """Take a page apart."""
    return html.document_fromstring(data.decode())


def language_of(path: PurePosixPath) -> Language | None:
    """Return the language a page is in; ``None`` at the root, where pages are in both."""
    return Language(path.parts[0]) if len(path.parts) > 1 else None


def texts(element: HtmlElement, language: str = "") -> Iterator[tuple[str, str]]:
    """Go through the text of an element, each piece with the language that it is marked as."""
    if not isinstance(element.tag, str):
        return
    own = element.get("lang") or language
    if element.text:
        yield own, element.text
    for child in element:
        yield from texts(child, own)
        if child.tail:
            yield own, child.tail


def words(element: HtmlElement) -> str:
    """Return what a screen reader says of an element: its text but for what is hidden from it."""
    if element.get("aria-hidden") == "true":
        return ""
    own = element.text or ""
    return " ".join("".join((own, *(words(child) + (child.tail or "") for child in element))).split())


def cells(row: HtmlElement) -> list[str]:
    """Return what is said of each cell of a row."""
    return [words(cell) for cell in row.iterchildren("th", "td")]
