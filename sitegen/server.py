"""The preview: livereload around the same pipeline.

Four defects of livereload 2.7.1 are worked around here, each once:

- its watcher builds on the event loop, so that pages hang while a build runs: ``rebuilding`` watches and builds;
- it drops every reload that comes within three seconds of the last: we tell the browsers ourselves;
- it injects an inline script, which the pages' content security policy forbids: we add a script with an
  address, and widen the policy of the previewed copy by that and nothing else;
- an exception leaves the old page without a word: what is wrong is a page in the browser, and the last
  good site stays behind it.

Only cleared trees are served, and what the findings page shows went through the same screen as the console.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import IOLoop

from sitegen.outcomes import Built, Refused
from sitegen.rebuilding import Failed, Previewed, Rebuilder

_POLICY = re.compile(r'(<meta http-equiv="content-security-policy" content=")([^"]*)(")', re.IGNORECASE)
_KEPT_QUERY = "last-good"

# No file has this character in its name, and to ask the system for one is a mistake.
_NOTHING = "\0"


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
        if not wants_page and _NOTHING not in path:
            await super().get(path, include_body)
            return
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        page = self._page_at(self.preview.tree, name)
        if page is None:
            self.set_status(404)
            page = self.preview.tree / "404.html"
        self._send_html(_with_reload(page.read_text(encoding="utf-8"), self.request))

    @staticmethod
    def _page_at(tree: Path, name: str) -> Path | None:
        """Return the page of a tree that an address leads to, if it leads to one."""
        if _NOTHING in name:
            return None
        page = (tree / name).resolve()
        return page if tree.resolve() in page.parents and page.is_file() else None

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
        Rebuilder(
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
