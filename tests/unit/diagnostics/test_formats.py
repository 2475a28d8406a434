from __future__ import annotations

import json
from pathlib import PurePosixPath

from sitegen.diagnostics.formats import as_github, as_json, as_text
from sitegen.diagnostics.model import FrameLine, PublicFinding, Severity, Span
from sitegen.values.text import display_width

PATH = PurePosixPath("content/tianhe-justice/2024.yaml")
LINE = "      total: 十四万"
AMOUNT = PublicFinding(
    "A102",
    Span(PATH, 37, 14, 17),
    {
        "place": "project",
        "place_id": "office-equipment",
        "place_number": "1",
        "key": "total",
        "title": "总计",
        "text": "十四万",
        "reason": "chinese_numerals",
        "example": "14.07",
    },
    (FrameLine(36, "    - id: office-equipment"), FrameLine(37, LINE)),
)
HIDDEN = PublicFinding("A102", Span(PATH, 9, 14, 40), None, (FrameLine(8, None), FrameLine(9, None)))


def test_a_finding_is_a_line_and_a_code_frame() -> None:
    assert as_text([AMOUNT], "en") == (
        'content/tianhe-justice/2024.yaml:37:14  error A102  project "office-equipment": '
        "total is not an amount: 十四万\n"
        "   36 |     - id: office-equipment\n"
        "   37 |       total: 十四万\n"
        "      |              ^^^^^^ no Chinese numerals; write digits, in units of CNY 10,000 (万元), "
        "with two decimals at most, e.g. 14.07\n"
    )


def test_the_carets_stand_under_what_is_meant_on_a_terminal() -> None:
    _, _, shown, carets = as_text([AMOUNT], "zh").splitlines()
    start = carets.index("^")
    assert display_width(shown[: shown.index("十")]) == start
    assert carets.count("^") == display_width("十四万")


def test_hidden_lines_show_nothing_and_the_message_quotes_nothing() -> None:
    assert as_text([HIDDEN], "zh") == (
        "content/tianhe-justice/2024.yaml:9:14  错误 A102  不是金额（内容不显示）\n    8 | …\n    9 | …\n"
    )


def test_how_long_a_hidden_text_is_does_not_show() -> None:
    longer = PublicFinding("A102", Span(PATH, 9, 14, 400), None, HIDDEN.frame)
    for print_as in (as_text, as_json, as_github):
        assert print_as([HIDDEN], "zh") == print_as([longer], "zh")


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    text = "          goal: " + "前" * 800 + "388,400.00元" + "后" * 800
    span = Span(PATH, 5, 817, 828)
    particulars = {
        "place": "project",
        "place_id": "x",
        "place_number": "1",
        "amount": "388,400.00元",
        "wan": "38.84",
        "total": "8.22",
    }
    finding = PublicFinding("C102", span, particulars, (FrameLine(5, text),))
    _, shown, carets = as_text([finding], "zh").splitlines()
    assert display_width(shown) <= 110
    start = carets.index("^")
    position = shown.index("388,400.00元")
    assert display_width(shown[:position]) == start
    assert carets.count("^") == display_width("388,400.00元")


def test_findings_come_sorted_by_file_line_column_and_code() -> None:
    places = [("b", 1, 1), ("a", 2, 1), ("a", 1, 9), ("a", 1, 2)]
    findings = [
        PublicFinding("Y105", Span(PurePosixPath(file), line, column, column), {}, ()) for file, line, column in places
    ]
    listed = json.loads(as_json(findings, "zh"))
    assert [(item["file"], item["line"], item["column"]) for item in listed] == sorted(places)


def test_json_has_stable_keys() -> None:
    (item,) = json.loads(as_json([AMOUNT], "zh"))
    assert list(item) == [
        "code",
        "severity",
        "file",
        "line",
        "column",
        "end_column",
        "title",
        "message",
        "mend",
        "particulars",
        "frame",
    ]
    assert item["severity"] == "error"
    assert item["frame"][1] == {"line": 37, "text": LINE}


def test_json_of_what_is_hidden_says_so() -> None:
    (item,) = json.loads(as_json([HIDDEN], "zh"))
    assert item["particulars"] is None
    assert [line["text"] for line in item["frame"]] == [None, None]


def test_github_annotations_are_one_line_each_and_escaped() -> None:
    particulars = {**(AMOUNT.particulars or {}), "text": "50%\nx"}
    (line,) = as_github([PublicFinding("A102", AMOUNT.span, particulars, ())], "en").splitlines()
    assert line.startswith(
        "::error file=content/tianhe-justice/2024.yaml,line=37,col=14,endColumn=16,title=A102 not an amount::"
    )
    assert "50%25%0Ax" in line


def test_a_warning_that_a_policy_made_an_error_is_printed_as_one() -> None:
    finding = PublicFinding("X305", Span(PATH, 1, 1, 1), None, (), Severity.ERROR)
    assert as_github([finding], "zh").startswith("::error ")
    assert json.loads(as_json([finding], "zh"))[0]["severity"] == "error"


def test_nothing_is_printed_of_nothing() -> None:
    assert as_text([], "zh") == ""
    assert as_github([], "zh") == ""
    assert json.loads(as_json([], "zh")) == []


def test_control_characters_of_a_line_are_not_printed() -> None:
    finding = PublicFinding("Y105", Span(PATH, 1, 1, 1), {}, (FrameLine(1, "a\x1b[31mb\tc"),))
    assert "\x1b" not in as_text([finding], "zh")
    assert "\t" not in as_text([finding], "zh")
