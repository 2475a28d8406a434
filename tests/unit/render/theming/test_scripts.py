"""Scripts as they are published: what is left out, and of which scripts nothing is."""

from __future__ import annotations

import pytest

from sitegen.render.theme import default_theme
from sitegen.render.theming.scripts import condensed


def test_indentation_and_lines_of_comment_are_left_out() -> None:
    code = (
        "// why\n/** What it does.\n * @returns {string} */\nfunction a() {\n\n  // how\n  return `b${c}`; // so\n}\n"
    )
    assert condensed(code) == "function a() {\nreturn `b${c}`; // so\n}"


@pytest.mark.parametrize("name", ["assets/search.js", "assets/search-worker.js", "reading-aids/panel.js"])
def test_of_our_own_scripts_no_line_of_comment_is_published(name: str) -> None:
    code = (default_theme() / name).read_text(encoding="utf-8")
    lines = condensed(code).split("\n")
    assert not [line for line in lines if line.startswith(("//", "/*", "*", " "))]
    assert set(lines) <= {line.strip() for line in code.split("\n")}


@pytest.mark.parametrize(
    "code",
    [
        "a = `\n// kept\n`;\n",
        "a = `x${b + `\n// kept\n`}`;\n",
        "a = /`/;\nb = 1; // `\nc = `\n  // kept`;\n",
        "a = '\\\n// kept';\n",
        "a = b /* `\n// kept */;\n",
        "a /*\n// */ = 1;\n",
        "/* a */ b = `\n// kept`;\n",
        "a = 1 // one\r  // two\n",
        "a = 1 // one\u2028  b = 2\n",
        "/* never closed\n",
        '"use strict;\n',
    ],
)
def test_a_script_with_a_line_that_cannot_be_judged_is_published_as_it_stands(code: str) -> None:
    assert condensed(code) == code


def test_a_licence_stays() -> None:
    assert condensed("/*! Licence\n * MIT */\n/* why */\n  a();\n") == "/*! Licence\n* MIT */\na();"


def test_comments_that_are_all_of_a_script_leave_nothing() -> None:
    assert condensed("// a\n/* b */\n/**/\n") == ""
