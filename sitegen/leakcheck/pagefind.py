"""Openers of a Pagefind bundle (1.5), in which a plain search finds nothing.

Every file is gzip of ``pagefind_dcd`` and JSON (fragments) or CBOR (the others). A fragment puts U+200B
between words; the index holds each word with the positions it stands at, so that a sentence is spread over
all its words, and the words over several files; numbers of pages and positions count on from one another.
The site's own index is a stream of overlapping characters, three to a token (机关业 关业务 业务), and of
overlapping words of letters, two to a token, with letters of its own for a decimal point, the ends of words
and the pinyin of names (``sitegen.search.text``). So texts are put together again in both ways: as words, and
by their overlaps.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import PurePosixPath
from typing import TypeAlias

import cbor2

from sitegen.leakcheck.archives import gunzipped
from sitegen.leakcheck.data import leaves
from sitegen.leakcheck.opening import Inner, Part, Piece, UnopenedError
from sitegen.search.text import END, INITIALS, MARK, ONCE, PAIR, POINT, SYLLABLE
from sitegen.values.hanzi import APART, skeleton

INDEX_SUFFIX = ".pf_index"

#: A page by how much further it is than the one before, with the positions of a word in its body and in its fields.
Stand: TypeAlias = tuple[int, list[int], list[int]]
#: A word with where it stands.
Entry: TypeAlias = tuple[str, list[Stand]]

_MARK = b"pagefind_dcd"
#: Files of several languages may share a folder; a file then begins with its language.
_LANGUAGE = re.compile(r"(?P<language>[A-Za-z-]+)_[^_]*")

# A group of one position, which most are: its weight and the position.
_ONE_POSITION = 2
_PAIR = 2

# A place and the number of the word there are kept as one number; the word's takes the lower bits.
_NUMBER = 32
_NUMBERS = (1 << _NUMBER) - 1

_BETWEEN_WORDS = re.compile(r"[\s\u200b]+")
_LETTERS_OF_THE_INDEX = {POINT: ".", MARK: " ", ONCE: " ", PAIR: " ", END: " ", SYLLABLE: "", INITIALS: ""}


def unpacked(content: bytes) -> bytes:
    """Return what is behind the compression and the mark.

    Raises:
        UnopenedError: if either is missing or broken.

    """
    inside = gunzipped(content)
    if not inside.startswith(_MARK):
        raise UnopenedError
    return inside[len(_MARK) :]


def _packed(content: bytes) -> object:
    try:
        return cbor2.loads(unpacked(content))
    except (cbor2.CBORError, ValueError, RecursionError):
        raise UnopenedError from None


def overlapped(words: Iterable[str]) -> str:
    """Put a text together from words that overlap: 机关业, 关业务, 业务 give 机关业务; so do pairs."""
    listed = list(words)
    return "".join(map(_beyond, ["", *listed], listed))


@lru_cache(maxsize=1 << 16)
def _beyond(former: str, word: str) -> str:
    """Return what a word says beyond the one before it."""
    if len(former) > 1 and len(word) == len(former) and former[1:] == word[:-1]:
        return word[-1]
    # The last word of a text is shorter and stands in the one before.
    return word if len(word) < _PAIR or former[1:] != word else ""


def open_fragment(content: bytes) -> Iterator[Part]:
    """Yield the values of a record as they are, and put together from overlapping words."""
    try:
        value = json.loads(unpacked(content), object_pairs_hook=list, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise UnopenedError from None
    texts = list(leaves(value))
    yield Piece.of(APART.join(texts))
    # Where no words overlap, putting them together says what the text said: spaces make no difference.
    words = (_BETWEEN_WORDS.split(text) for text in texts)
    yield Piece.of(APART.join(together for each in words if len(together := overlapped(each)) < sum(map(len, each))))


def open_packed(content: bytes) -> Iterator[Part]:
    """Yield the texts of a filter or metadata file."""
    yield Piece.of(APART.join(leaves(_packed(content))))


def open_program(content: bytes) -> Iterator[Part]:
    """Yield what can be read in Pagefind's own program."""
    yield Inner("program.wasm", unpacked(content))


def open_index(content: bytes) -> Iterator[Part]:
    """Yield the words of one index file and the texts it holds by itself; ``Pages`` joins those of a bundle."""
    pages = Pages()
    pages.add(content)
    for text in pages.texts():
        yield Piece.of(text)


def language_of(name: str) -> str:
    """Return the language an index file's name begins with, or nothing."""
    match = _LANGUAGE.fullmatch(PurePosixPath(name).stem)
    return "" if match is None else match["language"]


def entries(content: bytes) -> Iterator[Entry]:
    """Yield the words of an index file, variants of words by themselves, with where each stands.

    Raises:
        UnopenedError: if it is not what Pagefind 1.5 writes.

    """
    match _packed(content):
        case [list(listed)]:
            try:
                for word, pages, variants in listed:
                    yield str.__str__(word), pages
                    for variant, of_variant in variants:
                        yield str.__str__(variant), of_variant
            except (TypeError, ValueError):
                raise UnopenedError from None
        case _:
            raise UnopenedError


