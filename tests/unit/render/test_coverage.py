"""Who published of those that are expected to: said where the publisher declares whom to expect, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.outcomes import Built
from sitegen.pipeline import preview_pages
from tests.support.pages import tree_of, words
from tests.support.sites import change, new_site

EXPECTED = """expected:
  - year: 2025
    source: {zh: 市财政局的名单, en: The list of the finance bureau}
    url: https://www.example.gov.cn/list
    departments: [example-education, example-health]
updated_on:"""


def _site(folder: Path, *, withheld: bool = False) -> Path:
    root = new_site(folder)
    change(root, "updated_on:", EXPECTED, "content/site.yaml")
    (root / "content/example-health").mkdir()
    (root / "content/example-health/department.yaml").write_text(
        "id: example-health\nname: 示例市卫生局\nlevel: city\nregion: 示例市\n", encoding="utf-8"
    )
    (root / "content/example-health/en.po").write_text(
        'msgid "示例市卫生局"\nmsgstr "Example City Health Bureau"\n', encoding="utf-8"
    )
    if withheld:
        (root / "content/example-health/2025.yaml").write_text(
            "department: example-health\nyear: 2025\nsource: {title: 示例}\nsecrecy: withheld\n", encoding="utf-8"
        )
    outcome = preview_pages(root, root / "site")
    assert isinstance(outcome, Built), outcome
    return root / "site"


@pytest.mark.parametrize("name", ["index.html", "years/2025.html"])
def test_what_is_missing_is_counted_and_named_with_the_basis(tmp_path: Path, name: str) -> None:
    site = _site(tmp_path)
    for language, sentence, department in (
        ("zh", "2025年已公开 1 / 应公开 2 个部门。", "示例市卫生局"),
        ("en", "1 of the 2 departments expected to publish for 2025 did so.", "Example City Health Bureau"),
    ):
        section = tree_of((site / language / name).read_bytes()).get_element_by_id("coverage").getparent().getparent()
        said = words(section)
        assert sentence in said
        assert [words(item).startswith(department) for item in section.iter("li")] == [True]
        assert section.xpath(".//a[@href='https://www.example.gov.cn/list']")


def test_a_year_that_is_withheld_whole_is_neither_published_nor_missing(tmp_path: Path) -> None:
    site = _site(tmp_path, withheld=True)
    section = tree_of((site / "zh/index.html").read_bytes()).get_element_by_id("coverage").getparent().getparent()
    assert "2025年已公开 1 / 应公开 2 个部门。其中1个部门整体不予公开。" in words(section)
    assert not list(section.iter("li"))


def test_where_no_one_is_expected_nothing_is_said(tmp_path: Path) -> None:
    root = new_site(tmp_path)
    assert isinstance(preview_pages(root, root / "site"), Built)
    for name in ("index.html", "years/2025.html"):
        assert not tree_of((root / "site/zh" / name).read_bytes()).xpath("//*[@id='coverage']")
