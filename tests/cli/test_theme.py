"""``sitegen theme`` as a designer meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sites import digest_of, new_site, run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path / "my-site")


def test_the_list_shows_what_can_be_made_ones_own_and_what_is(site: Path) -> None:
    before = run("theme", "list", cwd=site).stdout
    assert "  heading\n" in before
    assert "  pages/home.html\n" in before
    assert "0 of them the site's own" in before
    assert run("theme", "eject", "heading", cwd=site).returncode == 0
    assert "  components/heading/style.css  <- the site's own\n" in run("theme", "list", cwd=site).stdout
    record = site / "theme/ejected.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("style.css: ", "style.css: 0"), encoding="utf-8")
    done = run("theme", "list", "--lang", "zh", cwd=site)
    assert "  components/heading/style.css  ← 网站自有；默认主题已有改动\n" in done.stdout
    assert "warning D106" in run("check", cwd=site).stdout


def test_nothing_is_written_over_and_the_files_are_named(site: Path) -> None:
    assert run("theme", "eject", "pages/home.html", cwd=site).returncode == 0
    before = digest_of(site)
    done = run("theme", "eject", "pages/home.html", cwd=site)
    assert done.returncode == 2
    assert "theme/pages/home.html" in done.stderr
    assert digest_of(site) == before


@pytest.mark.parametrize(("language", "told"), [("en", "did you mean heading?"), ("zh", "是不是 heading？")])
def test_a_name_that_is_not_there_is_answered_with_one_that_is(site: Path, language: str, told: str) -> None:
    done = run("theme", "eject", "headign", "--lang", language, cwd=site)
    assert done.returncode == 2
    assert told in done.stderr
    assert not (site / "theme").exists()


def test_an_accent_of_ones_own_takes_one_line(site: Path) -> None:
    (site / "theme").mkdir()
    (site / "theme/tokens.css").write_text(":root { --accent: #7a1f1f; }\n", encoding="utf-8")
    done = run("build", cwd=site)
    assert done.returncode == 0, done.stdout
    assert "0 warnings" in done.stdout
    (sheet,) = (site / "build/site/assets").glob("site.*.css")
    assert "--accent:#7a1f1f" in sheet.read_text(encoding="utf-8")


def test_without_a_site_there_is_nothing_to_list(tmp_path: Path) -> None:
    done = run("theme", "list", cwd=tmp_path)
    assert done.returncode == 3
    assert "no content/site.yaml" in done.stderr
