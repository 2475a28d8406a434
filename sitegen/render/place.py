"""The page that is being made: where it stands, in which language, and how it speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.public.spots import Spot
from sitegen.render.messages import Filling, Messages
from sitegen.render.phrases import Phrase, Voice


@dataclass(frozen=True, slots=True)
class Link:
    """A link. ``current`` is the value of ``aria-current`` where the link leads to where the reader is."""

    href: str
    label: Phrase
    current: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link to the same place in the other language; ``label`` is in that language."""

    href: str
    lang: str
    label: Phrase


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its anchor, and its counterpart in the other language.

    ``id`` is ``None`` where what the heading begins has an anchor already.
    """

    id: str | None
    text: Phrase
    level: int
    other: LanguageLink | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a list of facts; a link where there is more to read."""

    term: Phrase
    description: Phrase
    href: str | None = None


@dataclass(frozen=True)
class Place:
    """A page: its path below the folder of its language, its words, and the official texts as it says them."""

    path: PurePosixPath
    language: Language
    messages: Messages
    other_messages: Messages
    voice: Voice
    #: The path of the site on its server where links have to begin there, as on a page that stands for any missing one.
    root: str | None = None

    @cached_property
    def file(self) -> PurePosixPath:
        """Where the page stands, from the site's root."""
        return addresses.in_language(self.path, self.language)

    @cached_property
    def _folder(self) -> PurePosixPath:
        return self.file.parent

    def _href(self, target: PurePosixPath, anchor: str | None) -> str:
        href = addresses.from_folder(self._folder, target) if self.root is None else f"{self.root}/{target.as_posix()}"
        return href if anchor is None else f"{href}#{anchor}"

    def to(self, target: PurePosixPath, anchor: str | None = None) -> str:
        """Return the link to a page of the same language, or to a place in it."""
        return self._href(addresses.in_language(target, self.language), anchor)

    def to_spot(self, spot: Spot) -> str:
        """Return the link to where a project or an indicator stands."""
        return f"#{spot.anchor}" if spot.page == self.path and spot.anchor else self.to(spot.page, spot.anchor)

    def at(self, path: PurePosixPath) -> Place:
        """Return another page of the same language and the same voice."""
        return replace(self, path=path)

    def to_file(self, target: PurePosixPath) -> str:
        """Return the link to a file of the site that is in no language."""
        return self._href(target, None)

    def to_other(self, anchor: str | None = None) -> str:
        """Return the link to the same place in the other language."""
        return self._other_href if anchor is None else f"{self._other_href}#{anchor}"

    @cached_property
    def _other_href(self) -> str:
        return self._href(addresses.in_language(self.path, self.language.other), None)

    def say(self, key: str, **fillings: Filling) -> Phrase:
        """Return words of the site."""
        return self.messages.say(key, **fillings)

    def language_link(self, label: Phrase, anchor: str | None = None) -> LanguageLink:
        """Link to the same place in the other language."""
        return LanguageLink(self.to_other(anchor), self.language.other.tag, label)

    def heading(self, anchor: str, key: str, level: int = 2, **fillings: Filling) -> Heading:
        """Make a heading of the site's own words; where it holds texts of its own, there is no counterpart to show."""
        other = None if fillings else self.language_link(self.other_messages.say(key), anchor)
        return Heading(anchor, self.say(key, **fillings), level, other)

    def official_heading(self, target: str, text: str, level: int) -> Heading:
        """Make a heading of an official name; ``target`` is the anchor of what it begins, in both languages."""
        other = self.voice.say_in_other(text)
        return Heading(None, self.voice.say(text), level, None if other is None else self.language_link(other, target))
