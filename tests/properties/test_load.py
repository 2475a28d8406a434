"""Laws of reading: nothing makes it raise, places lie in the file, and texts come back as they were written."""

from __future__ import annotations

from pathlib import PurePosixPath

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.diagnostics.catalogue import codes
from sitegen.diagnostics.frames import lines_of
from sitegen.load import Loaded, MappingNode, ScalarNode, read

PATH = PurePosixPath("content/a/2024.yaml")
_SIGNS = "：: \t\n-#'\"|>*&!%@`[]{}?\\,，。abz1键目\u3000\x00\x85\u2028\ufeff~"
_PIECES = [
    "name: 项目\n",
    "total： 14\n",
    "  - id: x\n",
    "    goal: 目标\n",
    "- ",
    "null",
    "---\n",
    "goal: '",
    'a: "b',
    "\r\n",
]


def _check(loaded: Loaded) -> None:
    known = set(codes())
    lines = lines_of(loaded.text) if loaded.text is not None else None
    for finding in loaded.findings:
        assert finding.code in known
        for span in (finding.span, *finding.related):
            assert span.file == PATH
            assert span.line >= 1
            assert 1 <= span.column <= span.end_column
            if lines is not None:
                assert span.line <= len(lines)
                assert span.end_column <= len(lines[span.line - 1]) + 1
    assert loaded.node is not None or loaded.findings


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    _check(read(PATH, data))


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.sampled_from(_SIGNS)), max_size=40).map("".join))
def test_any_slips_can_be_read_and_their_places_lie_in_the_file(text: str) -> None:
    _check(read(PATH, text.encode("utf-8")))


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.sampled_from(_SIGNS)), max_size=40).map("".join))
def test_what_yaml_cannot_read_is_never_accepted_in_silence(text: str) -> None:
    data = text.encode("utf-8")
    try:
        list(yaml.parse(text, Loader=yaml.CLoader))
    except yaml.YAMLError:
        assert read(PATH, data).findings


_TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), min_size=1
)


@settings(deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z]{1,12}", fullmatch=True), _TEXTS, min_size=1, max_size=8))
def test_a_document_of_texts_comes_back_verbatim(texts: dict[str, str]) -> None:
    written = "".join(f"{key}: '{text.replace(chr(39), chr(39) * 2)}'\n" for key, text in texts.items())
    loaded = read(PATH, written.encode("utf-8"))
    assert loaded.findings == ()
    assert isinstance(loaded.node, MappingNode)
    found = {key: entry.value for key, entry in loaded.node.entries.items()}
    assert {key: node.text for key, node in found.items() if isinstance(node, ScalarNode)} == texts


@settings(deadline=None)
@given(st.from_regex(r"[≥≤一-龥0-9][一-龥0-9%，。；：、（）“”《》]{0,40}", fullmatch=True))
def test_official_text_needs_no_quotation_marks(text: str) -> None:
    loaded = read(PATH, f"goal: {text}\n".encode())
    assert loaded.findings == ()
    assert isinstance(loaded.node, MappingNode)
    value = loaded.node.entries["goal"].value
    assert isinstance(value, ScalarNode)
    assert value.text == text
