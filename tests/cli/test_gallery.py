"""``sitegen gallery``: made from the theme alone, whatever the content holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sites import YEAR_FILE, change, digest_of, new_site, run

SECRET = "北斗卫星侦察终端采购"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path / "my-site")


def test_a_gallery_is_written_in_both_languages(site: Path) -> None:
    done = run("gallery", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("Wrote build/gallery/: ")
    for name in ("index.html", "zh/index.html", "en/components/heading.html", "assets/gallery.css"):
        assert (site / "build/gallery" / name).is_file()
    assert not (site / "build/site").exists()


def test_nothing_of_the_content_is_in_a_gallery(site: Path) -> None:
    assert run("gallery", cwd=site).returncode == 0
    before = digest_of(site / "build/gallery")
    change(site, "name: 涉密项目", f"name: {SECRET}\n          secrecy: withheld")
    done = run("gallery", cwd=site)
    assert digest_of(site / "build/gallery") == before
    # Content that cannot even be read makes no difference: nothing reads it.
    (site / YEAR_FILE).write_bytes(b"\xff\xfe: [" + SECRET.encode())
    (site / "content/example-education/department.yaml").unlink()
    again = run("gallery", cwd=site)
    assert again.returncode == 0
    assert digest_of(site / "build/gallery") == before
    assert again.stdout == done.stdout
    assert SECRET not in again.stdout + again.stderr
    pages = (path.read_text(encoding="utf-8") for path in (site / "build/gallery").rglob("*.html"))
    assert not [page for page in pages if SECRET in page or "example-education" in page or "JYKS" in page]


def test_a_gallery_takes_the_place_of_a_gallery_and_of_nothing_else(site: Path) -> None:
    assert run("gallery", "--out", "shown", cwd=site).returncode == 0
    (site / "shown/stale.html").write_text("stale", encoding="utf-8")
    assert run("gallery", "--out", "shown", cwd=site).returncode == 0
    assert not (site / "shown/stale.html").exists()
    before = digest_of(site / "content")
    done = run("gallery", "--out", "content", cwd=site)
    assert done.returncode == 3
    assert "nothing was written" in done.stderr
    assert digest_of(site / "content") == before


def test_a_component_that_fails_with_its_examples_is_told_by_its_line(site: Path) -> None:
    assert run("theme", "eject", "heading", cwd=site).returncode == 0
    template = site / "theme/components/heading/template.html"
    template.write_text(template.read_text(encoding="utf-8").replace("heading.text", "heading.txt"), encoding="utf-8")
    done = run("gallery", "--lang", "zh", cwd=site)
    assert done.returncode == 1
    assert "theme/components/heading/template.html:3:" in done.stdout
    assert "错误 D207" in done.stdout
    assert done.stderr == ""
    assert not (site / "build/gallery").exists()
