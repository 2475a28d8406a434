from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError, read_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.translations import (
    Catalogue,
    CatalogueError,
    Coverage,
    plain_entries,
    read_catalogue,
    update_catalogue,
)

NOTHING_SHARED = Catalogue({})


def _translated(path: Path, source: str, english: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{source}"\nmsgstr ""' in text
    path.write_text(text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{english}"'), "utf-8")


def _update(path: Path, texts: list[tuple[str, str]], shared: Catalogue = NOTHING_SHARED) -> Coverage:
    data, coverage = update_catalogue(path, texts, shared)
    path.write_bytes(data)
    return coverage


def test_what_holds_no_chinese_needs_no_translation(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    assert _update(path, [("2024#a", "100%"), ("2024#a", "≥8")]) == Coverage(0, 0, 0)
    assert NOTHING_SHARED.english("≥8") == "≥8"
    assert NOTHING_SHARED.english("及时") is None


def test_a_translation_survives_an_update(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    _update(path, [("2024#a", "及时")])
    _translated(path, "及时", "On time")
    assert _update(path, [("2024#a", "及时"), ("2024#b", "达标")]) == Coverage(1, 0, 1)
    assert read_catalogue([path]).english("及时") == "On time"


def test_a_changed_sentence_turns_fuzzy_and_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    _update(path, [("2024#a", "推进法律援助全覆盖工作")])
    _translated(path, "推进法律援助全覆盖工作", "Legal aid everywhere")
    assert _update(path, [("2024#a", "推进法律援助全覆盖各项工作")]) == Coverage(0, 1, 0)
    assert read_catalogue([path]).english("推进法律援助全覆盖各项工作") is None


def test_a_sentence_takes_nothing_over_from_another_item(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    _update(path, [("2024#withheld-since", "推进法律援助全覆盖工作")])
    _translated(path, "推进法律援助全覆盖工作", "Legal aid everywhere")
    _update(path, [("2024#open", "推进法律援助全覆盖各项工作")])
    assert "everywhere" not in path.read_text(encoding="utf-8")


def test_what_is_no_longer_public_leaves_the_catalogue_without_a_trace(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    _update(path, [("2024#a", "某项目"), ("2024#b", "另一项目")])
    _translated(path, "某项目", "Some project")
    _update(path, [("2024#b", "另一项目")])
    text = path.read_text(encoding="utf-8")
    assert "某项目" not in text
    assert "Some project" not in text


def test_shared_texts_stay_in_the_shared_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    assert _update(path, [("2024#a", "产出指标")], Catalogue({"产出指标": "Output indicators"})) == Coverage(0, 0, 0)


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    texts = [("2024#a", "甲"), ("2023#a", "乙"), ("2022#a", "甲")]
    path = tmp_path / "en.po"
    first, _ = update_catalogue(path, texts, NOTHING_SHARED)
    path.write_bytes(first)
    again, _ = update_catalogue(path, texts, NOTHING_SHARED)
    assert again == first


def test_a_file_that_is_no_catalogue_is_named_and_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    path.write_text("某秘密\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        read_catalogue([path])
    assert "某秘密" not in str(raised.value)


_QUOTED = st.text(st.sampled_from('中文 a\\"nt#~,;:|\u2028\t'), max_size=6).map(lambda text: f'"{text}"')
_LINES = st.one_of(
    _QUOTED,
    st.builds("{} {}".format, st.sampled_from(("msgid", "msgstr", "msgctxt", "msgid_plural", "msgstr[0]")), _QUOTED),
    st.sampled_from(
        ("", "# 说明", "#: 2024#a", "#, fuzzy", "#, c-format, fuzzy", "#,fuzzy", '#| msgid "旧"', "#~ x", " ")
    ),
    st.sampled_from(('msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=gbk\\n"')),
)
_WELL_FORMED = st.builds(
    "{}msgid {}\nmsgstr {}\n".format, st.sampled_from(("", "\n", "#, fuzzy\n", "# 说明\n")), _QUOTED, _QUOTED
)
_TEXTS = st.lists(_WELL_FORMED, max_size=5).map("".join) | st.lists(_LINES, max_size=9).map("\n".join)


def _as_babel_reads(text: str) -> dict[str, str] | None:
    try:
        catalog = read_po(io.BytesIO(text.encode()), locale="en", abort_invalid=True)
    except (PoFileError, ValueError, LookupError):
        return None
    return {str(each.id): str(each.string) for each in catalog if each.id and each.string and not each.fuzzy}


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(_TEXTS)
def test_what_is_read_plainly_is_what_babel_reads(text: str) -> None:
    plainly = plain_entries(text)
    assert plainly is None or plainly == _as_babel_reads(text)


def test_the_catalogues_of_the_project_are_read_plainly(real_root: Path) -> None:
    catalogues = list((real_root / "content").rglob("*.po"))
    assert len(catalogues) > 3
    for path in catalogues:
        text = path.read_text(encoding="utf-8")
        assert plain_entries(text) == _as_babel_reads(text) != {}
