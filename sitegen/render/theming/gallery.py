"""The gallery of a theme: its tokens, and each of its components with its description and its examples.

It is made from the theme alone, with the site's own parts in their places, and is given no content: so there is
nothing in it that could be withheld. Its words, pages and styles are a theme laid under all others
(``themes/gallery``), so that the site's own pages carry none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from markupsafe import Markup

from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.render.environment import environment
from sitegen.render.formats import plain
from sitegen.render.frame import Footer, Frame
from sitegen.render.head import Head
from sitegen.render.own_pages import Choice
from sitegen.render.phrases import NO_CATALOGUE, Phrase, Voice, phrase
from sitegen.render.place import Fact, Heading, LanguageLink, Link, Place
from sitegen.render.reading_aids import reading_aids
from sitegen.render.theme import ASSETS, Theme, default_theme
from sitegen.render.theming.components import Component, components
from sitegen.render.theming.contrast import Pair, pairs
from sitegen.render.theming.mistakes import mistakes_of
from sitegen.render.theming.tokens import Scheme

#: A file of the gallery: its path from the gallery's root, and its bytes.
File: TypeAlias = tuple[PurePosixPath, bytes]

#: The stylesheet of the gallery, by which a folder is known to hold one.
STYLESHEET = ASSETS / "gallery.css"

#: How a token is shown, by its kind.
_SHOWN = {
    "colour": ".token-{0}{{fill:var(--{0})}}",
    "size": ".token-{0}{{font-size:var(--{0})}}",
    "font": ".token-{0}{{font-family:var(--{0})}}",
    "space": ".token-{0}{{width:var(--{0})}}",
    "length": ".token-{0}{{width:var(--{0})}}",
}

_NAMED = re.compile(r' (id|for|aria-labelledby|aria-describedby|href)="(#?)([^"#]+)"')


@dataclass(frozen=True, slots=True)
class Top:
    """The opening of a page."""

    heading: Phrase
    lede: Phrase
    other_heading: LanguageLink


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token: what it is for and what it is."""

    name: str
    purpose: Phrase
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two colours that meet, with their contrast on the light page and on the dark."""

    above: str
    below: str
    matter: Phrase
    light: str
    dark: str
    wanted: str


@dataclass(frozen=True, slots=True)
class ComponentLink:
    """A component in the list of all."""

    href: str
    name: str
    description: Phrase


@dataclass(frozen=True, slots=True)
class TokensView:
    """The page of tokens, which lists the components as well."""

    top: Top
    colours_heading: Heading
    colours: tuple[TokenRow, ...]
    pairs_heading: Heading
    pairs: tuple[PairRow, ...]
    type_heading: Heading
    type: tuple[TokenRow, ...]
    space_heading: Heading
    space: tuple[TokenRow, ...]
    components_heading: Heading
    components: tuple[ComponentLink, ...]


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter of a component, or a field of one."""

    path: str
    kind: Phrase
    required: Phrase


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example: what its component makes of it, and its arguments as YAML. ``label`` names the latter."""

    name: Phrase
    shown: Markup
    source: str
    label: str


@dataclass(frozen=True, slots=True)
class ComponentView:
    """The page of a component."""

    top: Top
    accessibility_heading: Heading
    accessibility: tuple[Phrase, ...]
    parameters_heading: Heading
    parameters_caption: Phrase
    parameters: tuple[ParameterRow, ...]
    examples_heading: Heading
    examples: tuple[ShownExample, ...]


def gallery_files(theme: Theme) -> Iterator[File]:
    """Make the gallery of a theme in both languages.

    Raises:
        DescriptionError: if a component is not described as it should be.
        ThemeError: if a component of the site's own fails with its examples.

    """
    yield from _Gallery(theme).files()


class _Gallery:
    def __init__(self, theme: Theme) -> None:
        self._theme = Theme((default_theme().with_name("gallery"), *theme.folders), theme.name)
        self._components = components(theme)
        self._messages = {language: self._theme.messages(language) for language in Language}
        self._reading_aids = {language: reading_aids(theme, messages) for language, messages in self._messages.items()}
        self._environments = {
            language: environment(self._theme, language, self._messages[language]) for language in Language
        }

    def files(self) -> Iterator[File]:
        yield addresses.HOME, self._chooser()
        for language in Language:
            yield self._tokens_page(self._place(addresses.HOME, language))
            for component in self._components:
                yield self._component_page(self._place(_page_of(component), language), component)
        shown = (
            _SHOWN[purpose.kind].format(name)
            for name, purpose in self._theme.purposes.items()
            if name in self._theme.tokens.light
        )
        yield STYLESHEET, b"".join((self._theme.stylesheet, self._theme.more_stylesheet, *map(str.encode, shown)))
        yield from ((path, data) for path, data in self._theme.assets() if path == ASSETS / "icon.svg")
        yield from self._reading_aids.values()

    # Pages

    def _chooser(self) -> bytes:
        place = self._place(addresses.HOME, Language.ZH)
        head = self._head(addresses.HOME, place.language, place.say("gallery.title").text)
        choices = tuple(
            Choice(
                lang=language.tag,
                name=self._messages[language].say("language.name").text,
                heading=self._messages[language].say("gallery.title").text,
                sentence=self._messages[language].say("gallery.lede").text,
                href=addresses.in_language(addresses.HOME, language).as_posix(),
            )
            for language in Language
        )
        return self._rendered(Language.ZH, "pages/chooser.html", head=head, choices=choices)

    def _tokens_page(self, place: Place) -> File:
        rows = tuple(self._token_rows(place.language))
        kinds = {name: purpose.kind for name, purpose in self._theme.purposes.items()}

        def of_kind(*wanted: str) -> tuple[TokenRow, ...]:
            return tuple(row for row in rows if kinds[row.name] in wanted)

        view = TokensView(
            top=Top(place.say("gallery.title"), place.say("gallery.lede"), self._other_title(place)),
            colours_heading=place.heading("colours", "gallery.colours"),
            colours=of_kind("colour"),
            pairs_heading=place.heading("pairs", "gallery.pairs"),
            pairs=tuple(self._pair_rows(place)),
            type_heading=place.heading("type", "gallery.type"),
            type=of_kind("size", "font"),
            space_heading=place.heading("space", "gallery.space"),
            space=of_kind("space", "length"),
            components_heading=place.heading("components", "gallery.components"),
            components=tuple(
                ComponentLink(
                    place.to(_page_of(each)), each.name, phrase(each.description.of(place.language), place.language)
                )
                for each in self._components
            ),
        )
        return self._page("gallery", place, place.say("gallery.title"), view)

    def _component_page(self, place: Place, component: Component) -> File:
        language = place.language
        name = plain(component.name)
        view = ComponentView(
            top=Top(name, phrase(component.description.of(language), language), self._other_title(place)),
            accessibility_heading=place.heading("accessibility", "gallery.accessibility"),
            accessibility=tuple(phrase(each.of(language), language) for each in component.accessibility),
            parameters_heading=place.heading("parameters", "gallery.parameters"),
            parameters_caption=place.say("gallery.parameters.caption", name=name),
            parameters=tuple(
                ParameterRow(
                    each.path,
                    place.say(f"gallery.kind.{each.kind}"),
                    place.say("gallery.required.yes" if each.required else "gallery.required.no"),
                )
                for each in component.parameters
            ),
            examples_heading=place.heading("examples", "gallery.examples"),
            examples=tuple(self._examples(place, component)),
        )
        return self._page("gallery-component", place, name, view)

    # Parts

    def _place(self, path: PurePosixPath, language: Language) -> Place:
        voice = Voice(language, NO_CATALOGUE)
        return Place(path, language, self._messages[language], self._messages[language.other], voice)

    def _other_title(self, place: Place) -> LanguageLink:
        return place.language_link(place.other_messages.say("gallery.title"), "main")

    def _head(self, file: PurePosixPath, language: Language, title: str) -> Head:
        panel, _ = self._reading_aids[language]
        icon, stylesheet, aids = (addresses.relative(file, path) for path in (ASSETS / "icon.svg", STYLESHEET, panel))
        return Head(title, (("robots", "noindex"),), None, (), icon, stylesheet, stylesheet, aids)

    def _page(self, name: str, place: Place, title: Phrase, view: object) -> File:
        site = place.say("gallery.title")
        home = Link(place.to(addresses.HOME), site)
        tokens = Link(place.to(addresses.HOME, "colours"), place.say("gallery.tokens"))
        listed = Link(place.to(addresses.HOME, "components"), place.say("gallery.components"))
        frame = Frame(
            language=place.language,
            head=self._head(place.file, place.language, title.text if title == site else f"{title.text} - {site.text}"),
            home=home,
            language_link=place.language_link(place.say("frame.other_language")),
            navigation=(tokens, listed),
            breadcrumb=() if title == site else (home,),
            footer=Footer((tokens, listed), (Fact(place.say("gallery.source"), place.say("gallery.source.said")),)),
            notice=None,
        )
        return place.file, self._rendered(place.language, f"pages/{name}.html", page=frame, view=view)

    def _rendered(self, language: Language, name: str, **given: object) -> bytes:
        with mistakes_of(self._theme):
            return self._environments[language].get_template(name).render(given).encode()

    def _examples(self, place: Place, component: Component) -> Iterator[ShownExample]:
        for number, example in enumerate(component.examples, 1):
            with mistakes_of(self._theme):
                template = self._environments[place.language].get_template(component.template)
                made = getattr(template.module, component.macro)(**component.arguments(example, place.language))
            name = phrase(example.name.of(place.language), place.language)
            label = place.say("gallery.yaml.of", name=name).text
            yield ShownExample(name, apart(made, number), example.source, label)

    def _token_rows(self, language: Language) -> Iterator[TokenRow]:
        light, dark = (self._theme.tokens.of(scheme) for scheme in (Scheme.LIGHT, Scheme.DARK))
        for name, purpose in self._theme.purposes.items():
            if name in light:
                said = purpose.zh if language is Language.ZH else purpose.en
                yield TokenRow(name, phrase(said, language), light[name].value, dark[name].value)

    def _pair_rows(self, place: Place) -> Iterator[PairRow]:
        measured: dict[tuple[str, str, str], list[Pair]] = {}
        for pair in pairs(self._theme.tokens, self._theme.purposes):
            measured.setdefault((pair.above, pair.below, pair.matter.name), []).append(pair)
        for (above, below, _), found in measured.items():
            matter = found[0].matter
            said = place.say(f"gallery.matter.{matter.name.lower()}")
            yield PairRow(above, below, said, *_ratios(found), f"{matter.wanted:g}:1")


def _ratios(found: Sequence[Pair]) -> tuple[str, str]:
    """Write the contrast on the light page and on the dark; cut, not rounded, for 6.96 is not 7.0."""
    written = {pair.scheme: f"{int(pair.ratio * 10) / 10:.1f}:1" for pair in found}
    return written.get(Scheme.LIGHT, "—"), written.get(Scheme.DARK, "—")


def apart(made: Markup, number: int) -> Markup:
    """Set the anchors of an example apart from those of the others on its page, and all that refers to them.

    Templates quote their attributes, and no text holds a bare quotation mark, so what looks like one is one.
    """
    known = frozenset(found[3] for found in _NAMED.finditer(made) if found[1] == "id")

    def renamed(found: re.Match[str]) -> str:
        attribute, hash_mark, name = found.groups()
        if name not in known or (attribute == "href") != bool(hash_mark):
            return found[0]
        return f' {attribute}="{hash_mark}e{number}-{name}"'

    return Markup(_NAMED.sub(renamed, made))  # noqa: S704 - a component made it; only anchors change


def _page_of(component: Component) -> PurePosixPath:
    return PurePosixPath("components", f"{component.name}.html")
