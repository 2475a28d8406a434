"""The page that explains what of a department-year is withheld: what, on what basis, how much, and how to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.config import SiteConfig
from sitegen.public import addresses
from sitegen.public.model import (
    Disclosure,
    Indicator,
    OpenDisclosure,
    OpenProject,
    OpenUnit,
    OverallGoals,
    ProjectGoals,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.public.spots import Spots
from sitegen.public.withheld import withholds_amounts
from sitegen.public.withholding import Held, Withholding, withholding
from sitegen.render import formats
from sitegen.render.contacts import contact_facts
from sitegen.render.labels import distinct
from sitegen.render.phrases import Phrase
from sitegen.render.place import Fact, Heading, LanguageLink, Link, Place
from sitegen.render.views.budget import join
from sitegen.render.views.disclosure import forms_of
from sitegen.render.views.names import withheld_name

#: What a citizen may do, in this order; the words are ``held.ask.*``.
_STEPS = ("where", "how", "when", "refused", "appeal", "others", "site")


@dataclass(frozen=True, slots=True)
class WithheldView:
    """The page. ``more`` leads to what the publisher says of withholding in general, where there is such a page."""

    eyebrow: Link
    heading: Phrase
    other_heading: LanguageLink
    lede: Phrase
    facts: tuple[Fact, ...]
    places_heading: Heading
    places: tuple[Link, ...]
    basis_heading: Heading
    basis: tuple[Fact, ...]
    shown_heading: Heading
    shown: Phrase
    ask_heading: Heading
    steps: tuple[Phrase, ...]
    contact: tuple[Fact, ...]
    more: Link | None


class _Maker:
    def __init__(self, place: Place, config: SiteConfig, disclosure: Disclosure, more: Link | None) -> None:
        self._place = place
        self._config = config
        self._disclosure = disclosure
        self._more = more
        self._spots = Spots.of(disclosure)
        self._page = place.to(addresses.department_year(disclosure.department.id, disclosure.year))

    def make(self) -> WithheldView:
        place, disclosure = self._place, self._disclosure
        department = place.voice.say(disclosure.department.name)
        year = str(disclosure.year)
        counted = withholding(disclosure)
        other = place.language_link(place.other_messages.say("held.heading", year=year), "main")
        return WithheldView(
            eyebrow=Link(place.to(addresses.department(disclosure.department.id)), department),
            heading=place.say("held.heading", year=year),
            other_heading=other,
            lede=self._lede(counted),
            facts=tuple(self._facts(counted)),
            places_heading=place.heading("places", "held.places"),
            places=self._places(),
            basis_heading=place.heading("basis", "held.basis"),
            basis=tuple(
                Fact(place.say(f"reason.{reason.value}"), place.say(f"held.basis.{reason.value}"))
                for reason, _ in counted.by_reason
            ),
            shown_heading=place.heading("shown", "held.shown"),
            shown=place.say("held.shown.withheld" if withholds_amounts(disclosure) else "held.shown.published"),
            ask_heading=place.heading("ask", "held.ask"),
            steps=tuple(
                place.say(f"held.ask.{step}", department=department)
                if step == "where"
                else place.say(f"held.ask.{step}")
                for step in _STEPS
            ),
            contact=contact_facts(place, self._config.contact),
            more=self._more,
        )

    def _items(self, held: Held) -> Phrase:
        counts = (("units", held.units), ("projects", held.projects), ("tasks", held.tasks))
        said = [
            self._place.say(f"count.{key}", count=count)
            for key, count in (*counts, ("indicators", held.indicators))
            if count
        ]
        return join(self._place, said) if said else self._place.say("held.whole")

    def _lede(self, counted: Withholding) -> Phrase:
        say, held = self._place.say, counted.held
        if held.whole:
            return say("lede.disclosure_withheld")
        said = say("held.lede", items=self._items(held))
        if counted.amount is None:
            return said
        amount = formats.amount(counted.amount, self._place.language)
        sentence = (
            say("held.amount", amount=amount)
            if counted.permille is None
            else say("held.amount.share", amount=amount, share=formats.percent(counted.permille))
        )
        return say("sentence.next", said=said, sentence=sentence)

    def _facts(self, counted: Withholding) -> Iterator[Fact]:
        say = self._place.say
        for reason, held in counted.by_reason:
            yield Fact(say(f"reason.{reason.value}"), self._items(held))
        if counted.amount is not None:
            yield Fact(say("held.budget"), formats.amount(counted.amount, self._place.language))
        if counted.permille is not None:
            yield Fact(say("held.share"), formats.plain(formats.percent(counted.permille)))

    # Where it stands

    def _places(self) -> tuple[Link, ...]:
        match self._disclosure:
            case OpenDisclosure(project_goals=projects, overall_goals=overall):
                found = [] if projects is None else list(self._of_projects(projects))
                found += [] if overall is None else list(self._of_overall(overall))
                names = distinct(self._place.messages, [(name, ()) for name, _ in found])
                return tuple(Link(href, name) for name, (_, href) in zip(names, found, strict=True))
            case _:
                return (Link(self._page, self._place.say(forms_of(self._disclosure), year=str(self._disclosure.year))),)

    def _of_projects(self, goals: ProjectGoals) -> Iterator[tuple[Phrase, str]]:
        place = self._place
        for unit in goals.units:
            match unit:
                case WithheldUnit():
                    yield withheld_name(place, unit, "unit"), f"{self._page}#{addresses.unit_anchor(unit.id)}"
                case OpenUnit(projects=projects):
                    for project in projects:
                        hidden = isinstance(project, WithheldProject)
                        href = place.to_spot(self._spots.project(project.id, withheld=hidden))
                        match project:
                            case WithheldProject():
                                yield withheld_name(place, project, "project"), href
                            case OpenProject():
                                yield from self._of_indicators(place.voice.say(project.name), project.indicators, href)

    def _of_overall(self, goals: OverallGoals) -> Iterator[tuple[Phrase, str]]:
        for task in (*goals.key_tasks, *goals.other_tasks):
            if isinstance(task, WithheldTask):
                yield withheld_name(self._place, task, "task"), f"{self._page}#{addresses.task_anchor(task.id)}"
        name = self._place.say("overall.heading")
        yield from self._of_indicators(name, goals.indicators, f"{self._page}#{addresses.OVERALL_ANCHOR}")

    def _of_indicators(
        self, name: Phrase, indicators: tuple[Indicator, ...], href: str
    ) -> Iterator[tuple[Phrase, str]]:
        count = sum(isinstance(indicator, WithheldIndicator) for indicator in indicators)
        if count:
            yield self._place.say("held.of", name=name, items=self._place.say("count.indicators", count=count)), href


def explanation(place: Place, config: SiteConfig, disclosure: Disclosure, more: Link | None) -> WithheldView | None:
    """Prepare the page that explains what is withheld; ``None`` where nothing is."""
    return _Maker(place, config, disclosure, more).make() if withholding(disclosure).held.items else None
