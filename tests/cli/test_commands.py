"""The commands as users meet them: what they print, what they write, how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.sites import change, digest_of, new_site, run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path / "my-site")


def test_help_lists_every_command_in_both_languages(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert done.returncode == 0
    for word in (
        "build",
        "check",
        "explain",
        "gallery",
        "new",
        "review",
        "schema",
        "serve",
        "theme",
        "translate",
        "检查内容",
        "Exit codes",
    ):
        assert word in done.stdout


@pytest.mark.parametrize(
    "command", ["build", "check", "explain", "gallery", "new", "review", "schema", "serve", "theme", "translate"]
)
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    done = run(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Usage: sitegen" in done.stdout


def test_a_new_site_builds_at_once(tmp_path: Path) -> None:
    assert run("new", "my-site", cwd=tmp_path).returncode == 0
    done = run("build", cwd=tmp_path / "my-site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors, 0 warnings" in done.stdout
    assert (tmp_path / "my-site/build/site/zh/departments/example-education/2025.html").exists()


def test_a_new_site_is_not_put_into_a_folder_that_holds_something(site: Path) -> None:
    before = digest_of(site)
    done = run("new", str(site), cwd=site)
    assert done.returncode == 2
    assert digest_of(site) == before


def test_a_build_says_what_it_built_and_what_is_held_back(site: Path) -> None:
    done = run("build", cwd=site)
    assert "1 item held back" in done.stdout
    assert "`sitegen review` writes the list" in done.stdout
    assert "JYKS-01" in done.stdout
    assert "Built build/site/: 1 department, 1 goal table," in done.stdout
    assert done.stderr == ""


def test_the_language_is_that_of_the_locale_and_can_be_chosen(site: Path) -> None:
    change(site, "total: 120.00", "total: 十四万")
    assert "错误 A102" in run("check", cwd=site, language="zh_CN.UTF-8").stdout
    assert "error A102" in run("check", cwd=site, language="C.UTF-8").stdout
    assert "错误 A102" in run("check", "--lang", "zh", cwd=site).stdout


def test_all_mistakes_of_all_files_come_in_one_run(site: Path) -> None:
    change(site, "total: 120.00", "total: 十四万")
    change(site, "annual: ≥8间", "anual: ≥8间")
    change(site, "level: city", "level: town", "content/example-education/department.yaml")
    done = run("check", cwd=site)
    assert done.returncode == 1
    for code in ("A102", "K101", "K108"):
        assert code in done.stdout


def test_findings_for_programs_are_json(site: Path) -> None:
    change(site, "total: 120.00", "total: 十四万")
    done = run("check", "--format", "json", cwd=site)
    findings = json.loads(done.stdout)
    text = json.dumps(findings, ensure_ascii=False)
    assert '"A102"' in text
    assert "content/example-education/2025.yaml" in text


def test_findings_for_a_pull_request_are_annotations(site: Path) -> None:
    change(site, "total: 120.00", "total: 十四万")
    done = run("check", "--format", "github", cwd=site)
    assert done.stdout.startswith("::error file=content/example-education/2025.yaml,line=")


def test_content_with_errors_leaves_the_published_site_as_it_was(site: Path) -> None:
    assert run("build", cwd=site).returncode == 0
    before = digest_of(site / "build")
    change(site, "total: 120.00", "total: 十四万")
    done = run("build", cwd=site)
    assert done.returncode == 1
    assert digest_of(site / "build") == before
    assert "stays as it is" in done.stdout


def test_a_code_is_explained_in_either_language(tmp_path: Path) -> None:
    assert "A102" in run("explain", "A102", cwd=tmp_path).stdout
    assert "万元" in run("explain", "a102", "--lang", "zh", cwd=tmp_path).stdout
    done = run("explain", "A999", cwd=tmp_path)
    assert done.returncode == 2
    assert "A102" in done.stderr


def test_a_folder_without_a_site_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = run("build", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr == "sitegen: no site here: there is no content/site.yaml\n"


def test_a_wrong_call_ends_with_two_and_suggests(tmp_path: Path) -> None:
    done = run("biuld", cwd=tmp_path)
    assert done.returncode == 2
    assert "biuld" in done.stderr


def test_translate_adds_new_sentences_and_nothing_of_what_is_withheld(site: Path) -> None:
    change(site, "name: 师生满意度", "name: 师生家长满意度")
    done = run("translate", cwd=site)
    assert done.returncode == 0, done.stdout
    catalogue = (site / "content/example-education/en.po").read_text(encoding="utf-8")
    assert 'msgid "师生家长满意度"' in catalogue
    assert "#, fuzzy" in catalogue
    assert "涉密" not in catalogue
    assert "1 to check" in done.stdout


def test_an_up_to_date_catalogue_is_left_as_it_is(site: Path) -> None:
    before = digest_of(site)
    assert run("translate", cwd=site).returncode == 0
    assert digest_of(site) == before


def test_schemas_are_those_of_the_program(site: Path) -> None:
    before = digest_of(site / "content/schemas")
    (site / "content/schemas/disclosure.json").write_text("{}", encoding="utf-8")
    assert "R110" in run("check", cwd=site).stdout
    assert run("schema", cwd=site).returncode == 0
    assert digest_of(site / "content/schemas") == before
