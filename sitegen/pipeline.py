"""The whole story: content in, published site out.

``read_content`` types every file and applies the rules, ``redact`` is the door, then each department-year is
rendered and recorded for the search on its own, the overviews are made from their summaries, the leak check looks at
every byte, and ``publish`` puts the cleared tree in place. If any of it fails, the published site stays as it is.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path, PurePosixPath

from sitegen.config import SiteConfig, Taxonomy
from sitegen.content import FOLDER
from sitegen.diagnostics.frames import lines_of
from sitegen.diagnostics.model import Finding, PublicFinding, Span
from sitegen.errors import SitegenError
from sitegen.leakcheck.check import ClearedTree, Found, Leak, Unopened, check_texts
from sitegen.leakcheck.check import check as look_for_leaks
from sitegen.leakcheck.needles import Needles, compile_needles
from sitegen.leakcheck.shown import amounts_shown, texts_shown
from sitegen.leakcheck.withheld import secrets_of
from sitegen.load import Loaded, locate
from sitegen.outcomes import Built, Checked, Outcome, Refused, Translated, UpdatedCatalogue
from sitegen.output import OutputTree
from sitegen.private.quoting import confidential_lines, mentions_secrecy
from sitegen.private.reading import Reading, read_content
from sitegen.private.schemas import schemas
from sitegen.public.addresses import Language
from sitegen.public.inference import by_row, exposures, figure_name, row_name
from sitegen.public.model import Disclosure, OpenDisclosure
from sitegen.public.reconciliation import Outcome as Sums
from sitegen.public.reconciliation import reconcile
from sitegen.public.summary import summarise
from sitegen.public.texts import texts_of_department, texts_of_disclosure
from sitegen.public.withheld import held_back
from sitegen.publish import publish, recover, staging_folder
from sitegen.redact import Screen, department_of, redact, screen
from sitegen.render.markdown import read_articles
from sitegen.render.site import SiteRenderer
from sitegen.render.theme import Theme
from sitegen.search import SearchRecord, build_bundle, search_records
from sitegen.translations import update_catalogue


class UnclearedError(SitegenError):
    """The leak check could not open a file of the new site, so nothing was published."""


def check(root: Path) -> Checked:
    """Check the content of the site in ``root``."""
    reading = read_content(root)
    return Checked(_screened(reading, _disclosures(reading)))


def build(root: Path, destination: Path) -> Outcome:
    """Build the site in ``root`` and put it at ``destination``. If anything fails, what is there stays.

    Raises:
        SitegenError: if the search index cannot be made or the site cannot be put in place.

    """
    return _build(root, destination, searchable=True)


def preview_pages(root: Path, destination: Path) -> Outcome:
    """Build the site without its search index."""
    return _build(root, destination, searchable=False)


def translate(root: Path) -> Translated:
    """Bring the English catalogues up to date with the public content. Writes nothing."""
    reading = read_content(root)
    disclosures = _disclosures(reading)
    findings = _screened(reading, disclosures)
    if not Checked(findings).passed:
        return Translated((), findings)
    updated = tuple(_updated_catalogues(root, reading, disclosures))
    texts = {catalogue.path.as_posix(): catalogue.data.decode() for catalogue in updated}
    leaks = check_texts(texts, _needles(root, reading, disclosures))
    if leaks:
        return Translated((), _told(leaks))
    return Translated(updated, ())


def schema_files() -> dict[PurePosixPath, bytes]:
    """Return the JSON Schemas by their path from the root of a site."""
    return {FOLDER / "schemas" / f"{name}.json": data for name, data in schemas().items()}


def watched_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders in which a change asks for a new preview: the content, and the theme."""
    config = read_content(root).config
    return (root / FOLDER, *_theme(root, config).folders)


