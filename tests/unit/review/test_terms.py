"""When a decision comes up again: on the day it names, else a year after it was made."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen.private.model import Secrecy
from sitegen.review.model import Signature, Term
from sitegen.review.terms import a_year_after, signature_of_opened, signature_of_withheld

TODAY = date(2025, 1, 15)


def decision(**fields: object) -> Secrecy:
    return Secrecy.model_validate({"decision": "withheld", **fields})


@pytest.mark.parametrize(
    ("fields", "due", "term"),
    [
        ({"review_by": "2025-01-15"}, date(2025, 1, 15), Term.DUE),
        ({"review_by": "2025-01-16"}, date(2025, 1, 16), Term.RUNNING),
        ({"reviewed_on": "2024-01-15"}, date(2025, 1, 15), Term.DUE),
        ({"reviewed_on": "2024-01-16"}, date(2025, 1, 16), Term.RUNNING),
        ({"reviewed_on": "2020-01-15", "review_by": "2026-01-15"}, date(2026, 1, 15), Term.RUNNING),
        ({}, None, Term.UNDATED),
    ],
)
def test_what_is_withheld_is_due_on_its_day_or_a_year_after_it_was_reviewed(
    fields: dict[str, object], due: date | None, term: Term
) -> None:
    found = signature_of_withheld(decision(**fields), TODAY)
    assert (found.due, found.term) == (due, term)


def test_what_withholds_itself_was_reviewed_by_nobody() -> None:
    assert signature_of_withheld(None, TODAY) == Signature(None, None, None, Term.UNDATED)


def test_what_is_open_is_due_only_on_a_day_it_names() -> None:
    assert signature_of_opened(decision(reviewed_on="2020-01-15"), TODAY).term is Term.RUNNING
    assert signature_of_opened(decision(review_by="2025-01-15"), TODAY).term is Term.DUE


def test_a_year_after_the_29th_of_february_is_the_28th() -> None:
    assert a_year_after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert a_year_after(date(2023, 12, 31)) == date(2024, 12, 31)
