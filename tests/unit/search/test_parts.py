from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from sitegen.search.pagefind import SearchIndexError, index
from sitegen.search.parts import Part, Section, make_part, postings_of
from sitegen.search.text import BORDER, TokenStream


class _Memory:
    """A store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.kept[key] = data


def _section(text: str) -> Section:
    def stream() -> TokenStream:
        tokens = TokenStream()
        tokens.add(text)
        return tokens

    return Section({"title": text}, stream)


_SECTIONS = [_section("援助经费"), _section("援助")]
_NO_PROGRAM = Path("/nowhere/pagefind")


# ---- the store ----------------------------------------------------------------------------------------------


def test_a_part_out_of_the_store_is_the_part_that_was_made() -> None:
    store = _Memory()
    made = make_part(_SECTIONS, store=store)
    assert isinstance(made, Part)
    assert make_part(_SECTIONS, _NO_PROGRAM, store) == made


@pytest.mark.parametrize("sections", [_SECTIONS[:1], _SECTIONS[::-1], [*_SECTIONS[:1], _section("救助")]])
def test_other_sections_are_not_taken_for_those_in_the_store(sections: list[Section]) -> None:
    store = _Memory()
    make_part(_SECTIONS, store=store)
    with pytest.raises(SearchIndexError):
        make_part(sections, _NO_PROGRAM, store)


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_what_was_damaged_in_the_store_is_made_anew(damage: bytes | None) -> None:
    store = _Memory()
    made = make_part(_SECTIONS, store=store)
    ((key, data),) = store.kept.items()
    store.kept[key] = data[:-1] if damage is None else damage
    assert make_part(_SECTIONS, store=store) == made
    assert store.kept[key] == data


# ---- damaged files ------------------------------------------------------------------------------------------


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
