from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import settings as within
from hypothesis import strategies as st

from sitegen.render.theming.tokens import Scheme, read_tokens, uses

FILE = PurePosixPath("theme/tokens.css")

_SHEET = """/* ours: --not: a-token; */
:root {
  --accent: #8a1c1c; /* why */
  --sans: "PingFang SC",
    sans-serif
}
@media ( prefers-color-scheme : dark ) {
  :root { --accent: #ffb3b3 }
}
"""


def test_tokens_are_read_for_the_light_page_and_the_dark_one() -> None:
    tokens = read_tokens(_SHEET, FILE)
    assert {name: each.value for name, each in tokens.light.items()} == {
        "accent": "#8a1c1c",
        "sans": '"PingFang SC", sans-serif',
    }
    assert {name: each.value for name, each in tokens.dark.items()} == {"accent": "#ffb3b3"}
    assert tokens.strays == ()


def test_every_token_knows_its_place() -> None:
    tokens = read_tokens(_SHEET, FILE)
    lines = _SHEET.splitlines()
    for setting in (*tokens.light.values(), *tokens.dark.values()):
        place = setting.place
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1].startswith("--"), setting


def test_a_token_takes_the_place_of_the_one_of_its_name_and_of_no_other() -> None:
    default = read_tokens(":root{--a:1;--b:2}@media (prefers-color-scheme: dark){:root{--a:3;--b:4}}", FILE)
    merged = read_tokens(":root{--a:9}", FILE).over(default)
    assert {name: each.value for name, each in merged.of(Scheme.LIGHT).items()} == {"a": "9", "b": "2"}
    assert {name: each.value for name, each in merged.of(Scheme.DARK).items()} == {"a": "3", "b": "4"}


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("a { color: red }", "a"),
        (":root { color: red; --a: 1 }", "color: red"),
        (":root { --a: 1 } }", None),
        (":root { --a: 1; b }", "b"),
        ("@media print { :root { --a: 1 } }", "@media print"),
        ("@import 'x';", "@import 'x';"),
        ("@media (prefers-color-scheme: dark) { a { color: red } }", "a"),
        (":root { --a: { b: c } }", "--a: { b: c }"),
    ],
)
def test_what_is_no_token_is_told(css: str, told: str | None) -> None:
    assert [stray.text for stray in read_tokens(css, FILE).strays] == ([] if told is None else [told])


@given(st.text(alphabet=':root{}@media ();-a#0/*\n"', max_size=80))
@within(max_examples=200)
def test_whatever_the_file_holds_it_is_read_and_its_places_are_in_it(css: str) -> None:
    tokens = read_tokens(css, FILE)
    count = css.count("\n") + 1
    settings = (*tokens.light.values(), *tokens.dark.values())
    for place in (*(setting.place for setting in settings), *(stray.place for stray in tokens.strays)):
        assert 1 <= place.line <= count
        assert place.column < place.end_column


_NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
_VALUES = st.from_regex(r"#[0-9a-f]{6}|[1-9]rem", fullmatch=True)
_TOKENS = st.dictionaries(_NAMES, _VALUES, max_size=5)


@given(_TOKENS, _TOKENS)
@within(max_examples=100)
def test_what_is_written_is_what_was_read(light: dict[str, str], dark: dict[str, str]) -> None:
    def sheet(of: dict[str, str]) -> str:
        return ":root{" + "".join(f"--{name}:{value};" for name, value in of.items()) + "}"

    tokens = read_tokens(f"{sheet(light)}@media (prefers-color-scheme: dark){{{sheet(dark)}}}", FILE)
    again = read_tokens(tokens.css, FILE)
    assert {name: each.value for name, each in again.light.items()} == light
    assert {name: each.value for name, each in again.dark.items()} == dark


def test_what_a_stylesheet_uses_is_known() -> None:
    assert uses("a{color:var(--ink);margin:calc(var( --gap ) * 2)}") == {"ink", "gap"}
