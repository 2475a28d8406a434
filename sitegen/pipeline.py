"""The whole story: content in, published site out.

``read_content`` types every file and applies the rules, ``redact`` is the door, then each department-year is
rendered and recorded for the search on its own, the overviews are made from their summaries, the leak check looks at
every byte, and ``publish`` puts the cleared tree in place. If any of it fails, the published site stays as it is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from sitegen import review as reviewing
from sitegen.config import SiteConfig, Taxonomy
from sitegen.content import FOLDER, DisclosureFile
from sitegen.crew import Crew, crew_of
from sitegen.diagnostics.frames import lines_of
from sitegen.diagnostics.model import Finding, PublicFinding, Span
from sitegen.errors import SitegenError
from sitegen.leakcheck.check import ClearedTree, Found, Leak, Unopened, check_texts
from sitegen.leakcheck.check import check as look_for_leaks
from sitegen.leakcheck.needles import Needles, Secret, Standing, compile_needles, standing
from sitegen.leakcheck.shown import amounts_shown, texts_shown
from sitegen.leakcheck.withheld import secrets_of
from sitegen.load import Loaded, locate
from sitegen.notes import Notes
from sitegen.outcomes import Built, Checked, Outcome, Refused, Reviewed, Translated, UpdatedCatalogue
from sitegen.output import OutputTree
from sitegen.private.quoting import confidential_lines, mentions_secrecy, telling_lines
from sitegen.private.reading import Ground, Reading, read_content, read_disclosure, read_ground
from sitegen.private.rules import AcceptedRecord
from sitegen.private.schemas import schemas
from sitegen.progress import Nobody, Stage, Stopwatch, Watched, Watcher
from sitegen.public import inventory
from sitegen.public.adding import Ties, tied, ties_of
from sitegen.public.addresses import Language
from sitegen.public.directory import Directory
from sitegen.public.giveaways import giveaways
from sitegen.public.model import Department, Disclosure, OpenDisclosure
from sitegen.public.reconciliation import Outcome as Sums
from sitegen.public.reconciliation import reconcile
from sitegen.public.summary import DisclosureSummary, summarise
from sitegen.public.texts import texts_of_department, texts_of_disclosure
from sitegen.public.withheld import HeldBack, held_back, unpublished
from sitegen.publish import publish, recover, staging_folder
from sitegen.redact import Screen, department_of, redact, screen
from sitegen.render.markdown import read_articles
from sitegen.render.site import SiteRenderer
from sitegen.render.theme import Theme
from sitegen.render.theming.mistakes import ThemeError
from sitegen.search import SearchRecord, build_bundle, search_records, spelt_names
from sitegen.translations import Catalogue, update_catalogue
from sitegen.workshop import theme_failure, theme_findings, theme_of

#: Where the site goes unless it is put elsewhere, and where the reviewer's list does, from the folder of the site.
SITE, REVIEW = Path("build", "site"), Path("build", "review")


class UnclearedError(SitegenError):
    """The leak check could not open a file of the new site, so nothing was published."""


def check(root: Path, crew: Crew | None = None, watcher: Watcher | None = None) -> Checked:
    """Check the content of the site in ``root``."""
    watch = Stopwatch(watcher or Nobody())
    ground = read_ground(root)
    with watch.stage(Stage.YEARS):
        found = tuple(Watched(crew or crew_of(), watch).map(partial(_findings, ground), ground.files))
    about_site = (*_screened(ground.findings, ground.sources), *theme_findings(root, ground.config))
    told = _told_by_amounts(ground, [audited for _, audited in found])
    return Checked(_in_order(about_site, *(findings for findings, _ in found), told))


def build(root: Path, destination: Path, crew: Crew | None = None, watcher: Watcher | None = None) -> Outcome:
    """Build the site in ``root`` and put it at ``destination``. If anything fails, what is there stays.

    Raises:
        SitegenError: if the search index cannot be made or the site cannot be put in place.

    """
    return _attempt(root, destination, crew or crew_of(), Stopwatch(watcher or Nobody()), searchable=True)


def preview_pages(root: Path, destination: Path, crew: Crew | None = None) -> Outcome:
    """Build the site without its search index."""
    return _attempt(root, destination, crew or crew_of(), Stopwatch(Nobody()), searchable=False)


def translate(root: Path) -> Translated:
    """Bring the English catalogues up to date with the public content. Writes nothing."""
    reading = read_content(root)
    disclosures = tuple(_redacted(reading, accepted) for accepted in reading.accepted)
    pairs = tuple(zip(reading.accepted, disclosures, strict=True))
    findings = _screened((*reading.findings, *_sums(pairs), *_giveaways(pairs)), reading.sources)
    if not Checked(findings).passed:
        return Translated((), findings)
    updated = tuple(_updated_catalogues(root, reading, disclosures))
    texts = {catalogue.path.as_posix(): catalogue.data.decode() for catalogue in updated}
    secrets = chain.from_iterable(_secrets(reading, *pair) for pair in pairs)
    shown = chain.from_iterable(_shown_by(reading, disclosure) for disclosure in disclosures)
    amounts = chain.from_iterable(amounts_shown(disclosure) for disclosure in disclosures)
    leaks = check_texts(texts, compile_needles(secrets, shown, amounts, _own_texts(reading)))
    if leaks:
        return Translated((), _told(leaks))
    return Translated(updated, ())


def review(root: Path, out: Path, *, published: Path, day: date, language: Language) -> Reviewed:
    """Write the reviewer's list of the site in ``root`` into ``out``, which is no part of any site.

    Args:
        root: The folder of the site.
        out: Where the list goes.
        published: The site as it was last published.
        day: The day by which decisions are due for another review.
        language: The language of the list.

    Raises:
        ExposedFolderError: if ``out`` lies where it would be published.

    """
    reading = read_content(root)
    folder = reviewing.confidential_folder(out, (root / SITE, published, root / FOLDER, *_theme(reading).folders))
    disclosures = tuple(_redacted(reading, accepted) for accepted in reading.accepted)
    listed = reviewing.make(reading, disclosures, reviewing.published_in(published), day)
    files = reviewing.files_of(listed, language)
    folder.write(files)
    return Reviewed(out, tuple(files), _screened(reading.findings, reading.sources))


def schema_files() -> dict[PurePosixPath, bytes]:
    """Return the JSON Schemas by their path from the root of a site."""
    return {FOLDER / "schemas" / f"{name}.json": data for name, data in schemas().items()}


def watched_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders in which a change asks for a new preview: the content, and the theme."""
    theme = _theme(read_ground(root))
    # The folder of the site's own is watched before it is there.
    return (root / FOLDER, theme.folders[0], root / theme.name)


