"""What is looked for: every spelling of every secret that does not also stand in public text.

A text of eight characters or more is looked for in every run of eight, so that a piece of it is found as
well; a shorter one as a whole. What is so short that it says nothing (``3次``), or stands in public text
too, is no needle: it would only ever be found where it may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeAlias
from unicodedata import normalize

import ahocorasick

from sitegen.leakcheck.spelling import holds_escapes, plain
from sitegen.search.readings import spelt
from sitegen.translations import has_han
from sitegen.values.hanzi import APART, pinyin, skeleton
from sitegen.values.money import Money

#: The length of the runs a secret text is looked for in.
RUN = 8
# A run needs so many Han characters, or the length of a clause in letters and digits: eight letters are
# less than two English words, and 2024年12月 is a date.
_HAN_IN_RUN = 4
_LATIN_RUN = 24
_HAN_IN_SHORT = 2
# How long the key is that a piece is looked up by.
_KEY = 4
# Letters and digits alone are looked for as whole words when they are fewer than a run.
_SHORTEST_WORD = 3
_SHORTEST_NUMERAL = 9
_SHORTEST_YUAN = 5
_SHORTEST_WAN = 4

# A number as a page writes it, and the unit that makes another amount of it; percentages are none. In brackets behind a
# rounded amount stands the one that was rounded, in a piece of its own where marks of HTML part the two.
_NUMBER = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[,'\u2019 ]\d{3})+|\d+)(\.\d+)?(?![\d]|[.,]\d|\s*[%％])"
    rf"(?:\s*(million|billion|亿|万)(?=(\s*\((?:[\d,.]+\s*万元|{APART}|$))?))?"
)
_LARGE_UNITS = {"million": 1_000_000, "billion": 1_000_000_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a withheld item stands: its content file, the line it begins on, its public code."""

    file: PurePosixPath
    line: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class SecretText:
    """A text of a withheld item. ``named`` is true of names, which may turn up in pinyin."""

    place: Place
    text: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class SecretAmount:
    """An amount of a withheld item, where policy withholds amounts too."""

    place: Place
    amount: Money


Secret: TypeAlias = SecretText | SecretAmount


def _han(text: str) -> int:
    return sum(not character.isascii() for character in text)


def runs(letters: str) -> Iterator[str]:
    """Yield the pieces of a skeleton that each give it away: the shortest telling one from every character on."""
    han = [position for position, character in enumerate(letters) if not character.isascii()]
    passed = 0
    for start in range(len(letters) - RUN + 1):
        while passed < len(han) and han[passed] < start:
            passed += 1
        enough = passed + _HAN_IN_RUN - 1
        end = max(start + RUN, han[enough] + 1) if enough < len(han) else len(letters) + 1
        end = min(end, start + _LATIN_RUN)
        if end <= len(letters):
            yield letters[start:end]


@dataclass(frozen=True, slots=True)
class Needles:
    """Compiled needles: pieces of skeletons, whole words, and amounts. Made by ``compile_needles``."""

    pieces: ahocorasick.Automaton
    words: ahocorasick.Automaton
    amounts: dict[str, frozenset[Place]]
    #: Every character that is part of a needle, as it stands in a skeleton.
    characters: frozenset[str]

    def find(self, texts: Iterable[str]) -> frozenset[Place]:
        """Return the items of which something stands in one of the texts."""
        joined = _plain(texts)
        found: set[Place] = set()
        for _, places in _pieces_in(self.pieces, joined):
            found.update(places)
        for _, places in _words_in(self.words, joined):
            found.update(places)
        if self.amounts:
            for figure in _figures_in(joined):
                found.update(self.amounts.get(figure, ()))
        return frozenset(found)

    def standing(self, texts: Iterable[str]) -> Standing:
        """Return which needles stand in some texts, amounts included."""
        joined = _plain(texts)
        return Standing(
            frozenset(piece for piece, _ in _pieces_in(self.pieces, joined)),
            frozenset(word for word, _ in _words_in(self.words, joined)),
            frozenset(self.amounts.keys() & set(_figures_in(joined))) if self.amounts else frozenset(),
        )

    def __bool__(self) -> bool:
        return len(self.pieces) > 0 or len(self.words) > 0 or bool(self.amounts)


