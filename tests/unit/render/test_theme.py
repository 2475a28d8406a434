from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from sitegen.public.addresses import Language
from sitegen.render.theme import Theme, default_theme


def test_colours_are_named_in_one_place() -> None:
    for path in default_theme().rglob("*.css"):
        if path.name not in {"tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", path.read_text(encoding="utf-8")), path


def test_nothing_moves_and_nothing_is_fetched() -> None:
    sheet = (Theme.of(None).stylesheet + Theme.of(None).more_stylesheet).decode()
    for word in ("animation", "transition", "scroll-behavior", "@import", "url(", "@font-face", "italic", "justify;"):
        assert word not in sheet, word


def test_the_name_of_the_stylesheet_changes_with_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "99-own.css").write_text("a { color: red; }", encoding="utf-8")
    assert Theme.of(tmp_path).stylesheet_path != Theme.of(None).stylesheet_path
    assert Theme.of(None).stylesheet_path == Theme.of(None).stylesheet_path


def test_a_file_of_the_sites_own_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "styles/more").mkdir(parents=True)
    (tmp_path / "styles/more/find.css").write_text(".find { color: red; }", encoding="utf-8")
    sheet = Theme.of(tmp_path).more_stylesheet.decode()
    assert ".find{color:red}" in sheet
    assert ".find-field" not in sheet
    assert Theme.of(tmp_path).more_stylesheet_path != Theme.of(None).more_stylesheet_path


def test_what_no_document_is_made_of_is_in_a_second_stylesheet(tmp_path: Path) -> None:
    first, second = (sheet.decode() for sheet in (Theme.of(None).stylesheet, Theme.of(None).more_stylesheet))
    for word in (".find-field{", ".search-panel ", ".result{", ".year-list ", ".prose{"):
        assert word in second, word
        assert word not in first, word
    assert ".budget td," in first
    # A document of a theme's own that is made of more finds it in the first.
    (tmp_path / "pages").mkdir()
    page = (default_theme() / "pages/disclosure.html").read_text(encoding="utf-8")
    taken_in = "{% from 'components/year-list/template.html' import year_list %}\n"
    (tmp_path / "pages/disclosure.html").write_text(page + taken_in, encoding="utf-8")
    assert ".year-list " in Theme.of(tmp_path).stylesheet.decode()
    assert ".year-list " not in Theme.of(tmp_path).more_stylesheet.decode()


def test_messages_take_the_place_of_single_messages(tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "zh.yaml").write_text("nav.home: 起始页\n", encoding="utf-8")
    theme = Theme.of(tmp_path)
    assert theme.messages(Language.ZH).say("nav.home").text == "起始页"
    assert theme.messages(Language.ZH).say("nav.years").text == "年度"


def test_a_token_of_the_sites_own_changes_that_one_alone(tmp_path: Path) -> None:
    (tmp_path / "tokens.css").write_text(":root { --accent: #123456; }", encoding="utf-8")
    sheet = Theme.of(tmp_path).stylesheet.decode()
    assert sheet == Theme.of(None).stylesheet.decode().replace("#0b4192", "#123456")


def test_print_is_black_on_white_whatever_the_tokens(tmp_path: Path) -> None:
    (tmp_path / "tokens.css").write_text(":root { --accent: #123456; --ground: #eeeeee; }", encoding="utf-8")
    sheet = Theme.of(tmp_path).stylesheet.decode()
    printed = sheet[sheet.index("@media print") :]
    for name in (name for name in Theme.of(None).tokens.dark):
        assert f"--{name}:#" in printed, name


def test_a_link_out_of_the_theme_is_no_part_of_it(tmp_path: Path) -> None:
    own = tmp_path / "theme"
    (own / "assets").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("name: 鲸落", encoding="utf-8")
    (own / "assets/crest.svg").symlink_to(tmp_path / "secret.yaml")
    assert Theme.of(own).parts(own) == {}
    assert dict(Theme.of(own).assets()) == dict(Theme.of(None).assets())


def test_a_condensed_stylesheet_keeps_its_rules(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    source = '/* why */\n.a > .b:hover , .c::after {\n  margin: 0 auto;\n  content: "/" / "";\n}\n'
    (tmp_path / "styles" / "00-own.css").write_text(source, encoding="utf-8")
    assert '}.a>.b:hover,.c::after{margin:0 auto;content:"/" / ""}' in Theme.of(tmp_path).stylesheet.decode()


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
