"""What is withheld: items by mark or by themselves, lines of files that did not validate."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from sitegen.content import DisclosureFile, files_of
from sitegen.load import lines_under, read
from sitegen.private.model import BudgetUnit, DisclosureRecord, Indicator, KeyTask, Project, Reason
from sitegen.private.quoting import confidential_lines, mentions_secrecy
from sitegen.private.secrecy import (
    How,
    Open,
    Undecided,
    Withheld,
    all_texts,
    item_verdict,
    judged,
)
from sitegen.typed import typed

ROOT = Path(__file__).parents[3]
PLACEHOLDER = "涉密项目，按照保密法及其有关规定以及预算编制有关要求不予公开。"


def project(**fields: object) -> Project:
    return Project.model_validate({"id": "a", "name": "某某经费", **fields})


def record(**fields: object) -> DisclosureRecord:
    return DisclosureRecord.model_validate(
        {"department": "a", "year": 2024, "source": {"title": "绩效目标表"}, **fields}
    )


def test_what_says_nothing_is_open_without_a_decision() -> None:
    assert item_verdict(project(goal="完成建设")) == Open(None, needless=False)


def test_a_placeholder_withholds_by_itself_and_says_where() -> None:
    found = item_verdict(project(goal=PLACEHOLDER))
    assert found == Withheld(Reason.STATE_SECRET, How.AUTOMATIC, ("goal",))


@pytest.mark.parametrize("field", ["name", "cycle", "annual", "target"])
def test_a_secret_project_in_an_indicator_withholds_the_project(field: str) -> None:
    found = item_verdict(project(indicators=[{"name": "数量"}, {field: "涉密项目"}]))
    assert found == Withheld(Reason.STATE_SECRET, How.AUTOMATIC, ("indicators", 1, field))


def test_an_indicator_that_is_withheld_leaves_its_project_open() -> None:
    item = project(indicators=[{"name": "不予公开"}])
    assert isinstance(item_verdict(item), Open)
    assert isinstance(item_verdict(item.indicators[0]), Withheld)


def test_an_indicator_marked_open_does_not_speak_for_its_project() -> None:
    assert isinstance(item_verdict(project(indicators=[{"name": "涉密项目", "secrecy": "open"}])), Open)


@pytest.mark.parametrize("field", ["name", "goal", "transfer_document"])
def test_a_mention_is_undecided(field: str) -> None:
    found = item_verdict(project(**{field: "涉密人员培训经费"}))
    assert isinstance(found, Undecided)
    assert [located.where for located in found.mentions] == [(field,)]


def test_every_mention_is_told() -> None:
    found = item_verdict(project(goal="涉密人员培训", footnotes=["保密设备", "其他"], notes=["严守国家秘密"]))
    assert isinstance(found, Undecided)
    assert [located.where for located in found.mentions] == [("goal",), ("footnotes", 0), ("notes", 0)]


def test_a_mention_in_an_indicator_is_the_indicators() -> None:
    item = project(indicators=[{"name": "涉密人员培训次数"}])
    assert isinstance(item_verdict(item), Open)
    assert isinstance(item_verdict(item.indicators[0]), Undecided)


@pytest.mark.parametrize("goal", ["涉密人员培训", PLACEHOLDER])
def test_a_reviewed_decision_to_publish_wins(goal: str) -> None:
    found = item_verdict(
        project(goal=goal, secrecy={"decision": "open", "reviewed_by": "某某", "reviewed_on": "2024-01-15"})
    )
    assert isinstance(found, Open)
    assert not found.needless


def test_a_decision_nothing_asks_for_is_needless() -> None:
    found = item_verdict(project(goal="完成建设", secrecy="open"))
    assert isinstance(found, Open)
    assert found.needless


def test_a_decision_that_personal_data_asked_for_is_not_needless() -> None:
    found = item_verdict(project(goal="有疑问请联系 13800138000。", secrecy="open"))
    assert isinstance(found, Open)
    assert not found.needless


def test_a_mark_withholds_what_says_nothing() -> None:
    found = item_verdict(project(secrecy={"decision": "withheld", "reason": "work_secret"}))
    assert found == Withheld(Reason.WORK_SECRET, How.MARKED, None)


def test_a_mark_without_a_reason_means_a_state_secret() -> None:
    assert item_verdict(project(secrecy="withheld")) == Withheld(Reason.STATE_SECRET, How.MARKED, None)


def test_units_and_tasks_are_judged_alike() -> None:
    assert isinstance(item_verdict(BudgetUnit.model_validate({"id": "u", "name": "不予公开"})), Withheld)
    assert isinstance(
        item_verdict(KeyTask.model_validate({"id": "t", "name": "任务", "expected": "不对外公开"})), Withheld
    )
    assert isinstance(item_verdict(Indicator.model_validate({"name": "涉密率"})), Undecided)


def test_a_secret_project_does_not_withhold_its_unit() -> None:
    unit = BudgetUnit.model_validate(
        {"id": "u", "name": "某局", "projects": [{"id": "a", "name": "甲", "goal": PLACEHOLDER}]}
    )
    assert isinstance(item_verdict(unit), Open)


@pytest.mark.parametrize(
    "fields",
    [
        {"notes": ["涉密项目不予公开"]},
        {"source": {"title": "绩效目标表", "note": "涉密项目不予公开"}},
        {"overall_goals": {"title": "表", "goal": PLACEHOLDER}},
        {"project_goals": {"title": "表", "units": [], "footnotes": ["注：涉密项目不予公开"]}},
    ],
)
def test_the_head_of_a_document_never_withholds_all_of_it_unasked(fields: dict[str, object]) -> None:
    assert isinstance(item_verdict(record(**fields)), Undecided)


def test_nothing_inside_what_is_withheld_has_to_be_decided() -> None:
    units = [{"id": "u", "name": "某局", "secrecy": "withheld", "projects": [{"id": "a", "name": "涉密人员培训"}]}]
    found = list(judged(record(project_goals={"title": "表", "units": units})))
    assert [each.path for each in found] == [(), ("project_goals", "units", 0)]


def test_of_the_official_documents_two_projects_are_withheld_and_nothing_is_undecided() -> None:
    withheld = []
    for file in files_of(ROOT):
        if isinstance(file, DisclosureFile):
            node = read(file.path, (ROOT / file.path).read_bytes()).node
            assert node is not None
            parsed, _ = typed(DisclosureRecord, file.path, node)
            assert parsed is not None
            for each in judged(parsed):
                assert not isinstance(each.verdict, Undecided)
                if isinstance(each.verdict, Withheld):
                    withheld.append(getattr(each.item, "public_code", None))
    assert withheld == ["WWZXJF", "GZIT2023-SM-N-C-006014"]


# ---- lines -------------------------------------------------------------------------------------------------

HEAD = """\
department: a
year: 2024
project_goals:
  units:
    - id: u
      name: 某局
      projects:
