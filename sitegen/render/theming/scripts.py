"""A script as it is published: without indentation and without lines of comment, all else to the letter.

Who writes a theme reads and shadows the script as it was written; who searches on a phone pays for every byte of it.
No program of others is asked to shorten it: what is left out here are whole lines, and only of a script in which each
line is known to begin in code, neither in a string nor in a template. Lines are read by rules that are narrower than
the language (whether a slash divides or begins an expression depends on everything before it), and a script with a
line that they do not cover is published as it stands.
"""

from __future__ import annotations

import re

_STRING = r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)*'"
#: What may be put into a template: code with neither a slash nor a template, its braces in pairs.
_PUT_IN = r"""(?:[^`{}"'/\\]|"[^"`\\]*"|'[^'`\\]*')"""
#: A template that ends on its line.
_TEMPLATE = rf"`(?:[^`\\$]|\\.|\$(?!\{{)|\$\{{(?:{_PUT_IN}|\{{{_PUT_IN}*\}})*\}})*`"
#: What may follow the first slash that is not in a string. Whether it divides or begins an expression: without a
#: backtick and another beginning of a comment, and not continued by a backslash, code goes on with the next line.
_AFTER_SLASH = r"/(?![/*])(?:[^`/]|/(?!\*))*(?<!\\)"
_COMMENT = r"//.*"
#: A line at whose end code goes on, if it began in code.
_LINE = re.compile(rf"(?:[^\"'`/\\]|{_STRING}|{_TEMPLATE})*(?:{_AFTER_SLASH}|{_COMMENT})?")
_BEGIN, _END = "/*", "*/"
#: So begins what has to stay with a script wherever it goes, as licences do.
_STAYS = "/*!"
#: Besides "\n", what ends a line in JavaScript, and a line of comment with it.
_OTHER_ENDS = re.compile("[\r\u2028\u2029]")


def condensed(code: str) -> str:
    """Return a script without indentation, empty lines and lines of comment; as it is, where that is not safe."""
    text = code.replace("\r\n", "\n")
    lines = None if _OTHER_ENDS.search(text) else _told(text)
    return code if lines is None else "\n".join(lines)


def _told(text: str) -> list[str] | None:
    """Return the lines that stay, or ``None`` if one cannot be judged."""
    kept: list[str] = []
    inside = stays = False
    for line in map(str.strip, text.split("\n")):
        begins = not inside and line.startswith(_BEGIN)
        if inside or begins:
            stays = line.startswith(_STAYS) if begins else stays
            # The mark that begins a comment is no part of the one that ends it.
            _, end, behind = line.removeprefix(_BEGIN if begins else "").partition(_END)
            if behind:
                return None
            inside = not end
            kept += [line] if stays else []
        elif _LINE.fullmatch(line) is None:
            return None
        elif line and not line.startswith("//"):
            kept.append(line)
    return None if inside else kept
