"""The publisher's own pages, written in Markdown.

``content/pages/<name>.<language>.md`` begins with its title and description between lines of ``---``; the
description opens the page and describes it to search engines. Headings get their anchor from
``## Heading {#anchor}`` and else from their position, so that both languages have the same anchors. Links name
pages by their path below the folder of the language (``departments/index.html``), or by the file of another such
page (``glossary.md#wan``). HTML is text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from sitegen.errors import SitegenError
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.render.phrases import Phrase, phrase
from sitegen.render.place import LanguageLink

_ANCHOR = re.compile(r"\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
#: From the closing of the first cell of a row back to the opening of the row: over its text and its own opening.
_CELL = 3

_TABLE = Markup(
    '<div class="scroll" role="region" tabindex="0" aria-labelledby="{anchor}"><table>'
    '<caption id="{anchor}" class="vh-caption"><span class="vh">{caption}</span></caption>\n'
)
_COUNTERPART = Markup('<p class="other"><a href="{}" lang="{}" hreflang="{}">{}</a></p>')
_NAME = re.compile(r"([a-z0-9-]+)\.(zh|en)\.md")


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link of a page that leads nowhere."""

    article: str
    language: Language
    target: str


class BrokenLinkError(SitegenError):
    """Pages of the publisher link to what is not there."""

    def __init__(self, links: Sequence[BrokenLink]) -> None:
        """Name every broken link."""
        self.links = tuple(links)
        places = ", ".join(f"content/pages/{link.article}.{link.language.value}.md -> {link.target}" for link in links)
        super().__init__(f"broken links: {places}")


class ArticleError(SitegenError):
    """A page of the publisher's does not begin with its title and description, or is in one language only."""


@dataclass(frozen=True, slots=True)
class Article:
    """A page of the publisher's."""

    name: str
    language: Language
    title: Phrase
    description: Phrase
    tokens: tuple[Token, ...]
    anchors: frozenset[str]
    links: tuple[str, ...]


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _texts(token: Token) -> str:
    return "".join(
        child.content if child.type in {"text", "code_inline"} else " " if child.type == "softbreak" else ""
        for child in token.children or ()
    )


def read_articles(folder: Path) -> tuple[Article, ...]:
    """Read all pages of a folder, in the order of their names.

    Raises:
        ArticleError: if a page does not begin with its title and description, or is in one language only.

    """
    found: list[Article] = []
    for path in sorted(folder.glob("*.md")):
        match = _NAME.fullmatch(path.name)
        if match is not None:
            found.append(read_article(match[1], Language(match[2]), path.read_text(encoding="utf-8-sig")))
    present = {(article.name, article.language) for article in found}
    missing = [
        f"content/pages/{article.name}.{article.language.other.value}.md"
        for article in found
        if (article.name, article.language.other) not in present
    ]
    if missing:
        message = f"missing: {', '.join(missing)}"
        raise ArticleError(message)
    return tuple(found)


def _front_matter(source: str, name: str, language: Language) -> tuple[str, str, str]:
    """Take title and description off the top of a page.

    Raises:
        ArticleError: if the page does not begin with both.

    """
    match = _FRONT_MATTER.match(source)
    fields = dict(line.partition(": ")[::2] for line in match[1].splitlines()) if match is not None else {}
    if match is None or not fields.get("title") or not fields.get("description"):
        message = f"content/pages/{name}.{language.value}.md: a page begins with ---, title: ..., description: ..., ---"
        raise ArticleError(message)
    return fields["title"].strip(), fields["description"].strip(), source[match.end() :]


def read_article(name: str, language: Language, source: str) -> Article:
    """Read a page.

    Raises:
        ArticleError: if the page does not begin with its title and description.

    """
    title, description, text = _front_matter(source.replace("\r\n", "\n"), name, language)
    tokens = _parser().parse(text)
    anchors: list[str] = []
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            anchors.append(_take_anchor(tokens[position + 1], len(anchors) + 1))
            token.attrSet("id", anchors[-1])
    links = tuple(
        str(child.attrs["href"]) for token in tokens for child in token.children or () if child.type == "link_open"
    )
    return Article(
        name, language, phrase(title, language), phrase(description, language), tuple(tokens), frozenset(anchors), links
    )


