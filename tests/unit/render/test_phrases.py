from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape

from sitegen.public.addresses import Language
from sitegen.render.environment import environment
from sitegen.render.phrases import Phrase, Voice, Voices, phrase, written
from sitegen.render.theme import Theme
from sitegen.translations import Catalogue

THEME = Theme.of(None)
TEMPLATE = environment(THEME, Language.ZH, THEME.messages(Language.ZH)).from_string("{% set x = given %}{{ x }}")
CATALOGUE = Catalogue({"普法工作经费": "Legal education"})


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("1,485.34 万元", Language.EN, '1,485.34 <span lang="zh-Hans">万元</span>'),
        ("《条例》第十四条", Language.EN, '《<span lang="zh-Hans">条例》第十四条</span>'),
        ("Legal education", Language.ZH, '<span lang="en">Legal education</span>'),
        ("普法APP推送", Language.ZH, "普法APP推送"),
        ("使用Smart Justice平台", Language.ZH, '使用<span lang="en">Smart Justice</span>平台'),
        ("≥95% & <5s", Language.ZH, "≥95% &amp; &lt;5s"),
    ],
)
def test_a_run_in_the_other_language_is_marked(text: str, language: Language, written: str) -> None:
    assert phrase(text, language).html == written


@given(st.text(min_size=1), st.sampled_from(Language))
def test_whatever_the_text_it_is_escaped_and_none_of_it_is_lost(text: str, language: Language) -> None:
    said = phrase(text, language)
    assert said.text == text
    bare = said.html.replace(f'<span lang="{language.other.tag}">', "").replace("</span>", "")
    assert bare == escape(text)


@given(st.text() | st.integers() | st.none() | st.builds(phrase, st.text(), st.sampled_from(Language)))
def test_what_a_template_places_is_what_escaping_makes_of_it(value: object) -> None:
    assert written(value) == escape(value)


@given(st.text(alphabet="<>&'\"a法"))
def test_no_template_places_a_text_unescaped(text: str) -> None:
    assert TEMPLATE.render(given=text) == escape(text)


def test_a_phrase_is_placed_as_it_is_written() -> None:
    assert str(escape(phrase("万元", Language.EN))) == '<span lang="zh-Hans">万元</span>'


def test_chinese_is_verbatim_and_english_comes_from_the_catalogue() -> None:
    assert Voice(Language.ZH, CATALOGUE).say("普法工作经费").text == "普法工作经费"
    assert Voice(Language.EN, CATALOGUE).say("普法工作经费").text == "Legal education"


def test_what_is_not_translated_is_shown_in_chinese_and_remembered() -> None:
    voice = Voice(Language.EN, CATALOGUE)
    assert not voice.fell_back
    said = voice.say("法律援助")
    assert voice.fell_back
    assert not said.native
    assert html.fragment_fromstring(said.html).get("lang") == "zh-Hans"


def test_a_text_without_chinese_needs_no_translation() -> None:
    voice = Voice(Language.EN, CATALOGUE)
    assert voice.say("≥95%").text == "≥95%"
    assert not voice.fell_back


def test_an_attribute_is_never_in_the_other_language() -> None:
    voice = Voice(Language.EN, CATALOGUE)
    assert voice.attribute("普法工作经费", "legal-education") == "Legal education"
    assert voice.attribute("法律援助", "legal-aid") == "legal-aid"


def test_the_other_language_is_said_only_where_it_is_known() -> None:
    assert Voice(Language.EN, CATALOGUE).say_in_other("法律援助") == phrase("法律援助", Language.ZH)
    assert Voice(Language.ZH, CATALOGUE).say_in_other("普法工作经费") == phrase("Legal education", Language.EN)
    assert Voice(Language.ZH, CATALOGUE).say_in_other("法律援助") is None


def test_voices_of_several_departments_speak_from_their_own_catalogues() -> None:
    voices = Voices(Language.EN, {"a": CATALOGUE})
    assert voices.of("a").say("普法工作经费").native
    assert not voices.fell_back
    assert not voices.of("b").say("普法工作经费").native
    assert voices.fell_back


def test_a_missing_text_stays_missing() -> None:
    assert Voice(Language.EN, CATALOGUE).say_if(None) is None
    assert isinstance(Voice(Language.EN, CATALOGUE).say_if("普法工作经费"), Phrase)
