"""The bundle is Pagefind's: its own module and program read it, and find what the page's worker finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sitegen.search.text import GRAM, ONCE, runs
from tests.support.serving import serving

pytestmark = pytest.mark.browser

# In a worker, as in a document Pagefind cuts queries by the browser's own dictionary.
_WORKER = """import { createInstance } from "./pagefind/zh/pagefind.js";
const pagefind = createInstance({ basePath: new URL("./pagefind/zh/", location.href).href });
onmessage = async ({ data }) => postMessage((await pagefind.search(data)).results.map(({ id }) => id));
"""
_ASK = """async ({worker, message}) => {
  const asked = new Worker(worker, {type: 'module'});
  const answer = await new Promise((resolve, reject) => {
    asked.onmessage = ({data}) => resolve(data);
    asked.onerror = ({message}) => reject(new Error(message));
    asked.postMessage(message);
  });
  asked.terminate();
  return answer.answer ?? answer;
}"""


@pytest.mark.parametrize("query", ["法律援助", "应援尽援", "律援", "法", "289.20", "人民调解员"])
def test_pagefind_itself_finds_what_the_page_finds(page: Page, real_site: Path, tmp_path: Path, query: str) -> None:
    shutil.copytree(real_site / "pagefind", tmp_path / "pagefind")
    shutil.copytree(real_site / "zh", tmp_path / "zh")
    shutil.copytree(real_site / "assets", tmp_path / "assets")
    (tmp_path / "pagefind-worker.js").write_text(_WORKER, encoding="utf-8")
    (run,) = runs(query)
    tokens = [run[at : at + GRAM] for at in range(len(run) - GRAM + 1)]
    with serving(tmp_path) as served:
        page.goto(f"{served.url}zh/search.html")
        phrase = f'"{" ".join(tokens) or ONCE + run}"'
        theirs = page.evaluate(_ASK, {"worker": f"{served.url}pagefind-worker.js", "message": phrase})
        asked = {"id": 0, "method": "exact", "parameters": {"folder": f"{served.url}pagefind/zh/", "query": query}}
        worker = page.locator("form[data-worker]").get_attribute("data-worker")
        ours = page.evaluate(_ASK, {"worker": f"{served.url}zh/{worker}", "message": asked})
    assert ours
    assert sorted(ours) == sorted(theirs)
