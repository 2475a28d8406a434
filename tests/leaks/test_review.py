"""The reviewer's list names what is withheld: nothing of it reaches the site, the console or the preview."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click import BadParameter
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings

from sitegen.cli import sitegen
from sitegen.outcomes import Built
from sitegen.pipeline import build, preview_pages
from tests.support.contents import Filling, Plan, fillings, plans, texts_of, write
from tests.support.sites import change, digest_of, new_site, run

_PHASES = (Phase.explicit, Phase.generate)
_NAME = "鲸鹰骏骥鸾凤麒麟"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that withholds a project whose name only the reviewer may read."""
    root = new_site(tmp_path / "site")
    change(root, "name: 涉密项目", f"name: {_NAME}")
    change(
        root, _NAME, f"{_NAME}\n          secrecy: {{decision: withheld, reviewed_by: 办公室, review_by: 2025-01-15}}"
    )
    return root


def _said(root: Path, *arguments: str) -> str:
    done = CliRunner().invoke(sitegen, [*arguments, "--site", str(root)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output.replace(str(root), "SITE")


@settings(max_examples=10, deadline=None, phases=_PHASES, suppress_health_check=list(HealthCheck))
@given(plans, fillings, fillings)
def test_the_console_says_of_a_review_nothing_that_is_withheld_and_the_site_does_not_know_of_it(
    plan: Plan, one: Filling, other: Filling
) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        roots = (Path(first), Path(second))
        for root, filling in zip(roots, (one, other), strict=True):
            write(root, plan, filling)
        said = [_said(root, "review") for root in roots]
        assert said[0] == said[1]
        for root in roots:
            preview_pages(root, root / "build" / "site")
        assert digest_of(roots[0] / "build" / "site") == digest_of(roots[1] / "build" / "site")


def test_a_build_is_the_same_whether_or_not_there_was_a_review(site: Path) -> None:
    assert isinstance(build(site, site / "build/site"), Built)
    before = digest_of(site / "build/site")
    assert run("review", cwd=site).returncode == 0
    assert _NAME in (site / "build/review/review.en.html").read_text(encoding="utf-8")
    assert digest_of(site / "build/site") == before
    assert isinstance(build(site, site / "build/site"), Built)
    assert digest_of(site / "build/site") == before
    assert not any(_NAME in text or "2025-01-15" in text for _, text in texts_of(site / "build/site"))


def test_a_build_into_the_folder_of_the_list_leaves_nothing_of_the_list(site: Path) -> None:
    assert run("review", cwd=site).returncode == 0
    assert run("build", "--output", "build/review", cwd=site).returncode == 0
    assert not list((site / "build/review").glob("review.*"))


def test_the_list_is_refused_where_it_would_be_published(site: Path) -> None:
    (site / "theme").mkdir()
    for destination in (site / "build/site", site / "www"):
        assert isinstance(preview_pages(site, destination), Built)
    (site / "link").symlink_to(site / "build" / "site")
    before = digest_of(site)
    inside = ("build/site", "build/site/review", "content", "content/review", "link", "link/review", "theme/review")
    # A site that was built elsewhere is known by what it holds.
    for out in (*inside, "www", "www/zh/review"):
        done = CliRunner().invoke(
            sitegen, ["review", "--site", str(site), "--out", str(site / out)], standalone_mode=False
        )
        assert isinstance(done.exception, BadParameter), out
        assert _NAME not in done.exception.format_message()
    assert digest_of(site) == before


def test_the_site_that_is_compared_with_is_no_place_for_the_list(site: Path) -> None:
    (site / "fetched").mkdir()
    done = run("review", "--since", "fetched", "--out", "fetched/review", cwd=site)
    assert done.returncode == 2
    assert list((site / "fetched").iterdir()) == []


def test_what_the_build_makes_may_not_lead_to_the_list(site: Path) -> None:
    """A link from the folder of the list into the site is followed before anything is written."""
    assert run("build", cwd=site).returncode == 0
    (site / "build/review").symlink_to(site / "build/site/zh")
    done = run("review", cwd=site)
    assert done.returncode == 2
    assert not list((site / "build/site").rglob("review.*"))


def test_a_failure_of_a_review_quotes_nothing(site: Path) -> None:
    (site / "build").mkdir()
    (site / "build" / "review").write_text("in the way", encoding="utf-8")
    done = run("review", cwd=site)
    assert done.returncode == 3
    assert _NAME not in done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answer(port: int, path: str) -> tuple[int, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_the_preview_does_not_serve_the_list(site: Path) -> None:
    assert run("review", "--lang", "zh", cwd=site).returncode == 0
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "sitegen", "serve", "--port", str(port)],
        cwd=site,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            try:
                if _answer(port, "/zh/index.html")[0] == 200:
                    break
            except OSError:
                pass
            time.sleep(0.1)
        assert _answer(port, "/zh/index.html")[0] == 200
        for up in ("", "review/", "../review/", "../../review/", "%2e%2e/%2e%2e/review/", "..%2f..%2freview%2f"):
            for name in ("review.zh.html", "review.zh.csv"):
                status, body = _answer(port, f"/{up}{name}")
                assert status in {400, 403, 404}, (up, name)
                assert _NAME.encode() not in body
    finally:
        process.terminate()
        process.wait(timeout=20)
