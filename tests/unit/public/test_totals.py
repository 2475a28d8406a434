from __future__ import annotations

import pytest

from sitegen.public.model import EmptyCategory, Indicator, OpenDisclosure, OpenIndicator, Reason, WithheldIndicator
from sitegen.public.totals import Count, Wordings, count_indicators, count_wordings, exact_total, overall_goals_totals
from sitegen.values.money import Money
from tests.support.pages import ROOT
from tests.support.public_content import public_content


def _indicator(cycle: str | None = None, annual: str | None = None, target: str | None = None) -> OpenIndicator:
    return OpenIndicator("1", None, None, None, "名称", cycle, annual, target, (), ())


def test_a_sum_with_a_blank_is_not_known() -> None:
    assert exact_total([Money.parse("1.00"), Money.parse("2.50")]) == Money.parse("3.50")
    assert exact_total([Money.parse("1.00"), None]) is None
    assert exact_total([]) is None


def test_an_empty_category_is_no_indicator() -> None:
    indicators: tuple[Indicator, ...] = (
        _indicator(),
        WithheldIndicator("2", Reason.STATE_SECRET),
        EmptyCategory("3", None, None, ()),
    )
    assert count_indicators(indicators) == Count(open=1, withheld=1)


@pytest.mark.parametrize(
    ("indicator", "wordings"),
    [
        (_indicator(annual="≥95%"), Wordings(1, 0, 0)),
        (_indicator(annual="及时"), Wordings(0, 1, 0)),
        (_indicator(), Wordings(0, 0, 1)),
        (_indicator(cycle="30场次", annual="及时"), Wordings(0, 1, 0)),
        (_indicator(cycle="30场次"), Wordings(1, 0, 0)),
        (_indicator(target="大部分案件按时办结"), Wordings(0, 1, 0)),
    ],
)
def test_the_target_of_the_year_says_whether_an_indicator_is_quantified(
    indicator: OpenIndicator, wordings: Wordings
) -> None:
    assert count_wordings([indicator]) == wordings


def test_the_expenditure_of_a_whole_department_is_the_sum_of_its_lines() -> None:
    for disclosure in public_content(ROOT).disclosures:
        if isinstance(disclosure, OpenDisclosure) and disclosure.overall_goals is not None:
            totals = overall_goals_totals(disclosure.overall_goals)
            assert (totals.amount, totals.tasks) == (Money.parse("183333.61"), Count(open=4))
