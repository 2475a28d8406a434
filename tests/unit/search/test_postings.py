from __future__ import annotations

from itertools import accumulate, pairwise

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.search.pagefind import index
from sitegen.search.parts import postings_of
from sitegen.search.postings import IndexFile, joined, read_postings

#: Sections as lists of words: runs of them, one after the other.
_SOME = st.lists(st.sampled_from(["援助", "助经", "ᵗlawˣaidˣ", "一", "二"]), min_size=1, max_size=40)
_ONCE = st.lists(st.sampled_from(["ʷlawˣ", "ʷ援助", "ʷ一"]), unique=True)
_WORDS = st.tuples(_SOME, _ONCE).map(lambda each: [*each[0], "ʰ", *each[1], "ʰ"])
_RUNS = st.lists(st.lists(_WORDS, min_size=1, max_size=30), min_size=1, max_size=4)


def _stands(files: list[IndexFile]) -> dict[str, list[tuple[int, tuple[int, ...]]]]:
    entries = [entry for file in files for entry in cbor2.loads(file.content)[0]]
    return {
        token: [
            (place, tuple(positions))
            for place, (_, positions, _) in zip(accumulate(further for further, _, _ in places), places, strict=True)
        ]
        for token, places, _ in entries
    }


def _postings(sections: list[list[str]]) -> bytes:
    return postings_of(index(" ".join(words) for words in sections), len(sections))


@settings(max_examples=12, deadline=None)
@given(_RUNS)
def test_runs_put_together_say_what_one_index_of_all_sections_says(runs: list[list[list[str]]]) -> None:
    whole = [section for run in runs for section in run]
    offsets = [0, *accumulate(map(len, runs))]
    parts = [(offset, _postings(run)) for offset, run in zip(offsets[:-1], runs, strict=True)]
    assert _stands(list(joined(parts))) == _stands(list(joined([(0, _postings(whole))])))


def test_a_piece_that_stands_once_keeps_the_region_it_stands_in_and_no_border_is_left() -> None:
    sections = [["一"] * place + ["ʷ援助", "ʰ", "ʷ一", "ʰ", "ʷ二"] for place in (0, 30, 700)]
    stands = _stands(list(joined([(0, _postings(sections))])))
    regions = {token: {positions[1] for _, positions in stands[token]} for token in ("ʷ援助", "ʷ一", "ʷ二")}
    assert regions == {"ʷ援助": {0}, "ʷ一": {128}, "ʷ二": {640}}
    assert "ʰ" not in stands


def test_index_files_hold_their_tokens_in_order_and_none_twice() -> None:
    many = [[f"w{number}" for number in range(place % 7, 3000, 7)] for place in range(30)]
    files = list(joined([(0, _postings(many))]))
    assert len(files) > 1
    tokens = [token for file in files for token, *_ in cbor2.loads(file.content)[0]]
    assert tokens == sorted(set(tokens))
    for file in files:
        entries = cbor2.loads(file.content)[0]
        assert (file.first, file.last) == (entries[0][0], entries[-1][0])
    assert all(one.last < other.first for one, other in pairwise(files))


@pytest.mark.parametrize(
    "entries",
    [
        [["b", [[0, [-25, 0], []]], []], ["a", [[0, [-25, 0], []]], []]],
        [["a", [[3, [-25, 0], []]], []]],
        [["a", [[0, [-25, 0], [-1, 2]]], []]],
        [["a", [[0, [-25, 0], []]], [["á", []]]]],
        [["ʰ", [[0, [-25, 0, 9], []]], []], ["ʷa", [[0, [-25, 0, 1], []]], []]],
    ],
    ids=["out of order", "no such section", "metadata", "a variant", "twice what stands once"],
)
def test_what_the_page_could_not_read_is_refused(entries: list[object]) -> None:
    with pytest.raises(ValueError, match=r"^(ʷ?a|\d)$"):
        read_postings([cbor2.dumps([entries])], 1)
