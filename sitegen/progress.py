"""How far a run is: its stages, how many tasks each has and has done, and how long each took.

The pipeline tells a ``Stopwatch``; a ``Watcher`` shows it to whoever waits. Nothing but numbers passes here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeVar

from sitegen.crew import Crew

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class Stage(StrEnum):
    """A part of a run, in the order of the run."""

    GROUND = "ground"
    YEARS = "years"
    OVERVIEWS = "overviews"
    SEARCH = "search"
    TAKING_OVER = "taking over"
    NEEDLES = "needles"
    LEAKS = "leaks"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Lap:
    """What a stage took: seconds, and how many tasks it had (none where it is one piece)."""

    stage: Stage
    seconds: float
    tasks: int


class Watcher(Protocol):
    """Who is told how far a run is."""

    def told(self, stage: Stage, done: int, total: int, seconds: float) -> None:
        """Hear that so many tasks of a stage are done; ``seconds`` is how long the stage has been going on."""
        ...

    def ended(self, lap: Lap) -> None:
        """Hear that a stage is over."""
        ...


class Nobody:
    """Nobody waits."""

    def told(self, stage: Stage, done: int, total: int, seconds: float) -> None:
        """Hear nothing."""

    def ended(self, lap: Lap) -> None:
        """Hear nothing."""


@dataclass(slots=True)
class Stopwatch:
    """Measures the stages of one run."""

    watcher: Watcher
    laps: list[Lap] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)
    _tasks: int = 0
    _stage: tuple[Stage, float] = (Stage.GROUND, 0.0)

    @property
    def seconds(self) -> float:
        """How long the run has been going on."""
        return time.perf_counter() - self.began

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """Measure what is done within."""
        self._stage, self._tasks = (stage, time.perf_counter()), 0
        yield
        lap = Lap(stage, time.perf_counter() - self._stage[1], self._tasks)
        self.laps.append(lap)
        self.watcher.ended(lap)

    def each(self, results: Iterator[_Result], total: int) -> Iterator[_Result]:
        """Pass on the results of a stage's tasks, and tell of each."""
        stage, began = self._stage
        self._tasks += total
        for done, result in enumerate(results, 1):
            self.watcher.told(stage, done, total, time.perf_counter() - began)
            yield result


@dataclass(frozen=True, slots=True)
class Watched:
    """A crew whose work is told to a stopwatch."""

    crew: Crew
    watch: Stopwatch

    def map(self, work: Callable[[_Task], _Result], tasks: Sequence[_Task], batch: int = 8) -> Iterator[_Result]:
        """Do the work on each task and yield the results in the order of the tasks."""
        return self.watch.each(self.crew.map(work, tasks, batch), len(tasks))

    @property
    def near(self) -> Crew:
        """Those of the crew who share this process's memory, told of as well."""
        return Watched(self.crew.near, self.watch)
