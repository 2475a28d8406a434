"""The list is its owner's alone, and lies in no folder that is published or read to make what is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from sitegen.errors import ExposedFolderError
from sitegen.public.inventory import OF_SITE
from sitegen.review.folder import confidential_folder


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_can_read_what_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "build" / "review"
    confidential_folder(folder, ()).write({"a.html": b"one", "a.csv": b"two"})
    assert _mode(folder) == 0o700
    assert {path.name: (path.read_bytes(), _mode(path)) for path in folder.iterdir()} == {
        "a.html": (b"one", 0o600),
        "a.csv": (b"two", 0o600),
    }


def test_a_folder_that_was_there_is_closed_if_it_holds_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    folder.mkdir(mode=0o755)
    (folder / "a.html").write_bytes(b"old")
    (folder / "a.html").chmod(0o644)
    confidential_folder(folder, ()).write({"a.html": b"new"})
    assert (_mode(folder), _mode(folder / "a.html")) == (0o700, 0o600)


def test_a_folder_that_holds_other_things_stays_as_its_owner_has_it(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    (folder / "letter.txt").write_bytes(b"dear")
    confidential_folder(folder, ()).write({"a.html": b"new"})
    assert (_mode(folder), _mode(folder / "a.html")) == (0o755, 0o600)


@pytest.mark.parametrize("inside", ["site", "site/review", "site/zh/../review"])
def test_a_folder_inside_an_exposed_one_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "site" / "zh").mkdir(parents=True)
    with pytest.raises(ExposedFolderError):
        confidential_folder(tmp_path / inside, [tmp_path / "site"])
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["zh"]


def test_a_folder_inside_one_that_is_not_there_yet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExposedFolderError):
        confidential_folder(tmp_path / "site" / "review", [tmp_path / "site"])


def test_links_are_followed_from_either_side(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").symlink_to(tmp_path / "site")
    for out, exposed in (("elsewhere/review", "site"), ("site/review", "elsewhere")):
        with pytest.raises(ExposedFolderError):
            confidential_folder(tmp_path / out, [tmp_path / exposed])


def test_any_published_site_is_known_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "www" / OF_SITE).parent.mkdir(parents=True)
    (tmp_path / "www" / OF_SITE).write_bytes(b"{}")
    with pytest.raises(ExposedFolderError):
        confidential_folder(tmp_path / "www" / "zh" / "review", ())


def test_a_file_is_never_written_through_a_link(tmp_path: Path) -> None:
    public, folder = tmp_path / "public.html", tmp_path / "review"
    public.write_bytes(b"public")
    folder.mkdir()
    (folder / "a.html").symlink_to(public)
    confidential_folder(folder, ()).write({"a.html": b"secret"})
    assert public.read_bytes() == b"public"
    assert not (folder / "a.html").is_symlink()
