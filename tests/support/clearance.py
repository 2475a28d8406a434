"""Clearing a tree in tests: through the leak check, as everything that is published is."""

from __future__ import annotations

from sitegen.leakcheck.check import ClearedTree, check
from sitegen.leakcheck.needles import compile_needles
from sitegen.output import OutputTree


def cleared(tree: OutputTree) -> ClearedTree:
    """Clear a tree of a site on which nothing is withheld."""
    outcome = check(tree, compile_needles((), ()))
    assert isinstance(outcome, ClearedTree)
    return outcome
