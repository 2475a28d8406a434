"""The law of the search: at the exact tier it finds what holds the query, all of it and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sitegen.public.addresses import Language
from sitegen.search import SearchRecord, build_bundle
from tests.support.corpus import synthetic
from tests.support.public_content import PublicContent, public_content
from tests.support.searching import Measure, Truth, bundle_on_disk, draw, keys_of_bundle, measure
from tests.support.serving import Served, serving

pytestmark = pytest.mark.browser

_SEED = 20240209


@pytest.fixture(scope="module")
def content(real_root: Path) -> PublicContent:
    return public_content(real_root)


def _measured(page: Page, served: Served, records: Sequence[SearchRecord], language: Language, count: int) -> Measure:
    name = language.value
    keys = keys_of_bundle(bundle_on_disk(served.folder / "pagefind" / name))
    page.goto(f"{served.url}{name}/search.html")
    folder = f"{served.url}pagefind/{name}/"
    result = measure(page, folder, draw(records, count, _SEED), Truth(records), keys)
    print(f"{name}, {len(records)} records, {count} queries from seed {_SEED}: {result}")  # noqa: T201 - the measure
    return result


def _assert_exact(result: Measure) -> None:
    assert result.wrong == ()
    assert (result.recall, result.precision) == (1.0, 1.0)


@pytest.mark.parametrize("language", Language)
def test_random_pieces_of_the_text_find_exactly_what_holds_them(
    page: Page, served_site: Served, content: PublicContent, language: Language
) -> None:
    _assert_exact(_measured(page, served_site, content.records(language), language, 150))


@pytest.mark.long
@pytest.mark.parametrize("language", Language)
def test_a_thousand_random_pieces_find_exactly_what_holds_them(
    page: Page, served_site: Served, content: PublicContent, language: Language
) -> None:
    _assert_exact(_measured(page, served_site, content.records(language), language, 1000))


@pytest.mark.long
@pytest.mark.parametrize("language", Language)
def test_ten_thousand_sections_are_searched_as_exactly_as_few(
    page: Page, real_site: Path, content: PublicContent, language: Language, tmp_path: Path
) -> None:
    records = synthetic(content.records(language), 10_000, _SEED)
    shutil.copytree(real_site, tmp_path / "site", ignore=lambda _, names: {"pagefind"} & set(names))
    for path, data in build_bundle(records, language).items():
        target = tmp_path / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with serving(tmp_path / "site") as served:
        _assert_exact(_measured(page, served, records, language, 1000))
