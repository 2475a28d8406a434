"""What is shown while a long run goes on: one line that changes on a terminal, a line now and then in a log.

It goes to standard error, so that what programs read stays clean; a short run shows nothing.
"""

from __future__ import annotations

import math
import sys
import time
from typing import TextIO

from sitegen.console import Console, Format
from sitegen.progress import Lap, Nobody, Stage, Watcher
from sitegen.values.text import display_width

NAMES = {
    Stage.GROUND: ("读取网站设置", "Reading the site's own files"),
    Stage.YEARS: ("读取、检查并生成各年度网页", "Reading, checking and making department-years"),
    Stage.OVERVIEWS: ("生成汇总网页", "Making overviews"),
    Stage.SEARCH: ("生成搜索索引", "Making the search index"),
    Stage.TAKING_OVER: ("沿用没有变化的文件", "Taking over what is as it was"),
    Stage.NEEDLES: ("比对公开文字", "Comparing with what is public"),
    Stage.LEAKS: ("逐个文件核查有无涉密内容", "Looking for what is withheld in every file"),
    Stage.PUBLICATION: ("发布", "Publishing"),
}

# Seconds before a stage is spoken of on a terminal, between changes of the line there, and between the lines of a log.
_PATIENCE = 1.0
_BLINK = 0.1
_LOG = 10.0
# Before so many seconds nobody can say how long the rest takes.
_TELLING = 3.0


def waiting(console: Console) -> Watcher:
    """Return who is told of a run: nobody where nobody wants to hear."""
    if console.quiet or console.output is not Format.TEXT:
        return Nobody()
    return Waiting(console.language, sys.stderr, changing=sys.stderr.isatty())


class Waiting:
    """Shows how far a run is."""

    def __init__(self, language: str, out: TextIO, *, changing: bool) -> None:
        """Speak a language on a stream; ``changing`` is true of a terminal, where a line can be written over."""
        self._chinese = language == "zh"
        self._out = out
        self._changing = changing
        self._spoke = -math.inf
        self._width = 0

    def told(self, stage: Stage, done: int, total: int, seconds: float) -> None:
        """Show how far a stage is, if it was not shown a moment ago."""
        now = time.monotonic()
        patience, pause = (_PATIENCE, _BLINK) if self._changing else (_LOG, _LOG)
        if seconds < patience or now - self._spoke < pause:
            return
        self._spoke = now
        self._show(self._sentence(stage, done, total, seconds))

    def ended(self, lap: Lap) -> None:
        """Clear the line, so that what comes next begins on an empty one."""
        del lap
        if self._changing and self._width:
            self._out.write("\r" + " " * self._width + "\r")
            self._out.flush()
            self._width = 0

    def _sentence(self, stage: Stage, done: int, total: int, seconds: float) -> str:
        rate = done / seconds
        parts = [f"{done:,}/{total:,}", f"{rate:,.0f} /s" if rate >= 1 else f"{rate:.1f} /s"]
        if seconds >= _TELLING:
            left = duration((total - done) / rate, chinese=self._chinese)
            parts.append(f"还需约 {left}" if self._chinese else f"about {left} left")
        zh, en = NAMES[stage]
        return f"{zh if self._chinese else en}  {'  '.join(parts)}"

    def _show(self, sentence: str) -> None:
        if self._changing:
            width = display_width(sentence)
            self._out.write("\r" + sentence + " " * (self._width - width))
            self._width = width
        else:
            self._out.write(sentence + "\n")
        self._out.flush()


def duration(seconds: float, *, chinese: bool) -> str:
    """Write a duration as people say it: seconds, minutes, hours."""
    minutes, hours = seconds / 60, seconds / 3600
    if hours >= 1:
        return f"{hours:.1f} {'小时' if chinese else 'h'}"
    if minutes >= 1:
        return f"{minutes:.0f} {'分钟' if chinese else 'min'}"
    return f"{seconds:.0f} {'秒' if chinese else 's'}"
