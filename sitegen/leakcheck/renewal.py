"""The files of a search index beside those of the former one, which was cleared: what has to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from sitegen.crew import Crew
from sitegen.leakcheck.difference import Difference, difference
from sitegen.leakcheck.opening import UnopenedError
from sitegen.leakcheck.pagefind import INDEX_SUFFIX, Entry, Pages, language_of
from sitegen.leakcheck.skimming import sections_of

# Of an index of which more than one file in so many says something new, all is looked at: it takes no longer.
_WORTH = 2

# Files are small, so many are handed out at once.
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Renewal:
    """An index beside the one before it: its new files, those of which that one had the bytes, and what differs."""

    new: tuple[PurePosixPath, ...]
    same: tuple[PurePosixPath, ...]
    difference: Difference

    @classmethod
    def of(
        cls, root: Path, index: Sequence[PurePosixPath], site: Path, taken: AbstractSet[str], wanted: frozenset[str]
    ) -> Renewal | None:
        """Hold the files of an index against those of the former site; ``None`` where most say something new.

        Args:
            root: The folder of the new site.
            index: All files of the index, by their paths from there.
            site: The former site.
            taken: The files that were taken over from it.
            wanted: The characters of what is looked for.

        Raises:
            UnopenedError: if one cannot be opened.

        """
        new = tuple(path for path in index if str(path) not in taken)
        if any((root / path).is_symlink() for path in new):
            raise UnopenedError
        content = {path: (root / path).read_bytes() for path in new}
        gone = frozenset(_gone(site, index[0], taken))
        # A file may say the same under another name.
        same = tuple(path for path in index if path not in content or content[path] in gone)
        if (len(index) - len(same)) * _WORTH > len(index):
            return None
        what = difference(sorted({*content.values()} - gone), sorted(gone.difference(content.values())), wanted)
        return cls(new, same, what)


def _gone(site: Path, one: PurePosixPath, taken: AbstractSet[str]) -> Iterator[bytes]:
    """Yield the files of the former site, not taken over, that were of the index of which this is a file.

    Raises:
        UnopenedError: if one is not there any more.

    """
    try:
        for path in (site / one.parent).iterdir():
            of_index = path.suffix == INDEX_SUFFIX and language_of(path.name) == language_of(one.name)
            if of_index and str(one.parent / path.name) not in taken:
                yield path.read_bytes()
    except OSError:
        raise UnopenedError from None


def new_texts(root: Path, indexes: Sequence[Renewal], wanted: frozenset[str], crew: Crew) -> Iterator[str]:
    """Yield what is new in some indexes: names of files, all words of new files, the texts of sections that are due.

    Raises:
        UnopenedError: if anything cannot be opened.

    """
    pages = [Pages(wanted) for _ in indexes]
    for of_index, index in zip(pages, indexes, strict=True):
        of_index.enter(index.difference.entries)
    due = [index.difference.sections for index in indexes]
    files = [(number, path) for number, index in enumerate(indexes) if due[number] for path in index.same]
    for (number, _), entries in zip(files, crew.map(partial(_said, root, due, wanted), files, _BATCH), strict=True):
        pages[number].enter(entries)
    for of_index, index in zip(pages, indexes, strict=True):
        yield from map(str, index.new)
        yield from of_index.texts()


def _said(
    root: Path, due: Sequence[frozenset[int]], wanted: frozenset[str], task: tuple[int, PurePosixPath]
) -> list[Entry]:
    """Return what a file, with the number of its index, says of the sections that are due in that."""
    number, path = task
    return sections_of((root / path).read_bytes(), due[number], wanted)
