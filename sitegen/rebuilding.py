"""The builds of a preview: whenever a file is saved, in processes of their own.

A thread watches the files, so that pages are served while a build runs. Pages are built first; the search index
follows when the files have been quiet for a while, in a second process that gives way to everything else, and is
dropped when they change again.
"""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeAlias

from sitegen.errors import SitegenError
from sitegen.outcomes import Built, Outcome
from sitegen.pipeline import build, preview_pages
from sitegen.recollection import Recollection

# How often the files are looked at, in seconds. Five documents take under a millisecond to look at.
_LOOK_EVERY = 0.15

# How long the files have to be quiet before the search index is made, in seconds: whoever saves again waits for pages.
_QUIET = 1.0

# How much the search index gives way to everything else, as ``nice`` counts.
_QUIETLY = 15


def _signature(folders: Iterable[Path]) -> str:
    """Name the state of the files by their names, sizes and times."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for directory, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                try:
                    status = (Path(directory) / name).stat()
                except OSError:
                    continue  # it went away while we looked: the next look tells
                digest.update(f"{directory}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Failed:
    """The program failed while it built. ``sentence`` quotes nothing of the content."""

    sentence: str


#: What comes of a build of the preview.
Previewed: TypeAlias = Outcome | Failed


class Rebuilder(threading.Thread):
    """Watches the files and has each state of them built: pages first, search behind them in a process of its own."""

    def __init__(self, root: Path, watched: tuple[Path, ...], scratch: Path, told: Callable[[Previewed], None]) -> None:
        """Build the site in ``root`` into new folders of ``scratch``; ``told`` hears of each build, in this thread."""
        super().__init__(name="builder", daemon=True)
        self._root = root
        self._watched = watched
        self._scratch = scratch
        self._told = told
        self._number = 0
        self._pages = _Worker()
        self._search = _Worker()

    def run(self) -> None:
        """Watch and build for as long as the program runs."""
        built_state = ""
        search_due = math.inf
        while True:
            state = _signature(self._watched)
            if state != built_state:
                built_state = state
                # A search index of a state that is gone would only slow the pages down.
                self._search.stop()
                self._pages.start(_preview_pages, self._root, self._next_folder())
                outcome = self._pages.wait()
                self._told(outcome)
                search_due = time.monotonic() + _QUIET if isinstance(outcome, Built) else math.inf
            if time.monotonic() >= search_due:
                search_due = math.inf
                self._search.start(_build_quietly, self._root, self._next_folder())
            if self._search.is_done():
                self._told(self._search.wait())
            time.sleep(_LOOK_EVERY)

    def _next_folder(self) -> Path:
        self._number += 1
        return self._scratch / str(self._number)


_Build = Callable[[Path, Path], Outcome]

# In the process that builds the pages: what it remembers from one save to the next.
_RECOLLECTION = Recollection()


def _preview_pages(root: Path, destination: Path) -> Outcome:
    """Build the pages, those that have not changed from the last preview."""
    return preview_pages(root, destination, cache=_cache(destination), recollection=_RECOLLECTION)


def _build_quietly(root: Path, destination: Path) -> Outcome:
    """Build with search, leaving the processor to the pages where they want it."""
    os.nice(_QUIETLY)
    return build(root, destination, cache=_cache(destination))


def _cache(destination: Path) -> Path:
    """Return where previews keep what the next one can use: beside them, and gone with them."""
    return destination.with_name("cache")


def _work(connection: Connection) -> None:
    """Build what is asked for, one after the other, in a process that has everything imported."""
    # Ctrl-C goes to every process of the terminal; the server ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        work, root, destination = connection.recv()
        connection.send(_attempt(work, root, destination))


def _attempt(work: _Build, root: Path, destination: Path) -> Previewed:
    try:
        return work(root, destination)
    except SitegenError as error:
        return Failed(str(error))
    except Exception as error:  # noqa: BLE001  (whatever it was, the preview goes on)
        return Failed(f"the program failed ({type(error).__name__})")


class _Worker:
    """A process that builds, kept alive between builds and thrown away when a build is no longer wanted."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._busy = False

    def start(self, work: _Build, root: Path, destination: Path) -> None:
        if self._process is None or not self._process.is_alive() or self._connection is None:
            context = multiprocessing.get_context("spawn")
            self._connection, far_end = context.Pipe()
            self._process = context.Process(target=_work, args=(far_end,), daemon=True)
            self._process.start()
            far_end.close()
        self._connection.send((work, root, destination))
        self._busy = True

    def is_done(self) -> bool:
        """Whether a build has ended that nobody has been told of."""
        return self._busy and self._connection is not None and self._connection.poll()

    def wait(self) -> Previewed:
        """Return what came of the build."""
        self._busy = False
        if self._connection is None:
            return Failed("nothing was started")
        try:
            outcome: Previewed = self._connection.recv()
        except EOFError:
            return Failed("the building process was killed")
        return outcome

    def stop(self) -> None:
        """End a build that is under way, and forget one that has ended."""
        if not self._busy or self._process is None:
            return
        if self.is_done():
            self.wait()
        else:
            self._process.terminate()
            self._process.join()
            self._process = None
            self._busy = False
