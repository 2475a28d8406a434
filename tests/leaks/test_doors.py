"""What is proof by its type is made in one place only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "sitegen"

_PUBLIC_ITEMS = (
    "OpenDisclosure",
    "WithheldDisclosure",
    "OpenUnit",
    "WithheldUnit",
    "OpenProject",
    "WithheldProject",
    "OpenTask",
    "WithheldTask",
    "OpenIndicator",
    "WithheldIndicator",
    "EmptyCategory",
    "AmountsWithheld",
    "AmountsProtecting",
    "PublicFinding",
)

MAKERS = {
    "ClearedTree": "leakcheck/check.py",
    "ClearedBefore": "former.py",
    **dict.fromkeys(_PUBLIC_ITEMS, "redact.py"),
}


def makers_of(name: str) -> set[str]:
    """Return the modules that call a class by its name, under whatever module it was imported as."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name in {
                getattr(node.func, "id", None),
                getattr(node.func, "attr", None),
            }:
                found.add(path.relative_to(SOURCE).as_posix())
    return found


@pytest.mark.parametrize(("name", "module"), MAKERS.items())
def test_a_proof_is_made_in_one_module(name: str, module: str) -> None:
    assert makers_of(name) == {module}


def test_no_class_of_proof_is_imported_under_another_name() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not [alias.name for alias in node.names if alias.name in MAKERS and alias.asname], path


def test_only_the_gathering_of_secrets_reads_the_private_model() -> None:
    readers = {
        path.relative_to(SOURCE / "leakcheck").as_posix()
        for path in sorted((SOURCE / "leakcheck").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sitegen.private")
    }
    assert readers == {"withheld.py"}
