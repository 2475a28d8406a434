from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from sitegen.config import DepartmentConfig, Taxonomy
from sitegen.diagnostics.model import Finding
from sitegen.load import Node, read
from sitegen.private.model import DisclosureRecord
from sitegen.private.rules import Examined, accept, examine
from sitegen.translations import Catalogue
from sitegen.typed import typed

PATH = PurePosixPath("content/city-justice/2024.yaml")
DEPARTMENT = DepartmentConfig.model_validate(
    {"id": "city-justice", "name": "市司法局", "level": "city", "region": "市"}
)
TAXONOMY = """
versions:
  - from: 2015
    basis: 例
    level1:
      - {code: '1', name: 产出指标, level2: [{code: '11', name: 数量指标}, {code: '14', name: 成本指标}]}
      - {code: '2', name: 效益指标, level2: [{code: '22', name: 社会效益指标}]}
      - {code: '3', name: 满意度指标, level2: [{code: '31', name: 服务对象满意度指标}]}
    aliases: {社会效益: 社会效益指标, 服务对象满意度: 服务对象满意度指标}
"""
HEAD = """department: city-justice
year: 2024
source:
  title: 表
"""
PROJECTS = """project_goals:
  title: 表
  units:
    - id: city-justice
      name: 市司法局
      projects:
"""

OVERALL = """overall_goals:
  title: 表
  goal: 目标
"""


def _node(text: str) -> Node:
    loaded = read(PATH, text.encode())
    assert loaded.findings == ()
    assert loaded.node is not None
    return loaded.node


def examined(text: str, *, english: dict[str, str] | None = None, path: PurePosixPath = PATH) -> Examined:
    node = _node(text)
    record, findings = typed(DisclosureRecord, path, node)
    assert findings == ()
    assert record is not None
    taxonomy, _ = typed(Taxonomy, path, _node(TAXONOMY))
    catalogue = None if english is None else Catalogue(english)
    return Examined(path, node, record, DEPARTMENT, taxonomy, catalogue)


def project(
    name: str = "a",
    *,
    total: str = "14.07",
    goal: str | None = "目标",
    more: str = "",
    indicators: tuple[str, ...] = ("name: 数",),
) -> str:
    lines = [f"- id: {name}", f"  name: 项目{name}", f"  total: {total}"]
    lines += [f"  goal: {goal}"] if goal is not None else []
    lines += [f"  {line}" for line in more.splitlines()]
    if indicators:
        lines.append("  indicators:")
        for indicator in indicators:
            first, *rest = indicator.split("; ")
            lines += [f"    - {first}", *(f"      {line}" for line in rest)]
    return "".join(f"        {line}\n" for line in lines)


def told(text: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.span.line) for finding in examine([examined(text)])]


def found(text: str, code: str) -> list[Finding]:
    return [finding for finding in examine([examined(text)]) if finding.code == code]


def test_a_sound_file_has_no_findings() -> None:
    assert told(HEAD + PROJECTS + project()) == []


def test_ids_are_unique_by_kind() -> None:
    text = HEAD + PROJECTS + project("city-justice") + project("b")
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD + PROJECTS + project("a") + project("a"),
        HEAD + PROJECTS + project("a", indicators=("name: 一; id: x", "name: 二; id: x")),
        HEAD + PROJECTS + project("a", indicators=("name: 一; id: '2'", "name: 二")),
        HEAD + OVERALL + "  key_tasks:\n    - {id: t, name: 甲}\n  other_tasks:\n    - {id: t, name: 乙}\n",
        HEAD
        + OVERALL
        + "  expenditure:\n    - name: 支出\n      lines: [{id: l, name: 甲}]\n"
        + "  revenue:\n    name: 收入\n    lines: [{id: l, name: 乙}]\n",
    ],
)
def test_an_id_that_is_taken_is_told_with_both_places(text: str) -> None:
    (finding,) = found(text, "K105")
    assert int(finding.particulars["first_line"]) == finding.related[0].line < finding.span.line


def test_the_id_of_what_is_withheld_takes_none() -> None:
    text = HEAD + PROJECTS + project("a", more="secrecy: withheld") + project("a")
    assert found(text, "K105") == []


@pytest.mark.parametrize(("part_of", "reason"), [("x", "unknown"), ("a", "itself"), ("b", "circle")])
def test_a_unit_is_part_of_another_unit(part_of: str, reason: str) -> None:
    units = f"    - {{id: a, name: 甲, part_of: {part_of}}}\n    - {{id: b, name: 乙, part_of: a}}\n"
    findings = found(HEAD + "project_goals:\n  title: 表\n  units:\n" + units, "R106")
    assert findings[0].particulars["reason"] == reason


def test_inclusive_subtotals_need_a_unit_that_is_part_of_another() -> None:
    form = "project_goals:\n  title: 表\n  subtotals: inclusive\n  units:\n    - {id: a, name: 甲}\n"
    assert len(found(HEAD + form, "R107")) == 1
    assert found(HEAD + form + "    - {id: b, name: 乙, part_of: a}\n", "R107") == []


