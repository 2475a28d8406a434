"""One department-year, from its file to its pages: read, judged, taken through the door, rendered, written.

It needs no other department-year but the one before where a project continues one of that, so that thousands can be
made one at a time, on any number of cores.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from sitegen.cache import Cache, Kept, digest
from sitegen.content import DisclosureFile
from sitegen.diagnostics.model import PublicFinding
from sitegen.leakcheck.needles import Needles, Secret, Standing, standing
from sitegen.leakcheck.shown import amounts_shown, texts_shown
from sitegen.leakcheck.withheld import secrets_of
from sitegen.notes import Notes
from sitegen.output import OutputTree
from sitegen.private.reading import Ground, read_disclosure
from sitegen.private.rules import AcceptedRecord
from sitegen.private.showing import all_is_shown
from sitegen.public import inventory
from sitegen.public.adding import ties_of
from sitegen.public.model import Disclosure
from sitegen.public.summary import DisclosureSummary, summarise
from sitegen.public.withheld import HeldBack, held_back, unpublished
from sitegen.render.site import SiteRenderer
from sitegen.search import spelt_names
from sitegen.telling import Audited, about_sums, audit_of, continues, redacted, screened


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worker has before it: what to judge by, what to make pages with, and where to put what it makes."""

    ground: Ground
    renderer: SiteRenderer
    tree: OutputTree
    notes: Notes
    cache: Cache
    of_site: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What a department-year leaves in memory once it is written: all of it public but ``secrets``, never written.

    ``english`` are the translations that the overviews need; ``files`` are what stands in the staging folder now.
    """

    findings: tuple[PublicFinding, ...]
    audited: Audited | None = None
    secrets: tuple[Secret, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    summary: DisclosureSummary | None = None
    english: Mapping[str, str] = field(default_factory=dict)
    files: tuple[tuple[PurePosixPath, int], ...] = ()


def make(desk: Desk, file: DisclosureFile) -> Made:
    """Read one department-year, take it through the door, and write its pages into the staging folder.

    A file in which everything is shown is not read again while it and all it depends on are as they were; the pages of
    any file are not made again while what may be published of it is as it was. Either way they are searched again.
    """
    ground, name = desk.ground, name_of(file)
    former, depends = desk.cache.find(name), _depends(desk, file)
    if former is not None and former.ground != depends:
        former = None
    if former is not None and (former.source, former.english) == (
        _source(ground, file),
        _english_of(ground, former.disclosure),
    ):
        made = Made(former.findings, Audited(ties_of(former.disclosure), ()))
        return _written(desk, former.disclosure, former.files, made)
    read_file = read_disclosure(ground, file)
    accepted, sources = read_file.accepted, {file.path: read_file.loaded}
    if accepted is None:
        return Made(screened(read_file.findings, sources))
    disclosure = redacted(ground, accepted)
    findings = screened((*read_file.findings, *about_sums([(accepted, disclosure)])), sources)
    audited = audit_of((accepted, disclosure), read_file.loaded)
    english = _english_of(ground, disclosure)
    if former is not None and (former.disclosure, former.english) == (disclosure, english):
        files = former.files
    else:
        pages = desk.renderer.disclosure_pages(
            disclosure, ground.catalogues[file.department], ground.years[file.department]
        )
        files = (*pages, inventory.of_disclosure(disclosure))
    shown = (
        not audited.findings
        and not continues(accepted)
        and all_is_shown(accepted.judged, read_file.loaded.text or "#", texts_shown(disclosure))
    )
    source = _source(ground, file) if shown else None
    desk.cache.keep(name, Kept(depends, english, source, findings if shown else (), disclosure, files))
    made = Made(findings, audited, tuple(secrets_in(ground, accepted, disclosure)))
    return _written(desk, disclosure, files, made)


def _written(desk: Desk, disclosure: Disclosure, files: tuple[tuple[PurePosixPath, bytes], ...], made: Made) -> Made:
    """Write the pages of a department-year, and add what is needed of it from here on."""
    department = disclosure.department.id
    for path, data in files:
        desk.tree.put(path, data)
    desk.notes.keep(f"{department}.{disclosure.year}", disclosure)
    summary = summarise(disclosure)
    catalogue = desk.ground.catalogues[department]
    translated = {text: catalogue.english(text) for text in texts_shown(summary)}
    return replace(
        made,
        held_back=tuple(held_back(disclosure)),
        summary=summary,
        english={text: english for text, english in translated.items() if english is not None},
        files=tuple((path, len(data)) for path, data in files),
    )


def _depends(desk: Desk, file: DisclosureFile) -> bytes:
    """Return the digest of what pages and findings depend on besides the file and its English; none of it is secret."""
    department = desk.ground.departments.get(file.department)
    own = "" if department is None else department.model_dump_json()
    return digest(desk.of_site, own.encode(), repr(desk.ground.years[file.department]).encode())


def _source(ground: Ground, file: DisclosureFile) -> bytes:
    return digest((ground.root / file.path).read_bytes())


def _english_of(ground: Ground, disclosure: Disclosure) -> bytes:
    return digest(*(text.encode() for text in shown_by(ground, disclosure)))


def findings_of(ground: Ground, file: DisclosureFile) -> tuple[tuple[PublicFinding, ...], Audited | None]:
    """Read one department-year and return what is to be said of it."""
    read_file = read_disclosure(ground, file)
    sources = {file.path: read_file.loaded}
    if read_file.accepted is None:
        return screened(read_file.findings, sources), None
    pair = (read_file.accepted, redacted(ground, read_file.accepted))
    return screened((*read_file.findings, *about_sums([pair])), sources), audit_of(pair, read_file.loaded)


def name_of(file: DisclosureFile) -> str:
    """Return what a department-year is called in notes and caches."""
    return f"{file.department}.{file.year}"


def secrets_in(ground: Ground, accepted: AcceptedRecord, disclosure: Disclosure) -> Iterator[Secret]:
    """Yield the secrets of an accepted record."""
    catalogue = ground.catalogues[accepted.department.id]
    return secrets_of(accepted.judged, accepted.node, accepted.path, catalogue, amounts=unpublished(disclosure))


def shown_by(ground: Ground, disclosure: Disclosure) -> Iterator[str]:
    """Yield what a department-year shows by right: its official texts and their English."""
    english = ground.catalogues[disclosure.department.id].english
    for text in dict.fromkeys(texts_shown(disclosure)):
        yield text
        yield english(text) or ""
    # What sounds like a secret and is public stands in the search index as it is typed.
    yield from spelt_names(disclosure)


def standing_in(ground: Ground, notes: Notes, needles: Needles, file: DisclosureFile) -> Standing:
    """Return which needles stand in what a department-year shows by right."""
    disclosure = notes.disclosure(name_of(file))
    return standing(needles, shown_by(ground, disclosure), amounts_shown(disclosure))
