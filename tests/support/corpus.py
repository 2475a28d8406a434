"""Many search records made out of few: clauses, names and figures of real ones, dealt anew from a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath

from sitegen.public.addresses import Language
from sitegen.search.facets import Facet, FacetName, amount_band
from sitegen.search.records import Kind, Role, SearchField, SearchRecord, Text
from sitegen.values.money import Money

_CLAUSES = {Language.ZH: re.compile(r"[^，。；,;.]+[，。；,;.]?"), Language.EN: re.compile(r"[^,;.]+[,;.]?\s*")}
_DIGITS = re.compile(r"[0-9]+")
_AMOUNT = re.compile(r"[0-9,.]+")
_DEPARTMENTS = 300


@dataclass
class _Deck:
    language: Language
    titles: list[str]
    clauses: list[str]
    indicators: list[SearchField]
    random: random.Random

    def figures(self, text: str) -> str:
        """Put other digits in the place of digits."""
        return _DIGITS.sub(lambda digits: str(self.random.randrange(10 ** len(digits[0]))), text)


def synthetic(records: Sequence[SearchRecord], count: int, seed: int) -> tuple[SearchRecord, ...]:
    """Deal records that read like the given ones, all of one language."""
    deck = _Deck(records[0].language, [], [], [], random.Random(seed))  # noqa: S311 - dice, not keys
    for record in records:
        for each in record.fields:
            texts = [text.text for text in each.texts]
            match each.role:
                case Role.TITLE:
                    deck.titles += texts
                case Role.GOAL:
                    found = (clause for text in texts for clause in _CLAUSES[deck.language].findall(text))
                    deck.clauses += [clause for clause in found if clause.strip()]
                case Role.INDICATOR:
                    deck.indicators.append(each)
                case Role.NOTE | Role.CONTEXT:
                    pass
    return tuple(_dealt(deck, deck.random.choice(records), place) for place in range(count))


def _dealt(deck: _Deck, like: SearchRecord, place: int) -> SearchRecord:
    chance = deck.random
    department, year = f"d{place % _DEPARTMENTS}", 2018 + place // _DEPARTMENTS % 8
    title = Text(f"{deck.figures(chance.choice(deck.titles))} {chance.randrange(1000)}", deck.language)
    goal = "".join(deck.figures(chance.choice(deck.clauses)) for _ in range(chance.randint(3, 14)))
    amount = Money(Decimal(chance.randrange(1, 9_000_000)) / 100)
    indicators = [
        SearchField(
            Role.INDICATOR, tuple(replace(text, text=deck.figures(text.text)) for text in each.texts), f"i-{at}"
        )
        for at, each in enumerate(chance.choices(deck.indicators, k=chance.randint(2, 8)))
    ]
    context = [each for each in like.fields if each.role is Role.CONTEXT and not _AMOUNT.fullmatch(each.texts[0].text)]
    return replace(
        like,
        kind=Kind.PROJECT,
        page=PurePosixPath(deck.language.value, "departments", department, f"{year}.html"),
        anchor=f"p-{place}",
        position=place,
        title=title,
        year=year,
        amount=amount,
        fields=(
            SearchField(Role.TITLE, (title,)),
            SearchField(Role.GOAL, (Text(goal, deck.language),)),
            *indicators,
            *context,
            *(SearchField(Role.CONTEXT, (Text(text, deck.language),)) for text in (str(year), str(amount))),
        ),
        facets=(
            Facet(FacetName.DEPARTMENT, department),
            Facet(FacetName.YEAR, str(year)),
            Facet(FacetName.AMOUNT, amount_band(amount)),
            Facet(FacetName.WITHHELD, "no"),
            *(each for each in like.facets if each.name in {FacetName.LEVEL, FacetName.CATEGORY}),
        ),
    )
