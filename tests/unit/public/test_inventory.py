"""What a release publishes, row by row: complete, public, and the same until something changes."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.public.inventory import (
    DamagedInventoryError,
    Kind,
    Row,
    inventory_of,
    of_site,
    read_inventory,
    read_site_inventory,
    rows_of,
    written,
)
from sitegen.public.model import (
    AmountsProtecting,
    AmountsWithheld,
    Disclosure,
    Funds,
    OpenDisclosure,
    OpenProject,
    OpenUnit,
    Reason,
    Unpublished,
    WithheldDisclosure,
)
from sitegen.values.money import Money
from tests.support.pages import ROOT
from tests.support.public_content import public_content

DISCLOSURES = {(each.department.id, each.year): each for each in public_content(ROOT).disclosures}
_SECRETS = ("guangzhou-political-legal", 2024)


def _with_first_project(disclosure: Disclosure, **fields: object) -> OpenDisclosure:
    assert isinstance(disclosure, OpenDisclosure)
    table = disclosure.project_goals
    assert table is not None
    unit, *units = table.units
    assert isinstance(unit, OpenUnit)
    project, *projects = unit.projects
    assert isinstance(project, OpenProject)
    changed = replace(unit, projects=(replace(project, **fields), *projects))  # type: ignore[arg-type]  # named by tests
    return replace(disclosure, project_goals=replace(table, units=(changed, *units)))


def _changed(one: Disclosure, other: Disclosure) -> list[tuple[Row, Row]]:
    rows = zip(inventory_of(one).rows, inventory_of(other).rows, strict=True)
    return [(before, after) for before, after in rows if before != after]


@pytest.mark.parametrize("disclosure", DISCLOSURES.values(), ids=lambda each: f"{each.department.id}-{each.year}")
def test_what_is_written_is_read_back_as_it_was(disclosure: Disclosure) -> None:
    inventory = inventory_of(disclosure)
    assert read_inventory(written(inventory)) == inventory


@pytest.mark.parametrize("disclosure", DISCLOSURES.values(), ids=lambda each: f"{each.department.id}-{each.year}")
def test_every_row_has_an_id_of_its_own_and_stands_in_one_before_it(disclosure: Disclosure) -> None:
    seen: set[str | None] = {None}
    for row in inventory_of(disclosure).rows:
        assert row.id not in seen
        assert row.within in seen
        seen.add(row.id)


def test_a_row_knows_its_place_in_the_record() -> None:
    places = {row.id: path for path, row in rows_of(DISCLOSURES[_SECRETS])}
    assert places["p-withheld--wwzxjf"][:2] == ("project_goals", "units")
    assert places["disclosure"] == ()


def test_of_what_is_withheld_an_inventory_says_what_the_page_says_and_no_more() -> None:
    withheld = [row for row in inventory_of(DISCLOSURES[_SECRETS]).rows if row.reason is not None]
    assert [(row.code, row.name, row.digest) for row in withheld] == [
        ("WWZXJF", None, None),
        ("GZIT2023-SM-N-C-006014", None, None),
    ]
    assert withheld[0].amounts == ("118.00", "118.00", None, None)


def test_a_withheld_disclosure_is_one_row() -> None:
    department = DISCLOSURES[_SECRETS].department
    inventory = inventory_of(WithheldDisclosure(department, 2023, Reason.WORK_SECRET, None))
    assert inventory.rows == (Row("disclosure", Kind.DISCLOSURE, reason=Reason.WORK_SECRET),)


def test_a_changed_text_changes_the_digest_of_its_row_alone() -> None:
    disclosure = DISCLOSURES[_SECRETS]
    [(before, after)] = _changed(disclosure, _with_first_project(disclosure, goal="另一个目标"))
    assert after == replace(before, digest=after.digest)


def test_a_changed_amount_leaves_the_digest_as_it_was() -> None:
    disclosure = DISCLOSURES[_SECRETS]
    unit = disclosure.project_goals.units[0] if isinstance(disclosure, OpenDisclosure) else None  # type: ignore[union-attr]  # has a table
    assert isinstance(unit, OpenUnit)
    before_funds = unit.projects[0].funds
    assert isinstance(before_funds, Funds)
    funds = replace(before_funds, total=Money.parse("231.00"))
    [(before, after)] = _changed(disclosure, _with_first_project(disclosure, funds=funds))
    assert before.digest == after.digest
    assert (before.amounts[0], after.amounts[0]) == ("230.00", "231.00")


@pytest.mark.parametrize(("funds", "why"), [(AmountsWithheld(), "withheld"), (AmountsProtecting(), "protecting")])
def test_amounts_that_are_not_published_are_no_blank(funds: Unpublished, why: str) -> None:
    disclosure = DISCLOSURES[_SECRETS]
    [(before, after)] = _changed(disclosure, _with_first_project(disclosure, funds=funds))
    assert (before.kept_back, after.amounts, after.kept_back) == (None, (), why)


def test_what_is_blank_is_not_part_of_a_digest() -> None:
    """A field that is added to the model, and says nothing yet, makes no release look changed."""
    disclosure = DISCLOSURES[_SECRETS]
    assert _changed(disclosure, _with_first_project(disclosure, notes=())) == []


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(name=_TEXTS, goal=_TEXTS, footnotes=st.lists(_TEXTS, max_size=2))
@settings(max_examples=60, deadline=None)
def test_a_digest_is_that_of_the_texts_as_json_whatever_stands_in_them(
    name: str, goal: str, footnotes: list[str]
) -> None:
    changed = _with_first_project(
        DISCLOSURES[_SECRETS], name=name, goal=goal, footnotes=tuple(footnotes), notes=(), page=None,
        transfer_document=None, programme=None, previous=None,
    )  # fmt: skip
    said = {"name": name, "goal": goal} | ({"footnotes": footnotes} if footnotes else {})
    data = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    digest = str(int.from_bytes(hashlib.sha256(data).digest()[:8])).zfill(20)
    row = next(row for row in inventory_of(changed).rows if row.kind is Kind.PROJECT)
    assert (row.name, row.digest) == (name, digest)
    assert read_inventory(written(inventory_of(changed))) == inventory_of(changed)


def test_a_digest_is_one_number_and_spells_no_word() -> None:
    rows = inventory_of(DISCLOSURES[_SECRETS]).rows
    assert all(re.fullmatch("[0-9]{20}", row.digest) for row in rows if row.digest is not None)


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
