"""Work on many tasks: the same results in the same order, whoever does it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.crew import Alone, Crew, Forked, Hired, LostWorkerError, crew_of

_SOME = tuple(range(40))


def _square(number: int) -> int:
    return number * number


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(), max_size=60), st.integers(1, 9), st.integers(2, 4))
def test_results_come_in_the_order_of_the_tasks(tasks: list[int], batch: int, workers: int) -> None:
    expected = [_square(task) for task in tasks]
    with ThreadPoolExecutor(workers) as executor:
        for crew in (Alone(), Forked(workers), Hired(executor, workers)):
            assert list(crew.map(_square, tasks, batch)) == expected


def test_workers_have_what_the_work_holds_without_its_being_sent() -> None:
    held = {number: object() for number in _SOME}
    unsendable: Callable[[int], bool] = lambda number: number in held  # noqa: E731  (a lambda cannot be pickled)
    assert all(Forked(2).map(unsendable, _SOME))


def test_the_work_is_done_in_other_processes() -> None:
    assert os.getpid() not in set(Forked(2).map(lambda _: os.getpid(), _SOME))


def test_no_more_is_under_way_than_keeps_the_workers_busy() -> None:
    taken: list[int] = []
    with ThreadPoolExecutor(1) as executor:
        results = Hired(executor, 1).map(taken.append, _SOME, 1)
        next(results)
        results.close()  # type: ignore[attr-defined]  # a generator is what it is
    assert len(taken) < len(_SOME) / 2


@pytest.mark.parametrize("crew", [Alone(), Forked(2)], ids=["alone", "forked"])
def test_a_mistake_of_the_work_is_raised_here(crew: Crew) -> None:
    with pytest.raises(ZeroDivisionError):
        list(crew.map(lambda task: 1 // (task - 20), _SOME))


def test_a_killed_worker_is_told_and_not_waited_for() -> None:
    with pytest.raises(LostWorkerError):
        list(Forked(2).map(lambda task: os.kill(os.getpid(), signal.SIGKILL) if task == 20 else None, _SOME))


def test_one_core_works_alone() -> None:
    assert crew_of(1) == Alone()
