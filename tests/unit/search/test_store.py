from __future__ import annotations

from pathlib import Path

from sitegen.crew import Alone, Forked
from sitegen.public.addresses import Language
from sitegen.search import FolderStore, build_bundle
from sitegen.search.store import opened, remembered, sealed
from tests.support.public_content import public_content

_NO_PROGRAM = Path("/nowhere/pagefind")


def test_a_seal_holds_for_its_own_bytes_alone() -> None:
    assert opened(sealed(b"bytes")) == b"bytes"
    assert opened(sealed(b"bytes") + b"!") is None
    assert opened(None) is None


def test_what_stands_aside_is_kept_once_it_is_settled(tmp_path: Path) -> None:
    first = FolderStore(tmp_path / "kept", tmp_path / "aside")
    first.put("key", b"bytes")
    assert FolderStore(tmp_path / "kept", tmp_path / "aside-2").get("key") is None
    first.settle()
    assert FolderStore(tmp_path / "kept", tmp_path / "aside-2").get("key") == b"bytes"


def test_what_a_build_did_not_ask_for_is_dropped(tmp_path: Path) -> None:
    first = FolderStore(tmp_path / "kept", tmp_path / "aside")
    first.put("old", b"1")
    first.put("still", b"2")
    first.settle()
    second = FolderStore(tmp_path / "kept", tmp_path / "aside")
    second.get("still")
    second.put("new", b"3")
    second.settle()
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {"still", "new"}


class _Memory:
    """A store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.kept[key] = data


def test_only_what_is_not_kept_is_made_and_all_comes_in_the_order_of_its_keys() -> None:
    store, asked = _Memory(), list[int]()

    def make(number: int) -> bytes:
        asked.append(number)
        return b"%d" % number

    assert list(remembered(store, ["a", None, "c"], make, Alone())) == [b"0", b"1", b"2"]
    store.kept["c"] = store.kept["c"][:-1]
    asked.clear()
    assert list(remembered(store, ["a", None, "c", "d"], make, Alone())) == [b"0", b"1", b"2", b"3"]
    assert asked == [1, 2, 3]
    assert store.kept.keys() == {"a", "c", "d"}
    asked.clear()
    assert list(remembered(None, ["a"], make, Alone())) == [b"0"]
    assert asked == [0]


def test_what_other_processes_make_is_kept_in_this_one() -> None:
    store, keys = _Memory(), [str(number) for number in range(40)]
    made = [b"%d" % number for number in range(40)]
    assert list(remembered(store, keys, lambda number: b"%d" % number, Forked(2))) == made
    assert [opened(store.kept[key]) for key in keys] == made


def test_unchanged_records_need_no_pagefind_and_give_the_same_bytes(tmp_path: Path, real_root: Path) -> None:
    records = public_content(real_root).records(Language.ZH)
    store = FolderStore(tmp_path / "kept", tmp_path / "aside")
    files = build_bundle(records, Language.ZH, store=store)
    store.settle()
    assert files == build_bundle(records, Language.ZH)
    again = build_bundle(records, Language.ZH, _NO_PROGRAM, FolderStore(tmp_path / "kept", tmp_path / "aside"))
    assert again == files
    for entry in (tmp_path / "kept").iterdir():
        entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    mended = FolderStore(tmp_path / "kept", tmp_path / "aside")
    assert build_bundle(records, Language.ZH, store=mended) == files
