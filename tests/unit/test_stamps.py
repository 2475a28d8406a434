from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.stamps import Published, look_of, now, stamp, stamps_of_content, stamps_of_program, stamps_of_themes

#: As if everything had been written long ago.
_LATER = 10_000_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("content/site.yaml", "content/roads/2024.yaml", "content/pages/about.zh.md", "theme/tokens.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    return tmp_path


def _seen(root: Path) -> dict[str, str]:
    later = now() + _LATER
    return {**stamps_of_content(str(root), later), **stamps_of_themes(str(root), ("theme", "none"), later)}


def _changed(root: Path, before: dict[str, str]) -> set[str]:
    return set(Published("site", "", (), before, "").changed(_seen(root)))


def test_what_is_as_it_was_has_not_changed(root: Path) -> None:
    before = _seen(root)
    files = ("content/site.yaml", "content/roads/2024.yaml", "content/pages/about.zh.md", "theme/tokens.css")
    assert before.keys() == {*files, "theme", "none"}
    assert _changed(root, before) == set()


@pytest.mark.parametrize("name", ["content/roads/2024.yaml", "content/pages/.hidden", "theme/tokens.css", "none/x.css"])
def test_what_is_written_has_changed(root: Path, name: str) -> None:
    before = _seen(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("two", encoding="utf-8")
    assert name in _changed(root, before)


def test_a_file_that_is_put_in_the_place_of_another_with_its_size_and_time_has_changed(root: Path) -> None:
    path, before = root / "content/roads/2024.yaml", _seen(root)
    status = path.stat()
    other = root / "other"
    other.write_text("two", encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert _changed(root, before) == {"content/roads/2024.yaml"}


def test_what_is_deleted_has_changed_and_what_is_hidden_is_no_content(root: Path) -> None:
    before = _seen(root)
    (root / "content/roads/.2024.yaml.swp").touch()
    (root / "content/.git").mkdir()
    assert _changed(root, before) == set()
    (root / "content/roads/2024.yaml").unlink()
    assert _changed(root, before) == {"content/roads/2024.yaml"}


def test_what_was_written_just_before_it_was_looked_at_is_never_relied_on(root: Path) -> None:
    fresh = stamps_of_content(str(root), now())
    assert set(fresh.values()) == {""}
    assert Published("site", "", (), fresh, "").changed(fresh) == fresh.keys()


def test_a_link_that_leads_nowhere_is_never_relied_on(root: Path) -> None:
    (root / "content/roads/2023.yaml").symlink_to("nowhere")
    assert _changed(root, _seen(root)) == {"content/roads/2023.yaml"}


def test_the_program_is_as_it_was_until_one_installs_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.setattr("sys.path", [str(packages)])
    later = now() + _LATER
    before = stamps_of_program(later)
    assert "program/stamps.py" in before
    assert before == stamps_of_program(later)
    os.utime(packages, ns=(1, 1))
    assert before != stamps_of_program(later)


def test_a_site_looks_the_same_until_it_is_touched(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    page = tmp_path / "zh/index.html"
    page.write_text("page", encoding="utf-8")
    before = look_of(str(tmp_path))
    assert look_of(str(tmp_path)) == before
    page.chmod(0o600)
    page.rename(tmp_path / "zh/other.html")
    page.write_text("page", encoding="utf-8")
    assert look_of(str(tmp_path)) != before
    assert look_of(str(tmp_path / "missing")) != before


def test_what_is_known_is_read_as_it_was_written_and_damage_is_noticed(tmp_path: Path) -> None:
    odd = "content/\udcff\n.yaml"
    Published("site", "look", ("theme",), {odd: "stamp", "a": ""}, "rows").write(str(tmp_path))
    read = Published.read(str(tmp_path))
    assert read is not None
    assert (read.site, read.look, read.themes, read.rows) == ("site", "look", ("theme",), "rows")
    assert dict(read.stamps) == {odd: "stamp", "a": ""}
    (kept,) = tmp_path.iterdir()
    for damaged in (b"", b"\x00", kept.read_bytes()[:-7], kept.read_bytes().replace(b"sitegen 1", b"sitegen 0")):
        kept.write_bytes(damaged)
        assert Published.read(str(tmp_path)) is None
    Published.forget(str(tmp_path))
    assert Published.read(str(tmp_path)) is None
    Published.forget(str(tmp_path))


def test_where_a_system_does_not_tell_when_an_entry_was_changed_nothing_is_relied_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert stamp("a", (1, 1, 5, 5), 10**18)
    monkeypatch.setattr("sitegen.stamps._TELLS_CHANGES", False)
    assert not stamp("a", (1, 1, 5, 5), 10**18)


@pytest.mark.parametrize(
    ("ago", "trusted"),
    [(0, False), (50_000_001, False), (100_000_001, True), (1_990_000_000, False), (2_000_000_000, True)],
)
def test_a_time_is_relied_on_when_no_later_change_can_have_the_same(ago: int, trusted: bool) -> None:  # noqa: FBT001  (a row)
    before = 10**18
    assert bool(stamp("a", (1, 1, before - ago, 5), before)) is trusted
