from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

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
