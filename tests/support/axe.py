"""axe-core in a page of a browser, with all its rules: A, AA, AAA and best practice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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

_GROWTHS = 6
_PUT_OFF = """() => [...document.querySelectorAll("article")].some(
  (each) => getComputedStyle(each).contentVisibility === "auto"
)"""
# What has come into view is laid out with the next frame.
_HEIGHT = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => done(document.documentElement.scrollHeight)
)))"""


@dataclass(frozen=True, slots=True)
class Axe:
    """What axe found: rules that are broken, and rules that it cannot decide, each with up to three places."""

    violations: tuple[str, ...]
    incomplete: tuple[str, ...]


def axe(page: Page, *rules: str) -> Axe:
    """Run axe on a page as it stands, all of it in view: all its rules, or some."""
    page.evaluate(_SOURCE)
    with _all_in_view(page):
        violations, incomplete = page.evaluate(_RUN, ["rule", rules] if rules else ["tag", _TAGS])
    return Axe(tuple(violations), tuple(incomplete))


@contextmanager
def _all_in_view(page: Page) -> Iterator[None]:
    """Make the window as high as the page: what is not laid out yet would be passed over."""
    before = page.viewport_size
    if before is None or not page.evaluate(_PUT_OFF):
        yield
        return
    height = before["height"]
    # Sections that come into view turn out to be higher or lower than was reckoned.
    for _ in range(_GROWTHS):
        wanted = page.evaluate(_HEIGHT)
        if wanted <= height:
            break
        height = wanted
        page.set_viewport_size({"width": before["width"], "height": height})
    yield
    page.set_viewport_size(before)
