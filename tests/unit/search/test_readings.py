from __future__ import annotations

from importlib.resources import files

import pytest

from sitegen.search.readings import syllables
from sitegen.values.hanzi import pinyin


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("法律援助", "fa lv yuan zhu"),
        ("专职人民调解", "zhuan zhi ren min tiao jie"),
        ("调查", "diao cha"),
        ("会计服务", "kuai ji fu wu"),
        ("社会计划", "she hui ji hua"),
        ("重点工作", "zhong dian gong zuo"),
        ("重复建设", "chong fu jian she"),
    ],
)
def test_characters_are_read_as_their_word_asks(name: str, typed: str) -> None:
    assert " ".join(syllables(name)) == typed


def test_what_is_not_chinese_has_no_reading() -> None:
    assert syllables("12app法") == ("", "", "", "", "", "fa")


def test_every_word_of_the_table_has_a_syllable_for_each_character() -> None:
    known = {pinyin(chr(code)) for code in range(0x4E00, 0xA000)} | {"fo"}
    lines = files("sitegen.search").joinpath("heteronyms.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert [word for word, _ in rows] == sorted({word for word, _ in rows})
    for word, reading in rows:
        assert len(reading.split()) == len(word), word
        assert set(reading.split()) <= known, word
