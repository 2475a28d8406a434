from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.public.addresses import Language
from sitegen.render.theme import Theme
from sitegen.render.theming.ejection import (
    RECORD,
    State,
    TakenError,
    UnknownPartError,
    changed_since,
    eject,
    parts,
)
from sitegen.render.theming.inspection import inspect

DEFAULT = Theme.of(None)
NAMES = sorted(DEFAULT.parts(DEFAULT.folders[0]))


def test_whatever_is_taken_over_nothing_changes_by_that(tmp_path: Path) -> None:
    for name in NAMES:
        assert eject(Theme.of(tmp_path), tmp_path, name) == (name,)
    theme = Theme.of(tmp_path)
    assert theme.stylesheet == DEFAULT.stylesheet
    assert theme.more_stylesheet == DEFAULT.more_stylesheet
    for language in Language:
        assert theme.messages(language).sources == DEFAULT.messages(language).sources
    assert dict(theme.assets()) == dict(DEFAULT.assets())
    assert {part.name: part.state for part in parts(theme)} == dict.fromkeys(NAMES, State.OWN)
    assert changed_since(theme) == {}
    assert list(inspect(theme)) == []


def test_a_component_is_taken_over_by_its_name(tmp_path: Path) -> None:
    written = eject(Theme.of(tmp_path), tmp_path, "heading")
    assert written == ("components/heading/template.html", "components/heading/style.css")
    assert eject(Theme.of(tmp_path), tmp_path, "components/task/") == ("components/task/template.html",)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    own = tmp_path / "components/heading/style.css"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(TakenError) as told:
        eject(Theme.of(tmp_path), tmp_path, "heading")
    assert [file.as_posix() for file in told.value.files] == ["theme/components/heading/style.css"]
    assert own.read_text(encoding="utf-8") == "mine"
    assert not (own.parent / "template.html").exists()
    assert not (tmp_path / RECORD).exists()


@pytest.mark.parametrize(
    ("asked", "alike"), [("headng", "heading"), ("home", "pages/home.html"), ("pages/hom.html", "pages/home.html")]
)
def test_a_name_that_is_not_there_is_told_with_what_may_be_meant(asked: str, alike: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownPartError) as told:
        eject(Theme.of(tmp_path), tmp_path, asked)
    assert alike in told.value.alike
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_leaves_the_theme_is_no_part(tmp_path: Path) -> None:
    for name in ("../default/pages/home.html", "/etc/passwd", "components/../pages/home.html"):
        with pytest.raises(UnknownPartError):
            eject(Theme.of(tmp_path), tmp_path, name)


def test_a_default_that_has_changed_since_is_known(tmp_path: Path) -> None:
    eject(Theme.of(tmp_path), tmp_path, "heading")
    record = tmp_path / RECORD
    lines = record.read_text(encoding="utf-8").splitlines()
    record.write_text("\n".join((*lines[:-1], "components/heading/template.html: aaaa")), encoding="utf-8")
    theme = Theme.of(tmp_path)
    assert list(changed_since(theme)) == ["components/heading/template.html"]
    assert {part.name: part.state for part in parts(theme)}["components/heading/template.html"] is State.BEHIND


@pytest.mark.parametrize("record", ["", "- a\n", "a: [b\n", "components/heading/template.html: {a: b}\n"])
def test_a_record_that_is_spoilt_is_no_record(record: str, tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text(record, encoding="utf-8")
    assert changed_since(Theme.of(tmp_path)) == {}
