from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics.model import Finding, Severity
from sitegen.public.addresses import Language
from sitegen.render.theme import Theme
from sitegen.render.theming.inspection import inspect


def _found(root: Path, **files: str) -> list[Finding]:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(inspect(Theme.of(root)))


def _codes(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.code, finding.span.line) for finding in findings]


def test_a_site_without_a_theme_of_its_own_has_nothing_wrong_with_it() -> None:
    assert list(inspect(Theme.of(None))) == []


def test_an_empty_theme_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    assert _found(tmp_path) == []


@pytest.mark.parametrize(
    ("css", "severity"),
    [
        (":root { --soft: #434d57; }", []),
        (":root { --soft: #5c6670; }", [None]),
        (":root { --soft: #8a949e; }", [Severity.ERROR]),
        (":root { --line: #aaaaaa; }", [Severity.ERROR]),
        # What a colour stands on counts as well: the words of the button are in the ground's colour.
        (":root { --ground: #777777; }", [Severity.ERROR]),
        (":root { --hair: #2b66b5; }", [Severity.ERROR]),
    ],
)
def test_colours_that_do_not_stand_out_are_told_as_gravely_as_they_are(
    css: str, severity: list[Severity | None], tmp_path: Path
) -> None:
    found = _found(tmp_path, tokens_dot_css=css)
    assert [finding.severity for finding in found if finding.code == "D101"][:1] == severity
    assert {finding.code for finding in found} <= {"D101"}


def test_a_colour_of_the_dark_page_is_measured_on_the_dark_page(tmp_path: Path) -> None:
    css = "@media (prefers-color-scheme: dark) {\n:root { --accent: #0b4192; } }"
    found = _found(tmp_path, tokens_dot_css=css)
    assert _codes(found) == [("D101", 2)]
    assert found[0].particulars["scheme"] == "dark"


def test_one_colour_is_told_once_by_its_worst_pair(tmp_path: Path) -> None:
    found = _found(tmp_path, tokens_dot_css=":root { --accent: #ff8800; }")
    assert len(found) == 1
    assert (found[0].particulars["above"], found[0].particulars["below"]) == ("accent", "tint")


def test_a_token_that_a_style_of_the_sites_own_uses_is_no_mistake(tmp_path: Path) -> None:
    css = ":root { --crest: 3rem; --crst: 2rem; }"
    found = _found(tmp_path, tokens_dot_css=css, styles__90_dot_css=".crest { width: var(--crest); }")
    assert [(finding.code, finding.particulars["name"]) for finding in found] == [("D104", "crst")]


def test_a_message_that_a_template_of_the_sites_own_says_is_no_mistake(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        messages__zh_dot_yaml="crest.name: 徽章\ncrest.nam: 徽章\n",
        messages__en_dot_yaml="crest.name: Crest\n",
        layouts__crest_dot_html="{{ say('crest.name') }}",
    )
    assert _codes(found) == [("D108", 2)]


def test_a_component_of_the_sites_own_may_take_more_if_it_need_not(tmp_path: Path) -> None:
    name = "components__facts__template_dot_html"
    assert _found(tmp_path, **{name: "{% macro facts(facts, glance=false, big=false) %}{% endmacro %}"}) == []
    assert [
        code for code, _ in _codes(_found(tmp_path, **{name: "{% macro facts(facts, glance, big) %}{% endmacro %}"}))
    ] == ["D206"]


def test_files_that_nothing_uses_are_told_and_hidden_ones_are_not(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("x", encoding="utf-8")
    found = _found(tmp_path, page__home_dot_html="x", assets__crest_dot_svg="<svg/>", styles__99_dot_css="")
    assert [(finding.code, finding.particulars["alike"]) for finding in found] == [("D105", "pages/home.html")]


@pytest.mark.parametrize("end", [b"", b"\xff\xff"])
@pytest.mark.parametrize("name", ["tokens.css", "pages/home.html", "messages/zh.yaml", "components/facts/style.css"])
def test_a_file_that_is_not_text_is_told_and_nothing_fails_for_it(name: str, end: bytes, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes("/* 首页的颜色和文字 */".encode("gb18030") + end)
    found = list(inspect(Theme.of(tmp_path)))
    assert [finding.span.file.as_posix() for finding in found] == [f"theme/{name}"]
    assert found[0].code.startswith("Y")


def test_a_mark_before_the_text_is_no_mistake(tmp_path: Path) -> None:
    for name, text in (("tokens.css", ":root { --accent: #7a1f1f; }"), ("messages/zh.yaml", "nav.home: 起始页\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
    assert list(inspect(Theme.of(tmp_path))) == []
    assert Theme.of(tmp_path).messages(Language.ZH).say("nav.home").text == "起始页"
    assert b"--accent:#7a1f1f" in Theme.of(tmp_path).stylesheet
