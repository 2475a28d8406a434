"""The last step: a cleared tree takes the place of the published site, at once or not at all.

Linux and macOS can exchange two directories in one system call, so there is no moment without a site.
Elsewhere two renames do it; a run that was killed between them is mended by the next (``recover``).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path

from sitegen.errors import PublicationError
from sitegen.leakcheck.check import ClearedTree

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2

#: Folders beside the site that a build makes and a later one may clear away.
STAGING_PREFIX = ".staging-"
_RETIRED = ".retired"


def _exchange(first: Path, second: Path) -> bool:
    """Swap two directories atomically; ``False`` where the system cannot."""
    import ctypes  # noqa: PLC0415  (once a build, and not where nothing is published)

    libc = ctypes.CDLL(None, use_errno=True)
    one, two = os.fsencode(first), os.fsencode(second)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(one, two, _RENAME_SWAP) == 0)
    if sys.platform.startswith("linux") and hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, two, _RENAME_EXCHANGE) == 0)
    return False


def publish(tree: ClearedTree, destination: Path) -> None:
    """Put a cleared tree at ``destination`` and remove the site that was there.

    Raises:
        PublicationError: if it could not be put there; the former site is then untouched.

    """
    staged = tree.root
    retired = destination.with_name(destination.name + _RETIRED)
    try:
        if not destination.exists():
            staged.rename(destination)
            return
        if _exchange(staged, destination):
            shutil.rmtree(staged)
            return
        destination.rename(retired)
        staged.rename(destination)
        shutil.rmtree(retired)
    except OSError as error:
        recover(destination)
        message = f"could not put the new site in place ({error.strerror}); the former one is unchanged"
        raise PublicationError(message) from error


def recover(destination: Path) -> None:
    """Undo what a killed run left: bring back a site that was being exchanged, drop stale staging folders."""
    retired = destination.with_name(destination.name + _RETIRED)
    if retired.exists():
        if destination.exists():
            shutil.rmtree(retired)
        else:
            retired.rename(destination)
    for stale in destination.parent.glob(f"{STAGING_PREFIX}*"):
        if not _is_in_use(stale):
            shutil.rmtree(stale, ignore_errors=True)


def staging_folder(destination: Path) -> Path:
    """Name a new staging folder beside ``destination``, on the same file system; it carries the process's number."""
    return destination.with_name(f"{STAGING_PREFIX}{os.getpid()}")


def _is_in_use(staging: Path) -> bool:
    """Whether the process that makes a staging folder is still at work."""
    number = staging.name.removeprefix(STAGING_PREFIX)
    if not number.isdigit():
        return False
    with contextlib.suppress(ProcessLookupError):
        try:
            os.kill(int(number), 0)
        except PermissionError:
            return True
        return True
    return False
