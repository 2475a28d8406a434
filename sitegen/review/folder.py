"""Where the list is written: into a folder that is nobody else's to read, and never where a site is published."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import ExposedFolderError
from sitegen.public.inventory import OF_SITE

_OWNER_ALONE = 0o700
_OWNER_READS = 0o600


@dataclass(frozen=True, slots=True)
class ConfidentialFolder:
    """A folder that a review may be written into. Made by ``confidential_folder`` alone."""

    path: Path

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files that their owner alone may read, each whole or not at all."""
        made = not self.path.exists()
        self.path.mkdir(parents=True, exist_ok=True, mode=_OWNER_ALONE)
        if made or {entry.name for entry in self.path.iterdir()} <= files.keys():
            # A folder that holds other things as well stays as its owner has it.
            self.path.chmod(_OWNER_ALONE)
        for name, data in files.items():
            unfinished = self.path / f".{name}.{os.getpid()}"
            unfinished.unlink(missing_ok=True)
            # Never through a link, and never readable by others, not even for a moment.
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_READS)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            unfinished.replace(self.path / name)


def confidential_folder(path: Path, exposed: Iterable[Path]) -> ConfidentialFolder:
    """Return a folder for the list.

    Args:
        path: Where it is wanted; it need not exist.
        exposed: The folders that are published, and those that are read to make what is.

    Raises:
        ExposedFolderError: if it lies in one of them or in any other published site, links followed.

    """
    real = path.resolve()
    for folder in (real, *real.parents):
        if (folder / OF_SITE).exists() or any(_is(folder, other) for other in exposed):
            message = f"{path} lies in {folder}, which is published or read to make what is: choose another folder"
            raise ExposedFolderError(message)
    return ConfidentialFolder(real)


def _is(folder: Path, other: Path) -> bool:
    """Whether two paths lead to one folder, whatever it is called; one that is not there yet is known by its path."""
    if folder == other.resolve():
        return True
    try:
        return folder.samefile(other)
    except OSError:
        return False
