"""Whether the colours of a theme stand out against each other: WCAG 2.2, 1.4.6 for text, 1.4.11 for marks.

``tokens.yaml`` says what each token is for and which pairs meet on a page; the pairs are checked on the light page
and on the dark one. Print is black on white whatever the theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

import yaml

from sitegen.render.theming.tokens import Scheme, Setting, Tokens

#: Red, green and blue, from 0 to 255.
Colour: TypeAlias = tuple[int, int, int]

_HEX = re.compile(r"#(?:([0-9a-f])([0-9a-f])([0-9a-f])|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}))", re.IGNORECASE)
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*\)", re.IGNORECASE)
_FULL = 255


class Matter(Enum):
    """What stands on a colour, with how far it has to stand out: as the site promises, and as anyone must.

    The second figure of text is that of WCAG level AA; below it a page cannot be published.
    """

    TEXT = (7.0, 4.5)
    MARK = (3.0, 3.0)

    @property
    def wanted(self) -> float:
        """The ratio the site promises."""
        return self.value[0]

    @property
    def least(self) -> float:
        """The ratio below which nobody should publish."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a token is for; for a colour, the tokens it stands on as text and as a mark.

    ``kind`` is ``size`` (of text), ``space``, ``length`` or ``font``, and ``colour`` for colours.
    """

    zh: str
    en: str
    kind: str
    text_on: tuple[str, ...] = ()
    mark_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet, and how far they stand out: from 1 to 21."""

    scheme: Scheme
    matter: Matter
    above: str
    below: str
    ratio: float

    @property
    def stands_out(self) -> bool:
        """Whether the pair is as the site promises."""
        return self.ratio >= self.matter.wanted


def read_purposes(text: str) -> Mapping[str, Purpose]:
    """Read ``tokens.yaml``."""
    raw = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes text and nothing else
    return {
        name: Purpose(
            each["zh"],
            each["en"],
            each.get("kind", "colour"),
            tuple(each.get("text_on", ())),
            tuple(each.get("mark_on", ())),
        )
        for name, each in raw.items()
    }


def colour(value: str) -> Colour | None:
    """Read ``#rgb``, ``#rrggbb`` or ``rgb(…)``; ``None`` for all else, of which nothing can be promised."""
    found = _HEX.fullmatch(value)
    if found is not None:
        red, green, blue = (int(digits if len(digits) > 1 else digits * 2, 16) for digits in found.groups() if digits)
        return red, green, blue
    found = _RGB.fullmatch(value)
    if found is None:
        return None
    red, green, blue = (int(part) for part in found.groups())
    return (red, green, blue) if max(red, green, blue) <= _FULL else None


def ratio(first: Colour, second: Colour) -> float:
    """Return the contrast of two colours as WCAG defines it, from 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(of: Colour) -> float:
    red, green, blue = (_linear(part / _FULL) for part in of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    # The threshold of the sRGB standard; WCAG's own 0.03928 gives the same for parts of 255.
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of the standard


def is_colour(purposes: Mapping[str, Purpose], name: str) -> bool:
    """Whether a token is a colour."""
    return name in purposes and purposes[name].kind == "colour"


def pairs(tokens: Tokens, purposes: Mapping[str, Purpose]) -> Iterator[Pair]:
    """Measure every pair of colours that meet, on both pages; a colour that cannot be read is left out."""
    for scheme in Scheme:
        colours = {name: _colour_of(setting) for name, setting in tokens.of(scheme).items()}
        for above, purpose in purposes.items():
            for matter, grounds in ((Matter.TEXT, purpose.text_on), (Matter.MARK, purpose.mark_on)):
                for below in grounds:
                    over, under = colours.get(above), colours.get(below)
                    if over is not None and under is not None:
                        yield Pair(scheme, matter, above, below, ratio(over, under))


def _colour_of(setting: Setting) -> Colour | None:
    return colour(setting.value)
