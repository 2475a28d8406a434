"""Chinese characters: traditional forms folded to simplified, readings in pinyin, and the skeleton of a text.

The tables are ``traditional.tsv``, ``variants.tsv`` and ``pinyin.tsv``; their heads say where they come from. A reader
who searches may write traditional characters; who hides something may write any variant, so the skeleton folds both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

# Letters and digits make up a skeleton; marks, punctuation, symbols, spaces and invisible characters do not.
_KEPT = ("L", "N")

#: Stands between pieces of text that have nothing to do with each other; survives in a skeleton.
APART = "\x00"


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            head, _, characters = line.partition("\t")
            yield head, characters


@cache
def traditional() -> dict[str, str]:
    """Return the table from traditional characters to simplified ones."""
    return dict(_rows("traditional.tsv"))


@cache
def variants() -> dict[int, str]:
    """Return the table of ``str.translate`` from traditional forms and variants to simplified characters."""
    others = {ord(variant): simple for simple, variants in _rows("variants.tsv") for variant in variants}
    return others | {ord(character): simple for character, simple in traditional().items()}


def simplified(text: str) -> str:
    """Fold traditional forms and variants to simplified characters, one for one."""
    return text.translate(variants())


@cache
def _readings() -> dict[str, str]:
    return {character: syllable for syllable, characters in _rows("pinyin.tsv") for character in characters}


def pinyin(text: str) -> str:
    """Spell a text in pinyin without tones: each character by its commonest reading, letters and digits as they are."""
    readings = _readings()
    return "".join(readings.get(character, character if character.isascii() else "") for character in skeleton(text))


class _Skeleton(dict[int, str]):
    """Code point -> what is left of it; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).casefold().translate(variants())
        left = character if character == APART else "".join(c for c in folded if unicodedata.category(c)[0] in _KEPT)
        self[code] = left
        return left


_SKELETON = _Skeleton()


def skeleton(text: str) -> str:
    """Return what is left of a text when all spelling is taken away.

    Compatibility forms and full width (NFKC), case, traditional forms, spaces, punctuation, symbols and
    invisible characters do not tell two texts apart. ``APART`` is kept.
    """
    return text.translate(_SKELETON)
