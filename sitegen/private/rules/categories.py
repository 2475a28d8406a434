"""Rules about the taxonomy of indicators. What the document prints is kept; the clerk is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sitegen.config import TaxonomyVersion
from sitegen.diagnostics.model import Finding
from sitegen.load import Path, locate
from sitegen.private.rules.items import open_indicators
from sitegen.private.rules.rule import Examined
from sitegen.typed import place_of

_PRINTED = re.compile(r"\s*(?:([0-9]+)\s*[-－—–.、]\s*)?(.*?)\s*")

#: Headings that mean a column of the standard form: key of the model, what is printed, what the form calls it.
_ALIASES = (("special_account", "行政专户", "财政专户拨款"),)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A category as a document prints it: with its code or without."""

    code: str | None
    name: str


def _read(text: str, version: TaxonomyVersion) -> _Printed:
    match = _PRINTED.fullmatch(text)
    code, name = (None, text) if match is None else (match[1], match[2])
    return _Printed(code, version.aliases.get(name, name))


@dataclass(frozen=True, slots=True)
class _Categories:
    """The categories of a year: name -> code. The code of a second level begins with that of its first."""

    version: TaxonomyVersion
    level1: dict[str, str]
    level2: dict[str, str]
    printed: dict[str, _Printed] = field(default_factory=dict)

    @classmethod
    def of(cls, version: TaxonomyVersion) -> _Categories:
        return cls(
            version,
            {top.name: top.code for top in version.level1},
            {below.name: below.code for top in version.level1 for below in top.level2},
        )

    def read(self, text: str) -> _Printed:
        """Take a printed category apart, each wording once."""
        known = self.printed.get(text)
        if known is None:
            known = self.printed[text] = _read(text, self.version)
        return known

    def unknown1(self, text: str) -> bool:
        """Whether no first level is called so, or it has another code."""
        printed = self.read(text)
        code = self.level1.get(printed.name)
        return code is None or (printed.code is not None and printed.code != code)

    def unknown2(self, text: str) -> bool:
        """Whether no second level is called so, or it has another code."""
        printed = self.read(text)
        code = self.level2.get(printed.name)
        return code is None or (printed.code is not None and printed.code != code)

    def apart(self, text1: str, text2: str) -> bool:
        """Whether a second level stands under a first that is not its own, going by its code, else by its name."""
        code1 = self.level1.get(self.read(text1).name)
        printed = self.read(text2)
        code2 = printed.code or self.level2.get(printed.name)
        return code1 is not None and code2 is not None and not code2.startswith(code1)


def _categories(subject: Examined) -> _Categories | None:
    return None if subject.taxonomy is None else _Categories.of(subject.taxonomy.of_year(subject.record.year))


class LevelsApart:
    """The second level of an indicator belongs to its first (rules: a code begins with the code above it)."""

    code = "T101"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Compare the two levels of each indicator."""
        known = _categories(subject)
        if known is None:
            return
        for path, indicator in open_indicators(subject):
            if (
                indicator.level1 is not None
                and indicator.level2 is not None
                and known.apart(indicator.level1, indicator.level2)
            ):
                particulars = {"level1": indicator.level1, "level2": indicator.level2, **place_of(subject.node, path)}
                yield Finding(self.code, locate(subject.node, (*path, "level2")), particulars)


def _unknown(
    subject: Examined, code: str, level: str, is_unknown: Callable[[str], bool], skip: frozenset[Path]
) -> Iterator[Finding]:
    """Yield one finding for each wording that is not in the taxonomy, at its first place."""
    places: dict[str, list[Path]] = {}
    for path, indicator in open_indicators(subject):
        text = getattr(indicator, level)
        if text is not None and path not in skip and is_unknown(text):
            places.setdefault(text, []).append((*path, level))
    for text, paths in places.items():
        particulars = {level: text, **place_of(subject.node, paths[0])}
        yield Finding(code, locate(subject.node, paths[0]), particulars)


class UnknownLevel1:
    """The first level of an indicator is in the taxonomy."""

    code = "T102"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look each first level up."""
        known = _categories(subject)
        if known is not None:
            yield from _unknown(subject, self.code, "level1", known.unknown1, frozenset())


class UnknownLevel2:
    """The second level of an indicator is in the taxonomy; one under the wrong first level is told by T101."""

    code = "T103"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look each second level up."""
        known = _categories(subject)
        if known is None:
            return
        told = frozenset(
            path
            for path, item in open_indicators(subject)
            if item.level1 is not None and item.level2 is not None and known.apart(item.level1, item.level2)
        )
        yield from _unknown(subject, self.code, "level2", known.unknown2, told)


class ColumnAlias:
    """A column heading that stands for another of the standard form."""

    code = "T104"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look at the headings that the document prints otherwise."""
        form = subject.record.project_goals
        if form is None or form.labels is None:
            return
        for key, alias, standard in _ALIASES:
            label = getattr(form.labels, key)
            if label is not None and alias in label:
                place = locate(subject.node, ("project_goals", "labels", key))
                yield Finding(self.code, place, {"label": label, "standard": standard})
