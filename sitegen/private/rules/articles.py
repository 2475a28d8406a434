"""Rules about the Markdown pages: both languages, the same headings, a title and a description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.content import FOLDER, ArticleFile
from sitegen.diagnostics.frames import lines_of
from sitegen.diagnostics.model import Finding, Span
from sitegen.load import MappingNode, ScalarNode, is_blank, read
from sitegen.private.rules.rule import Folder

_FENCE = "---"
_KEYS = ("title", "description")
_HEADING = re.compile(r"#{1,6}[ ].*?\{(#([A-Za-z][\w-]*))\}[ ]*")


@dataclass(frozen=True, slots=True)
class _Article:
    """A page's lines, and the number of the line that ends its front matter; zero if there is none."""

    file: ArticleFile
    lines: list[str]
    end: int


def _articles(folder: Folder) -> Iterator[_Article]:
    for file in folder.files:
        if isinstance(file, ArticleFile):
            text = folder.read(file.path).decode("utf-8-sig", errors="replace")
            lines = lines_of(text)
            begun = lines[0].rstrip() == _FENCE
            end = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == _FENCE), 0)
            yield _Article(file, lines, end if begun else 0)


def _headings(article: _Article) -> dict[str, Span]:
    """Return the ids of the headings with their places; what stands in a fenced block of code is no heading."""
    found: dict[str, Span] = {}
    in_code = False
    for number, line in enumerate(article.lines, 1):
        if line.startswith(("```", "~~~")):
            in_code = not in_code
        match = None if in_code else _HEADING.fullmatch(line)
        if match is not None:
            found.setdefault(match[2], Span(article.file.path, number, match.start(1) + 1, match.end(1) + 1))
    return found


def _counterpart(file: ArticleFile) -> PurePosixPath:
    other = "en" if file.language == "zh" else "zh"
    return FOLDER / "pages" / f"{file.name}.{other}.md"


class BothLanguages:
    """A page exists in Chinese and in English."""

    code = "C104"

    def check(self, subject: Folder) -> Iterator[Finding]:
        """Look for the counterpart of each page."""
        present = {file.path for file in subject.files}
        for file in subject.files:
            if isinstance(file, ArticleFile) and _counterpart(file) not in present:
                yield Finding(self.code, Span(file.path, 1, 1, 1), {"missing": _counterpart(file).as_posix()})


class SameHeadings:
    """The headings of a page have the same ids in both languages, so that a link leads to the same place."""

    code = "C105"

    def check(self, subject: Folder) -> Iterator[Finding]:
        """Compare the ids of the two."""
        headings = {article.file.path: _headings(article) for article in _articles(subject)}
        for article in _articles(subject):
            counterpart = _counterpart(article.file)
            if counterpart not in headings:
                continue
            for name, span in headings[article.file.path].items():
                if name not in headings[counterpart]:
                    particulars = {"id": name, "other": counterpart.name, "example": f"{{#{name}}}"}
                    yield Finding(self.code, span, particulars)


class FrontMatter:
    """A page begins with its title and description, and nothing else."""

    code = "C106"

    def check(self, subject: Folder) -> Iterator[Finding]:
        """Read the beginning of each page; what is wrong with it as YAML is told as in any content file."""
        for article in _articles(subject):
            path = article.file.path
            if not article.end:
                yield self._finding(Span(path, 1, 1, 1), "missing", "")
                continue
            # The first line is left empty, so that the lines keep their numbers.
            loaded = read(path, "\n".join(["", *article.lines[1 : article.end - 1]]).encode())
            yield from loaded.findings
            if not isinstance(loaded.node, MappingNode):
                continue
            yield from self._keys(path, loaded.node)

    def _keys(self, path: PurePosixPath, node: MappingNode) -> Iterator[Finding]:
        for key in _KEYS:
            entry = node.entries.get(key)
            if entry is None or is_blank(entry.value):
                yield self._finding(Span(path, 1, 1, 4), "key", key)
            elif not isinstance(entry.value, ScalarNode):
                yield self._finding(entry.key.span, "unreadable", key)
        for key, entry in node.entries.items():
            if key not in _KEYS:
                yield self._finding(entry.key.span, "unknown", key)

    def _finding(self, span: Span, reason: str, key: str) -> Finding:
        return Finding(self.code, span, {"reason": reason, "key": key})
