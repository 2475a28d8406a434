"""Bytes -> text. Content files are UTF-8; what Chinese Windows programs write instead is recognised and told.

A file in another encoding is read all the same, so that its other mistakes can be told in the same run.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from sitegen.diagnostics.frames import lines_of
from sitegen.diagnostics.model import Finding, Span

_BOM = b"\xef\xbb\xbf"
_UTF16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

# A text in UTF-16 without its mark is full of zero bytes: one in five, though half of it be Chinese.
_NUL_SHARE = 5

# YAML forbids control characters. Its three line breaks that no editor shows as one (NEL, LS, PS) are
# forbidden here too, or the lines would be numbered otherwise than the clerk sees them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")

# A legacy Chinese text is mostly Han; random bytes that happen to decode are not.
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST_HAN = 0.5


def decode(path: PurePosixPath, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of a file, or ``None`` where it is none, with what is wrong about its encoding.

    A byte order mark is accepted. Characters that no text may hold are replaced by spaces, one for one,
    so that nothing of them reaches a terminal.
    """
    for mark, name in _UTF16:
        if data.startswith(mark):
            return _foreign(path, data, name, "Y102")
    if data.count(0) * _NUL_SHARE > len(data) and not len(data) % 2:
        return _foreign(path, data, "utf-16-le" if data[1] == 0 else "utf-16-be", "Y102")
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        found, findings = _foreign(path, data, "gb18030", "Y101")
        if found is not None and _is_chinese(found):
            return found, findings
        return None, (
            Finding("Y103", _place(path, data, error.start), {"byte": f"0x{data.removeprefix(_BOM)[error.start]:02X}"}),
        )
    return _cleaned(path, text, ())


def _foreign(path: PurePosixPath, data: bytes, encoding: str, code: str) -> tuple[str | None, tuple[Finding, ...]]:
    finding = Finding(code, Span(path, 1, 1, 1))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None, (finding,)
    return _cleaned(path, text, (finding,))


def _is_chinese(text: str) -> bool:
    foreign = sum(1 for character in text if character > "\x7f" and not character.isspace())
    return foreign > 0 and len(_HAN.findall(text)) >= foreign * _LEAST_HAN


def _place(path: PurePosixPath, data: bytes, offset: int) -> Span:
    """Return where a byte stands that cannot be read; columns count the characters before it."""
    before = lines_of(data.removeprefix(_BOM)[:offset].decode("utf-8", errors="replace"))
    column = len(before[-1]) + 1
    return Span(path, len(before), column, column)


def _cleaned(path: PurePosixPath, text: str, findings: tuple[Finding, ...]) -> tuple[str, tuple[Finding, ...]]:
    if _FORBIDDEN.search(text) is None:
        return text, findings
    found = list(findings)
    for number, line in enumerate(lines_of(text), 1):
        match = _FORBIDDEN.search(line)
        if match is not None:
            found.append(
                Finding(
                    "Y104",
                    Span(path, number, match.start() + 1, match.end() + 1),
                    {"character": f"U+{ord(match[0]):04X}"},
                )
            )
    return _FORBIDDEN.sub(" ", text), tuple(found)
