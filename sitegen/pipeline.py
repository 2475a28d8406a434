"""The whole story: content in, published site out.

Each department-year is read, judged, taken through the door and rendered on its own (``department_year``), the
overviews are made from their summaries and the search index from their public values, the leak check looks at every
byte, and ``publish`` puts the cleared tree in place. If any of it fails, the published site stays as it is.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from sitegen.assembly import (
    enter,
    index_as_it_was,
    index_store,
    inventory_of_site,
    write_overviews,
    write_search,
)
from sitegen.cache import Kept, digest, digest_of_folder, program
from sitegen.clearing import clear, own_texts
from sitegen.config import SiteConfig, Taxonomy
from sitegen.content import FOLDER
from sitegen.crew import Crew, crew_of
from sitegen.department_year import Desk, Made, findings_of, make_all, secrets_in, shown_by
from sitegen.diagnostics.model import Finding, PublicFinding, Span
from sitegen.errors import SitegenError, UnreliableMemoryError
from sitegen.former import Former, Memory, Told
from sitegen.leakcheck.check import ClearedTree, Found, Leak, Unopened, check_texts
from sitegen.leakcheck.needles import compile_needles
from sitegen.leakcheck.shown import amounts_shown
from sitegen.notes import Notes
from sitegen.outcomes import Built, Checked, Outcome, Refused, Reviewed, Translated, UpdatedCatalogue
from sitegen.output import OutputTree
from sitegen.private.reading import Ground, Reading, read_content, read_ground, read_ground_again
from sitegen.private.schemas import schemas
from sitegen.progress import Nobody, Stage, Stopwatch, Watched, Watcher
from sitegen.public.addresses import Language
from sitegen.public.model import Disclosure
from sitegen.public.texts import texts_of_department, texts_of_disclosure
from sitegen.publish import publish, recover, staging_folder
from sitegen.recollection import Recollection
from sitegen.redact import Screen, screen
from sitegen.render.markdown import read_articles
from sitegen.render.site import SiteRenderer
from sitegen.render.theme import Theme
from sitegen.render.theming.mistakes import ThemeError
from sitegen.telling import about_amounts, about_sums, in_order, redacted, screened, told_by_amounts
from sitegen.translations import update_catalogue
from sitegen.workshop import theme_failure, theme_findings, theme_of

#: Where the site goes unless it is put elsewhere, and where the reviewer's list does, from the folder of the site.
SITE, REVIEW = Path("build", "site"), Path("build", "review")

#: Where builds keep what can be used again; public values only.
CACHE = Path("build", "cache")


class UnclearedError(SitegenError):
    """The leak check could not open a file of the new site, so nothing was published."""


def check(root: Path, crew: Crew | None = None, watcher: Watcher | None = None) -> Checked:
    """Check the content of the site in ``root``."""
    watch = Stopwatch(watcher or Nobody())
    ground = read_ground(root)
    with watch.stage(Stage.YEARS):
        found = tuple(Watched(crew or crew_of(), watch).map(partial(findings_of, ground), ground.files))
    about_site = (*screened(ground.findings, ground.sources), *theme_findings(root, ground.config))
    told = told_by_amounts(ground, [audited for _, audited in found])
    return Checked(in_order(about_site, *(findings for findings, _ in found), told))


def build(
    root: Path,
    destination: Path,
    crew: Crew | None = None,
    watcher: Watcher | None = None,
    cache: Path | None = None,
) -> Outcome:
    """Build the site in ``root`` and put it at ``destination``. If anything fails, what is there stays.

    Args:
        root: The folder of the site.
        destination: Where the site goes.
        crew: Who does the work; all cores of this machine where ``None``.
        watcher: Who is told how far it is.
        cache: A folder for what can be used again by the next build; nothing is kept where ``None``.

    Returns:
        What was built, or why nothing was.

    Raises:
        SitegenError: if the search index cannot be made or the site cannot be put in place.

    """
    hands, watch = crew or crew_of(), Stopwatch(watcher or Nobody())
    return _attempt(root, hands, cache, partial(_build, root, destination, hands, watch, cache, searchable=True))


def preview_pages(
    root: Path,
    destination: Path,
    crew: Crew | None = None,
    cache: Path | None = None,
    recollection: Recollection | None = None,
) -> Outcome:
    """Build the site without its search index; ``recollection`` is for a process that does so again and again."""
    hands, watch = crew or crew_of(), Stopwatch(Nobody())
    run = partial(_build, root, destination, hands, watch, cache, searchable=False, recollection=recollection)
    return _attempt(root, hands, cache, run)


def translate(root: Path) -> Translated:
    """Bring the English catalogues up to date with the public content. Writes nothing."""
    reading = read_content(root)
    disclosures = tuple(redacted(reading, accepted) for accepted in reading.accepted)
    pairs = tuple(zip(reading.accepted, disclosures, strict=True))
    findings = screened((*reading.findings, *about_sums(pairs), *about_amounts(pairs)), reading.sources)
    if not Checked(findings).passed:
        return Translated((), findings)
    updated = tuple(_updated_catalogues(root, reading, disclosures))
    texts = {catalogue.path.as_posix(): catalogue.data.decode() for catalogue in updated}
    secrets = chain.from_iterable(secrets_in(reading, *pair) for pair in pairs)
    shown = chain.from_iterable(shown_by(reading, disclosure) for disclosure in disclosures)
    amounts = chain.from_iterable(amounts_shown(disclosure) for disclosure in disclosures)
    leaks = check_texts(texts, compile_needles(secrets, shown, amounts, own_texts(reading)))
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
    from sitegen import review as reviewing  # noqa: PLC0415  (no build needs it)

    reading = read_content(root)
    folder = reviewing.confidential_folder(out, (root / SITE, published, root / FOLDER, *_theme(reading).folders))
    disclosures = tuple(redacted(reading, accepted) for accepted in reading.accepted)
    listed = reviewing.make(reading, disclosures, reviewing.published_in(published), day)
    files = reviewing.files_of(listed, language)
    folder.write(files)
    return Reviewed(out, tuple(files), screened(reading.findings, reading.sources))


def schema_files() -> dict[PurePosixPath, bytes]:
    """Return the JSON Schemas by their path from the root of a site."""
    return {FOLDER / "schemas" / f"{name}.json": data for name, data in schemas().items()}


def watched_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders in which a change asks for a new preview: the content, and the theme."""
    theme = _theme(read_ground(root))
    # The folder of the site's own is watched before it is there.
    return (root / FOLDER, theme.folders[0], root / theme.name)


