"""What is known of sections without making their records: in which order they stand, and what they are narrowed by.

A site has thousands of department-years, and a change concerns one of them. So a store keeps the outlines of each, and
records are made only for the runs that are indexed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import cbor2

from sitegen.crew import Crew
from sitegen.public.addresses import Language
from sitegen.search.facets import FacetName
from sitegen.search.records import SearchRecord
from sitegen.search.sections import shown
from sitegen.search.store import Store, key_of, remembered
from sitegen.values.money import Money


@dataclass(frozen=True, slots=True)
class Source:
    """What search records are made of, such as a department-year.

    ``key`` is the digest of all that the records depend on; where it is ``None`` their outlines are always made.
    """

    key: bytes | None
    records: Callable[[], Sequence[SearchRecord]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A section: the number of its source and its own in that, and what the order, filters and sorting need of it.

    ``digest`` is that of all the page shows of it, which is all it is found by.
    """

    source: int
    number: int
    year: int
    page: str
    position: int
    anchor: str
    amount: Decimal | None
    facets: tuple[tuple[FacetName, str], ...]
    digest: bytes

    @property
    def place(self) -> tuple[int, Sequence[str], int, str]:
        """What sections are ordered by: newest year first, then by page and by place on it."""
        return (-self.year, self.page.split("/"), self.position, self.anchor)


def outlines(sources: Sequence[Source], language: Language, store: Store | None, crew: Crew) -> Iterator[Outline]:
    """Yield the outlines of all sections of some sources, out of the store as far as it has them."""
    keys = [None if source.key is None else key_of("outlines", language.value, source.key) for source in sources]
    for source, data in enumerate(remembered(store, keys, partial(_outlined, sources), crew)):
        for number, (year, page, position, anchor, amount, facets, digest) in enumerate(cbor2.loads(data)):
            wan = None if amount is None else Decimal(amount)
            named = tuple((FacetName(name), value) for name, value in facets)
            yield Outline(source, number, year, page, position, anchor, wan, named, digest)


def _outlined(sources: Sequence[Source], number: int) -> bytes:
    return cbor2.dumps(
        [
            [
                record.year,
                record.page.as_posix(),
                record.position,
                record.anchor or "",
                str(record.amount.wan) if isinstance(record.amount, Money) else None,
                [[facet.name.value, facet.value] for facet in record.facets],
                hashlib.sha256(cbor2.dumps(shown(record))).digest(),
            ]
            for record in sources[number].records()
        ]
    )
