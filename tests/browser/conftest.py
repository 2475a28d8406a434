"""What browser tests share: one browser, and the project's own site served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.chromium import FLAGS, executable
from tests.support.serving import Served, serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a screen."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def served_site(real_site: Path) -> Iterator[Served]:
    """The project's own site on a server."""
    with serving(real_site) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; an error of a script that nobody caught fails the test."""
    errors: list[str] = []
    context = browser.new_context()
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []
