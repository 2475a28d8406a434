from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from sitegen.content import (
    ArticleFile,
    CatalogueFile,
    DepartmentFile,
    DisclosureFile,
    SchemaFile,
    SiteFile,
    StrayFile,
    TaxonomyFile,
    files_of,
    kind_of,
)
from sitegen.errors import NotASiteError


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/site.yaml", SiteFile),
        ("content/taxonomy.yaml", TaxonomyFile),
        ("content/tianhe-justice/department.yaml", DepartmentFile),
        ("content/tianhe-justice/2024.yaml", DisclosureFile),
        ("content/tianhe-justice/en.po", CatalogueFile),
        ("content/en.po", CatalogueFile),
        ("content/pages/how-to-read.zh.md", ArticleFile),
        ("content/schemas/disclosure.json", SchemaFile),
        ("content/Tianhe/2024.yaml", StrayFile),
        ("content/tianhe-justice/2024.yml", StrayFile),
        ("content/tianhe-justice/24.yaml", StrayFile),
        ("content/tianhe-justice/2024/extra.yaml", StrayFile),
        ("content/notes.txt", StrayFile),
    ],
)
def test_every_file_has_one_kind(path: str, kind: type) -> None:
    assert isinstance(kind_of(PurePosixPath(path)), kind)


def test_hidden_files_are_not_content_and_the_order_is_that_of_the_paths(tmp_path: Path) -> None:
    for name in ("site.yaml", "b/2024.yaml", "a/2024.yaml", ".DS_Store", ".git/2024.yaml"):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert [file.path.as_posix() for file in files_of(tmp_path)] == [
        "content/a/2024.yaml",
        "content/b/2024.yaml",
        "content/site.yaml",
    ]


def test_a_folder_without_a_site_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotASiteError):
        files_of(tmp_path)
