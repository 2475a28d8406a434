"""Opener of HTML and XML: without a parser, so that nothing is lost which a parser would drop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce

from sitegen.leakcheck.opening import Part, Piece
from sitegen.leakcheck.text import data_addresses, decoded
from sitegen.values.hanzi import APART

# What parts names, values of attributes, texts and comments.
_BORDERS = ("<", ">", '"')

# Elements that do not interrupt a reader: those of phrases, and the runs that office documents cut words into.
_INLINE = re.compile(
    r"<!--.*?-->|<(rt|rp)\b[^>]*>.*?</\1>"
    r"|</?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rb|ruby|s|samp|small|span|strong"
    r"|sub|sup|time|tt|u|var|wbr|tspan|r|t|rPr|rPh|rFont|sz|color|w:(?!p\b|tc\b|tr\b|tbl\b|body\b|sectPr\b)\w+|text:span)(?:\s[^<>]*)?/?>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_ENCLOSED = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL | re.IGNORECASE)


def open_markup(content: bytes) -> Iterator[Part]:
    """Yield what stands between the signs of the markup; the text as it is read; scripts and styles as a whole."""
    text = decoded(content)
    yield Piece(reduce(lambda whole, border: whole.replace(border, APART), _BORDERS, text))
    yield Piece(_TAG.sub(APART, _INLINE.sub("", text)))
    yield Piece(APART.join(match[2] or match[3] or "" for match in _ENCLOSED.finditer(text)))
    yield from data_addresses(text)
