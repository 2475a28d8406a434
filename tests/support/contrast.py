"""Contrast of colours, as WCAG 2.2 defines it."""

from __future__ import annotations

import re

#: Red, green and blue, each from 0 to 255.
Colour = tuple[float, float, float]


def colours(declarations: str) -> dict[str, Colour]:
    """Return the custom properties of a piece of CSS that are colours written in hexadecimal digits."""
    found = re.findall(r"--([a-z]+):\s*#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", declarations)
    return {name: _colour(digits) for name, digits in found}


def _colour(digits: str) -> Colour:
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (int(whole[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def computed(colour: str) -> Colour:
    """Return a colour as a browser tells it: ``rgb(1, 2, 3)``."""
    red, green, blue = (float(part) for part in re.findall(r"[0-9.]+", colour)[:3])
    return red, green, blue


def _luminance(colour: Colour) -> float:
    linear = [(c / 255) / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
