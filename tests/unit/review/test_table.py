"""The table opens in a spreadsheet, and nothing in it is calculated there."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from sitegen.public.addresses import Language
from sitegen.render.phrases import phrase
from sitegen.review.page import words
from sitegen.review.sheets import COLUMNS, Line, Sheet
from sitegen.review.table import table


def cells(text: str) -> list[list[str]]:
    empty = phrase("", Language.ZH)
    line = Line({column: phrase(text, Language.ZH) if column == "place" else empty for column in COLUMNS}, urgent=False)
    data = table([Sheet("withheld", COLUMNS, (line,), "withheld.empty")], words(Language.ZH))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_cell_that_would_be_calculated_is_text(text: str) -> None:
    assert cells(text)[1][1] == f"'{text}"


@pytest.mark.parametrize("text", ["局机关", "a=1", "1-产出指标", '"引号"，逗号', "两\n行", ""])
def test_any_other_cell_stays_as_it_is(text: str) -> None:
    assert cells(text)[1][1] == text


def test_the_head_of_the_table_says_that_it_is_not_for_publication() -> None:
    assert "不得公开" in cells("")[0][0]