def _plain(texts: Iterable[str]) -> str:
    """Join texts, each unescaped by itself; most hold nothing to unescape, which the whole tells at once."""
    listed = list(texts)
    joined = APART.join(listed)
    if not holds_escapes(joined):
        return joined
    return APART.join(plain(text) if holds_escapes(text) else text for text in listed)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a skeleton, in bytes, and where in it the key stands that it is looked up by.

    ``counted`` is true of a short piece that begins with a digit.
    """

    letters: str
    key_at: int
    counted: bool
    places: frozenset[Place]


def _bytes(letters: str) -> str:
    """Return the UTF-8 bytes of a text, one a character.

    The matcher goes through the branches of a node one by one, and over thousands of Han characters that takes
    a hundred times as long as over bytes.
    """
    return letters.encode().decode("latin-1")


def _key(letters: str) -> str:
    """Return what a piece is looked up by: the least of its pieces of four characters.

    Neighbouring pieces mostly share it, so that the matcher holds a tenth of what it would hold of whole pieces.
    """
    return min((letters[start : start + _KEY] for start in range(len(letters) - _KEY + 1)), default=letters)


def _pieces_automaton(pieces: Mapping[str, Iterable[Place]]) -> ahocorasick.Automaton:
    by_key: dict[str, list[_Piece]] = {}
    for letters, places in sorted(pieces.items()):
        key = _key(letters)
        before = _bytes(letters[: letters.index(key)])
        counted = len(letters) < RUN and letters[0].isdigit()
        by_key.setdefault(_bytes(key), []).append(_Piece(_bytes(letters), len(before), counted, frozenset(places)))
    automaton = ahocorasick.Automaton()
    for key, under in by_key.items():
        automaton.add_word(key, (len(key), tuple(under)))
    if by_key:
        automaton.make_automaton()
    return automaton


def _pieces_in(automaton: ahocorasick.Automaton, text: str) -> Iterator[tuple[str, frozenset[Place]]]:
    """Yield the pieces that stand in a text."""
    if not len(automaton):
        return
    letters = _bytes(skeleton(text))
    for end, (length, under) in automaton.iter(letters):
        for piece in under:
            start = end + 1 - length - piece.key_at
            if start >= 0 and letters.startswith(piece.letters, start) and not _ends_number(letters, start, piece):
                yield piece.letters.encode("latin-1").decode(), piece.places


def _ends_number(letters: str, start: int, piece: _Piece) -> bool:
    """Whether a short piece that begins with a digit ends a longer number (``100人次`` in ``1100人次``)."""
    return piece.counted and start > 0 and letters[start - 1].isdigit()


def _words_automaton(words: Mapping[str, Iterable[Place]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, places in sorted(words.items()):
        automaton.add_word(word, (word, frozenset(places)))
    if words:
        automaton.make_automaton()
    return automaton


def _words_in(automaton: ahocorasick.Automaton, text: str) -> Iterator[tuple[str, frozenset[Place]]]:
    """Yield the words that stand in a text as words."""
    if not len(automaton):
        return
    folded = normalize("NFKC", text).casefold()
    for end, (word, places) in automaton.iter(folded):
        before, after = folded[max(0, end - len(word)) : end + 1 - len(word)], folded[end + 1 : end + 2]
        if not (_continues(before) or _continues(after)):
            yield word, places


def _continues(character: str) -> bool:
    """Whether a word goes on with a character, as Latin words do; Chinese may follow a code without a space."""
    return character.isascii() and character.isalnum()


def _figures_in(text: str) -> Iterator[str]:
    """Yield the numbers that stand in a text, without separators, with the unit that makes another amount of them.

    A rounded amount is that of many; where the one that was rounded stands behind it, that one is yielded alone.
    """
    for match in _NUMBER.finditer(normalize("NFKC", text)):
        figure = re.sub(r"\D", "", match[1]) + (match[2] or "")
        if match[3] == "万":
            # The unit of all amounts here: beside it a number of any length is one.
            yield figure
            yield f"{Decimal(figure).normalize():f} 万"
        elif match[4] is None:
            yield f"{figure} {match[3]}" if match[3] else figure


def _figures(amount: Money) -> Iterator[str]:
    """Yield the ways an amount is written, without separators: in 万元, in yuan, and in millions and more.

    Nothing is looked for of an amount of zero: zeros stand everywhere and are no one's.
    """
    if not amount.wan:
        return
    wan = amount.wan.quantize(Decimal("0.01"))
    yield str(wan)
    shorter = f"{wan.normalize():f}"
    yield f"{shorter} 万"
    if "." in shorter or len(shorter) >= _SHORTEST_WAN:
        yield shorter
    yuan = str(amount.yuan)
    if len(yuan) >= _SHORTEST_YUAN:
        yield yuan
        yield f"{yuan}.00"
    for name, size in _LARGE_UNITS.items():
        # Prose names a tenth of a large unit at the least.
        if 10 * amount.yuan >= size:
            large = amount.yuan / Decimal(size)
            for written in (large, large.quantize(Decimal("0.01")), large.quantize(Decimal("0.1"))):
                yield f"{written:f} {name}"
                yield f"{written.normalize():f} {name}"


def _spellings(secret: SecretText) -> Iterator[str]:
    letters = skeleton(secret.text)
    told = list(runs(letters))
    if told:
        yield from told
    elif _han(letters) >= _HAN_IN_SHORT or (len(letters) >= RUN and not letters.isdigit()):
        yield letters
    if secret.named and has_han(secret.text):
        # As an address spells it, and as the search index does, which knows words that are read otherwise.
        yield from (each for each in (pinyin(secret.text), spelt(letters)) if len(each) >= RUN)


def _words(secret: SecretText) -> Iterator[str]:
    letters = skeleton(secret.text)
    if letters.isascii():
        long_enough = len(letters) >= (_SHORTEST_NUMERAL if letters.isdigit() else _SHORTEST_WORD)
        if long_enough and (letters.isdigit() or len(letters) < RUN):
            written = normalize("NFKC", secret.text).strip().casefold()
            yield from {letters, written, written.replace("-", "_")}


@dataclass(frozen=True, slots=True)
class Standing:
    """The needles that stand in some texts and amounts."""

    pieces: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()

    def __or__(self, other: Standing) -> Standing:
        return Standing(self.pieces | other.pieces, self.words | other.words, self.figures | other.figures)

    def __sub__(self, other: Standing) -> Standing:
        return Standing(self.pieces - other.pieces, self.words - other.words, self.figures - other.figures)

    def __bool__(self) -> bool:
        return bool(self.pieces or self.words or self.figures)

    @property
    def needles(self) -> Needles:
        """These needles alone, of no place."""
        nowhere: frozenset[Place] = frozenset()
        return Needles(
            _pieces_automaton(dict.fromkeys(self.pieces, nowhere)),
            _words_automaton(dict.fromkeys(self.words, nowhere)),
            dict.fromkeys(self.figures, nowhere),
            frozenset(),
        )


def standing(needles: Needles, texts: Iterable[str], amounts: Iterable[Money] = ()) -> Standing:
    """Return which needles stand in public texts and amounts, so that this can be asked of each text where it is."""
    joined = _plain(texts)
    figures = {figure for amount in amounts for figure in _figures(amount)} if needles.amounts else set()
    return Standing(
        frozenset(piece for piece, _ in _pieces_in(needles.pieces, joined)),
        frozenset(word for word, _ in _words_in(needles.words, joined)),
        frozenset(figures & needles.amounts.keys()),
    )


def standing_in_own(needles: Needles, texts: Iterable[str]) -> Standing:
    """Return which needles stand in the publisher's and the program's own texts, in which a number is no amount."""
    listed = list(texts)
    figures = needles.amounts.keys() & set(chain.from_iterable(map(_figures_in, listed))) if needles.amounts else ()
    joined = APART.join(map(plain, listed))
    return Standing(
        frozenset(piece for piece, _ in _pieces_in(needles.pieces, joined)),
        frozenset(word for word, _ in _words_in(needles.words, joined)),
        frozenset(figures),
    )


def compile_needles(
    secrets: Iterable[Secret],
    public_texts: Iterable[str],
    public_amounts: Iterable[Money] = (),
    own_texts: Iterable[str] = (),
    shown: Iterable[Standing] = (),
) -> Needles:
    """Compile secrets into needles, without what also stands in public.

    ``public_texts`` are the official texts that the site shows by right. ``own_texts`` are the publisher's and the
    program's: articles, messages, templates, styles and scripts, in which a number is no amount of a budget. A number
    in an official text may be one, so it takes nothing away. Each text is read once. ``shown`` are needles that were
    found ``standing`` in public already.
    """
    pieces: dict[str, set[Place]] = {}
    words: dict[str, set[Place]] = {}
    amounts: dict[str, set[Place]] = {}
    for secret in secrets:
        match secret:
            case SecretText():
                for spelling in _spellings(secret):
                    pieces.setdefault(spelling, set()).add(secret.place)
                for word in _words(secret):
                    words.setdefault(word, set()).add(secret.place)
            case SecretAmount():
                for figure in _figures(secret.amount):
                    amounts.setdefault(figure, set()).add(secret.place)
    own = tuple(own_texts)
    _take_away_public(pieces, words, chain(public_texts, own))
    _drop(amounts, chain.from_iterable(map(_figures_in, own)))
    _drop(amounts, chain.from_iterable(map(_figures, public_amounts)))
    for found in shown:
        _drop(pieces, found.pieces)
        _drop(words, found.words)
        _drop(amounts, found.figures)
    figures = {figure: frozenset(places) for figure, places in sorted(amounts.items())}
    characters = frozenset(skeleton("".join((*pieces, *words, *figures))))
    return Needles(_pieces_automaton(pieces), _words_automaton(words), figures, characters)


def _drop(needles: dict[str, set[Place]], public: Iterable[str]) -> None:
    for needle in public:
        needles.pop(needle, None)


def _take_away_public(pieces: dict[str, set[Place]], words: dict[str, set[Place]], public_texts: Iterable[str]) -> None:
    """Drop the needles that stand in public text, going through the public text once and keeping none of it."""
    all_pieces, all_words = _pieces_automaton(pieces), _words_automaton(words)
    if not pieces and not words:
        return
    for text in public_texts:
        unescaped = plain(text)
        for piece, _ in _pieces_in(all_pieces, unescaped):
            pieces.pop(piece, None)
        for word, _ in _words_in(all_words, unescaped):
            words.pop(word, None)
