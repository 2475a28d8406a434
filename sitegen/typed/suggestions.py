"""Did you mean: what a clerk who typed an unknown key may have wanted, in English or by the field's Chinese name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import BaseModel

from sitegen.typed.shapes import Key, Listing, Section, Table, sections_below

# How alike two words must be, as difflib measures it: at once, and for want of anything better.
_VERY_ALIKE = 0.75
_ALIKE = 0.6

_PARENTHESES = re.compile(r"[（(].*?[）)]|[“”\s]")

#: Words of the official forms that stand for a key but are not its title.
_WORDS = {
    "合计": "total",
    "小计": "total",
    "金额": "amount",
    "目标": "goal",
    "总体目标": "goal",
    "三级指标": "name",
    "指标": "indicators",
    "年度目标值": "annual",
    "年度指标": "annual",
    "周期指标值": "cycle",
    "单位": "units",
    "年份": "year",
    "部门": "department",
    "备注": "notes",
    "注": "notes",
    "脚注": "footnotes",
    "代码": "public_code",
    "保密": "secrecy",
    "涉密": "secrecy",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an unknown key was probably meant to be. ``hint`` is ``similar``, ``elsewhere`` or ``none``."""

    hint: str
    key: str
    title: str
    owner: str


def plain_title(title: str) -> str:
    """Return a field's Chinese name without what stands in parentheses behind it."""
    return _PARENTHESES.sub("", title)


def suggest(typed: str, section: Section, root: type[BaseModel]) -> Suggestion:
    """Look for what was meant by a key: in its section by spelling and by Chinese name, then in the other sections."""
    keys = section.keys()
    found = _alike(typed, keys, _VERY_ALIKE)
    if found is not None:
        return Suggestion("similar", found.name, found.title, "")
    for model, owner in _owners(root).items():
        other = Section(model).keys()
        found = other.get(typed) or _by_title(typed, other)
        if model is not section.model and found is not None:
            return Suggestion("elsewhere", found.name, found.title, owner)
    found = _alike(typed, keys, _ALIKE)
    return Suggestion("none", "", "", "") if found is None else Suggestion("similar", found.name, found.title, "")


def _alike(typed: str, keys: Mapping[str, Key], cutoff: float) -> Key | None:
    spelled = re.sub(r"[\s-]+", "_", typed.strip().lower())
    close = get_close_matches(spelled, keys, 1, cutoff)
    if close:
        return keys[close[0]]
    found = _by_title(typed, keys)
    if found is not None:
        return found
    titles = {plain_title(key.title): key for key in keys.values() if key.title}
    close = get_close_matches(plain_title(typed), titles, 1, cutoff)
    return titles[close[0]] if close else None


def _by_title(typed: str, keys: Mapping[str, Key]) -> Key | None:
    bare = plain_title(typed)
    for key in keys.values():
        if bare and bare == plain_title(key.title):
            return key
    return keys.get(_WORDS.get(bare, ""))


def _owners(root: type[BaseModel]) -> dict[type[BaseModel], str]:
    """Return each section of a file with the key it stands under; the file's own keys stand under none."""
    owners: dict[type[BaseModel], str] = {root: ""}
    for model in sections_below(root):
        for key in Section(model).keys().values():
            shape = key.shape
            while isinstance(shape, Listing | Table):
                shape = shape.item if isinstance(shape, Listing) else shape.value
            if isinstance(shape, Section):
                owners.setdefault(shape.model, key.name)
    return owners
