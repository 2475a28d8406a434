"""The items of a record that rules about its wording look at: the open ones.

What is withheld is passed over. A remark about its goal or its translations would tell that they are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.model import Span
from sitegen.load import Path, ScalarNode, descend
from sitegen.private.model import BudgetUnit, Indicator, Project
from sitegen.private.rules.rule import Examined
from sitegen.private.secrecy import Item


def open_items(subject: Examined) -> Iterator[tuple[Path, Item]]:
    """Yield every item that is open, with its path, in the order of the document."""
    return iter(subject.opened)


def open_projects(subject: Examined) -> Iterator[tuple[Path, Project]]:
    """Yield the open projects."""
    return ((path, item) for path, item in subject.opened if isinstance(item, Project))


def open_indicators(subject: Examined) -> Iterator[tuple[Path, Indicator]]:
    """Yield the open indicators of both forms."""
    return ((path, item) for path, item in subject.opened if isinstance(item, Indicator))


def units_of(subject: Examined) -> tuple[tuple[Path, BudgetUnit], ...]:
    """Return all units, withheld ones included: the sums are checked along their tree."""
    form = subject.record.project_goals
    return (
        ()
        if form is None
        else tuple((("project_goals", "units", number), unit) for number, unit in enumerate(form.units))
    )


def span_inside(subject: Examined, path: Path, start: int, end: int) -> Span | None:
    """Return the place of a part of a text, where the text stands unquoted on one line and so can be counted out."""
    node = descend(subject.node, path)
    if not isinstance(node, ScalarNode) or not node.plain or node.last_line != node.span.line:
        return None
    return Span(subject.path, node.span.line, node.span.column + start, node.span.column + end)
