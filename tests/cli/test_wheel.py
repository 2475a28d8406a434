"""The wheel works outside the repository, with the theme and the pages of a new site inside."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    return unpacked


def test_a_site_can_be_started_and_built_from_the_wheel_alone(package: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(package), "LC_ALL": "C.UTF-8"}

    def run(*arguments: str, cwd: Path) -> str:
        code = "import sys, sitegen; print(sitegen.__file__); from sitegen.cli import main; main(sys.argv[1:])"
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.startswith(str(package))
        return done.stdout

    run("new", "my-site", cwd=tmp_path)
    assert "0 errors, 0 warnings" in run("build", cwd=tmp_path / "my-site")
    assert (tmp_path / "my-site/build/site/en/departments/example-education/2025.html").exists()
