from __future__ import annotations

from pathlib import PurePosixPath

import pytest
import yaml

from sitegen.load import (
    Loaded,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    building,
    descend,
    lines_under,
    locate,
    read,
)

PATH = PurePosixPath("content/city-justice/2024.yaml")


def load(text: str | bytes) -> Loaded:
    return read(PATH, text.encode() if isinstance(text, str) else text)


def plain(node: Node | None) -> object:
    match node:
        case None:
            return None
        case ScalarNode(text=text):
            return text
        case MappingNode(entries=entries):
            return {key: plain(entry.value) for key, entry in entries.items()}
        case SequenceNode(items=items):
            return [plain(item) for item in items]


def told(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.span.line, finding.span.column) for finding in load(text).findings]


@pytest.fixture(params=["libyaml", "pure"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr(building, "_PARSER", yaml.Loader)


@pytest.mark.parametrize("text", ["010", "12:30", "no", "1_000", "2024-01-15", "0x1F", ".5", "1e3", "=", "项目#1"])
def test_every_scalar_stays_the_text_it_is(text: str) -> None:
    assert plain(load(f"annual: {text}\n").node) == {"annual": text}


def test_a_value_that_is_not_written_is_an_empty_text() -> None:
    assert plain(load("goal:\nname: 项目\n").node) == {"goal": "", "name": "项目"}


def test_a_byte_order_mark_is_accepted_and_moves_nothing() -> None:
    loaded = load(b"\xef\xbb\xbfname: a\nname: b\n")
    assert [(finding.code, finding.span.column) for finding in loaded.findings] == [("Y109", 1)]


def test_windows_line_ends_are_accepted() -> None:
    assert plain(load("a: 1\r\nb:\r\n  - c\r\n").node) == {"a": "1", "b": ["c"]}


def test_a_duplicate_key_names_both_lines_and_the_first_value_is_kept() -> None:
    loaded = load("a: 1\nb: 2\na: 3\n")
    (finding,) = loaded.findings
    assert (finding.code, finding.span.line, finding.particulars["first_line"]) == ("Y109", 3, "1")
    assert [span.line for span in finding.related] == [1]
    assert plain(loaded.node) == {"a": "1", "b": "2"}


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: 项目\ntotal： 14\nid: x\n", ("Y111", 2, 6)),
        ("project:\n  total： 14\n", ("Y111", 2, 8)),
        ("项目：14\nid: x\n", ("Y111", 1, 3)),
        ("id: x\ntotal:14\nname: y\n", ("Y112", 2, 6)),
        ("total:14\n", ("Y112", 1, 6)),
        ("a:\n\tb: 1\n", ("Y113", 2, 1)),
        ("a:\n  b: 1\n\u3000c: 2\n", ("Y117", 3, 1)),
        ("name: 项目: 完成\n", ("Y120", 1, 9)),
        ('name: "项目\nid: x\n', ("Y115", 1, 7)),
        ('name: "两平台"项目\n', ("Y116", 1, 12)),
        ("annual: >90%\n", ("Y118", 1, 9)),
        ("annual: %90\n", ("Y118", 1, 9)),
        ("annual: @x\n", ("Y118", 1, 9)),
        ("annual: `x`\n", ("Y118", 1, 9)),
        ("annual: [重点]工作\n", ("Y118", 1, 9)),
        ("annual: *项\n", ("Y107", 1, 9)),
        ("annual: *x\n", ("Y107", 1, 9)),
        ("annual: &x y\n", ("Y107", 1, 9)),
        ("annual: !x y\n", ("Y107", 1, 9)),
        ('name: "a\\q"\n', ("Y119", 1, 9)),
        ("a:\n  - b: 1\n   - c: 2\n", ("Y121", 3, 1)),
        ("a:\n  - b: 1\n  c: 2\n", ("Y121", 3, 1)),
        ("a: 1\n  b: 2\n", ("Y121", 2, 1)),
        ("goal: 第一行\n第二行\nname: x\n", ("Y122", 2, 1)),
        ("-id: x\n", ("Y123", 1, 1)),
        ("a:\n  － id: x\n    b: 1\n", ("Y123", 2, 3)),
        ("goal: 一\n  二\n", ("Y124", 1, 7)),
        ("a: 1\n---\nb: 2\n", ("Y106", 2, 1)),
        ("? [a]\n: 1\n", ("Y108", 1, 3)),
        ("a: ~\n", ("Y110", 1, 4)),
        ("a: null\n", ("Y110", 1, 4)),
    ],
)
def test_a_slip_is_told_once_at_its_own_place(text: str, expected: tuple[str, int, int]) -> None:
    assert told(text) == [expected]