def test_a_whole_document_that_is_withheld_needs_no_form() -> None:
    assert found(HEAD + "secrecy: withheld\n", "K106") == []
    assert len(found(HEAD, "K106")) == 1


@pytest.mark.parametrize(
    ("level1", "level2", "codes"),
    [
        ("产出指标", "数量指标", []),
        ("1-产出指标", "11-数量指标", []),
        ("2-效益指标", "22-社会效益", []),
        ("3-满意度指标", "31-服务对象满意度", []),
        ("2-效益指标", "31-服务对象满意度", ["T101"]),
        ("3-满意度指标", "5-服务对象满意度", ["T101"]),
        ("产出指标", "社会效益指标", ["T101"]),
        ("绩效指标", "数量指标", ["T102"]),
        ("2-质量指标", "11-数量指标", ["T102"]),
        ("生态效益指标", None, ["T102"]),
        ("2-产出指标", "11-数量指标", ["T102"]),
        (None, "4-社会效益指标", ["T103"]),
        (None, "2-质量指标", ["T103"]),
        ("1-产出指标", "19-别的指标", ["T103"]),
    ],
)
def test_categories_are_held_against_the_taxonomy_and_kept_as_printed(
    level1: str | None, level2: str | None, codes: list[str]
) -> None:
    parts = [f"level1: {level1}" if level1 else "", f"level2: {level2}" if level2 else "", "name: 数"]
    text = HEAD + PROJECTS + project(indicators=("; ".join(part for part in parts if part),))
    assert [finding.code for finding in examine([examined(text)])] == codes


def test_a_wording_that_is_in_no_taxonomy_is_told_once_a_file() -> None:
    indicators = tuple(f"level1: 绩效指标; name: 数{number}" for number in range(5))
    assert len(found(HEAD + PROJECTS + project(indicators=indicators), "T102")) == 1


def test_a_column_that_stands_for_another_is_told() -> None:
    form = PROJECTS.replace("  units", "  labels: {special_account: 行政专户拨款}\n  units")
    assert len(found(HEAD + form + project(), "T104")) == 1
    assert found(HEAD + form.replace("行政", "财政") + project(), "T104") == []


def test_a_project_without_goal_or_indicators_is_told_unless_it_is_withheld() -> None:
    text = PROJECTS + project(goal=None, indicators=())
    assert [code for code, _ in told(HEAD + text)] == ["C101", "C103"]
    closed = PROJECTS + project(goal=None, indicators=(), more="secrecy: withheld")
    assert not {"C101", "C103"} & {code for code, _ in told(HEAD + closed)}


@pytest.mark.parametrize(
    ("where", "total"),
    [
        ("共计付388,400.00元社区矫正工作经费", "8.22"),
        ("共计付1038,8772万元购买服务经费", "476.00"),
        ("预算控制成本在240000以内", "5.00"),
        ("成本不超过1亿元", "9000.00"),
    ],
)
def test_an_amount_above_the_whole_project_is_stale(where: str, total: str) -> None:
    indicator = f"level1: 1-产出指标; level2: 14-成本指标; name: 预算控制率; cycle: {where}"
    findings = found(HEAD + PROJECTS + project(total=total, indicators=(indicator,)), "C102")
    assert len(findings) == 1
    assert findings[0].particulars["amount"] in where


@pytest.mark.parametrize(
    ("goal", "indicator"),
    [
        ("支付经费14.07万元。", "name: 数"),
        ("每人每年补助经费5000元。", "name: 数"),
        ("为群众挽回损失500万元。", "name: 数"),
        ("目标", "level1: 2-效益指标; level2: 22-社会效益; name: 带动投资; annual: ≥5亿元"),
        ("目标", "level1: 1-产出指标; level2: 11-数量指标; name: 浏览量; annual: ≥5000万"),
        ("目标", "level1: 1-产出指标; level2: 11-数量指标; name: 人次; annual: ≥30000人次"),
        ("目标", "level1: 1-产出指标; level2: 14-成本指标; name: 成本; annual: 100%"),
        ("目标", "level1: 1-产出指标; level2: 14-成本指标; name: 成本; annual: 140700元以内"),
    ],
)
def test_an_amount_that_is_no_contradiction_is_not_told(goal: str, indicator: str) -> None:
    assert found(HEAD + PROJECTS + project(goal=goal, indicators=(indicator,)), "C102") == []


