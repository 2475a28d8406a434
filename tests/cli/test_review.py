"""``sitegen review`` as the reviewer meets it."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import sitegen
from tests.support.sites import change, digest_of, new_site, run

_GOAL = "goal: 为全市乡村学校补充图书，保障每所学校的图书室正常开放。"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path / "my-site")


def _table(site: Path, *arguments: str) -> str:
    done = run("review", *arguments, cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    return (site / "build/review/review.en.csv").read_text(encoding="utf-8-sig")


def test_a_review_says_where_it_is_and_that_it_is_not_for_publication(site: Path) -> None:
    done = run("review", cwd=site)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "build/review/review.en.html",
        "build/review/review.en.csv",
        "Internal review material, not for publication: do not upload it or put it into the site.",
    ]
    assert done.stderr == ""
    assert stat.S_IMODE((site / "build/review").stat().st_mode) == 0o700


def test_the_warning_is_red_on_a_terminal_and_plain_elsewhere(site: Path) -> None:
    for colour in (True, False):
        done = CliRunner().invoke(sitegen, ["review", "--site", str(site), "--lang", "zh"], color=colour)
        assert ("\x1b[31m\x1b[1m内部审查材料，不得公开" in done.output) is colour


def test_the_same_content_on_the_same_day_gives_the_same_list(site: Path) -> None:
    lists = []
    for _ in range(2):
        assert run("review", "--on", "2025-03-01", cwd=site).returncode == 0
        lists.append(digest_of(site / "build/review"))
    assert lists[0] == lists[1]
    assert "2025-03-01" in (site / "build/review/review.en.html").read_text(encoding="utf-8")


def test_without_a_day_the_list_is_for_today(site: Path) -> None:
    days = [datetime.now(UTC).astimezone().date().isoformat()]
    assert run("review", cwd=site).returncode == 0
    days.append(datetime.now(UTC).astimezone().date().isoformat())
    page = (site / "build/review/review.en.html").read_text(encoding="utf-8")
    assert any(f'List of <time datetime="{day}">' in page for day in days)


def test_a_term_is_due_on_its_day_and_not_before(site: Path) -> None:
    line = "goal: 涉密项目，依法不予公开。"
    decision = "secrecy: {decision: withheld, reviewed_by: 办公室, reviewed_on: 2024-06-01, review_by: 2025-03-01}"
    change(site, line, f"{line}\n          {decision}")
    assert "2025-03-01: due" not in _table(site, "--on", "2025-02-28")
    assert "2025-03-01: due" in _table(site, "--on", "2025-03-01")


def test_before_the_first_release_everything_is_new(site: Path) -> None:
    assert '"Added, with 6 rows in it"' in _table(site)
    assert "no published site" in (site / "build/review/review.en.html").read_text(encoding="utf-8")


def test_a_review_is_held_against_the_site_that_was_built_last(site: Path) -> None:
    assert run("build", cwd=site).returncode == 0
    assert "Against the last release" not in _table(site)
    change(site, _GOAL, "goal: 保障每所学校的图书室正常开放。")
    assert "Text changed" in _table(site)


def test_another_site_may_be_named_to_compare_with(site: Path) -> None:
    assert run("build", "--output", "published", cwd=site).returncode == 0
    change(
        site,
        "total: 18.50\n          fiscal: 18.50\n          goal",
        "total: 19.50\n          fiscal: 18.50\n          goal",
    )
    assert run("build", cwd=site).returncode == 0
    assert "Amounts changed" not in _table(site)
    assert '"Amounts changed","total 18.50","total 19.50"' in _table(site, "--since", "published")


@pytest.mark.parametrize("data", [b"", b"{", b"[]"])
def test_a_damaged_release_is_told_on_the_list_and_not_taken_for_no_change(site: Path, data: bytes) -> None:
    assert run("build", cwd=site).returncode == 0
    (site / "build/site/inventory/example-education/2025.json").write_bytes(data)
    assert "Against the last release" not in _table(site)
    page = (site / "build/review/review.en.html").read_text(encoding="utf-8")
    assert "inventory/example-education/2025.json is missing, damaged" in page
    assert "Nothing has changed" not in page


def test_the_release_of_another_address_is_told(site: Path) -> None:
    assert run("build", cwd=site).returncode == 0
    change(site, "base_url: https://", "base_url: https://other.", "content/site.yaml")
    assert run("review", cwd=site).returncode == 0
    assert "which is not the address of this one" in (site / "build/review/review.en.html").read_text(encoding="utf-8")


def test_content_with_errors_is_listed_as_far_as_it_can_be_and_ends_with_one(site: Path) -> None:
    change(site, "name: 乡村学校图书室建设经费", "name: 保密室改造经费")
    (site / "content/example-education/2024.yaml").write_text("department: [", encoding="utf-8")
    done = run("review", cwd=site)
    assert done.returncode == 1
    assert "the list is not complete" in done.stdout
    page = (site / "build/review/review.en.html").read_text(encoding="utf-8")
    assert "nothing of them is listed: content/example-education/2024.yaml" in page
    assert "cannot be compared with the last release: content/example-education/2025.yaml" in page
    assert "Not decided yet" in (site / "build/review/review.en.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("arguments", [("--on", "yesterday"), ("--since", "nowhere"), ("--out", "content")])
def test_a_wrong_call_ends_with_two(site: Path, arguments: tuple[str, str]) -> None:
    done = run("review", *arguments, cwd=site)
    assert done.returncode == 2
    assert arguments[0] in done.stderr
    assert not (site / "build").exists()


def test_the_day_of_the_next_review_is_not_asked_about_by_a_check(site: Path) -> None:
    """A build knows no clock: a term that is long past is no finding."""
    line = "goal: 涉密项目，依法不予公开。"
    change(site, line, f"{line}\n          secrecy: {{decision: withheld, review_by: 1999-01-01}}")
    done = run("check", cwd=site)
    assert done.returncode == 0
    assert "0 errors, 0 warnings" in done.stdout


def test_amounts_that_the_program_leaves_out_are_listed_as_its_own_decision(site: Path) -> None:
    change(site, "amounts: published", "amounts: withheld-safely", "content/site.yaml")
    table = _table(site)
    assert '"JYKS-01","","","","","","","Withheld with the item, by the site’s policy"' in table
    assert "Automatically: withheld amounts could be worked out from these" in table
