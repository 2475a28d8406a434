from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.search.text import END, WORD, TokenStream, holds, runs, words

_TEXT = st.text(
    st.sampled_from("法律援助應盡万元每年ABcde é019０９.,，。；、-—%≥ \n\u3000（）①㎡"), min_size=1, max_size=40
)


@given(_TEXT, st.data())
def test_every_piece_of_a_text_is_held_by_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    assume(words(piece))
    assert holds((runs(text),), piece)


@given(_TEXT)
def test_the_normal_form_of_a_query_is_its_own_normal_form(text: str) -> None:
    assert all(words(word.replace("\u1d56", ".").replace("\u1d47", "-")) == (word,) for word in words(text))


@given(_TEXT)
def test_what_is_no_word_of_letters_is_a_phrase_of_tokens_of_three(text: str) -> None:
    stream = TokenStream()
    stream.add(text)
    tokens = stream.content.split(" ")
    for run in runs(text):
        threes = [run[at : at + 3] for at in range(len(run) - 1)]
        if not run.isalpha() or not run.isascii():
            assert any(tokens[at : at + len(threes)] == threes for at in range(len(tokens)))
        assert {character for character in run if character not in "\u1d56\u1d47"} <= set(tokens)


@given(_TEXT)
def test_every_word_of_letters_stands_by_itself(text: str) -> None:
    stream = TokenStream()
    stream.add(text)
    letters = {f"{WORD}{run}{END}" for run in runs(text) if run.isalpha() and run.isascii()}
    assert letters <= set(stream.content.split(" "))
