from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import Any

import cbor2
import pytest

from sitegen.public.addresses import Language
from sitegen.search import SearchRecord, build_bundle
from sitegen.search.facets import Facet, FacetName
from sitegen.search.packing import unpacked
from sitegen.search.records import Kind, Role, SearchField, Text
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
_MANY = [_record(place) for place in range(700)]
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


def _opened(files: Mapping[PurePosixPath, bytes], suffix: str) -> list[Any]:
    return [cbor2.loads(unpacked(data)) for path, data in files.items() if path.suffix == suffix]


def _aside(files: Mapping[PurePosixPath, bytes], name: str) -> list[Any]:
    manifest = json.loads(files[_FOLDER / "search.json"])
    return list(cbor2.loads(unpacked(files[_FOLDER / f"filter/{manifest[name]}.pf_filter"])))


def _border(before: str, told: tuple[str, str]) -> str:
    shared, rest = told
    return before[: int(shared)] + rest


def test_every_file_opens_and_is_named_by_the_metadata_or_the_manifest() -> None:
    files = build_bundle(_RECORDS, Language.ZH)
    ((_, pages, chunks, filters, sorts, _),) = _opened(files, ".pf_meta")
    manifest = json.loads(files[_FOLDER / "search.json"])
    assert (filters, sorts) == ([], [])
    sections, index_files, shared, rests = _aside(files, "list")
    assert [f"{stem}-{at}" for stem, count in sections for at in range(count)] == [name for name, _ in pages]
    assert [f"{stem}-{at}" for stem, count in index_files for at in range(count)] == [name for _, _, name in chunks]
    borders = list(accumulate(zip(shared, rests.split(), strict=True), _border, initial=""))[1:]
    for border, (_, last, _), (first, _, _) in zip(borders, chunks, chunks[1:], strict=False):
        assert last < border <= first
        assert first.startswith(border)
    assert len(borders) == len(chunks) - 1
    named = {f"fragment/{name}.pf_fragment" for name, _ in pages}
    named |= {f"index/{name}.pf_index" for _, _, name in chunks}
    named |= {f"filter/{manifest[name]}.pf_filter" for name in ("list", "facets", "amounts")}
    packed = {path.relative_to(_FOLDER).as_posix(): data for path, data in files.items() if path.parent != _FOLDER}
    assert set(packed) == named
    for name, data in packed.items():
        if name.endswith(".pf_fragment"):
            json.loads(unpacked(data))
        else:
            cbor2.loads(unpacked(data))


def test_sections_of_a_value_and_years_are_told_by_their_distances() -> None:
    files = build_bundle(_RECORDS, Language.ZH)
    years = dict(dict(_aside(files, "facets"))["year"])
    assert {year: list(accumulate(apart)) for year, apart in years.items()} == {
        "2022": [8, 9, 10, 11],
        "2023": [4, 5, 6, 7],
        "2024": [0, 1, 2, 3],
    }
    assert json.loads(files[_FOLDER / "search.json"])["years"] == [[2024, 4], [2023, 4], [2022, 4]]


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


def test_amounts_are_ordered_exactly_and_what_states_none_has_no_place() -> None:
    amounts = ["183333.62", "183333.61", None, "9.00", "1485.34"]
    files = build_bundle([_record(place, amount=amount) for place, amount in enumerate(amounts)], Language.ZH)
    assert _aside(files, "amounts") == [3, 4, 1, 0]


def test_no_records_give_a_bundle_that_opens() -> None:
    files = build_bundle([], Language.EN)
    entry = json.loads(files[PurePosixPath("pagefind/en/pagefind-entry.json")])
    manifest = json.loads(files[PurePosixPath("pagefind/en/search.json")])
    assert entry["languages"] == {}
    assert manifest["records"] == 0


def test_a_change_renames_the_sections_of_its_run_alone() -> None:
    many = [replace(record, page=record.page.with_stem(f"{place}")) for place, record in enumerate(_MANY)]
    changed = [replace(many[0], title=Text("扩大援助范围", Language.ZH)), *many[1:]]
    first, second = (
        {path for path in build_bundle(records, Language.ZH) if path.suffix == ".pf_fragment"}
        for records in (many, changed)
    )
    assert 0 < len(first - second) < len(first & second)


def test_only_foldings_to_characters_that_occur_are_sent() -> None:
    files = build_bundle([_record(0)], Language.ZH)
    folds = json.loads(files[_FOLDER / "search.json"])["folds"]
    pairs = dict(zip(folds[::2], folds[1::2], strict=True))
    assert pairs["應"] == "应"
    assert "書" not in pairs


def test_few_words_of_letters_are_listed_and_many_are_not() -> None:
    written = "开发APP和App2 the list of GZIT"
    manifest = json.loads(build_bundle([_record(0, written), _record(1)], Language.ZH)[_FOLDER / "search.json"])
    assert manifest["letters"] == ["app", "gzit", "list", "of", "the"]
    many = " ".join(f"{one}{other}" for one in "abcdefghijklmno" for other in "abcdefghijklmno")
    assert "letters" not in json.loads(build_bundle([_record(0, many)], Language.ZH)[_FOLDER / "search.json"])


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
