"""The Pagefind service: a process that answers JSON messages, base64 and apart by commas, over its standard streams.

The package's own Python wrapper is not used: it sleeps a tenth of a second per answer, hangs on large ones, and
has written short files on a busy machine. Here every message is sent and answered in turn, the files come back in
memory, and every file is opened before it is believed.
"""

from __future__ import annotations

import base64
import binascii
import importlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self

from sitegen.errors import SitegenError

#: The version whose files ``sitegen.search.parts`` and the page's worker can read.
VERSION = "1.5.2"
#: A language that Pagefind neither stems nor cuts into words: the tokens are ours. It keeps both binaries alike.
LANGUAGE = "unknown"

_PACKAGES = ("pagefind_bin", "pagefind_bin_extended")
#: How much of what the service said on its standard error a message repeats, in characters.
_COMPLAINT = 400
_READ = 1 << 16


class SearchIndexError(SitegenError):
    """The search index could not be made."""


def executable() -> Path:
    """Return the Pagefind binary of the ``pagefind-bin`` package, or of ``pagefind-bin-extended``.

    Raises:
        SearchIndexError: if neither package is installed with its binary.

    """
    for name in _PACKAGES:
        try:
            return Path(importlib.import_module(name).get_executable())
        except (ImportError, FileNotFoundError):
            continue
    message = f"搜索程序 Pagefind 未安装 / the search program Pagefind is missing: pip install pagefind-bin=={VERSION}"
    raise SearchIndexError(message)


def index(contents: Iterable[str], binary: Path | None = None) -> dict[PurePosixPath, bytes]:
    """Index contents and return all files Pagefind makes of them, as it makes them.

    Args:
        contents: What to index, in the order in which Pagefind shall number it; the url of each is its number.
        binary: The program; the installed one where ``None``.

    Raises:
        SearchIndexError: if the program is missing, dies, refuses a content or answers what cannot be understood.

    """
    with _Service(executable() if binary is None else binary) as service:
        created = service.ask({"type": "NewIndex", "config": {"force_language": LANGUAGE}}, "NewIndex")
        index_id = created.get("index_id")
        for place, content in enumerate(contents):
            service.ask(
                {
                    "type": "AddRecord",
                    "index_id": index_id,
                    "url": str(place),
                    "content": content,
                    "language": LANGUAGE,
                    "meta": {},
                    "filters": {},
                    "sort": {},
                },
                "IndexedFile",
            )
        return dict(_files(service.ask({"type": "GetFiles", "index_id": index_id}, "GetFiles").get("files")))


def _files(listed: object) -> Iterator[tuple[PurePosixPath, bytes]]:
    if not isinstance(listed, list):
        raise _not_understood()
    for file in listed:
        match file:
            case {"path": str(path), "content": str(content)}:
                yield PurePosixPath(path.replace("\\", "/")), _decoded(content.encode())
            case _:
                raise _not_understood()


def _decoded(encoded: bytes) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise _not_understood() from None


def _not_understood() -> SearchIndexError:
    return SearchIndexError(
        f"Pagefind 的回答无法识别（应为 {VERSION} 版） / "
        f"Pagefind gave an answer that cannot be understood (version {VERSION} is needed)"
    )


class _Service:
    """A running service. Its standard error goes to a file, so that a talkative one cannot block."""

    def __init__(self, binary: Path) -> None:
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the service
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the program of an installed package, without a shell
                [str(binary), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
            )
        except OSError as error:
            self._complaints.close()
            message = f"搜索程序 Pagefind 无法运行 / Pagefind does not run: {error.strerror}"
            raise SearchIndexError(message) from error
        self._sent = 0
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                # What the service has not taken yet cannot be delivered any more; its death is told elsewhere.
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        self._process.kill()
        self._process.wait()
        self._complaints.close()

    def ask(self, payload: Mapping[str, object], expected: str) -> Mapping[str, object]:
        """Send one message and return the payload of its answer."""
        self._sent += 1
        message = json.dumps({"message_id": self._sent, "payload": payload}, ensure_ascii=False)
        try:
            stdin = self._stream(self._process.stdin)
            stdin.write(base64.b64encode(message.encode()) + b",")
            stdin.flush()
        except BrokenPipeError:
            raise self._died() from None
        try:
            answer = json.loads(_decoded(self._next_answer()))
        except ValueError:
            raise _not_understood() from None
        match answer:
            case {"message_id": int(number), "payload": {"type": str(kind)} as told} if (
                number == self._sent and kind == expected
            ):
                return told if isinstance(told, dict) else {}
            case {"payload": {"type": "Error"}}:
                # The service's words may repeat the record, so they are not passed on.
                refused = "Pagefind 拒绝了一条记录 / Pagefind refused a record"
                raise SearchIndexError(refused)
            case _:
                raise _not_understood()

    def _next_answer(self) -> bytes:
        stdout = self._stream(self._process.stdout)
        parts = [self._rest]
        while b"," not in parts[-1]:
            part = os.read(stdout.fileno(), _READ)
            if not part:
                raise self._died()
            parts.append(part)
        answer, _, self._rest = b"".join(parts).partition(b",")
        return answer

    def _died(self) -> SearchIndexError:
        self._process.kill()
        code = self._process.wait()
        self._complaints.seek(0)
        complaint = " ".join(self._complaints.read(_COMPLAINT).decode(errors="replace").split())
        return SearchIndexError(f"搜索程序 Pagefind 中途退出 / Pagefind died (exit code {code}): {complaint or '-'}")

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:
            raise _not_understood()
        return stream
