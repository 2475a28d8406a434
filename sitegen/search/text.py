"""The normal form in which text is searched, and the tokens that make every piece of it findable.

The law: a section holds a query when each of the query's words (apart by white space) is a piece of one
of the runs of one of its fields. ``runs`` defines the runs of a field, ``words`` those of a query, and
``TokenStream`` writes tokens from which Pagefind finds exactly the sections that hold a query. The page's
own copy of the first two is ``themes/default/assets/search-worker.js``; a test compares them.

Normal form: compatibility forms (full width, circled digits, Kangxi radicals) become their letters, accents
go, letters are lower case, traditional characters become simplified. Marks vanish, but for a point between
digits (230.00 is not 23000) and a mark between two numbers (20；30 is not 2030). White space parts words
of letters and numbers; beside a Han character it means nothing, because cells wrap anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise, repeat
from operator import add

from sitegen.search.readings import syllables
from sitegen.values.hanzi import traditional

#: The normal form of a decimal point between digits. The letters of this family never come out of normalisation.
POINT = "\N{MODIFIER LETTER SMALL P}"
#: The normal form of any other mark between two numbers, save the comma, which groups digits and vanishes.
MARK = "\N{MODIFIER LETTER SMALL B}"
#: Opens the token of a piece that stands once a section, whatever its place there.
ONCE = "\N{MODIFIER LETTER SMALL W}"
#: Closes the stream of each section, so that Pagefind leaves out none; it is not kept.
BORDER = "\N{MODIFIER LETTER SMALL H}"
#: Opens the token of a word of letters with the one behind it.
PAIR = "\N{MODIFIER LETTER SMALL T}"
#: Closes each word, so that no token of a word is the beginning of another.
END = "\N{MODIFIER LETTER SMALL X}"
#: Opens the token of a syllable in which a name is typed.
SYLLABLE = "\N{MODIFIER LETTER SMALL Y}"
#: Opens the token of two initials in which a name is typed.
INITIALS = "\N{MODIFIER LETTER SMALL J}"
#: Takes a position in Pagefind's stream without being indexed, so that no phrase crosses it.
PAD = "-"
_APART = 3
_EMPTY = [PAD] * _APART
#: Characters to a token of text that is not words of letters.
GRAM = 3
#: Where the title, the goal, and all that ranks below it begin in the token stream of a section, unless what stands
#: before is longer. The page ranks hits by these: title, goal, rest, of which what recurs stands before the title.
REGIONS = (128, 256, 768)

_OTHER = "\0"
#: Characters written without spaces: Han, kana, bopomofo, Hangul. The same ranges stand in the page's module.
WIDE = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WIDE_CHARACTER = re.compile(f"[{WIDE}]")
_GAP = f"[ .,{_OTHER}]+"
#: A gap that leaves nothing: at either end, or beside a character written without spaces.
_GAP_OF_NONE = re.compile(f"(?<=[{WIDE}]){_GAP}|{_GAP}(?=[{WIDE}])|^{_GAP}|{_GAP}$")
#: Any other, but for a single space between letters, which stays.
_GAP_OF_LETTERS = re.compile(f"(?!(?<=[a-z]) [a-z]){_GAP}")
_LETTERS = re.compile(f"[^{WIDE}0-9{POINT}{MARK}]+")
_NUMERIC = frozenset("0123456789")
_KEPT = frozenset({"L", "Nd", "Nl"})
_NO_CHARACTERS = frozenset({POINT, MARK})
#: The regions are numbered in their order; the last has no end.
_REST = len(REGIONS)
#: Of so many texts and names the tokens are remembered, if the text has no more characters than that.
_KEPT_TEXTS, _SHORT = 1_024, 48


class _Normal(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        normal = "".join(_kept(character) for character in _decomposed(chr(code)))
        self[code] = normal
        return normal


def _decomposed(character: str) -> str:
    bare = "".join(part for part in unicodedata.normalize("NFKD", character) if unicodedata.category(part) != "Mn")
    return unicodedata.normalize("NFC", bare.lower())


def _kept(character: str) -> str:
    if character.isspace():
        return " "
    if character in ".,":
        return character
    category = unicodedata.category(character)
    if category[0] not in _KEPT and category not in _KEPT:
        return _OTHER
    return traditional().get(character, character)


_NORMAL = _Normal()


def runs(text: str) -> tuple[str, ...]:
    """Return the runs of a field of a section, in order."""
    return tuple(_closed(text.translate(_NORMAL)).split())


def words(query: str) -> tuple[str, ...]:
    """Return the words of a query in normal form; all white space parts them."""
    return tuple(word for piece in query.translate(_NORMAL).split() for word in _closed(piece).split())


def holds(fields: tuple[tuple[str, ...], ...], query: str) -> bool:
    """Whether a section whose fields have these runs holds a query: the definition that the search must meet."""
    wanted = words(query)
    return bool(wanted) and all(any(word in run for field in fields for run in field) for word in wanted)


def _closed(text: str) -> str:
    return _GAP_OF_LETTERS.sub(_joined, _GAP_OF_NONE.sub("", text))


def _joined(gap: re.Match[str]) -> str:
    """Return what stands between two words or numbers in the place of a gap."""
    passed, text = gap[0], gap.string
    if " " in passed:
        return " "
    if text[gap.start() - 1] in _NUMERIC and text[gap.end()] in _NUMERIC and passed != ",":
        return POINT if passed == "." else MARK
    return ""


def is_wide(character: str) -> bool:
    """Whether a character is written without spaces around it: Han, kana, bopomofo, Hangul."""
    return _WIDE_CHARACTER.fullmatch(character) is not None


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text in tokens: those with places, empty positions behind them, and the pieces that stand once.

    ``runs`` are those that have tokens with places; words of letters that follow each other are one.
    """

    runs: tuple[str, ...]
    tokens: tuple[str, ...]
    once: frozenset[str]
    characters: frozenset[str]
    letters: frozenset[str]


