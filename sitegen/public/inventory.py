"""What a release publishes, so that a later one can be held against it.

Each department-year has a file on the site that lists its public rows (``rows``); one more says of which site and
release they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from json.encoder import encode_basestring
from pathlib import PurePosixPath
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from sitegen.public.model import Disclosure
from sitegen.public.rows import Row, rows_of

#: The folder of the site that holds the inventories.
FOLDER = PurePosixPath("inventory")

#: The file that says of which site and release they are.
OF_SITE = FOLDER / "site.json"

_CLOSE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Inventory:
    """The public rows of a department-year."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    department: str
    year: int
    rows: tuple[Row, ...]
    version: Literal[1] = 1


@dataclass(frozen=True, slots=True)
class SiteInventory:
    """Of which site and release the inventories are, and the paths of all of them."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    base_url: str
    updated_on: date
    inventories: tuple[str, ...]
    version: Literal[1] = 1


class DamagedInventoryError(ValueError):
    """A file is no inventory. Carries nothing of it."""


# Builds write inventories, and only the reviewer's list reads them.
@cache
def _of_years() -> TypeAdapter[Inventory]:
    return TypeAdapter(Inventory)


@cache
def _of_sites() -> TypeAdapter[SiteInventory]:
    return TypeAdapter(SiteInventory)


def address(department: str, year: int) -> PurePosixPath:
    """Return where the inventory of a department-year stands."""
    return FOLDER / department / f"{year}.json"


def inventory_of(disclosure: Disclosure) -> Inventory:
    """List the public rows of a disclosure."""
    return Inventory(disclosure.department.id, disclosure.year, tuple(row for _, row in rows_of(disclosure)))


def written(inventory: Inventory) -> bytes:
    """Write an inventory as JSON, a row a line: what differs between two releases shows in a comparison of lines."""
    head = {"version": inventory.version, "department": inventory.department, "year": inventory.year}
    rows = ",\n".join(_row(row) for row in inventory.rows)
    return f'{_json(head)[:-1]},"rows":[\n{rows}\n]}}\n'.encode()


def of_disclosure(disclosure: Disclosure) -> tuple[PurePosixPath, bytes]:
    """Return the file of the site that lists the rows of a disclosure."""
    return address(disclosure.department.id, disclosure.year), written(inventory_of(disclosure))


def of_site(base_url: str, updated_on: date, years: Iterable[tuple[str, int]]) -> tuple[PurePosixPath, bytes]:
    """Return the file that says of which site and release the inventories are.

    ``years`` are the department-years that the release publishes.
    """
    paths = sorted(address(department, year).as_posix() for department, year in years)
    head = {"version": 1, "base_url": base_url, "updated_on": updated_on.isoformat(), "inventories": paths}
    return OF_SITE, (json.dumps(head, ensure_ascii=False, indent=0) + "\n").encode()


def read_inventory(data: bytes) -> Inventory:
    """Read what ``written`` wrote.

    Raises:
        DamagedInventoryError: if it is anything else.

    """
    try:
        inventory = _of_years().validate_json(data)
    except ValidationError:
        raise DamagedInventoryError from None
    seen: set[str | None] = {None}
    for row in inventory.rows:
        if row.id in seen or row.within not in seen:
            raise DamagedInventoryError
        seen.add(row.id)
    return inventory


def read_site_inventory(data: bytes) -> SiteInventory:
    """Read what ``of_site`` wrote.

    Raises:
        DamagedInventoryError: if it is anything else.

    """
    try:
        return _of_sites().validate_json(data)
    except ValidationError:
        raise DamagedInventoryError from None


#: The columns of a row of the file, in their order.
_COLUMNS = tuple(field.name for field in fields(Row))


def _row(row: Row) -> str:
    """Write a row without what it does not say."""
    said: list[str] = []
    for name in _COLUMNS:
        value = getattr(row, name)
        if isinstance(value, str):
            said.append(f'"{name}":{encode_basestring(value)}')
        elif value is not None and value != ():
            said.append(f'"{name}":{_json(value)}')
    return f"{{{','.join(said)}}}"


def _json(value: object) -> str:
    return _CLOSE.encode(value)
