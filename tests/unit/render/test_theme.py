from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from sitegen.public.addresses import Language
from sitegen.render.theme import Theme, default_theme

TOKENS = (default_theme() / "styles" / "10-tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")
#: What text may be in, what marks may be in, and what they may stand on.
TEXT = ("ink", "soft", "accent")
MARKS = ("mark", "line", "accent")
GROUNDS = ("ground", "tint")


def _colours(css: str) -> dict[str, tuple[int, int, int]]:
    found = re.findall(r"--([a-z]+): #([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2});", css)
    return {name: (int(red, 16), int(green, 16), int(blue, 16)) for name, red, green, blue in found}


def _luminance(colour: tuple[int, int, int]) -> float:
    linear = [(c / 255) / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: tuple[int, int, int], second: tuple[int, int, int]) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_seven_to_one_and_marks_three_to_one(css: str) -> None:
    colours = _colours(css)
    for ground in GROUNDS:
        for name in TEXT:
            assert _contrast(colours[name], colours[ground]) >= 7, (name, ground)
        for name in MARKS:
            assert _contrast(colours[name], colours[ground]) >= 3, (name, ground)


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
def test_a_button_and_a_bar_can_be_read(css: str) -> None:
    colours = _colours(css)
    assert _contrast(colours["ground"], colours["accent"]) >= 7
    assert _contrast(colours["mark"], colours["hair"]) >= 3


def test_light_and_dark_define_the_same_colours() -> None:
    assert set(_colours(LIGHT)) == set(_colours(DARK))


def test_colours_are_named_in_one_place() -> None:
    for path in default_theme().rglob("*.css"):
        if path.name not in {"10-tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", path.read_text(encoding="utf-8")), path


def test_nothing_moves_and_nothing_is_fetched() -> None:
    sheet = Theme.of(None).stylesheet.decode()
    for word in ("animation", "transition", "scroll-behavior", "@import", "url(", "@font-face", "italic", "justify;"):
        assert word not in sheet, word


def test_the_name_of_the_stylesheet_changes_with_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "99-own.css").write_text("a { color: red; }", encoding="utf-8")
    assert Theme.of(tmp_path).stylesheet_path != Theme.of(None).stylesheet_path
    assert Theme.of(None).stylesheet_path == Theme.of(None).stylesheet_path


def test_a_file_of_the_sites_own_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "10-tokens.css").write_text(":root { --accent: #123456; }", encoding="utf-8")
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "zh.yaml").write_text("nav.home: 起始页\n", encoding="utf-8")
    theme = Theme.of(tmp_path)
    sheet = theme.stylesheet.decode()
    assert "--accent:#123456" in sheet
    assert "#0b4192" not in sheet
    assert theme.messages(Language.ZH).say("nav.home").text == "起始页"
    assert theme.messages(Language.ZH).say("nav.years").text == "年度"


def test_a_condensed_stylesheet_keeps_its_rules(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    source = '/* why */\n.a > .b:hover , .c::after {\n  margin: 0 auto;\n  content: "/" / "";\n}\n'
    (tmp_path / "styles" / "00-own.css").write_text(source, encoding="utf-8")
    assert Theme.of(tmp_path).stylesheet.decode().startswith('.a>.b:hover,.c::after{margin:0 auto;content:"/" / ""}')


def test_assets_stand_below_one_folder() -> None:
    paths = [path for path, _ in Theme.of(None).assets()]
    assert PurePosixPath("assets/icon.svg") in paths
    assert all(path.parts[0] == "assets" for path in paths)


def test_the_name_of_a_script_changes_with_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "search.js").write_text("export {};", encoding="utf-8")
    (tmp_path / "assets" / "crest.svg").write_text("<svg/>", encoding="utf-8")
    own, default = Theme.of(tmp_path), Theme.of(None)
    assert own.asset_path("search.js") != default.asset_path("search.js")
    assert own.asset_path("search-worker.js") == default.asset_path("search-worker.js")
    assert re.fullmatch(r"assets/search\.[0-9a-f]{12}\.js", own.asset_path("search.js").as_posix())
    assert own.asset_path("crest.svg") == PurePosixPath("assets/crest.svg")
    assert dict(own.assets())[own.asset_path("search.js")] == b"export {};"
