from __future__ import annotations

import re

import pytest
import yaml

from sitegen.public.addresses import Language
from sitegen.render.formats import figure
from sitegen.render.messages import Messages, UnknownMessageError, read_messages
from sitegen.render.theme import default_theme
from sitegen.values.money import Money
from tests.support.pages import ROOT

PLACE = re.compile(r"\{([a-z_]+)\}")
THEME = default_theme()


def _source(language: Language) -> dict[str, str | dict[str, str]]:
    text = (THEME / "messages" / f"{language.value}.yaml").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


def _forms(message: str | dict[str, str]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message.values())


def test_both_languages_have_the_same_messages() -> None:
    assert list(_source(Language.ZH)) == list(_source(Language.EN))


def test_no_key_stands_twice() -> None:
    for language in Language:
        text = (THEME / "messages" / f"{language.value}.yaml").read_text(encoding="utf-8")
        keys = re.findall(r"^([a-z_.0-9-]+):", text, re.MULTILINE)
        assert sorted(keys) == sorted(set(keys))


def test_both_languages_fill_the_same_places() -> None:
    chinese, english = _source(Language.ZH), _source(Language.EN)
    for key, message in chinese.items():
        places = set(PLACE.findall(_forms(message)[0]))
        # A form for one may leave its count unsaid; the form for others may not.
        other = english[key] if isinstance(english[key], str) else english[key]["other"]  # type: ignore[index]
        assert set(PLACE.findall(str(other))) == places, key


def test_english_that_counts_has_a_form_for_one() -> None:
    for key, message in _source(Language.EN).items():
        if isinstance(message, dict):
            assert set(message) == {"one", "other"}, key


def _asked() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return the keys that templates, views and scripts name, and patterns for those they put together."""
    sources = [
        *THEME.rglob("*.html"),
        *(ROOT / "sitegen" / "render").rglob("*.py"),
    ]
    named: set[str] = set()
    made: list[re.Pattern[str]] = []
    for path in sources:
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"""["']([a-z_]+(?:\.[a-z0-9_-]+)+)["']""", text))
        put_together = (pattern for pattern in re.findall(r'f"((?:[a-z_.-]|\{[^}"]+\})+)"', text) if "." in pattern)
        made += [
            re.compile(re.sub(r"\\\{.*?\\\}", r"[a-z_.-]+", re.escape(pattern)))
            for pattern in put_together
            if "{" in pattern
        ]
        prefixes = re.findall(r"'([a-z_.]+\.)' ~ [a-z]+", text)
        made += [re.compile(re.escape(prefix) + r"[a-z0-9_.-]+") for prefix in prefixes]
    return named, made


def test_no_message_is_missing() -> None:
    # The gallery of the theme's components has words of its own beside the theme's.
    gallery = (THEME.parent / "gallery" / "messages" / "zh.yaml").read_text(encoding="utf-8")
    keys = set(_source(Language.ZH)) | set(yaml.safe_load(gallery))
    asked: set[str] = set()
    # The gallery has messages of its own, and a test of its own for them.
    modules = (path for path in (ROOT / "sitegen" / "render").rglob("*.py") if path.name != "gallery.py")
    for path in [*THEME.rglob("*.html"), *modules]:
        asked |= set(re.findall(r"""say\(\s*["']([a-z_.]*[a-z_])["']""", path.read_text(encoding="utf-8")))
    assert asked
    assert asked <= keys


def test_no_message_is_unused() -> None:
    named, made = _asked()
    unused = [
        key for key in _source(Language.ZH) if key not in named and not any(pattern.fullmatch(key) for pattern in made)
    ]
    assert unused == []


def _messages(language: Language = Language.EN) -> Messages:
    text = (
        'count: {one: "{count} project", other: "{count} projects"}\nplain: Home\nbudget: "Budget of {amount} 万元"\n'
    )
    return read_messages(language, (text,))


def test_a_count_chooses_its_form_and_is_written_in_groups() -> None:
    assert _messages().say("count", count=1).text == "1 project"
    assert _messages().say("count", count=0).text == "0 projects"
    assert _messages().say("count", count=1_200).text == "1,200 projects"


def test_what_is_filled_in_is_escaped_unless_it_is_a_phrase() -> None:
    said = _messages().say("budget", amount="<b>")
    assert said.html == 'Budget of &lt;b&gt; <span lang="zh-Hans">万元</span>'
    said = _messages().say("budget", amount=figure(Money.parse("5.00")))
    assert said.html == 'Budget of <data value="50000">5.00</data> <span lang="zh-Hans">万元</span>'
    assert said.text == "Budget of 5.00 万元"


@pytest.mark.parametrize(
    ("key", "fillings"), [("none", {}), ("none", {"count": 1}), ("budget", {}), ("budget", {"x": 1})]
)
def test_words_that_are_not_there_are_an_error(key: str, fillings: dict[str, int]) -> None:
    with pytest.raises(UnknownMessageError):
        _messages().say(key, **fillings)


def test_messages_of_the_sites_own_theme_take_the_place_of_single_ones() -> None:
    messages = read_messages(Language.EN, ("home: Home\nyears: Years\n", "home: Start\n"))
    assert (messages.say("home").text, messages.say("years").text) == ("Start", "Years")


def test_a_message_for_a_script_keeps_its_places() -> None:
    messages = read_messages(Language.EN, ('search.js.found: "{count} found"\n',))
    assert messages.say("search.js.found").text == "{count} found"
