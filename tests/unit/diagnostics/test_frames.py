from __future__ import annotations

import pytest

from sitegen.diagnostics.frames import clamped, frame_of, lines_of
from sitegen.diagnostics.model import FrameLine
from tests.support.examining import some_span


@pytest.mark.parametrize(
    ("text", "lines"), [("", [""]), ("a\n", ["a", ""]), ("a\r\nb\rc", ["a", "b", "c"]), ("a\u2028b", ["a\u2028b"])]
)
def test_lines_are_counted_as_an_editor_counts_them(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


def test_a_frame_is_the_line_and_the_one_above() -> None:
    assert frame_of(["a", "b", "c"], some_span(2), lambda _: False) == (FrameLine(1, "a"), FrameLine(2, "b"))
    assert frame_of(["a", "b", "c"], some_span(1), lambda _: False) == (FrameLine(1, "a"),)


def test_a_hidden_line_comes_without_its_text() -> None:
    assert frame_of(["a", "b"], some_span(2), lambda number: number == 1) == (FrameLine(1, None), FrameLine(2, "b"))


def test_a_place_behind_the_end_is_brought_back_into_the_file() -> None:
    assert clamped(["abc", ""], some_span(9, 9, 12)) == some_span(2, 1, 1)
    assert clamped(["abc"], some_span(1, 2, 99)) == some_span(1, 2, 4)