def test_a_stale_amount_is_told_at_its_own_place() -> None:
    (finding,) = found(HEAD + PROJECTS + project(goal="共支付388,400.00元经费。"), "C102")
    assert (finding.span.column, finding.span.end_column - finding.span.column) == (20, len("388,400.00元"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [("30000", "int"), ("010", "int"), ("12:30", "int"), ("0.5", "float"), ("2024-06-30", "timestamp"), ("no", "bool")],
)
def test_a_target_that_yaml_would_misread_is_kept_and_told(text: str, kind: str) -> None:
    subject = examined(HEAD + PROJECTS + project(indicators=(f"name: 数; annual: {text}",)))
    (finding,) = examine([subject])
    assert (finding.code, finding.particulars["kind"], finding.particulars["text"]) == ("A107", kind, text)
    goals = subject.record.project_goals
    assert goals is not None
    assert goals.units[0].projects[0].indicators[0].annual == text


@pytest.mark.parametrize("text", ["'30000'", "100%", "≥8", "是", "12.4宣传日", "1,485"])
def test_a_target_that_yaml_reads_as_text_is_not_told(text: str) -> None:
    assert told(HEAD + PROJECTS + project(indicators=(f"name: 数; annual: {text}",))) == []


def _many(number: int) -> str:
    return HEAD + PROJECTS + project(indicators=tuple(f"name: 指标{n}" for n in range(number)))


@pytest.mark.parametrize(("missing", "codes"), [(1, ["L101"]), (5, ["L101"] * 5), (6, ["L102"])])
def test_missing_translations_are_told_singly_up_to_five(missing: int, codes: list[str]) -> None:
    english = dict.fromkeys(["表", "市司法局", "项目a", "目标"], "x")
    findings = examine([examined(_many(missing), english=english)])
    assert [finding.code for finding in findings] == codes
    if codes == ["L102"]:
        assert findings[0].particulars["count"] == "6"


def test_what_is_withheld_needs_no_translation() -> None:
    text = HEAD + PROJECTS + project("a", more="secrecy: withheld\npublic_code: 甲") + project("b")
    english = dict.fromkeys(["表", "市司法局", "项目b", "目标", "数"], "x")
    assert [finding.code for finding in examine([examined(text, english=english)]) if finding.code[0] == "L"] == []


_Edit = Callable[[str], str]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("goal: 目标", "goal: 涉密项目，不予公开。"),
        ("goal: 目标", "goal: 支付999999.00元经费。\n          secrecy: withheld"),
        ("- name: 数", "- name: 数\n              annual: 30000\n          secrecy: withheld"),
        ("- name: 数", "- name: 数\n              level1: 没有的指标\n          secrecy: withheld"),
    ],
)
def test_rules_about_wording_pass_over_what_is_withheld(before: str, after: str) -> None:
    text = (HEAD + PROJECTS + project()).replace(before, after)
    findings = examine([examined(text, english=dict.fromkeys(["表", "市司法局"], "x"))])
    assert not [finding for finding in findings if finding.code[0] in "CTLA"]


def test_a_file_is_accepted_if_no_error_concerns_it() -> None:
    subject = examined(HEAD + PROJECTS + project(goal=None))
    findings = examine([subject])
    assert [finding.code for finding in findings] == ["C101"]
    accepted = accept(subject, findings)
    assert accepted is not None
    assert accepted.record is subject.record


def test_a_file_with_an_error_is_not_accepted() -> None:
    subject = examined(HEAD)
    assert accept(subject, examine([subject])) is None


def test_an_error_in_another_file_concerns_that_file_only() -> None:
    subject = examined(HEAD + PROJECTS + project())
    elsewhere = examined(HEAD, path=PurePosixPath("content/city-justice/2023.yaml"))
    findings = [Finding(finding.code, type(finding.span)(elsewhere.path, 1, 1, 1)) for finding in examine([elsewhere])]
    assert findings
    assert accept(subject, findings) is not None


def test_a_warning_that_the_policy_made_an_error_stops_the_file() -> None:
    text = HEAD + PROJECTS + project("a", more="secrecy: withheld")
    subject = examined(text)
    assert accept(subject, examine([subject])) is not None
    strict = Examined(subject.path, subject.node, subject.record, DEPARTMENT, subject.taxonomy, None, strict=True)
    assert accept(strict, examine([strict])) is None


_WITHHELD = HEAD + PROJECTS + project("a", more="secrecy: withheld")


@pytest.mark.parametrize(
    ("task", "codes"),
    [
        ("name: 项目a", ["—"]),
        ("name: 項目 A", ["—"]),
        ("name: 项目b", []),
        ("name: 项目a, secrecy: withheld", []),
        ("name: 项目a, secrecy: open", []),
    ],
)
def test_what_is_withheld_is_not_public_under_its_name_in_the_other_form(task: str, codes: list[str]) -> None:
    text = _WITHHELD + OVERALL + f"  key_tasks:\n    - {{id: t, {task}}}\n"
    assert [finding.particulars["codes"] for finding in found(text, "X307")] == codes


def test_of_two_projects_of_one_name_in_one_unit_both_are_withheld() -> None:
    twin = project("b").replace("项目b", "项目a")
    assert len(found(_WITHHELD + twin, "X307")) == 1
    assert found(_WITHHELD.replace("name: 项目a", "name: WX\n          public_code: WX") + twin, "X307") == []
