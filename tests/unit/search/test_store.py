from __future__ import annotations

from pathlib import Path

from sitegen.public.addresses import Language
from sitegen.search import FolderStore, build_bundle
from sitegen.search.store import opened, sealed
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
