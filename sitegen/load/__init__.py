"""YAML text -> ``Node``: a tree of text with positions, and nothing else.

Every scalar is text (``010`` stays ``010``, ``no`` stays ``no``) until the model types it; a key that
stands twice is a mistake; anchors, aliases, tags and several documents in a file are not part of the
format. The C parser of libyaml gives the events; the builder is ours because positions and duplicate
keys are wanted, and because it is faster than composing and constructing.

A file that YAML cannot read is mended line by line with what ``sitegen.load.slips`` finds and read again,
so that one run tells all its mistakes. What was mended is an error all the same, and ``Loaded.node`` is
then a best guess that serves to find more mistakes, never to publish.
"""

from __future__ import annotations

from sitegen.load.nodes import (
    MappingEntry,
    MappingNode,
    Node,
    Path,
    ScalarNode,
    SequenceNode,
    child,
    descend,
    is_blank,
    lines_under,
    locate,
)
from sitegen.load.reading import Loaded, read

__all__ = [
    "Loaded",
    "MappingEntry",
    "MappingNode",
    "Node",
    "Path",
    "ScalarNode",
    "SequenceNode",
    "child",
    "descend",
    "is_blank",
    "lines_under",
    "locate",
    "read",
]