class TokenStream:
    """The tokens of one section, in the order in which Pagefind numbers their positions.

    - Words of letters that follow each other are tokens of two words: a phrase of these.
    - Any other run gives a token of three characters for each of its characters but the last, of two at
      its end: a piece of three characters or more is a phrase of tokens.
    - What stands in what was added before, and ranks no lower there, is not written again.
    - Every character, every pair of characters and every ending of a word of letters, of three letters or more, stands
      once by itself, in the region where it first occurs: a query of one or two characters, or of a piece of a word, is
      found by these. A longer piece of a word is the beginning of an ending. They have no positions.
    - A name stands in pinyin as well: a syllable for each character, then the pairs of their initials.
    """

    def __init__(self) -> None:
        """Start an empty stream."""
        self._tokens: list[str] = []
        self._held: list[str] = ["" for _ in range(_REST + 1)]
        self._once: list[set[str]] = [set() for _ in range(_REST + 1)]
        self._region = 0
        self._characters: set[str] = set()
        self._letters: set[str] = set()

    def add(self, text: str) -> None:
        """Add a text; no phrase runs from it into the one before or after it."""
        cut = _cut_of(text)
        held = self._held if self._region == _REST else self._held[min(self._region, 1) : self._region + 1]
        if not all(any(run in of_region for of_region in held) for run in cut.runs):
            self._tokens += cut.tokens
            self._held[self._region] += "".join(f"{run}\n" for run in cut.runs)
        self._once[self._region] |= cut.once
        self._characters |= cut.characters
        self._letters |= cut.letters

    def has_room(self, text: str) -> bool:
        """Whether a text can be added before the next region begins."""
        return self._region == _REST or len(self._tokens) + len(_cut_of(text).tokens) <= REGIONS[self._region]

    def spell(self, name: str) -> None:
        """Add how a Chinese name is typed in pinyin. Its characters keep their places: what has no reading is empty."""
        self._tokens += _spelt(name)

    def begin_region(self) -> None:
        """Begin the title, the goal, or the rest behind it, at its position, if the stream is shorter than that."""
        self._tokens.extend(repeat(PAD, REGIONS[self._region] - len(self._tokens)))
        self._region += 1

    @property
    def content(self) -> str:
        """The stream as Pagefind reads it: tokens apart by spaces, closed by a border, so that none is empty."""
        return " ".join([*self._tokens, BORDER])

    @property
    def once(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """The tokens of the pieces that stand once: those of the title, of the goal and of the rest."""
        recurring, title, goal, rest = self._once
        return frozenset(title), frozenset(goal - title), frozenset((recurring | rest) - title - goal)

    @property
    def characters(self) -> frozenset[str]:
        """Every character that stands in the stream."""
        return frozenset(self._characters)

    @property
    def letters(self) -> frozenset[str]:
        """Every word of letters that stands in the stream, be it by itself or beside other characters."""
        return frozenset(self._letters)


def _cut_of(text: str) -> _Cut:
    return _cut_and_kept(text) if len(text) <= _SHORT else _cut(text)


def _cut(text: str) -> _Cut:
    found = runs(text)
    tokens: list[str] = []
    once: set[str] = set()
    letters: set[str] = set()
    spread: list[str] = []
    for are_words, group in groupby(found, key=_is_word):
        if are_words:
            words = tuple(group)
            _close(tokens, [f"{PAIR}{one}{END}{other}{END}" for one, other in pairwise(words)])
            spread += [f" {' '.join(words)} "] if len(words) > 1 else []
        else:
            for run in group:
                _close(tokens, [run[start : start + GRAM] for start in range(len(run) - 1)])
                spread += [run] if len(run) > 1 else []
    for run in found:
        once.update(map(add, run, run[1:]))
        letters.update(_LETTERS.findall(run))
    characters = frozenset("".join(found)) - _NO_CHARACTERS
    pieces = frozenset(map(ONCE.__add__, chain(characters, once))).union(*map(_endings, letters))
    return _Cut(tuple(spread), tuple(tokens), pieces, characters, frozenset(letters))


@lru_cache(_KEPT_TEXTS)
def _endings(word: str) -> tuple[str, ...]:
    return tuple(f"{ONCE}{word[start:]}{END}" for start in range(len(word) - 2))


def _close(tokens: list[str], of_run: Sequence[str]) -> None:
    """Add the tokens of a run and leave three positions empty.

    A phrase may then pass over every other pair, or over one character that is wrong, and still not run on.
    """
    tokens += of_run
    while of_run and tokens[-_APART:] != _EMPTY:
        tokens.append(PAD)


#: Names and targets recur from year to year; a long text hardly does.
_cut_and_kept = lru_cache(_KEPT_TEXTS)(_cut)


@lru_cache(_KEPT_TEXTS)
def _spelt(name: str) -> tuple[str, ...]:
    read = syllables("".join(runs(name)))
    if not any(read):
        return ()
    tokens: list[str] = []
    initials = (f"{INITIALS}{one[0]}{other[0]}" if one and other else PAD for one, other in pairwise(read))
    _close(tokens, [*(f"{SYLLABLE}{syllable}" if syllable else PAD for syllable in read), PAD, *initials])
    return tuple(tokens)


def _is_word(run: str) -> bool:
    return _LETTERS.fullmatch(run) is not None
