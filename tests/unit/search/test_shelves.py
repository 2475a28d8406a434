from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.search.packing import unpacked
from sitegen.search.pagefind import index
from sitegen.search.parts import postings_of
from sitegen.search.shelves import Pieces, Shelf, borders, pieces, shelved

#: Sections as lists of words: runs of them, one after the other.
_WORDS = st.lists(st.sampled_from(["援助", "助经", "ᵗlawˣaidˣ", "一", "二", "30", "业务"]), max_size=40)
_RUNS = st.lists(st.lists(_WORDS.map(lambda words: [*words, "ʰ"]), min_size=1, max_size=30), min_size=1, max_size=4)


class _Memory:
    """A store in memory that counts what it is asked for in vain."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.missed = 0

    def get(self, key: str) -> bytes | None:
        self.missed += key not in self.kept
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.kept[key] = data


def _of(sections: Sequence[Iterable[str]]) -> Pieces:
    return pieces(postings_of(index(" ".join(words) for words in sections), len(sections)))


def _runs(runs: Sequence[Sequence[Iterable[str]]]) -> list[tuple[int, Pieces]]:
    return list(zip(accumulate(map(len, runs), initial=0), map(_of, runs), strict=False))


def _stands(made: Iterable[Shelf]) -> dict[str, object]:
    files = [file for shelf in made for file in shelf.files]
    return {token: places for file in files for token, places, _ in cbor2.loads(unpacked(file.packed))[0]}


@settings(max_examples=12, deadline=None)
@given(_RUNS)
def test_runs_put_together_say_what_one_index_of_all_sections_says(runs: list[list[list[str]]]) -> None:
    whole = [section for run in runs for section in run]
    assert _stands(shelved(_runs(runs))) == _stands(shelved(_runs([whole])))


@cache
def _many(changed: str = "") -> list[tuple[int, Pieces]]:
    """Return runs whose tokens are on all shelves; one token of one section can be another."""
    tokens = [f"{border}{number}" for border in borders() for number in range(30)]
    runs = [[[*tokens[place + 10 * run :: 40], "ʰ"] for place in range(10)] for run in range(4)]
    runs[1][3][0] += changed
    return _runs(runs)


def test_index_files_hold_their_tokens_in_order_and_none_twice() -> None:
    files = [file for shelf in shelved(_many()) for file in shelf.files]
    assert len(files) > 1
    tokens = [[token for token, *_ in cbor2.loads(unpacked(file.packed))[0]] for file in files]
    flat = [token for of_file in tokens for token in of_file]
    assert flat == sorted(set(flat))
    assert [(file.first, file.last) for file in files] == [(of_file[0], of_file[-1]) for of_file in tokens]
    assert all(one.last < other.first for one, other in pairwise(files))


def test_a_change_leaves_all_shelves_but_those_of_its_tokens_as_they_were() -> None:
    before, after = (list(shelved(runs)) for runs in (_many(), _many("9")))
    assert len(before) == len(after) > 4
    changed = [place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert 0 < len(changed) <= 2
    assert all(before[place].digest != after[place].digest for place in changed)


def test_a_store_gives_what_would_be_made_and_only_what_changed_is_made() -> None:
    store = _Memory()
    made = list(shelved(_many(), store))
    assert store.missed == len(made)
    store.missed = 0
    assert list(shelved(_many(), store)) == made == list(shelved(_many()))
    assert store.missed == 0
    assert list(shelved(_many("9"), store)) == list(shelved(_many("9")))
    assert 0 < store.missed <= 2


@pytest.mark.parametrize("damage", [b"", b"short"])
def test_a_shelf_that_was_damaged_in_the_store_is_made_anew(damage: bytes) -> None:
    store = _Memory()
    made = list(shelved(_many(), store))
    kept = dict(store.kept)
    store.kept = dict.fromkeys(kept, damage)
    assert list(shelved(_many(), store)) == made
    assert store.kept == kept


def test_the_borders_of_shelves_are_in_order_and_apart() -> None:
    assert list(borders()) == sorted({*borders()})
    assert len(borders()) + 1 == 512
