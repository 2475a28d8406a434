"""What a release publishes, in files: read back as it was, or damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.public.inventory import (
    DamagedInventoryError,
    inventory_of,
    of_site,
    read_inventory,
    read_site_inventory,
    written,
)
from sitegen.public.model import Disclosure
from tests.support.pages import ROOT
from tests.support.public_content import public_content

DISCLOSURES = {(each.department.id, each.year): each for each in public_content(ROOT).disclosures}


@pytest.mark.parametrize("disclosure", DISCLOSURES.values(), ids=lambda each: f"{each.department.id}-{each.year}")
def test_what_is_written_is_read_back_as_it_was(disclosure: Disclosure) -> None:
    inventory = inventory_of(disclosure)
    assert read_inventory(written(inventory)) == inventory


@given(name=st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_text_is_read_back(name: str) -> None:
    inventory = inventory_of(next(iter(DISCLOSURES.values())))
    named = replace(inventory, rows=tuple(replace(row, name=name) for row in inventory.rows))
    assert read_inventory(written(named)) == named


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"version":2,"department":"a","year":2024,"rows":[]}',
        b'{"version":1,"department":"a","year":"soon","rows":[]}',
        b'{"version":1,"department":"a","year":2024,"rows":[{"id":"p-a","kind":"secret"}]}',
        b'{"version":1,"department":"a","year":2024,"rows":[],"more":1}',
        b'{"version":1,"department":"a","year":2024,"rows":[{"id":"a","kind":"unit","within":"a"}]}',
        b'{"version":1,"department":"a","year":2024,"rows":[{"id":"a","kind":"unit"},{"id":"a","kind":"unit"}]}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_inventory_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedInventoryError):
        read_inventory(data)
    with pytest.raises(DamagedInventoryError):
        read_site_inventory(data)


def test_the_inventory_of_the_site_names_those_of_its_departments() -> None:
    path, data = of_site("https://www.example.gov.cn", date(2024, 3, 1), [("b", 2024), ("a", 2023)])
    assert path.as_posix() == "inventory/site.json"
    assert json.loads(data)["inventories"] == ["inventory/a/2023.json", "inventory/b/2024.json"]
    assert read_site_inventory(data).updated_on == date(2024, 3, 1)
