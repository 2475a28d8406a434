"""All pages of a site, in both languages.

A ``SiteRenderer`` is built once and holds nothing that grows. ``disclosure_pages`` is a map: it needs one
disclosure, the catalogue of its department and the years of its department, and nothing of any other.
``overview_pages`` is the reduction over the small summaries of all of them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import urlsplit

from jinja2 import Template
from markupsafe import Markup

from sitegen.config import Programme, SiteConfig, Taxonomy
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.public.comparison import compare
from sitegen.public.coverage import Coverage, coverage
from sitegen.public.directory import Directory
from sitegen.public.model import Department, Disclosure, OpenDisclosure, WithheldDisclosure
from sitegen.public.spots import Spots
from sitegen.public.summary import DisclosureSummary
from sitegen.render import subjects
from sitegen.render.environment import compile_all, environment
from sitegen.render.frame import Frames, Subject, of_language
from sitegen.render.markdown import Article, BrokenLinkError, body, broken_links, headings, links_of
from sitegen.render.opensearch import search_engine
from sitegen.render.overviews import File, Overview, of_summary
from sitegen.render.phrases import NO_CATALOGUE, Phrase, Voice, Voices, phrase
from sitegen.render.place import LanguageLink, Link, Place
from sitegen.render.reading_aids import reading_aids
from sitegen.render.site_map import pages_of, robots, site_map
from sitegen.render.theme import Theme
from sitegen.render.theming.mistakes import mistakes_of
from sitegen.render.views.comparison import comparison_view
from sitegen.render.views.departments import department_view, departments_view
from sitegen.render.views.disclosure import disclosure_view, withheld_view
from sitegen.render.views.home import home_view
from sitegen.render.views.lists import Lists
from sitegen.render.views.programmes import programme_view, programmes_view
from sitegen.render.views.project import ProjectPages
from sitegen.render.views.projects import projects_view
from sitegen.render.views.search import Option, search_view
from sitegen.render.views.withheld import explanation
from sitegen.render.views.years import year_view, years_view
from sitegen.translations import Catalogue

#: Where the search finds its index, one folder a language.
_PAGEFIND = PurePosixPath("pagefind")

_TEMPLATES = (
    "article",
    "chooser",
    "comparison",
    "department",
    "departments",
    "disclosure",
    "disclosure-withheld",
    "home",
    "not-found",
    "programme",
    "programmes",
    "project",
    "projects",
    "root-not-found",
    "search",
    "withheld",
    "year",
    "years",
)


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


@lru_cache(maxsize=1)
def _prepared(parts: bytes) -> SiteRenderer:
    """Make a renderer of what was pickled of one, once a process: work comes to it in many batches."""
    *given, programmes = pickle.loads(parts)  # noqa: S301  (it comes from the process that hands out the work)
    return SiteRenderer(*given, programmes=programmes)


class SiteRenderer:
    """Makes the pages of one site."""

    def __init__(  # noqa: PLR0913 - the files that describe a site, each on its own
        self,
        config: SiteConfig,
        theme: Theme,
        taxonomy: Taxonomy,
        articles: Sequence[Article],
        shared: Catalogue = NO_CATALOGUE,
        *,
        programmes: Mapping[str, Programme] = MappingProxyType({}),
    ) -> None:
        """Prepare templates and words.

        Args:
            config: The site.
            theme: Its theme folders.
            taxonomy: The categories of indicators, for the filters of the search.
            articles: The publisher's own pages, in both languages.
            shared: The catalogue of what all departments share (``content/en.po``).
            programmes: What several departments fund alike, by id.

        """
        self._config = config
        self._theme = theme
        self._taxonomy = taxonomy
        self._articles = tuple(articles)
        self._shared = shared
        self._programmes = programmes
        self._messages = {language: theme.messages(language) for language in Language}
        self._reading_aids = {language: reading_aids(theme, messages) for language, messages in self._messages.items()}
        panels = {language: path for language, (path, _) in self._reading_aids.items()}
        self._frames = Frames(config, (theme.stylesheet_path, theme.more_stylesheet_path), panels, self._articles)
        self._templates: dict[tuple[Language, str], Template] = {}
        for language in Language:
            jinja = environment(theme, language, self._messages[language])
            compile_all(jinja)
            self._templates |= {(language, name): jinja.get_template(f"pages/{name}.html") for name in _TEMPLATES}

    def __reduce__(self) -> tuple[Callable[[bytes], SiteRenderer], tuple[bytes]]:
        """Cross to another process, or machine, as what it was made of: templates are prepared where they are used."""
        parts = (self._config, self._theme, self._taxonomy, self._articles, self._shared, dict(self._programmes))
        return _prepared, (pickle.dumps(parts),)

    def disclosure_pages(self, disclosure: Disclosure, catalogue: Catalogue, years: Sequence[int]) -> Iterator[File]:
        """Make the pages of a department-year in both languages.

        Args:
            disclosure: What may be published.
            catalogue: English for it: the shared catalogue and its department's, read together.
            years: All years of its department, this one included.

        Yields:
            Files of the site.

        """
        path = addresses.department_year(disclosure.department.id, disclosure.year)
        for language in Language:
            place = self._place(path, language, Voice(language, catalogue))
            name: str
            view: object
            match disclosure:
                case OpenDisclosure():
                    name, view = "disclosure", disclosure_view(place, disclosure, years, self._programmes)
                case WithheldDisclosure():
                    name, view = "disclosure-withheld", withheld_view(place, disclosure, years)
            yield self._page(name, place, subjects.of_disclosure(place, self._config, disclosure), view)
            yield from self._project_pages(place, disclosure)
            yield from self._explanation(language, disclosure, catalogue)

    def _project_pages(self, place: Place, disclosure: Disclosure) -> Iterator[File]:
        if not isinstance(disclosure, OpenDisclosure) or not Spots.of(disclosure).apart:
            return
        for project, own, view in ProjectPages(disclosure, self._programmes).views(place):
            yield self._page("project", own, subjects.of_project(own, self._config, disclosure, project), view)

    def _explanation(self, language: Language, disclosure: Disclosure, catalogue: Catalogue) -> Iterator[File]:
        path = addresses.withheld(disclosure.department.id, disclosure.year)
        place = self._place(path, language, Voice(language, catalogue))
        own = (article for article in self._articles if article.language is language)
        general = next((article for article in own if addresses.article(article.name) == addresses.WITHHELD), None)
        more = None if general is None else Link(place.to(addresses.WITHHELD), general.title)
        view = explanation(place, self._config, disclosure, more)
        if view is not None:
            yield self._page("withheld", place, subjects.of_withheld(place, disclosure), view)

    def comparison_page(
        self, before: OpenDisclosure, after: OpenDisclosure, catalogue: Catalogue, language: Language
    ) -> File:
        """Make the page that compares two years of a department, in a language.

        Args:
            before: The earlier year.
            after: The later year, which continues projects of the earlier.
            catalogue: English for both: the shared catalogue and their department's, read together.
            language: The language of the page.

        Returns:
            A file of the site.

        """
        compared = compare(before, after)
        path = addresses.comparison(compared.department.id, compared.before, compared.after)
        place = self._place(path, language, Voice(language, catalogue))
        view = comparison_view(place, compared, (Spots.of(before), Spots.of(after)))
        return self._page("comparison", place, subjects.of_comparison(place, compared), view)

    def overview_pages(
        self,
        summaries: Sequence[DisclosureSummary],
        catalogues: Mapping[str, Catalogue],
        expected: Mapping[str, Department] = MappingProxyType({}),
    ) -> Iterator[File]:
        """Make all other files, as ``overviews`` lists them."""
        return (overview.file for overview in self.overviews(summaries, catalogues, expected))

    def overviews(
        self,
        summaries: Sequence[DisclosureSummary],
        catalogues: Mapping[str, Catalogue],
        expected: Mapping[str, Department] = MappingProxyType({}),
    ) -> Iterator[Overview]:
        """List all other pages, the site map and the files of the theme, each to be made or left as it is.

        Args:
            summaries: All department-years, in any order.
            catalogues: English for each department, by its id: the shared catalogue and its own, read together.
            expected: The departments that ``site.yaml`` expects to publish, by their ids.

        Yields:
            Files of the site.

        Raises:
            BrokenLinkError: if a page of the publisher links to what is not there.

        """
        directory = Directory(summaries)
        covered = [coverage(each, expected, directory) for each in self._config.expected]
        coverages = {each.expectation.year: each for each in covered}
        pages = pages_of(directory, (article.name for article in self._articles))
        broken = broken_links(self._articles, frozenset(pages))
        if broken:
            raise BrokenLinkError(broken)
        for language in Language:
            yield from self._lists(language, directory, catalogues, coverages)
        yield _of_none(
            PurePosixPath("sitemap.xml"), lambda: site_map(self._config.base_url, self._config.updated_on, pages)
        )
        yield from (_of_none(path, partial(bytes, data)) for path, data in self._of_the_site(frozenset(pages)))

    def _of_the_site(self, pages: frozenset[PurePosixPath]) -> Iterator[File]:
        """Make the files that show nothing of any department-year."""
        yield self._chooser()
        yield self._root_not_found()
        for language in Language:
            yield from self._article_pages(language, pages)
            yield self._not_found(language)
            engine = search_engine(self._config, language, self._messages[language])
            yield addresses.in_language(addresses.OPENSEARCH, language), engine
        yield PurePosixPath("robots.txt"), robots(self._config.base_url)
        yield from self._theme.assets()
        yield from self._reading_aids.values()

    # Pages that list

    def _lists(
        self,
        language: Language,
        directory: Directory,
        catalogues: Mapping[str, Catalogue],
        coverages: Mapping[int, Coverage],
    ) -> Iterator[Overview]:
        def page(
            name: str,
            path: PurePosixPath,
            view: Callable[[Lists], object],
            subject: Callable[[Place, Voices], Subject],
            of: Iterable[DisclosureSummary] | None = None,
        ) -> Overview:
            def make() -> bytes:
                voices = Voices(language, catalogues)
                place = self._place(path, language, Voice(language, self._shared))
                made = view(Lists(place, voices, directory))
                return self._page(name, place, subject(place, voices), made, fell_back=voices.fell_back)[1]

            listed = None if of is None else frozenset(map(of_summary, of))
            return Overview(addresses.in_language(path, language), listed, make)

        def column(key: str) -> Callable[[Place, Voices], Subject]:
            return lambda place, _: subjects.of_column(place, key)

        latest = coverages[max(coverages)] if coverages else None
        home = partial(self._home, latest=latest)
        yield page("home", addresses.HOME, home, lambda place, _: subjects.of_home(place, self._config))
        yield page("departments", addresses.DEPARTMENTS, departments_view, column("departments"))
        for department in directory.departments.values():
            yield page(
                "department",
                addresses.department(department.id),
                partial(department_view, department=department),
                lambda place, voices, of=department: subjects.of_department(place, voices.of(of.id), of),  # type: ignore[misc]
                directory.of_department(department.id),
            )
        yield page("years", addresses.YEARS, years_view, column("years"))
        for year in directory.years:
            yield page(
                "year",
                addresses.year(year),
                partial(year_view, year=year, coverage=coverages.get(year)),
                lambda place, _, of=year: subjects.of_year(place, of),  # type: ignore[misc]
                directory.of_year(year),
            )
            for number, listed in enumerate(directory.project_pages(year), 1):
                yield page(
                    "projects",
                    addresses.projects(year, number),
                    partial(projects_view, year=year, number=number),
                    lambda place, _, of=year, at=number: subjects.of_projects(place, of, at),  # type: ignore[misc]
                    (summary for summary, _ in listed),
                )
        if directory.programmes:
            entries = partial(programmes_view, programmes=self._programmes)
            yield page("programmes", addresses.PROGRAMMES, entries, column("programmes"), ())
        for name in sorted(directory.programmes):
            programme = self._programmes[name]
            for number, funded in enumerate(directory.programme_pages(name), 1):
                yield page(
                    "programme",
                    addresses.programme(name, number),
                    partial(programme_view, programme_id=name, programme=programme, number=number),
                    lambda place, _, of=programme, at=number: subjects.of_programme(place, of, at),  # type: ignore[misc]
                    (each.summary for each in funded),
                )
        yield page("search", addresses.SEARCH, self._search, column("search"), ())

    def _home(self, lists: Lists, latest: Coverage | None) -> object:
        language = lists.place.language
        title = phrase(of_language(self._config.title, language), language)
        tagline = phrase(of_language(self._config.tagline, language), language)
        return home_view(lists, title, tagline, self._programmes, latest)

    def _search(self, lists: Lists) -> object:
        place = lists.place
        here, there = (
            f"{place.to_file(_PAGEFIND / language.value)}/" for language in (place.language, place.language.other)
        )
        version = self._taxonomy.of_year(max(lists.directory.years, default=0))
        categories = [
            Option(code, place.voice.say(name))
            for level1 in version.level1
            for code, name in ((level1.code, level1.name), *((level2.code, level2.name) for level2 in level1.level2))
        ]
        script, worker = (place.to_file(self._theme.asset_path(name)) for name in ("search.js", "search-worker.js"))
        programmes = [
            Option(name, phrase(of_language(programme.name, place.language), place.language))
            for name, programme in self._programmes.items()
            if name in lists.directory.programmes
        ]
        return search_view(lists, (here, there), (script, worker), categories, programmes)

    # Pages of the publisher's

    def _article_pages(self, language: Language, pages: frozenset[PurePosixPath]) -> Iterator[File]:
        others = {article.name: article for article in self._articles if article.language is language.other}
        for article in self._articles:
            if article.language is not language:
                continue
            place = self._place(addresses.article(article.name), language, Voice(language, self._shared))
            other = others.get(article.name)
            counterparts = () if other is None else headings(other)
            links = {anchor: place.language_link(text, anchor) for anchor, text in counterparts}
            view = ArticleView(
                heading=article.title,
                lede=article.description,
                body=body(article, links_of(article, self._articles, pages), links),
                other_heading=None if other is None else place.language_link(other.title, "main"),
            )
            yield self._page("article", place, subjects.of_article(place, self._config, article), view)

    # The root, and what is missing

    def _chooser(self) -> File:
        place = self._place(addresses.HOME, Language.ZH, Voice(Language.ZH, self._shared))
        choices = tuple(
            Choice(
                lang=language.tag,
                name=self._messages[language].say("language.name").text,
                heading=of_language(self._config.title, language),
                sentence=of_language(self._config.tagline, language),
                href=addresses.in_language(addresses.HOME, language).as_posix(),
            )
            for language in Language
        )
        return addresses.HOME, self._in_both("chooser", self._frames.chooser_head(place), choices)

    def _root_not_found(self) -> File:
        place = self._place(addresses.NOT_FOUND, Language.ZH, Voice(Language.ZH, self._shared), self._root)
        choices = tuple(
            Choice(
                lang=language.tag,
                name=self._messages[language].say("missing.home").text,
                heading=self._messages[language].say("missing.heading").text,
                sentence=self._messages[language].say("missing.lede").text,
                href=f"{self._root}/{addresses.in_language(addresses.HOME, language).as_posix()}",
            )
            for language in Language
        )
        return addresses.NOT_FOUND, self._in_both("root-not-found", self._frames.missing_head(place), choices)

    def _not_found(self, language: Language) -> File:
        place = self._place(addresses.NOT_FOUND, language, Voice(language, self._shared), self._root)
        pages = (
            (addresses.HOME, "missing.home"),
            (addresses.DEPARTMENTS, "nav.departments"),
            (addresses.YEARS, "nav.years"),
            (addresses.SEARCH, "nav.search"),
        )
        links = tuple(Link(place.to(path), place.say(key)) for path, key in pages)
        return self._page("not-found", place, subjects.of_missing(place), links)

    @property
    def _root(self) -> str:
        """The path of the site on its server, without a slash at its end."""
        return urlsplit(self._config.base_url).path

    # Parts

    def _place(self, path: PurePosixPath, language: Language, voice: Voice, root: str | None = None) -> Place:
        return Place(path, language, self._messages[language], self._messages[language.other], voice, root)

    def _page(self, name: str, place: Place, subject: Subject, view: object, *, fell_back: bool = False) -> File:
        # The view is there already, so by now the voices know whether any text had to be shown in Chinese.
        frame = self._frames.frame(place, subject, fell_back=fell_back or place.voice.fell_back)
        return place.file, self._rendered(place.language, name, page=frame, view=view)

    def _in_both(self, name: str, head: object, choices: tuple[Choice, ...]) -> bytes:
        return self._rendered(Language.ZH, name, head=head, choices=choices)

    def _rendered(self, language: Language, name: str, **given: object) -> bytes:
        with mistakes_of(self._theme):
            return self._templates[language, name].render(given).encode()


def _of_none(path: PurePosixPath, make: Callable[[], bytes]) -> Overview:
    """Return a file that shows nothing of any department-year."""
    return Overview(path, frozenset(), make)
