"""The slips of a clerk's hand that YAML misunderstands or blames on another line.

libyaml stops at the first mistake and often names the line after it. These checks look at each line by
itself, name the true place, and propose how the line was meant, so that reading can go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.load.indentation import Levels, is_structure, width_of
from sitegen.load.slip import Failure, Slip
from sitegen.load.values import backslash, behind, value_slip
from sitegen.values.text import shortened

_COLONS = "：﹕∶︰"
_DASHES = "－—–•·"
_KEY = r"[a-z][a-z0-9_]*"
_WIDE_SPACE = re.compile("[ \t]*[\u3000\u00a0\u2002-\u200a][ \t\u3000\u00a0\u2002-\u200a]*(?=\\S)")
_TAB = re.compile(r"[ ]*(?:-[ ]*)*\t[ \t]*")
_FULL_COLON = re.compile(rf"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>{_KEY})[ ]*(?P<colon>[{_COLONS}])[ ]*(?P<value>.*)$")
_HAN_KEY_COLON = re.compile(
    rf"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:{_COLONS}'\"#，。；,;]{{1,12}})"
    rf"[ ]*(?P<colon>[{_COLONS}])[ ]*(?P<value>.*)$"
)
_NO_SPACE = re.compile(rf"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>{_KEY}):(?!//)(?P<value>[^\s:].*)$")
_DASH = re.compile(rf"(?P<lead>[ ]*)(?P<dash>-|[{_DASHES}][ ]*)(?P<rest>{_KEY}[ ]*[:{_COLONS}].*)$")
_CUT = re.compile(r"[ \t]#[ \t]*\S")


def suspicious_key(key: str) -> bool:
    """Whether an unquoted key holds what no key holds: a dash without a space, a full-width colon or space."""
    if key.isascii() and key[0] != "-":
        return False
    return key[0] in "-\u3000\u00a0" + _DASHES or _FULL_COLON.match(key) is not None


def slips_of(lines: Sequence[str], failure: Failure | None, doubtful: set[int], continued: set[int]) -> list[Slip]:
    """Find slips. Of a file that YAML could read, only the lines that it may have misunderstood are looked at."""
    if failure is None:
        doubts = [_doubt(lines, number, in_text=number in continued) for number in sorted(doubtful | continued)]
        return [slip for slip in doubts if slip is not None]
    found = list(_sweep(lines))
    if not found:
        at = _at_failure(lines, failure)
        found = [] if at is None else [at]
    return found


def _doubt(lines: Sequence[str], number: int, *, in_text: bool) -> Slip | None:
    slip = _line(lines, number)
    return _unfit(lines, number) if slip is None and in_text else slip


def _line(lines: Sequence[str], number: int) -> Slip | None:
    for check in (_wide_space, _full_colon, _no_space, _dash):
        slip = check(lines, number)
        if slip is not None:
            return slip
    return None


def _sweep(lines: Sequence[str]) -> Iterator[Slip]:
    """Go through the lines that are not inside a block or a quoted text, one slip a line at most."""
    number = 1
    while number <= len(lines):
        line = lines[number - 1]
        if ("\t" not in line and not line.strip(" ")) or line.lstrip().startswith("#"):
            number += 1
            continue
        slip = _tab(lines, number) or _line(lines, number) or value_slip(lines, number)
        if slip is not None:
            yield slip
            number += 1
        else:
            number = behind(lines, number)


def _reindented(lines: Sequence[str], number: int, lead: re.Match[str]) -> str:
    """Return a line with spaces instead of the tabs or wide spaces before it, where it seems to stand."""
    line = lines[number - 1]
    rest = line[lead.end() :]
    column = sum(1 if sign in " \u00a0" else 2 for sign in lead[0])
    return " " * Levels(lines[: number - 1]).nearest(rest, column) + rest


def _tab(lines: Sequence[str], number: int) -> Slip | None:
    match = _TAB.match(lines[number - 1])
    if match is None:
        return None
    start = lines[number - 1].index("\t")
    behind_dash = "-" in match[0]
    mended = match[0].replace("\t", " ") + lines[number - 1][match.end() :]
    if not behind_dash:
        mended = _reindented(lines, number, match).rstrip()
    return Slip("Y113", number, start + 1, match.end() + 1, ((number, mended),), guessed=True)


def _wide_space(lines: Sequence[str], number: int) -> Slip | None:
    match = _WIDE_SPACE.match(lines[number - 1])
    if match is None:
        return None
    return Slip("Y117", number, 1, match.end() + 1, ((number, _reindented(lines, number, match)),), guessed=True)


def _full_colon(lines: Sequence[str], number: int) -> Slip | None:
    return _colon(_FULL_COLON.match(lines[number - 1]), number)


def _colon(match: re.Match[str] | None, number: int) -> Slip | None:
    if match is None:
        return None
    mended = f"{match['lead']}{match['key']}: {match['value']}"
    return Slip(
        "Y111",
        number,
        match.start("colon") + 1,
        match.end("colon") + 1,
        ((number, mended),),
        particulars={"key": match["key"], "mended": shortened(mended)},
    )


def _no_space(lines: Sequence[str], number: int) -> Slip | None:
    match = _NO_SPACE.match(lines[number - 1])
    if match is None:
        return None
    mended = f"{match['lead']}{match['key']}: {match['value']}"
    start = match.end("key") + 1
    return Slip(
        "Y112",
        number,
        start,
        start + 2,
        ((number, mended),),
        particulars={"key": match["key"], "mended": shortened(mended)},
    )


def _dash(lines: Sequence[str], number: int) -> Slip | None:
    match = _DASH.match(lines[number - 1])
    if match is None:
        return None
    mended = f"{match['lead']}- {match['rest']}"
    return Slip(
        "Y123",
        number,
        match.start("dash") + 1,
        match.end("dash") + 1,
        ((number, mended),),
        particulars={"mended": shortened(mended)},
    )


def _at_failure(lines: Sequence[str], failure: Failure) -> Slip | None:
    """Look at the line that the parser stumbled over, and the one before it."""
    if "escape" in failure.problem:
        return backslash(lines, failure)
    if failure.begun is not None and "could not find" in failure.problem:
        return _no_colon(lines, failure.begun[0])
    number = min(failure.line, len(lines))
    if "document start" in failure.problem:
        rest = tuple((below, "") for below in range(max(number - 1, 1), len(lines) + 1))
        return Slip("Y106", number, 1, 1, rest, guessed=True)
    return _cut(lines, number) or _unfit(lines, number) or _loose(lines, number - 1)


def _unfit(lines: Sequence[str], number: int) -> Slip | None:
    line = lines[number - 1]
    if not is_structure(line) or Levels(lines[: number - 1]).fits(line):
        return None
    return _misplaced(lines, number)


def _loose(lines: Sequence[str], number: int) -> Slip | None:
    """A line that is no key and no item, and made the parser stumble over the next."""
    if number < 1 or not lines[number - 1].strip(" #") or is_structure(lines[number - 1]):
        return None
    return _no_colon(lines, number)


def _no_colon(lines: Sequence[str], number: int) -> Slip | None:
    line = lines[number - 1]
    slip = _colon(_HAN_KEY_COLON.match(line), number)
    if slip is not None:
        return slip
    start = width_of(line) + 1
    return Slip("Y122", number, start, len(line.rstrip()) + 1, ((number, ""),), guessed=True)


def _cut(lines: Sequence[str], number: int) -> Slip | None:
    """An unquoted text over several lines ends at `` #``; the parser then stumbles over its next line."""
    if number < 2 or is_structure(lines[number - 1]):  # noqa: PLR2004 - there is no line before the first
        return None
    match = _CUT.search(lines[number - 2])
    if match is None:
        return None
    above = lines[number - 2]
    mended = ((number - 1, above[: match.start()]), (number, ""))
    return Slip("Y114", number - 1, match.start() + 2, len(above.rstrip()) + 1, mended, guessed=True)


def _misplaced(lines: Sequence[str], number: int) -> Slip:
    """A key or dash at a column where none is open. What hangs below it is moved along, unless it fits already."""
    line = lines[number - 1]
    column = width_of(line)
    fitting = Levels(lines[: number - 1]).nearest(line.lstrip(), column)
    if fitting == column:
        fitting = 0
    moved = " " * fitting + line.lstrip()
    mended = [(number, moved)]
    below = [at for at in range(number, len(lines)) if lines[at].strip()]
    if below and not Levels([*lines[: number - 1], moved]).fits(lines[below[0]]):
        for at in below:
            width = width_of(lines[at])
            if width <= column:
                break
            mended.append((at + 1, " " * max(width + fitting - column, 0) + lines[at].lstrip(" ")))
    return Slip(
        "Y121",
        number,
        1,
        column + 1,
        tuple(mended),
        guessed=True,
        particulars={"found": str(column), "expected": str(fitting)},
    )
