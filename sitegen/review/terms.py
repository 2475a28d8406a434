"""When a decision is to be reviewed again.

Sources: 保守国家秘密法 art. 24 (what is a state secret is reviewed every year), 政府信息公开条例 art. 18 (what was
withheld is reviewed regularly). The decision itself may name the day (``review_by``). Where it names none, what is
withheld comes up again a year after it was reviewed: the law's term for state secrets, and no longer for the others.
"""

from __future__ import annotations

from datetime import date

from sitegen.private.model import Secrecy
from sitegen.review.model import Signature, Term


def signature_of_withheld(decision: Secrecy | None, today: date) -> Signature:
    """Return who withheld something and when it comes up again; without any date nobody can tell."""
    due = None
    if decision is not None:
        due = decision.review_by or (None if decision.reviewed_on is None else a_year_after(decision.reviewed_on))
    return _signature(decision, due, Term.UNDATED if due is None else _term(due, today))


def signature_of_opened(decision: Secrecy, today: date) -> Signature:
    """Return who opened something; what is public need not be reviewed again unless the decision says so."""
    due = decision.review_by
    return _signature(decision, due, Term.RUNNING if due is None else _term(due, today))


def a_year_after(day: date) -> date:
    """Return the same day of the next year; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _term(due: date, today: date) -> Term:
    return Term.DUE if due <= today else Term.RUNNING


def _signature(decision: Secrecy | None, due: date | None, term: Term) -> Signature:
    if decision is None:
        return Signature(None, None, due, term)
    return Signature(decision.reviewed_by, decision.reviewed_on, due, term)
