"""What is told of the content: the findings of the rules and of the sums, made fit to be printed.

Every word goes through the door's screen, which takes away what is withheld wherever it would be quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeAlias

from sitegen.content import FOLDER, DisclosureFile
from sitegen.diagnostics.frames import lines_of
from sitegen.diagnostics.model import Finding, PublicFinding, Span
from sitegen.load import Loaded, locate
from sitegen.private.model import Project
from sitegen.private.quoting import confidential_lines, mentions_secrecy, telling_lines
from sitegen.private.reading import Ground, read_disclosure
from sitegen.private.rules import AcceptedRecord
from sitegen.public.adding import Ties, tied, ties_of
from sitegen.public.giveaways import giveaways
from sitegen.public.model import Disclosure, OpenDisclosure
from sitegen.public.reconciliation import Outcome as Sums
from sitegen.public.reconciliation import reconcile
from sitegen.redact import Screen, department_of, projects_shown, redact, screen


@dataclass(frozen=True, slots=True)
class Audited:
    """What a department-year tells of amounts that are kept back, by itself, and what ties it to others."""

    ties: Ties
    findings: tuple[PublicFinding, ...]


def redacted(ground: Ground, accepted: AcceptedRecord) -> Disclosure:
    """Take an accepted record through the door."""
    return redact(accepted, department_of(accepted.department), ground.policy, _shown_before(ground, accepted))


def continues(accepted: AcceptedRecord) -> bool:
    """Whether a project says that it continues one of the former year: then what is public depends on that year too."""
    return any(isinstance(found.item, Project) and found.item.previous for found in accepted.judged)


def _shown_before(ground: Ground, accepted: AcceptedRecord) -> frozenset[str]:
    """Return the projects that the former year of a department shows, where a project says that it continues one."""
    if not continues(accepted):
        return frozenset()
    department, year = accepted.department.id, accepted.record.year
    former = max((each for each in ground.years[department] if each < year), default=None)
    if former is None:
        return frozenset()
    path = FOLDER / department / f"{former}.yaml"
    before = read_disclosure(ground, DisclosureFile(path, department, former)).accepted
    return frozenset() if before is None else projects_shown(before)


def screened(findings: Sequence[Finding], sources: Mapping[PurePosixPath, Loaded]) -> tuple[PublicFinding, ...]:
    """Make findings printable; ``sources`` are the files that they can stand in, as they were read."""
    places = {place.file for finding in findings for place in (finding.span, *finding.related)}
    screens = {path: _screen(loaded) for path, loaded in sources.items() if path in places}
    # What is told of a whole file (a page, a catalogue, a schema) quotes nothing of it.
    whole = {path: Screen(()) for path in places - sources.keys()}
    return screen(findings, screens | whole)


def in_order(*findings: Iterable[PublicFinding]) -> tuple[PublicFinding, ...]:
    """Put findings in the order of the files, the lines and the columns they stand at."""
    return tuple(sorted(chain.from_iterable(findings), key=_place))


def _place(finding: PublicFinding) -> tuple[PurePosixPath, int, int, str]:
    return (finding.span.file, finding.span.line, finding.span.column, finding.code)


def _screen(loaded: Loaded) -> Screen:
    if loaded.text is None:
        return Screen(None)
    lines = lines_of(loaded.text)
    if loaded.node is not None and not loaded.findings:
        confidential = confidential_lines(loaded.node, lines)
        return Screen(tuple(lines), confidential, telling_lines(loaded.node, lines, confidential))
    return Screen(None if mentions_secrecy(loaded.text) else tuple(lines))


_Pair: TypeAlias = tuple[AcceptedRecord, Disclosure]


def about_sums(pairs: Iterable[_Pair]) -> Iterator[Finding]:
    """Yield a finding for each sum that does not tie, at the amount that is stated."""
    for accepted, disclosure in pairs:
        for sums in reconcile(disclosure) if isinstance(disclosure, OpenDisclosure) else ():
            if sums.outcome is Sums.OFF:
                particulars = {
                    "what": sums.kind.value,
                    "computed": str(sums.computed),
                    "stated": str(sums.stated),
                    "difference": str(sums.difference),
                }
                yield Finding("S201", locate(accepted.node, sums.path), particulars)


def about_amounts(pairs: Sequence[_Pair]) -> Iterator[Finding]:
    """Yield what published figures tell of amounts that are kept back, each of a file as a whole."""
    paths = {(accepted.department.id, accepted.record.year): accepted.path for accepted, _ in pairs}
    for found in giveaways([disclosure for _, disclosure in pairs]):
        yield Finding(found.code, Span(paths[found.of], 1, 1, 1), found.particulars)


def audit_of(pair: _Pair, loaded: Loaded) -> Audited:
    """Look at what a department-year tells by itself of amounts that are kept back."""
    accepted, disclosure = pair
    return Audited(ties_of(disclosure), screened(tuple(about_amounts([pair])), {accepted.path: loaded}))


def told_by_amounts(ground: Ground, audited: Iterable[Audited | None]) -> Iterator[PublicFinding]:
    """Yield what is told of amounts that are kept back: of each file by itself, but together where files are tied."""
    by_place = {each.ties.of: each for each in audited if each is not None}
    for group in tied(each.ties for each in by_place.values()):
        if len(group) > 1 and any(by_place[of].ties.audited for of in group):
            files = [file for file in ground.files if (file.department, file.year) in group]
            read_files = [read_disclosure(ground, file) for file in files]
            accepted = [each.accepted for each in read_files if each.accepted is not None]
            found = about_amounts([(each, redacted(ground, each)) for each in accepted])
            yield from screened(tuple(found), {each.path: each.loaded for each in read_files})
        else:
            yield from chain.from_iterable(by_place[of].findings for of in group)
