"""Characters folded, read and reduced."""

from __future__ import annotations

import pytest

from sitegen.values.hanzi import APART, pinyin, simplified, skeleton, traditional, variants


@pytest.mark.parametrize(
    ("text", "folded"),
    [("國家祕密", "国家秘密"), ("機關業務", "机关业务"), ("渉宻", "涉密"), ("覆盖", "覆盖"), ("abc 公开", "abc 公开")],
)
def test_traditional_forms_are_folded(text: str, folded: str) -> None:
    assert simplified(text) == folded


def test_no_fold_leads_to_another() -> None:
    table = variants()
    assert not [simple for simple in table.values() if ord(simple) in table]
    assert all(len(simple) == 1 for simple in table.values())


@pytest.mark.parametrize(
    "spelt", ["涉 密 项 目", "涉密（项目）", "涉\u200b密\ufe0f项·目", "涉密項目", "涉密项⽬", "【涉密】项目。"]
)
def test_spelling_does_not_change_a_skeleton(spelt: str) -> None:
    assert skeleton(spelt) == "涉密项目"


def test_width_and_case_do_not_change_a_skeleton() -> None:
    assert skeleton("ＧＺＩＴ２０２３－ＳＭ") == skeleton("gzit2023-sm") == "gzit2023sm"


def test_what_keeps_texts_apart_stays_in_a_skeleton() -> None:
    assert skeleton(f"涉 {APART} 密") == f"涉{APART}密"


def test_pinyin_spells_han_and_keeps_letters() -> None:
    assert pinyin("卫星WX-2项目") == "weixingwx2xiangmu"
    assert pinyin("綠色") == "lvse"


def test_characters_fold_to_characters_that_do_not_fold_on() -> None:
    assert traditional()["應"] == "应"
    assert not traditional().keys() & set(traditional().values())
    assert not {chr(code) for code in variants()} & set(variants().values())


def test_whatever_search_folds_the_skeleton_folds_to_the_same() -> None:
    assert {character: skeleton(character) for character in traditional()} == traditional()
