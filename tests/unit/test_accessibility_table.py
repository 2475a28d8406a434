from __future__ import annotations

import re

from tests.support.pages import ROOT

TABLE = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
#: The lines of the checklist, by their letters.
LINES = {"T": 15, "I": 8, "N": 8, "C": 7, "B": 11, "S": 11, "L": 16}


def test_every_test_that_the_table_names_is_there() -> None:
    files = dict(re.findall(r"^\| ([a-z]+) \| (tests/\S+\.py) \|$", TABLE, re.MULTILINE))
    named = re.findall(r"\b([a-z]+) `(test_[a-z0-9_]+)`", TABLE)
    assert len(named) > 60
    for short, name in named:
        source = (ROOT / files[short]).read_text(encoding="utf-8")
        assert f"def {name}(" in source, (short, name)


def test_every_line_of_the_checklist_is_in_the_table() -> None:
    first = " ".join(re.findall(r"^\| ([^|]*) \|", TABLE, re.MULTILINE))
    found = set(re.findall(r"[A-Z][0-9]+", first))
    for letter, start, end in re.findall(r"([A-Z])([0-9]+)-[A-Z]([0-9]+)", first):
        found |= {f"{letter}{number}" for number in range(int(start), int(end) + 1)}
    assert found == {f"{letter}{number}" for letter, count in LINES.items() for number in range(1, count + 1)}
