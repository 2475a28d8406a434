"""What stands around the main part of every page: head, header, breadcrumb, footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from sitegen.config import Bilingual, SiteConfig
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.render import formats
from sitegen.render.contacts import contact_facts
from sitegen.render.head import (
    Alternate,
    Column,
    Head,
    Publication,
    SearchEngine,
    alternates,
    column_metas,
    publication_metas,
    site_metas,
)
from sitegen.render.markdown import Article
from sitegen.render.phrases import Phrase, phrase
from sitegen.render.place import Fact, LanguageLink, Link, Place
from sitegen.render.theme import ASSETS

#: The articles that the footer links to first, in this order; others follow by name.
_FIRST = ("about", "how-to-read", "withheld", "data", "accessibility")

#: The length of a title in characters, at most.
_TITLE = 70


@dataclass(frozen=True, slots=True)
class Footer:
    """The end of every page."""

    links: tuple[Link, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """All that a layout places. ``notice`` is said where passages are shown in Chinese for want of a translation."""

    language: Language
    head: Head
    home: Link
    language_link: LanguageLink
    navigation: tuple[Link, ...]
    breadcrumb: tuple[Link, ...]
    footer: Footer
    notice: Phrase | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, as far as its frame has to know. ``publication`` is set on content pages.

    ``titles`` are what it may be called in the title of the window, the fullest first; none for the home page.
    ``column`` is the key of its column's messages; ``trail`` the pages above it, the nearest last. ``document`` says
    whose official document, of which year, the page shows all or a part of, for the foot of each sheet that is printed.
    """

    titles: tuple[str, ...]
    description: str
    column: str
    publication: Publication | None = None
    trail: tuple[Link, ...] = ()
    listed: bool = True
    document: Phrase | None = None


def of_language(text: Bilingual, language: Language) -> str:
    """Return a text of the publisher's in a language."""
    return text.zh if language is Language.ZH else text.en


