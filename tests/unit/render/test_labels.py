from __future__ import annotations

from sitegen.public.addresses import Language
from sitegen.render.labels import distinct
from sitegen.render.phrases import Phrase, phrase
from sitegen.render.theme import Theme

MESSAGES = Theme.of(None).messages(Language.ZH)


def _name(text: str) -> Phrase:
    return phrase(text, Language.ZH)


def test_names_that_are_the_only_ones_stay_as_they_are() -> None:
    names = ((_name("普法"), (_name("甲"),)), (_name("调解"), (_name("甲"),)))
    assert distinct(MESSAGES, names) == (_name("普法"), _name("调解"))


def test_names_that_repeat_are_told_apart_out_of_sight() -> None:
    first, second = distinct(MESSAGES, ((_name("工作经费"), (_name("甲"),)), (_name("工作经费"), (_name("乙"),))))
    assert (first.text, second.text) == ("工作经费，甲", "工作经费，乙")
    assert first.html == '工作经费<span class="vh">，甲</span>'


def test_what_tells_apart_is_added_only_until_it_does() -> None:
    names = (
        (_name("工作经费"), (_name("甲"), _name("2023年"))),
        (_name("工作经费"), (_name("甲"), _name("2024年"))),
        (_name("工作经费"), (_name("乙"), _name("2024年"))),
    )
    texts = [label.text for label in distinct(MESSAGES, names)]
    assert texts == ["工作经费，甲，2023年", "工作经费，甲，2024年", "工作经费，乙"]


def test_names_that_nothing_tells_apart_are_numbered() -> None:
    texts = [label.text for label in distinct(MESSAGES, ((_name("涉密项目"), ()), (_name("涉密项目"), ())))]
    assert texts == ["涉密项目，第1个", "涉密项目，第2个"]