def _attempt(root: Path, destination: Path, hands: Crew, watch: Stopwatch, *, searchable: bool) -> Outcome:
    try:
        return _build(root, destination, hands, watch, searchable=searchable)
    except ThemeError as error:
        return Refused((*check(root, hands).findings, *theme_failure(root, error)))


def _build(root: Path, destination: Path, hands: Crew, watch: Stopwatch, *, searchable: bool) -> Outcome:
    crew = Watched(hands, watch)
    with watch.stage(Stage.GROUND):
        ground = read_ground(root)
        about_theme = theme_findings(root, ground.config)
    if ground.config is None or ground.taxonomy is None or not Checked(about_theme).passed:
        return Refused(check(root, hands).findings)
    recover(destination)
    with _staging(destination) as folder:
        tree, notes = OutputTree(folder / "site"), Notes(folder / "notes")
        renderer = _renderer(ground, ground.config, ground.taxonomy)
        with watch.stage(Stage.YEARS):
            made = tuple(crew.map(partial(_made, ground, renderer, tree, notes), ground.files))
        about_site = (*_screened(ground.findings, ground.sources), *about_theme)
        told = _told_by_amounts(ground, [each.audited for each in made])
        findings = _in_order(about_site, chain.from_iterable(each.findings for each in made), told)
        if not Checked(findings).passed:
            return Refused(findings)
        with watch.stage(Stage.OVERVIEWS):
            _enter(tree, made)
            _write_comparisons(tree, ground, renderer, made, notes)
            _write_overviews(tree, ground, renderer, made)
            tree.write(*_inventory_of_site(ground.config, made))
        if searchable:
            with watch.stage(Stage.SEARCH):
                _write_search(tree, ground, ground.taxonomy, notes)
        with watch.stage(Stage.NEEDLES):
            needles = _needles(ground, made, notes, crew)
        with watch.stage(Stage.LEAKS):
            cleared = look_for_leaks(tree, needles, crew)
        if not isinstance(cleared, ClearedTree):
            return Refused((*findings, *_told(cleared)))
        files, size = len(tree), tree.size
        with watch.stage(Stage.PUBLICATION):
            publish(cleared, destination)
    return Built(
        destination=destination,
        findings=findings,
        held_back=tuple(chain.from_iterable(each.held_back for each in made)),
        departments=len({file.department for file in ground.files}),
        disclosures=len(made),
        pages=sum(path.suffix == ".html" for path in tree),
        files=files,
        size=size,
        searchable=searchable,
        seconds=watch.seconds,
        laps=tuple(watch.laps),
    )


