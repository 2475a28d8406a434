"""Same input, same bytes: on another day, in another folder, Pagefind's files included."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.outcomes import Built
from sitegen.pipeline import build
from tests.support.sites import digest_of


def test_two_builds_in_two_folders_on_two_days_are_identical(
    real_root: Path, real_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    copy = tmp_path / "another place"
    for path in sorted((real_root / "content").rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(real_root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
            os.utime(target, (0, 0))
    assert isinstance(build(copy, copy / "out"), Built)
    assert digest_of(copy / "out") == digest_of(real_site)
