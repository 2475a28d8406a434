from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from sitegen import publish as publishing
from sitegen.errors import PublicationError
from sitegen.leakcheck.check import ClearedTree
from sitegen.output import OutputTree
from tests.support.clearance import cleared


def _staged(destination: Path, text: bytes) -> ClearedTree:
    tree = OutputTree(publishing.staging_folder(destination))
    tree.write(PurePosixPath("index.html"), text)
    return cleared(tree)


@pytest.fixture(params=["exchange", "renames"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "renames":
        monkeypatch.setattr(publishing, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("_way")
def test_the_new_site_takes_the_place_of_the_old_one_and_nothing_else_is_left(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish(_staged(site, b"first"), site)
    (site / "withdrawn.html").touch()
    publishing.publish(_staged(site, b"second"), site)
    assert (site / "index.html").read_bytes() == b"second"
    assert not (site / "withdrawn.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("_way")
def test_the_old_site_stands_when_the_new_one_cannot_be_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publishing.publish(_staged(site, b"first"), site)
    staged = _staged(site, b"second")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(publishing, "_exchange", lambda *_: False)
    real = Path.rename
    monkeypatch.setattr(Path, "rename", lambda path, target: refuse() if path == staged.root else real(path, target))
    with pytest.raises(PublicationError):
        publishing.publish(staged, site)
    assert (site / "index.html").read_bytes() == b"first"


def test_a_site_that_a_killed_run_had_put_aside_comes_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publishing.publish(_staged(site, b"first"), site)
    site.rename(tmp_path / "site.retired")
    publishing.recover(site)
    assert (site / "index.html").read_bytes() == b"first"


def test_what_dead_runs_left_is_cleared_away_and_what_a_living_one_makes_is_not(tmp_path: Path) -> None:
    dead = tmp_path / ".staging-999999999"
    living = tmp_path / f".staging-{os.getpid()}"
    for folder in (dead, living):
        folder.mkdir()
    publishing.recover(tmp_path / "site")
    assert [folder.exists() for folder in (dead, living)] == [False, True]
