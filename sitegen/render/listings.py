"""The pages that list: home, departments, years, projects, programmes, and the search.

They are made of the small summaries of all department-years, each to be made or left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TypeAlias

from sitegen.config import Programme, SiteConfig, Taxonomy
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.public.coverage import Coverage
from sitegen.public.directory import Directory
from sitegen.public.model import Department
from sitegen.public.summary import DisclosureSummary
from sitegen.render import subjects
from sitegen.render.frame import Subject, of_language
from sitegen.render.overviews import Overview, of_summary
from sitegen.render.phrases import Voices, phrase
from sitegen.render.press import Press
from sitegen.render.theme import Theme
from sitegen.render.views.departments import department_view, departments_view
from sitegen.render.views.home import home_view
from sitegen.render.views.lists import Lists
from sitegen.render.views.programmes import programme_view, programmes_view
from sitegen.render.views.projects import projects_view
from sitegen.render.views.search import Option, search_view
from sitegen.render.views.years import year_view, years_view
from sitegen.translations import Catalogue

#: Where the search finds its index, one folder a language.
_PAGEFIND = PurePosixPath("pagefind")

#: What a page is about, and its view.
_Told: TypeAlias = tuple[Subject, object]


@dataclass(frozen=True, slots=True)
class Listings:
    """Lists them.

    ``catalogues`` are the English of each department, by its id; ``coverages`` say who has published, by year.
    """

    press: Press
    config: SiteConfig
    theme: Theme
    taxonomy: Taxonomy
    programmes: Mapping[str, Programme]
    directory: Directory
    catalogues: Mapping[str, Catalogue]
    coverages: Mapping[int, Coverage]

    def overviews(self, language: Language) -> Iterator[Overview]:
        """List the pages of a language."""
        page, directory = partial(self._page, language), self.directory
        yield page("home", addresses.HOME, self._home)
        yield page("departments", addresses.DEPARTMENTS, self._departments)
        for department in directory.departments.values():
            path, of = addresses.department(department.id), directory.of_department(department.id)
            yield page("department", path, partial(self._department, department), of)
        yield page("years", addresses.YEARS, self._years)
        for year in directory.years:
            yield page("year", addresses.year(year), partial(self._year, year), directory.of_year(year))
            for number, listed in enumerate(directory.project_pages(year), 1):
                projects = partial(self._projects, year, number)
                yield page("projects", addresses.projects(year, number), projects, (summary for summary, _ in listed))
        if directory.programmes:
            yield page("programmes", addresses.PROGRAMMES, self._programmes, ())
        for name in sorted(directory.programmes):
            for number, funded in enumerate(directory.programme_pages(name), 1):
                programme = partial(self._programme, name, number)
                yield page("programme", addresses.programme(name, number), programme, (each.summary for each in funded))
        yield page("search", addresses.SEARCH, self._search, ())

    def _page(
        self,
        language: Language,
        template: str,
        path: PurePosixPath,
        told: Callable[[Lists], _Told],
        of: Iterable[DisclosureSummary] | None = None,
    ) -> Overview:
        listed = None if of is None else frozenset(map(of_summary, of))
        return Overview(
            addresses.in_language(path, language), listed, partial(self._made, language, template, path, told)
        )

    def _made(self, language: Language, template: str, path: PurePosixPath, told: Callable[[Lists], _Told]) -> bytes:
        lists = Lists(self.press.place(path, language), Voices(language, self.catalogues), self.directory)
        subject, view = told(lists)
        return self.press.page(template, lists.place, subject, view, fell_back=lists.voices.fell_back)[1]

    def _home(self, lists: Lists) -> _Told:
        language = lists.place.language
        title = phrase(of_language(self.config.title, language), language)
        tagline = phrase(of_language(self.config.tagline, language), language)
        latest = self.coverages[max(self.coverages)] if self.coverages else None
        view = home_view(lists, title, tagline, self.programmes, latest)
        return subjects.of_home(lists.place, self.config), view

    def _departments(self, lists: Lists) -> _Told:
        return subjects.of_column(lists.place, "departments"), departments_view(lists)

    def _department(self, department: Department, lists: Lists) -> _Told:
        view = department_view(lists, department)
        return subjects.of_department(lists.place, lists.voices.of(department.id), department), view

    def _years(self, lists: Lists) -> _Told:
        return subjects.of_column(lists.place, "years"), years_view(lists)

    def _year(self, year: int, lists: Lists) -> _Told:
        return subjects.of_year(lists.place, year), year_view(lists, year, self.coverages.get(year))

    def _projects(self, year: int, number: int, lists: Lists) -> _Told:
        return subjects.of_projects(lists.place, year, number), projects_view(lists, year, number)

    def _programmes(self, lists: Lists) -> _Told:
        return subjects.of_column(lists.place, "programmes"), programmes_view(lists, self.programmes)

    def _programme(self, name: str, number: int, lists: Lists) -> _Told:
        programme = self.programmes[name]
        return subjects.of_programme(lists.place, programme, number), programme_view(lists, name, programme, number)

    def _search(self, lists: Lists) -> _Told:
        place = lists.place
        here, there = (
            f"{place.to_file(_PAGEFIND / language.value)}/" for language in (place.language, place.language.other)
        )
        version = self.taxonomy.of_year(max(lists.directory.years, default=0))
        categories = [
            Option(code, place.voice.say(name))
            for level1 in version.level1
            for code, name in ((level1.code, level1.name), *((level2.code, level2.name) for level2 in level1.level2))
        ]
        script, worker = (place.to_file(self.theme.asset_path(name)) for name in ("search.js", "search-worker.js"))
        programmes = [
            Option(name, phrase(of_language(programme.name, place.language), place.language))
            for name, programme in self.programmes.items()
            if name in lists.directory.programmes
        ]
        view = search_view(lists, (here, there), (script, worker), categories, programmes)
        return subjects.of_column(place, "search"), view