def is_placed(word: str, wanted: frozenset[str] | None) -> bool:
    """Whether a word is put in its places: pieces that stand once a page have none of their own there.

    Where ``wanted`` is given, a word without any of these characters is not.
    """
    return not word.startswith(ONCE) and (wanted is None or not wanted.isdisjoint(skeleton(word)))


@dataclass(slots=True)
class Pages:
    """Pages put together again from index files: the words of a page are spread over all files of its language.

    Where ``wanted`` is given, only words with one of these characters are put in their places: the others cannot be
    part of what is looked for, and leave gaps.
    """

    wanted: frozenset[str] | None = None
    _words: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)
    _body: dict[int, array[int]] = field(default_factory=lambda: defaultdict(_places))
    _meta: dict[tuple[int, int], array[int]] = field(default_factory=lambda: defaultdict(_places))

    def add(self, content: bytes) -> None:
        """Read an index file.

        Raises:
            UnopenedError: if it is not what Pagefind 1.5 writes.

        """
        self.enter(entries(content))

    def enter(self, listed: Iterable[Entry]) -> None:
        """Put words at their positions.

        Raises:
            UnopenedError: if no page has such positions.

        """
        for word, pages in listed:
            self._stand(word, pages)

    def _stand(self, word: str, pages: Iterable[Stand]) -> None:
        """Put a word at its positions. In the body it has one place whatever it weighs; each field counts its own.

        Raises:
            UnopenedError: if no page has such positions.

        """
        self._words.add(word)
        if not is_placed(word, self.wanted):
            return
        try:
            # Of two words of letters the first stands at this place, the other at the next.
            if word.startswith(PAIR) and word.count(END) > 1:
                first, second, *_ = word[1:].split(END)
                self._place(f"{first} ", pages)
                self._place(f"{second} ", pages, 1)
            else:
                # Initials overlap without the letter that opens them, as characters do.
                self._place(word.removeprefix(INITIALS), pages)
        except (TypeError, ValueError, OverflowError):
            raise UnopenedError from None

    def _place(self, word: str, pages: Iterable[Stand], behind: int = 0) -> None:
        number = self._numbers.setdefault(word, len(self._numbers))
        page = 0
        for further, body, meta in pages:
            page += further
            if len(body) == _ONE_POSITION and body[0] < 0:
                self._body[page].append((body[1] + behind << _NUMBER) + number)
            elif len(body) > _ONE_POSITION and body[0] < 0 <= min(body[1:]):
                # All of one weight, as nearly all are: each counts on from the one before.
                first = (body[1] + behind << _NUMBER) + number
                self._body[page].extend(accumulate([step << _NUMBER for step in body[2:]], initial=first))
            else:
                for _, places in _groups(body):
                    self._body[page].extend([(place + behind << _NUMBER) + number for place in places])
            for part, places in _groups(meta) if meta else ():
                self._meta[page, part].extend([(place << _NUMBER) + number for place in places])

    def texts(self) -> Iterator[str]:
        """Yield all words, and the text of each page and field: its words as they stand, and by their overlaps.

        What a gap in the positions parts is ``APART``. Where several words share a place (a compound and its
        parts), the text is given once with the longest and once with the shortest of them.
        """
        yield _as_read(APART.join(sorted(self._words)))
        words = list(self._numbers)
        for each in (*self._body.values(), *self._meta.values()):
            # What stands behind one word and before the next was placed by both.
            placed = [(at >> _NUMBER, words[at & _NUMBERS]) for at in sorted(set(each))]
            readings = [placed]
            if len({place for place, _ in placed}) < len(placed):
                # And then by the words: what is read does not depend on which file was opened first.
                by_length = sorted(placed, key=lambda at: (at[0], len(at[1]), at[1]))
                readings = [sorted(dict(by_length).items()), sorted(dict(reversed(by_length)).items())]
            for reading in readings:
                stretches = list(_stretches(reading))
                yield _as_read(APART.join(map("".join, stretches)))
                # Whole words of letters, each with its end, overlap nowhere.
                overlapping = (stretch for stretch in stretches if not all(word.endswith(" ") for word in stretch))
                yield _as_read(APART.join(map(overlapped, overlapping)))


def _as_read(text: str) -> str:
    """Return a text of the index without the letters of its own."""
    for letter, read in _LETTERS_OF_THE_INDEX.items():
        text = text.replace(letter, read)
    return text


def _places() -> array[int]:
    """Return room for places with the numbers of the words there, which are millions: in a tenth of what pairs take."""
    return array("Q")


def _stretches(reading: Iterable[tuple[int, str]]) -> Iterator[list[str]]:
    """Yield the words of each stretch of positions without a gap."""
    stretch: list[str] = []
    expected = 0
    for place, word in reading:
        if stretch and place != expected:
            yield stretch
            stretch = []
        stretch.append(word)
        expected = place + 1
    if stretch:
        yield stretch


def _groups(numbers: list[int]) -> Iterator[tuple[int, Iterable[int]]]:
    """Yield (weight or field, positions): a negative number opens a group, the others count on from one another."""
    borders = [place for place, number in enumerate(numbers) if number < 0]
    for start, end in pairwise([*borders, len(numbers)]):
        yield -numbers[start], accumulate(numbers[start + 1 : end])
