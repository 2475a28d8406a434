from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.theme import default_theme
from sitegen.search import text as module
from sitegen.search.text import (
    BORDER,
    END,
    GRAM,
    INITIALS,
    MARK,
    ONCE,
    PAD,
    PAIR,
    POINT,
    REGIONS,
    SYLLABLE,
    TokenStream,
    holds,
    runs,
    words,
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("法律援助", ("法律援助",)),
        ("法律、援助。经费", ("法律援助经费",)),
        ("ＡＢＣ１２３", ("abc123",)),
        ("應援盡援", ("应援尽援",)),
        ("café", ("cafe",)),
        ("⾦额", ("金额",)),
        ("①核查", ("1核查",)),
        ("1,485.34万元", (f"1485{POINT}34万元",)),
        ("1，485", ("1485",)),
        ("≥200；≥100个", (f"200{MARK}100个",)),
        ("2022-2025年", (f"2022{MARK}2025年",)),
        ("3.开展宣传", ("3开展宣传",)),
        ("legal aid", ("legal", "aid")),
        ("non-profit", ("nonprofit",)),
        ("APP 开发 2 次", ("app开发2次",)),
        ("12 34", ("12", "34")),
        ("。！？", ()),
        ("", ()),
    ],
)
def test_the_normal_form_keeps_what_is_read_and_drops_how_it_is_written(written: str, normal: tuple[str, ...]) -> None:
    assert runs(written) == normal


def test_in_a_query_all_white_space_parts_words() -> None:
    assert words("法律 援助") == ("法律", "援助")
    assert runs("法律 援助") == ("法律援助",)


def test_a_point_between_digits_is_not_dropped() -> None:
    assert not holds((runs("23000"),), "230.00")
    assert not holds((runs("230.00"),), "23000")
    assert holds((runs("230.00"),), "30.0")


def test_numbers_apart_by_a_mark_do_not_run_together() -> None:
    assert holds((runs("20；30次"),), "20；30")
    assert not holds((runs("20；30次"),), "2030")


def test_no_word_is_held_across_fields() -> None:
    assert not holds((runs("法律"), runs("援助")), "法律援助")
    assert holds((runs("法律"), runs("援助")), "法律 援助")


def test_a_query_of_nothing_but_marks_is_held_by_nothing() -> None:
    assert not holds((runs("。"),), "。")


def _tokens(*texts: str) -> list[str]:
    stream = TokenStream()
    for text in texts:
        stream.add(text)
    *tokens, border = stream.content.split(" ")
    assert border == BORDER
    return tokens


def _once_in(*texts: str) -> list[str]:
    stream = TokenStream()
    for text in texts:
        stream.add(text)
    return sorted(chain.from_iterable(stream.once))


def _once(*pieces: str) -> list[str]:
    return sorted(f"{ONCE}{piece}" for piece in pieces)


def test_han_and_digits_give_overlapping_threes_and_each_character_and_pair_once() -> None:
    assert _tokens("援助30") == ["援助3", "助30", "30", PAD, PAD, PAD]
    assert _once_in("援助30") == _once("援", "助", "3", "0", "援助", "助3", "30")
    assert (_tokens("援"), _once_in("援")) == ([], _once("援"))


def test_each_character_pair_and_longer_ending_of_a_word_of_letters_is_a_token() -> None:
    assert _tokens("aids") == []
    assert _once_in("aids") == _once("a", "i", "d", "s", "ai", "id", "ds", f"aids{END}", f"ids{END}")


def test_a_name_is_spelt_by_syllables_and_then_by_pairs_of_initials() -> None:
    stream = TokenStream()
    stream.spell("法律app（援助）")
    spelt = [f"{SYLLABLE}fa", f"{SYLLABLE}lv", PAD, PAD, PAD, f"{SYLLABLE}yuan", f"{SYLLABLE}zhu", PAD]
    pairs = [f"{INITIALS}fl", PAD, PAD, PAD, PAD, f"{INITIALS}yz", PAD, PAD, PAD]
    assert stream.content.split(" ") == [*spelt, *pairs, BORDER]


def test_a_name_without_chinese_is_not_spelt() -> None:
    stream = TokenStream()
    stream.spell("WWZXJF")
    assert stream.content.split(" ") == [BORDER]


