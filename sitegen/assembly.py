"""What is made of all department-years together: the overviews, the inventory of the site, the search index.

Each yields what is as it was on the former site, to be taken over; what is new is written into the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from sitegen.cache import digest
from sitegen.config import SiteConfig, Taxonomy
from sitegen.content import DisclosureFile
from sitegen.crew import Crew
from sitegen.department_year import Desk, Made
from sitegen.leakcheck.shown import texts_shown
from sitegen.output import OutputTree
from sitegen.private.reading import Ground
from sitegen.public import addresses, inventory
from sitegen.public.addresses import Language
from sitegen.public.directory import Directory
from sitegen.public.model import Department, OpenDisclosure
from sitegen.public.summary import OpenSummary
from sitegen.redact import department_of
from sitegen.render.overviews import Of, Overview, of_summary, outline
from sitegen.search import INDEX, FolderStore, SearchRecord, Source, Store, bundle_of, search_records
from sitegen.translations import Catalogue


def enter(tree: OutputTree, made: Iterable[Made]) -> Iterator[str]:
    """Take note of the pages that workers have put into the tree, and yield those to be taken over."""
    for each in made:
        for path in () if each.kept is None else each.kept.files:
            if each.new:
                tree.enter(path)
            else:
                yield path


def _expected(ground: Ground) -> dict[str, Department]:
    """Return the departments that are expected to publish, by their ids."""
    named = () if ground.config is None else chain.from_iterable(each.departments for each in ground.config.expected)
    return {name: department_of(ground.departments[name]) for name in named}


def write_overviews(desk: Desk, made: Sequence[Made], crew: Crew) -> Iterator[str]:
    """Write the pages about several department-years, and what all pages load; yield those to be taken over."""
    ground, kept = desk.ground, [each.kept for each in made if each.kept is not None]
    summaries = [each.summary for each in kept]
    english: dict[str, dict[str, str]] = {}
    for each in kept:
        english.setdefault(each.summary.department.id, {}).update(each.translated)
    expected = _expected(ground)
    for department in expected.values():
        known = ground.catalogues[department.id].english
        translated = {text: known(text) for text in texts_shown(department)}
        said = {text: english_of for text, english_of in translated.items() if english_of is not None}
        english.setdefault(department.id, {}).update(said)
    catalogues = {department: Catalogue(entries) for department, entries in english.items()}
    pages = (
        *desk.renderer.overviews(summaries, catalogues, expected),
        *_comparisons(desk, Directory(summaries)),
    )
    new = _new(desk, made)
    due: list[Overview] = []
    for page in pages:
        if new is None or page.of is None or not new.isdisjoint(page.of):
            due.append(page)
        else:
            yield str(page.path)
    # Workers are forked with the pages before them, and are told which to make by its number; what the pages hold of
    # all department-years is not sent anywhere.
    for path, size in crew.near.map(partial(_put, desk.tree, due), range(len(due))):
        desk.tree.enter(path, size)


def _put(tree: OutputTree, pages: Sequence[Overview], number: int) -> tuple[str, int]:
    """Make a page and put it into the staging folder; return its path and its size."""
    path, data = pages[number].file
    tree.put(path, data)
    return str(path), len(data)


def _new(desk: Desk, made: Sequence[Made]) -> frozenset[Of] | None:
    """Return the department-years that are not as they were; ``None`` where any page may show something else."""
    if not desk.former.same_files:
        return None
    rows = desk.former.rows
    new = {
        file.name: each.kept.summary
        for file, each in zip(desk.ground.files, made, strict=True)
        if each.kept and each.new
    }
    if any(outline(summary) != outline(rows[name].summary) for name, summary in new.items()):
        return None
    return frozenset(map(of_summary, new.values()))


def _comparisons(desk: Desk, directory: Directory) -> Iterator[Overview]:
    """List the pages that compare two years of a department, of which the later continues projects of the earlier."""
    for before, after in directory.comparable:
        compared = frozenset((of_summary(before), of_summary(after)))
        for language in Language:
            path = addresses.comparison(after.department.id, before.year, after.year)
            make = partial(_comparison, desk, before, after, language)
            yield Overview(addresses.in_language(path, language), compared, make)


def _comparison(desk: Desk, former: OpenSummary, later: OpenSummary, language: Language) -> bytes:
    before, after = (desk.notes.disclosure(f"{each.department.id}.{each.year}") for each in (former, later))
    if not (isinstance(before, OpenDisclosure) and isinstance(after, OpenDisclosure)):
        message = "what is summed up as open is open"
        raise TypeError(message)
    return desk.renderer.comparison_page(before, after, desk.ground.catalogues[after.department.id], language)[1]


def inventory_of_site(config: SiteConfig, made: Iterable[Made]) -> tuple[PurePosixPath, bytes]:
    """Return the file that names the inventories of all department-years."""
    years = [of_summary(each.kept.summary) for each in made if each.kept is not None]
    return inventory.of_site(config.base_url, config.updated_on, years)


def index_store(cache: Path | None, staging: Path) -> FolderStore | None:
    """Return what keeps the search index from one build to the next, beside the cache of the pages."""
    return None if cache is None else FolderStore(cache.with_name(f"{cache.name}-search"), staging / "search")


def index_as_it_was(desk: Desk, made: Sequence[Made]) -> list[str]:
    """Return the files of the search index where nothing that can be found has changed; else none."""
    return desk.former.files_below(INDEX) if _new(desk, made) == frozenset() else []


def write_search(
    desk: Desk, made: Sequence[Made], taxonomy: Taxonomy, store: Store | None, crew: Crew
) -> Iterator[str]:
    """Write the search index, and yield the files of it to be taken over: most are as they were."""
    for language in Language:
        sources = [
            Source(
                digest(kept.ground, kept.english, kept.disclosure), partial(_records, desk, taxonomy, language, file)
            )
            for file, each in zip(desk.ground.files, made, strict=True)
            if (kept := each.kept) is not None
        ]
        for path, data in bundle_of(sources, language, store=store, crew=crew).items():
            if desk.former.has(path, data):
                yield path.as_posix()
            else:
                desk.tree.write(path, data)


def _records(desk: Desk, taxonomy: Taxonomy, language: Language, file: DisclosureFile) -> tuple[SearchRecord, ...]:
    """Return what can be found of a department-year."""
    catalogue = desk.ground.catalogues[file.department]
    return search_records(desk.notes.disclosure(file.name), catalogue, taxonomy, language)
