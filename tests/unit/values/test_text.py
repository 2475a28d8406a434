from __future__ import annotations

import pytest

from sitegen.values.text import display_width, shortened


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("十四万", 6), ("：", 2), ("“", 1), ("e\u0301", 1), ("", 0), ("≥", 1)]
)
def test_han_characters_take_two_columns(text: str, width: int) -> None:
    assert display_width(text) == width


def test_a_long_text_is_cut_and_says_so() -> None:
    assert shortened("一二三四五", 4) == "一二三…"
    assert shortened("一二三四", 4) == "一二三四"


def test_a_quoted_text_stays_on_its_line() -> None:
    assert shortened("一\n二  三") == "一 二 三"
