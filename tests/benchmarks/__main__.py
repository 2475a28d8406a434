"""``make bench``: how long a build takes and how it grows, in ratios that travel from machine to machine.

    python -m tests.benchmarks [SIZE:RUNS ...]

The yardstick is PyYAML's C loader reading the same files and doing nothing else with them: what any generator written
in Python has to do first. Runs are interleaved; minimum, median and maximum are printed.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.corpus import write_corpus

_SIZES = ("50:3", "200:3")
_STARTS = 6

_BUILD = "import pathlib, sitegen.pipeline as p; root = pathlib.Path('{{root}}'); p.{0}(root, root / 'out', cache={1})"
_ANEW = "import shutil; shutil.rmtree('{root}/cache', ignore_errors=True); "
_KEPT = "root / 'cache'"
_PEAK = """
import resource
print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
"""
_YARDSTICK = """
import pathlib, yaml
loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
for path in sorted(pathlib.Path('{root}/content').glob('department-*/[0-9]*.yaml')):
    yaml.load(path.read_bytes(), loader)
"""


def _timed(code: str, root: Path) -> tuple[float, float]:
    """Return the seconds, and the peak megabytes of the largest process."""
    measured = f"{code.format(root=root)}\n{_PEAK}"
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - began
    unit = 1024 if sys.platform == "darwin" else 1
    return seconds, int(done.stdout.split()[-1]) / unit / 1024


def _row(name: str, values: list[float], digits: int = 2) -> str:
    figures = "  ".join(f"{value:8.{digits}f}" for value in (min(values), statistics.median(values), max(values)))
    return f"  {name:<46}{figures}"


def _sizes(say: Callable[[str], object]) -> None:
    for asked in sys.argv[1:] or _SIZES:
        size, times = map(int, asked.split(":"))
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_corpus(root, size)
            runs = [{name: _timed(code, root) for name, code in _WORK.items()} for _ in range(times)]
        say(f"{size} department-years ({size * 15} projects, {size * 105} indicators): minimum, median, maximum")
        for name in list(_WORK)[1:]:
            say(_row(f"{name}: time / reading the YAML", [run[name][0] / run["yardstick"][0] for run in runs]))
            say(_row(f"{name}: ms a department-year", [run[name][0] / size * 1000 for run in runs], 1))
            say(_row(f"{name}: peak memory, MB", [run[name][1] for run in runs], 0))


_WORK = {
    "yardstick": _YARDSTICK,
    "pages, checked and cleared": _BUILD.format("preview_pages", None),
    "the same, kept for the next build": _ANEW + _BUILD.format("preview_pages", _KEPT),
    "the same again, nothing changed": _BUILD.format("preview_pages", _KEPT),
    "pages and search": _BUILD.format("build", None),
}


def _start(say: Callable[[str], object]) -> None:
    def seconds(*arguments: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        return time.perf_counter() - began

    ratios = [seconds("-m", "sitegen", "--help") / seconds("-c", "pass") for _ in range(_STARTS)]
    say("starting: minimum, median, maximum")
    say(_row("sitegen --help / python -c pass", ratios))


def main() -> None:
    """Print the table."""
    say = print
    say(f"Python {sys.version.split()[0]}, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at start")
    _start(say)
    _sizes(say)


if __name__ == "__main__":
    main()
