"""Small sites for tests: the starter site, changed as a test needs it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from sitegen.pipeline import schema_files
from sitegen.starter import starter_files

YEAR_FILE = "content/example-education/2025.yaml"


def new_site(folder: Path) -> Path:
    """Write the starter site into a folder."""
    for path, data in {**starter_files(), **schema_files()}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def change(root: Path, old: str, new: str, name: str = YEAR_FILE) -> None:
    """Replace the one place of a text in a file of the site."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(*arguments: str, cwd: Path, language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """Run the program as a user does, in a folder."""
    environment = {**os.environ, "LC_ALL": language, "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def digest_of(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
