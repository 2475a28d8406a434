"""Rules about the programmes that projects are counted among."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.model import Finding
from sitegen.load import locate
from sitegen.private.rules.items import open_projects
from sitegen.private.rules.rule import Examined
from sitegen.typed import place_of


class ProgrammeKnown:
    """A project is counted among a programme that ``programmes.yaml`` declares."""

    code = "R112"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look each programme up; those of withheld projects are passed over, for a finding would tell of them."""
        known = subject.programmes
        if known is None:
            return
        for path, project in open_projects(subject):
            if project.programme is not None and project.programme not in known:
                particulars = {
                    "found": project.programme,
                    "known": ", ".join(sorted(known)) or "-",
                    **place_of(subject.node, path),
                }
                yield Finding(self.code, locate(subject.node, (*path, "programme")), particulars)
