"""The files that show nothing of any department-year: what the publisher and the program say themselves.

The publisher's articles, the page on which a language is chosen, what stands for a page that is missing, and what pages
load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from markupsafe import Markup

from sitegen.config import SiteConfig
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.render import subjects
from sitegen.render.frame import of_language
from sitegen.render.markdown import Article, body, headings, links_of
from sitegen.render.opensearch import search_engine
from sitegen.render.overviews import Overview
from sitegen.render.phrases import Phrase
from sitegen.render.place import LanguageLink, Link
from sitegen.render.press import Press
from sitegen.render.site_map import robots, site_map
from sitegen.render.theme import Theme


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A page of the publisher's."""

    heading: Phrase
    lede: Phrase
    body: Markup
    other_heading: LanguageLink | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A language on a page that is in both: a name and a sentence in it, and where it leads."""

    lang: str
    name: str
    heading: str
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Makes them. ``pages`` are all pages of the site, by their paths below the folder of a language."""

    press: Press
    config: SiteConfig
    theme: Theme
    articles: tuple[Article, ...]
    pages: tuple[PurePosixPath, ...]

    def overviews(self) -> Iterator[Overview]:
        """List the files, each to be made or left as it is."""
        yield _file(addresses.HOME, self._chooser)
        yield _file(addresses.NOT_FOUND, self._missing_at_the_root)
        for language in Language:
            yield from self._of_language(language)
        yield _file(PurePosixPath("robots.txt"), partial(robots, self.config.base_url))
        yield _file(
            PurePosixPath("sitemap.xml"), partial(site_map, self.config.base_url, self.config.updated_on, self.pages)
        )
        for path, data in (*self.theme.assets(), *self.press.reading_aids.values()):
            yield _file(path, partial(bytes, data))

    def _of_language(self, language: Language) -> Iterator[Overview]:
        own, others = (
            {article.name: article for article in self.articles if article.language is each}
            for each in (language, language.other)
        )
        made: Mapping[PurePosixPath, Callable[[], bytes]] = {
            **{
                addresses.article(name): partial(self._article, article, others.get(name))
                for name, article in own.items()
            },
            addresses.NOT_FOUND: partial(self._missing, language),
            addresses.OPENSEARCH: partial(search_engine, self.config, language, self.press.messages[language]),
        }
        return (_file(addresses.in_language(path, language), make) for path, make in made.items())

    def _article(self, article: Article, other: Article | None) -> bytes:
        """Make a page of the publisher's; ``other`` is the same in the other language."""
        place = self.press.place(addresses.article(article.name), article.language)
        counterparts = () if other is None else headings(other)
        links = {anchor: place.language_link(text, anchor) for anchor, text in counterparts}
        view = ArticleView(
            heading=article.title,
            lede=article.description,
            body=body(article, links_of(article, self.articles, frozenset(self.pages)), links),
            other_heading=None if other is None else place.language_link(other.title, "main"),
        )
        return self.press.page("article", place, subjects.of_article(place, self.config, article), view)[1]

    def _chooser(self) -> bytes:
        place = self.press.place(addresses.HOME, Language.ZH)
        choices = tuple(
            Choice(
                lang=language.tag,
                name=self.press.messages[language].say("language.name").text,
                heading=of_language(self.config.title, language),
                sentence=of_language(self.config.tagline, language),
                href=addresses.in_language(addresses.HOME, language).as_posix(),
            )
            for language in Language
        )
        return self.press.page_in_both("chooser", self.press.frames.chooser_head(place), choices)

    def _missing_at_the_root(self) -> bytes:
        place = self.press.place(addresses.NOT_FOUND, Language.ZH, root=self._root)
        choices = tuple(
            Choice(
                lang=language.tag,
                name=messages.say("missing.home").text,
                heading=messages.say("missing.heading").text,
                sentence=messages.say("missing.lede").text,
                href=f"{self._root}/{addresses.in_language(addresses.HOME, language).as_posix()}",
            )
            for language, messages in self.press.messages.items()
        )
        return self.press.page_in_both("root-not-found", self.press.frames.missing_head(place), choices)

    def _missing(self, language: Language) -> bytes:
        place = self.press.place(addresses.NOT_FOUND, language, root=self._root)
        pages = (
            (addresses.HOME, "missing.home"),
            (addresses.DEPARTMENTS, "nav.departments"),
            (addresses.YEARS, "nav.years"),
            (addresses.SEARCH, "nav.search"),
        )
        links = tuple(Link(place.to(path), place.say(key)) for path, key in pages)
        return self.press.page("not-found", place, subjects.of_missing(place), links)[1]

    @property
    def _root(self) -> str:
        """The path of the site on its server, without a slash at its end."""
        return urlsplit(self.config.base_url).path


def _file(path: PurePosixPath, make: Callable[[], bytes]) -> Overview:
    return Overview(path, frozenset(), make)
