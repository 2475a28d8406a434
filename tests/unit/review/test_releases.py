"""The release before: all of it, or nothing and the file that stands in the way."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from sitegen.outcomes import Built
from sitegen.pipeline import preview_pages
from sitegen.review.releases import NothingPublished, Release, Unreadable, published_in
from tests.support.sites import new_site

_OF_YEAR = "inventory/example-education/2025.json"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    root = new_site(tmp_path / "site")
    assert isinstance(preview_pages(root, tmp_path / "published"), Built)
    return tmp_path / "published"


def test_a_published_site_tells_its_date_its_address_and_its_rows(published: Path) -> None:
    release = published_in(published)
    assert isinstance(release, Release)
    assert set(release.inventories) == {("example-education", 2025)}
    assert release.base_url.startswith("https://")


@pytest.mark.parametrize("there", [True, False])
def test_where_nothing_is_published_there_is_nothing_to_compare_with(tmp_path: Path, there: bool) -> None:  # noqa: FBT001  (a case)
    if there:
        (tmp_path / "site").mkdir()
    assert published_in(tmp_path / "site") == NothingPublished()


def test_a_site_of_another_program_cannot_be_compared_with(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>hello</p>", encoding="utf-8")
    assert published_in(tmp_path) == Unreadable(PurePosixPath("inventory/site.json"))


@pytest.mark.parametrize("data", [None, b"", b"{", b"\xff", b"[]", b'{"rows": []}'])
@pytest.mark.parametrize("name", ["inventory/site.json", _OF_YEAR])
def test_a_file_that_is_missing_or_damaged_is_named(published: Path, name: str, data: bytes | None) -> None:
    if data is None:
        (published / name).unlink()
    else:
        (published / name).write_bytes(data)
    assert published_in(published) == Unreadable(PurePosixPath(name))


def test_an_inventory_in_the_place_of_another_is_damaged(published: Path) -> None:
    data = json.loads((published / _OF_YEAR).read_bytes())
    (published / _OF_YEAR).write_text(json.dumps({**data, "year": 2024}), encoding="utf-8")
    assert published_in(published) == Unreadable(PurePosixPath(_OF_YEAR))


@pytest.mark.parametrize(
    "path", ["../secret.json", "/etc/passwd", "inventory/../a/2024.json", "inventory/a/b/2024.json"]
)
def test_nothing_is_read_but_what_lies_where_a_build_puts_it(published: Path, path: str) -> None:
    site = published / "inventory/site.json"
    site.write_text(json.dumps({**json.loads(site.read_bytes()), "inventories": [path]}), encoding="utf-8")
    assert published_in(published) == Unreadable(PurePosixPath("inventory/site.json"))
