"""The text of each sheet of a PDF as Chromium prints one: enough of the format to read what is on paper.

Objects stand one by one, streams are deflated, and each font says by ``ToUnicode`` what its codes mean.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+).*?stream\r?\n", re.DOTALL)
_PAGE = re.compile(rb"/Type /Page\b")
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_WIDTH = re.compile(r"begincodespacerange\s*<([0-9A-F]+)>")
_SINGLES = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(r"<([0-9A-F]+)>")
#: A font is chosen, a run of codes is shown, or what a span says is given in full; then the end of a line or a span.
_SHOWN = re.compile(r"/(F\d+) \S+ Tf|ActualText <FEFF([0-9A-F]*)>|<([0-9A-F]+)> Tj|(EMC)|(ET)")


class _Font:
    """What the codes of a font mean."""

    def __init__(self, cmap: str) -> None:
        width = _WIDTH.search(cmap)
        assert width is not None
        self._digits = len(width[1])
        self._meaning: dict[int, str] = {}
        for part in _SINGLES.findall(cmap):
            numbers = _HEX.findall(part)
            for code, text in zip(numbers[::2], numbers[1::2], strict=True):
                self._meaning[int(code, 16)] = _text(text)
        for part in _RANGES.findall(cmap):
            numbers = _HEX.findall(part)
            for first, last, text in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
                for step in range(int(last, 16) - int(first, 16) + 1):
                    self._meaning[int(first, 16) + step] = chr(ord(_text(text)) + step)

    def says(self, codes: str) -> str:
        """Return the text of a run of codes."""
        each = (codes[at : at + self._digits] for at in range(0, len(codes), self._digits))
        return "".join(self._meaning.get(int(code, 16), "") for code in each)


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _data(thing: bytes) -> str:
    found = _STREAM.search(thing)
    assert found is not None
    data = thing[found.end() : found.end() + int(found[1])]
    return (zlib.decompress(data) if b"/FlateDecode" in thing else data).decode("latin-1")


def _pieces(content: str, fonts: Mapping[str, _Font]) -> Iterator[str]:
    font, spoken = None, False
    for chosen, actual, codes, span_ends, line_ends in _SHOWN.findall(content):
        if chosen:
            font = fonts.get(chosen)
        elif actual:
            spoken = True
            yield _text(actual)
        elif codes and font is not None and not spoken:
            yield font.says(codes)
        elif span_ends:
            spoken = False
        elif line_ends:
            yield "\n"


def sheets(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each sheet, a line a run of text, in the order in which it is drawn."""
    things = {int(number): thing for number, thing in _OBJECT.findall(pdf)}
    known: dict[int, _Font] = {}

    def font(number: int) -> _Font:
        if number not in known:
            meaning = re.search(rb"/ToUnicode (\d+) 0 R", things[number])
            assert meaning is not None
            known[number] = _Font(_data(things[int(meaning[1])]))
        return known[number]

    found: list[str] = []
    for page in (thing for thing in things.values() if _PAGE.search(thing)):
        content = re.search(rb"/Contents (\d+) 0 R", page)
        assert content is not None
        fonts = {name.decode(): font(int(number)) for name, number in _FONT.findall(page)}
        found.append("".join(_pieces(_data(things[int(content[1])]), fonts)))
    return tuple(found)
