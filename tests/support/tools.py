"""Tools from outside Python that some tests run: where one is missing the test is skipped, and in CI it fails."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

_TESTS = Path(__file__).parents[1]


def every_check_is_wanted() -> bool:
    """Whether a tool that is missing is a failure: in CI, and where ``SITEGEN_ALL_CHECKS`` is set."""
    return bool(os.environ.get("CI") or os.environ.get("SITEGEN_ALL_CHECKS"))


def program(name: str) -> str:
    """Return the path of a program of this machine; the test ends here where there is none."""
    found = shutil.which(name)
    return _missing(f"{name} is not installed") if found is None else found


def installed(folder: str, path: str) -> Path:
    """Return a file of the npm packages of a folder of the tests; the test ends here where they are not installed."""
    found = _TESTS / folder / "node_modules" / path
    return found if found.exists() else Path(_missing(f"no {path} in tests/{folder}: run make {folder}"))


def _missing(word: str) -> str:
    if every_check_is_wanted():
        pytest.fail(word)
    pytest.skip(word)
