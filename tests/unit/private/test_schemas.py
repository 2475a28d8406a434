from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from sitegen.content import (
    ContentFile,
    DepartmentFile,
    DisclosureFile,
    ProgrammesFile,
    SiteFile,
    TaxonomyFile,
    files_of,
)
from sitegen.private.schemas import schemas
from sitegen.translations import has_han

ROOT = Path(__file__).parents[3]
KINDS: dict[type, str] = {
    SiteFile: "site",
    TaxonomyFile: "taxonomy",
    ProgrammesFile: "programmes",
    DepartmentFile: "department",
    DisclosureFile: "disclosure",
}
FILES = [file for file in files_of(ROOT) if type(file) in KINDS]


class _Editor(yaml.SafeLoader):
    """Types values as an editor's YAML 1.2 does, except that dates stay text."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schemas()[name])
    return schema


@pytest.mark.parametrize("name", sorted(KINDS.values()))
def test_the_schemas_in_the_repository_are_current(name: str) -> None:
    assert (ROOT / "content/schemas" / f"{name}.json").read_bytes() == schemas()[name]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.as_posix())
def test_the_content_is_valid_as_an_editor_sees_it(file: ContentFile) -> None:
    data = yaml.load((ROOT / file.path).read_text(encoding="utf-8"), Loader=_Editor)  # noqa: S506  (a safe loader)
    validator = jsonschema.Draft202012Validator(_schema(KINDS[type(file)]))
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.as_posix())
def test_every_content_file_names_its_schema(file: ContentFile) -> None:
    path = ROOT / file.path
    first = path.read_text(encoding="utf-8").splitlines()[0]
    prefix = "# yaml-language-server: $schema="
    assert first.startswith(prefix)
    assert (
        path.parent / first.removeprefix(prefix)
    ).resolve() == ROOT / "content/schemas" / f"{KINDS[type(file)]}.json"


@pytest.mark.parametrize("name", sorted(KINDS.values()))
def test_every_key_is_explained_in_chinese_and_no_other_is_allowed(name: str) -> None:
    schema = _schema(name)
    sections = [schema, *(part for part in schema["$defs"].values() if "properties" in part)]
    for section in sections:
        assert section["additionalProperties"] is False
        for key, value in section["properties"].items():
            assert has_han(value.get("title", "")), key


@pytest.mark.parametrize("wrong", ["十四万", "1,485.34", "1.005", -1, "-1", True])
def test_an_editor_refuses_what_is_no_amount(wrong: object) -> None:
    validator = jsonschema.Draft202012Validator(_schema("disclosure"))
    form = {"title": "表", "units": [], "total": wrong}
    data = {"department": "a", "year": 2024, "source": {"title": "表"}, "project_goals": form}
    assert not validator.is_valid(data)
    assert validator.is_valid({**data, "project_goals": {**form, "total": 1485.34}})
    assert validator.is_valid({**data, "project_goals": {**form, "total": "1485.34"}})


def test_the_names_and_docstrings_of_classes_are_not_shown_to_clerks() -> None:
    text = schemas()["disclosure"].decode()
    assert "One content file" not in text
    assert '"title": "DisclosureRecord"' not in text
