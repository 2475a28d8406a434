from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import UnreliableMemoryError
from sitegen.notes import Notes
from sitegen.public.model import AmountsWithheld, Department, Disclosure, Level, Reason, WithheldDisclosure

_OF = Department("roads", "道路局", None, Level.CITY, "示例市", None)
_DISCLOSURES: tuple[Disclosure, ...] = (
    WithheldDisclosure(_OF, 2024, Reason.WORK_SECRET, None),
    WithheldDisclosure(_OF, 2025, Reason.STATE_SECRET, AmountsWithheld()),
)


def test_a_disclosure_is_read_as_it_was_noted_with_the_texts_that_it_shows(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    for each in _DISCLOSURES:
        notes.keep(f"roads.{each.year}", each, ["道路局", "Roads", ""])
    assert [notes.disclosure(f"roads.{each.year}") for each in _DISCLOSURES] == [*_DISCLOSURES]
    assert notes.shown("roads.2025") == ["道路局", "Roads", ""]


def test_of_what_a_former_build_noted_the_texts_are_not_known(tmp_path: Path) -> None:
    former = Notes(tmp_path / "former")
    former.keep("roads.2024", _DISCLOSURES[0], ["道路局"])
    notes = Notes(tmp_path / "notes", former.folder)
    assert notes.disclosure("roads.2024") == _DISCLOSURES[0]
    assert notes.shown("roads.2024") is None


def test_what_is_damaged_is_not_read_as_anything_else(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes")
    notes.keep("roads.2024", _DISCLOSURES[0], ["道路局"])
    whole = (notes.folder / "roads.2024").read_bytes()
    for end in range(len(whole) - len("道路局".encode())):
        (notes.folder / "roads.2024").write_bytes(whole[:end])
        with pytest.raises(UnreliableMemoryError):
            notes.disclosure("roads.2024")
