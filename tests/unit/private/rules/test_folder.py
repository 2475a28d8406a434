from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from sitegen.content import kind_of
from sitegen.diagnostics.model import Finding
from sitegen.private.rules import Folder, examine_folder

PAGE = "---\ntitle: 关于\ndescription: 说明\n---\n\n## 缘起 {#why}\n"
WHOLE = {"content/site.yaml": b"", "content/taxonomy.yaml": b""}


def told(files: dict[str, bytes | str], schemas: dict[str, bytes] | None = None) -> tuple[Finding, ...]:
    data = {
        PurePosixPath(name): text.encode() if isinstance(text, str) else text for name, text in (WHOLE | files).items()
    }
    return examine_folder(Folder(tuple(kind_of(path) for path in sorted(data)), data.__getitem__, schemas or {}))


def codes(files: dict[str, bytes | str], schemas: dict[str, bytes] | None = None) -> list[str]:
    return [finding.code for finding in told(files, schemas)]


def pages(zh: str = PAGE, en: str = PAGE) -> dict[str, bytes | str]:
    return {"content/pages/about.zh.md": zh, "content/pages/about.en.md": en}


def test_a_sound_folder_has_no_findings() -> None:
    assert codes({"content/a/2024.yaml": "", "content/a/department.yaml": "", **pages()}) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("content/a/2024.yml", "suffix"),
        ("content/a/2024.YAML", "suffix"),
        ("content/a/2024年.yaml", "year"),
        ("content/甲/2024.yaml", "folder"),
        ("content/pages/about.md", "page"),
        ("content/a/notes.txt", "other"),
        ("content/a/b/c.docx", "other"),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_what_it_should_be_called(name: str, reason: str) -> None:
    (finding,) = told({name: ""})
    assert (finding.code, finding.particulars["reason"]) == ("R108", reason)


def test_what_every_site_has_is_missed() -> None:
    folder = Folder((kind_of(PurePosixPath("content/site.yaml")),), lambda _: b"", {})
    assert [finding.code for finding in examine_folder(folder)] == ["R111"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b\n', 2),
        ('msgid "a"\nmsgstr b"\n', 2),
        ('msgid "a"\nmsgstr "b" c\n', 2),
        ("msgid 一\n", 1),
        ('msgid "a"\nmsgstr "b"\n\nhello\n', 4),
        (b'msgid "a"\nmsgstr "\xff"\n', 2),
    ],
)
def test_a_catalogue_that_is_none_is_told_with_its_line(text: str | bytes, line: int) -> None:
    (finding,) = told({"content/a/en.po": text})
    assert (finding.code, finding.span.line) == ("R109", line)


@pytest.mark.parametrize(
    "text",
    [
        '# c\n#: a#b\n#, fuzzy\n#| msgid "x"\nmsgid "a"\nmsgstr ""\n"b\\"c\\n"\n',
        'msgid "a"\nmsgstr "b"\n\n#~ msgid "o"\n#~ msgstr "p"\n',
    ],
)
def test_a_catalogue_may_hold_all_that_gettext_allows(text: str) -> None:
    assert codes({"content/a/en.po": text}) == []


def test_a_schema_that_is_missing_or_old_is_told() -> None:
    assert codes({}, {"site": b"{}"}) == ["R110"]
    assert codes({"content/schemas/site.json": b"[]"}, {"site": b"{}"}) == ["R110"]
    assert codes({"content/schemas/site.json": b"{}"}, {"site": b"{}"}) == []


def test_a_page_exists_in_both_languages() -> None:
    (finding,) = told({"content/pages/about.zh.md": PAGE})
    assert (finding.code, finding.particulars["missing"]) == ("C104", "content/pages/about.en.md")


def test_headings_have_the_same_ids_in_both_languages() -> None:
    findings = told(pages(en=PAGE.replace("#why", "#reason")))
    assert [(finding.code, finding.particulars["id"]) for finding in findings] == [("C105", "reason"), ("C105", "why")]


def test_what_stands_in_a_block_of_code_is_no_heading() -> None:
    assert codes(pages(en=PAGE + "\n```\n## x {#x}\n```\n")) == []


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("## 缘起 {#why}\n", "missing", 1),
        ("---\ntitle: 关于\n\n## 缘起 {#why}\n", "missing", 1),
        (PAGE.replace("description: 说明\n", ""), "key", 1),
        (PAGE.replace("说明", ""), "key", 1),
        (PAGE.replace("description", "descripion"), "key", 1),
        (PAGE.replace("title: 关于", "title: [关于]"), "unreadable", 2),
    ],
)
def test_a_page_begins_with_its_title_and_description(text: str, reason: str, line: int) -> None:
    finding = told(pages(zh=text))[0]
    assert (finding.code, finding.particulars["reason"], finding.span.line) == ("C106", reason, line)


def test_slips_in_the_front_matter_are_told_as_in_any_content_file() -> None:
    findings = told(pages(zh=PAGE.replace("title: ", "title：")))
    assert [(finding.code, finding.span.line) for finding in findings] == [("Y111", 2)]
