"""Texts put together again from what Pagefind takes apart."""

from __future__ import annotations

import cbor2
import pytest

from sitegen.leakcheck.opening import UnopenedError
from sitegen.leakcheck.pagefind import Pages, language_of, overlapped
from sitegen.search.text import END, ONCE, PAIR, POINT
from sitegen.values.hanzi import APART
from tests.leaks.planters import bigrams, packed


@pytest.mark.parametrize("text", ["机关业务", "机关机关", "人人人", "甲", "甲乙"])
def test_overlapping_pairs_give_the_text(text: str) -> None:
    assert overlapped(bigrams(text) or [text]) == text


@pytest.mark.parametrize("text", ["机关业务", "机关机关", "人人人人", "甲乙丙"])
def test_overlapping_threes_with_a_shorter_last_one_give_the_text(text: str) -> None:
    assert overlapped([text[at : at + 3] for at in range(len(text) - 1)]) == text


def test_words_that_do_not_overlap_stand_beside_each_other() -> None:
    assert overlapped(["机关", "业务", "经费"]) == "机关业务经费"


def index(entries: list[tuple[str, list[int], list[int]]]) -> bytes:
    """Pack an index file whose words all stand on page 0: word, positions in the body, positions in the metadata."""
    return packed(cbor2.dumps([[[word, [[0, body, meta]], []] for word, body, meta in entries]]))


def texts(*files: bytes) -> set[str]:
    pages = Pages()
    for file in files:
        pages.add(file)
    return {stretch for text in pages.texts() for stretch in text.split(APART)}


def test_a_page_is_put_together_from_all_files_of_its_language() -> None:
    first = index([("机关", [-25, 0], [])])
    second = index([("关业", [-25, 1], []), ("业务", [-25, 2], [])])
    assert "机关业务" in texts(first, second)
    assert "机关业务" not in texts(second)


def test_words_of_letters_that_overlap_are_put_together() -> None:
    together = [f"{PAIR}secret{END}list{END}", f"{PAIR}list{END}secret{END}", f"{PAIR}secret{END}agents{END}"]
    found = texts(*(index([(word, [-25, place], [])]) for place, word in enumerate(together)))
    assert "secret list secret agents " in found


def test_pieces_that_stand_once_a_page_are_words_and_no_text() -> None:
    found = texts(index([("机关业", [-25, 0], []), (f"{ONCE}机", [-25, 0], []), (f"{ONCE}业务", [-25, 1], [])]))
    assert {"机关业", " 机", " 业务"} == found


def test_pages_are_kept_apart() -> None:
    value = [[["机关", [[0, [-25, 0], []]], []], ["业务", [[1, [-25, 1], []]], []]]]
    assert texts(packed(cbor2.dumps(value))) == {"机关", "业务"}


def test_numbers_of_pages_count_on_from_one_another() -> None:
    value = [[["机关", [[2, [-25, 0], []], [3, [-25, 0], []]], []], ["业务", [[5, [-25, 1], []]], []]]]
    assert {"机关业务", "机关"} <= texts(packed(cbor2.dumps(value)))


@pytest.mark.parametrize(
    ("name", "language"), [("zh_1f.pf_index", "zh"), ("zh-hans_ab12.pf_index", "zh-hans"), ("tkb4st.pf_index", "")]
)
def test_an_index_file_may_name_its_language(name: str, language: str) -> None:
    assert language_of(name) == language


def test_a_word_keeps_its_places_through_weights() -> None:
    assert "甲乙甲丙" in texts(index([("甲", [-25, 1, -169, 3], []), ("乙", [-25, 2], []), ("丙", [-25, 4], [])]))


def test_positions_count_on_from_one_another() -> None:
    assert "甲乙甲" in texts(index([("甲", [-25, 1, 2], []), ("乙", [-25, 2], [])]))


def test_fields_of_metadata_are_put_together_each_by_itself() -> None:
    found = texts(index([("机关", [], [-1, 0]), ("经费", [], [-2, 1]), ("关业", [], [-1, 1]), ("业务", [], [-2, 2])]))
    assert {"机关业", "机关业务", "经费业务"} & found == {"机关业", "经费业务"}


def test_a_gap_keeps_texts_apart() -> None:
    assert texts(index([("机关", [-25, 0], []), ("业务", [-25, 2], [])])) == {"机关", "业务"}


def test_words_at_one_place_are_read_one_after_the_other() -> None:
    found = texts(index([("机关", [-25, 0], []), ("业务", [-25, 1], []), ("业务经费", [-25, 1], [])]))
    assert {"机关业务", "机关业务经费"} <= found


def test_the_decimal_point_of_the_index_is_one() -> None:
    words = bigrams(f"118{POINT}50")
    assert "118.50" in texts(index([(word, [-25, place], []) for place, word in enumerate(words)]))


@pytest.mark.parametrize(
    "value",
    [[], [1], [[["a"]]], [[["a", 1, []]]], [[["a", [[0]], []]]], [[[1, [], []]]], [[["a", [[0, ["b"], []]], []]]], {}],
)
def test_what_pagefind_does_not_write_is_refused(value: object) -> None:
    with pytest.raises(UnopenedError):
        Pages().add(packed(cbor2.dumps(value)))


@pytest.mark.parametrize("positions", [[-25, -1], [-25, 1 << 40], [-25, 3, 1 << 40], [-25, 1 << 70]])
def test_a_place_that_no_page_has_cannot_be_opened(positions: list[int]) -> None:
    with pytest.raises(UnopenedError):
        texts(index([("机关", positions, [])]))


@pytest.mark.parametrize("positions", [[-1, 1 << 40], [-1, 3, 1 << 40], [-1, 1 << 70]])
def test_a_place_that_no_field_has_cannot_be_opened(positions: list[int]) -> None:
    with pytest.raises(UnopenedError):
        texts(index([("机关", [], positions)]))
