from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.leakcheck import markup
from sitegen.leakcheck.opening import Piece, parted
from sitegen.values.hanzi import APART

SIGNS = st.sampled_from([
    "<", ">", '"', "/", "!--", "-->", "<b>", "</b>", "<td>", '<a href="#x">', "<br/>", "<rt>", "</rt>", "<rPr>",
    "<!-- ", " -->", "<script>", "</script>", "法", "援", "x ", "\n",
])  # fmt: skip
INLINE = re.compile(r"<!--.*?-->|<(rt|rp)\b[^>]*>.*?</\1>|</?(?:a|b|br|rPr)(?:\s[^<>]*)?/?>", re.DOTALL | re.IGNORECASE)
MARKUP = st.lists(SIGNS, max_size=14).map("".join)


def pieces(text: str) -> list[set[str]]:
    found = [part for part in markup.open_markup(text.encode()) if isinstance(part, Piece)]
    return [set(parted(set(piece.texts), piece.borders)) for piece in found]


@given(MARKUP)
@settings(max_examples=400)
def test_every_run_between_two_signs_of_markup_is_looked_at(text: str) -> None:
    runs = set(text.replace("<", APART).replace(">", APART).replace('"', APART).split(APART))
    assert runs <= pieces(text)[0] | {""}


@given(MARKUP)
@settings(max_examples=400)
def test_a_text_is_read_across_inline_elements_however_it_is_taken_apart(text: str) -> None:
    one_kind_after_the_other = re.sub("<[^>]*>", APART, INLINE.sub("", text))
    assert pieces(text)[1] == set(one_kind_after_the_other.split(APART))
