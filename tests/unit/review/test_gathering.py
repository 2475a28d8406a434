"""What the list takes from a file: decisions and their words, and of what is withheld no word of its own."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import Any

import yaml

from sitegen.config import DepartmentConfig
from sitegen.load import read
from sitegen.private.model import DisclosureRecord, Reason
from sitegen.private.personal_data import PersonalData
from sitegen.private.rules import Examined
from sitegen.review.gathering import Gathered, gather
from sitegen.review.model import Quote

PATH = PurePosixPath("content/some-office/2024.yaml")


def gathered(*projects: dict[str, Any], level: str = "city") -> Gathered:
    numbered = [{"id": f"p-{number}", "name": "某某经费", **each} for number, each in enumerate(projects)]
    units = [{"id": "office", "name": "局机关", "projects": numbered}]
    raw = {"department": "some-office", "year": 2024, "source": {"title": "绩效目标表"}}
    raw["project_goals"] = {"title": "绩效目标表", "units": units}
    loaded = read(PATH, yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=10_000).encode())
    assert loaded.node is not None
    record = DisclosureRecord.model_validate(raw)
    department = DepartmentConfig.model_validate(
        {"id": "some-office", "name": "市某局", "level": level, "region": "某市"}
    )
    return gather([Examined(PATH, loaded.node, record, department, None, None)], date(2025, 1, 1))


def test_what_withholds_itself_is_quoted_by_the_words_of_the_table_alone() -> None:
    [item] = gathered({"goal": "涉密项目，按照保密法不予公开。采购鲸鹰三套。"}).withheld
    assert item.by_itself == Quote(("goal",), "涉密项目", None)
    assert item.bodies == (("name",), ("goal",))
    assert item.reason is Reason.STATE_SECRET
    assert "鲸" not in repr(item)


def test_a_mark_needs_no_words() -> None:
    [item] = gathered({"secrecy": {"decision": "withheld", "reason": "work_secret"}, "public_code": "A-1"}).withheld
    assert (item.by_itself, item.code, item.reason) == (None, "A-1", Reason.WORK_SECRET)


def test_a_state_secret_of_a_district_is_pointed_out() -> None:
    secret = {"secrecy": "withheld"}
    work = {"secrecy": {"decision": "withheld", "reason": "work_secret"}}
    assert [item.by_district for item in gathered(secret, work, level="district").withheld] == [True, False]
    assert [item.by_district for item in gathered(secret, work).withheld] == [False, False]


def test_a_withheld_indicator_is_named_by_its_number_and_its_project() -> None:
    [item] = gathered({"indicators": [{"name": "数量"}, {"name": "鲸鹰", "secrecy": "withheld"}]}).withheld
    assert (item.subject.owner, item.subject.number, item.subject.name) == ("某某经费", 2, None)
    assert "鲸" not in repr(item)


def test_what_is_undecided_is_quoted_without_the_words_around_it() -> None:
    [item] = gathered({"goal": "鲸鹰涉密人员培训"}).awaiting
    assert item.asking == (Quote(("goal",), "涉密", None),)


def test_what_was_opened_is_quoted_with_the_words_around_it() -> None:
    [item] = gathered({"goal": "完成涉密人员培训", "secrecy": {"decision": "open", "reviewed_by": "办公室"}}).opened
    assert item.asking == (Quote(("goal",), "涉密", "完成涉密人员培训"),)
    assert (item.signature.by, item.signature.on, item.needless) == ("办公室", None, False)


def test_what_is_passed_over_is_listed_once_an_item() -> None:
    found = gathered({"goal": "非涉密运维", "notes": ["签订保密协议"]}, {"goal": "完成建设"})
    [item] = found.passed_over
    assert [(quote.where, quote.words) for quote in item.quotes] == [(("goal",), "涉密"), (("notes", 0), "保密")]
    assert found.opened == ()


def test_personal_data_is_masked_wherever_it_is_quoted() -> None:
    found = gathered({"name": "联系人张三13800138000涉密人员培训", "secrecy": "open"}, {"goal": "a@example.test"})
    assert [(each.kind, each.decided) for each in found.personal] == [
        (PersonalData.NAMED_PREPARER, True),
        (PersonalData.EMAIL, False),
    ]
    assert "13800138000" not in repr(found)
    assert "a@example" not in repr(found)


def test_the_place_is_the_line_of_the_item() -> None:
    one, other = gathered({"secrecy": "withheld"}, {"secrecy": "withheld"}).withheld
    assert (one.subject.file, one.subject.line, other.subject.line) == (PATH, 11, 14)
