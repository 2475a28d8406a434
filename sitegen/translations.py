"""English for official texts: gettext catalogues keyed by the Chinese source.

``content/en.po`` holds what all departments share (the taxonomy), ``content/<department>/en.po`` the rest.
An entry that is empty or fuzzy does not count: the Chinese is shown instead, marked as Chinese.

A catalogue holds texts of the public model and nothing else. An entry whose text no longer stands there
is dropped, not kept as obsolete: it may have become a secret.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import SitegenError

# Babel is loaded where it is needed: a build reads catalogues that are written as ours are without it.
if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

HAN = re.compile(r"[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# A changed sentence keeps its old translation, marked fuzzy, when at least this share of it is the same.
_ALIKE = 0.6

# Catalogues carry no time of day, so that the same content gives the same bytes.
_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)


# An entry as ``update_catalogue`` writes it. What is written in any other way is left to Babel.
_TEXT = r'"(?:[^"\\\n]|\\[^\n])*"'
_ENTRY = re.compile(rf"\n*((?:#(?!~)[^\n]*\n)*)msgid ({_TEXT}(?:\n{_TEXT})*)\nmsgstr ({_TEXT}(?:\n{_TEXT})*)(?:\n+|$)")
_FUZZY = re.compile(r"^#,(?:[^\n]*,)?\s*fuzzy\s*(?:,|$)", re.MULTILINE)
_ESCAPED = re.compile(r'\\([\\trn"])|"\n"')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_UNUSUAL = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\u2068\u2069]|charset=(?!utf-8\\b)", re.IGNORECASE)


class CatalogueError(SitegenError):
    """A catalogue is not a PO file. The message names the file only."""


def has_han(text: str) -> bool:
    """Whether a text holds at least one Chinese character, and so has to be translated."""
    return HAN.search(text) is not None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Chinese source -> English."""

    entries: Mapping[str, str]

    def english(self, source: str) -> str | None:
        """Return the English of an official text; the text itself where nothing in it is Chinese; else ``None``."""
        if not has_han(source):
            return source
        return self.entries.get(source)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a catalogue is translated."""

    translated: int
    fuzzy: int
    missing: int

    @property
    def total(self) -> int:
        """All texts that have to be translated."""
        return self.translated + self.fuzzy + self.missing


def _plain_entries_of(path: Path) -> Mapping[str, str] | None:
    try:
        return plain_entries(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        return None


def _read(path: Path) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415  (see above)

    if not path.exists():
        return _empty()
    try:
        with path.open("rb") as file:
            return read_po(file, locale="en", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError):
        message = f"{path.as_posix()} is not a PO catalogue"
        raise CatalogueError(message) from None


def _empty() -> Catalog:
    from babel.messages.catalog import Catalog  # noqa: PLC0415  (see above)

    return Catalog(
        locale="en",
        project="content",
        version="1",
        header_comment="# English for the official texts; the Chinese is the source and stays as it was published.",
        creation_date=_NO_TIME,
        revision_date=_NO_TIME,
        # gettext's own placeholders look like addresses of people.
        copyright_holder="the publisher of this site",
        msgid_bugs_address="see the foot of each page",
        last_translator="the editors of this site",
        language_team="English",
        fuzzy=False,
    )


def plain_entries(text: str) -> Mapping[str, str] | None:
    """Return the translations of a catalogue that is written as ours are; ``None`` where Babel must read it.

    A site has thousands of catalogues of hundreds of texts, and Babel takes thirty times as long.
    """
    if _UNUSUAL.search(text) is not None:
        return None
    entries: dict[str, str] = {}
    seen: set[str] = set()
    place = 0
    while place < len(text):
        match = _ENTRY.match(text, place)
        if match is None:
            return None
        place = match.end()
        source, english = (_unescaped(match[group]) for group in (2, 3))
        if source in seen:
            return None
        seen.add(source)
        if source and english and not ("#," in match[1] and _FUZZY.search(match[1])):
            entries[source] = english
    return entries


def _unescaped(quoted: str) -> str:
    text = quoted[1:-1]
    if "\\" not in text and "\n" not in text:
        return text
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]) if match[1] else "", text)


def read_catalogue(paths: Iterable[Path]) -> Catalogue:
    """Read catalogues; where two translate the same text, the later path wins.

    Raises:
        CatalogueError: if a file is there and is no PO catalogue.

    """
    entries: dict[str, str] = {}
    for path in paths:
        plainly = _plain_entries_of(path)
        if plainly is not None:
            entries.update(plainly)
            continue
        for message in _read(path):
            source, english = message.id, message.string
            if isinstance(source, str) and isinstance(english, str) and source and english and not message.fuzzy:
                entries[source] = english
    return Catalogue(entries)


def update_catalogue(path: Path, texts: Iterable[tuple[str, str]], shared: Catalogue) -> tuple[bytes, Coverage]:
    """Bring a catalogue up to date with the public content and return its bytes and its coverage.

    ``texts`` are (reference, Chinese) pairs in the order of the pages. What ``shared`` translates is left to
    it. A new sentence that resembles a vanished one *of the same item* takes over its translation, fuzzy; the
    item is what keeps a translation of something withheld from reaching a public sentence.
    """
    from babel.messages.pofile import write_po  # noqa: PLC0415  (see above)

    former = {message.id: message for message in _read(path) if isinstance(message.id, str) and message.id}
    references: dict[str, list[str]] = {}
    for reference, text in texts:
        if has_han(text) and text not in shared.entries:
            places = references.setdefault(text, [])
            if reference not in places:
                places.append(reference)
    vanished = [message for source, message in former.items() if source not in references]
    catalog = _empty()
    for text, places in references.items():
        kept = former.get(text)
        if kept is not None:
            catalog.add(
                text,
                kept.string,
                locations=_locations(places),
                flags=kept.flags,
                previous_id=kept.previous_id,
                user_comments=kept.user_comments,
            )
            continue
        resembling = _most_alike(text, places, vanished)
        if resembling is None:
            catalog.add(text, "", locations=_locations(places))
        else:
            catalog.add(
                text,
                resembling.string,
                locations=_locations(places),
                flags={"fuzzy"},
                previous_id=[str(resembling.id)],
            )
    out = io.BytesIO()
    write_po(out, catalog, width=0, include_previous=True, include_lineno=False)
    return out.getvalue(), _coverage(catalog)


def _locations(places: Iterable[str]) -> list[tuple[str, int]]:
    return [(place, 0) for place in places]


def _most_alike(text: str, places: list[str], candidates: Iterable[Message]) -> Message | None:
    best: tuple[float, Message | None] = (_ALIKE, None)
    for message in candidates:
        if not message.string or not {name for name, _ in message.locations} & set(places):
            continue
        ratio = SequenceMatcher(None, text, str(message.id), autojunk=False).ratio()
        if ratio >= best[0]:
            best = (ratio, message)
    return best[1]


def _coverage(catalog: Catalog) -> Coverage:
    messages = [message for message in catalog if message.id]
    missing = sum(1 for message in messages if not message.string)
    fuzzy = sum(1 for message in messages if message.string and message.fuzzy)
    return Coverage(len(messages) - missing - fuzzy, fuzzy, missing)
