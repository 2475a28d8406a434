"""Opener of HTML and XML: without a parser, so that nothing is lost which a parser would drop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, reduce

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
_TAG = re.compile(r"(<[^>]*>)")
# What takes the text inside it away, or holds signs of markup that are none.
_ACROSS = re.compile(r"<(?:!--|rt\b|rp\b)", re.IGNORECASE)
_ENCLOSED = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL | re.IGNORECASE)


def open_markup(content: bytes) -> Iterator[Part]:
    """Yield what stands between the signs of the markup; the text as it is read; scripts and styles as a whole."""
    text = decoded(content)
    # Texts and tags in turn; each that stands there several times is looked at once.
    parts = _TAG.split(text)
    yield Piece(reduce(lambda whole, border: whole.replace(border, APART), _BORDERS, APART.join(dict.fromkeys(parts))))
    yield Piece(_as_read(text, parts))
    yield Piece(APART.join(match[2] or match[3] or "" for match in _ENCLOSED.finditer(text)))
    yield from data_addresses(text)


def _as_read(text: str, parts: list[str]) -> str:
    """Return the text as it is read: without the tags that do not interrupt a reader, and the others APART."""
    tags = parts[1::2]
    if text.count("<") > len(tags) or _ACROSS.search(text) is not None:
        return _TAG.sub(APART, _INLINE.sub("", text))
    parts[1::2] = map(_read_as, tags)
    return "".join(parts)


# The tags of one page are those of the next, but for their addresses.
@lru_cache(maxsize=4096)
def _read_as(tag: str) -> str:
    """Return what a reader meets in place of a tag, be it nothing or a border."""
    return APART if _INLINE.fullmatch(tag) is None else ""
