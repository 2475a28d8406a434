"""A build that looks through the new files alone finds what one finds that looks through all."""

from __future__ import annotations

import random
import re
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from sitegen.clearing import own_texts
from sitegen.crew import Alone
from sitegen.leakcheck.check import check, check_texts
from sitegen.leakcheck.needles import Place, SecretText, compile_needles
from sitegen.outcomes import Built, Outcome, Refused
from sitegen.pipeline import preview_pages
from sitegen.private.reading import read_ground
from tests.support.editing import EditedSite
from tests.support.sites import YEAR_FILE, change, new_site

_SHOWS, _HIDES, _ADDS = ("roads", 2022), ("library", 2022), ("guard", 2022)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EditedSite:
    """A site that keeps an amount of 3,000 back, which another department states, and which is the sum of a third."""
    monkeypatch.setattr("sitegen.stamps._FINELY", 0)
    monkeypatch.setattr("sitegen.stamps._COARSELY", 0)
    site = EditedSite(tmp_path, random.Random(0))  # noqa: S311  (dice, not keys)
    site.begin()
    for of in list(site.years):
        site.remove(of)
    settings = tmp_path / "content/site.yaml"
    head, _, _ = settings.read_text("utf-8").partition("policy:")
    settings.write_text(f"{head}policy:\n  amounts: withheld\n", "utf-8")
    for of in (_SHOWS, _HIDES, _ADDS):
        site.add(of)
    _state(site, _SHOWS, "3000.00", "10.00")
    _state(site, _HIDES, "3000.00", "20.00")
    _state(site, _ADDS, "1000.00", "2000.00")
    _projects(site, _HIDES)[0]["secrecy"] = "withheld"
    site.write(_HIDES)
    return site


def _projects(site: EditedSite, of: tuple[str, int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.years[of]["project_goals"]["units"][0]["projects"]
    return found


def _state(site: EditedSite, of: tuple[str, int], *amounts: str) -> None:
    for project, amount in zip(_projects(site, of), amounts, strict=True):
        project |= {"name": f"{of[0]}的{project['id']}项目", "goal": "完成年度采购任务", "total": amount}
    site.write(of)


def _both(site: EditedSite) -> tuple[Outcome, Outcome]:
    root = site.root
    return preview_pages(root, root / "warm", Alone(), root / "cache"), preview_pages(root, root / "cold", Alone())


def _codes(outcome: Outcome) -> list[tuple[str, object]]:
    assert isinstance(outcome, Refused)
    return [(finding.code, finding.particulars) for finding in outcome.findings if finding.code == "X306"]


def test_what_stands_on_an_old_page_is_found_when_it_is_no_longer_public_elsewhere(site: EditedSite) -> None:
    assert isinstance(_both(site)[0], Built)
    _state(site, _SHOWS, "3456.78", "10.00")
    warm, cold = _both(site)
    assert _codes(warm) == _codes(cold) != []
    assert any("guard" in str(particulars) for _, particulars in _codes(warm))


def test_what_a_new_page_adds_up_to_is_found(site: EditedSite) -> None:
    _state(site, _SHOWS, "3456.78", "10.00")
    _state(site, _ADDS, "1000.00", "2222.00")
    assert isinstance(_both(site)[0], Built)
    _state(site, _ADDS, "1000.00", "2000.00")
    warm, cold = _both(site)
    assert _codes(warm) == _codes(cold) != []


def test_what_stands_in_public_by_right_needs_no_look_at_old_files(
    site: EditedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(_both(site)[0], Built)
    looked: list[None] = []

    def whole(*arguments: Any) -> Any:  # noqa: ANN401  (whatever it takes and gives)
        looked.append(None)
        return check(*arguments)

    monkeypatch.setattr("sitegen.clearing.check", whole)
    _state(site, _SHOWS, "3000.00", "11.00")
    root = site.root
    assert isinstance(preview_pages(root, root / "warm", Alone(), root / "cache"), Built)
    assert not looked
    # A changed file that withholds something is another matter.
    _state(site, _HIDES, "3000.00", "21.00")
    assert isinstance(preview_pages(root, root / "warm", Alone(), root / "cache"), Built)
    assert looked


# ---- the program's own words ---------------------------------------------------------------------------------


@pytest.fixture
def titled(tmp_path: Path) -> Path:
    """A site with a year that is withheld as a whole, whose title begins as titles do: with the name and the year."""
    root = new_site(tmp_path)
    change(root, "year: 2025\n", "year: 2025\nsecrecy: withheld\n")
    text = (root / YEAR_FILE).read_text("utf-8")
    (root / YEAR_FILE).write_text(re.sub(r"  title: .*", f"  title: {_TITLE}", text), "utf-8")
    return root


_TITLE = "示例市教育局2025年预算绩效目标表（涉及重要设施加固的部分）"


def test_a_withheld_title_may_begin_as_the_words_of_every_page_do(titled: Path) -> None:
    outcome = preview_pages(titled, titled / "site")
    assert isinstance(outcome, Built), outcome.findings
    assert "重要设施" not in (titled / "site/zh/departments/example-education/2025.html").read_text("utf-8")


def test_the_rest_of_a_withheld_title_is_looked_for(titled: Path) -> None:
    ground = read_ground(titled)
    secret = SecretText(Place(PurePosixPath(YEAR_FILE), 3), _TITLE, named=True)
    needles = compile_needles([secret], (), own_texts=own_texts(ground))
    assert check_texts({"page": "表（涉及重要设施加固的部分）"}, needles)
    assert not check_texts({"page": "示例市教育局2025年预算绩效目标"}, needles)
