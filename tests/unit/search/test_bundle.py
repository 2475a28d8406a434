from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

import cbor2
import pytest

from sitegen.public.addresses import Language
from sitegen.search import SearchIndexError, SearchRecord, build_bundle
from sitegen.search.canonical import canonicalise, unpacked
from sitegen.search.pagefind import PagefindRecord, index
from sitegen.search.records import Facet, FacetName, Kind, Role, SearchField, Text
from sitegen.values.money import Money


def _record(place: int, text: str = "实现应援尽援", amount: str | None = "14.07", year: int = 2024) -> SearchRecord:
    title = Text(f"法律援助{place}", Language.ZH)
    return SearchRecord(
        kind=Kind.PROJECT,
        language=Language.ZH,
        page=PurePosixPath(f"zh/departments/justice/{year}.html"),
        anchor=f"p-{place}",
        position=place,
        title=title,
        department=Text("司法局", Language.ZH),
        year=year,
        amount=None if amount is None else Money.parse(amount),
        fields=(SearchField(Role.TITLE, (title,)), SearchField(Role.GOAL, (Text(text, Language.ZH),))),
        facets=(
            Facet(FacetName.YEAR, str(year)),
            Facet(FacetName.CATEGORY, "11"),
            Facet(FacetName.CATEGORY, str(21 + place % 3)),
        ),
    )


_RECORDS = [_record(place, year=2022 + place % 3) for place in range(12)]
_FOLDER = PurePosixPath("pagefind/zh")


def test_the_same_records_give_the_same_bytes_in_whatever_order_they_come() -> None:
    first = build_bundle(_RECORDS, Language.ZH)
    for seed in range(4):
        shuffled = random.Random(seed).sample(_RECORDS, len(_RECORDS))  # noqa: S311 - dice, not keys
        assert build_bundle(iter(shuffled), Language.ZH) == first


def test_everything_lies_below_the_folder_of_the_language() -> None:
    assert all(path.is_relative_to(_FOLDER) for path in build_bundle(_RECORDS, Language.ZH))


def test_only_what_the_page_needs_is_kept() -> None:
    files = build_bundle(_RECORDS, Language.ZH)
    loose = {path.name for path in files if path.parent == _FOLDER and path.suffix != ".pf_meta"}
    assert loose == {"pagefind.js", "wasm.unknown.pagefind", "pagefind-entry.json", "search.json"}


def test_every_file_opens_and_the_metadata_names_them_all() -> None:
    files = build_bundle(_RECORDS, Language.ZH)
    (meta,) = (data for path, data in files.items() if path.suffix == ".pf_meta")
    _, pages, chunks, filters, sorts, _ = cbor2.loads(unpacked(meta))
    named = {f"fragment/{name}.pf_fragment" for name, _ in pages}
    named |= {f"index/{name}.pf_index" for _, _, name in chunks}
    named |= {f"filter/{name}.pf_filter" for _, name in filters}
    packed = {path.relative_to(_FOLDER).as_posix(): data for path, data in files.items() if path.parent != _FOLDER}
    assert set(packed) == named
    for name, data in packed.items():
        if name.endswith(".pf_fragment"):
            json.loads(unpacked(data))
        else:
            cbor2.loads(unpacked(data))
    assert {name for name, _ in sorts} == {"amount", "year"}
    assert all(len(places) == len(_RECORDS) for _, places in sorts)


def test_a_fragment_carries_what_is_shown_and_no_tokens() -> None:
    files = build_bundle([_record(0)], Language.ZH)
    (data,) = (data for path, data in files.items() if path.suffix == ".pf_fragment")
    fragment = json.loads(unpacked(data))
    assert fragment["content"] == ""
    assert fragment["meta"]["title"] == "法律援助0"
    assert fragment["meta"]["amount"] == "14.07\N{NO-BREAK SPACE}万元"
    assert fragment["meta"]["fields"] == [["goal", ["实现应援尽援"], ""]]


