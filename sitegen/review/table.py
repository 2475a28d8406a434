"""The list as one table: CSV that Excel opens, in which no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from sitegen.render.messages import Messages
from sitegen.review.sheets import COLUMNS, Sheet

# Without it Excel takes UTF-8 for the code page of the machine.
_BYTE_ORDER_MARK = "\ufeff"

# What makes Excel, LibreOffice and WPS take a cell for a formula; a tab or a line's end before it is passed over.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(sheets: Sequence[Sheet], messages: Messages) -> bytes:
    """Write all rows of all sheets, the first column saying of which each is."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    # The banner stands in the first cell, so that nobody who opens the file takes it for open data.
    first = f"{messages.say('column.sheet')} ({messages.say('page.banner')})"
    writer.writerow([first, *(messages.say(f"column.{column}").text for column in COLUMNS)])
    for sheet in sheets:
        heading = messages.say(f"{sheet.key}.heading").text
        for line in sheet.lines:
            cells = (line.cells[column].text if column in sheet.columns else "" for column in COLUMNS)
            writer.writerow([heading, *(_inert(cell) for cell in cells)])
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()


def _inert(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
