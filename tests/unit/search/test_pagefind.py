from __future__ import annotations

import base64
import json
import stat
import sys
from pathlib import Path

import pytest

from sitegen.search import pagefind
from sitegen.search.pagefind import SearchIndexError, executable, index

_CONTENT = "援助"


def _program(folder: Path, body: str) -> Path:
    path = folder / "pagefind"
    path.write_text(f"#!{sys.executable}\nimport base64, json, sys\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def _said(payload: object, number: int = 1) -> str:
    message = json.dumps({"message_id": number, "payload": payload}).encode()
    return f"sys.stdout.write({base64.b64encode(message).decode() + ','!r}); sys.stdout.flush(); sys.stdin.read()"


def test_the_installed_binary_is_found_and_indexes() -> None:
    files = index([_CONTENT])
    assert {path.suffix for path in files} >= {".pf_meta", ".pf_index", ".pf_fragment"}
    assert executable().is_file()


def test_a_missing_binary_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_PACKAGES", ("no_such_package",))
    with pytest.raises(SearchIndexError, match=r"pip install pagefind-bin==1\.5\.2"):
        index([_CONTENT])


def test_a_file_that_is_no_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match="does not run"):
        index([_CONTENT], tmp_path / "nothing")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("sys.stderr.write('out of memory'); sys.exit(101)", r"died \(exit code .*out of memory"),
        ("sys.stdin.close(); sys.stdout.write('abc')", "died"),
        ("sys.stdout.write('%%%,'); sys.stdout.flush(); sys.stdin.read()", "cannot be understood"),
        ("sys.stdout.write('bm8=,'); sys.stdout.flush(); sys.stdin.read()", "cannot be understood"),
        (_said({"type": "NewIndex", "index_id": 0}, number=7), "cannot be understood"),
        (_said({"type": "GetFiles", "files": []}), "cannot be understood"),
        (_said({"type": "Error", "message": "secret text", "original_message": None}), "refused"),
    ],
)
def test_a_service_that_dies_or_talks_nonsense_is_one_clear_error(tmp_path: Path, body: str, told: str) -> None:
    with pytest.raises(SearchIndexError, match=told):
        index([_CONTENT], _program(tmp_path, body))


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ("sys.stderr.write('thread panicked'); sys.exit(101)", r"died \(exit code 101\): thread panicked"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", r"died \(exit code -9\)"),
        ("sys.stdout.write('half an answer'); sys.exit(0)", "died"),
        ("sys.stdout.write('bm8=,'); sys.stdout.flush(); sys.stdin.read()", "cannot be understood"),
    ],
)
def test_a_service_that_fails_midway_is_one_clear_error(tmp_path: Path, then: str, told: str) -> None:
    created = base64.b64encode(json.dumps({"message_id": 1, "payload": {"type": "NewIndex", "index_id": 0}}).encode())
    begin = f"sys.stdin.buffer.read(1); sys.stdout.write({created.decode() + ','!r}); sys.stdout.flush()"
    with pytest.raises(SearchIndexError, match=told):
        index([_CONTENT] * 50, _program(tmp_path, f"{begin}; {then}"))


def test_what_the_service_repeats_of_a_record_is_not_passed_on(tmp_path: Path) -> None:
    body = _said({"type": "Error", "message": "refused: 援助", "original_message": "援助"})
    with pytest.raises(SearchIndexError) as raised:
        index([_CONTENT], _program(tmp_path, body))
    assert "援助" not in str(raised.value)


@pytest.mark.parametrize("files", ["nothing", [{"path": 1}], [{"path": "a", "content": "%"}]])
def test_files_that_are_none_are_refused(tmp_path: Path, files: object) -> None:
    answers = "".join(
        base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()).decode() + ","
        for number, payload in enumerate(
            ({"type": "NewIndex", "index_id": 0}, {"type": "IndexedFile"}, {"type": "GetFiles", "files": files}), 1
        )
    )
    body = f"sys.stdout.write({answers!r}); sys.stdout.flush(); sys.stdin.read()"
    with pytest.raises(SearchIndexError, match="cannot be understood"):
        index([_CONTENT], _program(tmp_path, body))
