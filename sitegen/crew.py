"""Many hands: the same work on many tasks, handed out in small batches, its results in the order of the tasks.

``Alone`` works in this process. ``Forked`` shares the work over the cores: its workers are forked when the work is
known and inherit it with all it needs, so that nothing large, and nothing secret, is written anywhere to reach them.
``Hired`` gives the work to any standard ``concurrent.futures.Executor``, such as one that has other machines.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

# With fewer tasks than this, starting other processes takes longer than they save.
_WORTH_SHARING = 16

# How seldom the garbage collector looks at what a worker makes, which has next to no cycles: a sixth of the work.
_RARELY = (50_000, 20, 100)

# Batches that wait for each worker: enough that none is idle, few enough that results do not pile up.
_AHEAD = 2


class LostWorkerError(SitegenError):
    """A worker process ended before its work did: it was killed, or memory ran out."""


class Crew(Protocol):
    """Who does the work."""

    def map(self, work: Callable[[_Task], _Result], tasks: Sequence[_Task], batch: int = 8) -> Iterator[_Result]:
        """Do the work on each task and yield the results in the order of the tasks."""
        ...

    @property
    def near(self) -> Crew:
        """Those of the crew who share this process's memory, for work that needs more of it than can be sent."""
        ...


@dataclass(frozen=True, slots=True)
class Alone:
    """One task after the other, in this process."""

    def map(self, work: Callable[[_Task], _Result], tasks: Sequence[_Task], batch: int = 8) -> Iterator[_Result]:
        """Do the work on each task and yield the results in the order of the tasks."""
        del batch
        with _rarely_collected():
            yield from map(work, tasks)

    @property
    def near(self) -> Crew:
        """Itself."""
        return self


@dataclass(frozen=True, slots=True)
class Hired:
    """An executor of the caller's. The work and its tasks are pickled where it has processes or machines."""

    executor: Executor
    workers: int

    def map(self, work: Callable[[_Task], _Result], tasks: Sequence[_Task], batch: int = 8) -> Iterator[_Result]:
        """Do the work on each task and yield the results in the order of the tasks."""

        def submit(some: Sequence[_Task]) -> Future[list[_Result]]:
            return self.executor.submit(_done, work, some)

        return _in_order(submit, _batches(tasks, batch), self.workers)

    @property
    def near(self) -> Crew:
        """This process alone: the executor may have other machines."""
        return Alone()


@dataclass(frozen=True, slots=True)
class Forked:
    """The cores of this machine."""

    workers: int

    def map(self, work: Callable[[_Task], _Result], tasks: Sequence[_Task], batch: int = 8) -> Iterator[_Result]:
        """Do the work on each task and yield the results in the order of the tasks.

        Raises:
            LostWorkerError: if a worker was killed.

        """
        if len(tasks) < _WORTH_SHARING:
            yield from map(work, tasks)
            return
        # Imported where it is needed: a third of the start of a program that mostly works alone.
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # noqa: PLC0415
        from multiprocessing import get_context  # noqa: PLC0415

        smaller = max(1, min(batch, len(tasks) // (self.workers * _AHEAD)))
        # What is in memory by now is not looked through again in the workers, and so they share its pages.
        gc.freeze()
        executor = ProcessPoolExecutor(self.workers, get_context("fork"), _begin, (work,))
        try:
            yield from _in_order(
                lambda some: executor.submit(_done_as_begun, some), _batches(tasks, smaller), self.workers
            )
        except BrokenProcessPool:
            message = "a worker process was killed or ran out of memory; nothing was published"
            raise LostWorkerError(message) from None
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
            gc.unfreeze()

    @property
    def near(self) -> Crew:
        """Itself."""
        return self


def crew_of(cores: int | None = None) -> Crew:
    """Return a crew for so many cores; for all that this process may use where ``None``.

    Only Linux forks safely, and a process that must not have children (the preview's) works alone.
    """
    wanted = _cores() if cores is None else cores
    here = sys.modules.get("multiprocessing.process")
    may_fork = sys.platform.startswith("linux") and (here is None or not here.current_process().daemon)
    return Forked(wanted) if may_fork and wanted > 1 else Alone()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(tasks: Sequence[_Task], size: int) -> Iterator[Sequence[_Task]]:
    return (tasks[start : start + size] for start in range(0, len(tasks), size))


def _in_order(
    submit: Callable[[Sequence[_Task]], Future[list[_Result]]], batches: Iterator[Sequence[_Task]], workers: int
) -> Iterator[_Result]:
    """Keep every worker busy and yield what is done in order; what is handed out and done at once is bounded."""
    under_way = deque(submit(some) for some in islice(batches, workers * _AHEAD))
    try:
        while under_way:
            done = under_way.popleft().result()
            under_way.extend(submit(some) for some in islice(batches, 1))
            yield from done
    finally:
        for future in under_way:
            future.cancel()


def _done(work: Callable[[_Task], _Result], tasks: Sequence[_Task]) -> list[_Result]:
    return [work(task) for task in tasks]


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Let the garbage collector look as seldom as it does in a worker."""
    usual = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def without_collector() -> Iterator[None]:
    """Put the garbage collector off, where what is made has no cycles: looking for them is a third of such work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# In a worker: the work it was forked to do.
_begun: list[Callable[[Any], Any]] = []


def _begin(work: Callable[[Any], Any]) -> None:
    gc.set_threshold(*_RARELY)
    # Ctrl-C goes to every process of the terminal; the one that handed the work out ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _begun[:] = [work]


def _done_as_begun(tasks: Sequence[Any]) -> list[Any]:
    return _done(_begun[0], tasks)
