"""The words of the site itself, from ``messages/zh.yaml`` and ``messages/en.yaml`` of the theme.

Both files have the same keys. A message may hold places, ``{name}``; where it holds ``{count}`` an English
message may have two forms, ``one`` and ``other``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

import yaml

from sitegen.public.addresses import Language
from sitegen.render.formats import count as write_count
from sitegen.render.phrases import Phrase, marked, phrase

_PLACE = re.compile(r"\{([a-z_]+)\}")

#: In the key of a message whose places a script fills; it is said with its places as they stand.
_FOR_SCRIPT = ".js."

# So many filled messages are remembered: those of some dozens of pages.
_REMEMBERED = 4096

#: What may stand in a place of a message.
Filling: TypeAlias = Phrase | int | str


class _Form(NamedTuple):
    """A form of a message: its text and its markup, both to be filled with ``%``, and the names of its places."""

    text: str
    html: str
    places: tuple[str, ...]


class UnknownMessageError(KeyError):
    """A template or view asks for words that the theme does not have."""


class Messages:
    """The messages of one language."""

    def __init__(self, language: Language, sources: Mapping[str, str | Mapping[str, str]]) -> None:
        """Prepare messages; the literal parts are escaped and marked once."""
        self.language = language
        self.sources = sources
        self._forms: dict[str, dict[str, _Form]] = {}
        self._fixed: dict[str, Phrase] = {}
        self._said: dict[tuple[object, ...], Phrase] = {}
        for key, source in sources.items():
            forms = {"other": source} if isinstance(source, str) else dict(source)
            self._forms[key] = {name: self._form(form) for name, form in forms.items()}
            other = forms["other"]
            if _PLACE.search(other) is None or _FOR_SCRIPT in key:
                self._fixed[key] = phrase(other, language)

    def _form(self, source: str) -> _Form:
        parts = _PLACE.split(source)
        literal = [phrase(part, self.language) for part in parts[::2]]
        return _Form(
            "%s".join(part.text.replace("%", "%%") for part in literal),
            "%s".join(str(part.html).replace("%", "%%") for part in literal),
            tuple(parts[1::2]),
        )

    def say(self, key: str, **fillings: Filling) -> Phrase:
        """Return a message with its places filled.

        Raises:
            UnknownMessageError: for a key or a place that the message does not have.

        """
        if not fillings:
            try:
                return self._fixed[key]
            except KeyError:
                raise UnknownMessageError(key) from None
        # Counts, years and shares repeat from page to page.
        asked = (key, *fillings.items())
        known = self._said.get(asked)
        if known is None:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            known = self._said[asked] = self._filled(key, fillings)
        return known

    def _filled(self, key: str, fillings: Mapping[str, Filling]) -> Phrase:
        forms = self._forms.get(key)
        if forms is None:
            raise UnknownMessageError(key)
        form = forms["one"] if fillings.get("count") == 1 and "one" in forms else forms["other"]
        filled = [self._fill(key, name, fillings) for name in form.places]
        text = form.text % tuple([part.text for part in filled])
        # What is filled in is markup, as the form is.
        return Phrase(text, marked(form.html % tuple([part.html for part in filled])))

    def _fill(self, key: str, name: str, fillings: Mapping[str, Filling]) -> Phrase:
        try:
            filling = fillings[name]
        except KeyError:
            message = f"{key}: {{{name}}}"
            raise UnknownMessageError(message) from None
        if isinstance(filling, Phrase):
            return filling
        return phrase(write_count(filling) if isinstance(filling, int) else filling, self.language)

    def filled(self, places: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """Yield the text of each message that has these places and no others, filled with each row of texts."""
        for form in chain.from_iterable(forms.values() for forms in self._forms.values()):
            if set(form.places) == set(places):
                order = [places.index(place) for place in form.places]
                yield from (form.text % tuple([row[number] for number in order]) for row in rows)

    def __contains__(self, key: str) -> bool:
        return key in self._forms


def places(source: str | Mapping[str, str]) -> frozenset[str]:
    """Return the names of the places of a message, in whichever of its forms they stand."""
    forms = (source,) if isinstance(source, str) else source.values()
    return frozenset(name for form in forms for name in _PLACE.findall(form))


def read_messages(language: Language, texts: tuple[str, ...]) -> Messages:
    """Read message files; where two say the same, the later one wins.

    What is not written as a message is left out; the inspection of the theme tells of it, and nothing is built then.
    """
    sources: dict[str, str | Mapping[str, str]] = {}
    for text in texts:
        sources.update({key: source for key, source in _read(text).items() if _is_message(source)})
    return Messages(language, sources)


def _read(text: str) -> Mapping[str, str | Mapping[str, str]]:
    try:
        raw = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes text and nothing else
    except yaml.YAMLError:
        return {}
    return raw if isinstance(raw, dict) else {}


def _is_message(source: object) -> bool:
    if isinstance(source, dict):
        return "other" in source and all(isinstance(form, str) for form in source.values())
    return isinstance(source, str)
