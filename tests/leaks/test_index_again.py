"""Where a former index was cleared, what is new is looked at alone, and the verdict is that of a look at the whole."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import cbor2
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from sitegen.leakcheck import renewal
from sitegen.leakcheck.check import ClearedBefore, ClearedTree, check, check_again
from sitegen.leakcheck.needles import Place, SecretText, Standing, compile_needles
from sitegen.leakcheck.pagefind import Pages
from sitegen.output import OutputTree
from sitegen.search.text import END, ONCE, PAIR, SYLLABLE
from sitegen.values.hanzi import APART
from tests.leaks.planters import packed

#: One of characters, one of words of letters, one that is a word of its own.
_HAN, _LETTERS, _CODE = "甲乙丙丁戊己庚辛壬", "alpha bravo charlie delta echoes", "zx81q"
_PLACE = Place(PurePosixPath("content/a/2024.yaml"), 7)
_NEEDLES = compile_needles([SecretText(_PLACE, text) for text in (_HAN, _LETTERS, _CODE)], ())
_FOLDER = PurePosixPath("pagefind/zh/index")

_Files: TypeAlias = Mapping[PurePosixPath, bytes]

#: What stands where in a section, and what stands in it once.
Section: TypeAlias = tuple[frozenset[tuple[int, str]], frozenset[str]]


def _threes(text: str) -> list[str]:
    return [text[start : start + 3] for start in range(len(text) - 1)]


def _pairs(text: str) -> list[str]:
    return [f"{PAIR}{one}{END}{other}{END}" for one, other in pairwise(text.split())]


def _section(tokens: Sequence[str], *once: str, at: int = 3) -> Section:
    return frozenset(enumerate(tokens, at)), frozenset(f"{ONCE}{piece}" for piece in once)


def _files(sections: Sequence[Section], to_a_file: int = 1, salt: str = "") -> dict[PurePosixPath, bytes]:
    """Write an index with so many words to a file, named by what they say and by a salt."""
    stands: dict[str, dict[int, list[int]]] = {}
    for number, (placed, once) in enumerate(sections):
        for place, word in chain(placed, ((0, word) for word in once)):
            stands.setdefault(word, {}).setdefault(number, []).append(place)
    entries = [[word, [*_apart(of_word)], []] for word, of_word in sorted(stands.items())]
    files = (packed(cbor2.dumps([entries[at : at + to_a_file]])) for at in range(0, len(entries), to_a_file))
    return {_FOLDER / f"{hashlib.sha256(salt.encode() + each).hexdigest()}.pf_index": each for each in files}


def _apart(of_word: Mapping[int, list[int]]) -> Iterable[list[object]]:
    before = 0
    for number, places in sorted(of_word.items()):
        ordered = sorted(places)
        yield [number - before, [-25, ordered[0], *(after - one for one, after in pairwise(ordered))], []]
        before = number


def _tree(root: Path, files: _Files) -> OutputTree:
    tree = OutputTree(root)
    for path, data in files.items():
        tree.write(path, data)
    return tree


def _verdicts(former: _Files, files: _Files) -> tuple[bool, bool, bool]:
    """Return whether the former index is clear, whether the new one is, and whether what is new of it is.

    However much is new, it is never looked at as a whole.
    """
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(renewal, "_WORTH", 0)
        old, new = _tree(Path(folder, "old"), former), _tree(Path(folder, "new"), files)
        taken = frozenset(str(path) for path, data in files.items() if former.get(path) == data)
        again = check_again(new, ClearedBefore(taken, old.root), _NEEDLES, Standing(), lambda _: Standing())
        whole = isinstance(check(old, _NEEDLES), ClearedTree), isinstance(check(new, _NEEDLES), ClearedTree)
        return (*whole, again is not None)


_HAN_THREES, _PAIRS = _threes(_HAN), _pairs(_LETTERS)
_OPEN = [*_threes("公开公开的业务"), *_pairs("open words of letters")]
_SECRET = [_section(_HAN_THREES, "甲"), _section(_PAIRS, f"alpha{END}"), _section([f"{SYLLABLE}kai"], f"{_CODE}{END}")]


@st.composite
def _spoilt(draw: st.DrawFn) -> Section:
    """Draw a section that says something withheld but for some words of it, or nothing of it at all."""
    tokens, once = draw(st.sampled_from([*_SECRET, _section(_OPEN, "公")]))
    return draw(_edited((tokens, once), 0, 4))


@st.composite
def _edited(draw: st.DrawFn, section: Section, least: int = 1, most: int = 2) -> Section:
    placed, once = section
    for _ in range(draw(st.integers(least, most))):
        place = draw(st.integers(3, 12))
        match draw(st.sampled_from(["take away", "put", "mend", "once", "no more"])):
            case "take away":
                placed = frozenset(each for each in placed if each[0] != place)
            case "put":
                placed |= {(place, draw(st.sampled_from([*_HAN_THREES, *_PAIRS, *_OPEN])))}
            case "mend":
                whole, _ = draw(st.sampled_from(_SECRET))
                placed |= {*sorted(whole - placed)[:2]}
            case "once":
                once |= {draw(st.sampled_from([f"{ONCE}{_CODE}{END}", f"{ONCE}甲乙", f"{ONCE}公开"]))}
            case _:
                once = frozenset()
    return placed, once


def _is_clear(section: Section) -> bool:
    # As the guard reads it: words that cannot be part of what is looked for hide none at their place.
    pages = Pages(_NEEDLES.characters)
    for content in _files([section]).values():
        pages.add(content)
    return not _NEEDLES.find(chain.from_iterable(text.split(APART) for text in pages.texts()))


@st.composite
def _two(draw: st.DrawFn) -> tuple[_Files, _Files]:
    """Draw an index, and one in which some sections are others, or there are more or fewer of them."""
    drawn = draw(st.lists(_spoilt(), min_size=1, max_size=5))
    before = [*filter(_is_clear, drawn), _section(_OPEN, "公", "开")]
    after = list(before)
    for _ in range(draw(st.integers(0, 2))):
        number = draw(st.integers(0, len(after) - 1))
        match draw(st.sampled_from(["edit", "edit", "edit", "add", "remove", "swap"])):
            case "edit":
                after[number] = draw(_edited(after[number]))
            case "add":
                after.insert(number, draw(_spoilt()))
            case "remove" if len(after) > 1:
                del after[number]
            case _:
                after[number], after[-1] = after[-1], after[number]
    sizes = draw(st.sampled_from([(1, 1), (1, 1), (2, 2), (1, 2), (3, 2)]))
    salt = draw(st.sampled_from(["", "renamed"]))
    return _files(before, sizes[0]), _files(after, sizes[1], salt)


@settings(max_examples=100, deadline=None)
@given(_two())
def test_the_verdict_after_a_former_index_is_that_of_the_whole(two: tuple[_Files, _Files]) -> None:
    was_clear, is_clear, found_clear = _verdicts(*two)
    assert was_clear
    event(f"clear: {is_clear}")
    assert found_clear == is_clear


# ---- what new words say beside old ones --------------------------------------------------------------------------

_SAYS, _SAYS_LETTERS, _SAYS_CODE = _SECRET
_FILLER = _section(_OPEN, "公", "开")


def _without(section: Section, *places: int) -> Section:
    return frozenset(each for each in section[0] if each[0] not in places), section[1]


def _with(section: Section, place: int, word: str) -> Section:
    return section[0] | {(place, word)}, section[1]


_HOLED = _without(_SAYS, 6)
_AT_6 = _HAN_THREES[3]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param([_FILLER, _HOLED], [_FILLER, _SAYS], id="a word closes a gap"),
        pytest.param(
            [_FILLER, _without(_SAYS_LETTERS, 4, 5)], [_FILLER, _SAYS_LETTERS], id="words of letters close one"
        ),
        pytest.param([_FILLER, _with(_HOLED, 6, "公开")], [_FILLER, _SAYS], id="a word for another"),
        pytest.param([_FILLER, _with(_HOLED, 30, _AT_6)], [_FILLER, _SAYS], id="a word in another place"),
        pytest.param([_with(_FILLER, 6, _AT_6), _HOLED], [_without(_FILLER, 6), _SAYS], id="a word of another section"),
        pytest.param(
            [_FILLER, _with(_with(_SAYS, 6, "甲公开业"), 6, "甲")],
            [_FILLER, _with(_SAYS, 6, "甲")],
            id="a longer word at its place is gone",
        ),
        pytest.param([_FILLER], [_FILLER, _SAYS], id="a section"),
        pytest.param([_FILLER, _HOLED], [_SAYS, _FILLER, _HOLED], id="a section before all others"),
        pytest.param([_FILLER], [_FILLER, _SAYS_CODE], id="a piece that stands once"),
        pytest.param([_FILLER], [_with(_FILLER, 40, _CODE)], id="a word by itself"),
    ],
)
@pytest.mark.parametrize("salt", ["", "renamed"])
def test_what_arises_from_new_words_and_old_ones_is_found(
    before: list[Section], after: list[Section], salt: str
) -> None:
    assert _verdicts(_files(before), _files(after, 1, salt)) == (True, False, False)


def test_sections_that_only_change_places_are_no_doubt() -> None:
    other = _section(_threes("公开的其他文字"))
    assert _verdicts(_files([_FILLER, _HOLED, other]), _files([other, _FILLER, _HOLED])) == (True, True, True)


def test_of_sections_as_they_were_nothing_is_asked() -> None:
    """What stands there stood in public when the former index was cleared; whether it still does is asked elsewhere."""
    before, after = [_SAYS, _FILLER], [_SAYS, _with(_without(_FILLER, 5), 5, "甲方")]
    assert _verdicts(_files(before), _files(after)) == (False, False, True)


def test_a_name_of_a_new_file_is_looked_at() -> None:
    former = _files([_FILLER])
    files = {path: data for path, data in former.items() if data != min(former.values())}
    assert _verdicts(former, files | {_FOLDER / f"{_HAN}.pf_index": min(former.values())}) == (True, False, False)


@pytest.mark.parametrize("spoilt", [b"", packed(b""), packed(cbor2.dumps([[["甲", 1, []]]]))])
def test_a_former_index_that_cannot_be_read_is_not_relied_on(spoilt: bytes) -> None:
    former, files = _files([_FILLER, _HOLED]), _files([_FILLER, _without(_HOLED, 8)])
    assert not _verdicts({path: data if path in files else spoilt for path, data in former.items()}, files)[2]


def test_a_file_that_cannot_be_skimmed_is_not_relied_on() -> None:
    """It may be as it was and yet have another form than this site's own."""
    variant = packed(cbor2.dumps([[["公", [], [["开", [[0, [-25, 0], []]]]]]]]))
    there = {_FOLDER / "variant.pf_index": variant}
    former, files = _files([_FILLER, _HOLED]) | there, _files([_FILLER, _without(_HOLED, 8)]) | there
    assert _verdicts(former, files) == (True, True, False)
