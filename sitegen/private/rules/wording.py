"""Rules about what the texts of a file say, or fail to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from yaml.resolver import Resolver

from sitegen.diagnostics.model import Finding
from sitegen.load import Path, ScalarNode, descend, locate
from sitegen.private.model import Indicator, Project
from sitegen.private.rules.items import open_indicators, open_projects, span_inside
from sitegen.private.rules.rule import Examined
from sitegen.typed import place_of
from sitegen.values.money import YUAN_PER_WAN, Money
from sitegen.values.text import shortened


class EmptyGoal:
    """A project has a goal."""

    code = "C101"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look for the goal of each open project, and of the department where it has filled in the overall form."""
        for path, project in open_projects(subject):
            if project.goal is None:
                yield Finding(self.code, locate(subject.node, (*path, "name")), place_of(subject.node, path))
        form = subject.record.overall_goals
        if form is not None and form.goal is None:
            yield Finding(self.code, locate(subject.node, ("overall_goals",)), place_of(subject.node, ()))


class NoIndicators:
    """A project has indicators."""

    code = "C103"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Count the indicators of each open project."""
        for path, project in open_projects(subject):
            if not project.indicators:
                yield Finding(self.code, locate(subject.node, (*path, "name")), place_of(subject.node, path))


class LooksLikeANumber:
    """A text that YAML 1.1 would read as a number, a date or a truth value is quoted, for other programs' sake."""

    code = "A107"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Ask of each unquoted text what YAML makes of it."""
        for path, text in subject.texts:
            kind = _kind(text)
            node = None if kind == "str" else descend(subject.node, path)
            if isinstance(node, ScalarNode) and node.plain and node.text == text:
                particulars = {"text": shortened(text), "kind": kind, **place_of(subject.node, path)}
                yield Finding(self.code, node.span, particulars)


#: The rules of YAML 1.1, from PyYAML, which implements them.
_RESOLVER = Resolver()


@lru_cache(maxsize=16_384)
def _kind(text: str) -> str:
    """Return the last word of the tag that YAML 1.1 gives an unquoted text."""
    for tag, pattern in _RESOLVER.yaml_implicit_resolvers.get(text[0], ()):
        if pattern.match(text):
            return str(tag).rsplit(":", 1)[-1]
    return "str"


# An amount in a text: digits, perhaps with separators (some of them misplaced), and a unit of money.
_AMOUNT = re.compile(r"(?<![0-9.,，])([0-9]+(?:[,，][0-9]+)*(?:\.[0-9]+)?)\s*(亿元|万元|元)(?!/)")
# Where a cost is to be controlled, five digits and more without a unit are yuan.
_BARE = re.compile(
    r"(?<![0-9.,，])([0-9]{5,}(?:\.[0-9]+)?)(?![0-9.,，]|\s*[\w%％])|(?<![0-9.,，])([0-9]{5,})(?=以内|以下)"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")
_SENTENCE = re.compile(r"[^。；;！？\n]+")
_SPENDING = re.compile(r"付|支出|经费|预算|成本|投入|资金|拨款|费用|采购|购买")
_COST = re.compile(r"成本|预算|经费|支出")
_IN_WAN = {"亿元": Decimal(YUAN_PER_WAN), "万元": Decimal(1), "元": Decimal(1) / YUAN_PER_WAN}


@dataclass(frozen=True, slots=True)
class _Quoted:
    """An amount that a text quotes, in 万元, and where it stands in the text."""

    text: str
    wan: Decimal
    start: int
    end: int


def _number(text: str) -> Decimal:
    """Read digits with separators. Misplaced ones are taken for a decimal point: the smaller reading accuses least."""
    if _GROUPED.fullmatch(text) or not re.search(r"[,，]", text):
        return Decimal(re.sub(r"[,，]", "", text))
    whole, *rest = re.split(r"[,，.]", text)
    return Decimal(f"{whole}.{''.join(rest)}")


def _amounts(text: str, *, is_cost: bool) -> Iterator[_Quoted]:
    """Yield the amounts of a text that are about spending; in an indicator of cost, all of them are."""
    if "元" not in text and not is_cost:
        return
    for sentence in _SENTENCE.finditer(text):
        if not is_cost and _SPENDING.search(sentence[0]) is None:
            continue
        offset = sentence.start()
        for match in _AMOUNT.finditer(sentence[0]):
            wan = _number(match[1]) * _IN_WAN[match[2]]
            yield _Quoted(match[0], wan, offset + match.start(), offset + match.end())
        if is_cost:
            for match in _BARE.finditer(sentence[0]):
                wan = Decimal(match[1] or match[2]) / YUAN_PER_WAN
                yield _Quoted(match[0], wan, offset + match.start(), offset + match.end())


class StaleAmount:
    """No text of a project speaks of spending more than the whole project costs: that is left from another year.

    Benefits (losses recovered, investment brought in) may well exceed it and are not looked at.
    """

    code = "C102"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Compare the amounts in the goal and the targets of each open project with its total."""
        projects = dict(open_projects(subject))
        texts = [*_goals(projects), *_targets(subject, projects)]
        for path, text, total, is_cost in texts:
            for quoted in _amounts(text, is_cost=is_cost):
                if quoted.wan > total.wan:
                    yield self._finding(subject, path, quoted, total)

    def _finding(self, subject: Examined, path: Path, quoted: _Quoted, total: Money) -> Finding:
        span = span_inside(subject, path, quoted.start, quoted.end) or locate(subject.node, path)
        wan = f"{quoted.wan.normalize():,f}"
        particulars = {"amount": quoted.text, "wan": wan, "total": str(total), **place_of(subject.node, path)}
        return Finding(self.code, span, particulars)


_Told: TypeAlias = tuple[Path, str, Money, bool]


def _goals(projects: Mapping[Path, Project]) -> Iterator[_Told]:
    for path, project in projects.items():
        if project.goal is not None and project.total is not None:
            yield (*path, "goal"), project.goal, project.total, False


def _targets(subject: Examined, projects: Mapping[Path, Project]) -> Iterator[_Told]:
    for path, indicator in open_indicators(subject):
        project = projects.get(path[:-2])
        if project is None or project.total is None or "效益" in (indicator.level1 or ""):
            continue
        for key in ("cycle", "annual", "target"):
            text = getattr(indicator, key)
            if text is not None:
                yield (*path, key), text, project.total, _is_cost(indicator)


def _is_cost(indicator: Indicator) -> bool:
    return _COST.search((indicator.level2 or "") + (indicator.name or "")) is not None
