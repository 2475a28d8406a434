"""The reviewer's list as it is agreed, of a site that has every kind of row: the page and the table.

``tests/golden/review/former`` is what was published, ``present`` what is to be, each over ``tests/golden/base``. After
a change that is meant, write the expected files anew: ``SITEGEN_WRITE_GOLDEN=1 pytest tests/golden/test_review.py``.
"""

from __future__ import annotations

import csv
import os
import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from sitegen.outcomes import Built
from sitegen.pipeline import preview_pages, review
from sitegen.private.schemas import schemas
from sitegen.public.addresses import Language

HERE = Path(__file__).parent
SITES = HERE / "review"
DAY = date(2025, 3, 1)


def _site(name: str, root: Path) -> Path:
    shutil.copytree(HERE / "base", root)
    shutil.copytree(SITES / name / "content", root / "content", dirs_exist_ok=True)
    (root / "content/schemas").mkdir(exist_ok=True)
    for schema, data in schemas().items():
        (root / "content/schemas" / f"{schema}.json").write_bytes(data)
    return root


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    former, present = _site("former", folder / "former"), _site("present", folder / "present")
    outcome = preview_pages(former, folder / "published")
    assert isinstance(outcome, Built), outcome
    for language in Language:
        review(present, folder / "list", published=folder / "published", day=DAY, language=language)
    return folder / "list"


@pytest.mark.parametrize("ending", ["html", "csv"])
@pytest.mark.parametrize("language", [language.value for language in Language])
def test_the_list_is_as_agreed(listed: Path, language: str, ending: str) -> None:
    data = (listed / f"review.{language}.{ending}").read_bytes()
    golden = SITES / f"expected.{language}.{ending}"
    if os.environ.get("SITEGEN_WRITE_GOLDEN"):
        golden.write_bytes(data)
    assert data == golden.read_bytes()


def test_nothing_of_what_a_withheld_item_says_is_copied(listed: Path) -> None:
    """The goals, indicators and inner projects of what is withheld in ``present`` are written in these characters."""
    for path in listed.iterdir():
        assert not set("鲸鹰骏骥鸾凤麒麟") & set(path.read_text(encoding="utf-8")), path


def test_every_kind_of_row_and_of_change_is_in_the_sample(listed: Path) -> None:
    rows = list(csv.reader(StringIO((listed / "review.en.csv").read_text(encoding="utf-8-sig"))))
    assert len({row[0] for row in rows[1:]}) == 8
    changes = {row[rows[0].index("Change")].partition(",")[0] for row in rows[1:]} - {""}
    kept = {"Text changed", "Amounts changed", "Reason changed", "Moved"}
    assert changes == kept | {"Now withheld", "Now open", "Added", "Removed"}
