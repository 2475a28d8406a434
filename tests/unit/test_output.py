from __future__ import annotations

import errno
import shutil
from pathlib import Path, PurePosixPath

import pytest

from sitegen.errors import UnreliableMemoryError
from sitegen.output import AddressTakenError, OutputTree


def test_an_address_is_written_once(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "staging")
    tree.write(PurePosixPath("zh/a.html"), b"one")
    with pytest.raises(AddressTakenError):
        tree.write(PurePosixPath("zh/a.html"), b"two")
    assert tree.read(PurePosixPath("zh/a.html")) == b"one"


@pytest.mark.parametrize("path", ["../a.html", "zh/../../a.html", "/a.html"])
def test_nothing_is_written_outside_the_tree(tmp_path: Path, path: str) -> None:
    tree = OutputTree(tmp_path / "staging")
    with pytest.raises(ValueError, match="not inside"):
        tree.write(PurePosixPath(path), b"")


def test_a_tree_lists_its_files_in_order_and_knows_its_size(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "staging")
    for name in ("b", "a/c", "a/b"):
        tree.write(PurePosixPath(name), b"xy")
    assert [path.as_posix() for path in tree] == ["a/b", "a/c", "b"]
    assert (len(tree), tree.size) == (3, 6)


def _former(folder: Path) -> OutputTree:
    tree = OutputTree(folder / "former")
    for name in ("index.html", "zh/a.html"):
        tree.write(PurePosixPath(name), b"former")
    return tree


def _refuse(*_: object) -> None:
    raise OSError(errno.EXDEV, "Invalid cross-device link")


@pytest.mark.parametrize("links", [True, False])
def test_files_of_a_former_tree_are_taken_over_and_no_later_change_of_it_reaches_them(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    links: bool,  # noqa: FBT001  (a row)
) -> None:
    former = _former(tmp_path)
    if not links:
        monkeypatch.setattr("os.link", _refuse)
    tree = OutputTree(tmp_path / "staging")
    tree.take_over(former.root, ["index.html", "zh/a.html"])
    assert (len(tree), tree.size, tree.count(".html")) == (2, 12, 2)
    assert ((tmp_path / "former/zh/a.html").stat().st_ino == (tmp_path / "staging/zh/a.html").stat().st_ino) is links
    shutil.rmtree(former.root)
    assert tree.read(PurePosixPath("zh/a.html")) == b"former"
    with pytest.raises(AddressTakenError):
        tree.write(PurePosixPath("zh/a.html"), b"another")


def test_what_was_written_is_not_taken_over_and_the_former_file_stays_as_it_was(tmp_path: Path) -> None:
    former, tree = _former(tmp_path), OutputTree(tmp_path / "staging")
    tree.write(PurePosixPath("index.html"), b"new")
    with pytest.raises(AddressTakenError):
        tree.take_over(former.root, ["index.html"])
    assert former.read(PurePosixPath("index.html")) == b"former"
    assert tree.read(PurePosixPath("index.html")) == b"new"


def test_what_is_not_there_any_more_cannot_be_taken_over(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "staging")
    for former in (None, tmp_path / "nowhere"):
        with pytest.raises(UnreliableMemoryError):
            tree.take_over(former, ["index.html"])
    tree.take_over(None, [])
    assert len(tree) == 0
