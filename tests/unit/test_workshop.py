from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.outcomes import Built, Refused
from sitegen.pipeline import build, check, watched_folders
from sitegen.render.theming.ejection import State
from sitegen.workshop import UnusableFolderError, parts_of_site, take_over, theme_of_site
from tests.support.sites import new_site

SITE = "content/site.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path / "site")


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _named(root: Path, theme: str) -> None:
    path = root / SITE
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\ntheme: {theme}\n", encoding="utf-8")


def test_a_folder_called_theme_is_the_theme_without_a_word(site: Path) -> None:
    assert theme_of_site(site).own is None
    _write(site, "theme/tokens.css", ":root { --accent: #123456; }")
    assert theme_of_site(site).own == site / "theme"


def test_the_folder_of_the_theme_can_be_named(site: Path) -> None:
    _write(site, "theme/tokens.css", ":root { --accent: #123456; }")
    _write(site, "look/tokens.css", ":root { --accent: #654321; }")
    _named(site, "look")
    assert b"#654321" in theme_of_site(site).stylesheet
    assert take_over(site, "heading")[0].as_posix() == "look/components/heading/template.html"


@pytest.mark.parametrize("name", [".", "content", "content/example-education", "build", "build/site", "./content/.."])
def test_a_theme_that_holds_content_or_lies_in_it_is_refused(site: Path, name: str) -> None:
    (site / "build/site").mkdir(parents=True)
    _named(site, name)
    findings = check(site).findings
    assert [finding.code for finding in findings if finding.code.startswith("D")] == ["D110"]
    assert isinstance(build(site, site / "build/out"), Refused)
    assert theme_of_site(site).own is None
    with pytest.raises(UnusableFolderError):
        take_over(site, "heading")


def test_a_theme_that_leads_to_the_content_by_a_link_is_refused(site: Path) -> None:
    (site / "theme").symlink_to(site / "content", target_is_directory=True)
    assert "D110" in {finding.code for finding in check(site).findings}


def test_a_theme_that_is_named_and_not_there_is_told_at_its_line(site: Path) -> None:
    _named(site, "look")
    (found,) = [finding for finding in check(site).findings if finding.code == "D110"]
    lines = (site / SITE).read_text(encoding="utf-8").splitlines()
    assert lines[found.span.line - 1] == "theme: look"


def test_a_mistake_in_a_template_stops_the_build_and_the_site_stays(site: Path) -> None:
    destination = site / "build/site"
    assert isinstance(build(site, destination), Built)
    _write(
        site, "theme/pages/home.html", "{% extends 'layouts/base.html' %}\n{% block main %}{{ view.x }}{% endblock %}"
    )
    assert check(site).passed
    outcome = build(site, destination)
    assert isinstance(outcome, Refused)
    (found,) = [finding for finding in outcome.findings if finding.code.startswith("D")]
    assert (found.code, found.span.file.as_posix(), found.span.line) == ("D207", "theme/pages/home.html", 2)
    assert found.frame[-1].text == "{% block main %}{{ view.x }}{% endblock %}"
    assert (destination / "zh/index.html").is_file()


def test_what_was_taken_over_is_the_sites_own(site: Path) -> None:
    take_over(site, "heading")
    own = {part.name for part in parts_of_site(site) if part.state is State.OWN}
    assert own == {"components/heading/style.css", "components/heading/template.html"}
    outcome = build(site, site / "build/site")
    assert isinstance(outcome, Built)
    assert not [finding for finding in outcome.findings if finding.code.startswith("D")]


def test_a_stray_file_is_no_part_of_the_theme_so_it_makes_nothing_public(site: Path) -> None:
    _write(site, "theme/notes.txt", "鲸落之地")
    _write(site, "theme/tokens.css", ":root { --accent: #123456; }")
    assert list(theme_of_site(site).parts(site / "theme")) == ["tokens.css"]


def test_the_preview_watches_for_a_theme_that_is_not_there_yet(site: Path) -> None:
    assert site / "theme" in watched_folders(site)
