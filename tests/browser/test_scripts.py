"""A script does the same as it is published and as it was written, whatever stands in its strings and templates."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from sitegen.render.theming.scripts import condensed

pytestmark = pytest.mark.browser

_VALUES = (
    *(
        "`a\n  // b\n  c`",
        "`\n/*\n*/`",
        "`\\`\n  // ${1}`",
        "`${`\n  // d\n`}`",
        "`${{a: '}'}.a}`",
        "`${[1, 2].length}`",
    ),
    *("'// `'", '"/* `"', "'it\\'s // \"'", "'a\\\n  // b'", "/[`'\"/]/.source", "/\\/*`/.source", "/[/*]/.source"),
    *("8 / 4 / 2", "[4][0] / 2 // /", "8 /* ` */ / 4", "8 /*\n  // */ / 4", "`a` + '`' + `b`", "'\u2028// '"),
)
_BETWEEN = (
    "\n",
    "\n\n  ",
    " ",
    "\n  // ` ' \"\n",
    "\n/* `\n  ' */\n",
    "\n  /** // */\n",
    " // `\n",
    "\n/*! ` */ ",
    "\r\n",
)

_DONE = """([written, published]) => [written, published].map((code) => {
  const told = [];
  try {
    new Function("tell", code)((value) => told.push(value));
  } catch (error) {
    return String(error);
  }
  return told;
})"""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(_VALUES), st.sampled_from(_BETWEEN)), min_size=1, max_size=6))
def test_a_script_does_as_it_is_published_what_it_did_as_it_was_written(
    page: Page, parts: list[tuple[str, str]]
) -> None:
    code = "".join(f"  tell(\n  {value}\n);{between}" for value, between in parts)
    written, published = page.evaluate(_DONE, [code, condensed(code)])
    assert published == written
    assert len(written) == len(parts), written
