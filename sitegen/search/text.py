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
from itertools import pairwise

from sitegen.search.readings import syllables
from sitegen.values.hanzi import traditional

#: The normal form of a decimal point between digits. The letters of this family never come out of normalisation.
POINT = "\N{MODIFIER LETTER SMALL P}"
#: The normal form of any other mark between two numbers, save the comma, which groups digits and vanishes.
MARK = "\N{MODIFIER LETTER SMALL B}"
#: Opens the token of a word of letters or of an ending of one.
WORD = "\N{MODIFIER LETTER SMALL W}"
#: Closes it, so that no token of a word is the beginning of another.
END = "\N{MODIFIER LETTER SMALL X}"
#: Opens the token of a syllable in which a name is typed.
SYLLABLE = "\N{MODIFIER LETTER SMALL Y}"
#: Opens the token of two initials in which a name is typed.
INITIALS = "\N{MODIFIER LETTER SMALL J}"
#: Takes a position in Pagefind's stream without being indexed, so that no phrase crosses it.
PAD = "-"
_APART = 3

_OTHER = "\0"
#: Characters written without spaces: Han, kana, bopomofo, Hangul. The same ranges stand in the page's module.
WIDE = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WIDE_CHARACTER = re.compile(f"[{WIDE}]")
_GAP = re.compile(f"[ .,{_OTHER}]+")
_LETTERS = re.compile(f"[^{WIDE}0-9{POINT}{MARK}]+")
_NUMERIC = frozenset("0123456789")
_KEPT = frozenset({"L", "Nd", "Nl"})


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
    return _GAP.sub(
        lambda gap: _join(text[gap.start() - 1 : gap.start()], gap.group(), text[gap.end() : gap.end() + 1]), text
    )


def _join(before: str, gap: str, after: str) -> str:
    if not before or not after or _WIDE_CHARACTER.fullmatch(before) or _WIDE_CHARACTER.fullmatch(after):
        return ""
    if " " in gap:
        return " "
    if before in _NUMERIC and after in _NUMERIC and gap != ",":
        return POINT if gap == "." else MARK
    return ""


def is_wide(character: str) -> bool:
    """Whether a character is written without spaces around it: Han, kana, bopomofo, Hangul."""
    return _WIDE_CHARACTER.fullmatch(character) is not None


class TokenStream:
    """The tokens of one section, in the order in which Pagefind numbers their positions.

    - A run of letters is one token: ``WORD`` letters ``END``. Words that follow each other are a phrase.
    - Any other run gives its overlapping pairs of characters; a piece of two characters or more is a phrase of pairs.
    - Every character, every pair of letters and every ending of a run of letters stands once more by itself, where it
      first occurs: a query of one character, of two letters, or of a longer piece from inside a word is found by
      these. A longer piece of a word is the beginning of an ending.
    - A name stands in pinyin as well: a syllable for each character, then the pairs of their initials.
    """

    def __init__(self) -> None:
        """Start an empty stream."""
        self._tokens: list[str] = []
        self._alone: set[str] = set()

    def add(self, text: str) -> None:
        """Add a text; no phrase runs from it into the one before or after it."""
        found = runs(text)
        previous_is_word = False
        for run in found:
            is_word = _LETTERS.fullmatch(run) is not None
            if not (is_word and previous_is_word):
                self._pad()
            previous_is_word = is_word
            if is_word:
                token = f"{WORD}{run}{END}"
                self._tokens.append(token)
                self._alone.add(token)
            else:
                self._tokens.extend(run[start : start + 2] for start in range(len(run) - 1))
        self._pad()
        for run in found:
            self._add_alone(run)

    def spell(self, name: str) -> None:
        """Add how a Chinese name is typed in pinyin. Its characters keep their places: what has no reading is empty."""
        read = syllables("".join(runs(name)))
        if not any(read):
            return
        self._pad()
        self._tokens.extend(f"{SYLLABLE}{syllable}" if syllable else PAD for syllable in read)
        self._tokens.append(PAD)
        for one, other in pairwise(read):
            self._tokens.append(f"{INITIALS}{one[0]}{other[0]}" if one and other else PAD)
        self._pad()

    def fill(self, position: int) -> None:
        """Leave positions empty, so that what follows begins at ``position`` if the stream is shorter than that."""
        self._tokens.extend(PAD for _ in range(position - len(self._tokens)))

    @property
    def content(self) -> str:
        """The stream as Pagefind reads it: tokens apart by spaces."""
        return " ".join(self._tokens)

    @property
    def characters(self) -> frozenset[str]:
        """Every character that stands in the stream."""
        return frozenset(token for token in self._alone if len(token) == 1)

    def _pad(self) -> None:
        """Leave three positions empty.

        A phrase may then pass over every other pair, or over one character that is wrong, and still not run on.
        """
        while self._tokens and self._tokens[-_APART:] != [PAD] * _APART:
            self._tokens.append(PAD)

    def _add_alone(self, run: str) -> None:
        alone = [character for character in run if character not in {POINT, MARK}]
        for letters in _LETTERS.findall(run):
            alone.extend(f"{WORD}{one}{other}" for one, other in pairwise(letters))
            alone.extend(f"{WORD}{letters[start:]}{END}" for start in range(len(letters) - 2))
        for token in alone:
            if token not in self._alone:
                self._alone.add(token)
                self._tokens.append(token)
