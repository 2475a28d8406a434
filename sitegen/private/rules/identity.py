"""Rules about what a file is: its place, its year, its ids, its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.diagnostics.model import Finding
from sitegen.load import Path, locate
from sitegen.private.model import AmountGroup, KeyTask, OverallGoals
from sitegen.private.rules.items import open_indicators, open_items, open_projects, units_of
from sitegen.private.rules.rule import Examined
from sitegen.typed import place_of


class DepartmentOfFolder:
    """The department named in a file is the folder it lies in."""

    code = "R101"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Compare the two."""
        if subject.record.department != subject.folder:
            particulars = {"found": subject.record.department, "folder": subject.folder}
            yield Finding(self.code, locate(subject.node, ("department",)), particulars)


class YearOfName:
    """The year named in a file is the file's name."""

    code = "R102"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Compare the two."""
        if str(subject.record.year) != subject.path.stem:
            particulars = {"found": str(subject.record.year), "stem": subject.path.stem}
            yield Finding(self.code, locate(subject.node, ("year",)), particulars)


class DepartmentKnown:
    """The folder of a file says whose it is in a ``department.yaml``."""

    code = "R103"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look for the department."""
        if subject.department is None:
            yield Finding(self.code, locate(subject.node, ("department",)), {"folder": subject.folder})


class FormPresent:
    """A file holds one of the two forms at least, unless it is withheld as a whole."""

    code = "K106"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look for a form."""
        record = subject.record
        whole = record.secrecy is not None and record.secrecy.decision == "withheld"
        if record.project_goals is None and record.overall_goals is None and not whole:
            yield Finding(self.code, subject.node.span)


class YearEvidence:
    """A year that was inferred says from what."""

    code = "K110"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look for the evidence."""
        if subject.record.year_basis == "inferred" and subject.record.year_evidence is None:
            yield Finding(self.code, locate(subject.node, ("year_basis",)))


class IdTaken:
    """Ids are anchors: each kind of item has its own, unique in the file (an indicator's in its project).

    What is withheld is published under its public code, never under its id, and so takes none.
    """

    code = "K105"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Compare the ids of each kind."""
        record = subject.record
        yield from self._among(subject, ((path, unit.id) for path, unit in units_of(subject)))
        yield from self._among(subject, ((path, project.id) for path, project in open_projects(subject)))
        tasks = ((path, item.id) for path, item in open_items(subject) if isinstance(item, KeyTask))
        yield from self._among(subject, tasks)
        if record.overall_goals is not None:
            yield from self._among(subject, _lines(record.overall_goals))
        for ids in _indicators(subject):
            yield from self._among(subject, ids)

    def _among(self, subject: Examined, ids: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
        taken: dict[str, Path] = {}
        for path, name in ids:
            first = taken.setdefault(name, path)
            if first != path:
                former = locate(subject.node, (*first, "id"))
                particulars = {"id": name, "first_line": str(former.line), **place_of(subject.node, path)}
                yield Finding(self.code, locate(subject.node, (*path, "id")), particulars, (former,))


def _lines(form: OverallGoals) -> Iterator[tuple[Path, str]]:
    groups: list[tuple[Path, AmountGroup]] = [
        (("expenditure", number), group) for number, group in enumerate(form.expenditure)
    ]
    groups += [
        ((name,), group)
        for name, group in (("revenue", form.revenue), ("by_level", form.by_level))
        if group is not None
    ]
    for path, group in groups:
        for number, line in enumerate(group.lines):
            yield ("overall_goals", *path, "lines", number), line.id


def _indicators(subject: Examined) -> Iterable[list[tuple[Path, str]]]:
    """Return the ids of the open indicators of each owner: one without an id is named by its number."""
    owners: dict[Path, list[tuple[Path, str]]] = {}
    for path, indicator in open_indicators(subject):
        number = path[-1]
        if isinstance(number, int):
            owners.setdefault(path[:-2], []).append((path, indicator.id or str(number + 1)))
    return owners.values()
