"""The table of secrecy, a test a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.content import DisclosureFile, files_of
from sitegen.load import MappingNode, Node, ScalarNode, SequenceNode, read
from sitegen.private.model import Reason
from sitegen.private.wording import (
    FALSE_NEGATIONS,
    ITEM_PHRASES,
    NEGATIONS,
    NEIGHBOURS,
    PROJECT_PHRASES,
    WEAK_PHRASES,
    Mention,
    Placeholder,
    Scope,
    Silent,
    passed_over,
    verdict,
    without_statements,
)

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "text",
    [
        "涉密项目。按照预算编制要求和保密法及其实施条例相关规定，不对外公开。",
        "涉密项目，按照保密法及其有关规定以及预算编制有关要求不予公开。",
        "涉密项目指标",
        "涉密项目",
        "保密项目",
        "保密项目。",
        "1.涉密项目",
        "（涉密项目）",
        "某某系统建设（涉密项目）",
        "涉密项目：某某系统",
        "完成建设任务。本项目涉密，不予公开。",
    ],
)
def test_a_project_that_says_it_is_secret_is_a_placeholder_of_the_project(text: str) -> None:
    found = verdict(text)
    assert isinstance(found, Placeholder)
    assert found.scope is Scope.PROJECT


@pytest.mark.parametrize(
    "text",
    [
        "不予公开",
        "依法不公开",
        "不对外公开。",
        "不宜公开",
        "国家秘密",
        "涉密",
        "涉密，不予公开",
        "秘密★10年",
        "密级：机密",
    ],
)
def test_an_item_that_says_it_is_withheld_is_a_placeholder_of_the_item(text: str) -> None:
    found = verdict(text)
    assert isinstance(found, Placeholder)
    assert found.scope is Scope.ITEM


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("涉及国家秘密，不予公开", Reason.STATE_SECRET),
        ("属于工作秘密，不予公开", Reason.WORK_SECRET),
        ("涉及商业秘密，依法不予公开", Reason.COMMERCIAL_SECRET),
        ("涉及个人隐私，不予公开", Reason.PERSONAL_PRIVACY),
        ("不予公开", Reason.STATE_SECRET),
    ],
)
def test_a_placeholder_says_why(text: str, reason: Reason) -> None:
    found = verdict(text)
    assert isinstance(found, Placeholder)
    assert found.reason is reason


@pytest.mark.parametrize(
    "text",
    [
        "涉 密 项 目",
        "涉\u200b密\u200b项\u200b目",
        "涉密\n项目",
        "涉密（项目）",
        "涉·密·项·目",
        "“涉密”项目",
        "涉密項目",
        "渉密项目",
        "涉宻项目",
        "涉密\ufe0e项目",
        "⽔涉密项目"[1:],
        "保　密　项　目",
    ],
)
def test_spelling_does_not_hide_a_placeholder(text: str) -> None:
    assert isinstance(verdict(text), Placeholder)


@pytest.mark.parametrize("phrase", [*PROJECT_PHRASES, *ITEM_PHRASES])
def test_every_phrase_withholds_by_itself(phrase: str) -> None:
    found = verdict(phrase)
    assert isinstance(found, Placeholder)
    assert found.scope is (Scope.PROJECT if phrase in PROJECT_PHRASES else Scope.ITEM)


@pytest.mark.parametrize("phrase", [*PROJECT_PHRASES, *ITEM_PHRASES, *WEAK_PHRASES])
def test_every_phrase_inside_a_longer_text_is_a_mention(phrase: str) -> None:
    text = f"全年{phrase}答复率"
    found = verdict(text)
    assert isinstance(found, Mention)
    assert text[found.start : found.end] == found.phrase


@pytest.mark.parametrize("phrase", WEAK_PHRASES)
def test_a_weak_phrase_never_withholds_by_itself(phrase: str) -> None:
    assert isinstance(verdict(phrase), Mention)


@pytest.mark.parametrize("neighbour", NEIGHBOURS)
def test_every_neighbour_is_silent(neighbour: str) -> None:
    assert verdict(f"加强{neighbour}工作" if not neighbour.startswith("加") else neighbour) == Silent()


@pytest.mark.parametrize("negation", NEGATIONS)
def test_every_negation_is_silent(negation: str) -> None:
    assert verdict(f"系统{negation}涉密") == Silent()


@pytest.mark.parametrize("false_negation", FALSE_NEGATIONS)
def test_a_false_negation_does_not_deny(false_negation: str) -> None:
    assert isinstance(verdict(f"系统{false_negation}涉密，可以用"), Mention)


@pytest.mark.parametrize(
    "text",
    [
        "非涉密",
        "不涉密",
        "未涉密",
        "非密",
        "非涉密项目",
        "非 涉 密 项目",
        "信息化非涉密运维项目",
        "广州政法信息网运维项目(非涉密部分)",
        "不属于国家秘密",
        "不涉及国家秘密",
        "非国家秘密",
        "本项目不是涉密项目",
        "脱密",
        "解密",
        "去密",
        "降密处理",
        "完成等级保护测评",
        "等级保护三级复测",
        "保密宣传教育",
        "开展保密教育2次",
        "根据保密法要求开展工作",
        "《中华人民共和国保守国家秘密法》宣传",
        "数据加密率100%",
        "商用密码应用安全性评估",
        "密切联系群众",
        "确保密切配合",
        "确保密码安全",
        "机密封条"[1:],
        "手机密码管理",
        "秘密选举",
        "无记名秘密投票",
        "秘书工作经费",
        "主动公开率100%",
        "政府信息公开",
        "公开招标",
        "人口密度",
        "失泄密事件发生数为0",
        "",
        "……",
    ],
)
def test_what_is_not_secret_is_silent(text: str) -> None:
    assert verdict(text) == Silent()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("依法不予公开的信息答复率", "不予公开"),
        ("涉密人员培训2次", "涉密"),
        ("骨干涉密人员", "涉密"),
        ("涉密/非涉密设备", "涉密"),
        ("是否涉密审查", "涉密"),
        ("有无涉密信息", "涉密"),
        ("除非涉密，一律公开", "涉密"),
        ("非涉密不予公开的", "不予公开"),
        ("保密工作经费", "保密"),
        ("保密", "保密"),
        ("保密性质", "保密"),
        ("保密、安全、高效", "保密"),
        ("严守国家秘密", "国家秘密"),
        ("涉密项目验收", "涉密项目"),
        ("信息化工程（涉密项目除外）", "涉密项目"),
        ("涉密载体解密", "涉密"),
    ],
)
def test_what_only_mentions_secrecy_is_left_to_the_author(text: str, phrase: str) -> None:
    found = verdict(text)
    assert isinstance(found, Mention)
    assert found.phrase == phrase


def test_a_mention_says_where_it_stands_in_the_text_as_written() -> None:
    text = "全年涉　密人员培训"
    found = verdict(text)
    assert isinstance(found, Mention)
    assert text[found.start : found.end] == "涉　密"


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("非涉密项目", ["涉密项目"]),
        ("开展保密宣传教育，签订保密协议", ["保密", "保密"]),
        ("不属于国家秘密，依法不予公开", ["国家秘密"]),
        ("涉密项目", []),
        ("完成建设", []),
    ],
)
def test_what_is_passed_over_is_told_apart_from_what_counts(text: str, phrases: list[str]) -> None:
    found = passed_over(text)
    assert [mention.phrase for mention in found] == phrases
    assert [text[mention.start : mention.end] for mention in found] == phrases


def scalars(node: Node) -> list[str]:
    match node:
        case ScalarNode(text=text):
            return [text]
        case SequenceNode(items=items):
            return [text for item in items for text in scalars(item)]
        case MappingNode(entries=entries):
            return [text for entry in entries.values() for text in scalars(entry.value)]


def test_of_the_official_documents_only_the_two_secret_projects_speak() -> None:
    speaking = []
    for file in files_of(ROOT):
        if isinstance(file, DisclosureFile):
            node = read(file.path, (ROOT / file.path).read_bytes()).node
            assert node is not None
            speaking += [text for text in scalars(node) if not isinstance(verdict(text), Silent)]
    assert len(speaking) == 8
    assert all(isinstance(verdict(text), Placeholder) for text in speaking)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("涉密项目。按照预算编制要求和保密法及其实施条例相关规定，不对外公开。", ()),
        ("涉密项目指标", ()),
        ("建设某某系统。本项目涉密，不予公开。验收合格。", ("建设某某系统。", "。验收合格。")),
        ("建设某某系统。验收合格。", ("建设某某系统。验收合格。",)),
    ],
)
def test_what_stands_beside_a_statement_is_told_apart(text: str, rest: tuple[str, ...]) -> None:
    assert without_statements(text) == rest
