"""Text that knows how it is written on a page: escaped, and marked where it is in another language.

A page is in one language. A run of text in the other one stands in a ``<span lang>``, so that reading
software changes its voice and the browser its line breaking. On an English page every Chinese character
counts; on a Chinese page two English words in a row do (a single one, ``APP``, is read as Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from sitegen.public.addresses import Language
from sitegen.translations import Catalogue

_HAN = r"\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK_MARKS = r"\u3001-\u3020\uff01-\uff5e\u201c\u201d"
_CHINESE = re.compile(rf"[{_HAN}](?:[{_HAN}{_CJK_MARKS}]*[{_HAN}])?")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'\u2019-]+(?: [A-Za-z][A-Za-z'\u2019-]+)+")
_FOREIGN = {Language.ZH: _ENGLISH, Language.EN: _CHINESE}
_IN_LANGUAGE = Markup('<span lang="%s">%s</span>')


#: A catalogue that translates nothing.
NO_CATALOGUE = Catalogue({})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of a page. ``text`` is for titles and attributes, ``html`` for the page itself.

    ``native`` is false where the whole text is in the other language, because it is not translated.
    """

    text: str
    html: Markup
    native: bool = True

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.text


_MARKED = re.compile(r"""[&<>'"]""")


def written(value: object) -> str:
    """Write a value into a page: a phrase as it is written, and anything else escaped, but for what is markup."""
    # Most values are one of these two, and a page has thousands.
    if type(value) is Phrase:
        return value.html
    if type(value) is str and _MARKED.search(value) is None:
        return value
    # What a macro gives is markup as long as the page, and need not be copied.
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


def marked(text: str) -> Markup:
    """Take a text for markup, which it has to be: without asking it, as ``Markup`` does."""
    return str.__new__(Markup, text)


def in_language(text: str, language: Language) -> Markup:
    """Write a text that is in a language other than the page's."""
    return _IN_LANGUAGE % (language.tag, text)


def joined(parts: Iterable[Markup]) -> Markup:
    """Put pieces together that are written already: nothing in them is looked at again."""
    return marked("".join(parts))


# Official words repeat: categories, units, targets; and a heading names itself in both languages.
@lru_cache(maxsize=8192)
def phrase(text: str, language: Language) -> Phrase:
    """Write a text of the page's language; runs of the other language in it are marked."""
    foreign = _FOREIGN[language]
    if foreign.search(text) is None:
        return Phrase(text, escape(text))
    pieces: list[Markup] = []
    end = 0
    for run in foreign.finditer(text):
        pieces += (escape(text[end : run.start()]), in_language(run[0], language.other))
        end = run.end()
    return Phrase(text, joined([*pieces, escape(text[end:])]))


def untranslated(text: str, language: Language) -> Phrase:
    """Write a text that is wholly in the other language."""
    return Phrase(text, in_language(text, language.other), native=False)


class Voices:
    """The official texts of several departments on one page, each out of its own catalogue."""

    def __init__(self, language: Language, catalogues: Mapping[str, Catalogue]) -> None:
        """Speak a language out of the catalogues of departments."""
        self._language = language
        self._catalogues = catalogues
        self._voices: dict[str, Voice] = {}

    def of(self, department_id: str) -> Voice:
        """Return the voice of a department."""
        voice = self._voices.get(department_id)
        if voice is None:
            voice = self._voices[department_id] = Voice(
                self._language, self._catalogues.get(department_id, NO_CATALOGUE)
            )
        return voice

    @property
    def fell_back(self) -> bool:
        """Whether any text had to be shown in Chinese."""
        return any(voice.fell_back for voice in self._voices.values())


class Voice:
    """The official texts in the language of one page.

    Chinese is verbatim. English comes from the catalogue; a text that is not there is shown in Chinese,
    and ``fell_back`` then says so, for the one notice at the top of the page.
    """

    __slots__ = ("_catalogue", "_known", "fell_back", "language")

    def __init__(self, language: Language, catalogue: Catalogue) -> None:
        """Speak a language out of a catalogue."""
        self.language = language
        self.fell_back = False
        self._catalogue = catalogue
        self._known: dict[str, Phrase] = {}

    def say(self, text: str) -> Phrase:
        """Return an official text in the language of the page."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._find(text)
        return known

    def say_if(self, text: str | None) -> Phrase | None:
        """Return an official text where there is one."""
        return None if text is None else self.say(text)

    def say_all(self, texts: tuple[str, ...]) -> tuple[Phrase, ...]:
        """Return several official texts."""
        return tuple(self.say(text) for text in texts)

    def say_in_other(self, text: str) -> Phrase | None:
        """Return an official text in the other language, for a link to there; ``None`` where it is not translated."""
        if self.language is Language.EN:
            return phrase(text, Language.ZH)
        english = self._catalogue.english(text)
        return None if english is None else phrase(english, Language.EN)

    def attribute(self, text: str, instead: str) -> str:
        """Return an official text for a title or an attribute, which cannot say that it is in another language."""
        said = self.say(text)
        return said.text if said.native else instead

    def _find(self, text: str) -> Phrase:
        if self.language is Language.ZH:
            return phrase(text, Language.ZH)
        english = self._catalogue.english(text)
        if english is None:
            self.fell_back = True
            return untranslated(text, Language.EN)
        return phrase(english, Language.EN)
