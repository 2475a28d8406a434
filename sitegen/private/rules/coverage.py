"""Rules about who is expected to publish."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.model import Finding
from sitegen.load import locate
from sitegen.private.rules.rule import ExaminedSite


class ExpectedDepartments:
    """A department that is expected to publish is one of the site: its ``department.yaml`` says what it is called."""

    code = "R113"

    def check(self, subject: ExaminedSite) -> Iterator[Finding]:
        """Look each department up."""
        for number, expectation in enumerate(subject.config.expected):
            for position, name in enumerate(expectation.departments):
                if name not in subject.departments:
                    place = locate(subject.node, ("expected", number, "departments", position))
                    particulars = {"found": name, "known": ", ".join(sorted(subject.departments)) or "-"}
                    yield Finding(self.code, place, particulars)
