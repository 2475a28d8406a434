"""The last question before publication: does anything withheld stand anywhere in the finished site?

``ClearedTree`` is made here and nowhere else, and ``sitegen.publish`` takes nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from sitegen.crew import Alone, Crew, without_collector
from sitegen.leakcheck.needles import Needles, Place, Standing
from sitegen.leakcheck.opening import Piece, UnopenedError, parted
from sitegen.leakcheck.pagefind import INDEX_SUFFIX, Pages, language_of
from sitegen.leakcheck.renewal import Renewal, new_texts
from sitegen.leakcheck.surfaces import Kind, open_file
from sitegen.output import OutputTree

_ALONE = Alone()
_HIDDEN_NAME = "…"

# Files are small, so many are handed out at once.
_BATCH = 32


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Something withheld stands in an output. Names the output and the item, never the secret.

    ``where`` is the file's path, with ``…`` for what is itself secret in it, or the name of the text.
    """

    where: str
    kind: Kind
    item: Place


@dataclass(frozen=True, slots=True, order=True)
class Unopened:
    """A file could not be opened, and so is not cleared."""

    where: str


Leak: TypeAlias = Found | Unopened


@dataclass(frozen=True, slots=True)
class ClearedTree:
    """A tree in which nothing withheld stands. Made by ``check`` alone."""

    tree: OutputTree

    @property
    def root(self) -> Path:
        """The folder of the tree."""
        return self.tree.root


@dataclass(frozen=True, slots=True)
class ClearedBefore:
    """Files of a tree that a former build cleared and published, and that are as they were. Made by ``former`` alone.

    Nothing stands in them that was withheld then. What of that can have changed since, who holds this has to say.
    ``site`` is where that build put them. Of the files there that are gone since, the same holds.
    """

    paths: frozenset[str]
    site: Path


def check(tree: OutputTree, needles: Needles, crew: Crew = _ALONE) -> ClearedTree | tuple[Leak, ...]:
    """Look for the needles in every file of a tree; what lies in its folder without being listed counts too."""
    with without_collector():
        leaks = set(_leaks(tree.root, _Search(needles), crew))
    return tuple(sorted(leaks, key=_order)) if leaks else ClearedTree(tree)


def check_again(  # noqa: PLR0913, PLR0917  (each is proved by another)
    tree: OutputTree,
    before: ClearedBefore,
    needles: Needles,
    lost: Standing,
    by_right: Callable[[Standing], Standing],
    crew: Crew = _ALONE,
) -> ClearedTree | None:
    """Look for the needles in the files that are new in a tree, those that stand in public included.

    What no file of ``before`` shows need not be looked for there again, as long as nothing was withheld since, and
    nothing that was no needle because it stood in public has become one because it does not stand there any more.

    Args:
        tree: The tree.
        before: The files that were cleared before.
        needles: All secrets, compiled without regard to what stands in public.
        lost: What of them stood in public texts then and is not in those texts now.
        by_right: Says what of some needles stands in public by right, now.
        crew: Who looks through them.

    Returns:
        The cleared tree; ``None`` where there is any doubt, and all of it is to be looked through (``check``).

    """
    found = lost
    with without_collector():
        try:
            for standing in _standings(tree.root, before, _Search(needles), crew):
                found |= standing
        except UnopenedError:
            return None
    return None if found - by_right(found) else ClearedTree(tree)


def _standings(root: Path, before: ClearedBefore, search: _Search, crew: Crew) -> Iterator[Standing]:
    """Yield which needles stand in new files, and in what is new of an index.

    Raises:
        UnopenedError: if anything cannot be opened.

    """
    # An index tells nothing by its new files alone.
    files = [PurePosixPath(path) for path in _files(root) if path not in before.paths or path.endswith(INDEX_SUFFIX)]
    due: list[_Task] = []
    renewed: list[Renewal] = []
    wanted = search.needles.characters
    for task in _tasks(files):
        match task:
            case PurePosixPath():
                due.append(task)
            case tuple():
                index = Renewal.of(root, task, before.site, before.paths, wanted)
                if index is None:
                    due.append(task)
                else:
                    renewed.append(index)
    yield from crew.map(partial(_standing_of, root, search), due, _BATCH)
    yield search.standing(map(Piece.of, new_texts(root, renewed, wanted, crew)))


def _standing_of(root: Path, search: _Search, task: _Task) -> Standing:
    """Return which needles stand in a file, or in the files of an index.

    Raises:
        UnopenedError: if anything cannot be opened.

    """
    return search.standing(_pieces_of(root, _files_of(task), search.needles))


def _files_of(task: _Task) -> tuple[PurePosixPath, ...]:
    return (task,) if isinstance(task, PurePosixPath) else task


def _pieces_of(root: Path, files: Sequence[PurePosixPath], needles: Needles) -> Iterator[Piece]:
    """Yield all that can be read in a file, or in the files of an index, their names included.

    Raises:
        UnopenedError: if anything cannot be opened.

    """
    pages = Pages(needles.characters)
    for path in files:
        if (root / path).is_symlink():
            raise UnopenedError
        yield Piece.of(path.as_posix())
        if path.suffix == INDEX_SUFFIX:
            pages.add((root / path).read_bytes())
        else:
            yield from (each.piece for each in open_file(path.name, (root / path).read_bytes()))
    yield from map(Piece.of, pages.texts())


