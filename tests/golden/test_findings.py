"""The message of every finding, in both languages, as it is printed for a file that has the mistake.

``tests/golden/findings/<CODE>/content`` lies over ``tests/golden/base/content``, ``theme`` beside it;
``absent.txt`` names files to leave out; ``finding.yaml`` is a finding that other stages than the rules make. After a
change of words that is meant, write the expected files anew:
``SITEGEN_WRITE_GOLDEN=1 pytest tests/golden/test_findings.py``.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath

import pytest
import yaml

from sitegen.diagnostics.catalogue import LANGUAGES, codes
from sitegen.diagnostics.formats import as_text
from sitegen.diagnostics.frames import lines_of
from sitegen.diagnostics.model import Finding, Span
from sitegen.pipeline import check
from sitegen.private.schemas import schemas
from tests.support.examining import shown

HERE = Path(__file__).parent
FINDINGS = HERE / "findings"
CODES = sorted(folder.name for folder in FINDINGS.iterdir())


def _site(code: str, root: Path) -> Path:
    shutil.copytree(HERE / "base", root)
    for folder in ("content", "theme"):
        if (FINDINGS / code / folder).is_dir():
            shutil.copytree(FINDINGS / code / folder, root / folder, dirs_exist_ok=True)
    (root / "content/schemas").mkdir(exist_ok=True)
    for name, data in schemas().items():
        path = root / "content/schemas" / f"{name}.json"
        if not path.exists():
            path.write_bytes(data)
    absent = FINDINGS / code / "absent.txt"
    for name in absent.read_text(encoding="utf-8").split() if absent.exists() else ():
        (root / name).unlink()
    return root


def _made(code: str) -> tuple[Finding, list[str]]:
    raw = yaml.safe_load((FINDINGS / code / "finding.yaml").read_text(encoding="utf-8"))
    span = Span(PurePosixPath(raw["file"]), raw["line"], raw["column"], raw["end_column"])
    lines = lines_of((FINDINGS / code / raw["file"]).read_text(encoding="utf-8"))
    return Finding(raw["code"], span, raw["particulars"]), lines


def _text(code: str, language: str, root: Path) -> str:
    if (FINDINGS / code / "finding.yaml").exists():
        finding, lines = _made(code)
        return as_text([shown(finding, lines)], language)
    findings = check(_site(code, root)).findings
    # The samples have no catalogue: that is told by the goldens of L101 and L102 and would drown the others.
    told = [finding for finding in findings if finding.code[0] != "L" or code[0] == "L"]
    assert code in {finding.code for finding in told}
    return as_text(told, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_the_message_of_every_finding_is_as_agreed(code: str, language: str, tmp_path: Path) -> None:
    text = _text(code, language, tmp_path / "site")
    golden = FINDINGS / code / f"expected.{language}.txt"
    if os.environ.get("SITEGEN_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_code_has_a_golden_and_every_golden_a_code() -> None:
    assert tuple(CODES) == codes()
