"""Every example of every component is rendered, in both languages, and held to the laws of the pages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from lxml import html
from lxml.html import HtmlElement

from sitegen.public.addresses import Language
from sitegen.render.environment import environment
from sitegen.render.theme import Theme, default_theme
from tests.support.pages import cells, words

THEME = Theme.of(None)
FOLDERS = sorted(path.parent for path in (default_theme() / "components").glob("*/component.yaml"))
MACRO = re.compile(r"\{% macro ([a-z_]+)\(([^)]*)\) %\}")


@cache
def _environment(language: Language) -> Environment:
    return environment(THEME, language, THEME.messages(language))


def _described(folder: Path) -> dict[str, Any]:
    return dict(yaml.safe_load((folder / "component.yaml").read_text(encoding="utf-8")))


def _macro(folder: Path) -> tuple[str, list[str]]:
    found = MACRO.findall((folder / "template.html").read_text(encoding="utf-8"))
    assert len(found) == 1
    name, parameters = found[0]
    return name, [parameter.partition("=")[0].strip() for parameter in parameters.split(",")]


EXAMPLES = [
    pytest.param(folder, example, language, id=f"{folder.name}-{example['name']}-{language.value}")
    for folder in FOLDERS
    for example in _described(folder)["examples"]
    for language in Language
]


def _rendered(folder: Path, example: dict[str, Any], language: Language) -> HtmlElement:
    name, _ = _macro(folder)
    module = _environment(language).get_template(f"components/{folder.name}/template.html").module
    return html.fragment_fromstring(str(getattr(module, name)(**example["arguments"])), create_parent="main")


def test_there_are_components() -> None:
    assert len(FOLDERS) >= 16


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_component_says_what_it_is_what_it_keeps_to_and_what_it_takes(folder: Path) -> None:
    described = _described(folder)
    assert {"description", "accessibility", "parameters", "examples"} == set(described)
    assert described["description"]
    assert described["accessibility"]
    name, parameters = _macro(folder)
    assert name == folder.name.replace("-", "_")
    assert list(described["parameters"]) == parameters
    for example in described["examples"]:
        assert set(example["arguments"]) == set(parameters), example["name"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_component_takes_no_markup_and_no_classes(folder: Path) -> None:
    source = (folder / "template.html").read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe|autoescape|\bMarkup\b", source)
    assert "class" not in _macro(folder)[1]


@pytest.mark.parametrize(("folder", "example", "language"), EXAMPLES)
def test_an_example_keeps_the_laws_of_the_pages(folder: Path, example: dict[str, Any], language: Language) -> None:
    tree = _rendered(folder, example, language)
    assert words(tree)
    assert not tree.xpath(".//style | .//script | .//@style | .//*[@rowspan or @colspan]")
    ids = tree.xpath(".//@id")
    assert len(ids) == len(set(ids))
    assert set(tree.xpath(".//@aria-labelledby")) <= set(ids)
    assert all(words(link) and link.get("href") for link in tree.iter("a"))
    assert all(drawing.get("aria-hidden") == "true" for drawing in tree.iter("svg"))
    for table in tree.iter("table"):
        assert table[0].tag == "caption"
        heads = table.findall("thead/tr/th")
        assert all(head.get("scope") == "col" and words(head) for head in heads)
        for row in table.findall("tbody/tr"):
            assert len(cells(row)) == len(heads)
            assert len(row.findall("th[@scope='row']")) == 1


@pytest.mark.parametrize(("folder", "example", "language"), EXAMPLES)
def test_what_is_put_in_is_escaped(folder: Path, example: dict[str, Any], language: Language) -> None:
    def planted(value: object) -> object:
        match value:
            case dict():
                return {key: planted(inner) for key, inner in value.items()}
            case list():
                return [planted(inner) for inner in value]
            case str() if re.search(r"[\u4e00-\u9fff]", value):
                return f"{value}<img src=x>"
            case _:
                return value

    arguments = planted(example["arguments"])
    assert isinstance(arguments, dict)
    tree = _rendered(folder, {"arguments": arguments}, language)
    assert not list(tree.iter("img"))
