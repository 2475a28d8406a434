from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from sitegen.config import DepartmentConfig, SiteConfig, Taxonomy
from sitegen.diagnostics.model import Finding
from sitegen.load import read
from sitegen.private.model import DisclosureRecord
from sitegen.typed import typed

PATH = PurePosixPath("content/city-justice/2024.yaml")
HEAD = "department: city-justice\nyear: 2024\nsource:\n  title: 表\n"


def parsed(text: str) -> tuple[DisclosureRecord | None, tuple[Finding, ...]]:
    loaded = read(PATH, text.encode())
    assert loaded.node is not None
    assert loaded.findings == ()
    return typed(DisclosureRecord, PATH, loaded.node)


def told(text: str) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.span.line, finding.span.column) for finding in parsed(text)[1]]


def test_a_file_becomes_a_record() -> None:
    record, findings = parsed(HEAD + "approved_on: 2024-01-15\n")
    assert findings == ()
    assert record is not None
    assert (record.year, record.approved_on and record.approved_on.isoformat()) == (2024, "2024-01-15")


def test_a_key_without_a_value_says_nothing() -> None:
    record, findings = parsed(HEAD + "notes:\napproved_on:\nyear_evidence:\n")
    assert findings == ()
    assert record is not None
    assert (record.notes, record.approved_on, record.year_evidence) == ((), None, None)


def test_a_required_key_without_a_value_is_told_at_the_key() -> None:
    assert told(HEAD.replace("  title: 表", "  title:")) == [("K107", 4, 3)]


def test_all_mistakes_come_at_once_each_at_its_place() -> None:
    text = (
        "department: 市司法局\nyear: 二〇二四\nyear_basis: guessed\nsource:\n  titel: 表\napproved_on: 20240115\n"
        "notes: 注\nproject_goals:\n  title: ' '\n  total: 十四万\n  units:\n    - id: a\n      name: [甲]\n    -\n"
    )
    assert sorted(told(text), key=lambda item: item[1:]) == [
        ("K104", 1, 13),
        ("A101", 2, 7),
        ("K108", 3, 13),
        ("K102", 4, 1),
        ("K101", 5, 3),
        ("A103", 6, 14),
        ("K103", 7, 8),
        ("A105", 9, 10),
        ("A102", 10, 10),
        ("K103", 13, 7),
        ("K107", 14, 6),
    ]


@pytest.mark.parametrize("text", ["1", "yes", "是", "True", "'true '"])
def test_no_other_word_is_taken_for_yes(text: str) -> None:
    form = "overall_goals:\n  title: 表\n  indicators:\n    - level1: 产出指标\n      declared_empty: "
    assert told(HEAD + form + text + "\n") == [("A104", 9, 23)]


@pytest.mark.parametrize(
    "text", ["20240115", "2024-1-15", "2024/01/15", "2024-02-30", "1705276800", "2024-01-15T00:00:00"]
)
def test_no_other_spelling_is_taken_for_a_date(text: str) -> None:
    assert told(HEAD + f"approved_on: {text}\n") == [("A103", 5, 14)]


@pytest.mark.parametrize("text", ["２０２４", "2_024", "2024.0", "0x7E8", "+2024"])
def test_no_other_spelling_is_taken_for_a_year(text: str) -> None:
    assert told(HEAD.replace("2024", text)) == [("A101", 2, 7)]


@pytest.mark.parametrize("text", ["1,485.34", "'1,485.34'", "-1", "1.005", "１", "1万元", "1 000", "'1 '", "1e3", ".5"])
def test_no_other_spelling_is_taken_for_an_amount(text: str) -> None:
    amounts = f"project_goals:\n  title: 表\n  units: []\n  total: {text}\n"
    assert told(HEAD + amounts) == [("A102", 8, 10)]


def test_a_comment_behind_official_text_is_an_error_and_behind_an_amount_is_none() -> None:
    form = "project_goals:\n  title: 表 #1\n  total: 14.07 # 万元\n  units: []\nnotes: # 待补\n  - 注 # 乙\n"
    assert told(HEAD + form) == [("Y114", 6, 12), ("Y114", 10, 7)]


def test_a_text_that_is_nothing_but_a_comment_is_an_error() -> None:
    assert told(HEAD + "year_evidence: #1 号文件\n") == [("Y114", 5, 16)]


def test_a_decision_may_be_one_word() -> None:
    record, findings = parsed(HEAD + "secrecy: withheld\n")
    assert findings == ()
    assert record is not None
    assert record.secrecy is not None
    assert record.secrecy.decision == "withheld"


def test_a_decision_that_is_no_word_allowed_is_told_with_those_that_are() -> None:
    (finding,) = parsed(HEAD + "secrecy: 保密\n")[1]
    assert (finding.code, finding.particulars["options"]) == ("K108", "open, withheld")


@pytest.mark.parametrize(
    ("key", "hint", "suggestion"),
    [
        ("titel", "similar", "title"),
        ("文件名称", "similar", "title"),
        ("发布机构", "similar", "publisher"),
        ("原文网址", "similar", "url"),
        ("url_", "similar", "url"),
        ("goal", "elsewhere", "goal"),
        ("department", "outermost", "department"),
        ("xyz", "none", ""),
    ],
)
def test_an_unknown_key_is_told_with_what_was_probably_meant(key: str, hint: str, suggestion: str) -> None:
    (finding,) = parsed(HEAD + f"  {key}: x\n")[1]
    assert (finding.code, finding.particulars["hint"], finding.particulars["suggestion"]) == ("K101", hint, suggestion)


@pytest.mark.parametrize(
    ("key", "suggestion"), [("总计", "total"), ("合计", "total"), ("财政拨款", "fiscal"), ("项目", "projects")]
)
def test_the_words_of_the_official_form_are_understood_as_keys(key: str, suggestion: str) -> None:
    form = f"project_goals:\n  title: 表\n  units:\n    - id: a\n      name: 甲\n      {key}: 1\n"
    (finding,) = parsed(HEAD + form)[1]
    assert finding.particulars["suggestion"] == suggestion


def test_the_files_of_the_site_are_read_the_same_way() -> None:
    loaded = read(PATH, b"id: city-justice\nname: x\nlevel: town\nregion: y\n")
    assert loaded.node is not None
    assert [finding.code for finding in typed(DepartmentConfig, PATH, loaded.node)[1]] == ["K108"]
    assert "K102" in {finding.code for finding in typed(Taxonomy, PATH, loaded.node)[1]}
    assert {finding.code for finding in typed(SiteConfig, PATH, loaded.node)[1]} == {"K101", "K102"}


def test_a_file_that_is_no_section_is_told() -> None:
    loaded = read(PATH, b"- a\n- b\n")
    assert loaded.node is not None
    assert [finding.code for finding in typed(DisclosureRecord, PATH, loaded.node)[1]] == ["K103"]


def test_no_word_of_the_validation_library_reaches_a_finding() -> None:
    findings = parsed(HEAD + "project_goals:\n  title: 表\n  units: 甲\n  total: 机密\n")[1]
    words = " ".join(value for finding in findings for value in finding.particulars.values())
    assert "pydantic" not in words.lower()
    assert "input" not in words.lower()
