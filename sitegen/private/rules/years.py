"""Rules about how the years of a department hang together."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.model import Finding
from sitegen.load import Path, locate
from sitegen.private.rules.items import open_projects
from sitegen.private.rules.rule import Examined
from sitegen.typed import place_of


class PreviousOnce:
    """A project of the year before is continued by one project of this year."""

    code = "R114"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look for a second project that continues the same; withheld projects continue nothing that is told."""
        taken: dict[str, Path] = {}
        for path, project in open_projects(subject):
            if project.previous is None:
                continue
            first = taken.setdefault(project.previous, path)
            if first != path:
                former = locate(subject.node, (*first, "previous"))
                # Which project it is stays unsaid: the other year may withhold it.
                particulars = {"first_line": str(former.line), **place_of(subject.node, path)}
                yield Finding(self.code, locate(subject.node, (*path, "previous")), particulars, (former,))
