from __future__ import annotations

import pytest

from sitegen.render.theme import Theme
from sitegen.render.theming.contrast import Matter, colour, is_colour, pairs, ratio
from sitegen.render.theming.tokens import Scheme, uses

THEME = Theme.of(None)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("#fff", (255, 255, 255)),
        ("#0b4192", (11, 65, 146)),
        ("rgb(1, 2, 3)", (1, 2, 3)),
        ("rgb(1 2 3)", (1, 2, 3)),
        ("rgb(1 2 300)", None),
        ("crimson", None),
        ("var(--ink)", None),
        ("#0b419280", None),
    ],
)
def test_a_colour_is_read_or_not_vouched_for(value: str, read: tuple[int, int, int] | None) -> None:
    assert colour(value) == read


def test_contrast_is_that_of_the_standard() -> None:
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert ratio((255, 255, 255), (255, 255, 255)) == pytest.approx(1)
    # The grey that WCAG's own understanding documents give as the lightest to pass AA on white.
    assert ratio((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_pair_of_the_default_stands_out(scheme: Scheme) -> None:
    measured = [pair for pair in pairs(THEME.tokens, THEME.purposes) if pair.scheme is scheme]
    assert {pair.matter for pair in measured} == set(Matter)
    assert [pair for pair in measured if not pair.stands_out] == []


def test_every_token_has_a_purpose_and_a_use_and_every_purpose_a_token() -> None:
    assert set(THEME.purposes) == set(THEME.tokens.light)
    assert set(THEME.tokens.light) == uses((THEME.stylesheet + THEME.more_stylesheet).decode())
    for purpose in THEME.purposes.values():
        assert purpose.zh
        assert purpose.en
        assert {*purpose.text_on, *purpose.mark_on} <= set(THEME.tokens.light)


def test_dark_is_designed_for_every_colour() -> None:
    colours = {name for name in THEME.tokens.light if is_colour(THEME.purposes, name)}
    assert set(THEME.tokens.dark) == colours
    assert {"ground", "tint", "ink", "soft", "accent", "mark", "line", "hair"} == colours


def test_a_colour_that_text_stands_in_is_declared_to_be_text() -> None:
    """Whatever ``color:`` names in the styles is held to the ratio of text on the ground."""
    named = {name for name in THEME.purposes if f"color:var(--{name})" in THEME.stylesheet.decode()}
    # The button's words are in the ground's colour, on the accent.
    for name in named - {"ground"}:
        # The slash of the breadcrumb is drawn by the style and says nothing.
        assert "ground" in THEME.purposes[name].text_on or name == "line", name
    assert "accent" in THEME.purposes["ground"].text_on
