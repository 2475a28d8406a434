"""``make bench-search``: what the search costs its publisher and its readers, at 100, 1,000 and 10,000 sections.

Sections are dealt from the clauses of the real content. The publisher's part: seconds of the processor and by the clock
to build the bundle with nothing in the store, with one section changed, with nothing changed; the largest memory of any
of its processes; bytes. The reader's part, in Chromium: bytes of a first search, page included, up to the results, and
with the count on the pages of the other language; time from asking to the results on the screen, of queries after the
first, each asked for the first time and then again, as a reader does who goes back. Typing rests 180 ms more before it
is asked; pressing Enter does not. The load of the machine stands beside, since it is in every time.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath

from playwright.sync_api import Browser, Page, expect, sync_playwright

from sitegen.crew import crew_of
from sitegen.pipeline import preview_pages
from sitegen.public.addresses import Language
from sitegen.search import FolderStore, SearchRecord, Source, bundle_of
from sitegen.search.records import SearchField, Text
from tests.support.chromium import FLAGS, executable
from tests.support.corpus import synthetic
from tests.support.public_content import public_content
from tests.support.serving import Served, serving

_ROOT = Path(__file__).parents[2]
_SIZES = (100, 1_000, 10_000)
_SEED = 20240209

#: What readers might ask: names, pieces of words, figures, letters, slips, pinyin, questions; and what is hard: words
#: that stand everywhere together, figures that stand nowhere, long words with a slip.
_QUERIES: Mapping[Language, tuple[str, ...]] = {
    Language.ZH: (
        *("应援尽援", "法律援助", "律援", "社区矫正", "289.20", "30", "服务", "法", "满意度", "人民调解员"),
        *("社区矫政工作", "flyz", "tiaojie", "法律援助 经费", "广州市司法局", "服务对象满意度", "法律服务"),
        *(
            "sifa",
            "guangzhoushi",
            "renmintiaojie",
            "falvyuanzh",
            "7777.77",
            "148534567",
            "服务对象满意渡",
            "广州市司发局",
        ),
        *("社区矫正 调解 满意度 经费", "法律援助经费是多少", "2023年法律援助经费有多少", "天河区司法局2024年部门预算"),
        "落实法律援助制度，做到应援尽援，切实维护困难群众合法权益",
    ),
    Language.EN: (
        *("legal aid", "legal", "community", "289.20", "30", "in", "a", "the", "training", "ommuni", "satisfaction"),
        *("mediaton", "legal training", "法律", "district justice bureau", "rate of satisfaction", "of the", "tiaojie"),
        *("sifa", "7777.77", "148534567", "satisfction", "the rate of satisfaction", "number of legal aid cases"),
        *("of the people and", "how much does legal aid cost", "fangan"),
    ),
}

_ASK = """async ({queries}) => {
  const form = document.querySelector('form[data-bundle]');
  const status = document.querySelector('[data-search-status]');
  const times = [];
  for (const query of queries) {
    const shown = new Promise((resolve) => new MutationObserver((_, observer) => {
      observer.disconnect();
      resolve();
    }).observe(status, {childList: true}));
    form.elements.q.value = query;
    const began = performance.now();
    form.requestSubmit();
    await shown;
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - began);
    status.textContent = '';
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return times;
}"""


def _publish(language: Language, size: int, target: Path) -> Mapping[str, float]:
    """Build a bundle three times, and put it in a folder."""
    records = synthetic(public_content(_ROOT).records(language), size, _SEED)
    addition = SearchField(records[0].fields[1].role, (Text("新增一句", Language.ZH),))
    changed = [replace(records[0], fields=(*records[0].fields, addition)), *records[1:]]
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, given in (("cold", records), ("same", records), ("changed", changed)):
            sources = _sources(given)
            store = FolderStore(Path(folder) / "kept", Path(folder) / "aside")
            began, spent = time.perf_counter(), _processor()
            files = bundle_of(sources, language, store=store, crew=crew_of())
            store.settle()
            figures[f"{name} by the clock"] = time.perf_counter() - began
            figures[name] = _processor() - spent
        figures["store"] = sum(path.stat().st_size for path in (Path(folder) / "kept").iterdir())
    unit = 1 if sys.platform == "darwin" else 1024
    peaks = (resource.getrusage(who).ru_maxrss * unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    figures["peak"] = max(peaks)
    for path, data in files.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for suffix in (".pf_index", ".pf_fragment"):
        figures[suffix] = sum(len(data) for path, data in files.items() if path.suffix == suffix) / size
    return figures


def _sources(records: Sequence[SearchRecord]) -> list[Source]:
    """Return pages as the build has department-years: each with a digest of all that it depends on."""
    pages = [tuple(of_page) for _, of_page in groupby(sorted(records, key=_page), _page)]
    return [Source(hashlib.sha256(repr(page).encode()).digest(), partial(tuple, page)) for page in pages]


def _page(record: SearchRecord) -> PurePosixPath:
    return record.page


def _processor() -> float:
    """Return the seconds of the processor that this process, and those it waited for, took so far."""
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _first(browser: Browser, served: Served, language: Language) -> Iterator[tuple[int, int]]:
    """Yield the bytes of a first search for each query: up to its results, and with what is looked up after them."""
    for query in _QUERIES[language]:
        served.sent.clear()
        page = browser.new_page()
        _open(page, served, language)
        page.get_by_role("searchbox").fill(query)
        expect(page.get_by_role("status")).not_to_be_empty(timeout=30_000)
        shown = sum(size for _, size in served.sent)
        answers = -1
        while answers != len(served.sent):
            answers = len(served.sent)
            page.wait_for_timeout(500)
        yield shown, sum(size for _, size in served.sent)
        page.close()


def _later(browser: Browser, served: Served, language: Language) -> tuple[list[float], list[float]]:
    """Return the milliseconds of later searches, sorted: of queries asked for the first time, and again."""
    page = browser.new_page()
    _open(page, served, language)
    asked = [query for query in _QUERIES[language] for _ in range(2)]
    times: list[float] = page.evaluate(_ASK, {"queries": ["2024", *asked]})
    page.close()
    return sorted(times[1::2]), sorted(times[2::2])


def _open(page: Page, served: Served, language: Language) -> None:
    page.goto(f"{served.url}{language.value}/search.html")


def _row(
    language: Language,
    size: int,
    figures: Mapping[str, float],
    first: list[tuple[int, int]],
    later: tuple[list[float], list[float]],
) -> str:
    runs = ("cold", "changed", "same")
    asked, again = later
    results, whole = zip(*first, strict=True)
    cells = (
        f"{size:,}",
        language.value,
        ", ".join(f"{figures[run]:.1f}" for run in runs),
        ", ".join(f"{figures[f'{run} by the clock']:.1f}" for run in runs),
        f"{figures['peak'] / 1e6:.0f}",
        f"{figures['store'] / 1e6:.1f}",
        f"{figures['.pf_index']:,.0f} + {figures['.pf_fragment']:,.0f}",
        f"{statistics.median(results) / 1e3:.0f}, {max(results) / 1e3:.0f}",
        f"{statistics.median(whole) / 1e3:.0f}, {max(whole) / 1e3:.0f}",
        f"{statistics.median(asked):.0f}, {asked[len(asked) * 9 // 10]:.0f}",
        f"{statistics.median(again):.0f}",
        f"{os.getloadavg()[0]:.1f}",
    )
    return f"| {' | '.join(cells)} |"


_HEAD = (
    "sections",
    "language",
    "processor seconds: nothing stored, one section changed, nothing changed",
    "by the clock",
    "peak memory, MB",
    "store, MB",
    "bytes a section, index + shown text",
    "first search, kB: median, most",
    "with the other language's count",
    "later search, ms: median, 90 % within",
    "asked again",
    "load",
)


def main(sizes: tuple[int, ...] = _SIZES) -> None:
    """Print the table of docs/search.md."""
    say = print
    say(f"| {' | '.join(_HEAD)} |\n|{' --- |' * len(_HEAD)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        shutil.copytree(_ROOT / "content", Path(folder) / "content")
        preview_pages(Path(folder), site)
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        for size in sizes:
            made = {}
            for language in Language:
                done = [sys.executable, "-m", "tests.benchmarks.search", language.value, str(size), str(site)]
                shutil.rmtree(site / "pagefind" / language.value, ignore_errors=True)
                told = subprocess.run(done, cwd=_ROOT, capture_output=True, text=True, check=True).stdout
                made[language] = json.loads(told)
            with serving(site) as served:
                for language in Language:
                    later, first = _later(browser, served, language), list(_first(browser, served, language))
                    say(_row(language, size, made[language], first, later), flush=True)
        browser.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case [language, size, folder]:
            sys.stdout.write(json.dumps(_publish(Language(language), int(size), Path(folder))))
        case sizes:
            main(tuple(map(int, sizes)) or _SIZES)
