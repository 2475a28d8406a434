"""Search records of one language -> the files of its bundle, below ``pagefind/<language>/``.

Records are numbered newest year first, then by page and by place on it: exact hits that are alike stand in that order.
They are indexed in runs of some two hundred, which a store can keep, and put together into one index, so that a reader
pays for one bundle however many runs there were.

Beside Pagefind's files stand two of our own: the manifest holds what the page needs to begin, and one file the values
to narrow by. Nothing in them but the numbers of sections depends on the order that a hash table might have.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate, chain, groupby, pairwise
from pathlib import Path, PurePosixPath

import cbor2

from sitegen.public.addresses import Language
from sitegen.public.model import Unpublished
from sitegen.render.formats import natural_english
from sitegen.search.facets import FacetName
from sitegen.search.packing import grouped_names, names, packed
from sitegen.search.pagefind import LANGUAGE, VERSION
from sitegen.search.parts import ENTRY, Json, Part, Section, make_part, runtime
from sitegen.search.records import Role, SearchRecord, Text
from sitegen.search.shelves import Shelf, shelved
from sitegen.search.store import Store
from sitegen.search.text import REGIONS, TokenStream, is_wide
from sitegen.values.hanzi import traditional
from sitegen.values.money import Money

MANIFEST = PurePosixPath("search.json")

#: The folder of the site that holds the bundles, one a language.
INDEX = PurePosixPath("pagefind")

#: Sections to a run, at the least; and one page in how many begins a new one where that is reached. Pages decide for
#: themselves, so that one more or one less leaves the runs after the next border as they were.
_RUN, _BORDERS = 100, 4
#: So many different Han characters, and so many words of letters, at the most, are listed in the manifest: a search for
#: others then need not look.
_FEW = 200
#: Pagefind works on so many runs at a time, at the most.
_WORKERS = 4


def build_bundle(
    records: Iterable[SearchRecord], language: Language, binary: Path | None = None, store: Store | None = None
) -> Mapping[PurePosixPath, bytes]:
    """Return the search bundle of a language; the same records give the same bytes, in whatever order they come.

    Args:
        records: All records of the language; none gives a bundle that works and finds nothing.
        language: The language of the pages.
        binary: The Pagefind program; the installed one where ``None``.
        store: What keeps runs and shelves from one build to the next; the bytes are the same without one.

    Returns:
        Paths from the site's root, below ``pagefind/<language>/``, with their bytes.

    Raises:
        SearchIndexError: if Pagefind is missing, dies or answers what cannot be used.

    """
    ordered = sorted(records, key=lambda record: (-record.year, record.page, record.position, record.anchor or ""))
    sections = [Section(_shown(record), partial(_stream, record)) for record in ordered]
    runs = [sections[first:end] for first, end in pairwise(_borders(ordered))]
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  (only where an index is made)

    with _without_collector():
        with ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1)) as workers:
            parts = list(workers.map(lambda run: make_part(run, binary, store), runs))
        offsets = accumulate((len(part.fragments) for part in parts), initial=0)
        shelves = list(shelved(list(zip(offsets, (part.pieces for part in parts), strict=False)), store))
        aside, begun = _packed_aside(ordered), _begun(ordered, parts)
        files = dict(sorted(_files(parts, shelves, aside, begun, runtime(binary, store))))
    folder = INDEX / language.value
    return {folder / path: data for path, data in files.items()}


def _borders(records: Sequence[SearchRecord]) -> Iterator[int]:
    """Yield where each run begins, and the end of the last."""
    if records:
        yield 0
    began = place = 0
    for page, of_page in groupby(record.page for record in records):
        if place - began >= _RUN and hashlib.sha256(str(page).encode()).digest()[0] % _BORDERS == 0:
            yield place
            began = place
        place += len(list(of_page))
    yield place


@contextmanager
def _without_collector() -> Iterator[None]:
    """Put the garbage collector off: postings are millions of lists without cycles, which it would look through."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _files(
    parts: Sequence[Part],
    shelves: Sequence[Shelf],
    aside: Mapping[str, bytes],
    begun: Mapping[str, Json],
    common: Mapping[PurePosixPath, bytes],
) -> Iterator[tuple[str, bytes]]:
    fragment_names = list(chain.from_iterable(grouped_names([part.fragments for part in parts])))
    index = [file for shelf in shelves for file in shelf.files]
    stems = zip(names([shelf.digest for shelf in shelves]), shelves, strict=True)
    index_names = [f"{stem}-{place}" for stem, shelf in stems for place in range(len(shelf.files))]
    meta = cbor2.dumps(
        [
            VERSION,
            [[name, 1] for name in fragment_names],
            [[file.first, file.last, name] for file, name in zip(index, index_names, strict=True)],
            [],
            [],
            [],
        ]
    )
    (meta_name,) = names([meta])
    listed = cbor2.dumps([_stems(fragment_names), _stems(index_names), [file.last for file in index]])
    aside = {"list": listed, **aside}
    aside_names = dict(zip(aside, names(list(aside.values())), strict=True))
    languages = {LANGUAGE: {"hash": meta_name, "wasm": None, "page_count": len(fragment_names)}} if parts else {}
    entry = _json({**json.loads(common[ENTRY]), "languages": languages})
    yield from ((str(path), data) for path, data in {**common, ENTRY: entry}.items())
    yield str(MANIFEST), _json({**begun, **aside_names})
    yield f"pagefind.{meta_name}.pf_meta", packed(meta)
    yield from ((f"filter/{aside_names[each]}.pf_filter", packed(data)) for each, data in aside.items())
    for path, file in zip(index_names, index, strict=True):
        yield f"index/{path}.pf_index", file.packed
    yield from zip(
        (f"fragment/{path}.pf_fragment" for path in fragment_names),
        chain.from_iterable(part.fragments for part in parts),
        strict=True,
    )


