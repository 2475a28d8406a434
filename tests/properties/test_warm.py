"""Whatever is done between two builds, one that uses the last comes to what one that does not comes to.

SITEGEN_SEQUENCES=200:400 pytest -m long tests/properties/test_warm.py    takes these of all sequences
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen import former, pipeline
from sitegen.config import SiteConfig, Taxonomy
from sitegen.crew import Alone
from sitegen.errors import SitegenError
from sitegen.former import Former
from sitegen.outcomes import Built, Outcome
from sitegen.pipeline import preview_pages
from sitegen.private.reading import Ground
from sitegen.recollection import Recollection
from sitegen.render.site import SiteRenderer
from tests.support.editing import EDITS, EditedSite
from tests.support.sites import digest_of

#: How many edits a sequence has.
_STEPS = 4


class _Killed(BaseException):
    """The process is gone."""


@contextmanager
def _killed(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Kill a build at a place."""

    def kill(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(*{"before": (pipeline, "publish"), "after": (former.Memory, "settle")}[place], kill)
        with pytest.raises(_Killed):
            yield


def _come_of(outcome: Outcome | SitegenError, site: Path) -> tuple[object, ...]:
    match outcome:
        case Built() as built:
            counts = (built.departments, built.disclosures, built.pages, built.files, built.size)
            return built.findings, built.held_back, counts, digest_of(site)
        case SitegenError():
            return (type(outcome), str(outcome))
        case _:
            return (outcome.findings,)


def _built(root: Path, site: str, cache: Path | None, recollection: Recollection | None = None) -> tuple[object, ...]:
    try:
        outcome: Outcome | SitegenError = preview_pages(root, root / site, Alone(), cache, recollection)
    except SitegenError as error:
        outcome = error
    return _come_of(outcome, root / site)


def _edit_and_build(root: Path, seed: int, monkeypatch: pytest.MonkeyPatch, seen: Counter[str]) -> None:
    """Edit a site again and again, and hold each warm build against a cold one.

    In every other sequence the warm ones are those of a process that remembers the last.
    """
    dice = random.Random(seed)  # noqa: S311  (dice, not keys)
    site = EditedSite(root, dice)
    site.begin()
    recalled: list[Former] = []
    recall = former.Memory.recall

    def recalling(memory: former.Memory) -> Former:
        recalled.append(recall(memory))
        return recalled[-1]

    monkeypatch.setattr(former.Memory, "recall", recalling)
    cache, recollection = root / "cache", Recollection() if seed % 2 else None
    _built(root, "warm", cache, recollection)
    done: list[str] = []
    for _ in range(_STEPS):
        for edit in dice.choices(EDITS, k=dice.choice((1, 1, 1, 2))):
            edit(site)
            done.append(edit.__name__)
        before = digest_of(root / "warm")
        cold = _built(root, "cold", None)
        if dice.randrange(12) == 0 and len(cold) > 2:
            place = dice.choice(("before", "after"))
            done.append(f"killed {place}")
            with _killed(place, monkeypatch):
                _built(root, "warm", cache)
            before = digest_of(root / "warm")
        recalled.clear()
        warm = _built(root, "warm", cache, recollection)
        assert warm == cold, (seed, done)
        if len(cold) < 3:
            assert digest_of(root / "warm") == before, (seed, done)
        known = recalled[-1]
        seen["little changed" if known.only_years_changed else "pages used" if known.site else "nothing known"] += 1
    seen["sequences"] += 1


def _prepare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust what was written just before a build: nothing is written while one runs, and times are fine enough.

    What makes pages is made once for each state of the site's own files: it keeps nothing of a build.
    """
    made: dict[tuple[bytes, str], SiteRenderer] = {}
    make = pipeline._renderer  # noqa: SLF001  (what is patched is patched by its name)

    def renderer(ground: Ground, config: SiteConfig, taxonomy: Taxonomy) -> SiteRenderer:
        key = (pipeline._of_site(ground), repr(ground.shared.entries))  # noqa: SLF001  (as above)
        return made.get(key) or made.setdefault(key, make(ground, config, taxonomy))

    monkeypatch.setattr(pipeline, "_renderer", renderer)
    monkeypatch.setattr("sitegen.stamps._FINELY", 0)


@pytest.mark.parametrize("seed", range(3))
def test_a_build_after_edits_is_that_of_one_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    _prepare(monkeypatch)
    _edit_and_build(tmp_path, seed, monkeypatch, Counter())


def _sequences() -> range:
    first, _, end = os.environ.get("SITEGEN_SEQUENCES", "0:1000").partition(":")
    return range(int(first), int(end))


@pytest.mark.long
def test_a_thousand_sequences_of_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    for seed in _sequences():
        with monkeypatch.context() as patched, tempfile.TemporaryDirectory() as folder:
            _prepare(patched)
            _edit_and_build(Path(folder), seed, patched, seen)
    # Each of the ways that a build can take was taken.
    assert min(seen[way] for way in ("little changed", "pages used", "nothing known")) > 0
    sys.stdout.write(f"{dict(seen)}\n")
