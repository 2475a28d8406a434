"""What a process remembers is of use only where nothing that it depends on can have changed."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from sitegen import department_year
from sitegen.cache import Kept
from sitegen.content import DisclosureFile
from sitegen.crew import Alone
from sitegen.leakcheck.needles import Place, Secret, SecretText
from sitegen.outcomes import Built
from sitegen.pipeline import preview_pages
from sitegen.private.reading import Ground
from sitegen.recollection import Recollection, basis
from sitegen.stamps import UNTRUSTED
from tests.support.sites import YEAR_FILE, change, new_site

_FILE = DisclosureFile(PurePosixPath(YEAR_FILE), "example-education", 2025)
_STAMPS = {YEAR_FILE: "a", "content/example-education/en.po": "b", "content/en.po": "c"}
_SECRET = SecretText(Place(PurePosixPath(YEAR_FILE), 3), "本项")


def test_a_file_that_is_the_one_that_was_read_is_known() -> None:
    recollection = Recollection()
    on = basis(_FILE, _STAMPS, ())
    assert on is not None
    recollection.keep({_FILE.name: (on, (_SECRET,))})
    assert recollection.secrets(_FILE.name, basis(_FILE, dict(_STAMPS), ())) == (_SECRET,)


@pytest.mark.parametrize("path", _STAMPS)
def test_a_file_is_not_known_by_another_stamp_of_it_or_of_its_english(path: str) -> None:
    recollection = Recollection()
    on = basis(_FILE, _STAMPS, ())
    assert on is not None
    recollection.keep({_FILE.name: (on, (_SECRET,))})
    assert recollection.secrets(_FILE.name, basis(_FILE, {**_STAMPS, path: "other"}, ())) is None
    assert recollection.secrets(_FILE.name, basis(_FILE, _STAMPS, (("project_goals",),))) is None


@pytest.mark.parametrize("path", _STAMPS)
def test_nothing_is_known_by_a_stamp_that_cannot_be_relied_on(path: str) -> None:
    assert basis(_FILE, {**_STAMPS, path: UNTRUSTED}, ()) is None


def test_a_file_without_a_stamp_is_not_known() -> None:
    assert basis(_FILE, {}, ()) is None


def test_a_file_that_withholds_something_is_read_once_while_it_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.stamps._FINELY", 0)
    monkeypatch.setattr("sitegen.stamps._COARSELY", 0)
    root, other = new_site(tmp_path), "content/example-education/2024.yaml"
    text = (root / YEAR_FILE).read_text("utf-8")
    (root / other).write_text(text.replace("2025", "2024").replace("name: 乡村", "name: 城区", 1), "utf-8")
    change(root, "total: 18.50\n", "total: 18.50\n          secrecy: withheld\n", other)
    read: list[str] = []
    again = department_year._secrets_again  # noqa: SLF001  (what is counted is counted by its name)

    def counted(ground: Ground, file: DisclosureFile, kept: Kept) -> tuple[Secret, ...]:
        read.append(file.name)
        return again(ground, file, kept)

    monkeypatch.setattr(department_year, "_secrets_again", counted)
    remembering = Recollection()
    for number, (recollection, expected) in enumerate(
        [(remembering, 0), (remembering, 0), (None, 1), (remembering, 0)]
    ):
        change(root, f"name: {'又' * number}乡村学校", f"name: {'又' * (number + 1)}乡村学校")
        outcome = preview_pages(root, root / "site", Alone(), root / "cache", recollection)
        assert isinstance(outcome, Built), outcome.findings
        assert len(read) == expected, (recollection, read)
        read.clear()