def _stems(grouped: Sequence[str]) -> list[list[Json]]:
    """Return what grouped names have in common, with how many in a row do."""
    return [[stem, len(list(group))] for stem, group in groupby(name.rpartition("-")[0] for name in grouped)]


def _stream(record: SearchRecord) -> TokenStream:
    stream = TokenStream()
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    for field in record.fields:
        by_role[field.role].extend(text.text for text in field.texts)
    for role, texts in by_role.items():
        match role:
            case Role.TITLE:
                _spell(stream, record.title)
            case Role.GOAL | Role.INDICATOR:
                stream.begin_region()
            case Role.NOTE | Role.CONTEXT:
                pass
        for text in texts:
            stream.add(text)
    _spell(stream, record.department)
    return stream


def _spell(stream: TokenStream, name: Text | None) -> None:
    if name is not None and name.language is Language.ZH:
        stream.spell(name.text)


def _packed_aside(records: Sequence[SearchRecord]) -> dict[str, bytes]:
    """Return what is read when results are narrowed or ordered: the values, and the order by amount.

    Values are ``[facet, [[value, [section, further, further ...]], ...]]``; the order lists the sections that state an
    amount, smallest first.
    """
    facets: dict[FacetName, dict[str, list[int]]] = {name: {} for name in FacetName}
    for place, record in enumerate(records):
        for facet in record.facets:
            facets[facet.name].setdefault(facet.value, []).append(place)
    values = [
        [name.value, [[value, _apart(places)] for value, places in sorted(of_facet.items())]]
        for name, of_facet in facets.items()
        if of_facet
    ]
    stated = sorted(
        (record.amount.wan, place) for place, record in enumerate(records) if isinstance(record.amount, Money)
    )
    return {"facets": cbor2.dumps(values), "amounts": cbor2.dumps([place for _, place in stated])}


def _apart(places: Sequence[int]) -> list[int]:
    return [place - before for before, place in pairwise([0, *places])]


def _begun(records: Sequence[SearchRecord], parts: Sequence[Part]) -> dict[str, Json]:
    """Return what the page needs to begin: sections, years with the first section of each, regions, foldings."""
    occurring = frozenset(chain.from_iterable(part.characters for part in parts))
    words = frozenset(chain.from_iterable(part.letters.split() for part in parts))
    folds = "".join(character + simple for character, simple in sorted(traditional().items()) if simple in occurring)
    years = [[year, len(list(of_year))] for year, of_year in groupby(record.year for record in records)]
    wide = "".join(sorted(filter(is_wide, occurring)))
    listed: dict[str, Json] = {"wide": wide} if len(wide) <= _FEW else {}
    listed |= {"letters": sorted(words)} if len(words) <= _FEW else {}
    return {"records": len(records), "years": years, "regions": REGIONS, "folds": folds, **listed}


def _shown(record: SearchRecord) -> Json:
    """Return what the page shows of a record; a text is a string, or with its language where that is not the page's."""

    def written(text: Text) -> Json:
        return text.text if text.language is record.language else [text.text, text.language.tag]

    return {
        "kind": record.kind.value,
        "page": record.page.as_posix(),
        "anchor": record.anchor or "",
        "title": None if record.title is None else written(record.title),
        "department": written(record.department),
        "year": record.year,
        "amount": None if record.amount is None else _amount(record.amount, record.language),
        "fields": [
            [field.role.value, [written(text) for text in field.texts], field.anchor or ""]
            for field in record.fields
            if field.role is not Role.TITLE
        ],
    }


def _amount(amount: Money | Unpublished, language: Language) -> str:
    if isinstance(amount, Unpublished):
        return "金额不予公开" if language is Language.ZH else "Amount not published"
    if language is Language.ZH:
        return f"{amount}\N{NO-BREAK SPACE}万元"
    return f"{natural_english(amount)} ({amount}\N{NO-BREAK SPACE}万元)"


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
