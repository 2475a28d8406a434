"""What is kept of each department-year between the stages of a build: its public value, in a file beside the site.

Thousands of department-years do not fit into memory, and the search and the leak check come back to all of them. Only
the public model is ever written here, and behind it the texts that it shows by right, for which alone the leak check
asks. What a former build noted, and is as it was, is read where that one left it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sitegen.cache import seal, sealed, unsealed
from sitegen.errors import UnreliableMemoryError
from sitegen.public.model import Disclosure, OpenDisclosure, WithheldDisclosure
from sitegen.values.hanzi import APART

# Before a disclosure stands its length, in so many bytes.
_LENGTH = 8


class Notes:
    """A folder of public disclosures, by name, and behind it that of a former build."""

    def __init__(self, folder: Path, former: Path | None = None) -> None:
        """Start an empty folder, which must not exist yet; what is not in it is looked for in the former one."""
        folder.mkdir(parents=True)
        self.folder = folder
        self._former = former

    def keep(self, name: str, disclosure: Disclosure, shown: Iterable[str]) -> bytes:
        """Write a disclosure down, and behind it the texts that it shows by right; return the digest of the first.

        One file and not two: to make one takes longer than to fill it.
        """
        data = sealed(disclosure)
        (self.folder / name).write_bytes(len(data).to_bytes(_LENGTH, "big") + data + APART.join(shown).encode())
        return seal(data)

    def shown(self, name: str) -> list[str] | None:
        """Return the texts that a disclosure shows by right; ``None`` where it was noted by the former build."""
        try:
            data = (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        return data[_LENGTH + int.from_bytes(data[:_LENGTH], "big") :].decode().split(APART)

    def disclosure(self, name: str) -> Disclosure:
        """Return what was written down.

        Raises:
            UnreliableMemoryError: if it is missing or damaged.

        """
        try:
            return _disclosure((self.folder / name).read_bytes())
        except FileNotFoundError:
            return self.former(name)

    def former(self, name: str) -> Disclosure:
        """Return what the former build wrote down.

        Raises:
            UnreliableMemoryError: if it is missing or damaged.

        """
        try:
            return _disclosure(b"" if self._former is None else (self._former / name).read_bytes())
        except OSError:
            raise UnreliableMemoryError(name) from None


def _disclosure(data: bytes) -> Disclosure:
    found = unsealed(data[_LENGTH:][: int.from_bytes(data[:_LENGTH], "big")], object)
    if not isinstance(found, OpenDisclosure | WithheldDisclosure):
        message = "a note is damaged"
        raise UnreliableMemoryError(message)
    return found
