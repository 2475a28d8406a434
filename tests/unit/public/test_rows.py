"""What is published row by row: complete, public, and the same until something changes."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from sitegen.public.rows import Kind, Row, rows_of
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


def _rows(disclosure: Disclosure) -> list[Row]:
    return [row for _, row in rows_of(disclosure)]


def _changed(one: Disclosure, other: Disclosure) -> list[tuple[Row, Row]]:
    rows = zip(_rows(one), _rows(other), strict=True)
    return [(before, after) for before, after in rows if before != after]


@pytest.mark.parametrize("disclosure", DISCLOSURES.values(), ids=lambda each: f"{each.department.id}-{each.year}")
def test_every_row_has_an_id_of_its_own_and_stands_in_one_before_it(disclosure: Disclosure) -> None:
    seen: set[str | None] = {None}
    for row in _rows(disclosure):
        assert row.id not in seen
        assert row.within in seen
        seen.add(row.id)


def test_a_row_knows_its_place_in_the_record() -> None:
    places = {row.id: path for path, row in rows_of(DISCLOSURES[_SECRETS])}
    assert places["p-withheld--wwzxjf"][:2] == ("project_goals", "units")
    assert places["disclosure"] == ()


def test_of_what_is_withheld_a_row_says_what_the_page_says_and_no_more() -> None:
    withheld = [row for row in _rows(DISCLOSURES[_SECRETS]) if row.reason is not None]
    assert [(row.code, row.name, row.digest) for row in withheld] == [
        ("WWZXJF", None, None),
        ("GZIT2023-SM-N-C-006014", None, None),
    ]
    assert withheld[0].amounts == ("118.00", "118.00", None, None)


def test_a_withheld_disclosure_is_one_row() -> None:
    department = DISCLOSURES[_SECRETS].department
    withheld = WithheldDisclosure(department, 2023, Reason.WORK_SECRET, None)
    assert _rows(withheld) == [Row("disclosure", Kind.DISCLOSURE, reason=Reason.WORK_SECRET)]


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
    row = next(row for row in _rows(changed) if row.kind is Kind.PROJECT)
    assert (row.name, row.digest) == (name, digest)


def test_a_digest_is_one_number_and_spells_no_word() -> None:
    rows = _rows(DISCLOSURES[_SECRETS])
    assert all(re.fullmatch("[0-9]{20}", row.digest) for row in rows if row.digest is not None)