# ---- one department-year ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Audited:
    """What a department-year tells of amounts that are kept back, by itself, and what ties it to others."""

    ties: Ties
    findings: tuple[PublicFinding, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """What a department-year leaves in memory once it is written: all of it public but ``secrets``, never written.

    ``english`` are the translations that the overviews need; ``files`` are what stands in the staging folder now.
    """

    findings: tuple[PublicFinding, ...]
    audited: _Audited | None = None
    secrets: tuple[Secret, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    summary: DisclosureSummary | None = None
    english: Mapping[str, str] = field(default_factory=dict)
    files: tuple[tuple[PurePosixPath, int], ...] = ()


def _made(ground: Ground, renderer: SiteRenderer, tree: OutputTree, notes: Notes, file: DisclosureFile) -> _Made:
    """Read one department-year, take it through the door, and write its pages into the staging folder."""
    read_file = read_disclosure(ground, file)
    accepted = read_file.accepted
    if accepted is None:
        return _Made(_screened(read_file.findings, {file.path: read_file.loaded}))
    disclosure = _redacted(ground, accepted)
    catalogue = ground.catalogues[file.department]
    written = []
    pages = renderer.disclosure_pages(disclosure, catalogue, ground.years[file.department])
    for path, data in (*pages, inventory.of_disclosure(disclosure)):
        tree.put(path, data)
        written.append((path, len(data)))
    notes.keep(_name(file), disclosure)
    summary = summarise(disclosure)
    translated = {text: catalogue.english(text) for text in texts_shown(summary)}
    return _Made(
        findings=_screened((*read_file.findings, *_sums([(accepted, disclosure)])), {file.path: read_file.loaded}),
        audited=_audited((accepted, disclosure), read_file.loaded),
        secrets=tuple(_secrets(ground, accepted, disclosure)),
        held_back=tuple(held_back(disclosure)),
        summary=summary,
        english={text: english for text, english in translated.items() if english is not None},
        files=tuple(written),
    )


def _findings(ground: Ground, file: DisclosureFile) -> tuple[tuple[PublicFinding, ...], _Audited | None]:
    """Read one department-year and return what is to be said of it."""
    read_file = read_disclosure(ground, file)
    sources = {file.path: read_file.loaded}
    if read_file.accepted is None:
        return _screened(read_file.findings, sources), None
    pair = (read_file.accepted, _redacted(ground, read_file.accepted))
    return _screened((*read_file.findings, *_sums([pair])), sources), _audited(pair, read_file.loaded)


def _name(file: DisclosureFile) -> str:
    return f"{file.department}.{file.year}"


# ---- through the door ---------------------------------------------------------------------------------------


def _redacted(ground: Ground, accepted: AcceptedRecord) -> Disclosure:
    return redact(accepted, department_of(accepted.department), ground.policy)


def _screened(findings: Sequence[Finding], sources: Mapping[PurePosixPath, Loaded]) -> tuple[PublicFinding, ...]:
    places = {place.file for finding in findings for place in (finding.span, *finding.related)}
    screens = {path: _screen(loaded) for path, loaded in sources.items() if path in places}
    # What is told of a whole file (a page, a catalogue, a schema) quotes nothing of it.
    whole = {path: Screen(()) for path in places - sources.keys()}
    return screen(findings, screens | whole)


def _in_order(*findings: Iterable[PublicFinding]) -> tuple[PublicFinding, ...]:
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


def _sums(pairs: Iterable[_Pair]) -> Iterator[Finding]:
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


def _giveaways(pairs: Sequence[_Pair]) -> Iterator[Finding]:
    """Yield what published figures tell of amounts that are kept back, each of a file as a whole."""
    paths = {(accepted.department.id, accepted.record.year): accepted.path for accepted, _ in pairs}
    for found in giveaways([disclosure for _, disclosure in pairs]):
        yield Finding(found.code, Span(paths[found.of], 1, 1, 1), found.particulars)


def _audited(pair: _Pair, loaded: Loaded) -> _Audited:
    accepted, disclosure = pair
    return _Audited(ties_of(disclosure), _screened(tuple(_giveaways([pair])), {accepted.path: loaded}))


def _told_by_amounts(ground: Ground, audited: Iterable[_Audited | None]) -> Iterator[PublicFinding]:
    """Yield what is told of amounts that are kept back: of each file by itself, but together where files are tied."""
    by_place = {each.ties.of: each for each in audited if each is not None}
    for group in tied(each.ties for each in by_place.values()):
        if len(group) > 1 and any(by_place[of].ties.audited for of in group):
            files = [file for file in ground.files if (file.department, file.year) in group]
            read_files = [read_disclosure(ground, file) for file in files]
            accepted = [each.accepted for each in read_files if each.accepted is not None]
            found = _giveaways([(each, _redacted(ground, each)) for each in accepted])
            yield from _screened(tuple(found), {each.path: each.loaded for each in read_files})
        else:
            yield from chain.from_iterable(by_place[of].findings for of in group)


# ---- pages and search ---------------------------------------------------------------------------------------


def _theme(ground: Ground) -> Theme:
    return theme_of(ground.root, ground.config)


def _renderer(ground: Ground, config: SiteConfig, taxonomy: Taxonomy) -> SiteRenderer:
    articles, programmes = read_articles(ground.root / FOLDER / "pages"), ground.programmes or {}
    return SiteRenderer(config, _theme(ground), taxonomy, articles, ground.shared, programmes=programmes)


def _enter(tree: OutputTree, made: Iterable[_Made]) -> None:
    for path, size in chain.from_iterable(each.files for each in made):
        tree.enter(path, size)


def _write_comparisons(
    tree: OutputTree, ground: Ground, renderer: SiteRenderer, made: Sequence[_Made], notes: Notes
) -> None:
    """Write the pages that compare two years of a department, of which the later continues projects of the earlier."""
    for pair in Directory(each.summary for each in made if each.summary is not None).comparable:
        before, after = (notes.disclosure(f"{summary.department.id}.{summary.year}") for summary in pair)
        if isinstance(before, OpenDisclosure) and isinstance(after, OpenDisclosure):
            for path, data in renderer.comparison_pages(before, after, ground.catalogues[after.department.id]):
                tree.write(path, data)


def _expected(ground: Ground) -> dict[str, Department]:
    """Return the departments that are expected to publish, by their ids."""
    named = () if ground.config is None else chain.from_iterable(each.departments for each in ground.config.expected)
    return {name: department_of(ground.departments[name]) for name in named}


def _write_overviews(tree: OutputTree, ground: Ground, renderer: SiteRenderer, made: Sequence[_Made]) -> None:
    """Write the pages about several department-years, and what all pages load."""
    summaries = [each.summary for each in made if each.summary is not None]
    english: dict[str, dict[str, str]] = {}
    for each in made:
        if each.summary is not None:
            english.setdefault(each.summary.department.id, {}).update(each.english)
    expected = _expected(ground)
    for department in expected.values():
        known = ground.catalogues[department.id].english
        translated = {text: known(text) for text in texts_shown(department)}
        said = {text: english_of for text, english_of in translated.items() if english_of is not None}
        english.setdefault(department.id, {}).update(said)
    catalogues = {department: Catalogue(entries) for department, entries in english.items()}
    for path, data in renderer.overview_pages(summaries, catalogues, expected):
        tree.write(path, data)


def _inventory_of_site(config: SiteConfig, made: Iterable[_Made]) -> tuple[PurePosixPath, bytes]:
    years = [(each.summary.department.id, each.summary.year) for each in made if each.summary is not None]
    return inventory.of_site(config.base_url, config.updated_on, years)


def _write_search(tree: OutputTree, ground: Ground, taxonomy: Taxonomy, notes: Notes) -> None:
    for language in Language:
        records: list[SearchRecord] = []
        for file in ground.files:
            catalogue = ground.catalogues[file.department]
            records += search_records(notes.disclosure(_name(file)), catalogue, taxonomy, language)
        for path, data in build_bundle(records, language).items():
            tree.write(path, data)


@contextmanager
def _staging(destination: Path) -> Iterator[Path]:
    """Give a folder for the new site and all that goes with making it, which is gone afterwards, whatever happens."""
    folder = staging_folder(destination)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# ---- the leak check -----------------------------------------------------------------------------------------


def _secrets(ground: Ground, accepted: AcceptedRecord, disclosure: Disclosure) -> Iterator[Secret]:
    catalogue = ground.catalogues[accepted.department.id]
    return secrets_of(accepted.judged, accepted.node, accepted.path, catalogue, amounts=unpublished(disclosure))


def _needles(ground: Ground, made: Sequence[_Made], notes: Notes, crew: Crew) -> Needles:
    """Compile all secrets into needles, without what stands in public; what does, each department-year is asked."""
    secrets = tuple(chain.from_iterable(each.secrets for each in made))
    if not secrets:
        return compile_needles((), ())
    shown = crew.map(partial(_standing, ground, notes, compile_needles(secrets, ())), ground.files)
    return compile_needles(secrets, (), own_texts=_own_texts(ground), shown=shown)


def _standing(ground: Ground, notes: Notes, needles: Needles, file: DisclosureFile) -> Standing:
    disclosure = notes.disclosure(_name(file))
    return standing(needles, _shown_by(ground, disclosure), amounts_shown(disclosure))


def _shown_by(ground: Ground, disclosure: Disclosure) -> Iterator[str]:
    """Yield what a department-year shows by right: its official texts and their English."""
    english = ground.catalogues[disclosure.department.id].english
    for text in dict.fromkeys(texts_shown(disclosure)):
        yield text
        yield english(text) or ""
    # What sounds like a secret and is public stands in the search index as it is typed.
    yield from spelt_names(disclosure)


def _own_texts(ground: Ground) -> Iterator[str]:
    """Yield the texts of the publisher and of the program: settings, articles, the theme."""
    for settings in (ground.config, ground.taxonomy):
        if settings is not None:
            yield settings.model_dump_json()
    articles = (path for path in (ground.root / FOLDER / "pages").rglob("*") if path.is_file())
    theme = _theme(ground)
    # What lies in the folder of a theme and is no part of it is not shown, so it is not public by that.
    for path in sorted(chain(articles, *(theme.parts(folder).values() for folder in theme.folders))):
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
