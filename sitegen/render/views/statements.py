"""The sentence that the law prescribes for what is withheld, with the way to its explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sitegen.config import Programme
from sitegen.public import addresses
from sitegen.public.model import Department, Disclosure, Reason
from sitegen.public.spots import Spots
from sitegen.render.marks import Marks, statement
from sitegen.render.phrases import Phrase
from sitegen.render.place import Place

_EXPLAINED = Markup('{} <a href="{}">{}</a>')


class Statements:
    """The sentences of the page of a department-year."""

    def __init__(self, place: Place, department: Department, year: int) -> None:
        """Prepare the link that all of them have."""
        self._say = place.say
        self._href = place.to(addresses.withheld(department.id, year))
        self._label = place.say("withheld.why")

    def of(self, reason: Reason) -> Phrase:
        """Say that something is withheld, and for what reason."""
        said = self._say(statement(reason))
        return Phrase(said.text, _EXPLAINED.format(said, self._href, self._label))


@dataclass(frozen=True, slots=True)
class PageWords:
    """What all parts of the page of a department-year speak with."""

    place: Place
    marks: Marks
    statements: Statements
    programmes: Mapping[str, Programme]
    spots: Spots

    @classmethod
    def of(cls, place: Place, disclosure: Disclosure, programmes: Mapping[str, Programme]) -> PageWords:
        """Prepare the words of a page."""
        statements = Statements(place, disclosure.department, disclosure.year)
        return cls(place, Marks.of(place.messages), statements, programmes, Spots.of(disclosure))
