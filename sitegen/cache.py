"""What a former build made of each department-year, to be used again where nothing it depends on has changed.

Only public values are kept, and only once the site they are part of was cleared. So the law of the house holds for the
cache as well: two contents that differ only in what is withheld leave the same bytes in it. A digest of a content file
would break it, since a file may hold what is withheld; it is kept of a file only in which everything is shown.

The folder may be deleted at any time. An entry that is damaged, or was made by another program, theme or site, is none.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import sitegen
from sitegen.diagnostics.model import PublicFinding
from sitegen.public.model import Disclosure

_DIGEST = 32

# Classes of these modules, and of no others, are made of what stands in an entry.
_OURS = ("sitegen.cache", "sitegen.diagnostics.model", "sitegen.public.model", "sitegen.values.money")
_THEIRS = frozenset({("decimal", "Decimal"), ("datetime", "date"), ("pathlib", "PurePosixPath")})


@dataclass(frozen=True, slots=True)
class Kept:
    """What was made of a department-year.

    ``ground`` and ``english`` are digests of what its pages depend on besides the disclosure: the site, the theme and
    the program; and its texts with their translations. ``source`` is the digest of the content file, and ``findings``
    what was said of it, where everything in it is shown; else ``None`` and nothing.
    """

    ground: bytes
    english: bytes
    source: bytes | None
    findings: tuple[PublicFinding, ...]
    disclosure: Disclosure
    files: tuple[tuple[PurePosixPath, bytes], ...]


class Cache:
    """A folder of entries by name. What a build keeps stands aside until the site it belongs to is published."""

    def __init__(self, folder: Path | None, aside: Path) -> None:
        """Use the entries of a folder, which need not exist; of none where it is ``None``."""
        self._folder = folder
        self._aside = aside
        if folder is not None:
            aside.mkdir(parents=True)

    def find(self, name: str) -> Kept | None:
        """Return an entry, if there is one and it is whole."""
        if self._folder is None:
            return None
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        if digest(data[_DIGEST:]) != data[:_DIGEST]:
            return None
        try:
            found = _Unpickler(io.BytesIO(data[_DIGEST:])).load()
        except (pickle.UnpicklingError, AttributeError, TypeError, ValueError, EOFError, ImportError):
            return None
        return found if isinstance(found, Kept) else None

    def keep(self, name: str, kept: Kept) -> None:
        """Put an entry aside."""
        if self._folder is not None:
            data = _canonical(kept)
            (self._aside / name).write_bytes(digest(data) + data)

    def settle(self, names: Iterable[str]) -> None:
        """Take over what was put aside, each entry at once or not at all, and drop the entries of other names."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for entry in os.scandir(self._aside):
            os.replace(entry.path, self._folder / entry.name)  # noqa: PTH105  (thousands of them)
        for former in {path.name for path in self._folder.iterdir()}.difference(names):
            (self._folder / former).unlink()


def digest(*parts: bytes) -> bytes:
    """Return the digest of some bytes, one after the other, each with its length."""
    made = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def digest_of_folder(folder: Path) -> bytes:
    """Return the digest of a folder: the names of its files, and what is in them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    names = (path.relative_to(folder).as_posix().encode() for path in files)
    return digest(*(part for name, path in zip(names, files, strict=True) for part in (name, path.read_bytes())))


@cache
def program() -> bytes:
    """Return the digest of this program and of the Python that runs it."""
    return digest(sys.version.encode(), digest_of_folder(Path(sitegen.__file__).parent))


def _canonical(kept: Kept) -> bytes:
    """Pickle an entry so that equal values give equal bytes, whether or not the same text is one object or two."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(kept)
    return out.getvalue()


class _Unpickler(pickle.Unpickler):
    """Makes public values and nothing else, whatever stands in the file."""

    def find_class(self, module: str, name: str, /) -> Any:  # noqa: ANN401  (a class)
        if (module in _OURS and "." not in name) or (module, name) in _THEIRS:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        message = "not a public value"
        raise pickle.UnpicklingError(message)
