"""Opener of HTML and XML: without a parser, so that nothing is lost which a parser would drop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sitegen.leakcheck.opening import Part, Piece
from sitegen.leakcheck.text import data_addresses, decoded
from sitegen.values.hanzi import APART

# What parts names, values of attributes, texts and comments, besides the sign that every tag begins with.
_BORDERS = '>"'

# Elements that do not interrupt a reader: those of phrases, and the runs that office documents cut words into.
_INLINE = re.compile(
    r"<!--.*?-->|<(rt|rp)\b[^>]*>.*?</\1>"
    r"|</?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rb|ruby|s|samp|small|span|strong"
    r"|sub|sup|time|tt|u|var|wbr|tspan|r|t|rPr|rPh|rFont|sz|color|w:(?!p\b|tc\b|tr\b|tbl\b|body\b|sectPr\b)\w+|text:span)(?:\s[^<>]*)?/?>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
# What takes the text inside it away, or holds signs of markup that are none, behind its first sign.
_ACROSS = re.compile(r"!--|rt\b|rp\b", re.IGNORECASE)
_ENCLOSED = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL | re.IGNORECASE)

# So many tags with their texts are remembered: those of some dozens of pages.
_REMEMBERED = 10_000


def open_markup(content: bytes) -> Iterator[Part]:
    """Yield what stands between the signs of the markup; the text as it is read; scripts and styles as a whole."""
    text = decoded(content)
    # A page has thousands of tags, each with the text behind it: they are made once, and looked at in both ways.
    tags = text.split("<")
    yield Piece(tags, _BORDERS)
    yield Piece.of(_as_read(text, tags))
    yield Piece.of(APART.join(match[2] or match[3] or "" for match in _ENCLOSED.finditer(text)))
    yield from data_addresses(text)


def _as_read(text: str, tags: list[str]) -> str:
    """Return the text as it is read: without the tags that do not interrupt a reader, and the others APART."""
    read = tags[0] + "".join(map(_READ.__getitem__, tags[1:]))
    return _TAG.sub(APART, _INLINE.sub("", text)) if "<" in read else read


class _Read(dict[str, str]):
    """A tag without its first sign, and the text behind it -> what a reader meets: the text, or a border and the text.

    The tags of one page are those of the next, but for their addresses. What cannot be told by itself keeps a sign of
    markup: what is no tag, and what takes the text behind it away.
    """

    def __missing__(self, tag: str) -> str:
        inside, end, text = tag.partition(">")
        name, space, _ = inside.partition(" ")
        border = _border(name + space)
        read = border + text if end and border != "<" else "<"
        if len(self) >= _REMEMBERED:
            self.clear()
        self[tag] = read
        return read


_READ = _Read()


# It is the same for all tags of a name: behind the name and a space any attributes may follow.
@lru_cache(maxsize=1024)
def _border(tag: str) -> str:
    """Return what stands in place of a tag where it is read, be it nothing or a border; ``<`` where no one can tell."""
    if _ACROSS.match(tag) is not None:
        return "<"
    return APART if _INLINE.fullmatch(f"<{tag}>") is None else ""
