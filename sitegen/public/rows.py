"""What is published, row by row: of each its anchor, its amounts, and a digest of its texts.

Rows stand in the order of the document. They are made from the public model and say nothing that the page does not say:
whether a row is open, and of one that is not, what is said of it in public.

A digest is written in digits alone, all in one number: letters could spell a word that is looked for by the leak
check, and a shorter number an amount.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring
from typing import ClassVar, TypeAlias

from pydantic import ConfigDict

from sitegen.public import addresses
from sitegen.public.model import (
    Amount,
    AmountGroup,
    AmountLine,
    Amounts,
    AmountsProtecting,
    AmountsWithheld,
    Disclosure,
    EmptyCategory,
    Funds,
    Indicator,
    OpenDisclosure,
    OpenIndicator,
    OpenProject,
    OpenTask,
    OpenUnit,
    OverallGoals,
    Project,
    ProjectGoals,
    Reason,
    Task,
    Unit,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.values.money import Money

#: Where a row stands in the record, keys and positions from the root.
Path: TypeAlias = tuple[str | int, ...]

#: The row that stands for the department-year as a whole.
WHOLE = "disclosure"
_TABLE = "projects"

# As many digits as hold 64 bits.
_DIGEST_BYTES = 8
_DIGITS = 20

_SORTED = json.JSONEncoder(ensure_ascii=False, sort_keys=True)

# What has rows of its own, or stands in a row beside the texts.
_APART = frozenset({"id", "funds", "amount", "units", "projects", "indicators", "key_tasks", "other_tasks", "lines"})
_FORMS = frozenset({"project_goals", "overall_goals"})


class Kind(StrEnum):
    """What a row is about."""

    DISCLOSURE = "disclosure"
    TABLE = "table"
    FORM = "form"
    LINE = "line"
    UNIT = "unit"
    PROJECT = "project"
    TASK = "task"
    INDICATOR = "indicator"


class KeptBack(StrEnum):
    """Why a row has no amounts: they are withheld with it, or would give withheld ones away."""

    WITHHELD = "withheld"
    PROTECTING = "protecting"


@dataclass(frozen=True, slots=True)
class Row:
    """A public row. ``reason`` is ``None`` where it is open; then it has a ``digest``, and as a rule a ``name``.

    ``within`` is the id of the row it stands in. ``amounts`` are those of the row in the order of its columns, as
    printed, ``None`` being a blank cell; ``kept_back`` says why there are none where they are not published.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    kind: Kind
    within: str | None = None
    name: str | None = None
    reason: Reason | None = None
    code: str | None = None
    amounts: tuple[str | None, ...] = ()
    kept_back: KeptBack | None = None
    digest: str | None = None


def rows_of(disclosure: Disclosure) -> Iterator[tuple[Path, Row]]:
    """Yield the public rows of a disclosure, each with its place in the record, in the order of the document."""
    match disclosure:
        case WithheldDisclosure(reason=reason):
            yield (), Row(WHOLE, Kind.DISCLOSURE, reason=reason)
        case OpenDisclosure(project_goals=table, overall_goals=form):
            name = disclosure.source.title
            yield (), Row(WHOLE, Kind.DISCLOSURE, name=name, digest=_digest(disclosure, _APART | _FORMS))
            if table is not None:
                yield from _of_table(table)
            if form is not None:
                yield from _of_form(form)


def _of_table(table: ProjectGoals) -> Iterator[tuple[Path, Row]]:
    path: Path = ("project_goals",)
    yield path, _with_amounts(Row(_TABLE, Kind.TABLE, WHOLE, table.title, digest=_digest(table)), table.funds)
    for at, unit in enumerate(table.units):
        yield from _of_unit((*path, "units", at), unit)


def _of_unit(path: Path, unit: Unit) -> Iterator[tuple[Path, Row]]:
    anchor = addresses.unit_anchor(unit.id)
    match unit:
        case WithheldUnit(code=code, reason=reason):
            yield path, _with_amounts(Row(anchor, Kind.UNIT, _TABLE, reason=reason, code=code), unit.funds)
        case OpenUnit(projects=projects):
            yield path, _with_amounts(Row(anchor, Kind.UNIT, _TABLE, unit.name, digest=_digest(unit)), unit.funds)
            for at, project in enumerate(projects):
                yield from _of_project((*path, "projects", at), project, anchor)


def _of_project(path: Path, project: Project, within: str) -> Iterator[tuple[Path, Row]]:
    anchor = addresses.project_anchor(project.id)
    match project:
        case WithheldProject(code=code, reason=reason):
            yield path, _with_amounts(Row(anchor, Kind.PROJECT, within, reason=reason, code=code), project.funds)
        case OpenProject(name=title, indicators=indicators):
            yield path, _with_amounts(Row(anchor, Kind.PROJECT, within, title, digest=_digest(project)), project.funds)
            for at, indicator in enumerate(indicators):
                name = addresses.indicator_anchor(project.id, indicator.id)
                yield (*path, "indicators", at), _of_indicator(indicator, name, anchor)


