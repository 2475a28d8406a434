"""Laws of the needles: any secret in any spelling is found, and public text never is."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.leakcheck.check import check_texts
from sitegen.leakcheck.needles import RUN, Needles, Place, SecretAmount, SecretText, compile_needles, runs
from sitegen.leakcheck.spelling import plain
from sitegen.values.hanzi import pinyin, skeleton, variants
from sitegen.values.money import Money

ITEM = Place(PurePosixPath("content/a/2024.yaml"), 7, "X1")

# Two alphabets without a common character, so that no secret stands in public by chance.
_HAN = [chr(code) for code in range(0x4E00, 0x9FA5) if skeleton(chr(code)) == chr(code)]
SECRET_HAN, PUBLIC_HAN = _HAN[0::2], _HAN[1::2]
_TRADITIONAL = {simple: chr(code) for code, simple in variants().items()}
_MARKS = " \n\t，。、；：“”（）·-—/\u200b\ufeff\u00ad★"


def texts_of(alphabet: Sequence[str], least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(alphabet), min_size=least, max_size=most).map("".join)


secret_texts = texts_of(SECRET_HAN, RUN, 30)
short_secrets = texts_of(SECRET_HAN, 2, RUN - 1)
public_texts = texts_of([*PUBLIC_HAN, *'0123456789abcxyz，。%<>&"\\ '], 0, 60)


def full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


def css(text: str) -> str:
    return "".join(f"\\{ord(character):x} " for character in text)


# Every example compiles needles of its own, so few are drawn; the spellings are sixteen.
quickly = settings(max_examples=25, deadline=None)

SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "traditional": lambda text: "".join(_TRADITIONAL.get(character, character) for character in text),
    "full width": full_width,
    "upper case": str.upper,
    "HTML numbers": lambda text: "".join(f"&#{ord(character)};" for character in text),
    "HTML hexadecimal": lambda text: "".join(f"&#x{ord(character):X};" for character in text),
    "HTML twice": lambda text: escape("".join(f"&#{ord(character)};" for character in text)),
    "address": quote,
    "address twice": lambda text: quote(quote(text)),
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON in HTML": lambda text: escape(json.dumps(text)),
    "JSON in an address": lambda text: quote(json.dumps(text)),
    "JavaScript": lambda text: "".join(f"\\u{{{ord(character):x}}}" for character in text),
    "CSS": css,
    "apart": "\u200b \u00a0".join,
    "with marks": lambda text: "".join(
        f"{character}{_MARKS[place % len(_MARKS)]}" for place, character in enumerate(text)
    ),
}


def needles_for(*secrets: str, public: tuple[str, ...] = (), named: bool = False) -> Needles:
    return compile_needles([SecretText(ITEM, secret, named) for secret in secrets], public)


def found(text: str, needles: Needles) -> bool:
    return bool(check_texts({"text": text}, needles))


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
@quickly
@given(data=st.data())
def test_a_secret_is_found_in_every_spelling(spelling: Callable[[str], str], data: st.DataObject) -> None:
    secret = data.draw(st.one_of(secret_texts, short_secrets))
    before, after = (
        data.draw(public_texts.filter(lambda text: "\\" not in text and "&" not in text)),
        data.draw(public_texts),
    )
    assert found(f"{before} {spelling(secret)} {after}", needles_for(secret, public=(before, after)))


@quickly
@given(secret=secret_texts, data=st.data())
def test_every_run_of_eight_is_found(secret: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(secret) - RUN))
    assert found(secret[start : start + RUN], needles_for(secret))


@quickly
@given(secrets=st.lists(st.one_of(secret_texts, short_secrets), max_size=5), public=st.lists(public_texts, max_size=5))
def test_public_text_is_never_found(secrets: list[str], public: list[str]) -> None:
    needles = needles_for(*secrets, public=tuple(public))
    assert not any(found(text, needles) for text in public)


@quickly
@given(public=public_texts, secret=secret_texts)
def test_what_secret_and_public_text_share_is_no_needle(public: str, secret: str) -> None:
    shared = f"{public}{secret}"
    needles = needles_for(f"{secret}{public}{secret}", shared, public=(shared,))
    assert not found(shared, needles)


@quickly
@given(public=texts_of(PUBLIC_HAN, RUN, 20), secret=secret_texts)
def test_a_secret_beside_public_words_is_found_all_the_same(public: str, secret: str) -> None:
    assert found(f"{public}{secret}", needles_for(f"{public}{secret}", public=(public,)))


@quickly
@given(secret=secret_texts)
def test_what_is_found_never_tells_the_secret(secret: str) -> None:
    leaks = check_texts({"text": secret}, needles_for(secret))
    assert secret not in repr(leaks)


def test_a_name_is_found_in_pinyin() -> None:
    needles = needles_for("卫星侦察项目", named=True)
    assert pinyin("卫星侦察项目") == "weixingzhenchaxiangmu"
    assert found("/projects/wei-xing-zhen-cha-xiang-mu.html", needles)
    assert found("/WeixingZhenchaXiangmu/", needles)


def test_a_name_is_found_as_its_words_are_read() -> None:
    needles = compile_needles([SecretText(ITEM, "调解会计", named=True)], [])
    assert check_texts({"index": "tiaojiekuaiji"}, needles)


def test_a_goal_is_not_looked_for_in_pinyin() -> None:
    assert not found("wei-xing-zhen-cha-xiang-mu", needles_for("卫星侦察项目"))


def test_an_id_is_found_as_a_word() -> None:
    needles = needles_for("sat-2")
    assert found('<article id="p-sat-2">', needles)
    assert found("p-sat_2--1", needles)
    assert found("SAT2", needles)
    assert found("见sat-2项目", needles)
    assert not found("persat-24", needles)
    assert not found("satellite", needles)


def test_a_long_id_is_found_inside_other_words() -> None:
    needles = needles_for("satellite-terminals")
    assert found("psatelliteterminals2", needles)
    assert found("satellite_terminals", needles)


def test_an_id_that_is_public_elsewhere_is_no_needle() -> None:
    needles = needles_for("wwzxjf", "GZIT2023-SM-N-C-006014".lower(), public=("WWZXJF", "GZIT2023-SM-N-C-006014"))
    assert not found('id="withheld--wwzxjf" id="gzit2023-sm-n-c-006014"', needles)


@pytest.mark.parametrize("nothing", ["3次", "100%", "是", "12", "2024", "及", "a", "95分", "1.", "20240115", "……"])
def test_what_says_nothing_is_no_needle(nothing: str) -> None:
    assert not needles_for(nothing)


def test_the_end_of_a_longer_number_is_not_found() -> None:
    needles = needles_for("100人次")
    assert found("共100人次", needles)
    assert not found("共1,100人次", needles)


def test_a_date_is_no_run() -> None:
    assert list(runs("2024年12月")) == []
    assert not found("更新于2024年12月30日", needles_for("2024年12月底前完成卫星发射"))


def test_words_of_a_foreign_language_are_found_by_the_clause() -> None:
    needles = needles_for("Procurement of reconnaissance satellite terminals for the coast")
    assert found("the reconnaissance satellite terminals are bought", needles)
    assert not found("The performance of the project", needles)


def test_without_secrets_there_is_nothing_to_find() -> None:
    needles = compile_needles((), ("公开文本",))
    assert not needles
    assert not found("公开文本", needles)


@quickly
@given(text=st.text())
def test_undoing_escapes_never_fails(text: str) -> None:
    plain(text)


@quickly
@given(text=st.text())
def test_a_skeleton_of_a_skeleton_is_itself(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)


def _amount_needles(amount: str, own: Sequence[str] = ()) -> Needles:
    return compile_needles([SecretAmount(ITEM, Money.parse(amount))], [], own_texts=own)


@pytest.mark.parametrize(
    "written",
    [
        "1485.34",
        "1,485.34万元",
        "1 485.34",
        "１４８５．３４",
        "14853400",
        "14,853,400.00元",
        "CNY 14.8534 million",
        "CNY 14.85 million",
        "约0.15亿元",
        "0.148534 亿",
    ],
)
def test_an_amount_is_found_however_it_is_written(written: str) -> None:
    assert check_texts({"page": f"预算{written}。"}, _amount_needles("1485.34"))


@pytest.mark.parametrize("written", ["118万元", "118 万", "１１８．０万元", "118.00", "1180000"])
def test_a_round_amount_is_found_beside_its_unit(written: str) -> None:
    assert check_texts({"page": f"投入{written}"}, _amount_needles("118.00"))
    assert not check_texts({"page": "培训118人次，2118万元，118.5万元"}, _amount_needles("118.00"))


@pytest.mark.parametrize(
    "written", ["14.85 million", "0.00 million", "14.85%", "114.85", "14.853", "14.85亿元", "14.85.1"]
)
def test_another_amount_with_the_same_digits_is_not_found(written: str) -> None:
    assert not check_texts({"page": f"CNY {written}"}, _amount_needles("14.85"))


@pytest.mark.parametrize("printed", ["(1,485.30 万元)", "(\x00data value=\x001,485.30\x00span"])
def test_a_rounded_amount_is_that_of_the_one_in_brackets_behind_it(printed: str) -> None:
    assert not check_texts({"page": f"CNY 14.85 million {printed}"}, _amount_needles("1485.34"))
    assert check_texts({"page": f"CNY 14.85 million {printed}"}, _amount_needles("1485.30"))


def test_a_number_of_the_theme_or_an_article_is_no_amount() -> None:
    needles = _amount_needles("1.65", ["line-height: 1.65"])
    assert not check_texts({"style": "line-height:1.65"}, needles)
    assert check_texts({"style": "line-height:1.66"}, _amount_needles("1.66", ["line-height: 1.65"]))


def test_of_an_amount_of_zero_nothing_is_looked_for() -> None:
    assert not _amount_needles("0.00")
