"""How Chinese names are typed in pinyin: a syllable for each character, without tones, v for ü.

A character is read as it is most often, but for the words of ``heteronyms.tsv``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from sitegen.values.hanzi import pinyin

#: Where Han characters begin; nothing before has a reading.
_HAN = "\u3400"


@cache
def _words() -> dict[str, tuple[str, ...]]:
    lines = files(__package__).joinpath("heteronyms.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: tuple(syllables.split()) for word, syllables in rows}


@cache
def _longest() -> int:
    return max(map(len, _words()))


@cache
def _commonest(character: str) -> str:
    # Letters and digits are spelt as themselves there; here they have no reading.
    return pinyin(character) if character >= _HAN else ""


@lru_cache(maxsize=4096)
def spelt(name: str) -> str:
    """Return a name as it is typed in pinyin, without spaces; what has no reading is left out."""
    return "".join(syllables(name))


def syllables(characters: str) -> tuple[str, ...]:
    """Return the syllable of each character of a run in normal form; empty for what has none."""
    read: list[str] = []
    while len(read) < len(characters):
        start = len(read)
        ends = range(min(len(characters), start + _longest()), start + 1, -1)
        word = next((_words()[characters[start:end]] for end in ends if characters[start:end] in _words()), None)
        read.extend((_commonest(characters[start]),) if word is None else word)
    return tuple(read)
