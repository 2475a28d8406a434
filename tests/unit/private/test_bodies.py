"""What a withheld item still says: told by place, so that it can be taken out."""

from __future__ import annotations

import pytest

from sitegen.private.bodies import bodies
from sitegen.private.model import BudgetUnit, Indicator, Project

PLACEHOLDER = "涉密项目，按照保密法及其有关规定以及预算编制有关要求不予公开。"


def project(**fields: object) -> Project:
    return Project.model_validate({"id": "a", "name": "WWZXJF", "public_code": "WWZXJF", **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"goal": PLACEHOLDER, "indicators": [{"level1": "1-产出指标", "name": "涉密项目", "annual": "不予公开"}]},
        {"secrecy": {"decision": "withheld", "reviewed_by": "办公室", "review_by": "2025-01-15"}},
    ],
)
def test_code_placeholder_and_review_are_no_body(fields: dict[str, object]) -> None:
    assert list(bodies(project(**fields))) == []


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"name": "采购经费"}, ("name",)),
        ({"goal": f"{PLACEHOLDER}完成采购三套。"}, ("goal",)),
        ({"transfer_document": "穗财〔2023〕79号"}, ("transfer_document",)),
        ({"indicators": [{"name": "涉密项目"}, {"annual": "3套"}]}, ("indicators", 1, "annual")),
        ({"notes": ["另见附件"]}, ("notes", 0)),
    ],
)
def test_anything_else_is_told_by_its_place(fields: dict[str, object], path: tuple[str | int, ...]) -> None:
    assert list(bodies(project(**fields))) == [path]


def test_the_projects_of_a_withheld_unit_are_part_of_it() -> None:
    unit = BudgetUnit.model_validate(
        {"id": "u", "name": "一处", "projects": [{"id": "p", "name": "采购经费"}], "secrecy": "withheld"}
    )
    assert list(bodies(unit)) == [("name",), ("projects", 0, "name")]


def test_the_category_of_a_withheld_indicator_is_no_body() -> None:
    indicator = Indicator.model_validate({"level1": "1-产出指标", "level2": "11-数量指标", "annual": "涉密，不予公开"})
    assert list(bodies(indicator)) == []
