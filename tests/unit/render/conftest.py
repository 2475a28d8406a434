"""All pages of the project's own content, rendered once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest
from lxml.html import HtmlElement

from tests.support.pages import rendered, tree_of


@pytest.fixture(scope="session")
def files() -> Mapping[PurePosixPath, bytes]:
    return rendered()


@pytest.fixture(scope="session")
def pages(files: Mapping[PurePosixPath, bytes]) -> Mapping[PurePosixPath, HtmlElement]:
    return {path: tree_of(data) for path, data in sorted(files.items()) if path.suffix == ".html"}