def _build(root: Path, destination: Path, *, searchable: bool) -> Outcome:
    began = time.perf_counter()
    reading = read_content(root)
    disclosures = _disclosures(reading)
    findings = _screened(reading, disclosures)
    if reading.config is None or reading.taxonomy is None or not Checked(findings).passed:
        return Refused(findings)
    recover(destination)
    with _staging(destination) as tree:
        pages = _write_pages(tree, _renderer(root, reading, reading.config, reading.taxonomy), reading, disclosures)
        if searchable:
            _write_search(tree, reading, reading.taxonomy, disclosures)
        cleared = look_for_leaks(tree, _needles(root, reading, disclosures))
        if not isinstance(cleared, ClearedTree):
            return Refused((*findings, *_told(cleared)))
        files, size = len(tree), tree.size
        publish(cleared, destination)
    return Built(
        destination=destination,
        findings=findings,
        held_back=tuple(held for disclosure in disclosures for held in held_back(disclosure)),
        departments=len({disclosure.department.id for disclosure in disclosures}),
        disclosures=len(disclosures),
        pages=pages,
        files=files,
        size=size,
        searchable=searchable,
        seconds=time.perf_counter() - began,
    )


# ---- through the door ---------------------------------------------------------------------------------------


def _disclosures(reading: Reading) -> tuple[Disclosure, ...]:
    return tuple(redact(accepted, department_of(accepted.department), reading.policy) for accepted in reading.accepted)


def _screened(reading: Reading, disclosures: Sequence[Disclosure]) -> tuple[PublicFinding, ...]:
    findings = (*reading.findings, *_sums(reading, disclosures), *_told_by_sums(reading, disclosures))
    places = {place.file for finding in findings for place in (finding.span, *finding.related)}
    screens = {path: _screen(loaded) for path, loaded in reading.sources.items() if path in places}
    # What is told of a whole file (a page, a catalogue, a schema) quotes nothing of it.
    whole = {path: Screen(()) for path in places - reading.sources.keys()}
    return screen(findings, screens | whole)


def _screen(loaded: Loaded) -> Screen:
    if loaded.text is None:
        return Screen(None)
    lines = lines_of(loaded.text)
    if loaded.node is not None and not loaded.findings:
        confidential = confidential_lines(loaded.node, lines)
        comments = frozenset(number for number, line in enumerate(lines, 1) if confidential and "#" in line)
        return Screen(tuple(lines), confidential, comments)
    return Screen(None if mentions_secrecy(loaded.text) else tuple(lines))


def _sums(reading: Reading, disclosures: Sequence[Disclosure]) -> Iterator[Finding]:
    """Yield a finding for each sum that does not tie, at the amount that is stated."""
    for accepted, disclosure in zip(reading.accepted, disclosures, strict=True):
        if isinstance(disclosure, OpenDisclosure):
            for sums in reconcile(disclosure):
                if sums.outcome is Sums.OFF:
                    particulars = {
                        "what": sums.kind.value,
                        "computed": str(sums.computed),
                        "stated": str(sums.stated),
                        "difference": str(sums.difference),
                    }
                    yield Finding("S201", locate(accepted.node, sums.path), particulars)


def _told_by_sums(reading: Reading, disclosures: Sequence[Disclosure]) -> Iterator[Finding]:
    """Yield a finding for each withheld row whose amounts follow from published figures, where policy withholds them.

    It is told of the file as a whole and says nothing but what the published figures say.
    """
    if reading.policy.amounts != "withheld":
        return
    for accepted, disclosure in zip(reading.accepted, disclosures, strict=True):
        if isinstance(disclosure, OpenDisclosure) and disclosure.project_goals is not None:
            for row in by_row(exposures(disclosure)):
                figures = dict.fromkeys(figure_name(figure) for exposure in row for figure in exposure.by)
                particulars = {
                    "item": row_name(disclosure.project_goals, row[0]),
                    "columns": ", ".join(exposure.column for exposure in row),
                    "figures": ", ".join(figures),
                }
                yield Finding("S301", Span(accepted.path, 1, 1, 1), particulars)


# ---- pages and search ---------------------------------------------------------------------------------------


def _theme(root: Path, config: SiteConfig | None) -> Theme:
    return Theme.of(None if config is None or config.theme is None else root / config.theme)


def _renderer(root: Path, reading: Reading, config: SiteConfig, taxonomy: Taxonomy) -> SiteRenderer:
    articles = read_articles(root / FOLDER / "pages")
    return SiteRenderer(config, _theme(root, config), taxonomy, articles, reading.shared)


