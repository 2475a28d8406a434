"""Whether files are those of the last build, by their identity alone: no file is opened, and no size is asked for.

A stamp is made of which file stands at a path and when it was last written: device, inode, and the times of its last
change. None of these says anything of what is in the file: two contents that differ only in what is withheld, written
in the same moment, have the same stamps. A digest or the size of a file would tell of it, and is not taken.

A file system gives changes that follow each other closely one time. So a file that was changed just before it was
stamped has no stamp, and counts as changed the next time too. Copied folders, other machines and file systems without
these times make other stamps; then everything is read.

This module and ``again`` are all that a build needs in which nothing has changed, so they import next to nothing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b

#: The folder of a site that holds its content, and the one in it of which hidden files count as well.
_CONTENT, _PAGES = "content", "pages"

# Nanoseconds within which a file system may give two changes one time. Times that are whole hundredths of a second come
# from one that counts coarsely, by two seconds at the most; the others count by the ticks of the system.
_COARSELY, _FINELY, _HUNDREDTH = 2_000_000_000, 100_000_000, 10_000_000

# Windows says when a file was made, not when its entry was last changed: an old time restored would hide a change.
_TELLS_CHANGES = sys.platform != "win32"

#: The stamp of a file that may be changed again without its stamp being so.
UNTRUSTED = ""
_DIGEST = 12
_NAME = "published"

# The first words of what is kept, and what stands between its texts: no name of a file holds it.
_FORM, _BETWEEN = "sitegen 1", "\0"


def now() -> int:
    """Return the time, in nanoseconds, by the clock that files are stamped by."""
    return time.time_ns()


def stamp(path: str, written: tuple[int, int, int, int], before: int) -> str:
    """Return the stamp of a file.

    Args:
        path: What the file is called.
        written: Its device, its inode, and when it and its entry were last changed, in nanoseconds.
        before: The time before any of the files was read: what was changed shortly before it has no stamp.

    """
    latest = max(written[2:])
    if not _TELLS_CHANGES or latest > before - (_FINELY if latest % _HUNDREDTH else _COARSELY):
        return UNTRUSTED
    return blake2b(f"{path} {written}".encode(), digest_size=_DIGEST).hexdigest()


def written(status: os.stat_result) -> tuple[int, int, int, int]:
    """Return of a file what its stamp is made of."""
    return (status.st_dev, status.st_ino, status.st_ctime_ns, status.st_mtime_ns)


def stamps_of_content(root: str, before: int) -> dict[str, str]:
    """Stamp the content of the site in ``root``; hidden files are not content, but for those beside its pages."""
    found: dict[str, str] = {}
    folder = os.path.join(root, _CONTENT)  # noqa: PTH118  (here and below: paths as texts, for thousands of files)
    for entry in _entries(folder):
        name = f"{_CONTENT}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            found.update(_stamps(entry.path, name, before, hidden=entry.name == _PAGES))
        else:
            found[name] = _stamp(name, entry, before)
    return found


def stamps_of_themes(root: str, themes: Iterable[str], before: int) -> dict[str, str]:
    """Stamp the files of themes, which are named by their paths from ``root``, and say which of them there are."""
    found: dict[str, str] = {}
    for name in themes:
        folder = os.path.join(root, name)  # noqa: PTH118
        found[name] = "a folder" if os.path.isdir(folder) else "none"  # noqa: PTH112
        found.update(_stamps(folder, name, before, hidden=True))
    return found


def stamps_of_program(before: int) -> dict[str, str]:
    """Stamp this program, and what it is installed with."""
    found = {"python": sys.version, **_stamps(os.path.dirname(__file__), "program", before, hidden=True)}  # noqa: PTH120
    for path in sys.path:
        if path.endswith("-packages"):
            # A package that is installed or removed changes the folder.
            there = os.path.isdir(path)  # noqa: PTH112
            found[path] = stamp(path, written(os.stat(path)), before) if there else "none"  # noqa: PTH116
    return found


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except (FileNotFoundError, NotADirectoryError):
        return


def _stamps(folder: str, name: str, before: int, *, hidden: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = [(folder, name)]
    while waiting:
        path, called = waiting.pop()
        for entry in _entries(path):
            if entry.name == "__pycache__" or (not hidden and entry.name.startswith(".")):
                continue
            own = f"{called}/{entry.name}"
            if entry.is_dir():
                waiting.append((entry.path, own))
            else:
                found[own] = _stamp(own, entry, before)
    return found


def _stamp(name: str, entry: os.DirEntry[str], before: int) -> str:
    try:
        return stamp(name, written(entry.stat()), before)
    except FileNotFoundError:
        # A link that leads nowhere; whoever reads it tells.
        return UNTRUSTED


def look_of(site: str) -> str:
    """Return the digest of what a published site looks like: which files it has, how long, when they were written.

    All of it is public. Where it is the same, nobody has touched the site since.
    """
    seen: list[str] = []
    waiting = [site]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                seen.append(f"{entry.path[len(site) :]} {_look(entry.stat(follow_symlinks=False))}")
    seen.sort()
    return blake2b("\n".join(seen).encode("utf-8", "surrogateescape")).hexdigest()


def _look(status: os.stat_result) -> tuple[int, int, int]:
    return (status.st_ino, status.st_mtime_ns, status.st_size)


class Published:
    """What is known of the last build that was published: what it was made of, and what it looked like.

    ``site`` is the path of the published site and ``themes`` are those of the theme's folders, from the root of the
    site; ``rows`` is the digest of what was kept of its department-years, which is public.
    """

    __slots__ = ("look", "rows", "site", "stamps", "themes")

    def __init__(self, site: str, look: str, themes: tuple[str, ...], stamps: Mapping[str, str], rows: str) -> None:
        """Take what is known."""
        self.site, self.look, self.themes, self.stamps, self.rows = site, look, themes, stamps, rows

    @classmethod
    def read(cls, folder: str) -> Published | None:
        """Return what was written into a folder; ``None`` where there is nothing of use."""
        path = os.path.join(folder, _NAME)  # noqa: PTH118
        try:
            with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:  # noqa: PTH123
                form, site, look, rows, number, *kept = file.read().split(_BETWEEN)
            themes, stamps = kept[: int(number)], kept[int(number) :]
            if form != _FORM:
                return None
            return cls(site, look, tuple(themes), dict(zip(stamps[::2], stamps[1::2], strict=True)), rows)
        except (OSError, ValueError):
            return None

    def write(self, folder: str) -> None:
        """Write it into a folder, at once or not at all."""
        stamps = (text for pair in sorted(self.stamps.items()) for text in pair)
        texts = (_FORM, self.site, self.look, self.rows, str(len(self.themes)), *self.themes, *stamps)
        write_at_once(os.path.join(folder, _NAME), _BETWEEN.join(texts))  # noqa: PTH118

    @classmethod
    def of(cls, site: str, root: str, themes: tuple[str, ...], stamps: Mapping[str, str], rows: str) -> Published:
        """Take a look at a site that was published just now."""
        return cls(site, look_of(os.path.join(root, site)), themes, stamps, rows)  # noqa: PTH118

    @staticmethod
    def forget(folder: str) -> None:
        """Remove what was written into a folder."""
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(folder, _NAME))  # noqa: PTH108, PTH118

    def untouched(self, root: str) -> bool:
        """Whether the site still looks as it was published."""
        return self.look == look_of(os.path.join(root, self.site))  # noqa: PTH118

    def changed(self, stamps: Mapping[str, str]) -> frozenset[str]:
        """Return the paths at which something else stands now, or nothing, or nothing that can be relied on."""
        kept = self.stamps
        names = (*stamps, *kept.keys() - stamps.keys())
        return frozenset(
            name for name in names if (seen := stamps.get(name)) == UNTRUSTED or seen is None or seen != kept.get(name)
        )


def write_at_once(path: str, text: str) -> None:
    """Write a file so that nobody finds half of it."""
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    aside = f"{path}.{os.getpid()}"
    with open(aside, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:  # noqa: PTH123
        file.write(text)
    os.replace(aside, path)  # noqa: PTH105
