from __future__ import annotations

from itertools import accumulate

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.search.pagefind import index
from sitegen.search.parts import postings_of
from sitegen.search.postings import Stands, entry, index_file, once_postings, read_postings
from sitegen.search.text import REGIONS

#: Pieces that stand once, by regions, of a few sections.
_ONCE = st.lists(
    st.dictionaries(st.sampled_from(["ʷa", "ʷ援", "ʷ援助", "ʷaidˣ"]), st.sampled_from([0, 1, 2])),
    min_size=1,
    max_size=300,
)


def _read(postings: list[Stands]) -> dict[str, list[tuple[int, list[int]]]]:
    """Return section and positions of each token, as the page reads them out of an index file."""
    content = index_file([entry(token, [(count, first, last, rest)]) for token, count, first, last, rest in postings])
    return {
        token: list(
            zip(accumulate(further for further, _, _ in places), (positions for _, positions, _ in places), strict=True)
        )
        for token, places, _ in cbor2.loads(content)[0]
    }


def test_what_pagefind_says_of_tokens_is_taken_as_it_is() -> None:
    sections = [["援助"] * place + ["二", "一", "-", "援助", "ʰ"] for place in (0, 30, 700)]
    stands = _read(postings_of(index(map(" ".join, sections)), len(sections)))
    assert set(stands) == {"援助", "一", "二"}
    assert stands["一"] == [(0, [-25, 1]), (1, [-25, 31]), (2, [-25, 701])]
    for place, positions in stands["援助"]:
        assert [*accumulate(positions[1:])] == [at for at, word in enumerate(sections[place]) if word == "援助"]


@settings(max_examples=30)
@given(_ONCE)
def test_a_piece_that_stands_once_has_its_section_and_the_beginning_of_its_region(
    sections: list[dict[str, int]],
) -> None:
    once = [
        tuple(frozenset(token for token, region in section.items() if region == each) for each in range(3))
        for section in sections
    ]
    expected: dict[str, list[tuple[int, list[int]]]] = {}
    for place, section in enumerate(sections):
        for token, region in section.items():
            expected.setdefault(token, []).append((place, [-25, REGIONS[region]]))
    assert _read(list(once_postings(once))) == expected  # type: ignore[arg-type]  # three regions each


@pytest.mark.parametrize(
    "entries",
    [
        [["b", [[0, [-25, 0], []]], []], ["a", [[0, [-25, 0], []]], []]],
        [["a", [[3, [-25, 0], []]], []]],
        [["a", [[0, [-25, 0], [-1, 2]]], []]],
        [["a", [[0, [-25, 0], []]], [["á", []]]]],
    ],
    ids=["out of order", "no such section", "metadata", "a variant"],
)
def test_what_the_page_could_not_read_is_refused(entries: list[object]) -> None:
    with pytest.raises(ValueError, match=r"^(a|\d)$"):
        list(read_postings([cbor2.dumps([entries])], 1))


def test_bytes_that_are_longer_than_they_need_be_are_refused() -> None:
    content = index_file([entry("a", [(1, 0, 0, b"\x82\x38\x18\x00\x80")])])
    assert len(list(read_postings([content], 1))) == 1
    assert cbor2.loads(content.replace(b"\x61a", b"\x78\x01a")) == cbor2.loads(content)
    with pytest.raises(ValueError, match="a"):
        list(read_postings([content.replace(b"\x61a", b"\x78\x01a")], 1))


def test_a_section_that_pagefind_left_out_is_noticed() -> None:
    content = index_file([entry("ʰ", [(1, 0, 0, b"\x82\x38\x18\x00\x80")])])
    assert list(read_postings([content], 1)) == []
    with pytest.raises(ValueError, match="ʰ"):
        list(read_postings([content], 2))
