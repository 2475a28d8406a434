"""What a page weighs over the wire: what Chromium is sent, compressed, when it opens a page for the first time.

What counts is what has to be there for a page to be read: itself and its styles. The panel of reading aids is one file
for all pages of a language and has a limit of its own; what a search loads is measured in test_search.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser, Page

from tests.support.page_types import TYPES, Sample, page_type
from tests.support.serving import Served
from tests.support.weights import DOCUMENT, OTHER_PAGE, READING_AIDS, STYLES

pytestmark = pytest.mark.browser

#: Address, bytes of the body as sent, bytes with the head of the answer; this is zero where a cache answered.
_SENT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map(each => [each.name, each.encodedBodySize, each.transferSize])"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 412, "height": 823})
    opened = context.new_page()
    # Each page is opened as if it were the first of the site.
    context.new_cdp_session(opened).send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield opened
    context.close()


def _sent(page: Page, url: str) -> dict[str, int]:
    """Return what was sent for a page, by address."""
    page.goto(url, wait_until="load")
    sent = page.evaluate(_SENT)
    assert all(body > 0 and transferred >= body for _, body, transferred in sent), sent
    return {address: body for address, body, _ in sent}


def _ending(sent: Mapping[str, int], ending: str) -> dict[str, int]:
    return {address: size for address, size in sent.items() if address.endswith(ending)}


def _too_much(page: Page, url: str, kind: str) -> list[str]:
    sent = _sent(page, url)
    styles, scripts = _ending(sent, ".css"), _ending(sent, ".js")
    # A browser asks for the icon of the window when it likes.
    known = {url, *styles, *scripts, *_ending(sent, "/assets/icon.svg")}
    names = {PurePosixPath(address).name.partition(".")[0] for address in scripts}
    wanted = {"aids", "search", "search-worker"} if kind == TYPES["search"] else {"aids"}
    weight = sent[url] + sum(styles.values())
    told = {
        f"{weight} bytes with its styles": weight <= (DOCUMENT if kind == TYPES["disclosure"] else OTHER_PAGE),
        f"{sum(styles.values())} bytes of styles": 0 < sum(styles.values()) <= STYLES,
        f"the reading aids are {scripts}": all(
            size <= READING_AIDS for address, size in scripts.items() if "/aids." in address
        ),
        f"scripts {sorted(names)}": names <= wanted,
        f"besides {sorted(sent)}": kind == TYPES["search"] or set(sent) == known,
        f"from elsewhere {sorted(sent)}": len({address.split("/")[2] for address in sent}) == 1,
    }
    return [word for word, holds in told.items() if not holds]


def test_every_page_is_light_and_loads_nothing_but_itself(served_site: Served, real_site: Path, page: Page) -> None:
    paths = sorted(path.relative_to(real_site).as_posix() for path in real_site.rglob("*.html"))
    found = {path: _too_much(page, served_site.url + path, page_type(path)) for path in paths}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_the_pages_that_other_content_needs_are_light_as_well(served_pages: Mapping[Sample, str], page: Page) -> None:
    others = {sample: url for sample, url in served_pages.items() if sample.site != "real"}
    found = {str(sample): _too_much(page, url, sample.type) for sample, url in others.items()}
    assert {sample: wrong for sample, wrong in found.items() if wrong} == {}


def test_all_that_is_text_is_sent_compressed(served_site: Served, real_site: Path, page: Page) -> None:
    """Else the weights above would be those of other bytes than a server sends."""
    path = "zh/departments/tianhe-justice/2024.html"
    sent = _sent(page, served_site.url + path)
    plain = (real_site / path).stat().st_size
    assert sent[served_site.url + path] < plain / 3
