"""Search records of one language -> the files of its bundle, below ``pagefind/<language>/``.

Records are numbered newest year first, then by page and by place on it: exact hits that are alike stand in that order.
They are indexed in runs of some hundred, which a store can keep, and put together into one index, so that a reader
pays for one bundle however many runs there were.

Beside Pagefind's files stand two of our own: the manifest holds what the page needs to begin, and one file the values
to narrow by. Nothing in them but the numbers of sections depends on the order that a hash table might have.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, groupby, pairwise, takewhile
from pathlib import Path, PurePosixPath

import cbor2

from sitegen.crew import Alone, Crew, without_collector
from sitegen.public.addresses import Language
from sitegen.search.facets import FacetName
from sitegen.search.outlines import Outline, Source, outlines
from sitegen.search.packing import grouped_names, names, packed
from sitegen.search.pagefind import LANGUAGE, VERSION
from sitegen.search.parts import ENTRY, Part, make_part, part_of, runtime
from sitegen.search.records import SearchRecord
from sitegen.search.sections import Json
from sitegen.search.shelves import IndexFile, Shelf, shelved
from sitegen.search.store import Store, key_of, remembered
from sitegen.search.text import REGIONS, is_wide
from sitegen.values.hanzi import traditional

MANIFEST = PurePosixPath("search.json")

#: The folder of the site that holds the bundles, one a language.
INDEX = PurePosixPath("pagefind")

#: Sections to a run, at the least; and one page in how many begins a new one where that is reached. Pages decide for
#: themselves, so that one more or one less leaves the runs after the next border as they were.
_RUN, _BORDERS = 100, 4
#: So many different Han characters, and so many words of letters, at the most, are listed in the manifest: a search for
#: others then need not look.
_FEW = 200
#: As far as one digit counts.
_MOST_SHARED = 9
_ALONE = Alone()


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
    of_all = tuple(records)
    return bundle_of([Source(None, lambda: of_all)], language, binary, store)


def bundle_of(
    sources: Sequence[Source],
    language: Language,
    binary: Path | None = None,
    store: Store | None = None,
    crew: Crew = _ALONE,
) -> Mapping[PurePosixPath, bytes]:
    """Return the search bundle of a language, as ``build_bundle`` does, of records that are made where they are needed.

    Args:
        sources: What the records are made of. Those of a page are all of one source.
        language: The language of the pages.
        binary: The Pagefind program; the installed one where ``None``.
        store: What keeps outlines, runs and shelves from one build to the next.
        crew: Who does the work.

    Raises:
        SearchIndexError: if Pagefind is missing, dies or answers what cannot be used.

    """
    with without_collector():
        ordered = sorted(outlines(sources, language, store, crew), key=lambda outline: outline.place)
        runs = [ordered[first:end] for first, end in pairwise(_borders(ordered))]
        keys = [key_of("part", [outline.digest for outline in run]) for run in runs]
        parts = [*map(part_of, remembered(store, keys, partial(_part, sources, runs, binary), crew))]
        offsets = accumulate((len(part.fragments) for part in parts), initial=0)
        shelves = list(shelved(list(zip(offsets, (part.pieces for part in parts), strict=False)), store, crew))
        aside, begun = _packed_aside(ordered), _begun(ordered, parts)
        files = dict(sorted(_files(parts, shelves, aside, begun, runtime(binary, store))))
    folder = INDEX / language.value
    return {folder / path: data for path, data in files.items()}


def _part(sources: Sequence[Source], runs: Sequence[Sequence[Outline]], binary: Path | None, number: int) -> bytes:
    found: list[SearchRecord] = []
    for source, of_source in groupby(runs[number], key=lambda outline: outline.source):
        records = sources[source].records()
        found += (records[outline.number] for outline in of_source)
    return make_part(found, binary)


def _borders(outlines_in_order: Sequence[Outline]) -> Iterator[int]:
    """Yield where each run begins, and the end of the last."""
    if outlines_in_order:
        yield 0
    began = place = 0
    for page, of_page in groupby(outline.page for outline in outlines_in_order):
        if place - began >= _RUN and hashlib.sha256(page.encode()).digest()[0] % _BORDERS == 0:
            yield place
            began = place
        place += len(list(of_page))
    yield place


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
    listed = cbor2.dumps([_stems(fragment_names), _stems(index_names), *_borders_of(index)])
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


def _borders_of(index: Sequence[IndexFile]) -> tuple[str, str]:
    """Return where each index file but the first begins, as short as tells it from the one before.

    It is told by what it has in common with the border before it, a digit each, and by what follows, apart by spaces.
    """
    borders = [file.first[: _shared(before.last, file.first) + 1] for before, file in pairwise(index)]
    shared = [min(_shared(before, border), _MOST_SHARED) for before, border in pairwise(["", *borders])]
    rest = " ".join(border[same:] for border, same in zip(borders, shared, strict=True))
    return "".join(map(str, shared)), rest


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _stems(grouped: Sequence[str]) -> list[list[Json]]:
    """Return what grouped names have in common, with how many in a row do."""
    return [[stem, len(list(group))] for stem, group in groupby(name.rpartition("-")[0] for name in grouped)]


def _packed_aside(sections: Sequence[Outline]) -> dict[str, bytes]:
    """Return what is read when results are narrowed or ordered: the values, and the order by amount.

    Values are ``[facet, [[value, [section, further, further ...]], ...]]``; the order lists the sections that state an
    amount, smallest first.
    """
    facets: dict[FacetName, dict[str, list[int]]] = {name: {} for name in FacetName}
    for place, outline in enumerate(sections):
        for name, value in outline.facets:
            facets[name].setdefault(value, []).append(place)
    values = [
        [name.value, [[value, _apart(places)] for value, places in sorted(of_facet.items())]]
        for name, of_facet in facets.items()
        if of_facet
    ]
    stated = sorted((outline.amount, place) for place, outline in enumerate(sections) if outline.amount is not None)
    return {"facets": cbor2.dumps(values), "amounts": cbor2.dumps([place for _, place in stated])}


def _apart(places: Sequence[int]) -> list[int]:
    return [place - before for before, place in pairwise([0, *places])]


def _begun(sections: Sequence[Outline], parts: Sequence[Part]) -> dict[str, Json]:
    """Return what the page needs to begin: sections, years with the first section of each, regions, foldings."""
    occurring = frozenset(chain.from_iterable(part.characters for part in parts))
    words = frozenset(chain.from_iterable(part.letters.split() for part in parts))
    folds = "".join(character + simple for character, simple in sorted(traditional().items()) if simple in occurring)
    years = [[year, len(list(of_year))] for year, of_year in groupby(outline.year for outline in sections)]
    wide = "".join(sorted(filter(is_wide, occurring)))
    listed: dict[str, Json] = {"wide": wide} if len(wide) <= _FEW else {}
    listed |= {"letters": sorted(words)} if len(words) <= _FEW else {}
    return {"records": len(sections), "years": years, "regions": REGIONS, "folds": folds, **listed}


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