def test_a_text_in_the_other_language_says_so() -> None:
    untranslated = replace(_record(0), language=Language.EN)
    files = build_bundle([untranslated], Language.EN)
    (data,) = (data for path, data in files.items() if path.suffix == ".pf_fragment")
    assert json.loads(unpacked(data))["meta"]["title"] == ["法律援助0", "zh-Hans"]


def test_amounts_are_ordered_exactly_and_what_states_none_has_the_lowest_key() -> None:
    amounts = ["183333.62", "183333.61", None, "9.00", "1485.34"]
    files = build_bundle([_record(place, amount=amount) for place, amount in enumerate(amounts)], Language.ZH)
    (meta,) = (data for path, data in files.items() if path.suffix == ".pf_meta")
    sorts = dict(cbor2.loads(unpacked(meta))[4])
    assert sorts["amount"] == [2, 3, 4, 1, 0]


def test_no_records_give_a_bundle_that_opens() -> None:
    files = build_bundle([], Language.EN)
    entry = json.loads(files[PurePosixPath("pagefind/en/pagefind-entry.json")])
    manifest = json.loads(files[PurePosixPath("pagefind/en/search.json")])
    assert entry["languages"] == {}
    assert manifest["records"] == 0


def test_a_change_in_one_page_renames_no_section_of_another() -> None:
    changed = [_record(0, "扩大援助范围", year=_RECORDS[0].year), *_RECORDS[1:]]
    first, second = (
        {path for path in build_bundle(records, Language.ZH) if path.suffix == ".pf_fragment"}
        for records in (_RECORDS, changed)
    )
    others = len([record for record in _RECORDS if record.page != _RECORDS[0].page])
    assert len(first & second) == others


def test_only_foldings_to_characters_that_occur_are_sent() -> None:
    files = build_bundle([_record(0)], Language.ZH)
    folds = json.loads(files[_FOLDER / "search.json"])["folds"]
    pairs = dict(zip(folds[::2], folds[1::2], strict=True))
    assert pairs["應"] == "应"
    assert "書" not in pairs


def test_the_environment_does_not_change_the_bytes(tmp_path: Path) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; sys.path.insert(0, '.');"
        "from tests.support.public_content import public_content;"
        "from sitegen.search import build_bundle; from sitegen.public.addresses import Language;"
        "files = build_bundle(public_content(Path('.')).records(Language.ZH), Language.ZH);"
        "print(hashlib.sha256(b''.join(str(path).encode() + data for path, data in files.items())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(digests) == 1


@pytest.mark.skipif(importlib.util.find_spec("pagefind_bin_extended") is None, reason="the other binary is not there")
def test_both_binaries_give_the_same_bytes() -> None:
    extended = importlib.import_module("pagefind_bin_extended").get_executable()
    assert build_bundle(_RECORDS, Language.ZH, Path(extended)) == build_bundle(_RECORDS, Language.ZH)


# ---- damaged files ------------------------------------------------------------------------------------------


@cache
def _indexed() -> Mapping[PurePosixPath, bytes]:
    return index([PagefindRecord("0", "援助 助经", {"year": ("2024",)}, {"year": "2024"})], 2000)


def _made() -> dict[PurePosixPath, bytes]:
    return dict(_indexed())


@pytest.mark.parametrize("suffix", [".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", ".pagefind", ".json"])
@pytest.mark.parametrize("damage", ["cut", "empty", "gone"])
def test_a_short_or_missing_file_is_never_published(suffix: str, damage: str) -> None:
    files = _made()
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
        canonicalise(files, [{}], ["page"])


def test_files_of_another_version_are_refused() -> None:
    files = _made()
    entry = PurePosixPath("pagefind-entry.json")
    files[entry] = files[entry].replace(b"1.5.2", b"1.6.0")
    with pytest.raises(SearchIndexError, match="another version"):
        canonicalise(files, [{}], ["page"])


def test_records_that_were_lost_on_the_way_are_noticed() -> None:
    with pytest.raises(SearchIndexError):
        canonicalise(_made(), [{}, {}], ["page", "page"])
