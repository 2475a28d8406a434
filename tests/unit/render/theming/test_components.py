from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from sitegen.public.addresses import Language
from sitegen.render.theming.components import Component, DescriptionError, Parameter, read_component

FILE = PurePosixPath("theme/components/badge/component.yaml")

_WHOLE = """\
description: {zh: 徽章, en: A badge}
accessibility: [{zh: 有文字, en: It has words}]
parameters:
  badge: {name: words, href?: text, rows: [[text, flag?]], sizes: [number]}
  wide?: flag
examples:
  - name: {zh: 一枚, en: One}
    arguments:
      badge: {name: 广州, rows: [[a, true], [b, null]], sizes: [1, 2]}
"""


def _read(tmp_path: Path, text: str) -> Component:
    path = tmp_path / "component.yaml"
    path.write_text(text, encoding="utf-8")
    return read_component(path, FILE, "badge")


def test_a_description_tells_every_parameter_and_field(tmp_path: Path) -> None:
    component = _read(tmp_path, _WHOLE)
    assert component.parameters == (
        Parameter("badge", "fields", required=True),
        Parameter("badge.name", "words", required=True),
        Parameter("badge.href", "text", required=False),
        Parameter("badge.rows", "list", required=True),
        Parameter("badge.rows[][0]", "text", required=True),
        Parameter("badge.rows[][1]", "flag", required=False),
        Parameter("badge.sizes", "list", required=True),
        Parameter("wide", "flag", required=False),
    )
    assert component.macro == "badge"


def test_words_are_marked_in_the_language_of_the_page_and_may_be_in_both(tmp_path: Path) -> None:
    component = _read(tmp_path, _WHOLE)
    badge = component.arguments(component.examples[0], Language.EN)["badge"]
    assert badge["name"].html == '<span lang="zh-Hans">广州</span>'
    assert badge["rows"] == [("a", True), ("b", None)]
    both = _read(tmp_path, _WHOLE.replace("name: 广州", "name: {zh: 广州, en: Guangzhou}"))
    assert both.arguments(both.examples[0], Language.EN)["badge"]["name"].text == "Guangzhou"
    assert both.arguments(both.examples[0], Language.ZH)["badge"]["name"].text == "广州"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("name: 广州", "name: 5", "One: badge.name"),
        ("name: 广州, ", "", "One: badge.name"),
        ("name: 广州", "name: null", "One: badge.name"),
        ("name: 广州", "name: 广州, colour: red", "One: badge.colour"),
        ("[b, null]", "[b]", "One: badge.rows[1]"),
        ("[1, 2]", "[1, true]", "One: badge.sizes[1]"),
        ("[1, 2]", "1", "One: badge.sizes"),
        ("sizes: [number]", "sizes: [numbr]", "parameters"),
        ("{zh: 徽章, en: A badge}", "A badge", "description: zh, en"),
        ("accessibility: [{zh: 有文字, en: It has words}]", "accessibility: []", "accessibility"),
        ("examples:", "example:", "accessibility, description, examples, parameters"),
        ("description: {zh: 徽章, en: A badge}", "description: {zh: 徽章", "YAML, line 2"),
    ],
)
def test_what_is_not_as_described_is_told_by_its_place(old: str, new: str, where: str, tmp_path: Path) -> None:
    assert old in _WHOLE
    with pytest.raises(DescriptionError) as told:
        _read(tmp_path, _WHOLE.replace(old, new))
    assert (told.value.file, told.value.where) == (FILE, where)
