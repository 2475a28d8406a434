"""A build in which nothing has changed is told from the words of the last one, before the program is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sites import YEAR_FILE, change, digest_of, new_site, run

_NOTHING = "Nothing has changed since the last build; build/site/ stays as it is: 1 department"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_site(tmp_path_factory.mktemp("again") / "site")
    assert run("build", cwd=root).returncode == 0
    return root


def test_what_was_told_is_told_again_and_nothing_is_written(built: Path) -> None:
    kept = digest_of(built / "build")
    first, again = run("build", "--no-cache", cwd=built), run("build", cwd=built)
    assert _NOTHING not in first.stdout
    # A build that keeps nothing puts another site in the place of the one that is known.
    assert _NOTHING not in again.stdout
    again = run("build", cwd=built)
    assert (again.returncode, again.stderr) == (0, "")
    assert _NOTHING in again.stdout
    assert again.stdout.splitlines()[:-1] == first.stdout.splitlines()[:-1]
    assert digest_of(built / "build").keys() >= kept.keys()


def test_it_is_told_before_the_program_is_loaded(built: Path) -> None:
    run("build", cwd=built)
    code = (
        "import sys; sys.argv = ['sitegen', 'build']\n"
        "from sitegen.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit as ended:\n    print(ended.code, 'click' in sys.modules, 'pydantic' in sys.modules)"
    )
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=built, env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.endswith("0 False False\n")


@pytest.mark.parametrize(
    ("words", "language"),
    [(("--lang", "zh"), "C.UTF-8"), (("--format", "json"), "C.UTF-8"), (("--quiet",), "C.UTF-8"), ((), "zh_CN.UTF-8")],
)
def test_another_call_is_not_answered_with_what_was_told_to_this_one(
    built: Path, words: tuple[str, ...], language: str
) -> None:
    run("build", cwd=built)
    assert _NOTHING in run("build", cwd=built).stdout
    asked = run("build", *words, cwd=built, language=language)
    assert _NOTHING not in asked.stdout
    assert asked.returncode == 0


def test_a_site_that_was_touched_is_made_anew(built: Path) -> None:
    run("build", cwd=built)
    page = built / "build/site/zh/index.html"
    published = page.read_bytes()
    page.write_bytes(published + b"<!-- by hand -->")
    assert _NOTHING not in run("build", cwd=built).stdout
    assert page.read_bytes() == published


def test_a_change_is_seen_and_what_keeps_the_site_from_being_built_is_told_each_time(built: Path) -> None:
    run("build", cwd=built)
    change(built, "year: 2025", "year: 二〇二五")
    for _ in range(2):
        refused = run("build", cwd=built)
        assert refused.returncode == 1
        assert YEAR_FILE in refused.stdout
    change(built, "year: 二〇二五", "year: 2025")
    assert run("build", cwd=built).returncode == 0