def _of_indicator(indicator: Indicator, anchor: str, within: str) -> Row:
    match indicator:
        case WithheldIndicator(reason=reason):
            return Row(anchor, Kind.INDICATOR, within, reason=reason)
        case OpenIndicator(name=name):
            return Row(anchor, Kind.INDICATOR, within, name, digest=_digest(indicator))
        case EmptyCategory(level2=level2):
            return Row(anchor, Kind.INDICATOR, within, level2, digest=_digest(indicator))


def _of_form(form: OverallGoals) -> Iterator[tuple[Path, Row]]:
    path: Path = ("overall_goals",)
    whole = addresses.OVERALL_ANCHOR
    yield path, Row(whole, Kind.FORM, WHOLE, form.title, digest=_digest(form))
    groups: list[tuple[Path, AmountGroup]] = [
        ((*path, "expenditure", at), group) for at, group in enumerate(form.expenditure)
    ]
    groups += [
        ((*path, key), group)
        for key, group in (("revenue", form.revenue), ("by_level", form.by_level))
        if group is not None
    ]
    for place, group in groups:
        for at, line in enumerate(group.lines):
            yield (*place, "lines", at), _of_line(line)
    for key, tasks in (("key_tasks", form.key_tasks), ("other_tasks", form.other_tasks)):
        for at, task in enumerate(tasks):
            yield (*path, key, at), _of_task(task)
    for at, indicator in enumerate(form.indicators):
        anchor = addresses.overall_indicator_anchor(indicator.id)
        yield (*path, "indicators", at), _of_indicator(indicator, anchor, whole)


def _of_line(line: AmountLine) -> Row:
    row = Row(f"a-{line.id}", Kind.LINE, addresses.OVERALL_ANCHOR, line.name, digest=_digest(line))
    return _with_amount(row, line.amount)


def _of_task(task: Task) -> Row:
    anchor, within = addresses.task_anchor(task.id), addresses.OVERALL_ANCHOR
    match task:
        case WithheldTask(code=code, reason=reason):
            return _with_amount(Row(anchor, Kind.TASK, within, reason=reason, code=code), task.amount)
        case OpenTask(name=name):
            return _with_amount(Row(anchor, Kind.TASK, within, name, digest=_digest(task)), task.amount)


def _with_amount(row: Row, amount: Amount) -> Row:
    match amount:
        case AmountsWithheld():
            return replace(row, kept_back=KeptBack.WITHHELD)
        case AmountsProtecting():
            return replace(row, kept_back=KeptBack.PROTECTING)
        case _:
            return replace(row, amounts=(_written(amount),))


def _with_amounts(row: Row, amounts: Amounts) -> Row:
    match amounts:
        case AmountsWithheld():
            return replace(row, kept_back=KeptBack.WITHHELD)
        case AmountsProtecting():
            return replace(row, kept_back=KeptBack.PROTECTING)
        case Funds():
            stated = tuple(_written(getattr(amounts, column.name)) for column in fields(amounts))
            return replace(row, amounts=stated if any(amount is not None for amount in stated) else ())


def _written(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _digest(item: object, apart: frozenset[str] = _APART) -> str:
    """Return the digest of what an open row says, but for its amounts and the rows that stand in it.

    Goes by the model's fields: a field that is added counts by doing nothing, and where it says nothing the digest
    stays what it was.
    """
    data = (_plainly(item, apart) or _SORTED.encode(_said(item, apart))).encode()
    return str(int.from_bytes(hashlib.sha256(data).digest()[:_DIGEST_BYTES])).zfill(_DIGITS)


def _plainly(item: object, apart: frozenset[str]) -> str | None:
    """Write what a row says as ``_SORTED`` does, where it says texts and nothing else, as most do; else ``None``."""
    said: list[str] = []
    for name in _names(type(item), apart) or ():  # type: ignore[arg-type]  # a class is hashable
        value = getattr(item, name)
        if type(value) is str:
            said.append(f'"{name}": {encode_basestring(value)}')
        elif value is not None and value != ():
            return None
    return f"{{{', '.join(said)}}}"


def _said(value: object, apart: frozenset[str]) -> object:
    kind = type(value)
    if kind is str or value is None:
        return value
    if isinstance(value, tuple):
        return [_said(inner, apart) for inner in value]
    names = _names(kind, apart)  # type: ignore[arg-type]  # a class is hashable
    if names is None:
        return value if isinstance(value, int) else str(value)
    said: dict[str, object] = {}
    for name in names:
        # Most of what there is to say is a text, and most of the rest is nothing.
        inner = getattr(value, name)
        if type(inner) is str:
            said[name] = inner
        elif inner is not None and inner != ():
            within = _said(inner, apart)
            if within != {}:
                said[name] = within
    return said


@cache
def _names(kind: type[object], apart: frozenset[str]) -> tuple[str, ...] | None:
    """Return the fields of a class that a digest goes by, in order; ``None`` where it has no fields."""
    names = sorted(field.name for field in fields(kind) if field.name not in apart) if is_dataclass(kind) else None
    return None if names is None else tuple(names)
