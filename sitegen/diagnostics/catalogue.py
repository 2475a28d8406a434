"""The words of all findings, in Chinese and English: read from ``words/*.yaml``, which also say how grave each is.

A finding's text has four parts: a *title* that says what is wrong and quotes nothing, a *message* that tells the
particulars, a *mend* that says what to do, and a *why* with the law or the reason behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sitegen.diagnostics.model import Finding, PublicFinding, Severity

#: The languages that findings are printed in.
LANGUAGES = ("zh", "en")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FIELD = re.compile(r"\{(\w+)\}")
_FILES = ("yaml", "structure", "values", "references", "content", "secrecy", "personal", "theme")

_SEVERITY_NAMES = {
    Severity.ERROR: {"zh": "错误", "en": "error"},
    Severity.WARNING: {"zh": "警告", "en": "warning"},
    Severity.NOTICE: {"zh": "提示", "en": "notice"},
}


@dataclass(frozen=True, slots=True)
class Example:
    """The mistake and its mending, as they stand in a file."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to say about one code; texts by language, with ``{particulars}``.

    ``choices`` are the words for particulars that take one of a few values: particular -> value -> language.
    """

    code: str
    severity: Severity
    title: Mapping[str, str]
    message: Mapping[str, str]
    mend: Mapping[str, str]
    why: Mapping[str, str]
    choices: Mapping[str, Mapping[str, Mapping[str, str]]]
    example: Example | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding in words of one language. ``message`` is the title alone where the particulars may not be shown."""

    severity: str
    title: str
    message: str
    mend: str | None


def codes() -> tuple[str, ...]:
    """Return all codes, sorted."""
    return tuple(sorted(_entries()))


def entry(code: str) -> Entry:
    """Return what there is to say about a code.

    Raises:
        KeyError: if there is no such code.

    """
    return _entries()[code]


def severity_of(code: str) -> Severity:
    """Return how grave a code is, where the site's policy does not make it graver (``Finding.severity``)."""
    return entry(code).severity


def weight_of(finding: Finding | PublicFinding) -> Severity:
    """Return how grave a finding is."""
    return finding.severity or severity_of(finding.code)


def severity_name(severity: Severity, language: str) -> str:
    """Return the word for a severity."""
    return _SEVERITY_NAMES[severity][language]


def wording(finding: PublicFinding, language: str) -> Wording:
    """Put a finding into words. Of one whose particulars may not be shown, nothing is said that asks for them."""
    found = entry(finding.code)
    severity = severity_name(weight_of(finding), language)
    title = found.title[language]
    if finding.particulars is None:
        hidden = {"zh": "（内容不显示）", "en": " (content not shown)"}[language]
        mend = found.mend[language]
        return Wording(severity, title, title + hidden, None if _FIELD.search(mend) else mend)
    values = _resolved(found, finding.particulars, language)
    return Wording(severity, title, _filled(found.message[language], values), _filled(found.mend[language], values))


def _resolved(found: Entry, particulars: Mapping[str, str], language: str) -> dict[str, str]:
    values = dict(particulars)
    if "place" in values:
        values["place"] = _filled(_places()[values["place"]][language], values)
    chosen = {}
    for name, options in found.choices.items():
        words = options.get(particulars[name], options.get("_", {}))
        if language in words:
            chosen[name] = _filled(words[language], values)
    return values | chosen


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Fill a template in one pass, so that braces in a quoted text stay what they are."""
    return _FIELD.sub(lambda match: values[match[1]], template)


@cache
def _entries() -> Mapping[str, Entry]:
    return {code: _entry(code, raw) for name in _FILES for code, raw in _read(name).items()}


@cache
def _places() -> Mapping[str, Mapping[str, str]]:
    return _read("places")


def _read(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath("words", f"{name}.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506  (a safe loader, and our own file)
    return read


def _entry(code: str, raw: dict[str, Any]) -> Entry:
    example = raw.get("example")
    return Entry(
        code=code,
        severity=Severity(raw["severity"]),
        title=raw["title"],
        message=raw["message"],
        mend=raw["mend"],
        why=raw["why"],
        choices=raw.get("choices", {}),
        example=None if example is None else Example(example["wrong"], example["right"]),
    )
