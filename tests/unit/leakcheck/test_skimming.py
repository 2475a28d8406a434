"""What is read of an index file without decoding it is what a decoder sees."""

from __future__ import annotations

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.leakcheck.opening import UnopenedError
from sitegen.leakcheck.pagefind import Entry, Stand, entries
from sitegen.leakcheck.skimming import sections_of
from sitegen.search.text import ONCE
from tests.leaks.planters import packed

_WANTED = frozenset("机关业务a")
_SECTIONS = 12

#: Numbers of every length, those among them whose bytes look as if a list or a text began.
_numbers = st.one_of(
    st.integers(0, 30),
    st.sampled_from([0x80, 0x83, 0x8083, 0x8380, 0x8080, 0x6360, 0x8061_8083, 1 << 33, 0x8083_8038_1880_8083]),
    st.integers(0, 1 << 64 - 1),
)
_positions = st.one_of(
    st.tuples(st.just(-25), _numbers).map(list),
    st.lists(st.one_of(_numbers, st.integers(-200, -1)), max_size=30),
    st.lists(_numbers, min_size=200, max_size=260),
)
_words = st.one_of(st.text("机关业务ab", min_size=1, max_size=12), st.just(f"{ONCE}机"), st.just("机" * 100))


@st.composite
def _listed(draw: st.DrawFn) -> list[Entry]:
    found: list[Entry] = []
    for word in draw(st.lists(_words, max_size=6)):
        further = draw(st.lists(st.sampled_from([0, 1, 2, 3, 150, 70_000]), max_size=_SECTIONS))
        found.append((word, [(each, draw(_positions), draw(st.one_of(st.just([]), _positions))) for each in further]))
    return found


def _file(listed: list[Entry]) -> bytes:
    return packed(cbor2.dumps([[[word, stands, []] for word, stands in listed]]))


def _numbered(listed: list[Entry], sections: frozenset[int] | None = None) -> list[tuple[str, list[Stand]]]:
    """Return where words stand in some sections or in all, by their numbers; words that do not are left out."""
    found = []
    for word, stands in listed:
        number, of_word = 0, list[Stand]()
        for further, body, meta in stands:
            number += further
            if sections is None or number in sections:
                of_word.append((number, body, meta))
        if of_word:
            found.append((word, of_word))
    return found


@given(_listed(), st.frozensets(st.one_of(st.integers(0, 8), st.sampled_from([150, 151, 70_000, 70_150]))))
def test_what_is_skimmed_is_what_is_decoded(listed: list[Entry], sections: frozenset[int]) -> None:
    content = _file(listed)
    decoded = [
        (word, stands) for word, stands in entries(content) if not (word.startswith(ONCE) or _WANTED.isdisjoint(word))
    ]
    assert _numbered(sections_of(content, sections, _WANTED)) == _numbered(decoded, sections)


_ENTRY = ["机关", [[0, [-25, 0], []]], []]


@pytest.mark.parametrize(
    "written",
    [
        cbor2.dumps([]),
        cbor2.dumps([[_ENTRY], []]),
        cbor2.dumps([[_ENTRY]]) + b"\x00",
        cbor2.dumps([[_ENTRY]])[:-1],
        b"\x81\x82" + cbor2.dumps([[_ENTRY]])[2:],
        cbor2.dumps([["机关"]]),
        cbor2.dumps([[["机关", [], [["业务", []]]]]]),
        cbor2.dumps([[["机关", [[1.0, [-25, 0], []]], []]]]),
        cbor2.dumps([[["机关", [[1, [-25, "0"], []]], []]]]),
        cbor2.dumps([[["机关", [[1, [-25, 0], [], []]], []]]]),
        cbor2.dumps([[[b"\xff", [], []]]]),
        b"\x81\x81\x83\x61\xff\x80\x80",
        b"\x81\x9f\x83\x61a\x80\x80\xff",
        b"\x81\x81\x83\x7f\x61a\xff\x80\x80",
        b"",
    ],
)
def test_what_has_another_form_is_refused(written: bytes) -> None:
    with pytest.raises(UnopenedError):
        sections_of(packed(written), frozenset((0,)), _WANTED)
