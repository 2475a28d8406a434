"""The release that was published before, as its own files tell it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from sitegen.public.inventory import (
    OF_SITE,
    DamagedInventoryError,
    Inventory,
    SiteInventory,
    address,
    read_inventory,
    read_site_inventory,
)

_INVENTORY = re.compile(r"inventory/([a-z0-9]+(?:-[a-z0-9]+)*)/([0-9]{4})\.json")


@dataclass(frozen=True, slots=True)
class Release:
    """A published site: its date, its address, and what it publishes, by department and year."""

    updated_on: date
    base_url: str
    inventories: Mapping[tuple[str, int], Inventory]


@dataclass(frozen=True, slots=True)
class NothingPublished:
    """There is no site yet: everything is new."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """There is something, and it cannot be compared with: ``file`` is missing, damaged, or of another site."""

    file: PurePosixPath


Former: TypeAlias = Release | NothingPublished | Unreadable


def published_in(folder: Path) -> Former:
    """Read what a site in a folder publishes. All of it or nothing: half a comparison would look like a whole one."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return NothingPublished()
    try:
        site = read_site_inventory((folder / OF_SITE).read_bytes())
    except (OSError, DamagedInventoryError):
        return Unreadable(OF_SITE)
    return _release(folder, site)


def _release(folder: Path, site: SiteInventory) -> Release | Unreadable:
    inventories: dict[tuple[str, int], Inventory] = {}
    for name in site.inventories:
        # Only what lies where a build puts it is read, whatever the list says.
        if _INVENTORY.fullmatch(name) is None:
            return Unreadable(OF_SITE)
        try:
            found = read_inventory((folder / name).read_bytes())
        except (OSError, DamagedInventoryError):
            return Unreadable(PurePosixPath(name))
        if address(found.department, found.year) != PurePosixPath(name):
            return Unreadable(PurePosixPath(name))
        inventories[found.department, found.year] = found
    return Release(site.updated_on, site.base_url, inventories)
