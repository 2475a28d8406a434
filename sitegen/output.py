"""The tree of files a build makes, kept in a staging folder until it is cleared and published."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from sitegen.errors import UnreliableMemoryError


class AddressTakenError(Exception):
    """Two stages wrote to one address."""


class OutputTree:
    """A staging folder. Paths are relative, with forward slashes; each is written once."""

    def __init__(self, root: Path) -> None:
        """Start an empty tree in ``root``, which must not exist yet."""
        root.mkdir(parents=True)
        self._root = root
        self._sizes: dict[str, int] = {}

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
        if str(path) in self._sizes:
            raise AddressTakenError(str(path))
        self.put(path, data)
        self.enter(str(path), len(data))

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

    def enter(self, path: str, size: int | None = None) -> None:
        """Take note of a file that stands in the folder; of how many bytes, the folder tells where it is not said.

        Raises:
            AddressTakenError: if the path was written before.

        """
        if path in self._sizes:
            raise AddressTakenError(path)
        self._sizes[path] = os.stat(f"{self._root}/{path}").st_size if size is None else size  # noqa: PTH116

    def take_over(self, former: Path | None, paths: Iterable[str]) -> None:
        """Add files of a former tree as they are: by a second name for each, or where that cannot be, by a copy.

        Without a former tree there must be none to add. The former tree goes when this one takes its place, so that in
        the end each file has one name.

        Raises:
            AddressTakenError: if a path was written before.
            UnreliableMemoryError: if a file is not there any more.

        """
        made: set[str] = set()
        root, old = os.fspath(self._root), "" if former is None else os.fspath(former)
        # Thousands of files: as texts, without the objects that paths are.
        for path in paths:
            if path in self._sizes:
                raise AddressTakenError(path)
            folder = path.rpartition("/")[0]
            if folder not in made:
                os.makedirs(f"{root}/{folder}", exist_ok=True)  # noqa: PTH103
                made.add(folder)
            try:
                os.link(f"{old}/{path}", f"{root}/{path}")
            except FileNotFoundError:
                message = "the former site is not there any more"
                raise UnreliableMemoryError(message) from None
            except OSError:
                shutil.copyfile(f"{old}/{path}", f"{root}/{path}")
            self.enter(path)

    def read(self, path: PurePosixPath) -> bytes:
        """Return the bytes of a file of the tree."""
        return (self._root / path).read_bytes()

    def __iter__(self) -> Iterator[PurePosixPath]:
        return iter(sorted(map(PurePosixPath, self._sizes)))

    def __len__(self) -> int:
        return len(self._sizes)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(self._sizes.values())

    def count(self, ending: str) -> int:
        """Return how many files have names that end so."""
        return sum(path.endswith(ending) for path in self._sizes)
