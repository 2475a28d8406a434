"""Openers of JSON and CSV: every value and every key by itself."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain

from sitegen.leakcheck.opening import Part, Piece, UnopenedError
from sitegen.leakcheck.text import data_addresses, decoded
from sitegen.values.hanzi import APART

_BYTE_ORDER_MARK = "\ufeff"
_LARGEST_CELL = 1 << 30
# The texts and numbers of JSON, as they are written; and what of it is a number, where there are no texts.
_LEAF = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*')
_NUMBER = re.compile(r"-?[0-9][0-9.eE+-]*")


def leaves(value: object) -> Iterator[str]:
    """Yield every text and number of a decoded value, and every key, objects being lists of pairs."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case list() | tuple() as entries:
                waiting += reversed(entries)
            case None | bool():
                pass
            case bytes() as data:
                yield data.decode("utf-8", "ignore")
            case dict() as pairs:
                waiting += reversed(pairs.items())
            case number:
                yield str(number)


def of_json(text: str) -> str:
    """Return what a JSON text says, ``APART``: every value and every key, each once.

    Raises:
        UnopenedError: if it is no JSON.

    """
    try:
        json.loads(text, parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError):
        raise UnopenedError from None
    # Taken from the text and not from what it says: a key that stands twice would hide its first value.
    if "\\" in text:
        return APART.join(map(_decoded, dict.fromkeys(_LEAF.findall(text))))
    # Texts, and what stands between them, in turn.
    parts = text.split('"')
    between = chain.from_iterable(map(_NUMBER.findall, dict.fromkeys(parts[::2])))
    return APART.join(dict.fromkeys(chain(parts[1::2], between)))


def _decoded(leaf: str) -> str:
    if "\\" in leaf:
        return str(json.loads(leaf))
    return leaf[1:-1] if leaf.startswith('"') else leaf


def open_json(content: bytes) -> Iterator[Part]:
    """Yield the values and keys of a JSON document."""
    text = decoded(content).removeprefix(_BYTE_ORDER_MARK)
    yield Piece.of(of_json(text))
    yield from data_addresses(text)


def open_json_lines(content: bytes) -> Iterator[Part]:
    """Yield the values and keys of JSON documents, one a line."""
    for line in decoded(content).removeprefix(_BYTE_ORDER_MARK).splitlines():
        if line.strip():
            yield Piece.of(of_json(line))


def open_csv(content: bytes) -> Iterator[Part]:
    """Yield the cells of a table, whichever sign separates them."""
    text = decoded(content).removeprefix(_BYTE_ORDER_MARK)
    csv.field_size_limit(_LARGEST_CELL)
    for delimiter in (",", "\t", ";"):
        if delimiter in text:
            try:
                rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
            except csv.Error:
                raise UnopenedError from None
            yield Piece.of(APART.join(cell for row in rows for cell in row))
    yield Piece.of(text.replace("\n", APART))
