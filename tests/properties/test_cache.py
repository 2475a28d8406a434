"""Whatever is changed between two builds, one that uses the cache gives the bytes and words of one that does not."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sitegen.content import DisclosureFile
from sitegen.crew import Alone
from sitegen.outcomes import Built, Outcome
from sitegen.pipeline import build, preview_pages
from sitegen.private.reading import Ground, ReadFile, read_disclosure
from sitegen.render.site import SiteRenderer
from tests.benchmarks.corpus import write_corpus
from tests.support.sites import digest_of

_DEPARTMENT = Path("content/department-00000")
_YEAR = _DEPARTMENT / "2016.yaml"


def _replaced(name: Path, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    return edit


def _removed(root: Path) -> None:
    (root / _DEPARTMENT / "2017.yaml").unlink(missing_ok=True)


def _damaged(root: Path) -> None:
    for path in sorted((root / "cache").iterdir())[:1]:
        path.write_bytes(path.read_bytes()[:-3])


def _own_theme(root: Path) -> None:
    sheet = root / "theme" / "styles" / "own.css"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(f"p {{ margin: {len(list(root.iterdir()))}rem }}", encoding="utf-8")
    if "\ntheme:" not in (root / "content/site.yaml").read_text(encoding="utf-8"):
        _replaced(Path("content/site.yaml"), "\nupdated_on:", "\ntheme: theme\nupdated_on:")(root)


_EDITS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "an amount": _replaced(_YEAR, "total: ", "total: 1"),
    "a text": _replaced(_YEAR, "项目经费", "项目经费支出"),
    "withheld": _replaced(_YEAR, "          goal: ", "          secrecy: withheld\n          goal: "),
    "a comment": _replaced(_YEAR, "year:", "# 说明\nyear:"),
    "a name": _replaced(_DEPARTMENT / "department.yaml", "第0局", "第零局"),
    "a level": _replaced(_DEPARTMENT / "department.yaml", "level: city", "level: district"),
    "English": _replaced(_DEPARTMENT / "en.po", "Improve legal aid", "Better legal aid"),
    "no English": _replaced(_DEPARTMENT / "en.po", 'msgid "法律援助完成率"', 'msgid "法律援助完成率。"'),
    "the site": _replaced(Path("content/site.yaml"), "zh: ", "zh: 新"),
    "an article": _replaced(Path("content/pages/how-to-read.zh.md"), "title: ", "title: 新"),
    "the taxonomy": _replaced(Path("content/taxonomy.yaml"), "11", "19"),
    "a year less": _removed,
    "damage": _damaged,
    "a theme": _own_theme,
}


def _come_of(outcome: Outcome, site: Path) -> tuple[object, ...]:
    held_back = outcome.held_back if isinstance(outcome, Built) else None
    return outcome.findings, held_back, digest_of(site) if isinstance(outcome, Built) else None


@settings(
    max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(st.lists(st.sampled_from(sorted(_EDITS)), min_size=3, max_size=4, unique=True))
def test_warm_is_cold(edits: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_corpus(root, 3)
        preview_pages(root, root / "warm", Alone(), root / "cache")
        for edit in edits:
            _EDITS[edit](root)
            warm = preview_pages(root, root / "warm", Alone(), root / "cache")
            cold = preview_pages(root, root / "cold", Alone())
            assert _come_of(warm, root / "warm") == _come_of(cold, root / "cold"), edit


def test_what_is_unchanged_is_neither_read_nor_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path, 5)
    read: list[int] = []
    made: list[None] = []
    pages = SiteRenderer.disclosure_pages

    def reading(ground: Ground, file: DisclosureFile) -> ReadFile:
        read.append(file.year)
        return read_disclosure(ground, file)

    def making(*arguments: Any) -> Any:  # noqa: ANN401  (whatever the method takes and gives)
        made.append(None)
        return pages(*arguments)

    monkeypatch.setattr("sitegen.department_year.read_disclosure", reading)
    monkeypatch.setattr(SiteRenderer, "disclosure_pages", making)
    for expected in (5, 0):
        read.clear()
        made.clear()
        assert isinstance(preview_pages(tmp_path, tmp_path / "site", Alone(), tmp_path / "cache"), Built)
        assert len(made) == expected
    files = (tmp_path / _DEPARTMENT).glob("20*.yaml")
    assert len(read) == sum("涉密" in path.read_text(encoding="utf-8") for path in files) < 5
    _EDITS["an amount"](tmp_path)
    read.clear()
    assert isinstance(preview_pages(tmp_path, tmp_path / "site", Alone(), tmp_path / "cache"), Built)
    assert 2016 in read
    assert len(made) == 1


def test_another_program_makes_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path, 2)
    preview_pages(tmp_path, tmp_path / "site", Alone(), tmp_path / "cache")
    before = (tmp_path / "cache/rows").read_bytes()
    monkeypatch.setattr("sitegen.pipeline.program", lambda: b"another")
    preview_pages(tmp_path, tmp_path / "site", Alone(), tmp_path / "cache")
    assert before != (tmp_path / "cache/rows").read_bytes()


def test_an_index_that_was_kept_gives_the_bytes_of_a_new_one(tmp_path: Path) -> None:
    write_corpus(tmp_path, 2)
    cache, index = tmp_path / "cache", tmp_path / "cache-search"
    # What is kept of a section tells all that its record depends on.
    for edit in ("nothing", "nothing", "an amount", "English", "a level", "a year less"):
        _EDITS[edit](tmp_path)
        assert isinstance(build(tmp_path, tmp_path / "warm", Alone(), cache=cache), Built)
        assert isinstance(build(tmp_path, tmp_path / "cold", Alone()), Built)
        assert digest_of(tmp_path / "warm") == digest_of(tmp_path / "cold"), edit
    assert list(index.iterdir())
