"""The tree of files a build makes, kept in a staging folder until it is cleared and published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath


class AddressTakenError(Exception):
    """Two stages wrote to one address."""


class OutputTree:
    """A staging folder. Paths are relative, with forward slashes; each is written once."""

    def __init__(self, root: Path) -> None:
        """Start an empty tree in ``root``, which must not exist yet."""
        root.mkdir(parents=True)
        self._root = root
        self._sizes: dict[PurePosixPath, int] = {}

    @property
    def root(self) -> Path:
        """The staging folder."""
        return self._root

    def write(self, path: PurePosixPath, data: bytes) -> None:
        """Add a file.

        Raises:
            AddressTakenError: if the path was written before.
            ValueError: if the path leaves the tree.

        """
        if path in self._sizes:
            raise AddressTakenError(str(path))
        self.put(path, data)
        self.enter(path, len(data))

    def put(self, path: PurePosixPath, data: bytes) -> None:
        """Write a file and leave it to the process that keeps the tree to ``enter`` it.

        Raises:
            ValueError: if the path leaves the tree.

        """
        if path.is_absolute() or ".." in path.parts:
            message = f"not inside the tree: {path}"
            raise ValueError(message)
        target = self._root / path
        try:
            target.write_bytes(data)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def enter(self, path: PurePosixPath, size: int) -> None:
        """Take note of a file that a worker put into the folder.

        Raises:
            AddressTakenError: if the path was written before.

        """
        if path in self._sizes:
            raise AddressTakenError(str(path))
        self._sizes[path] = size

    def read(self, path: PurePosixPath) -> bytes:
        """Return the bytes of a file of the tree."""
        return (self._root / path).read_bytes()

    def __iter__(self) -> Iterator[PurePosixPath]:
        return iter(sorted(self._sizes))

    def __len__(self) -> int:
        return len(self._sizes)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(self._sizes.values())
