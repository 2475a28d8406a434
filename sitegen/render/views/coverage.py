"""How many of the departments that are expected to publish did, and which did not."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.public import addresses
from sitegen.public.coverage import Coverage
from sitegen.render.phrases import Phrase, phrase
from sitegen.render.place import Heading, Link
from sitegen.render.views.lists import Lists

#: How many missing departments the home page names.
MISSING_AT_HOME = 10


@dataclass(frozen=True, slots=True)
class MissingDepartment:
    """A department that has not published, and where it is."""

    name: Phrase
    region: Phrase


@dataclass(frozen=True, slots=True)
class CoverageView:
    """A year. ``basis`` says by what the departments are expected; ``more`` leads to all that are missing."""

    heading: Heading
    sentence: Phrase
    basis: Phrase
    url: str | None
    missing: tuple[MissingDepartment, ...]
    more: Link | None


def coverage_view(lists: Lists, coverage: Coverage, most: int | None = None) -> CoverageView:
    """Prepare the coverage of a year; ``most`` is how many of the missing departments are named."""
    place, expectation = lists.place, coverage.expectation
    year = expectation.year
    said = place.say("coverage.sentence", year=str(year), published=coverage.published, expected=coverage.expected)
    if coverage.withheld:
        withheld = place.say("coverage.withheld", count=coverage.withheld)
        said = place.say("sentence.next", said=said, sentence=withheld)
    if coverage.missing:
        said = place.say(
            "sentence.next", said=said, sentence=place.say("coverage.missing", count=len(coverage.missing))
        )
    shown = coverage.missing if most is None else coverage.missing[:most]
    left_out = len(coverage.missing) > len(shown) and year in lists.directory.years
    source = expectation.source
    return CoverageView(
        heading=place.heading("coverage", "coverage.heading"),
        sentence=said,
        basis=phrase(source.zh if place.language.value == "zh" else source.en, place.language),
        url=expectation.url,
        missing=tuple(
            MissingDepartment(lists.department(department), lists.voices.of(department.id).say(department.region))
            for department in shown
        ),
        more=Link(place.to(addresses.year(year), "coverage"), place.say("coverage.more", count=len(coverage.missing)))
        if left_out
        else None,
    )
