from __future__ import annotations

import re

import pytest

from sitegen.diagnostics.catalogue import (
    LANGUAGES,
    codes,
    entry,
    severity_name,
    severity_of,
    weight_of,
    wording,
)
from sitegen.diagnostics.model import Finding, PublicFinding, Severity
from sitegen.translations import has_han
from tests.support.examining import some_span

_FIELD = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("code", codes())
def test_every_text_exists_in_both_languages_with_the_same_particulars(code: str) -> None:
    found = entry(code)
    choices = [words for options in found.choices.values() for words in options.values()]
    for words in (found.title, found.message, found.mend, found.why, *choices):
        assert set(words) == set(LANGUAGES)
        zh, en = (set(_FIELD.findall(words[language])) for language in LANGUAGES)
        # Titles of fields are Chinese: English messages name the key instead.
        assert zh - {"title"} == en - {"title"}


@pytest.mark.parametrize("code", codes())
def test_a_title_quotes_nothing(code: str) -> None:
    found = entry(code)
    assert not any(_FIELD.search(found.title[language]) for language in LANGUAGES)
    assert not any(_FIELD.search(found.why[language]) for language in LANGUAGES)


@pytest.mark.parametrize("code", codes())
def test_chinese_is_chinese_and_english_is_english(code: str) -> None:
    found = entry(code)
    assert has_han(found.title["zh"])
    assert has_han(found.why["zh"])
    assert not has_han(found.title["en"])
    assert not has_han(re.sub(r"万元", "", found.mend["en"]))


def test_a_code_is_a_letter_of_its_subject_and_three_digits() -> None:
    assert all(re.fullmatch(r"[YKARTSLCXPD][0-9]{3}", code) for code in codes())


def test_what_is_hidden_is_told_by_its_title_alone() -> None:
    hidden = PublicFinding("A102", some_span(), None, ())
    assert wording(hidden, "zh").message == "不是金额（内容不显示）"
    assert wording(hidden, "en").message == "not an amount (content not shown)"
    assert wording(hidden, "zh").mend is None


def test_braces_in_a_quoted_text_stay_what_they_are() -> None:
    particulars = {"place": "file", "key": "url", "text": "{key}{unknown}", "form": "url"}
    finding = PublicFinding("A106", some_span(), particulars, ())
    assert "{key}{unknown}" in wording(finding, "zh").message


def test_a_policy_may_make_a_finding_graver() -> None:
    assert severity_of("X304") is Severity.WARNING
    assert weight_of(Finding("X304", some_span())) is Severity.WARNING
    assert weight_of(Finding("X304", some_span(), severity=Severity.ERROR)) is Severity.ERROR
    assert wording(PublicFinding("X304", some_span(), None, (), Severity.ERROR), "zh").severity == "错误"


def test_an_unknown_code_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        entry("Z999")


def test_severities_have_names() -> None:
    assert [severity_name(severity, "zh") for severity in Severity] == ["错误", "警告", "提示"]
