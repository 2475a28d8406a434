"""Whoever does the work, the site and what is said of it are the same."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from sitegen.crew import Alone, Crew, Forked, Hired
from sitegen.outcomes import Built, Refused
from sitegen.pipeline import check, preview_pages
from tests.benchmarks.corpus import write_corpus
from tests.support.sites import digest_of

_SIZE = 20


def test_every_crew_builds_the_same_bytes(tmp_path: Path) -> None:
    write_corpus(tmp_path, _SIZE)
    # Processes that are not forked know nothing but what is sent to them, as other machines would.
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2, get_context("spawn")) as processes:
        crews: dict[str, Crew] = {
            "alone": Alone(),
            "forked": Forked(2),
            "threads": Hired(threads, 2),
            "processes": Hired(processes, 2),
        }
        outcomes = {name: preview_pages(tmp_path, tmp_path / name, crew) for name, crew in crews.items()}
    for name, outcome in outcomes.items():
        assert isinstance(outcome, Built)
        assert outcome.findings == outcomes["alone"].findings
        assert digest_of(tmp_path / name) == digest_of(tmp_path / "alone")


def test_every_crew_refuses_in_the_same_words(tmp_path: Path) -> None:
    write_corpus(tmp_path, _SIZE)
    for path in (tmp_path / "content" / "department-00000").glob("20*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("total: ", "total: 约", 1), encoding="utf-8")
    refusals = [preview_pages(tmp_path, tmp_path / "site", crew) for crew in (Alone(), Forked(2))]
    assert all(isinstance(refusal, Refused) for refusal in refusals)
    assert refusals[0] == refusals[1]
    assert check(tmp_path, Alone()).findings == check(tmp_path, Forked(2)).findings == refusals[0].findings
    assert not list(tmp_path.glob(".staging-*"))
    assert not (tmp_path / "site").exists()