def check_texts(named_texts: Mapping[str, str], needles: Needles) -> tuple[Found, ...]:
    """Look for the needles in texts that are no files: what is printed, catalogues, error pages."""
    search = _Search(needles)
    return tuple(
        sorted({Found(name, Kind.TEXT, place) for name, text in named_texts.items() for place in search.in_text(text)})
    )


def _order(leak: Leak) -> tuple[str, bool, Leak]:
    return (leak.where, isinstance(leak, Found), leak)


# So many texts are remembered as clean: those of a few hundred pages.
_REMEMBERED = 20_000


@dataclass(slots=True)
class _Search:
    """Remembers which texts were clean: most of a site's texts stand on several pages."""

    needles: Needles
    clean: set[str] = field(default_factory=set)

    def in_text(self, text: str) -> frozenset[Place]:
        return self.in_piece(Piece.of(text))

    def in_piece(self, piece: Piece) -> frozenset[Place]:
        if not self.needles:
            return frozenset()
        new = set(piece.texts) - self.clean
        parts = parted(new, piece.borders) - self.clean
        found = self.needles.find(sorted(parts)) if parts else frozenset()
        if not found:
            if len(self.clean) > _REMEMBERED:
                self.clean.clear()
            self.clean |= new
            self.clean |= parts
        return found

    def standing(self, pieces: Iterable[Piece]) -> Standing:
        """Return which needles stand in some pieces, of which no more are held at once than are remembered."""
        found = Standing()
        new: set[str] = set()
        for piece in pieces:
            new |= parted(set(piece.texts), piece.borders) - self.clean
            if len(new) > _REMEMBERED:
                found |= self.needles.standing(sorted(new))
                self.clean, new = new, set()
        self.clean |= new
        return found | self.needles.standing(sorted(new)) if new else found


#: A file that is looked at by itself, or all files of an index, which tell nothing one by one.
_Task: TypeAlias = PurePosixPath | tuple[PurePosixPath, ...]


def _leaks(root: Path, search: _Search, crew: Crew) -> Iterator[Leak]:
    for leaks in crew.map(partial(_leaks_of, root, search), _tasks(map(PurePosixPath, _files(root))), _BATCH):
        yield from leaks


def _tasks(files: Iterable[PurePosixPath]) -> list[_Task]:
    """Return what there is to look at; each index begins a batch, since it takes as long as hundreds of files."""
    tasks: list[_Task] = []
    indexes: dict[tuple[PurePosixPath, str], list[PurePosixPath]] = {}
    for path in files:
        if path.suffix == INDEX_SUFFIX:
            indexes.setdefault((path.parent, language_of(path.name)), []).append(path)
        else:
            tasks.append(path)
    for number, index in enumerate(indexes.values()):
        tasks.insert(number * _BATCH, tuple(index))
    return tasks


def _leaks_of(root: Path, search: _Search, task: _Task) -> tuple[Leak, ...]:
    match task:
        case PurePosixPath():
            return tuple(_leaks_of_file(root, search, task))
        case tuple():
            return tuple(_leaks_of_index(root, search, task))


def _leaks_of_index(root: Path, search: _Search, files: tuple[PurePosixPath, ...]) -> Iterator[Leak]:
    pages = Pages(search.needles.characters)
    for path in files:
        yield from _leaks_of_name(root, path, search)
        if (root / path).is_symlink():
            continue
        try:
            pages.add((root / path).read_bytes())
        except UnopenedError:
            yield Unopened(_shown(path, search))
    folder = _shown(files[0].parent, search)
    for text in pages.texts():
        yield from (Found(folder, Kind.PAGEFIND_INDEX, place) for place in search.in_text(text))


def _leaks_of_name(root: Path, path: PurePosixPath, search: _Search) -> Iterator[Leak]:
    where = _shown(path, search)
    yield from (Found(where, Kind.NAME, place) for place in search.in_text(path.as_posix()))
    if (root / path).is_symlink():
        yield Unopened(where)


def _leaks_of_file(root: Path, search: _Search, path: PurePosixPath) -> Iterator[Leak]:
    yield from _leaks_of_name(root, path, search)
    if (root / path).is_symlink():
        return
    where = _shown(path, search)
    try:
        for opened in open_file(path.name, (root / path).read_bytes()):
            yield from (Found(where, opened.kind, place) for place in search.in_piece(opened.piece))
    except UnopenedError:
        yield Unopened(where)


def _files(root: Path) -> list[str]:
    """Return every file below a folder by its path from there, hidden ones and links included, in order."""
    found: list[str] = []
    # Tens of thousands of files: as texts, without the objects that paths are.
    whole = os.fspath(root)
    for folder, folders, names in os.walk(whole):
        below = folder[len(whole) + 1 :]
        links = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114  (as texts)
        found.extend(f"{below}/{name}" if below else name for name in [*names, *links])
    return sorted(found)


def _shown(path: PurePosixPath, search: _Search) -> str:
    """Return a path that may be printed: without the parts of it that hold a secret."""
    if not search.in_text(path.as_posix()):
        return path.as_posix()
    shown = "/".join(_HIDDEN_NAME if search.in_text(part) else part for part in path.parts)
    # A secret may be spread over several parts.
    return _HIDDEN_NAME if search.in_text(shown) else shown
