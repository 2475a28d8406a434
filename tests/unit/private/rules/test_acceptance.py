"""Nothing but the rules makes an ``AcceptedRecord``: whoever holds one knows that they ran."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[4] / "sitegen"


def _makers() -> set[str]:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if called == "AcceptedRecord":
                    found.add(path.relative_to(PACKAGE).as_posix())
    return found


def test_only_the_rules_accept_a_record() -> None:
    assert _makers() == {"private/rules/acceptance.py"}
