"""Measuring the search: queries drawn at random, the truth by plain scan, and the answers of the page's own worker."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from playwright.sync_api import Page

from sitegen.search import SearchRecord
from sitegen.search.packing import unpacked
from sitegen.search.text import runs, words
from sitegen.values.hanzi import traditional

#: Page, anchor and kind of a record: what tells it from all others.
Key: TypeAlias = tuple[str, str, str]

_ASK = """async ({folder, queries}) => {
  const worker = new Worker(document.querySelector('form').dataset.worker, {type: 'module'});
  const ask = (query) => new Promise((resolve, reject) => {
    worker.onmessage = ({data}) => data.error === undefined ? resolve(data.answer) : reject(new Error(data.error));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({id: 0, method: 'exact', parameters: {folder, query}});
  });
  const answers = [];
  for (const query of queries) {
    const began = performance.now();
    const found = await ask(query);
    answers.push([found, performance.now() - began]);
  }
  worker.terminate();
  return answers;
}"""

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def key_of(record: SearchRecord) -> Key:
    """Return what tells a record from all others."""
    return record.page.as_posix(), record.anchor or "", record.kind.value


class Truth:
    """What a plain scan of the records finds."""

    def __init__(self, records: Iterable[SearchRecord]) -> None:
        """Put the texts of records in normal form, once: a line for each run."""
        self._lines = {
            key_of(record): "\n".join(run for field in record.fields for text in field.texts for run in runs(text.text))
            for record in records
        }

    def of(self, query: str) -> set[Key]:
        """Return the records that hold a query: each word stands in a line."""
        wanted = words(query)
        return {key for key, lines in self._lines.items() if wanted and all(word in lines for word in wanted)}


def draw(records: Sequence[SearchRecord], count: int, seed: int) -> list[str]:
    """Draw pieces of 1 to 12 characters of the texts of records, some in other widths or characters."""
    chance = random.Random(seed)  # noqa: S311 - dice, not keys
    texts = [text.text for record in records for field in record.fields for text in field.texts]
    other_form = {simple: other for other, simple in traditional().items()}
    drawn: list[str] = []
    while len(drawn) < count:
        text, length = chance.choice(texts), chance.randint(1, 12)
        start = chance.randrange(max(1, len(text) - length + 1))
        piece = text[start : start + length]
        match chance.randrange(6):
            case 0:
                piece = piece.translate(_FULL_WIDTH)
            case 1:
                piece = "".join(other_form.get(character, character) for character in piece)
            case 2 if not any(character.isdigit() for character in piece):
                piece = "".join(character for character in piece if unicodedata.category(character)[0] not in "PS")
            case _:
                pass
        if words(piece):
            drawn.append(piece)
    return drawn


def keys_of_bundle(files: Mapping[PurePosixPath, bytes]) -> dict[str, Key]:
    """Return the record behind each fragment of a bundle, by the name of the fragment."""
    keys: dict[str, Key] = {}
    for path, data in files.items():
        if path.suffix == ".pf_fragment":
            shown = json.loads(unpacked(data))["meta"]
            keys[path.stem] = (shown["page"], shown["anchor"], shown["kind"])
    return keys


def bundle_on_disk(folder: Path) -> dict[PurePosixPath, bytes]:
    """Read the files of a bundle."""
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@dataclass(frozen=True)
class Measure:
    """How well queries were answered, and how fast: milliseconds, sorted."""

    recall: float
    precision: float
    wrong: tuple[str, ...]
    milliseconds: tuple[float, ...]

    def __str__(self) -> str:
        times = self.milliseconds
        return (
            f"recall {self.recall:.4f}, precision {self.precision:.4f}, {len(self.wrong)} of {len(times)} wrong; "
            f"median {times[len(times) // 2]:.1f} ms, 90 % within {times[len(times) * 9 // 10]:.1f} ms"
        )


def measure(page: Page, folder: str, queries: Sequence[str], truth: Truth, keys: Mapping[str, Key]) -> Measure:
    """Put queries to the worker of the search page that is open, and compare its exact hits with the truth."""
    answers = page.evaluate(_ASK, {"folder": folder, "queries": list(queries)})
    right = found = wanted = 0
    wrong: list[str] = []
    for query, (names, _) in zip(queries, answers, strict=True):
        got, want = {keys[name] for name in names}, truth.of(query)
        right, found, wanted = right + len(got & want), found + len(got), wanted + len(want)
        if got != want:
            wrong.append(query)
    times = tuple(sorted(milliseconds for _, milliseconds in answers))
    return Measure(right / wanted, right / found, tuple(wrong), times)
