"""Where each project stands: on the page of its year, or on a page of its own where there are too many for one.

A withheld project has no page of its own: there is nothing to say of it but what its row says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from sitegen.public import addresses
from sitegen.public.model import Disclosure, OpenDisclosure
from sitegen.public.totals import projects_of

#: Up to how many projects, withheld ones included, the page of a department-year shows them all with their indicators.
PROJECTS_ON_ONE_PAGE = 40


class Spot(NamedTuple):
    """A page, below the folder of its language, and a place on it; ``None`` is the page itself."""

    page: PurePosixPath
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Spots:
    """The places of the projects of a department-year."""

    department_id: str
    year: int
    apart: bool

    @classmethod
    def of(cls, disclosure: Disclosure) -> Spots:
        """Look at how many projects there are."""
        count = 0
        if isinstance(disclosure, OpenDisclosure) and disclosure.project_goals is not None:
            count = sum(1 for _ in projects_of(disclosure.project_goals))
        return cls.counted(disclosure.department.id, disclosure.year, count)

    @classmethod
    def counted(cls, department_id: str, year: int, projects: int) -> Spots:
        """Go by how many projects there are."""
        return cls(department_id, year, projects > PROJECTS_ON_ONE_PAGE)

    def project(self, project_id: str, *, withheld: bool = False) -> Spot:
        """Return the place of a project."""
        page = addresses.department_year(self.department_id, self.year)
        anchor = addresses.project_anchor(project_id)
        if not self.apart:
            return Spot(page, anchor)
        if withheld:
            return Spot(page, addresses.row_anchor(anchor))
        return Spot(addresses.project(self.department_id, self.year, project_id), None)

    def indicator(self, project_id: str, indicator_id: str) -> Spot:
        """Return the place of an indicator of an open project."""
        return Spot(self.project(project_id).page, addresses.indicator_anchor(project_id, indicator_id))
