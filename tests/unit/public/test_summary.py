from __future__ import annotations

from dataclasses import replace
from datetime import date

from sitegen.public.directory import Directory
from sitegen.public.model import OpenDisclosure, Reason, WithheldDisclosure
from sitegen.public.reconciliation import Outcome
from sitegen.public.summary import Form, OpenListing, OpenSummary, WithheldListing, WithheldSummary, summarise
from sitegen.public.totals import Count
from sitegen.public.withholding import Held, Withholding
from sitegen.values.money import Money
from tests.support.pages import ROOT
from tests.support.public_content import public_content

DISCLOSURES = {(each.department.id, each.year): each for each in public_content(ROOT).disclosures}


def _open(department: str, year: int) -> OpenSummary:
    summary = summarise(DISCLOSURES[department, year])
    assert isinstance(summary, OpenSummary)
    return summary


def test_a_summary_counts_what_is_open_and_what_is_withheld() -> None:
    summary = _open("guangzhou-political-legal", 2024)
    assert summary.project_goals is not None
    assert summary.project_goals.projects == Count(open=16, withheld=2)
    assert summary.project_goals.amount == Money.parse("3402.20")
    assert summary.outcome is Outcome.TIES
    assert summary.year_inferred


def test_a_summary_lists_what_is_withheld_by_its_code_alone() -> None:
    listed = _open("guangzhou-political-legal", 2024).projects
    withheld = [listing for listing in listed if isinstance(listing, WithheldListing)]
    assert [(listing.code, listing.amount) for listing in withheld] == [
        ("WWZXJF", Money.parse("118.00")),
        ("GZIT2023-SM-N-C-006014", Money.parse("15.36")),
    ]
    assert sum(isinstance(listing, OpenListing) for listing in listed) == 16


def test_a_summary_says_which_forms_there_are() -> None:
    assert _open("guangzhou-justice", 2022).forms == (Form.PROJECT_GOALS,)
    assert _open("guangzhou-justice", 2024).forms == (Form.OVERALL_GOALS,)


def test_indicators_of_all_forms_are_counted_and_empty_categories_are_none() -> None:
    assert _open("guangzhou-justice", 2024).indicators == Count(open=18)
    assert _open("guangzhou-justice", 2022).indicators == Count(open=109)


def test_a_table_without_amounts_has_no_total() -> None:
    totals = _open("guangzhou-justice", 2022).project_goals
    assert totals is not None
    assert totals.amount is None


def test_the_date_of_the_source_stands_in_for_the_date_of_the_disclosure() -> None:
    disclosure = DISCLOSURES["tianhe-justice", 2024]
    assert isinstance(disclosure, OpenDisclosure)
    source = replace(disclosure.source, published_on=date(2024, 2, 9))
    summary = summarise(replace(disclosure, source=source, published_on=None))
    assert isinstance(summary, OpenSummary)
    assert summary.published_on == date(2024, 2, 9)


def test_a_withheld_disclosure_is_summed_up_by_its_reason() -> None:
    department = DISCLOSURES["tianhe-justice", 2024].department
    summary = summarise(WithheldDisclosure(department, 2023, Reason.WORK_SECRET, None))
    assert summary == WithheldSummary(
        department, 2023, Reason.WORK_SECRET, Withholding(((Reason.WORK_SECRET, Held(whole=True)),))
    )


def test_the_order_of_lists_does_not_depend_on_the_order_of_work() -> None:
    summaries = [summarise(disclosure) for disclosure in DISCLOSURES.values()]
    forward, backward = Directory(summaries), Directory(reversed(summaries))
    assert forward.summaries == backward.summaries
    assert list(forward.departments) == [
        "guangzhou-justice",
        "guangzhou-political-legal",
        "tianhe-justice",
        "zengcheng-justice",
    ]
    assert forward.years == (2024, 2022)
    assert [summary.year for summary in forward.of_department("guangzhou-justice")] == [2024, 2022]
    assert [department.id for department in forward.below("guangzhou-justice")] == [
        "tianhe-justice",
        "zengcheng-justice",
    ]
