from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen.public.addresses import Language
from sitegen.render.reading_aids import reading_aids
from sitegen.render.theme import Theme, default_theme
from tests.support.contrast import colours, contrast

THEME = Theme.of(None)
STYLE = (default_theme() / "reading-aids" / "panel.css").read_text(encoding="utf-8")
SCRIPT = (default_theme() / "reading-aids" / "panel.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", Language)
def test_the_panel_says_everything_in_the_language_of_its_pages(language: Language) -> None:
    messages = THEME.messages(language)
    path, data = reading_aids(THEME, messages)
    words = json.loads(re.findall(r"\}\)\((\{.*?\}),\"", data.decode())[0])
    assert set(re.findall(r"\bwords\.([a-z]+)", SCRIPT)) <= set(words)
    assert words["name"] == messages.say("aids.name").text
    assert re.fullmatch(r"assets/aids\.[0-9a-f]{12}\.js", path.as_posix())


def test_the_two_languages_have_each_a_file() -> None:
    paths = {reading_aids(THEME, THEME.messages(language))[0] for language in Language}
    assert len(paths) == len(Language)


def test_a_site_may_dress_the_panel_itself(tmp_path: Path) -> None:
    (tmp_path / "reading-aids").mkdir()
    (tmp_path / "reading-aids" / "panel.css").write_text(".aids { color: red; }", encoding="utf-8")
    path, data = Theme.of(tmp_path).panel({})
    assert b".aids{color:red}" in data
    assert path != THEME.panel({})[0]


def test_the_script_as_served_has_no_comments_and_does_the_same() -> None:
    data = reading_aids(THEME, THEME.messages(Language.EN))[1].decode()
    code = data[: data.rindex("})(")]
    assert not re.search(r"^\s|^//", code, re.MULTILINE)
    kept = [line.strip() for line in SCRIPT.splitlines() if line.strip() and not line.strip().startswith("//")]
    assert code.splitlines() == kept[:-1]


def test_what_the_script_sets_is_what_the_style_knows() -> None:
    choices = re.search(r"CHOICES = \{(.*)\};", SCRIPT)
    assert choices is not None
    values = re.findall(r'"([a-z0-9]+)"', choices[1])
    assert len(values) == 7
    assert all(f".aids-{value}" in STYLE for value in values)


def test_paper_is_left_to_the_print_styles_of_the_page() -> None:
    screen, _, paper = STYLE.partition("@media print")
    assert screen.split("*/")[1].strip().startswith("@media screen {")
    assert paper.strip() == "{ .aids { display: none; } }"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_is_higher_than_what_is_asked_for(scheme: str) -> None:
    rule = re.search(rf":root\.aids-{scheme} \{{(.*?)\}}", STYLE)
    assert rule is not None
    found = colours(rule[1])
    usual = colours(THEME.stylesheet.decode().partition("@media")[0])
    assert set(found) == set(usual), "no colour of the page is left to the scheme that was chosen against"
    for ground in ("ground", "tint"):
        for text in ("ink", "soft", "accent"):
            assert contrast(found[text], found[ground]) >= 14, (text, ground)
        for mark in ("mark", "line"):
            assert contrast(found[mark], found[ground]) >= 14, (mark, ground)
    assert contrast(found["ink"], found["hair"]) >= 7, "a hit that is found is underlaid with it"
    assert contrast(found["mark"], found["hair"]) >= 3
