"""Rules about the content folder: every file is read by something, and what must be there is there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from sitegen.content import FOLDER, CatalogueFile, SchemaFile, SiteFile, StrayFile, TaxonomyFile
from sitegen.diagnostics.model import Finding, Span
from sitegen.private.rules.rule import Folder
from sitegen.translations import plain_entries

# A line of a PO file. Babel drops the last letter of a text whose quotation mark is missing, and says nothing.
_PO_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]+\])?)\s+)?"(?:[^"\\]|\\.)*")?\s*',
)


def _whole(path: PurePosixPath) -> Span:
    return Span(path, 1, 1, 1)


class StrayFiles:
    """No file lies in the content folder that nothing reads."""

    code = "R108"

    def check(self, subject: Folder) -> Iterator[Finding]:
        """Tell each stray file, and what its name should be where it nearly fits."""
        for file in subject.files:
            if isinstance(file, StrayFile):
                yield Finding(
                    self.code, _whole(file.path), {"name": file.path.as_posix(), "reason": _reason(file.path)}
                )


def _reason(path: PurePosixPath) -> str:
    inside = path.relative_to(FOLDER)
    if inside.parts[0] == "pages" and path.suffix.lower() == ".md":
        return "page"
    if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yaml":
        return "suffix"
    if path.suffix == ".yaml" and len(inside.parts) > 1:
        return "folder" if re.fullmatch(r"[0-9]{4}|department", path.stem) else "year"
    return "other"


class RequiredFiles:
    """The files that every site has are there."""

    code = "R111"

    def check(self, subject: Folder) -> Iterator[Finding]:
        """Look for each."""
        for kind, name in ((SiteFile, "site.yaml"), (TaxonomyFile, "taxonomy.yaml")):
            if not any(isinstance(file, kind) for file in subject.files):
                path = FOLDER / name
                yield Finding(self.code, _whole(path), {"name": path.as_posix()})


class UnreadableCatalogue:
    """A translation catalogue is a PO file in UTF-8."""

    code = "R109"

    def check(self, subject: Folder) -> Iterator[Finding]:
        """Read each."""
        for file in subject.files:
            if isinstance(file, CatalogueFile):
                line = _unreadable_line(subject.read(file.path))
                if line is not None:
                    yield Finding(self.code, Span(file.path, line, 1, 1))


def _unreadable_line(data: bytes) -> int | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[: error.start].count(b"\n") + 1
    text = data.decode("utf-8-sig")
    if plain_entries(text) is not None:
        # Nothing is left that could be wrong but the header.
        data = text.partition("\n\n")[0].encode()
    for number, line in enumerate(data.decode("utf-8-sig").splitlines(), 1):
        if _PO_LINE.fullmatch(line) is None:
            return number
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415  (only for what is not written as ours)

    try:
        read_po(io.BytesIO(data), locale="en", abort_invalid=True)
    except PoFileError as error:
        return max(error.lineno, 1)
    except ValueError:
        return 1
    return None


class OutdatedSchema:
    """The schemas that editors explain the files by are those of this program."""

    code = "R110"

    def check(self, subject: Folder) -> Iterator[Finding]:
        """Compare each with what this program would write."""
        present = {file.name: file.path for file in subject.files if isinstance(file, SchemaFile)}
        for name, expected in subject.schemas.items():
            path = present.get(name, FOLDER / "schemas" / f"{name}.json")
            if name not in present or subject.read(path) != expected:
                yield Finding(self.code, _whole(path), {"name": path.as_posix()})
