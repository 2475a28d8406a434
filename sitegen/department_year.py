"""One department-year, from its file to its pages: read, judged, taken through the door, rendered, written.

It needs no other department-year but the one before where a project continues one of that, so that thousands can be
made one at a time, on any number of cores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from sitegen.cache import Kept, digest
from sitegen.content import DisclosureFile
from sitegen.crew import Crew
from sitegen.diagnostics.model import PublicFinding
from sitegen.errors import UnreliableMemoryError
from sitegen.former import Former
from sitegen.leakcheck.needles import Needles, Secret, Standing, standing
from sitegen.leakcheck.shown import amounts_shown, texts_shown
from sitegen.leakcheck.withheld import secrets_of
from sitegen.notes import Notes
from sitegen.output import OutputTree
from sitegen.private.reading import Ground, read_disclosure, read_items
from sitegen.private.rules import AcceptedRecord
from sitegen.private.showing import all_is_shown
from sitegen.public import inventory
from sitegen.public.model import Disclosure
from sitegen.public.summary import DisclosureSummary, summarise
from sitegen.public.withheld import held_back, unpublished
from sitegen.recollection import Recollection, basis
from sitegen.render.site import SiteRenderer
from sitegen.search import spelt_names
from sitegen.telling import Audited, about_sums, audit_of, continues, redacted, screened

_NONE: Mapping[str, str] = MappingProxyType({})

# So many texts are remembered as asked for: those of some hundred department-years.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worker has before it: what to judge by, what to make pages with, and where to put what it makes."""

    ground: Ground
    renderer: SiteRenderer
    tree: OutputTree
    notes: Notes
    former: Former
    of_site: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What a department-year leaves in memory once it is written: all of it public but ``secrets``, never written.

    ``about_amounts`` is what it tells by itself of amounts that are kept back. ``kept`` is ``None`` where it may not be
    published. ``new`` is true where its pages were made, and stand in the staging folder; else they are those of the
    former site. ``news`` are the secrets that no former build can have looked for.
    """

    findings: tuple[PublicFinding, ...]
    about_amounts: tuple[PublicFinding, ...] = ()
    secrets: tuple[Secret, ...] = ()
    kept: Kept | None = None
    new: bool = False
    news: bool = False

    @property
    def audited(self) -> Audited | None:
        """What it tells of amounts that are kept back, and what ties it to others."""
        return None if self.kept is None else Audited(self.kept.ties, self.about_amounts)


def make_all(
    desk: Desk, crew: Crew, stamps: Mapping[str, str] = _NONE, recollection: Recollection | None = None
) -> tuple[Made, ...]:
    """Make all department-years.

    Those that are as they were are not even opened where everything in them is shown, or their secrets are remembered.

    Args:
        desk: What there is to make them with.
        crew: Who makes them.
        stamps: The stamps of all files, taken before any was read.
        recollection: What this process remembers of its last build, to be brought up to date.

    """
    files = desk.ground.files
    still = {file.name: kept for file in files if (kept := desk.former.still(file.name)) is not None}
    remembered = recollection or Recollection()
    known = {
        file.name: () if kept.source is not None else remembered.secrets(name, basis(file, stamps, kept.unpublished))
        for file in files
        if (kept := still.get(name := file.name)) is not None
    }
    opened = [file for file in files if known.get(file.name) is None]
    made = {file.name: one for file, one in zip(opened, crew.map(partial(make, desk), opened), strict=True)}
    for name, kept in still.items():
        secrets = made[name].secrets if name in made else known[name] or ()
        made[name] = Made(*desk.former.told.of_years[name], secrets=secrets, kept=kept)
    if recollection is not None:
        recollection.keep(
            {
                name: (on, made[name].secrets)
                for file in files
                if (kept := made[name := file.name].kept) is not None
                and (on := basis(file, stamps, kept.unpublished)) is not None
            }
        )
    return tuple(made[file.name] for file in files)


def make(desk: Desk, file: DisclosureFile) -> Made:
    """Read one department-year, take it through the door, and write its pages into the staging folder.

    Of a file that is as it was only its secrets are read, and returned. A file in which everything is shown is not read
    again while it and all it depends on are as they were; the pages of any file are not made again while what may be
    published of it is as it was.
    """
    ground, name = desk.ground, file.name
    still = desk.former.still(name)
    if still is not None:
        return Made((), secrets=_secrets_again(ground, file, still))
    former, depends = desk.former.rows.get(name), _depends(desk, file)
    if former is not None and former.ground != depends:
        former = None
    if former is not None and former.source == _source(ground, file):
        before = desk.notes.former(name)
        if former.english == _digest_of(shown_by(ground, before)):
            return Made(former.findings, kept=former)
    read_file = read_disclosure(ground, file)
    accepted, sources = read_file.accepted, {file.path: read_file.loaded}
    if accepted is None:
        return Made(screened(read_file.findings, sources))
    disclosure = redacted(ground, accepted)
    findings = screened((*read_file.findings, *about_sums([(accepted, disclosure)])), sources)
    audited = audit_of((accepted, disclosure), read_file.loaded)
    official = tuple(dict.fromkeys(texts_shown(disclosure)))
    texts = tuple(_with_english(ground, disclosure, official))
    english, noted = _digest_of(texts), desk.notes.keep(name, disclosure, texts)
    new = former is None or (former.disclosure, former.english) != (noted, english)
    shown = (
        not audited.findings
        and not continues(accepted)
        and all_is_shown(accepted.judged, read_file.loaded.text or "#", official)
    )
    secrets = tuple(secrets_in(ground, accepted, disclosure))
    kept = Kept(
        ground=depends,
        english=english,
        disclosure=noted,
        source=_source(ground, file) if shown else None,
        findings=findings if shown else (),
        ties=audited.ties,
        held_back=tuple(held_back(disclosure)),
        summary=(summary := summarise(disclosure)),
        translated=_translated(ground, summary),
        unpublished=tuple(sorted(unpublished(disclosure), key=repr)),
        files=former.files if former is not None and not new else _write(desk, disclosure),
    )
    news = bool(secrets) and (new or name in desk.former.changed)
    return Made(findings, audited.findings, secrets, kept, new, news)


def _write(desk: Desk, disclosure: Disclosure) -> tuple[str, ...]:
    """Make the pages of a department-year and put them into the staging folder."""
    department = disclosure.department.id
    years, catalogue = desk.ground.years[department], desk.ground.catalogues[department]
    written = []
    for path, data in (
        *desk.renderer.disclosure_pages(disclosure, catalogue, years),
        inventory.of_disclosure(disclosure),
    ):
        desk.tree.put(path, data)
        written.append(path.as_posix())
    return tuple(written)


def _translated(ground: Ground, summary: DisclosureSummary) -> dict[str, str]:
    """Return the English of a summary, which the overviews need."""
    english = ground.catalogues[summary.department.id].english
    return {text: said for text in texts_shown(summary) if (said := english(text)) is not None}


def _secrets_again(ground: Ground, file: DisclosureFile, kept: Kept) -> tuple[Secret, ...]:
    """Return the secrets of a file that is as it was when it was accepted; only what they are gathered from is read."""
    items = read_items(ground, file)
    if items is None:
        raise UnreliableMemoryError(file.path.as_posix())
    node, judged = items
    catalogue = ground.catalogues[file.department]
    return tuple(secrets_of(judged, node, file.path, catalogue, amounts=frozenset(kept.unpublished)))


def _depends(desk: Desk, file: DisclosureFile) -> bytes:
    """Return the digest of what pages and findings depend on besides the file and its English; none of it is secret."""
    department = desk.ground.departments.get(file.department)
    own = "" if department is None else department.model_dump_json()
    return digest(desk.of_site, own.encode(), repr(desk.ground.years[file.department]).encode())


def _source(ground: Ground, file: DisclosureFile) -> bytes:
    return digest((ground.root / file.path).read_bytes())


def _digest_of(texts: Iterable[str]) -> bytes:
    return digest(*(text.encode() for text in texts))


def findings_of(ground: Ground, file: DisclosureFile) -> tuple[tuple[PublicFinding, ...], Audited | None]:
    """Read one department-year and return what is to be said of it."""
    read_file = read_disclosure(ground, file)
    sources = {file.path: read_file.loaded}
    if read_file.accepted is None:
        return screened(read_file.findings, sources), None
    pair = (read_file.accepted, redacted(ground, read_file.accepted))
    return screened((*read_file.findings, *about_sums([pair])), sources), audit_of(pair, read_file.loaded)


def secrets_in(ground: Ground, accepted: AcceptedRecord, disclosure: Disclosure) -> Iterator[Secret]:
    """Yield the secrets of an accepted record."""
    catalogue = ground.catalogues[accepted.department.id]
    return secrets_of(accepted.judged, accepted.node, accepted.path, catalogue, amounts=unpublished(disclosure))


def shown_by(ground: Ground, disclosure: Disclosure) -> Iterator[str]:
    """Yield what a department-year shows by right: its official texts and their English."""
    return _with_english(ground, disclosure, dict.fromkeys(texts_shown(disclosure)))


def _with_english(ground: Ground, disclosure: Disclosure, official: Iterable[str]) -> Iterator[str]:
    english = ground.catalogues[disclosure.department.id].english
    for text in official:
        yield text
        yield english(text) or ""
    # What sounds like a secret and is public stands in the search index as it is typed.
    yield from spelt_names(disclosure)


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks department-years which needles stand in what they show by right: each text once, for most stand in many."""

    ground: Ground
    notes: Notes
    needles: Needles
    asked: set[str] = field(default_factory=set)

    def standing_in(self, file: DisclosureFile) -> Standing:
        """Return which needles stand in a department-year and were not found in one before."""
        texts = self.notes.shown(file.name)
        if texts is not None and not self.needles.amounts:
            return standing(self.needles, self._new(texts))
        disclosure = self.notes.disclosure(file.name)
        return standing(self.needles, self._new(shown_by(self.ground, disclosure)), amounts_shown(disclosure))

    def _new(self, texts: Iterable[str]) -> list[str]:
        new = set(texts) - self.asked
        if len(self.asked) > _REMEMBERED:
            self.asked.clear()
        self.asked.update(new)
        return sorted(new)