def _write_pages(tree: OutputTree, renderer: SiteRenderer, reading: Reading, disclosures: Sequence[Disclosure]) -> int:
    """Write all pages and what they load, and return the number of pages."""
    years: dict[str, list[int]] = {}
    for disclosure in disclosures:
        years.setdefault(disclosure.department.id, []).append(disclosure.year)
    of_years = (
        renderer.disclosure_pages(
            disclosure, reading.catalogues[disclosure.department.id], years[disclosure.department.id]
        )
        for disclosure in disclosures
    )
    overviews = renderer.overview_pages([summarise(disclosure) for disclosure in disclosures], reading.catalogues)
    pages = 0
    for path, data in chain(chain.from_iterable(of_years), overviews):
        tree.write(path, data)
        pages += path.suffix == ".html"
    return pages


def _write_search(tree: OutputTree, reading: Reading, taxonomy: Taxonomy, disclosures: Sequence[Disclosure]) -> None:
    for language in Language:
        records: list[SearchRecord] = []
        for disclosure in disclosures:
            catalogue = reading.catalogues[disclosure.department.id]
            records += search_records(disclosure, catalogue, taxonomy, language)
        for path, data in build_bundle(records, language).items():
            tree.write(path, data)


@contextmanager
def _staging(destination: Path) -> Iterator[OutputTree]:
    """Give a staging folder that is gone afterwards, whatever happens."""
    folder = staging_folder(destination)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield OutputTree(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# ---- the leak check -----------------------------------------------------------------------------------------


def _needles(root: Path, reading: Reading, disclosures: Sequence[Disclosure]) -> Needles:
    secrets = (
        secret
        for accepted in reading.accepted
        for secret in secrets_of(
            accepted.record,
            accepted.node,
            accepted.path,
            reading.catalogues[accepted.department.id],
            amounts=reading.policy.amounts == "withheld",
        )
    )
    amounts = chain.from_iterable(amounts_shown(disclosure) for disclosure in disclosures)
    return compile_needles(secrets, _official_texts(reading, disclosures), amounts, _own_texts(root, reading))


def _official_texts(reading: Reading, disclosures: Sequence[Disclosure]) -> Iterator[str]:
    """Yield the official texts that the site shows, and their English."""
    for disclosure in disclosures:
        english = reading.catalogues[disclosure.department.id].english
        for text in texts_shown(disclosure):
            yield text
            yield english(text) or ""


def _own_texts(root: Path, reading: Reading) -> Iterator[str]:
    """Yield the texts of the publisher and of the program: settings, articles, the theme."""
    for settings in (reading.config, reading.taxonomy):
        if settings is not None:
            yield settings.model_dump_json()
    folders = [root / FOLDER / "pages", *_theme(root, reading.config).folders]
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        yield path.read_text(encoding="utf-8", errors="replace")


def _told(leaks: Sequence[Leak]) -> tuple[PublicFinding, ...]:
    """Turn leaks into findings: the file, and the item by its place and public code, never the secret.

    Raises:
        UnclearedError: if a file could not be opened.

    """
    findings = []
    for leak in leaks:
        match leak:
            case Unopened(where=where):
                message = f"the leak check could not open {where} of the new site; nothing was published"
                raise UnclearedError(message)
            case Found(where=where, item=item):
                span = Span(item.file, item.line, 1, 1)
                findings.append(Finding("X306", span, {"file": where, "item": item.code or f"{item.file}:{item.line}"}))
    return screen(findings, {finding.span.file: Screen(()) for finding in findings})


# ---- translations -------------------------------------------------------------------------------------------


def _updated_catalogues(root: Path, reading: Reading, disclosures: Sequence[Disclosure]) -> Iterator[UpdatedCatalogue]:
    for folder in sorted({disclosure.department.id for disclosure in disclosures}):
        of_folder = [disclosure for disclosure in disclosures if disclosure.department.id == folder]
        texts = chain(
            texts_of_department(of_folder[0].department),
            chain.from_iterable(texts_of_disclosure(disclosure) for disclosure in of_folder),
        )
        path = FOLDER / folder / "en.po"
        data, coverage = update_catalogue(root / path, ((each.reference, each.text) for each in texts), reading.shared)
        yield UpdatedCatalogue(path, data, coverage)
