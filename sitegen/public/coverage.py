"""Who published of those that are expected to. Only where the publisher of the site declares whom to expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.config import Expectation
from sitegen.public.directory import Directory
from sitegen.public.model import Department
from sitegen.public.summary import OpenSummary


@dataclass(frozen=True, slots=True)
class Coverage:
    """A year: how many departments published, how many withhold the year as a whole, and which are missing."""

    expectation: Expectation
    published: int
    withheld: int
    missing: tuple[Department, ...]

    @property
    def expected(self) -> int:
        """How many were expected."""
        return self.published + self.withheld + len(self.missing)


def coverage(expectation: Expectation, departments: Mapping[str, Department], directory: Directory) -> Coverage:
    """Compare whom to expect with who is there.

    Args:
        expectation: Whom to expect for a year. A department that is named twice counts once.
        departments: The departments that are expected, by their ids.
        directory: All that is published.

    """
    there = {summary.department.id: summary for summary in directory.summaries if summary.year == expectation.year}
    named = dict.fromkeys(expectation.departments)
    present = [there[name] for name in named if name in there]
    published = sum(isinstance(summary, OpenSummary) for summary in present)
    missing = tuple(departments[name] for name in named if name not in there and name in departments)
    return Coverage(expectation, published, len(present) - published, missing)