"""


def hidden(body: str) -> set[str]:
    """Return what stands on the confidential lines, trimmed."""
    text = HEAD + body
    lines = text.split("\n")
    loaded = read(PurePosixPath("content/a/2024.yaml"), text.encode())
    assert loaded.node is not None
    return {lines[number - 1].strip() for number in confidential_lines(loaded.node, lines)} - {""}


OPEN_PROJECT = """\
        - id: open-one
          name: 开放经费
          goal: 完成建设
"""


def test_a_file_without_secrets_has_no_confidential_line() -> None:
    assert hidden(OPEN_PROJECT) == set()


@pytest.mark.parametrize(
    "said",
    [
        "secrecy: withheld",
        "secrecy: 是",
        "secrecy: Open",
        "secrecy: [open]",
        "secrecy: {decision: withheld}",
        "secrcy: withheld",
        "Secrecy: withheld",
        "secercy: open",
        "mark: withheld",
        "保密: 是",
        "public_code: ABC",
        "goal: 涉密人员培训",
        "goal: 不予公开",
        "目标: 涉密项目",
        "notes: [不予公开]",
        "indicators: [{name: 涉密项目}]",
        "indicators: [{指标: [{值: 涉密项目}]}]",
        'goal: "\\u6d89\\u5bc6\\u9879\\u76ee"',
        "goal: 普通 # 其实是涉密项目",
    ],
)
def test_every_line_of_an_item_that_is_not_plainly_open_is_confidential(said: str) -> None:
    item = f"        - id: sat\n          name: 卫星\n          {said}\n          total: 十四万\n"
    body = f"{OPEN_PROJECT}{item}{OPEN_PROJECT}"
    assert hidden(body) == {"- id: sat", "name: 卫星", said, "total: 十四万"}


@pytest.mark.parametrize(
    "decision",
    ["secrecy: open", "secrecy: {decision: open, reviewed_by: 某某}", "secrecy: {decision: open, reviewed_on: 昨天}"],
)
def test_what_was_decided_to_be_open_may_be_quoted(decision: str) -> None:
    assert hidden(f"        - id: sat\n          name: 涉密人员培训\n          {decision}\n") == set()


def test_a_second_contrary_mark_closes_the_item() -> None:
    body = "        - id: sat\n          name: 卫星\n          secrecy: open\n          secrecy: withheld\n"
    assert "name: 卫星" in hidden(body)


def test_comments_around_a_secret_item_are_confidential() -> None:
    item = "        # 以下为卫星\n        - id: sat\n          secrecy: withheld\n        # 以上为卫星\n\n"
    body = f"{OPEN_PROJECT}{item}{OPEN_PROJECT}"
    assert hidden(body) == {"# 以下为卫星", "- id: sat", "secrecy: withheld", "# 以上为卫星"}


def test_a_comment_that_speaks_of_secrecy_is_confidential() -> None:
    assert hidden(f"{OPEN_PROJECT}        # 涉密项目另册\n{OPEN_PROJECT}") == {"# 涉密项目另册"}


def test_what_the_document_says_of_itself_closes_all_of_it() -> None:
    text = "department: a\nsecrecy: withheld\nproject_goals:\n  title: 表\n# 完\n"
    loaded = read(PurePosixPath("content/a/2024.yaml"), text.encode())
    assert loaded.node is not None
    assert confidential_lines(loaded.node, text.split("\n")) == frozenset(range(1, 7))


def test_the_lines_of_a_valid_file_hold_all_that_is_withheld_in_it() -> None:
    path = PurePosixPath("content/guangzhou-political-legal/2024.yaml")
    data = (ROOT / path).read_bytes()
    node = read(path, data).node
    assert node is not None
    parsed, _ = typed(DisclosureRecord, path, node)
    assert parsed is not None
    closed = confidential_lines(node, data.decode().split("\n"))
    withheld = [each for each in judged(parsed) if isinstance(each.verdict, Withheld)]
    assert withheld
    lines = {line for each in withheld for line in lines_under(node, each.path)}
    assert lines
    assert closed == lines
    assert all(list(all_texts(each.item)) for each in withheld)


@pytest.mark.parametrize(
    "raw",
    [
        "goal: 涉密项目\n  - x: [",
        "goal: 涉\n  密项目",
        "secrecy: open",
        "a: withheld",
        "public_code: A",
        'goal: "\\u6d89\\u5bc6',
        "goal: 涉 密 人员",
    ],
)
def test_a_file_that_speaks_of_secrecy_and_cannot_be_parsed_is_closed(raw: str) -> None:
    assert mentions_secrecy(raw)


def test_a_file_that_does_not_speak_of_secrecy_may_be_quoted() -> None:
    assert not mentions_secrecy("name: 非涉密运维项目\ngoal: [等级保护")
