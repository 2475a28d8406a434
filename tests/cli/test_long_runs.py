"""A long run says how far it is, and ends at once when it is told to."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.commands.waiting import NAMES, Waiting, duration, waiting
from sitegen.console import Console, Format
from sitegen.progress import Lap, Nobody, Stage
from sitegen.values.text import display_width
from tests.benchmarks.corpus import write_corpus
from tests.support.sites import new_site, run


@pytest.mark.parametrize("cores", ["1", "2"])
def test_a_build_that_is_stopped_leaves_nothing_behind_and_says_nothing_else(tmp_path: Path, cores: str) -> None:
    write_corpus(tmp_path, 60)
    running = subprocess.Popen(
        [sys.executable, "-m", "sitegen", "build", "--cores", cores],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not list(tmp_path.glob("build/.staging-*/site/zh/departments/*/*.html")):
        assert running.poll() is None
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    said, complaints = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == ""
    assert complaints.strip() == "stopped"
    assert not list((tmp_path / "build").iterdir())


def test_the_time_of_each_stage_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    for language, place in (("C.UTF-8", 1), ("zh_CN.UTF-8", 0)):
        done = run("build", "--profile", cwd=site, language=language)
        assert done.returncode == 0
        assert all(words[place] in done.stdout for words in NAMES.values())
        assert done.stderr == ""
    assert NAMES[Stage.LEAKS][0] not in run("build", cwd=site, language="zh_CN.UTF-8").stdout


def test_a_terminal_has_one_line_that_is_written_over_and_cleared() -> None:
    out = io.StringIO()
    shown = Waiting("zh", out, changing=True)
    shown.told(Stage.YEARS, 1, 2000, 0.1)
    assert out.getvalue() == ""
    shown.told(Stage.YEARS, 500, 2000, 5.0)
    assert out.getvalue() == f"\r{NAMES[Stage.YEARS][0]}  500/2,000  100 /s  还需约 15 秒"
    width = display_width(out.getvalue()[1:])
    shown.told(Stage.YEARS, 501, 2000, 5.0)
    shown.ended(Lap(Stage.YEARS, 20.0, 2000))
    assert out.getvalue().endswith("\r" + " " * width + "\r")
    assert "\n" not in out.getvalue()


def test_a_log_has_whole_lines_and_few() -> None:
    out = io.StringIO()
    shown = Waiting("en", out, changing=False)
    for done in range(1, 100):
        shown.told(Stage.LEAKS, done, 100, done / 5)
    shown.ended(Lap(Stage.LEAKS, 20.0, 100))
    assert out.getvalue() == f"{NAMES[Stage.LEAKS][1]}  50/100  5 /s  about 10 s left\n"


def test_nobody_is_told_where_nobody_wants_to_hear() -> None:
    assert isinstance(waiting(Console("en", quiet=True)), Nobody)
    assert isinstance(waiting(Console("en", Format.JSON)), Nobody)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "60 min"), (5400, "1.5 h")]
)
def test_durations_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert duration(seconds, chinese=False) == said
