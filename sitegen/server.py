"""The preview: livereload around the same pipeline.

Four defects of livereload 2.7.1 are worked around here, each once:

- its watcher builds on the event loop, so that pages hang while a build runs: a thread watches and a
  process of its own builds;
- it drops every reload that comes within three seconds of the last: we tell the browsers ourselves;
- it injects an inline script, which the pages' content security policy forbids: we add a script with an
  address, and widen the policy of the previewed copy by that and nothing else;
- an exception leaves the old page without a word: what is wrong is a page in the browser, and the last
  good site stays behind it.

Only cleared trees are served, and what the findings page shows went through the same screen as the console.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import multiprocessing
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeAlias

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import IOLoop

from sitegen.errors import SitegenError
from sitegen.outcomes import Built, Outcome, Refused
from sitegen.pipeline import build, preview_pages

# How often the files are looked at, in seconds. Five documents take under a millisecond to look at.
_LOOK_EVERY = 0.15

# How long the files have to be quiet before the search index is made, in seconds: whoever saves again waits for pages.
_QUIET = 1.0

# How much the search index gives way to everything else, as ``nice`` counts.
_QUIETLY = 15

_POLICY = re.compile(r'(<meta http-equiv="content-security-policy" content=")([^"]*)(")', re.IGNORECASE)
_KEPT_QUERY = "last-good"


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the preview can be reached."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{self.host}:{self.port}/"


class _Preview:
    """What is being served: the last good tree, and what is wrong with the content, if anything is."""

    def __init__(self) -> None:
        self.tree: Path | None = None
        self.problem: str | None = None
        self.search_ready = asyncio.Event()


class _PageHandler(web.StaticFileHandler):
    """Serves the last good tree, with the reload script; or the page that says what is wrong."""

    preview: _Preview

    def initialize(self, preview: _Preview) -> None:  # type: ignore[override]  # tornado passes what the route names
        self.preview = preview
        super().initialize(path=str(preview.tree or os.devnull), default_filename="index.html")

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> str | None:
        return None

    def should_return_304(self) -> bool:
        return False

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002  (tornado's signature)
        wants_page = path == "" or path.endswith(("/", ".html"))
        if self.preview.problem is not None and wants_page and self.get_query_argument(_KEPT_QUERY, None) is None:
            self._send_html(_with_reload(self.preview.problem, self.request))
            return
        if self.preview.tree is None:
            self.set_status(503)
            self._send_html(_with_reload(_WAITING, self.request))
            return
        if path.startswith("pagefind/"):
            await self.preview.search_ready.wait()
            self.root = str(self.preview.tree)
        if not wants_page:
            await super().get(path, include_body)
            return
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        page = (self.preview.tree / name).resolve()
        if self.preview.tree.resolve() not in page.parents or not page.is_file():
            self.set_status(404)
            page = self.preview.tree / "404.html"
        self._send_html(_with_reload(page.read_text(encoding="utf-8"), self.request))

    def _send_html(self, text: str) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(text)


_PROBLEM_STYLE = """
:root { color-scheme: light dark; font: 1rem/1.7 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem; border-top: .3rem solid #b3261e }
h1 { font-size: 1.4rem; line-height: 1.4 } h1 span { display: block; font-size: 1.05rem; font-weight: 400 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .95rem/1.6 ui-monospace, monospace }
"""

_WAITING = (
    '<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>正在生成 · Building</title></head>'
    '<body><p>正在生成网站…… <span lang="en">Building the site …</span></p></body></html>'
)


def _with_reload(page: str, request: HTTPServerRequest) -> str:
    """Add the reload script, by address, and allow it and its socket in the page's policy."""
    host = request.host
    page = _POLICY.sub(lambda match: match[1] + escape(_widened(unescape(match[2]), host)) + match[3], page, count=1)
    port = host.rpartition(":")[2] if ":" in host else "80"
    return page.replace("</head>", f'<script src="/livereload.js?port={port}"></script></head>', 1)


def _widened(policy: str, host: str) -> str:
    wanted = {"script-src": "'self'", "connect-src": f"ws://{host}"}
    parts = [part.strip() for part in policy.split(";") if part.strip()]
    widened = []
    for part in parts:
        name, _, sources = part.partition(" ")
        source = wanted.pop(name, None)
        if source is None or source in sources.split():
            widened.append(part)
        elif sources == "'none'":
            widened.append(f"{name} {source}")
        else:
            widened.append(f"{part} {source}")
    widened.extend(f"{name} {source}" for name, source in wanted.items())
    return "; ".join(widened)


def _signature(folders: Iterable[Path]) -> str:
    """Name the state of the files by their names, sizes and times."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for directory, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                try:
                    status = (Path(directory) / name).stat()
                except OSError:
                    continue  # it went away while we looked: the next look tells
                digest.update(f"{directory}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Failed:
    """The program failed while it built. ``sentence`` quotes nothing of the content."""

    sentence: str


#: What comes of a build of the preview.
Previewed: TypeAlias = Outcome | Failed


class _Builder(threading.Thread):
    """Watches the files and has each state of them built: pages first, search behind them in a process of its own."""

    def __init__(self, root: Path, watched: tuple[Path, ...], scratch: Path, told: Callable[[Previewed], None]) -> None:
        super().__init__(name="builder", daemon=True)
        self._root = root
        self._watched = watched
        self._scratch = scratch
        self._told = told
        self._number = 0
        self._pages = _Worker()
        self._search = _Worker()

    def run(self) -> None:
        built_state = ""
        search_due = math.inf
        while True:
            state = _signature(self._watched)
            if state != built_state:
                built_state = state
                # A search index of a state that is gone would only slow the pages down.
                self._search.stop()
                self._pages.start(_preview_pages, self._root, self._next_folder())
                outcome = self._pages.wait()
                self._told(outcome)
                search_due = time.monotonic() + _QUIET if isinstance(outcome, Built) else math.inf
            if time.monotonic() >= search_due:
                search_due = math.inf
                self._search.start(_build_quietly, self._root, self._next_folder())
            if self._search.is_done():
                self._told(self._search.wait())
            time.sleep(_LOOK_EVERY)

    def _next_folder(self) -> Path:
        self._number += 1
        return self._scratch / str(self._number)


_Build = Callable[[Path, Path], Outcome]


def _preview_pages(root: Path, destination: Path) -> Outcome:
    """Build the pages, those that have not changed from the last preview."""
    return preview_pages(root, destination, cache=_cache(destination))


def _build_quietly(root: Path, destination: Path) -> Outcome:
    """Build with search, leaving the processor to the pages where they want it."""
    os.nice(_QUIETLY)
    return build(root, destination, cache=_cache(destination))


def _cache(destination: Path) -> Path:
    """Return where previews keep what the next one can use: beside them, and gone with them."""
    return destination.with_name("cache")


def _work(connection: Connection) -> None:
    """Build what is asked for, one after the other, in a process that has everything imported."""
    # Ctrl-C goes to every process of the terminal; the server ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        work, root, destination = connection.recv()
        connection.send(_attempt(work, root, destination))


def _attempt(work: _Build, root: Path, destination: Path) -> Previewed:
    try:
        return work(root, destination)
    except SitegenError as error:
        return Failed(str(error))
    except Exception as error:  # noqa: BLE001  (whatever it was, the preview goes on)
        return Failed(f"the program failed ({type(error).__name__})")


class _Worker:
    """A process that builds, kept alive between builds and thrown away when a build is no longer wanted."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._busy = False

    def start(self, work: _Build, root: Path, destination: Path) -> None:
        if self._process is None or not self._process.is_alive() or self._connection is None:
            context = multiprocessing.get_context("spawn")
            self._connection, far_end = context.Pipe()
            self._process = context.Process(target=_work, args=(far_end,), daemon=True)
            self._process.start()
            far_end.close()
        self._connection.send((work, root, destination))
        self._busy = True

    def is_done(self) -> bool:
        """Whether a build has ended that nobody has been told of."""
        return self._busy and self._connection is not None and self._connection.poll()

    def wait(self) -> Previewed:
        """Return what came of the build."""
        self._busy = False
        if self._connection is None:
            return Failed("nothing was started")
        try:
            outcome: Previewed = self._connection.recv()
        except EOFError:
            return Failed("the building process was killed")
        return outcome

    def stop(self) -> None:
        """End a build that is under way, and forget one that has ended."""
        if not self._busy or self._process is None:
            return
        if self.is_done():
            self.wait()
        else:
            self._process.terminate()
            self._process.join()
            self._process = None
            self._busy = False


def serve(
    root: Path,
    watched: tuple[Path, ...],
    listening: Listening,
    *,
    describe: Callable[[Refused], str],
    told: Callable[[Previewed], None],
) -> None:
    """Preview the site in ``root`` until interrupted.

    ``describe`` gives the words for what is wrong, for the page in the browser; ``told`` hears of each build.

    Raises:
        OSError: if the port is taken.

    """
    scratch = root / "build" / "preview"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        asyncio.run(_Server(root, watched, scratch, describe, told).run(listening))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


class _Server:
    """The preview and those who look at it."""

    def __init__(
        self,
        root: Path,
        watched: tuple[Path, ...],
        scratch: Path,
        describe: Callable[[Refused], str],
        told: Callable[[Previewed], None],
    ) -> None:
        self._root = root
        self._watched = watched
        self._scratch = scratch
        self._describe = describe
        self._told = told
        self._preview = _Preview()

    async def run(self, listening: Listening) -> None:
        LiveReloadHandler.watcher = _NoWatcher()
        LiveReloadHandler.live_css = False
        application = web.Application(
            [
                (r"/livereload", LiveReloadHandler),
                (r"/livereload.js", LiveReloadJSHandler),
                (r"/(.*)", _PageHandler, {"preview": self._preview}),
            ],
            log_function=lambda _: None,
        )
        application.listen(listening.port, address=listening.host)
        loop = IOLoop.current()
        _Builder(
            self._root, self._watched, self._scratch, lambda outcome: loop.add_callback(self._show, outcome)
        ).start()
        await asyncio.Event().wait()

    def _show(self, outcome: Previewed) -> None:
        self._told(outcome)
        preview = self._preview
        match outcome:
            case Built():
                preview.tree, preview.problem = outcome.destination, None
                self._clear_away()
                if outcome.searchable:
                    # The pages are those that are on screen already.
                    preview.search_ready.set()
                    return
                preview.search_ready.clear()
            case Refused():
                preview.problem = _problem_page(self._describe(outcome))
            case Failed(sentence=sentence):
                preview.problem = _problem_page(sentence)
        LiveReloadHandler.reload_waiters(path="*")

    def _clear_away(self) -> None:
        """Remove the builds that came before the one on screen."""
        shown = self._preview.tree
        for folder in self._scratch.iterdir():
            if shown is not None and folder.name.isdigit() and int(folder.name) < int(shown.name):
                shutil.rmtree(folder, ignore_errors=True)


class _NoWatcher:
    """livereload asks its watcher what changed; ours tells by itself."""

    filepath = "*"


def _problem_page(text: str) -> str:
    return (
        '<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>内容有误 · The content has mistakes</title><style>{_PROBLEM_STYLE}</style></head><body><main>"
        '<h1>内容有误，网站没有更新 <span lang="en">The content has mistakes; the site was not updated</span></h1>'
        f'<pre tabindex="0">{escape(text)}</pre>'
        f'<p><a href="?{_KEPT_QUERY}">查看上一个正确的版本 <span lang="en">See the last good version</span></a></p>'
        "</main></body></html>"
    )
