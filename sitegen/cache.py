"""What a build keeps for the next one of each department-year: what stands on its pages, and what they depend on.

Only public values are kept, and only once the site they are part of was cleared. So the law of the house holds for the
cache as well: two contents that differ only in what is withheld leave the same bytes in it. A digest of a content file
would break it, since a file may hold what is withheld; it is kept of a file only in which everything is shown.

The pages themselves are not kept: they stand in the published site (``former`` says whether they still do). The folder
may be deleted at any time. What is damaged in it, or was made by another program, theme or site, is not used.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import sitegen
from sitegen.diagnostics.model import PublicFinding
from sitegen.public.adding import Ties
from sitegen.public.reconciliation import Path as Place
from sitegen.public.summary import DisclosureSummary
from sitegen.public.withheld import HeldBack

_DIGEST = 32

#: The file of all rows, beside the disclosures by name; none of these is called so.
_ROWS = "rows"

# Classes of these modules, and of no others, are made of what stands in a file of the cache.
_OURS = (
    "sitegen.cache",
    "sitegen.diagnostics.model",
    "sitegen.former",
    "sitegen.public.adding",
    "sitegen.public.model",
    "sitegen.public.reconciliation",
    "sitegen.public.summary",
    "sitegen.public.totals",
    "sitegen.public.withheld",
    "sitegen.public.withholding",
    "sitegen.values.money",
)
_THEIRS = frozenset({("decimal", "Decimal"), ("datetime", "date"), ("pathlib", "PurePosixPath")})

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was made of a department-year.

    ``ground`` and ``english`` are digests of what its pages depend on besides the disclosure: the site, the theme and
    the program; and its texts with their translations. ``disclosure`` is that of its public value. ``source`` is the
    digest of the content file, and ``findings`` what was said of it, where everything in it is shown; else ``None`` and
    nothing. ``translated`` is the English of its summary, ``unpublished`` where amounts stand that are not published,
    and ``files`` are its pages.
    """

    ground: bytes
    english: bytes
    disclosure: bytes
    source: bytes | None
    findings: tuple[PublicFinding, ...]
    ties: Ties
    held_back: tuple[HeldBack, ...]
    summary: DisclosureSummary
    translated: Mapping[str, str]
    unpublished: tuple[Place, ...]
    files: tuple[str, ...]


class Cache:
    """A folder of public values: the rows of all department-years in one file, and their disclosures by name."""

    def __init__(self, folder: Path | None) -> None:
        """Use what is kept in a folder, which need not exist; keep nothing where it is ``None``."""
        self.folder = folder

    def rows(self) -> tuple[str, Mapping[str, Kept]]:
        """Return the rows by name, and the digest of all of them; none where they are missing or damaged."""
        try:
            data = b"" if self.folder is None else (self.folder / _ROWS).read_bytes()
        except OSError:
            data = b""
        found = unsealed(data, dict)
        whole = found is not None and all(isinstance(row, Kept) for row in found.values())
        return digest(data).hex(), found if found is not None and whole else {}

    def settle(self, rows: Mapping[str, Kept], aside: Path) -> str:
        """Take over the disclosures that stand aside, drop those of other names, and keep the rows.

        Returns:
            The digest of all rows.

        """
        data = sealed(dict(rows))
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            for entry in os.scandir(aside):
                os.replace(entry.path, self.folder / entry.name)  # noqa: PTH105  (thousands of them)
            for former in {entry.name for entry in os.scandir(self.folder)}.difference(rows, (_ROWS,)):
                (self.folder / former).unlink()
            (self.folder / _ROWS).write_bytes(data)
        return digest(data).hex()


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


def sealed(value: object) -> bytes:
    """Return a public value in bytes, with their digest before them.

    Equal values give equal bytes, whether or not the same text in them is one object or two.
    """
    out = io.BytesIO()
    pickler = _Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    data = out.getvalue()
    return digest(data) + data


def seal(data: bytes) -> bytes:
    """Return the digest that stands before a value."""
    return data[:_DIGEST]


def unsealed(data: bytes, kind: type[_Value]) -> _Value | None:
    """Return the value that was sealed; ``None`` where the bytes are damaged or hold anything but public values."""
    if digest(data[_DIGEST:]) != data[:_DIGEST]:
        return None
    try:
        found = _Unpickler(io.BytesIO(data[_DIGEST:])).load()
    except (pickle.UnpicklingError, AttributeError, TypeError, ValueError, EOFError, ImportError):
        return None
    return found if isinstance(found, kind) else None


def names_of(files: Iterable[object]) -> tuple[str, ...]:
    """Return the paths of some files as they are kept."""
    return tuple(map(str, files))


class _Pickler(pickle.Pickler):
    """Writes a value of ours as its class and its fields, in half of the time that a frozen one takes by itself."""

    def reducer_override(self, value: object, /) -> Any:  # noqa: ANN401  (as pickle has it)
        take = _fields_of(type(value))  # type: ignore[arg-type]  # a class is hashable
        return NotImplemented if take is None else (type(value), take(value))


@cache
def _fields_of(kind: type[object]) -> Callable[[object], tuple[object, ...]] | None:
    """Return what takes out of a value what its class is called with to make it; ``None`` of classes not of ours."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


class _Unpickler(pickle.Unpickler):
    """Makes public values and nothing else, whatever stands in the file."""

    def find_class(self, module: str, name: str, /) -> Any:  # noqa: ANN401  (a class)
        return _public(module, name)


# What is not memoised is written with each value, and a disclosure has hundreds of the same class.
@cache
def _public(module: str, name: str) -> type:
    """Return a class of public values.

    Raises:
        pickle.UnpicklingError: if it is none.

    """
    if (module in _OURS and "." not in name) or (module, name) in _THEIRS:
        found = getattr(import_module(module), name)
        if isinstance(found, type):
            return found
    message = "not a public value"
    raise pickle.UnpicklingError(message)
