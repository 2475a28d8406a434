"""Escapes are undone, in any order and depth, and what is none stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.leakcheck.spelling import holds_escapes, plain


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&#28041;&#23494;", "涉密"),
        ("&#x6D89;&#x5bc6;", "涉密"),
        ("&amp;#28041;密", "涉密"),
        ("%E6%B6%89%E5%AF%86", "涉密"),
        ("%25E6%25B6%2589密", "涉密"),
        ("\\u6d89\\u5bc6", "涉密"),
        ("\\u{6d89}\\u{5bc6}", "涉密"),
        ("\\006d89\\005bc6", "涉密"),
        ("\\6d89 \\5bc6 ", "涉密"),
        ("\\ud842\\udfb7", "𠮷"),
        ("涉\\n密", "涉 密"),
        ('\\"涉密\\"', '"涉密"'),
        ("a &lt;b&gt; c", "a <b> c"),
    ],
)
def test_an_escape_is_undone(written: str, meant: str) -> None:
    assert plain(written) == meant


@pytest.mark.parametrize("text", ["100%以上", "达到95%98次", "A & B", "%E6%B6", "涉密", "", "%zz"])
def test_what_is_no_escape_stays(text: str) -> None:
    assert plain(text) == text


@given(st.text(alphabet="&\\%;#x4u2lt 法"))
def test_what_holds_no_escapes_is_plain_already(text: str) -> None:
    assert holds_escapes(text) or plain(text) == text
