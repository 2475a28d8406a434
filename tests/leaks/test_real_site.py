"""The guard reads the real site: what stands there would be found in every output that shows it."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import pytest

from sitegen.leakcheck.check import Found, check
from sitegen.leakcheck.needles import Place, SecretText, compile_needles
from sitegen.leakcheck.surfaces import Kind, kind_of
from sitegen.output import OutputTree

ITEM = Place(PurePosixPath("content/tianhe-justice/2024.yaml"), 1)
# The goal of a project that is public.
GOAL = "实现一社区一法律顾问全覆盖，社区法律顾问工作在全区范围内顺利开展"


@pytest.fixture(scope="module")
def tree(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> OutputTree:
    copied = OutputTree(tmp_path_factory.mktemp("copy") / "site")
    shutil.copytree(real_site, copied.root, dirs_exist_ok=True)
    return copied


def test_what_stands_on_the_site_is_found_on_pages_and_in_both_halves_of_the_search_index(tree: OutputTree) -> None:
    leaks = check(tree, compile_needles([SecretText(ITEM, GOAL)], ()))
    assert isinstance(leaks, tuple)
    kinds = {leak.kind for leak in leaks if isinstance(leak, Found)}
    assert {Kind.HTML, Kind.PAGEFIND_FRAGMENT, Kind.PAGEFIND_INDEX} <= kinds


def test_every_file_of_the_site_is_of_a_known_kind(tree: OutputTree) -> None:
    unknown = [
        path.name
        for path in sorted(tree.root.rglob("*"))
        if path.is_file() and kind_of(path.name, path.read_bytes()) is Kind.UNKNOWN
    ]
    assert unknown == []