def test_several_mistakes_of_a_file_are_told_in_one_run() -> None:
    text = "id： x\nname:项目\ngoal: @目标\nnotes:\n\t- 注\nannual: '30\ntotal: 1\ntotal: 2\n"
    assert [(code, line) for code, line, _ in told(text)] == [
        ("Y109", 8),
        ("Y111", 1),
        ("Y112", 2),
        ("Y118", 3),
        ("Y113", 5),
        ("Y115", 6),
    ]


def test_one_line_out_of_place_is_one_finding() -> None:
    text = "a:\n  - b: 1\n    c: 2\n   d: 3\n    e: 4\n    f:\n      - g\n"
    assert [(code, line) for code, line, _ in told(text)] == [("Y121", 4)]


def test_a_block_out_of_place_is_one_finding() -> None:
    text = "a:\n  - b: 1\n    c: 2\n   - b: 3\n     c: 4\n     d: 5\n"
    assert [(code, line) for code, line, _ in told(text)] == [("Y121", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "goal: |\n  total： 14\n  -id: x\n  \tb\n",
        "goal: 'total： 14'\n",
        "goal: 目标：完成\n",
        "url: https://www.example.gov.cn/a\n",
        "time: 12:30\n",
        "name: “两平台”项目\n",
        "total: 14.07 # 万元\n",
        "# total： 14\na: 1\n",
        "notes:\n  - 一是：完成\n  - 二是：提高\n",
        "list: []\nflow: {a: b, c: '1'}\n",
    ],
)
def test_what_is_no_slip_is_not_told(text: str) -> None:
    assert told(text) == []


def test_what_follows_a_text_behind_a_hash_is_remembered() -> None:
    node = load("name: 项目 #1\ntotal: '14' # 万元\n").node
    name, total = (descend(node, (key,)) for key in ("name", "total")) if node is not None else (None, None)
    assert isinstance(name, ScalarNode)
    assert isinstance(total, ScalarNode)
    assert name.comment is not None
    assert (name.comment.column, name.comment.end_column) == (10, 12)
    assert total.comment is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("name: 项目经费\n".encode("gbk"), "Y101"),
        ("name: 项目经费\n".encode("utf-16"), "Y102"),
        ("name: 项目经费\n".encode("utf-16-le"), "Y102"),
        (b"name: \xff\xfe\xfd\n", "Y103"),
        (b"PK\x03\x04\x14\x00\xff\x81", "Y103"),
    ],
)
def test_another_encoding_is_recognised(data: bytes, code: str) -> None:
    assert load(data).findings[0].code == code


def test_a_file_in_gbk_is_read_on_so_that_its_other_mistakes_are_told() -> None:
    loaded = load("name: 项目经费\nname: 项目\n".encode("gbk"))
    assert [finding.code for finding in loaded.findings] == ["Y101", "Y109"]
    assert plain(loaded.node) == {"name": "项目经费"}


def test_control_characters_never_reach_the_text() -> None:
    loaded = load("name: 项\x1b[31m目\n")
    assert [finding.code for finding in loaded.findings] == ["Y104"]
    assert loaded.text == "name: 项 [31m目\n"


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n"])
def test_an_empty_file_is_told(text: str) -> None:
    assert load(text).node is None
    assert [code for code, _, _ in told(text)] == ["Y105"]


def test_nesting_is_bounded() -> None:
    assert [code for code, _, _ in told("[" * 5000)] == ["Y125"]


def test_a_place_is_found_by_its_path() -> None:
    node = load("a:\n  - b: 1\n    c:\n  - b: 2\nd:\n").node
    assert node is not None
    assert (locate(node, ("a", 1, "b")).line, locate(node, ("a", 1, "b")).column) == (4, 8)
    assert (locate(node, ("a", 0, "c")).line, locate(node, ("a", 0, "c")).column) == (3, 5)
    assert (locate(node, ("a", 1, "missing")).line, locate(node, ("a", 1)).line) == (4, 4)


def test_positions_count_characters_and_not_bytes() -> None:
    loaded = load("name: 甲乙丙丁\n键一: x\n")
    assert loaded.node is not None
    span = locate(loaded.node, ("name",))
    assert (span.column, span.end_column) == (7, 11)


def test_the_lines_of_an_item_are_its_key_and_all_below_it() -> None:
    node = load("a:\n  - b: 1\n    c:\n  - b: 2\nd:\n").node
    assert node is not None
    assert lines_under(node, ("a",)) == range(1, 5)
    assert lines_under(node, ("a", 0)) == range(2, 4)
    assert len(lines_under(node, ("e",))) == 0


def test_a_key_that_is_only_announced_is_told() -> None:
    assert [code for code, _, _ in told("?")] == ["Y108"]


@pytest.mark.parametrize("text", ["- \t", "name: 项目\n\t\nid: x\n\t", "a:\n  -\tb: 1\n  - c: 2\n"])
def test_a_tab_that_nothing_follows_or_that_follows_a_dash_is_read_or_told(text: str) -> None:
    assert {code for code, _, _ in told(text)} <= {"Y113"}
