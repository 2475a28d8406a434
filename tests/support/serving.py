"""A web server for tests: a folder, with the security headers that docs/publishing.md asks for, text compressed."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.render.head import CONTENT_SECURITY_POLICY

_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}


@dataclass
class Served:
    """A folder that is being served. ``sent`` lists each answer: path and bytes of its body."""

    folder: Path
    url: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)
    #: Paths that are answered as missing, to see what a page makes of it.
    missing: set[str] = field(default_factory=set)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve a folder on a free port of this machine."""
    served = Served(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Else the system holds a short body back, 40 ms, until the other side has acknowledged its head.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = folder / path.lstrip("/")
            if path.endswith("/"):
                file /= "index.html"
            found = file.is_file() and not any(path.endswith(name) for name in served.missing)
            data = file.read_bytes() if found else b"missing"
            self.send_response(200 if found else 404)
            if file.suffix in _COMPRESSED:
                data = gzip.compress(data, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            kind = guess_type(file.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", "text/javascript" if file.suffix == ".js" else kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            self.end_headers()
            self.wfile.write(data)
            served.sent.append((path, len(data)))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
