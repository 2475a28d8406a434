"""Rules about the English of official texts."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.model import Finding
from sitegen.load import Node, Path, locate
from sitegen.private.rules.rule import Examined, ExaminedDepartment
from sitegen.translations import Catalogue
from sitegen.values.text import shortened

#: More missing translations than this are told in one finding with their number.
SINGLY = 5

# Texts that are not published, or not as text.
_UNPUBLISHED = frozenset({"unit", "public_code"})


class MissingTranslation:
    """Every text that is published has an English translation."""

    code = "L101"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look every open text up; the same text is told once."""
        texts = ((path, text) for path, text in subject.texts if path[-1] not in _UNPUBLISHED)
        yield from _missing(subject.node, subject.catalogue, subject.folder, texts)


class MissingName:
    """The names of a department have an English translation."""

    code = "L101"

    def check(self, subject: ExaminedDepartment) -> Iterator[Finding]:
        """Look the names up."""
        config = subject.config
        named = (("name", config.name), ("short_name", config.short_name), ("region", config.region))
        texts = (((key,), text) for key, text in named if text is not None)
        yield from _missing(subject.node, subject.catalogue, subject.folder, texts)


def _missing(
    node: Node, catalogue: Catalogue | None, folder: str, texts: Iterator[tuple[Path, str]]
) -> Iterator[Finding]:
    if catalogue is None:
        return
    first: dict[str, Path] = {}
    for path, text in texts:
        first.setdefault(text, path)
    missing = {text: path for text, path in first.items() if catalogue.english(text) is None}
    where = {"catalogue": f"content/{folder}/en.po"}
    if len(missing) > SINGLY:
        yield Finding("L102", locate(node, next(iter(missing.values()))), {"count": str(len(missing)), **where})
        return
    for text, path in missing.items():
        yield Finding("L101", locate(node, path), {"text": shortened(text), **where})
