from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics.catalogue import LANGUAGES, codes
from sitegen.diagnostics.explanation import explain, pages

DOCS = Path(__file__).parents[3] / "docs" / "findings"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", codes())
def test_every_code_is_explained_without_loose_ends(code: str, language: str) -> None:
    text = explain(code, language)
    assert text.startswith(code)
    assert "{place" not in text
    assert "{key}" not in text


def test_a_choice_is_explained_by_all_its_sentences() -> None:
    assert "itself" in explain("R105", "en")
    assert "自己的上级" in explain("R105", "zh")


def test_an_example_shows_wrong_and_right() -> None:
    assert "    total： 14.07" in explain("Y111", "zh")
    assert "    total: 14.07" in explain("Y111", "zh")


def test_the_pages_of_the_findings_are_current() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert written == pages(), "run: python -m sitegen.diagnostics"
