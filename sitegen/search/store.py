"""What is kept of the index from one build to the next: public bytes, under the digest of what they are made of.

A key says all that the bytes depend on: the records' public texts, Pagefind's version, this package's own code, and
the versions of Python and zlib. So what is found under a key is what would be made; what was damaged is made anew.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import Protocol

import cbor2

from sitegen.crew import Crew
from sitegen.search.pagefind import VERSION

_DIGEST = hashlib.sha256().digest_size


class Store(Protocol):
    """What keeps public bytes from one build to the next. It may forget anything at any time."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, if it is still there."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""


class FolderStore:
    """A folder with a file a key. What is put stands aside until the site that it belongs to is cleared."""

    def __init__(self, folder: Path, aside: Path) -> None:
        """Use the entries of a folder, which need not exist; ``aside`` is on the same disk and holds nothing yet."""
        self._folder = folder
        self._aside = aside
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, if it is still there."""
        self._used.add(key)
        try:
            return (self._folder / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Put bytes aside under a key."""
        self._used.add(key)
        self._aside.mkdir(parents=True, exist_ok=True)
        (self._aside / key).write_bytes(data)

    def settle(self) -> None:
        """Take over what was put aside, and drop what this build did not ask for."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for entry in self._aside.iterdir() if self._aside.is_dir() else ():
            entry.replace(self._folder / entry.name)
        for entry in self._folder.iterdir():
            if entry.name not in self._used:
                entry.unlink()


def key_of(*inputs: object) -> str:
    """Return the key of what is made of public inputs."""
    return hashlib.sha256(cbor2.dumps([_code(), *inputs])).hexdigest()


def remembered(
    store: Store | None, keys: Sequence[str | None], make: Callable[[int], bytes], crew: Crew
) -> Iterator[bytes]:
    """Yield what is kept under each key; what is not there, or was damaged, is made by its number, and then kept.

    Args:
        store: What keeps it, if anything does.
        keys: The keys of what is wanted; ``None`` for what is to be made in any case.
        make: Returns what is to be kept, given the number of its key.
        crew: Who makes it; they share this process's memory, and nothing but what they made is sent.

    """
    found = [None if store is None or key is None else opened(store.get(key)) for key in keys]
    missing = [number for number, data in enumerate(found) if data is None]
    made = crew.near.map(make, missing, 1)
    for key, data in zip(keys, found, strict=True):
        if data is not None:
            yield data
            continue
        new = next(made)
        if store is not None and key is not None:
            store.put(key, sealed(new))
        yield new
    # The crew goes home when it is asked for more than there was to do.
    next(made, None)


@cache
def _code() -> str:
    digest = hashlib.sha256(repr((VERSION, sys.version_info, zlib.ZLIB_RUNTIME_VERSION)).encode())
    for file in sorted(resources(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith((".py", ".tsv")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def sealed(data: bytes) -> bytes:
    """Return bytes for a store, with their digest."""
    return hashlib.sha256(data).digest() + data


def opened(kept: bytes | None) -> bytes | None:
    """Return the bytes that were sealed, or ``None`` where there are none or they were damaged in the store."""
    if kept is None or hashlib.sha256(kept[_DIGEST:]).digest() != kept[:_DIGEST]:
        return None
    return kept[_DIGEST:]
