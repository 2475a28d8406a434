"""The last build that was published, as far as the next one can rely on it.

A build that was published leaves three things: the site itself, the cache of public values, and the stamps of all that
it was made of (``sitegen.stamps``), with what was told. The next build compares. Where the site was touched since, or
what was kept does not belong to it, there is no former build. Where more than files of department-years has changed,
their pages can be used again and everything is read and searched anew. Where only such files have, the others need not
be read, but for what is withheld in them, and what stands on the site already was cleared when it was put there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sitegen.cache import Cache, Kept, digest, sealed, unsealed
from sitegen.content import DisclosureFile, kind_of
from sitegen.diagnostics.model import PublicFinding
from sitegen.leakcheck.check import ClearedBefore
from sitegen.stamps import Published, now, stamps_of_content, stamps_of_program, stamps_of_themes

_TOLD = "findings"


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: of the site's own files, of each department-year, and of amounts it gives away by itself.

    It was printed. It may say on which line something stands below what is withheld, so it stands beside the stamps
    and not in the cache.
    """

    of_site: tuple[PublicFinding, ...] = ()
    of_years: Mapping[str, tuple[tuple[PublicFinding, ...], tuple[PublicFinding, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Former:
    """The last build that was published. ``site`` is ``None`` where there is none.

    ``changed`` are the department-years whose files are not those of then, or are gone, by name, and ``concerned``
    those and the ones that may depend on them; ``None`` where more than these may have changed. ``same_files`` is true
    where there are neither more nor fewer of them.
    """

    site: Path | None = None
    rows: Mapping[str, Kept] = field(default_factory=dict)
    told: Told = Told()
    changed: frozenset[str] = frozenset()
    concerned: frozenset[str] | None = None
    same_files: bool = False

    @property
    def only_years_changed(self) -> bool:
        """Whether nothing but files of department-years can have changed since."""
        return self.concerned is not None

    def still(self, name: str) -> Kept | None:
        """Return what was made of a department-year that is as it was, with all that it depends on."""
        if self.concerned is None or name in self.concerned or name not in self.told.of_years:
            return None
        return self.rows.get(name)

    def files_below(self, folder: PurePosixPath) -> list[str]:
        """Return the files of the former site below one of its folders, by their paths from its root, in order."""
        if self.site is None:
            return []
        found = (self.site / folder).rglob("*")
        return sorted(path.relative_to(self.site).as_posix() for path in found if path.is_file())

    def has(self, path: PurePosixPath, data: bytes) -> bool:
        """Whether a file of the former site holds these bytes."""
        if self.site is None:
            return False
        try:
            return (self.site / path).read_bytes() == data
        except OSError:
            return False

    def cleared_before(self, paths: Iterable[str]) -> ClearedBefore | None:
        """Return the proof that files which were taken over from the former site were cleared with it."""
        return None if self.concerned is None or self.site is None else ClearedBefore(frozenset(paths), self.site)


class Memory:
    """Remembers the last build, and keeps this one for the next. To be made before anything is read."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        """Look at what the site in ``root`` is made of now; ``cache`` is where builds keep what can be used again."""
        self._root = root
        self._cache = Cache(cache)
        self._folder = None if cache is None else cache.with_name(f"{cache.name}-stamps")
        self._before = now()
        self._stamps: dict[str, str] = {}
        self._themes: tuple[str, ...] = ()
        if self._folder is not None:
            self._stamps = {**stamps_of_content(os.fspath(root), self._before), **stamps_of_program(self._before)}

    @property
    def folder(self) -> Path | None:
        """The folder of the disclosures that a former build has noted."""
        return self._cache.folder

    @property
    def stamps(self) -> Mapping[str, str]:
        """The stamps of what the site is made of, as it was before anything was read."""
        return self._stamps

    def recall(self) -> Former:
        """Return the last build, as far as it can be relied on."""
        published = None if self._folder is None else Published.read(os.fspath(self._folder))
        if self._folder is None or published is None or not published.untouched(os.fspath(self._root)):
            return Former()
        digest_of_rows, rows = self._cache.rows()
        told = _bytes(self._folder / _TOLD)
        if published.rows != _kept(digest_of_rows, told):
            return Former()
        site, said = self._root / published.site, unsealed(told, Told)
        themes = stamps_of_themes(os.fspath(self._root), published.themes, self._before)
        changed = published.changed({**self._stamps, **themes})
        years = None if said is None else _years((*published.stamps, *self._stamps), changed)
        if said is None or years is None:
            return Former(site, rows)
        gone_or_new = {name for name in changed if name not in published.stamps or name not in self._stamps}
        return Former(site, rows, said, *_concerned(years, changed, gone_or_new), same_files=not gone_or_new)

    def forget(self) -> None:
        """Forget the last build."""
        if self._folder is not None:
            Published.forget(os.fspath(self._folder))

    def look_at(self, themes: Sequence[Path]) -> None:
        """Look at the files of the theme. To be done before any of them is read."""
        if self._folder is not None:
            self._themes = tuple(dict.fromkeys(os.path.relpath(folder, self._root) for folder in themes))
            self._stamps |= stamps_of_themes(os.fspath(self._root), self._themes, self._before)

    def settle(self, destination: Path, rows: Mapping[str, Kept], told: Told, aside: Path) -> None:
        """Keep a build for the next one. To be done when it is published, and not before."""
        if self._folder is None:
            return
        digest_of_rows = self._cache.settle(rows, aside)
        self._folder.mkdir(parents=True, exist_ok=True)
        data = sealed(told)
        (self._folder / _TOLD).write_bytes(data)
        site = os.path.relpath(destination, self._root)
        Published.of(site, os.fspath(self._root), self._themes, self._stamps, _kept(digest_of_rows, data)).write(
            os.fspath(self._folder)
        )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _kept(digest_of_rows: str, told: bytes) -> str:
    """Return what binds all that was kept of one build together."""
    return digest(digest_of_rows.encode(), told).hex()


def _years(there: Iterable[str], changed: frozenset[str]) -> Mapping[str, DisclosureFile] | None:
    """Return the department-years in the folders of those that have changed; ``None`` if anything else has."""
    files = {path: kind_of(PurePosixPath(path)) for path in changed}
    folders = {file.department for file in files.values() if isinstance(file, DisclosureFile)}
    if not all(isinstance(file, DisclosureFile) for file in files.values()):
        return None
    beside = (path for path in there if path.split("/")[1:2] and path.split("/")[1] in folders)
    kinds = {path: kind_of(PurePosixPath(path)) for path in beside}
    return {path: file for path, file in kinds.items() if isinstance(file, DisclosureFile)}


def _concerned(
    years: Mapping[str, DisclosureFile], changed: frozenset[str], gone_or_new: Iterable[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of what has changed, and of what may depend on it.

    A project may continue one of the year before; whether one does is not public, so the next year is always asked
    again. Pages list all years of their department.
    """
    departments = {years[path].department for path in gone_or_new}
    found = set(changed)
    for path, file in years.items():
        later = [each for each in years.values() if each.department == file.department and each.year > file.year]
        if path in changed and later:
            found.add(min(later, key=lambda each: each.year).path.as_posix())
        if file.department in departments:
            found.add(path)
    return _names(years, changed), _names(years, found)


def _names(years: Mapping[str, DisclosureFile], paths: Iterable[str]) -> frozenset[str]:
    return frozenset(years[path].name for path in paths)