def test_words_that_follow_each_other_are_tokens_of_two() -> None:
    legal, aid = f"legal{END}", f"aid{END}"
    together = [f"{PAIR}{legal}{aid}", f"{PAIR}{aid}{legal}", f"{PAIR}{legal}{aid}"]
    assert _tokens("legal aid, legal aid")[:6] == [*together, PAD, PAD, PAD]


def test_words_of_letters_that_stand_before_are_not_written_again() -> None:
    told = _tokens("free legal aid, and more")
    assert _tokens("free legal aid, and more", "legal aid") == told
    assert _tokens("free legal aid, and more", "gal aid") != told


def test_runs_and_texts_are_kept_apart_by_empty_positions() -> None:
    assert _tokens("12 23")[:5] == ["12", PAD, PAD, PAD, "23"]
    tokens = _tokens("法律", "律援")
    assert PAD in tokens[tokens.index("法律") : tokens.index("律援")]
    assert f"{ONCE}legal{END}" in _once_in("legal 法律 aid")
    assert f"{PAIR}legal{END}aid{END}" not in _tokens("legal 法律 aid")


def test_a_character_or_ending_stands_alone_once_in_a_section() -> None:
    assert _once_in("援助 aid", "援助 aid") == _once_in("援助 aid")


def test_each_region_begins_at_its_position_and_what_stands_once_stands_in_the_highest_region() -> None:
    stream = TokenStream()
    stream.add("援三")
    stream.begin_region()
    stream.add("援助")
    stream.begin_region()
    stream.add("援助三")
    stream.begin_region()
    stream.add("aid")
    stream.add("四五六援")
    tokens = stream.content.split(" ")
    assert (tokens.index("援助"), tokens.index("援助三"), tokens.index("四五六")) == REGIONS
    title, goal, rest = stream.once
    assert title == {*_once("援", "助", "援助")}
    assert goal == {*_once("三", "助三")}
    assert rest == {*_once("援三", "a", "i", "d", "ai", "id", f"aid{END}", "四", "五", "六", "四五", "五六", "六援")}


def test_what_stands_before_and_ranks_no_lower_there_is_not_written_again() -> None:
    stream = TokenStream()
    stream.add("法律援助")
    first = stream.content
    stream.add("律援助")
    assert stream.content == first
    stream.begin_region()
    stream.add("法律援助")
    assert stream.content.split(" ")[REGIONS[0]] == "法律援"
    assert f"{ONCE}法律" in stream.once[0]
    stream.begin_region()
    stream.begin_region()
    told = stream.content
    stream.add("律援")
    assert stream.content == told


@given(st.lists(st.text("援助 a1、", max_size=60), max_size=8))
def test_a_text_that_was_seen_before_gives_the_tokens_it_gave_then(texts: list[str]) -> None:
    assert (_tokens(*texts), _once_in(*texts)) == (_tokens(*texts), _once_in(*texts))


@given(st.lists(st.text("法律援助1.、 ", max_size=12), max_size=8), st.integers(0, 3))
def test_every_run_is_a_phrase_of_tokens_whatever_stood_before(texts: list[str], regions: int) -> None:
    stream = TokenStream()
    for at, text in enumerate(texts):
        stream.add(text)
        if at < regions:
            stream.begin_region()
    tokens = stream.content.split(" ")
    for run in chain.from_iterable(map(runs, texts)):
        threes = [run[at : at + GRAM] for at in range(len(run) - GRAM + 1)]
        assert any(tokens[at : at + len(threes)] == threes for at in range(len(tokens)))


def test_the_worker_of_the_page_has_the_same_constants() -> None:
    script = (default_theme() / "assets" / "search-worker.js").read_text(encoding="utf-8")
    constants = {"POINT": POINT, "MARK": MARK, "ONCE": ONCE, "PAIR": PAIR, "END": END}
    constants |= {"SYLLABLE": SYLLABLE, "INITIALS": INITIALS}
    for name, value in constants.items():
        assert f'const {name} = "\\u{ord(value):04x}";' in script
    assert f"const GRAM = {GRAM};" in script
    wide = re.search(r"const WIDE =\s*/\[(.*?)\]/u;", script, re.DOTALL)
    assert wide is not None
    theirs = re.sub(r"\\u\{?([0-9a-f]+)\}?", lambda code: chr(int(code[1], 16)), wide[1])
    assert theirs == module.WIDE
