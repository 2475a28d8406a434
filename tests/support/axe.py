"""axe-core in a page of a browser, with all its rules: A, AA, AAA and best practice."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from playwright.sync_api import Page

_SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
_RUN = """async ([type, values]) => {
  const found = await axe.run(document, {runOnly: {type, values}});
  const places = (each) => each.nodes.map(node => node.target.join(" ")).slice(0, 3).join(", ");
  const told = (list) => list.map(each => each.id + ": " + places(each));
  return [told(found.violations), told(found.incomplete)];
}"""


@dataclass(frozen=True, slots=True)
class Axe:
    """What axe found: rules that are broken, and rules that it cannot decide, each with up to three places."""

    violations: tuple[str, ...]
    incomplete: tuple[str, ...]


def axe(page: Page, *rules: str) -> Axe:
    """Run axe on a page as it stands: all its rules, or some."""
    page.evaluate(_SOURCE)
    violations, incomplete = page.evaluate(_RUN, ["rule", rules] if rules else ["tag", _TAGS])
    return Axe(tuple(violations), tuple(incomplete))