def _attempt(root: Path, hands: Crew, cache: Path | None, run: Callable[[], Outcome]) -> Outcome:
    """Build, or say what of the theme is in the way."""
    try:
        try:
            return run()
        except UnreliableMemoryError:
            Memory(root, cache).forget()
            return run()
    except ThemeError as error:
        return Refused((*check(root, hands).findings, *theme_failure(root, error)))


def _build(  # noqa: PLR0913  (each is another's business)
    root: Path,
    destination: Path,
    hands: Crew,
    watch: Stopwatch,
    cache: Path | None,
    *,
    searchable: bool,
    recollection: Recollection | None = None,
) -> Outcome:
    crew, memory = Watched(hands, watch), Memory(root, cache)
    recover(destination)
    with watch.stage(Stage.GROUND):
        former = memory.recall()
        ground = read_ground_again(root) if former.same_files else read_ground(root)
        memory.look_at((*_theme(ground).folders, root / _theme(ground).name))
        about_site = _about_site(ground, former)
    if ground.config is None or ground.taxonomy is None or not Checked(about_site).passed:
        return Refused(check(root, hands).findings)
    with _staging(destination) as folder:
        tree, notes = OutputTree(folder / "site"), Notes(folder / "notes", memory.folder)
        of_site, make = _of_site(ground), partial(_renderer, ground, ground.config, ground.taxonomy)
        renderer = make() if recollection is None else recollection.renderer(_with_shared(of_site, ground), make)
        desk = Desk(ground, renderer, tree, notes, former, of_site)
        with watch.stage(Stage.YEARS):
            made = make_all(desk, crew, memory.stamps, recollection)
        told = told_by_amounts(ground, [each.audited for each in made])
        findings = in_order(about_site, chain.from_iterable(each.findings for each in made), told)
        if not Checked(findings).passed:
            return Refused(findings)
        with watch.stage(Stage.OVERVIEWS):
            taken = [*enter(tree, made), *write_overviews(desk, made, crew)]
            tree.write(*inventory_of_site(ground.config, made))
        indexed = None
        if searchable:
            with watch.stage(Stage.SEARCH):
                if index := index_as_it_was(desk, made):
                    taken += index
                else:
                    indexed = index_store(cache, folder)
                    taken += write_search(desk, made, ground.taxonomy, indexed, crew.near)
        with watch.stage(Stage.TAKING_OVER):
            tree.take_over(former.site, taken)
        cleared = clear(desk, made, taken, crew, watch)
        if not isinstance(cleared, ClearedTree):
            return Refused((*findings, *_told(cleared)))
        files, size, pages = len(tree), tree.size, tree.count(".html")
        with watch.stage(Stage.PUBLICATION):
            publish(cleared, destination)
            memory.settle(destination, *_remembered(ground, about_site, made), notes.folder)
            if indexed is not None:
                indexed.settle()
    return Built(
        destination=destination,
        findings=findings,
        held_back=tuple(chain.from_iterable(each.kept.held_back for each in made if each.kept is not None)),
        departments=len({file.department for file in ground.files}),
        disclosures=len(made),
        pages=pages,
        files=files,
        size=size,
        searchable=searchable,
        seconds=watch.seconds,
        laps=tuple(watch.laps),
    )


