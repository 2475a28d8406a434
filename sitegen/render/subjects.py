"""What each kind of page says of itself in its head: titles, description, column, publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from sitegen.config import Programme, SiteConfig
from sitegen.public import addresses
from sitegen.public.comparison import Comparison
from sitegen.public.model import Department, Disclosure, OpenDisclosure, OpenProject
from sitegen.public.summary import published_date
from sitegen.render.frame import Subject, of_language
from sitegen.render.head import Publication
from sitegen.render.markdown import Article
from sitegen.render.phrases import Phrase, Voice
from sitegen.render.place import Link, Place
from sitegen.render.views.disclosure import forms_of


def trail(place: Place, *above: tuple[PurePosixPath, str]) -> tuple[Link, ...]:
    """Return the links of the breadcrumb: the home page, then the pages above with the keys of their names."""
    pages = ((addresses.HOME, "nav.home"), *above)
    return tuple(Link(place.to(path), place.say(key)) for path, key in pages)


def _names(voice: Voice, department: Department) -> tuple[str, str]:
    """Return a department's full and its short name, for titles and attributes."""
    name = voice.attribute(department.name, department.id)
    return name, name if department.short_name is None else voice.attribute(department.short_name, department.id)


def of_home(place: Place, config: SiteConfig) -> Subject:
    """Describe the home page."""
    return Subject((), of_language(config.tagline, place.language), "home")


def of_column(place: Place, key: str) -> Subject:
    """Describe the page of a column: ``departments``, ``years`` or ``search``."""
    return Subject((place.say(f"{key}.heading").text,), place.say(f"column.{key}.description").text, key)


def of_department(place: Place, voice: Voice, department: Department) -> Subject:
    """Describe the hub of a department."""
    name, short = _names(voice, department)
    return Subject(
        titles=(name, short),
        description=place.say("department.description", name=name).text,
        column="departments",
        trail=trail(place, (addresses.DEPARTMENTS, "nav.departments")),
    )


def of_year(place: Place, year: int) -> Subject:
    """Describe the overview of a year."""
    return Subject(
        titles=(place.say("year.heading", year=str(year)).text,),
        description=place.say("year.description", year=str(year)).text,
        column="years",
        trail=trail(place, (addresses.YEARS, "nav.years")),
    )


def of_programme(place: Place, programme: Programme, number: int) -> Subject:
    """Describe a page of a programme."""
    name = of_language(programme.name, place.language)
    title = name if number == 1 else place.say("projects.list.title", heading=name, number=number).text
    return Subject(
        titles=(title,),
        description=of_language(programme.description, place.language),
        column="programmes",
        trail=trail(place, (addresses.PROGRAMMES, "programmes.heading")),
    )


def of_projects(place: Place, year: int, number: int) -> Subject:
    """Describe a page of the list of all projects of a year."""
    heading = place.say("projects.list.heading", year=str(year)).text
    title = heading if number == 1 else place.say("projects.list.title", heading=heading, number=number).text
    return Subject(
        titles=(title,),
        description=place.say("projects.list.description", year=str(year), number=number).text,
        column="years",
        trail=(
            *trail(place, (addresses.YEARS, "nav.years")),
            Link(place.to(addresses.year(year)), place.say("year.heading", year=str(year))),
        ),
    )


def of_disclosure(place: Place, config: SiteConfig, disclosure: Disclosure) -> Subject:
    """Describe the page of a department-year; where its disclosure has no date, that of the site stands in."""
    department = disclosure.department
    name, short = _names(place.voice, department)
    year = str(disclosure.year)
    published: date | None = None
    source = name
    document: Phrase | None = None
    if isinstance(disclosure, OpenDisclosure):
        published = published_date(disclosure)
        source = place.voice.attribute(disclosure.source.publisher or department.name, department.id)
        whose, title = place.voice.say(department.name), place.voice.say(disclosure.source.title)
        document = place.say("footer.document", department=whose, year=year, title=title)
    heading = place.say(forms_of(disclosure), year=year).text
    titles = tuple(
        place.say("disclosure.title", heading=said, department=called).text
        for said, called in ((heading, name), (heading, short), (year, name), (year, short))
    )
    return Subject(
        titles=titles,
        description=place.say("disclosure.description", department=name, year=year).text,
        column="departments",
        publication=Publication(
            title=titles[0],
            published_on=published or config.updated_on,
            source=source,
            keywords=place.say("disclosure.keywords", department=name, year=year).text,
        ),
        trail=trail(place, (addresses.DEPARTMENTS, "nav.departments")),
        document=document,
    )


def of_project(place: Place, config: SiteConfig, disclosure: OpenDisclosure, project: OpenProject) -> Subject:
    """Describe the page of a project, which stands below that of its department-year."""
    name, short = _names(place.voice, disclosure.department)
    title, year = place.voice.attribute(project.name, project.id), str(disclosure.year)
    above = of_disclosure(place, config, disclosure)
    publication = above.publication
    return Subject(
        titles=tuple(place.say("disclosure.title", heading=title, department=called).text for called in (name, short)),
        description=place.say("project.description", department=name, year=year, name=title).text,
        column="departments",
        publication=None if publication is None else replace(publication, title=title),
        trail=(
            *trail(place, (addresses.DEPARTMENTS, "nav.departments")),
            Link(
                place.to(addresses.department_year(disclosure.department.id, disclosure.year)),
                place.say(forms_of(disclosure), year=year),
            ),
        ),
        document=above.document,
    )


def of_comparison(place: Place, comparison: Comparison) -> Subject:
    """Describe the page that compares two years of a department."""
    years = {"before": str(comparison.before), "after": str(comparison.after)}
    name, short = _names(place.voice, comparison.department)
    heading = place.say("compare.heading", **years).text
    return Subject(
        titles=tuple(
            place.say("disclosure.title", heading=heading, department=called).text for called in (name, short)
        ),
        description=place.say("compare.description", department=name, **years).text,
        column="departments",
        trail=trail(place, (addresses.DEPARTMENTS, "nav.departments")),
    )


def of_withheld(place: Place, disclosure: Disclosure) -> Subject:
    """Describe the page that explains what of a department-year is withheld."""
    department, year = disclosure.department, str(disclosure.year)
    name, short = _names(place.voice, department)
    heading, brief = (place.say(key, year=year).text for key in ("held.heading", "held.title"))
    above = place.to(addresses.department_year(department.id, disclosure.year))
    return Subject(
        titles=(
            *(
                place.say("disclosure.title", heading=said, department=called).text
                for said in (heading, brief)
                for called in (name, short)
            ),
            # Where even the short name is too long for a title; the trail and the page itself say whose it is.
            heading,
        ),
        description=place.say("held.description", department=name, year=year).text,
        column="departments",
        trail=(
            *trail(place, (addresses.DEPARTMENTS, "nav.departments")),
            Link(above, place.say(forms_of(disclosure), year=year)),
        ),
    )


def of_article(place: Place, config: SiteConfig, article: Article) -> Subject:
    """Describe a page of the publisher's."""
    return Subject(
        titles=(article.title.text,),
        description=article.description.text,
        column="article",
        publication=Publication(
            title=article.title.text,
            published_on=config.updated_on,
            source=of_language(config.organiser, place.language),
            keywords=place.say("column.keywords", name=article.title.text).text,
        ),
        trail=trail(place),
    )


def of_missing(place: Place) -> Subject:
    """Describe the page that stands for missing ones."""
    return Subject((place.say("missing.heading").text,), place.say("missing.lede").text, "home", listed=False)
