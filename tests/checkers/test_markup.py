"""Every page of two sites is read by two checkers of HTML, with their warnings as errors."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.outcomes import Built
from sitegen.pipeline import preview_pages
from tests.support.serving import serving
from tests.support.sites import new_site
from tests.support.tools import installed, program

pytestmark = pytest.mark.checkers

#: The rules of html-validate, and the one exception: a table that scrolls stands in ``div role=region``, because a
#: ``section`` inside the article of a project would be read as a part of its outline, which it is not.
RULES = Path(__file__).with_name("htmlvalidate.json")

#: Documents with one defect each, as a checker has to see them.
DEFECTS = {
    "twice.html": '<p id="a">one</p><p id="a">two</p>',
    "nested.html": '<p><a href="x.html">one <a href="y.html">two</a></a></p>',
    "unnamed.html": "<img src='x.png'>",
}


@pytest.fixture(scope="module")
def starter_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that ``sitegen new`` begins with, built."""
    root = new_site(tmp_path_factory.mktemp("starter"))
    outcome = preview_pages(root, root / "build" / "site")
    assert isinstance(outcome, Built)
    return outcome.destination


@pytest.fixture(scope="module")
def defective(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("defective")
    for name, body in DEFECTS.items():
        page = f'<!DOCTYPE html>\n<html lang="en">\n<head><title>x</title></head>\n<body>\n{body}\n</body>\n</html>\n'
        (folder / name).write_text(page, encoding="utf-8")
    return folder


def _pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def nu(folder: Path) -> Mapping[str, list[str]]:
    """Return what Nu says of the pages of a folder.

    The pages are served: read as files they have no origin, and Nu would find that their policy forbids their styles.
    """
    java, jar = program("java"), installed("checkers", "vnu-jar/build/dist/vnu.jar")
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    with serving(folder) as served:
        addresses = [served.url + page for page in _pages(folder)]
        command = [java, local, "-jar", str(jar), "--Werror", "--stdout", "--exit-zero-always", "--format", "json"]
        said = subprocess.run([*command, *addresses], capture_output=True, text=True, check=True)
        assert {path.lstrip("/") for path, _ in served.sent} >= set(_pages(folder))
    found: dict[str, list[str]] = {}
    for message in json.loads(said.stdout)["messages"]:
        page = str(message.get("url", "")).removeprefix(served.url)
        found.setdefault(page, []).append(f"{message.get('lastLine')}: {message['message']}")
    return found


def html_validate(folder: Path) -> Mapping[str, list[str]]:
    """Return what html-validate says of the pages of a folder."""
    node, script = program("node"), installed("checkers", "html-validate/bin/html-validate.mjs")
    command = [node, str(script), "--config", str(RULES), "--formatter", "json", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode in {0, 1}, said.stderr
    results: list[dict[str, Any]] = json.loads(said.stdout)
    return {
        Path(result["filePath"]).relative_to(folder).as_posix(): [
            f"{message['line']}: {message['ruleId']}: {message['message']}" for message in result["messages"]
        ]
        for result in results
        if result["messages"]
    }


def test_nu_finds_nothing_on_any_page(real_site: Path, starter_site: Path) -> None:
    assert nu(real_site) == {}
    assert nu(starter_site) == {}


def test_html_validate_finds_nothing_on_any_page(real_site: Path, starter_site: Path) -> None:
    assert html_validate(real_site) == {}
    assert html_validate(starter_site) == {}


def test_both_see_a_page_that_is_wrong(defective: Path) -> None:
    assert set(nu(defective)) == set(DEFECTS)
    assert set(html_validate(defective)) == set(DEFECTS)


@pytest.mark.parametrize("folder", ["checkers", "release"])
def test_the_packages_are_pinned_and_no_registry_is_named(folder: str) -> None:
    root = Path(__file__).parents[1] / folder
    wanted = json.loads((root / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
    assert all("resolved" not in package for package in locked.values())
    assert all("integrity" in package for path, package in locked.items() if path)