class Frames:
    """Makes the frames of a site."""

    def __init__(
        self,
        config: SiteConfig,
        stylesheets: tuple[PurePosixPath, PurePosixPath],
        reading_aids: Mapping[Language, PurePosixPath],
        articles: tuple[Article, ...],
    ) -> None:
        """Take what all frames share; ``stylesheets`` are the first and the second one."""
        self._config = config
        self._stylesheets = stylesheets
        self._reading_aids = reading_aids
        self._articles = articles

    def site_title(self, language: Language) -> str:
        """Return the name of the site."""
        return of_language(self._config.title, language)

    def url(self, place: Place) -> str:
        """Return the canonical address of a page."""
        return addresses.canonical(self._config.base_url, place.file)

    def frame(self, place: Place, subject: Subject, *, fell_back: bool) -> Frame:
        """Make the frame of a page, once its main part is prepared."""
        language = place.language
        return Frame(
            language=language,
            head=replace(self._head(place, subject), search=self._search_engine(place)),
            home=Link(place.to(addresses.HOME), phrase(self.site_title(language), language)),
            language_link=place.language_link(place.say("frame.other_language")),
            navigation=self._navigation(place),
            breadcrumb=subject.trail,
            footer=self._footer(place, subject.document),
            notice=place.say("frame.untranslated") if fell_back else None,
        )

    def chooser_head(self, place: Place) -> Head:
        """Make the head of the page at the root, where a language is chosen."""
        title = self.site_title(place.language)
        root = addresses.canonical(self._config.base_url, addresses.HOME)
        column = self._column(place, "home", of_language(self._config.tagline, place.language))
        metas = (("description", column.description), *site_metas(self._config, title), *column_metas(column))
        others = alternates(self._config.base_url, addresses.HOME)
        return self._assemble(addresses.HOME, place.language, title, metas, canonical=root, others=others)

    def missing_head(self, place: Place) -> Head:
        """Make the head of the page that stands for missing ones; its links begin at the site's root."""
        title = f"{place.say('missing.heading').text} - {self.site_title(place.language)}"
        return Head(
            title,
            (("robots", "noindex"), *site_metas(self._config, self.site_title(place.language))),
            None,
            (),
            place.to_file(ASSETS / "icon.svg"),
            place.to_file(self._stylesheets[0]),
            place.to_file(self._stylesheets[1]),
            place.to_file(self._reading_aids[place.language]),
        )

    def _assemble(  # noqa: PLR0913 - it is the one place where a head is put together
        self,
        file: PurePosixPath,
        language: Language,
        title: str,
        metas: tuple[tuple[str, str], ...],
        *,
        canonical: str,
        others: tuple[Alternate, ...],
    ) -> Head:
        icon = addresses.relative(file, ASSETS / "icon.svg")
        stylesheet, more_stylesheet, script = (
            addresses.relative(file, path) for path in (*self._stylesheets, self._reading_aids[language])
        )
        return Head(title, metas, canonical, others, icon, stylesheet, more_stylesheet, script)

    def _head(self, place: Place, subject: Subject) -> Head:
        site = self.site_title(place.language)
        if not subject.listed:
            return self.missing_head(place)
        title = _fitting((*(f"{name} - {site}" for name in subject.titles[:1]), *subject.titles) or (site,))
        column = self._column(place, subject.column, subject.description)
        metas = list(site_metas(self._config, site))
        if subject.publication is None:
            metas.extend((("description", subject.description), *column_metas(column)))
        else:
            # Its "Description" is that of every other page: names of tags are the same in capitals.
            metas.extend(publication_metas(column, subject.publication, subject.description, self.url(place)))
        others = alternates(self._config.base_url, place.path)
        return self._assemble(place.file, place.language, title, tuple(metas), canonical=self.url(place), others=others)

    def _search_engine(self, place: Place) -> SearchEngine:
        return SearchEngine(place.to(addresses.OPENSEARCH), self.site_title(place.language))

    def _column(self, place: Place, key: str, description: str) -> Column:
        name = place.say(f"column.{key}").text
        return Column(name, place.say("column.type").text, description, place.say("column.keywords", name=name).text)

    def _navigation(self, place: Place) -> tuple[Link, ...]:
        links: list[tuple[PurePosixPath, str]] = [
            (addresses.DEPARTMENTS, "nav.departments"),
            (addresses.YEARS, "nav.years"),
            (addresses.SEARCH, "nav.search"),
        ]
        if any(addresses.article(article.name) == addresses.GLOSSARY for article in self._articles):
            links.append((addresses.GLOSSARY, "nav.glossary"))
        return tuple(Link(place.to(target), place.say(key), _current(place.path, target)) for target, key in links)

    def _footer(self, place: Place, document: Phrase | None) -> Footer:
        names = {article.name for article in self._articles if article.language is place.language}
        ordered = [name for name in _FIRST if name in names] + sorted(names - set(_FIRST))
        titles = {article.name: article.title for article in self._articles if article.language is place.language}
        links = [
            Link(
                place.to(addresses.article(name)),
                titles[name],
                "page" if place.path == addresses.article(name) else None,
            )
            for name in ordered
            if addresses.article(name) != addresses.GLOSSARY
        ]
        links.append(Link(place.to(addresses.DEPARTMENTS), place.say("footer.site_map")))
        facts = self._facts(place)
        if document is not None:
            facts.insert(0, Fact(place.say("facts.source"), document))
        return Footer(tuple(links), tuple(facts))

    def _facts(self, place: Place) -> list[Fact]:
        config, language = self._config, place.language
        facts: list[Fact] = [
            Fact(place.say("footer.organiser"), phrase(of_language(config.organiser, language), language))
        ]
        if config.undertaker is not None:
            facts.append(
                Fact(place.say("footer.undertaker"), phrase(of_language(config.undertaker, language), language))
            )
        facts.append(Fact(place.say("footer.updated"), formats.day(config.updated_on, language)))
        for key, value in (
            ("footer.site_id_code", config.site_id_code),
            ("footer.icp", config.icp),
            ("footer.police_record", config.police_record),
        ):
            if value is not None:
                facts.append(Fact(place.say(key), phrase(value, language)))
        facts.extend(contact_facts(place, config.contact))
        # Said in words, so that a printed page tells where it is from.
        facts.append(Fact(place.say("footer.url"), formats.plain(self.url(place))))
        return facts


def _fitting(titles: tuple[str, ...]) -> str:
    """Return the fullest title that a tab, a bookmark and a list of results show whole; else the shortest."""
    return next((title for title in titles if len(title) <= _TITLE), min(titles, key=len))


def _current(path: PurePosixPath, target: PurePosixPath) -> str | None:
    if path == target:
        return "page"
    return "true" if target.name == "index.html" and target.parent in path.parents else None