# ---- what pages are made of, and what is kept of them ------------------------------------------------------


def _theme(ground: Ground) -> Theme:
    return theme_of(ground.root, ground.config)


def _of_site(ground: Ground) -> bytes:
    """Return the digest of what all pages depend on: the program, the settings, the publisher's pages, the theme."""
    settings = ("" if each is None else each.model_dump_json() for each in (ground.config, ground.taxonomy))
    named = repr(ground.programmes)
    folders = (ground.root / FOLDER / "pages", *_theme(ground).folders)
    return digest(program(), named.encode(), *(each.encode() for each in settings), *map(digest_of_folder, folders))


def _with_shared(of_site: bytes, ground: Ground) -> bytes:
    return digest(of_site, repr(ground.shared.entries).encode())


def _renderer(ground: Ground, config: SiteConfig, taxonomy: Taxonomy) -> SiteRenderer:
    articles, programmes = read_articles(ground.root / FOLDER / "pages"), ground.programmes or {}
    return SiteRenderer(config, _theme(ground), taxonomy, articles, ground.shared, programmes=programmes)


def _about_site(ground: Ground, former: Former) -> tuple[PublicFinding, ...]:
    """Return what is to be said of the site's own files and its theme: what was said, where they are as they were."""
    if former.same_files:
        return former.told.of_site
    return (*screened(ground.findings, ground.sources), *theme_findings(ground.root, ground.config))


def _remembered(
    ground: Ground, about_site: tuple[PublicFinding, ...], made: Sequence[Made]
) -> tuple[Mapping[str, Kept], Told]:
    """Return what is kept for the next build: what was made of each department-year, and what was told."""
    named = [(file.name, each) for file, each in zip(ground.files, made, strict=True)]
    told = {name: (each.findings, each.about_amounts) for name, each in named}
    return {name: each.kept for name, each in named if each.kept is not None}, Told(about_site, told)


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
