"""All pages of a site, in both languages.

A ``SiteRenderer`` is built once and holds nothing that grows. ``disclosure_pages`` is a map: it needs one
disclosure, the catalogue of its department and the years of its department, and nothing of any other.
``overview_pages`` is the reduction over the small summaries of all of them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from sitegen.config import Programme, SiteConfig, Taxonomy
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.public.comparison import compare
from sitegen.public.coverage import coverage
from sitegen.public.directory import Directory
from sitegen.public.model import Department, Disclosure, OpenDisclosure, WithheldDisclosure
from sitegen.public.spots import Spots
from sitegen.public.summary import DisclosureSummary
from sitegen.render import subjects
from sitegen.render.listings import Listings
from sitegen.render.markdown import Article, BrokenLinkError, broken_links
from sitegen.render.overviews import File, Overview
from sitegen.render.own_pages import OwnPages
from sitegen.render.phrases import NO_CATALOGUE
from sitegen.render.place import Link, Place
from sitegen.render.press import Press
from sitegen.render.site_map import pages_of
from sitegen.render.theme import Theme
from sitegen.render.views.comparison import comparison_view
from sitegen.render.views.disclosure import disclosure_view, withheld_view
from sitegen.render.views.project import ProjectPages
from sitegen.render.views.withheld import explanation
from sitegen.translations import Catalogue


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
        self._press = Press(config, theme, shared, self._articles)

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
            place = self._press.place(path, language, catalogue)
            name: str
            view: object
            match disclosure:
                case OpenDisclosure():
                    name, view = "disclosure", disclosure_view(place, disclosure, years, self._programmes)
                case WithheldDisclosure():
                    name, view = "disclosure-withheld", withheld_view(place, disclosure, years)
            yield self._press.page(name, place, subjects.of_disclosure(place, self._config, disclosure), view)
            yield from self._project_pages(place, disclosure)
            yield from self._explanation(language, disclosure, catalogue)

    def _project_pages(self, place: Place, disclosure: Disclosure) -> Iterator[File]:
        if not isinstance(disclosure, OpenDisclosure) or not Spots.of(disclosure).apart:
            return
        for project, own, view in ProjectPages(disclosure, self._programmes).views(place):
            yield self._press.page("project", own, subjects.of_project(own, self._config, disclosure, project), view)

    def _explanation(self, language: Language, disclosure: Disclosure, catalogue: Catalogue) -> Iterator[File]:
        path = addresses.withheld(disclosure.department.id, disclosure.year)
        place = self._press.place(path, language, catalogue)
        own = (article for article in self._articles if article.language is language)
        general = next((article for article in own if addresses.article(article.name) == addresses.WITHHELD), None)
        more = None if general is None else Link(place.to(addresses.WITHHELD), general.title)
        view = explanation(place, self._config, disclosure, more)
        if view is not None:
            yield self._press.page("withheld", place, subjects.of_withheld(place, disclosure), view)

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
        place = self._press.place(path, language, catalogue)
        view = comparison_view(place, compared, (Spots.of(before), Spots.of(after)))
        return self._press.page("comparison", place, subjects.of_comparison(place, compared), view)

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
        listings = Listings(
            self._press,
            self._config,
            self._theme,
            self._taxonomy,
            self._programmes,
            directory,
            catalogues,
            coverages,
        )
        for language in Language:
            yield from listings.overviews(language)
        yield from OwnPages(self._press, self._config, self._theme, self._articles, pages).overviews()
