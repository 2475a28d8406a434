"""What to call a place in a content file: “project "legal-aid"”, “indicator 3 of project "legal-aid"”."""

from __future__ import annotations

from sitegen.load import MappingNode, Node, Path, ScalarNode, child

_KINDS = {
    "units": "unit",
    "projects": "project",
    "key_tasks": "task",
    "other_tasks": "task",
    "lines": "line",
    "expenditure": "group",
    "versions": "version",
}


def place_of(node: Node, path: Path) -> dict[str, str]:
    """Return the particulars that name the innermost item on a path: its kind, and its id or its number in the list.

    Kinds: file, unit, project, task, line, group, version, indicator (of a project), overall_indicator.
    """
    place = {"place": "file", "place_id": "", "place_number": ""}
    current: Node | None = node
    inside = ""
    for index, step in enumerate(path):
        current = None if current is None else child(current, step)
        if isinstance(step, str):
            inside = step
            continue
        if inside == "indicators":
            kind = "indicator" if place["place"] == "project" else "overall_indicator"
            place = {"place": kind, "place_id": place["place_id"], "place_number": str(step + 1)}
        elif inside in _KINDS and index:
            place = {"place": _KINDS[inside], "place_id": _id(current) or str(step + 1), "place_number": str(step + 1)}
    return place


def _id(node: Node | None) -> str:
    if not isinstance(node, MappingNode):
        return ""
    for key in ("id", "name", "from"):
        entry = node.entries.get(key)
        if entry is not None and isinstance(entry.value, ScalarNode) and entry.value.text:
            return entry.value.text
    return ""
