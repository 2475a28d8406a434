"""Every word and number of the official documents stands on the site, in the row it belongs to, in both languages.

The content is read here with plain PyYAML and the catalogues with plain Babel, so that nothing of the program
under test takes part in saying what has to be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po
from lxml import html

CONTENT = Path(__file__).parent.parent.parent / "content"
FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.glob("*/[0-9]*.yaml"))

#: What the documents hold: projects, indicators (withheld ones counted), 合计 in 万元.
FACTS = {
    "guangzhou-justice/2022.yaml": (18, 109, None),
    "guangzhou-justice/2024.yaml": (0, 18, None),
    "guangzhou-political-legal/2024.yaml": (18, 95, "3402.20"),
    "tianhe-justice/2024.yaml": (22, 110, "1485.34"),
    "zengcheng-justice/2024.yaml": (12, 38, "1295.82"),
}
WITHHELD = {"wwzxjf", "gzit2023-sm-n-c-006014"}
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Row:
    """A row of the site: its anchor, and the texts that must stand in it, in this order."""

    anchor: str
    texts: tuple[str, ...]


def _load(name: str) -> Any:  # noqa: ANN401  (YAML holds anything)
    return yaml.load((CONTENT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (texts only)


def _projects(record: Any) -> Iterator[Any]:  # noqa: ANN401
    for unit in record.get("project_goals", {}).get("units", []):
        yield from unit["projects"]


def _in_order(indicator: Any) -> tuple[str, ...]:  # noqa: ANN401
    keys = ("level1", "level2", "name", "cycle", "annual", "target")
    return tuple(indicator[key] for key in keys if key in indicator)


def _rows(record: Any) -> Iterator[Row]:  # noqa: ANN401
    for project in _projects(record):
        if project["id"] in WITHHELD:
            continue
        anchor = f"p-{project['id']}"
        heading = tuple(project[key] for key in ("name", "transfer_document", "goal") if key in project)
        yield Row(anchor, (heading[0], *heading[1:]))
        for number, indicator in enumerate(project.get("indicators", []), 1):
            yield Row(f"{anchor}--{number}", _in_order(indicator))
    overall = record.get("overall_goals", {})
    for number, indicator in enumerate(overall.get("indicators", []), 1):
        yield Row(f"o--{number}", _in_order(indicator))
    for task in overall.get("key_tasks", []):
        yield Row(f"t-{task['id']}", (task["name"], task["content"], task["expected"]))


def _page(site: Path, language: str, name: str) -> Any:  # noqa: ANN401  (lxml's elements)
    folder, year = name.removesuffix(".yaml").split("/")
    return html.fromstring((site / language / "departments" / folder / f"{year}.html").read_bytes())


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _stands(texts: tuple[str, ...], element: Any) -> list[str]:  # noqa: ANN401
    """Return the texts that do not stand in an element."""
    content = _plain(element.text_content())
    return [text for text in texts if _plain(text) not in content]


def _catalogue(folder: str) -> dict[str, str]:
    entries: dict[str, str] = {}
    for path in (CONTENT / "en.po", CONTENT / folder / "en.po"):
        with path.open("rb") as file:
            entries |= {str(message.id): str(message.string) for message in read_po(file) if message.id}
    return entries


@pytest.mark.parametrize("name", FILES)
def test_the_documents_are_complete(name: str) -> None:
    record = _load(name)
    projects = list(_projects(record))
    indicators = [indicator for project in projects for indicator in project.get("indicators", [])]
    overall = record.get("overall_goals", {}).get("indicators", [])
    set_indicators = [each for each in (*indicators, *overall) if each.get("declared_empty") != "true"]
    total = record.get("project_goals", {}).get("total")
    assert (len(projects), len(set_indicators), total) == FACTS[name]


@pytest.mark.parametrize("name", FILES)
def test_every_chinese_text_stands_in_its_row(real_site: Path, name: str) -> None:
    page = _page(real_site, "zh", name)
    for row in _rows(_load(name)):
        element = page.get_element_by_id(row.anchor)
        assert _stands(row.texts, element) == [], row.anchor


@pytest.mark.parametrize("name", FILES)
def test_every_english_text_stands_in_its_row(real_site: Path, name: str) -> None:
    page = _page(real_site, "en", name)
    english = _catalogue(name.split("/", maxsplit=1)[0])
    for row in _rows(_load(name)):
        texts = tuple(english[text] if HAN.search(text) else text for text in row.texts)
        assert all(texts), row.anchor
        assert _stands(texts, page.get_element_by_id(row.anchor)) == [], row.anchor


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FILES)
def test_every_amount_stands_in_the_row_of_its_project(real_site: Path, name: str, language: str) -> None:
    page = _page(real_site, language, name)
    for project in _projects(_load(name)):
        for key in ("total", "fiscal", "special_account", "other_funds"):
            if key in project:
                anchor = "withheld--" + project["public_code"].lower() if project["id"] in WITHHELD else project["id"]
                row = page.get_element_by_id(f"row-p-{anchor}")
                assert f"{Decimal(project[key]):,.2f}" in row.text_content(), (project["id"], key)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_withheld_is_a_row_with_its_code_and_amount_and_says_nothing_else(
    real_site: Path, language: str
) -> None:
    page = _page(real_site, language, "guangzhou-political-legal/2024.yaml")
    statement = {"zh": "不予公开", "en": "not disclosed"}[language]
    for code, amount in (("WWZXJF", "118.00"), ("GZIT2023-SM-N-C-006014", "15.36")):
        row = page.get_element_by_id(f"row-p-withheld--{code.lower()}").text_content()
        assert code in row
        assert amount in row
        section = page.get_element_by_id(f"p-withheld--{code.lower()}").text_content()
        assert statement in section
    whole = page.text_content()
    assert "涉密项目指标" not in whole
    assert "保密法及其实施条例" not in whole


@pytest.mark.parametrize("project", ["非涉密部", "信息化非涉密运维"])
def test_what_says_that_it_is_not_secret_stays_open(real_site: Path, project: str) -> None:
    page = _page(real_site, "zh", "guangzhou-political-legal/2024.yaml")
    assert project in _plain(page.text_content())


def test_the_sum_that_is_off_is_said_on_the_page(real_site: Path) -> None:
    page = _page(real_site, "zh", "guangzhou-justice/2024.yaml")
    assert "40.42" in page.get_element_by_id("checks").getparent().getparent().text_content()


@pytest.mark.parametrize("name", FILES)
def test_both_languages_have_the_same_anchors(real_site: Path, name: str) -> None:
    ids = [set(_page(real_site, language, name).xpath("//@id")) for language in ("zh", "en")]
    assert ids[0] == ids[1]
