"""The page that puts two years of a department side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.public import addresses
from sitegen.public.comparison import Comparison
from sitegen.public.model import OpenProject
from sitegen.public.shares import share
from sitegen.public.spots import Spots
from sitegen.public.totals import amount_of
from sitegen.render import formats
from sitegen.render.labels import distinct
from sitegen.render.marks import Marks
from sitegen.render.phrases import Phrase
from sitegen.render.place import Heading, LanguageLink, Link, Place
from sitegen.render.views.budget import join
from sitegen.render.views.lists import ListRow, ListTable
from sitegen.values.money import Money

#: How many rows a table has at most; of more, the first ones are shown and the others counted.
MOST = 40


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """A table under a heading, and what is left out of it."""

    heading: Heading
    table: ListTable
    left_out: Phrase | None


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The page. ``rule`` says how projects were matched."""

    eyebrow: Link
    heading: Phrase
    other_heading: LanguageLink
    lede: Phrase
    rule: Phrase
    tables: tuple[ComparedTable, ...]
    years_heading: Heading
    years: tuple[Link, ...]


class _Maker:
    def __init__(self, place: Place, comparison: Comparison, spots: tuple[Spots, Spots]) -> None:
        self._place = place
        self._marks = Marks.of(place.messages)
        self._of = comparison
        self._earlier, self._later = spots
        self._years = {"before": str(comparison.before), "after": str(comparison.after)}
        # Named once for all tables, so that no two links of the page are called the same.
        listed = [
            *((pair.after, comparison.after) for pair in comparison.continued),
            *((project, comparison.after) for project in comparison.added),
            *((project, comparison.before) for project in comparison.ended),
        ]
        names = distinct(
            place.messages,
            [(place.voice.say(project.name), (place.say("years.link", year=str(year)),)) for project, year in listed],
        )
        self._names = {(project.id, year): name for (project, year), name in zip(listed, names, strict=True)}

    def make(self) -> ComparisonView:
        place, of = self._place, self._of
        counts = (("continued", of.continued), ("added", of.added), ("ended", of.ended))
        said = join(place, [place.say(f"compare.count.{key}", count=len(found)) for key, found in counts])
        other = place.language_link(place.other_messages.say("compare.heading", **self._years), "main")
        department = of.department.id
        tables = (
            self._continued(),
            self._single("added", of.added, self._later),
            self._single("ended", of.ended, self._earlier),
            self._changed(),
        )
        return ComparisonView(
            eyebrow=Link(place.to(addresses.department(department)), place.voice.say(of.department.name)),
            heading=place.say("compare.heading", **self._years),
            other_heading=other,
            lede=self._lede(said),
            rule=place.say("compare.rule"),
            tables=tuple(table for table in tables if table is not None),
            years_heading=place.heading("years", "compare.years"),
            years=tuple(
                Link(place.to(addresses.department_year(department, year)), place.say("years.link", year=str(year)))
                for year in (of.after, of.before)
            ),
        )

    def _lede(self, counts: Phrase) -> Phrase:
        place, (before, after) = self._place, self._of.totals
        said = place.say("compare.lede", counts=counts)
        if before is None or after is None:
            return said
        difference = after - before
        permille = share(formats.magnitude(difference), before)
        change = place.say("compare.same")
        if difference:
            key = "compare.more" if difference.wan > 0 else "compare.less"
            change = place.say(key, amount=formats.amount(formats.magnitude(difference), place.language))
        if difference and permille is not None:
            change = place.say("compare.change", change=change, share=formats.percent(permille))
        amounts = {"former": formats.amount(before, place.language), "latter": formats.amount(after, place.language)}
        return place.say("sentence.next", said=said, sentence=place.say("compare.total", change=change, **amounts))

    def _table(
        self, key: str, heads: Sequence[Phrase], numeric: tuple[bool, ...], rows: Sequence[ListRow]
    ) -> ComparedTable | None:
        if not rows:
            return None
        place = self._place
        left_out = len(rows) - len(rows[:MOST])
        return ComparedTable(
            heading=place.heading(key, f"compare.{key}"),
            table=ListTable(
                f"c-{key}",
                place.say(f"compare.{key}.caption", **self._years),
                tuple(heads),
                numeric,
                tuple(rows[:MOST]),
            ),
            left_out=place.say("compare.left_out", count=left_out) if left_out else None,
        )

    def _amount_heads(self, *years: int) -> list[Phrase]:
        say = self._place.say
        return [say("list.project"), *(say("compare.amount", year=str(year)) for year in years)]

    def _continued(self) -> ComparedTable | None:
        rows = [
            ListRow(
                self._place.to_spot(self._later.project(pair.after.id)),
                self._names[pair.after.id, self._of.after],
                None
                if pair.before.name == pair.after.name
                else self._place.say("compare.formerly", name=self._place.voice.say(pair.before.name)),
                (
                    self._marks.figure(amount_of(pair.before.funds)),
                    self._marks.figure(amount_of(pair.after.funds)),
                    self._difference(pair.difference),
                ),
            )
            for pair in self._of.continued
        ]
        heads = [*self._amount_heads(self._of.before, self._of.after), self._place.say("compare.difference")]
        return self._table("continued", heads, (False, True, True, True), rows)

    def _difference(self, difference: Money | None) -> Phrase:
        if difference is None:
            return self._marks.missing
        amount = formats.figure(formats.magnitude(difference))
        if not difference:
            return self._place.say("compare.same")
        return self._place.say("compare.more" if difference.wan > 0 else "compare.less", amount=amount)

    def _single(self, key: str, projects: Sequence[OpenProject], spots: Spots) -> ComparedTable | None:
        rows = [
            ListRow(
                self._place.to_spot(spots.project(project.id)),
                self._names[project.id, spots.year],
                None,
                (self._marks.figure(amount_of(project.funds)),),
            )
            for project in projects
        ]
        return self._table(key, self._amount_heads(spots.year), (False, True), rows)

    def _changed(self) -> ComparedTable | None:
        voice, text = self._place.voice, self._marks.text
        names = [
            (voice.say(change.indicator.name or ""), (voice.say(change.project.name),)) for change in self._of.changed
        ]
        rows = [
            ListRow(
                self._place.to_spot(self._later.indicator(change.project.id, change.indicator.id)),
                name,
                voice.say(change.project.name),
                (text(voice.say_if(change.before)), text(voice.say_if(change.after))),
            )
            for change, name in zip(self._of.changed, distinct(self._place.messages, names), strict=True)
        ]
        say = self._place.say
        heads = [say("indicators.name"), *(say("years.link", year=year) for year in self._years.values())]
        return self._table("changed", heads, (False, False, False), rows)


def comparison_view(place: Place, comparison: Comparison, spots: tuple[Spots, Spots]) -> ComparisonView:
    """Prepare the page; ``spots`` are where the projects of the earlier and of the later year stand."""
    return _Maker(place, comparison, spots).make()
