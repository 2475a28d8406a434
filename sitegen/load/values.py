"""Slips in values: how a text may begin, whether its quotation marks close, and what must be quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.load.indentation import is_structure, width_of
from sitegen.load.slip import Failure, Slip
from sitegen.values.text import shortened

_VALUE = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)"
    r"(?:(?P<key>[^\s'\"#\[{&*!|>%@`:：,，。；;-][^\s'\"#:：，。；;]{0,30})[ ]*:(?:[ ]+|$))?"
    r"(?P<value>.*)$"
)
_BLOCK = re.compile(r"[|>][+-]?[1-9]?[+-]?[ ]*(?:#.*)?$")
_COLON_INSIDE = re.compile(r":(?:[ ]|$)")
_CANNOT_BEGIN = "%@`,]}"
_FLOW = {"[": "]", "{": "}"}


def value_slip(lines: Sequence[str], number: int) -> Slip | None:
    """Check what stands behind a key or a dash: may an unquoted text begin so, are its quotation marks closed?"""
    line = lines[number - 1]
    match = _VALUE.match(line)
    if match is None or not match["value"].strip() or not (match["key"] or match["lead"].strip()):
        return None
    value, column = match["value"].rstrip(), match.start("value") + 1
    if value[0] in {"'", '"'}:
        return _quotes(lines, number, column, value)
    found = _must_be_quoted(value, is_named=bool(match["key"]))
    if found is None:
        return None
    code, start, length = found
    mended = _quoted(value)
    particulars = {"sign": value[0], "key": match["key"] or "", "mended": shortened(mended)}
    lines_meant = ((number, line[: column - 1] + mended),)
    return Slip(code, number, column + start, column + start + length, lines_meant, particulars=particulars)


def _must_be_quoted(value: str, *, is_named: bool) -> tuple[str, int, int] | None:
    """Return the code, the start and the length of what an unquoted value must not hold."""
    sign = value[0]
    if sign in "*&!":
        return "Y107", 0, len(value)
    if _begins_wrongly(value):
        return "Y118", 0, len(value)
    bare = re.split(r"[ \t]+#", value, maxsplit=1)[0]
    inside = _COLON_INSIDE.search(bare)
    if inside is None or not is_named or sign in "[{|>":
        return None
    return "Y120", inside.start(), 1


def _begins_wrongly(value: str) -> bool:
    sign = value[0]
    if sign in _CANNOT_BEGIN:
        return True
    if sign in "|>":
        return _BLOCK.match(value) is None
    if sign in "-?":
        return value[1:2] in {"", " "}
    if sign in _FLOW:
        end = re.split(r"[ \t]+#", value, maxsplit=1)[0].rstrip()
        return not end.endswith(_FLOW[sign]) or end.count(sign) != end.count(_FLOW[sign])
    return False


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _closing(value: str) -> int | None:
    """Return where the quotation mark closes that a value begins with."""
    mark, at = value[0], 1
    while at < len(value):
        if mark == '"' and value[at] == "\\":
            at += 2
        elif value[at] != mark:
            at += 1
        elif mark == "'" and value[at + 1 : at + 2] == "'":
            at += 2
        else:
            return at
    return None


def _quotes(lines: Sequence[str], number: int, column: int, value: str) -> Slip | None:
    before = lines[number - 1][: column - 1]
    closing = _closing(value)
    if closing is not None:
        rest = value[closing + 1 :]
        if not rest.strip() or re.match(r"[ \t]+#|[ ]*:(?:[ ]|$)", rest):
            return None
        mended = _quoted(value)
        return Slip(
            "Y116",
            number,
            column + closing + 1,
            column + len(value),
            ((number, before + mended),),
            particulars={"mended": shortened(mended)},
        )
    for ahead in range(number, len(lines)):
        if is_structure(lines[ahead]):
            break
        if _closing(value[0] + lines[ahead].lstrip()) is not None:
            return None
    return Slip(
        "Y115",
        number,
        column,
        column + len(value),
        ((number, before + _quoted(value[1:])),),
        particulars={"mark": value[0]},
    )


def backslash(lines: Sequence[str], failure: Failure) -> Slip | None:
    """Find the backslash in double quotes that the parser could not make sense of."""
    number = failure.begun[0] if failure.begun is not None else failure.line
    line = lines[number - 1]
    start = (failure.begun[1] if failure.begun is not None else failure.column) - 1
    value = line[start:].rstrip()
    closing = _closing(value) if value[:1] == '"' else None
    if closing is None:
        return None
    mended = "'" + value[1:closing].replace("'", "''") + "'"
    at = line.find("\\", start)
    return Slip(
        "Y119",
        number,
        at + 1,
        at + 2,
        ((number, line[:start] + mended + value[closing + 1 :]),),
        particulars={"mended": shortened(mended)},
    )


def behind(lines: Sequence[str], number: int) -> int:
    """Return the number of the first line behind what begins on a line: a block or a quoted text may take several."""
    match = _VALUE.match(lines[number - 1])
    if match is None:
        return number + 1
    value = match["value"]
    if _BLOCK.match(value):
        parent = len(match["lead"]) if match["key"] else width_of(lines[number - 1])
        number += 1
        while number <= len(lines) and (not lines[number - 1].strip() or width_of(lines[number - 1]) > parent):
            number += 1
        return number
    if value[:1] in {"'", '"'} and _closing(value) is None:
        for ahead in range(number, len(lines)):
            if _closing(value[0] + lines[ahead].lstrip()) is not None:
                return ahead + 2
    return number + 1
