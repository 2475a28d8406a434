"""Whether the sums tie, each in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.public.model import OpenDisclosure, OpenUnit, ProjectGoals, Subtotals
from sitegen.public.reconciliation import Check, Kind, Outcome
from sitegen.public.totals import hides_amounts
from sitegen.render import formats
from sitegen.render.messages import Filling
from sitegen.render.phrases import Phrase
from sitegen.render.place import Place
from sitegen.render.views.budget import column_head
from sitegen.render.views.names import project_name, unit_name


@dataclass(frozen=True, slots=True)
class CheckSentence:
    """A check in words. ``off`` marks one that does not tie; ``word`` says it."""

    word: Phrase
    sentence: Phrase
    off: bool


class CheckSentences:
    """Puts the checks of a disclosure into words."""

    def __init__(self, place: Place, disclosure: OpenDisclosure) -> None:
        """Take the disclosure for the names in the sentences."""
        self._place = place
        self._disclosure = disclosure
        self._hides = disclosure.project_goals is not None and hides_amounts(disclosure.project_goals)

    def sentences(self, checks: tuple[Check, ...]) -> tuple[CheckSentence, ...]:
        """Say every check; those of single rows and of the sources of funds that tie are said together."""
        said = [self._said(check) for check in checks if self._is_main(check)]
        rows = [check for check in checks if check.kind is Kind.SOURCES]
        columns = [check for check in checks if not self._is_main(check) and check.kind is not Kind.SOURCES]
        for group, key in ((rows, "check.rows"), (columns, "check.columns")):
            said.extend(self._said(check) for check in group if check.outcome is not Outcome.TIES)
            tied = sum(check.outcome is Outcome.TIES for check in group)
            if tied and tied == len(group):
                said.append(self._sentence(Outcome.TIES, key, count=tied))
        return tuple(said)

    @staticmethod
    def _is_main(check: Check) -> bool:
        return check.kind in {Kind.REVENUE, Kind.FISCAL, Kind.LEVELS} or (
            check.kind is not Kind.SOURCES and check.path[-1] == "total"
        )

    def _sentence(self, outcome: Outcome, key: str, **fillings: Filling) -> CheckSentence:
        return CheckSentence(
            self._place.say(f"check.word.{outcome.value}"), self._place.say(key, **fillings), outcome is Outcome.OFF
        )

    def _said(self, check: Check) -> CheckSentence:
        say = self._place.say
        what = self._what(check)
        if check.computed is None or check.stated is None or check.difference is None:
            key = "check.not_checkable.published" if self._hides else "check.not_checkable"
            return self._sentence(check.outcome, key, what=what)
        computed = formats.amount(check.computed, self._place.language)
        if check.outcome is Outcome.TIES:
            return self._sentence(check.outcome, f"check.{check.kind.value}.ties", what=what, amount=computed)
        key = "check.more" if check.difference.wan > 0 else "check.less"
        difference = say(key, amount=formats.amount(formats.magnitude(check.difference), self._place.language))
        stated = formats.amount(check.stated, self._place.language)
        return self._sentence(
            check.outcome,
            f"check.{check.kind.value}.off",
            what=what,
            computed=computed,
            stated=stated,
            difference=difference,
        )

    def _what(self, check: Check) -> Phrase:
        goals = self._disclosure.project_goals
        if goals is None or check.path[0] != "project_goals":
            return self._place.say(f"check.what.{check.kind.value}")
        named = self._named(goals, check)
        if check.kind is Kind.SOURCES or check.path[-1] == "total":
            return named
        return self._place.say(
            "check.what.column", what=named, column=column_head(self._place, goals.labels, str(check.path[-1]))
        )

    def _named(self, goals: ProjectGoals, check: Check) -> Phrase:
        match check.path:
            case ("project_goals", "units", int(position), "projects", int(number), _):
                unit = goals.units[position]
                return self._place.say(
                    "check.what.row",
                    name=project_name(self._place, unit.projects[number])
                    if isinstance(unit, OpenUnit)
                    else unit_name(self._place, unit),
                )
            case ("project_goals", "units", int(position), _):
                unit = goals.units[position]
                inclusive = (
                    check.kind is Kind.UNIT
                    and goals.subtotals is Subtotals.INCLUSIVE
                    and any(below.part_of == unit.id for below in goals.units)
                )
                key = "check.what.unit.inclusive" if inclusive else "check.what.unit"
                return self._place.say(key, name=unit_name(self._place, unit))
            case _:
                return self._place.say("check.what.table")
