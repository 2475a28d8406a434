from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

import pytest

from sitegen.search.pagefind import SearchIndexError, index
from sitegen.search.parts import postings_of
from sitegen.search.text import BORDER


@cache
def _indexed() -> Mapping[PurePosixPath, bytes]:
    return index([f"援助 助经 {BORDER}"])


@pytest.mark.parametrize("suffix", [".pf_meta", ".pf_index", ".pf_fragment", ".pagefind", ".json"])
@pytest.mark.parametrize("damage", ["cut", "empty", "gone"])
def test_a_short_or_missing_file_is_never_published(suffix: str, damage: str) -> None:
    files = dict(_indexed())
    damaged = [path for path in files if path.suffix == suffix]
    assert damaged
    for path in damaged:
        match damage:
            case "cut":
                files[path] = files[path][: len(files[path]) // 2]
            case "empty":
                files[path] = b""
            case _:
                del files[path]
    with pytest.raises(SearchIndexError, match=r"1\.5\.2"):
        postings_of(files, 1)


def test_files_of_another_version_are_refused() -> None:
    files = dict(_indexed())
    entry = PurePosixPath("pagefind-entry.json")
    files[entry] = files[entry].replace(b"1.5.2", b"1.6.0")
    with pytest.raises(SearchIndexError, match="another version"):
        postings_of(files, 1)


def test_sections_that_were_lost_on_the_way_are_noticed() -> None:
    with pytest.raises(SearchIndexError):
        postings_of(_indexed(), 2)
