"""What changed between two releases: each change once, and nothing that only moved on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from sitegen.public.model import Reason
from sitegen.public.rows import Kind, Row
from sitegen.review.changes import Change, Changed, Present, compare
from sitegen.review.subjects import Subject

WHOLE = Row("disclosure", Kind.DISCLOSURE, name="绩效目标表", digest="0")
UNIT = Row("u-office", Kind.UNIT, "disclosure", "局机关", digest="1")


def subject(row: Row) -> Subject:
    return Subject(PurePosixPath("content/city/2024.yaml"), None, "市教育局", 2024, row.kind, name=row.name)


def project(of: str, /, **fields: object) -> Row:
    row = Row(f"p-{of}", Kind.PROJECT, "u-office", of, amounts=("1.00",), digest=f"text of {of}")
    return replace(row, **fields)  # type: ignore[arg-type]  # fields of the row


def indicator(number: int, text: str, within: str = "p-a") -> Row:
    return Row(f"{within}--{number}", Kind.INDICATOR, within, text.partition(" ")[0], digest=text)


def withheld(number: int, code: str | None = None, **fields: object) -> Row:
    row = Row(f"p-withheld--{number}", Kind.PROJECT, "u-office", reason=Reason.STATE_SECRET, code=code)
    return replace(row, **fields)  # type: ignore[arg-type]  # fields of the row


def present(row: Row, address: str | None = None, name: str | None = None, code: str | None = None) -> Present:
    return Present(row, subject(row), address or row.id, name or row.name, code or row.code)


def changes(before: Sequence[Row], after: Sequence[Row | Present]) -> list[Changed]:
    heads = [WHOLE, UNIT]
    coming = [each if isinstance(each, Present) else present(each) for each in (*heads, *after)]
    return list(compare([*heads, *before], coming, subject))


def told(before: Sequence[Row], after: Sequence[Row | Present]) -> list[tuple[Change, str | None, str | None]]:
    return [(each.change, _id(each.before), _id(each.after)) for each in changes(before, after)]


def _id(row: Row | None) -> str | None:
    return None if row is None else row.id


def test_what_is_the_same_has_not_changed() -> None:
    rows = [project("a"), indicator(1, "x"), indicator(2, "x"), withheld(1, "C")]
    assert told(rows, rows) == []


def test_a_text_and_an_amount_that_changed_are_told_apart() -> None:
    after = [project("a", digest="new"), project("b", amounts=("2.00",)), project("c", name="d")]
    assert told([project("a"), project("b"), project("c")], after) == [
        (Change.TEXT, "p-a", "p-a"),
        (Change.AMOUNTS, "p-b", "p-b"),
        (Change.TEXT, "p-c", "p-c"),
    ]


def test_what_came_and_what_went_are_told_once_with_all_that_is_in_them() -> None:
    before = [project("a"), indicator(1, "x"), indicator(2, "y")]
    after = [project("b"), indicator(1, "x", "p-b")]
    found = changes(before, after)
    assert [(each.change, each.subject.name, each.below) for each in found] == [
        (Change.ADDED, "b", 1),
        (Change.REMOVED, "a", 2),
    ]


def test_what_is_withheld_now_is_known_by_the_address_its_file_tells() -> None:
    before = [project("a"), indicator(1, "x"), project("b")]
    found = changes(before, [present(withheld(1), address="p-a"), project("b")])
    assert [(each.change, each.before, each.below) for each in found] == [(Change.WITHHELD, project("a"), 1)]


def test_what_stays_withheld_is_known_by_its_code_whatever_its_number() -> None:
    before = [withheld(1, "C"), withheld(2, "D")]
    after = [present(withheld(1, "D"), "p-d"), present(withheld(2, "C"), "p-c")]
    assert told(before, after) == []


def test_another_reason_or_amount_of_what_stays_withheld_is_told() -> None:
    after = withheld(1, "C", reason=Reason.WORK_SECRET, amounts=("3.00",))
    assert told([withheld(1, "C")], [present(after, "p-c")]) == [
        (Change.REASON, "p-withheld--1", "p-withheld--1"),
        (Change.AMOUNTS, "p-withheld--1", "p-withheld--1"),
    ]


def test_what_is_open_now_is_known_by_its_code() -> None:
    before = [withheld(1, "C"), withheld(2, "D")]
    assert told(before, [present(project("a"), code="D"), present(withheld(1, "C"), "p-c")]) == [
        (Change.OPENED, "p-withheld--2", "p-a")
    ]


def test_what_is_open_now_and_has_no_code_is_known_by_its_place() -> None:
    before = [project("a"), withheld(1), project("c")]
    assert told(before, [project("a"), project("b"), project("c")]) == [(Change.OPENED, "p-withheld--1", "p-b")]


def test_an_open_item_may_have_the_id_of_a_withheld_one() -> None:
    assert told([project("a")], [project("a"), present(withheld(1), address="p-a")]) == [
        (Change.ADDED, None, "p-withheld--1")
    ]


def test_an_indicator_put_in_before_others_is_all_that_is_new() -> None:
    before = [project("a"), indicator(1, "x 1"), indicator(2, "y 1"), indicator(3, "z 1")]
    after = [project("a"), indicator(1, "new 1"), indicator(2, "x 1"), indicator(3, "y 2"), indicator(4, "z 1")]
    assert told(before, after) == [(Change.TEXT, "p-a--2", "p-a--3"), (Change.ADDED, None, "p-a--1")]


def test_an_indicator_that_is_withheld_now_is_known_by_the_name_in_its_file() -> None:
    before = [project("a"), indicator(1, "x"), indicator(2, "y")]
    hidden = Row("p-a--3", Kind.INDICATOR, "p-a", reason=Reason.STATE_SECRET)
    after: list[Row | Present] = [project("a"), indicator(1, "new"), indicator(2, "x"), present(hidden, name="y")]
    assert told(before, after) == [(Change.WITHHELD, "p-a--2", "p-a--3"), (Change.ADDED, None, "p-a--1")]


def test_a_project_in_another_unit_has_moved() -> None:
    other = Row("u-other", Kind.UNIT, "disclosure", "分局", digest="1")
    assert told([other, project("a")], [other, project("a", within="u-other")]) == [(Change.MOVED, "p-a", "p-a")]


def test_before_the_first_release_there_is_one_line_for_all_of_it() -> None:
    [found] = compare([], [present(row) for row in (WHOLE, UNIT, project("a"))], subject)
    assert (found.change, found.below) == (Change.ADDED, 2)


def test_of_a_department_year_that_is_gone_there_is_one_line() -> None:
    [found] = compare([WHOLE, UNIT, project("a")], [], subject)
    assert (found.change, found.below) == (Change.REMOVED, 2)


_names = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)
_digests = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("12"))


@given(_names, _names, _digests)
def test_every_row_that_differs_is_told_and_no_other(before: list[str], after: list[str], new: dict[str, str]) -> None:
    coming = [project(each, digest=new.get(each, f"text of {each}")) for each in after]
    found = told([project(each) for each in before], coming)
    assert {(change, old or now) for change, old, now in found} == {
        *((Change.ADDED, f"p-{each}") for each in after if each not in before),
        *((Change.REMOVED, f"p-{each}") for each in before if each not in after),
        *((Change.TEXT, f"p-{each}") for each in after if each in before and each in new),
    }
