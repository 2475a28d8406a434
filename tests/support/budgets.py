"""Sites with budgets made for the attacker: tables that tie, of which some rows keep their amounts back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tests.support.sites import YEAR_FILE, change, new_site

SITE = "content/site.yaml"
#: The department of the starter site, and one that stands as a unit in its table.
DEPARTMENT = "example-education"
OFFICE = "example-office"
OFFICE_NAME = "示例市考试院"


@dataclass(frozen=True)
class Item:
    """A project: what it has from two sources, and whether it is withheld."""

    fiscal: Decimal
    other: Decimal = Decimal("0.00")
    withheld: bool = False
    code: str | None = None

    @property
    def total(self) -> Decimal:
        return self.fiscal + self.other


@dataclass(frozen=True)
class Unit:
    """A unit, with or without a subtotal."""

    items: tuple[Item, ...]
    stated: bool = True


@dataclass(frozen=True)
class Budget:
    """A table of units, the policy of the site, and what else it publishes.

    ``line`` is the project expenditure of the whole-department form, ``tasks`` the projects (by their numbers) that
    are key tasks as well. With ``office`` the first unit is a department that publishes a table of its own, the
    amounts of its total row included or not.
    """

    units: tuple[Unit, ...]
    stated: bool = True
    policy: str = "withheld"
    line: bool = False
    tasks: frozenset[int] = frozenset()
    office: bool | None = None


def write(root: Path, budget: Budget) -> Path:
    """Write a site into a folder and return it."""
    new_site(root)
    change(root, "amounts: published", f"amounts: {budget.policy}", SITE)
    path = root / YEAR_FILE
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    title = record["source"]["title"]
    numbers = iter(range(1, 1000))
    units: list[dict[str, Any]] = []
    for at, unit in enumerate(budget.units):
        name = OFFICE_NAME if budget.office is not None and at == 0 else f"单位{at}"
        rows = [_project(next(numbers), item, budget.policy) for item in unit.items]
        units.append({"id": f"unit-{at}", "name": name, **_totals(unit.items, stated=unit.stated), "projects": rows})
    everything = tuple(item for unit in budget.units for item in unit.items)
    record["project_goals"] = {"title": title, **_totals(everything, stated=budget.stated), "units": units}
    if budget.line or budget.tasks:
        record["overall_goals"] = _form(title, everything, budget)
    _dump(path, record)
    if budget.office is not None:
        items = budget.units[0].items
        own = [_project(number, item, budget.policy) for number, item in enumerate(items, 1)]
        goals = {
            "title": title,
            **_totals(items, stated=budget.office),
            "units": [{"id": "own", "name": "本级", "projects": own}],
        }
        _office(root, {"department": OFFICE, "year": 2025, "source": {"title": title}, "project_goals": goals})
    return root


def _office(root: Path, record: dict[str, Any]) -> None:
    folder = root / "content" / OFFICE
    folder.mkdir()
    config = {"id": OFFICE, "name": OFFICE_NAME, "level": "city", "region": "示例市"}
    _dump(folder / "department.yaml", config)
    _dump(folder / "2025.yaml", record)


def _dump(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _project(number: int, item: Item, policy: str) -> dict[str, Any]:
    amounts = {"total": str(item.total), "fiscal": str(item.fiscal), "other_funds": str(item.other)}
    if item.withheld:
        # Where the site publishes amounts, the item withholds its own.
        mark = {"decision": "withheld", "amounts": "withheld"} if policy == "published" else "withheld"
        code = {} if item.code is None else {"public_code": item.code}
        return {"id": f"hidden-{number}", "name": "鲸鹰骏骥鸾凤麒麟", **code, "secrecy": mark, **amounts}
    return {
        "id": f"p-{number}",
        "name": f"图书{number}",
        **amounts,
        "goal": "保障办公。",
        "indicators": [{"level1": "1-产出指标", "level2": "11-数量指标", "name": "数量", "annual": "≥20台"}],
    }


def _totals(items: tuple[Item, ...], *, stated: bool) -> dict[str, str]:
    if not stated:
        return {}
    fiscal = sum((item.fiscal for item in items), Decimal("0.00"))
    other = sum((item.other for item in items), Decimal("0.00"))
    return {"total": str(fiscal + other), "fiscal": str(fiscal), "other_funds": str(other)}


def _form(title: str, items: tuple[Item, ...], budget: Budget) -> dict[str, Any]:
    spent = str(sum((item.total for item in items), Decimal("0.00")))
    lines = [{"id": "project-spending", "name": "项目支出", "amount": spent}] if budget.line else []
    staff = {"id": "staff", "name": "基本支出", "amount": "4321.99"}
    tasks = []
    for number, item in enumerate(items, 1):
        if number in budget.tasks:
            named = {"name": f"图书{number}"}
            if item.withheld:
                code = {} if item.code is None else {"public_code": item.code}
                named = {"name": "鲸鹰骏骥", **code, "secrecy": "withheld"}
            tasks.append({"id": f"task-{number}", **named, "amount": str(item.total)})
    return {
        "title": title,
        "expenditure": [{"name": "部门预算支出", "lines": [staff, *lines]}],
        "goal": "保障办公。",
        "key_tasks": tasks,
    }
