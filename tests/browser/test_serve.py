"""The preview: a save is on screen by itself, a mistake is a page that says how to mend it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.support.sites import YEAR_FILE, change, new_site

pytestmark = pytest.mark.browser

_PATIENCE = 60_000
_NAME = "乡村学校图书室建设经费"


@dataclass
class Preview:
    root: Path
    url: str

    @property
    def page(self) -> str:
        return f"{self.url}zh/departments/example-education/2025.html"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    root = new_site(tmp_path / "site")
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "sitegen", "serve", "--port", str(port), "--lang", "zh"],
        cwd=root,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}/"
    for _ in range(600):
        try:
            with urlopen(url + "zh/index.html"):  # noqa: S310  (our own server)
                break
        except (URLError, ConnectionError):
            time.sleep(0.1)
    yield Preview(root, url)
    process.terminate()
    process.wait(timeout=20)


def test_saves_mistakes_and_search(preview: Preview, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(preview.page)
    expect(page.get_by_role("heading", name=_NAME, exact=True)).to_be_visible(timeout=_PATIENCE)

    # Each of several saves in a row shows up without a reload by hand.
    name = _NAME
    for number in ("一期", "二期", "三期"):
        change(preview.root, f"name: {name}", f"name: {_NAME}{number}")
        name = _NAME + number
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=_PATIENCE)
    assert said == []

    # A mistake is a page in the reader's language; the last good site stays behind it.
    change(preview.root, "total: 120.00", "total: 十四万")
    expect(page.locator("pre")).to_contain_text("A102", timeout=_PATIENCE)
    expect(page.locator("pre")).to_contain_text(f"{YEAR_FILE}:22:18")
    page.click("text=查看上一个正确的版本")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=_PATIENCE)

    # Mended, it goes away by itself.
    page.goto(preview.page)
    expect(page.locator("pre")).to_be_visible()
    change(preview.root, "total: 十四万", "total: 120.00")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=_PATIENCE)

    # Search comes behind the pages.
    page.goto(f"{preview.url}zh/search.html?q=书室建")
    expect(page.locator("ol mark").first).to_be_visible(timeout=_PATIENCE)

    # The published site is not touched by a preview.
    assert not (preview.root / "build/site").exists()


def test_a_mistake_in_what_is_withheld_is_not_quoted_in_the_browser(preview: Preview, page: Page) -> None:
    page.goto(preview.page)
    change(preview.root, "total: 18.50", "total: 鲸鱼")
    expect(page.locator("pre")).to_contain_text("A102", timeout=_PATIENCE)
    assert "鲸" not in page.content()


@pytest.mark.parametrize(
    "path", ["zh/nowhere.html", "zh/%00.html", "%00", "zh/%00/", "../site.yaml", "zh/%2e%2e%2f%2e%2e"]
)
def test_an_address_that_leads_nowhere_is_not_found(preview: Preview, path: str) -> None:
    with pytest.raises(HTTPError) as raised:
        urlopen(preview.url + path)  # noqa: S310  (our own server)
    assert raised.value.code in {403, 404}
    raised.value.close()
