"""Every example of every component is rendered, in both languages, and held to the laws of the pages."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from jinja2 import Environment, UndefinedError
from lxml import html
from lxml.html import HtmlElement

from sitegen.public.addresses import Language
from sitegen.render.environment import environment
from sitegen.render.phrases import Phrase, phrase
from sitegen.render.theme import Theme, default_theme
from sitegen.render.theming.components import Component, Example, components
from sitegen.render.theming.templates import Macro, Templates
from tests.support.pages import HAN, cells, texts, words

THEME = Theme.of(None)
COMPONENTS = components(THEME)
EXAMPLES = [
    pytest.param(component, example, language, id=f"{component.name}-{example.name.en}-{language.value}")
    for component in COMPONENTS
    for example in component.examples
    for language in Language
]


@cache
def _environment(language: Language) -> Environment:
    return environment(THEME, language, THEME.messages(language))


@cache
def _templates() -> Templates:
    return Templates(THEME)


def _macro(component: Component) -> Macro:
    (macro,) = _templates().macros(component.template).values()
    return macro


def _made(component: Component, arguments: dict[str, Any], language: Language) -> HtmlElement:
    module = _environment(language).get_template(component.template).module
    return html.fragment_fromstring(str(getattr(module, component.macro)(**arguments)), create_parent="main")


def _rendered(component: Component, example: Example, language: Language) -> HtmlElement:
    return _made(component, component.arguments(example, language), language)


def test_every_component_is_described() -> None:
    folders = {path.name for path in (default_theme() / "components").iterdir() if path.is_dir()}
    assert {component.name for component in COMPONENTS} == folders


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_a_component_takes_the_parameters_that_it_is_described_with_and_no_others(component: Component) -> None:
    macro = _macro(component)
    assert macro.name == component.macro
    described = {key.removesuffix("?"): key.endswith("?") for key in component.shapes}
    assert tuple(described) == macro.parameters
    # What may be left out has a default, or may be none.
    assert macro.optional <= {name for name, optional in described.items() if optional}


class _Watched:
    """Arguments that remember which of their fields a template asked for."""

    def __init__(self, fields: dict[str, Any], path: str, asked: set[str]) -> None:
        self._fields = {name: _watched(value, f"{path}.{name}", asked) for name, value in fields.items()}
        self._path = path
        self._asked = asked

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or name not in self._fields:
            raise AttributeError(name)
        self._asked.add(f"{self._path}.{name}")
        return self._fields[name]


def _watched(value: object, path: str, asked: set[str]) -> object:
    match value:
        case dict():
            return _Watched(value, path, asked)
        case list():
            return [_watched(each, f"{path}[]", asked) for each in value]
        case tuple():
            return tuple(_watched(each, f"{path}[{at}]", asked) for at, each in enumerate(value))
        case _:
            return value


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_every_field_that_is_described_is_used(component: Component) -> None:
    """And every field that is used is described: the examples hold no other, and what is not there is an error."""
    asked: set[str] = set()
    for example in component.examples:
        arguments = component.arguments(example, Language.ZH)
        watched = {name: _watched(value, name, asked) for name, value in arguments.items()}
        _made(component, watched, Language.ZH)
    fields = {parameter.path for parameter in component.parameters if "." in parameter.path.rpartition("]")[2]}
    assert fields <= asked, fields - asked


def _source(component: Component) -> str:
    return (default_theme() / component.template).read_text(encoding="utf-8")


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_an_argument_that_is_not_a_parameter_is_an_error(component: Component) -> None:
    arguments = component.arguments(component.examples[0], Language.ZH)
    with pytest.raises(TypeError, match="no keyword argument"):
        _made(component, {**arguments, "classes": "big"}, Language.ZH)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_an_argument_that_is_missing_is_an_error(component: Component) -> None:
    arguments = component.arguments(component.examples[0], Language.ZH)
    for name in _macro(component).required:
        with pytest.raises(UndefinedError):
            _made(component, {key: value for key, value in arguments.items() if key != name}, Language.ZH)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_a_component_takes_no_markup_and_no_classes(component: Component) -> None:
    assert not re.search(r"\|\s*safe|autoescape|\bMarkup\b", _source(component))
    assert not {parameter.path for parameter in component.parameters if "class" in parameter.path}


@pytest.mark.parametrize(("component", "example", "language"), EXAMPLES)
def test_an_example_keeps_the_laws_of_the_pages(component: Component, example: Example, language: Language) -> None:
    tree = _rendered(component, example, language)
    assert words(tree)
    assert not tree.xpath(".//style | .//script | .//@style | .//*[@rowspan or @colspan]")
    ids = tree.xpath(".//@id")
    assert len(ids) == len(set(ids))
    assert set(tree.xpath(".//@aria-labelledby | .//@aria-describedby | .//label/@for")) <= set(ids)
    assert all(words(link) and link.get("href") for link in tree.iter("a"))
    assert all(drawing.get("aria-hidden") == "true" for drawing in tree.iter("svg"))
    assert not [
        text
        for text, spoken in texts(tree, language.tag)
        if language is Language.EN and HAN.search(text) and spoken == "en"
    ]
    for table in tree.iter("table"):
        assert table[0].tag == "caption"
        heads = table.findall("thead/tr/th")
        assert all(head.get("scope") == "col" and words(head) for head in heads)
        for row in table.findall("tbody/tr"):
            assert len(cells(row)) == len(heads)
            assert len(row.findall("th[@scope='row']")) == 1


@pytest.mark.parametrize(("component", "example", "language"), EXAMPLES)
def test_what_is_put_in_is_escaped(component: Component, example: Example, language: Language) -> None:
    in_options = component.name in {"search", "selection"}

    def planted(value: object) -> object:
        match value:
            case dict():
                return {key: planted(inner) for key, inner in value.items()}
            case list():
                return [planted(inner) for inner in value]
            case tuple():
                return tuple(planted(inner) for inner in value)
            case Phrase(text=text):
                # A select takes the bare text of its words; all else takes what is no phrase as it comes.
                return phrase(f"{text}<img src=x>", language) if in_options else f"{text}<img src=x>"
            case _:
                return value

    arguments = {name: planted(value) for name, value in component.arguments(example, Language.ZH).items()}
    assert not list(_made(component, arguments, language).iter("img"))