def _take_anchor(inline: Token, position: int) -> str:
    """Take ``{#anchor}`` off the end of a heading."""
    children = inline.children or []
    if children and children[-1].type == "text":
        match = _ANCHOR.search(children[-1].content)
        if match is not None:
            children[-1].content = children[-1].content[: match.start()]
            return match[1]
    return f"section-{position}"


@dataclass(slots=True)
class Links:
    """Where the links of an article lead: the pages of the site below the folder of a language."""

    origin: PurePosixPath
    pages: Collection[PurePosixPath]
    anchors: Mapping[PurePosixPath, frozenset[str]]
    broken: list[str] = field(default_factory=list)

    def resolve(self, target: str) -> str:
        """Return the link as the page has to write it; one that leads nowhere is noted."""
        if _OUTSIDE.match(target) is not None:
            return target
        path, _, anchor = unquote(target).partition("#")
        page = self.origin if not path else PurePosixPath(path.removeprefix("./"))
        if page.suffix == ".md":
            page = addresses.article(page.stem)
        if page not in self.pages or (anchor and page in self.anchors and anchor not in self.anchors[page]):
            self.broken.append(target)
            return target
        href = "" if not path else addresses.relative(self.origin, page)
        return f"{href}#{anchor}" if anchor else href


def broken_links(articles: Sequence[Article], pages: Collection[PurePosixPath]) -> tuple[BrokenLink, ...]:
    """Find the links of all articles that lead nowhere; ``pages`` are the site's, below the folder of a language."""
    return tuple(
        BrokenLink(article.name, article.language, target)
        for article in articles
        for links in (links_of(article, articles, pages),)
        for target in article.links
        if links.resolve(target) is not None and target in links.broken
    )


def links_of(article: Article, articles: Sequence[Article], pages: Collection[PurePosixPath]) -> Links:
    """Prepare the links of an article."""
    anchors = {addresses.article(other.name): other.anchors for other in articles if other.language is article.language}
    return Links(addresses.article(article.name), pages, anchors)


class _Renderer(RendererHTML):
    """Writes an article: foreign words marked, links led to their pages, tables captioned in a region that scrolls."""

    def __init__(self, language: Language, links: Links, counterparts: Mapping[str, LanguageLink]) -> None:
        super().__init__()
        self._language = language
        self._links = links
        self._counterparts = counterparts
        self._heading = Markup("")
        self._anchor = ""
        self._tables = 0
        self._first_cell = False

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return phrase(tokens[idx].content, self._language).html

    def code_inline(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"<code>{phrase(tokens[idx].content, self._language).html}</code>"

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        self._heading = phrase(_texts(tokens[idx + 1]), self._language).html
        self._anchor = str(tokens[idx].attrs["id"])
        level = tokens[idx].tag.removeprefix("h")
        return f'<div class="heading h-{level}">{self.renderToken(tokens, idx, options, env)}'

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        other = self._counterparts.get(self._anchor)
        link = "" if other is None else _COUNTERPART.format(other.href, other.lang, other.lang, other.label)
        return f"{self.renderToken(tokens, idx, options, env)}{link}</div>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx].copy()
        token.attrs = {**token.attrs, "href": self._links.resolve(str(token.attrs["href"]))}
        return self.renderToken([token], 0, options, env)

    def table_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        self._tables += 1
        return _TABLE.format(anchor=f"c-table-{self._tables}", caption=self._heading)

    def table_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "</table></div>\n"

    def tr_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        self._first_cell = True
        return "<tr>\n"

    def th_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return '<th scope="col">'

    def td_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        first, self._first_cell = self._first_cell, False
        return '<th scope="row">' if first else "<td>"

    def td_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        first = tokens[idx - _CELL].type == "tr_open"
        return "</th>\n" if first else "</td>\n"


def body(article: Article, links: Links, counterparts: Mapping[str, LanguageLink]) -> Markup:
    """Write an article without its title; ``counterparts`` are its headings in the other language, by anchor."""
    renderer = _Renderer(article.language, links, counterparts)
    parser = _parser()
    return Markup(renderer.render(list(article.tokens), parser.options, {}))  # noqa: S704 - the renderer escapes all text


def headings(article: Article) -> Iterator[tuple[str, Phrase]]:
    """Go through the headings of an article: anchor and text."""
    for position, token in enumerate(article.tokens):
        if token.type == "heading_open":
            yield str(token.attrs["id"]), phrase(_texts(article.tokens[position + 1]), article.language)
