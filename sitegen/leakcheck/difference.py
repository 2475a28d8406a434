"""What a search index says that a former one did not: only its new words, and sections that are not as they were.

An index is made as a whole: one sentence more puts words into files all over it. But the text of a section (a page, as
Pagefind has it) follows from which words stand where in it, and from nothing else. Where the former index was looked
through and nothing was found, this is what is left to look at:

- A file that both have says the same in both, whatever it is called. So which words stand where can differ only by what
  the others say: the *new* ones, of which the former index has none with these bytes, and those that are *gone*.
- A section of which new and gone files say the same has the same words in the same places as before, and its text was
  looked at. So has one that neither speaks of. All others are *due*.
- Of a section that is due all words are needed, those that new files have and those of all others: only together do
  they give a text.
- A word by itself is looked at where it stands in a new file.

Sections are told by their numbers. Where one is added, all behind it have others and count as changed. So little is
then as it was that all of it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, chain, zip_longest
from operator import itemgetter

from sitegen.leakcheck.opening import UnopenedError
from sitegen.leakcheck.pagefind import Entry, Stand, entries, is_placed
from sitegen.leakcheck.skimming import apart


@dataclass(frozen=True, slots=True)
class Difference:
    """What new files of an index say that those which are gone did not.

    ``entries`` are all their words, with where they stand in the ``sections`` that are due.
    """

    entries: tuple[Entry, ...]
    sections: frozenset[int]


def difference(new: Iterable[bytes], gone: Iterable[bytes], wanted: frozenset[str]) -> Difference:
    """Return what is new in an index.

    Args:
        new: The files of the index of which the former one has none with the same bytes.
        gone: The files of the former index of which this one has none with the same bytes.
        wanted: The characters of what is looked for: where words without any stand makes no difference.

    Raises:
        UnopenedError: if a file is not what Pagefind 1.5 writes.

    """
    after, before = (list(chain.from_iterable(map(entries, files))) for files in (new, gone))
    try:
        sections = frozenset(_due(_placed(after, wanted), _placed(before, wanted)))
        return Difference(tuple(_of_sections(after, sections)), sections)
    except (TypeError, ValueError, LookupError):
        raise UnopenedError from None


def _placed(listed: Iterable[Entry], wanted: frozenset[str]) -> dict[str, list[list[Stand]]]:
    """Return the lists of where each word stands: mostly one."""
    found: dict[str, list[list[Stand]]] = {}
    for word, stands in listed:
        if is_placed(word, wanted):
            found.setdefault(word, []).append(stands)
    return found


def _due(after: Mapping[str, list[list[Stand]]], before: Mapping[str, list[list[Stand]]]) -> Iterator[int]:
    """Yield the sections in which any word stands otherwise."""
    for word in {**after, **before}:
        # Of several lists each is held against one: where all say the same of a section, so do they together.
        for new, old in zip_longest(after.get(word, ()), before.get(word, ())):
            yield from _unlike(new or [], old or [])


def _unlike(new: list[Stand], old: list[Stand]) -> Iterator[int]:
    """Yield the sections in which a word stands otherwise in one list than in the other."""
    first = _alike(new, old)
    number = _further(new[:first])
    new, old = new[first:], old[first:]
    last = _alike(new[::-1], old[::-1])
    # What is alike at the end stands in the same sections if it begins with the same.
    if last and _further(new[:-last]) == _further(old[:-last]):
        new, old = new[:-last], old[:-last]
    yield from (section for section, *_ in _numbered(new, number) ^ _numbered(old, number))


def _alike(new: list[Stand], old: list[Stand]) -> int:
    """Return how many are alike before the first that are not."""
    unlike = (place for place, (one, other) in enumerate(zip(new, old, strict=False)) if one != other)
    return next(unlike, min(len(new), len(old)))


def _further(stands: Iterable[Stand]) -> int:
    return sum(map(itemgetter(0), stands))


def _numbered(stands: Iterable[Stand], number: int) -> set[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    found = set()
    for further, body, meta in stands:
        number += further
        found.add((number, tuple(body), tuple(meta)))
    return found


def _of_sections(listed: Iterable[Entry], sections: AbstractSet[int]) -> Iterator[Entry]:
    """Yield every word of some entries, with where it stands in these sections alone."""
    for word, stands in listed:
        numbers = list(accumulate(map(itemgetter(0), stands)))
        if sections.isdisjoint(numbers):
            yield word, []
        else:
            found = ((number, stand) for number, stand in zip(numbers, stands, strict=True) if number in sections)
            yield word, list(apart(found))
