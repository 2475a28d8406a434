from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import pytest

from sitegen.crew import Alone, Forked
from sitegen.public.addresses import Language
from sitegen.search import FolderStore, SearchRecord, Source, build_bundle, bundle_of
from sitegen.search.outlines import outlines
from sitegen.search.records import Text
from sitegen.values.money import Money
from tests.support.corpus import synthetic
from tests.support.public_content import public_content


@pytest.fixture(scope="module")
def records(real_root: Path) -> tuple[SearchRecord, ...]:
    """Return some hundred sections on as many pages as make several runs."""
    dealt = synthetic(public_content(real_root).records(Language.ZH), 420, 1)
    paged = (replace(record, page=record.page.with_stem(f"{place // 3}")) for place, record in enumerate(dealt))
    return tuple(paged)


class _Asked:
    """Sources of pages, which note when they are asked for their records."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def sources(self, records: Sequence[SearchRecord]) -> list[Source]:
        pages = [(str(page), tuple(of_page)) for page, of_page in groupby(records, lambda record: record.page)]
        return [Source(sha256(repr(of_page).encode()).digest(), self._noting(page, of_page)) for page, of_page in pages]

    def _noting(self, page: str, of_page: tuple[SearchRecord, ...]) -> Callable[[], tuple[SearchRecord, ...]]:
        def read() -> tuple[SearchRecord, ...]:
            self.pages.append(page)
            return of_page

        return read


def _build(tmp_path: Path, name: str) -> FolderStore:
    return FolderStore(tmp_path / "kept", tmp_path / name)


def test_sources_give_the_bytes_that_their_records_give_whoever_makes_them(
    records: tuple[SearchRecord, ...], tmp_path: Path
) -> None:
    sources = _Asked().sources(records)
    expected = build_bundle(records, Language.ZH)
    assert bundle_of(sources, Language.ZH) == expected
    assert bundle_of(sources[::-1], Language.ZH, crew=Forked(2), store=_build(tmp_path, "first")) == expected


def test_one_change_reads_the_records_of_its_run_alone_and_gives_the_bytes_of_a_build_from_nothing(
    records: tuple[SearchRecord, ...], tmp_path: Path
) -> None:
    store = _build(tmp_path, "first")
    bundle_of(_Asked().sources(records), Language.ZH, store=store)
    store.settle()
    amount = Money.parse("1485.34")
    changed = (
        *records[:200],
        replace(records[200], amount=amount, title=Text("扩大范围", Language.ZH)),
        *records[201:],
    )
    asked, again = _Asked(), _build(tmp_path, "again")
    files = bundle_of(asked.sources(changed), Language.ZH, store=again)
    again.settle()
    assert str(records[200].page) in asked.pages
    assert 0 < len(set(asked.pages)) < len({record.page for record in records}) * 2 / 3
    assert files == build_bundle(changed, Language.ZH)
    unchanged = _Asked()
    same = bundle_of(unchanged.sources(changed), Language.ZH, store=_build(tmp_path, "same"))
    assert (same, unchanged.pages) == (files, [])


def test_what_is_kept_of_an_outline_is_what_was_made(records: tuple[SearchRecord, ...], tmp_path: Path) -> None:
    store = _build(tmp_path, "first")
    outline = partial(outlines, _Asked().sources(records), Language.ZH, crew=Alone())
    made = list(outline(store=store))
    store.settle()
    assert list(outline(store=_build(tmp_path, "again"))) == made
    assert [each.amount for each in made] == [
        record.amount.wan if isinstance(record.amount, Money) else None for record in records
    ]
    assert [each.facets for each in made] == [
        tuple((facet.name, facet.value) for facet in record.facets) for record in records
    ]


def test_outlines_of_one_language_are_not_taken_for_those_of_the_other(
    records: tuple[SearchRecord, ...], tmp_path: Path
) -> None:
    store = _build(tmp_path, "first")
    list(outlines([Source(b"key", lambda: records)], Language.ZH, store, Alone()))
    store.settle()
    assert not list(outlines([Source(b"key", tuple)], Language.EN, _build(tmp_path, "again"), Alone()))
