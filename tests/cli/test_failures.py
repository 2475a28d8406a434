"""Whatever goes wrong in the middle of a build, the published site stays as it was."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.outcomes import Built
from sitegen.output import OutputTree
from sitegen.pipeline import build
from tests.support.sites import change, digest_of, new_site


@pytest.fixture
def published(tmp_path: Path) -> Path:
    root = new_site(tmp_path / "site")
    assert isinstance(build(root, root / "build/site"), Built)
    change(root, "name: 师生满意度", "name: 师生家长满意度")
    return root


def test_a_full_disk_leaves_the_site_as_it_was(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_of(published / "build")
    written = 0
    real = OutputTree.write

    def write(tree: OutputTree, path: object, data: bytes) -> None:
        nonlocal written
        written += 1
        if written > 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(tree, path, data)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(OutputTree, "write", write)
    with pytest.raises(OSError, match="No space"):
        build(published, published / "build/site")
    assert digest_of(published / "build") == before
    assert {path.name for path in (published / "build").iterdir()} <= {"site", "cache", "cache-search", "cache-stamps"}


def test_a_kill_at_any_moment_leaves_a_whole_site(published: Path) -> None:
    site = published / "build/site"
    before = digest_of(site)
    command = [sys.executable, "-m", "sitegen", "build", "--quiet"]
    outcomes = set()
    for delay in (0.4, 0.8, 1.2, 1.6, 2.4):
        process = subprocess.Popen(command, cwd=published, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        outcomes.add(digest_of(site) == before)
        assert (site / "zh/index.html").exists()
    assert True in outcomes
    assert isinstance(build(published, site), Built)
    assert digest_of(site) != before
    assert {path.name for path in (published / "build").iterdir()} <= {"site", "cache", "cache-search", "cache-stamps"}
