"""Search records of one language -> the files of its bundle, below ``pagefind/<language>/``.

Records are numbered newest year first, then by page and by place on it: Pagefind returns exact hits in that
order. The manifest beside Pagefind's files holds what the page needs to begin: how many records there are, where
titles and goals end in the streams, and the traditional characters whose simplified form occurs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from sitegen.public.addresses import Language
from sitegen.render.formats import natural_english
from sitegen.search.canonical import Json, canonicalise
from sitegen.search.pagefind import PagefindRecord, index
from sitegen.search.records import Role, SearchRecord, Text
from sitegen.search.text import TokenStream
from sitegen.values.hanzi import traditional
from sitegen.values.money import Money

MANIFEST = PurePosixPath("search.json")

#: Where the goal, and where all that ranks below it, begins in the token stream of a record, unless what stands
#: before is longer. The worker ranks hits by these: title, goal, rest.
REGIONS: Mapping[Language, tuple[int, int]] = {Language.ZH: (64, 512), Language.EN: (128, 768)}

#: Indexed positions to an index file: at least, at most, and how many files a bundle is cut into between these. More
#: and smaller files cost a query fewer bytes, and every first search a longer list of them.
_CHUNK_LEAST, _CHUNK_MOST, _CHUNKS = 2_000, 20_000, 1_024


def build_bundle(
    records: Iterable[SearchRecord], language: Language, binary: Path | None = None
) -> Mapping[PurePosixPath, bytes]:
    """Return the search bundle of a language; the same records give the same bytes, in whatever order they come.

    Args:
        records: All records of the language; none gives a bundle that works and finds nothing.
        language: The language of the pages.
        binary: The Pagefind program; the installed one where ``None``.

    Returns:
        Paths from the site's root, below ``pagefind/<language>/``, with their bytes.

    Raises:
        SearchIndexError: if Pagefind is missing, dies or answers what cannot be used.

    """
    ordered = sorted(records, key=lambda record: (-record.year, record.page, record.position, record.anchor or ""))
    streams = [_stream(record) for record in ordered]
    contents = [stream.content for stream in streams]
    amounts = _ranks(ordered)
    made = index(
        (
            PagefindRecord(
                str(place), content, _filters(record), {"amount": str(amounts[place]), "year": str(record.year)}
            )
            for place, (record, content) in enumerate(zip(ordered, contents, strict=True))
        ),
        _chunk_size(sum(stream.indexed for stream in streams)),
        binary,
    )
    files = canonicalise(made, [_shown(record) for record in ordered], [str(record.page) for record in ordered])
    characters = frozenset[str]().union(*(stream.characters for stream in streams))
    files[MANIFEST] = _manifest(len(ordered), REGIONS[language], characters)
    folder = PurePosixPath("pagefind", language.value)
    return {folder / path: files[path] for path in sorted(files)}


def _stream(record: SearchRecord) -> TokenStream:
    stream = TokenStream()
    goal, rest = REGIONS[record.language]
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    for field in record.fields:
        by_role[field.role].extend(text.text for text in field.texts)
    for role, texts in by_role.items():
        match role:
            case Role.TITLE:
                pass
            case Role.GOAL:
                stream.fill(goal)
            case Role.INDICATOR:
                stream.fill(rest)
            case Role.NOTE | Role.CONTEXT:
                pass
        for text in texts:
            stream.add(text)
    return stream


def _ranks(records: Sequence[SearchRecord]) -> list[int]:
    """Rank amounts by whole numbers, because Pagefind sorts by 32-bit floats; what states no amount has rank -1."""
    stated = sorted({record.amount for record in records if record.amount is not None})
    rank = {amount: place for place, amount in enumerate(stated)}
    return [-1 if record.amount is None else rank[record.amount] for record in records]


def _filters(record: SearchRecord) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    for facet in record.facets:
        values[facet.name.value] = (*values.get(facet.name.value, ()), facet.value)
    return values


def _chunk_size(positions: int) -> int:
    return max(_CHUNK_LEAST, min(_CHUNK_MOST, positions // _CHUNKS))


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


def _amount(amount: Money, language: Language) -> str:
    if language is Language.ZH:
        return f"{amount}\N{NO-BREAK SPACE}万元"
    return f"{natural_english(amount)} ({amount}\N{NO-BREAK SPACE}万元)"


def _manifest(records: int, regions: tuple[int, int], characters: frozenset[str]) -> bytes:
    folds = "".join(character + simple for character, simple in sorted(traditional().items()) if simple in characters)
    manifest = {"records": records, "folds": folds, "regions": regions}
    return json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()
