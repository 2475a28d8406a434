"""Ways of writing a text that hide it from a plain search, undone.

Instead of multiplying what is looked for, everything that is searched is unescaped here and then reduced
to its skeleton (``sitegen.values.hanzi``).
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

# Text may be escaped for JSON inside HTML inside an address: so many layers are undone.
_LAYERS = 4

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_CODE = re.compile(
    r"\\u\{([0-9A-Fa-f]{1,6})\}|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})|\\U([0-9A-Fa-f]{8})"
    r"|\\([0-9A-Fa-f]{4,6})\s?"
)
_LETTER = re.compile(r'\\([nrtbfv"\'/\\])')
_LAST_CODE_POINT = 0x10FFFF
# Without one of these nothing is escaped: 90% is a target.
_SIGN = re.compile(r"&|\\|%[0-9A-Fa-f]{2}")


def _of_code(match: re.Match[str]) -> str:
    number = int(next(group for group in match.groups() if group is not None), 16)
    return chr(number) if number <= _LAST_CODE_POINT else match[0]


def _of_letter(match: re.Match[str]) -> str:
    return match[1] if match[1] in "\"'/\\" else " "


def _of_percent(match: re.Match[str]) -> str:
    try:
        return unquote(match[0], errors="strict")
    except UnicodeDecodeError:
        return match[0]


def holds_escapes(text: str) -> bool:
    """Whether a text may hold an escape that ``plain`` undoes."""
    return _SIGN.search(text) is not None


def plain(text: str) -> str:
    """Undo the escapes of HTML, addresses, JSON, JavaScript and CSS, in any order and in several layers."""
    for _ in range(_LAYERS):
        former = text
        if "&" in text:
            text = unescape(text)
        if "\\" in text:
            # Codes beyond the first plane stand as two halves in JSON.
            text = _LETTER.sub(_of_letter, _CODE.sub(_of_code, text))
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "%" in text:
            text = _PERCENT.sub(_of_percent, text)
        if text == former:
            break
    return text
