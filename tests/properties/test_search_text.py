from __future__ import annotations

from itertools import chain

from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.search.text import END, GRAM, ONCE, TokenStream, holds, runs, words

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


def _tokens(text: str) -> list[str]:
    stream = TokenStream()
    stream.add(text)
    return stream.content.split(" ")


@given(_TEXT)
def test_what_is_no_word_of_letters_is_a_phrase_of_tokens_of_three(text: str) -> None:
    tokens = _tokens(text)
    for run in runs(text):
        if not run.isalpha() or not run.isascii():
            threes = [run[at : at + GRAM] for at in range(len(run) - 1)]
            assert any(tokens[at : at + len(threes)] == threes for at in range(len(tokens)))


@given(_TEXT)
def test_every_character_every_pair_and_every_longer_ending_of_a_word_stands_once(text: str) -> None:
    stream = TokenStream()
    stream.add(text)
    found = list(chain.from_iterable(stream.once))
    for run in runs(text):
        pieces = {character for character in run if character not in "\u1d56\u1d47"}
        pieces |= {run[at : at + 2] for at in range(len(run) - 1)}
        if run.isalpha() and run.isascii():
            pieces |= {run[at:] + END for at in range(len(run) - 2)}
        assert all(found.count(ONCE + piece) == 1 for piece in pieces)
