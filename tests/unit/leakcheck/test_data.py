from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.leakcheck.data import leaves, of_json
from sitegen.values.hanzi import APART

# No null: it would pass for the border between two texts.
TEXTS = st.text(st.characters(exclude_characters=APART))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(value=VALUES, ascii_only=st.booleans())
def test_every_value_and_key_of_a_json_document_is_found_as_it_is_read(*, value: object, ascii_only: bool) -> None:
    written = json.dumps(value, ensure_ascii=ascii_only)
    read = json.loads(written, object_pairs_hook=list, parse_float=str, parse_int=str)
    assert set(of_json(written).split(APART)) | {""} == {*leaves(read), ""}


def test_a_key_that_stands_twice_hides_nothing() -> None:
    assert of_json('{"name": "涉密", "name": 3}').split(APART) == ["name", "涉密", "3"]
