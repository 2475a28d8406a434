"""The project's own content as the public model, read through the door as a build does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.config import Taxonomy
from sitegen.private.reading import read_content
from sitegen.public.addresses import Language
from sitegen.public.model import Disclosure
from sitegen.search import SearchRecord, search_records
from sitegen.telling import redacted
from sitegen.translations import Catalogue


@dataclass(frozen=True)
class PublicContent:
    """What may be published of a site."""

    disclosures: tuple[Disclosure, ...]
    catalogues: Mapping[str, Catalogue]
    taxonomy: Taxonomy

    def records(self, language: Language) -> tuple[SearchRecord, ...]:
        """Return the search records of all department-years."""
        return tuple(
            record
            for disclosure in self.disclosures
            for record in search_records(disclosure, self.catalogues[disclosure.department.id], self.taxonomy, language)
        )


def public_content(root: Path) -> PublicContent:
    """Read the content of the site in a folder."""
    reading = read_content(root)
    assert reading.taxonomy is not None
    return PublicContent(
        tuple(redacted(reading, accepted) for accepted in reading.accepted),
        reading.catalogues,
        reading.taxonomy,
    )
