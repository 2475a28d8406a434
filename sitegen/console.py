"""What the commands say, in the reader's language and the format asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import click

from sitegen.diagnostics.formats import as_github, as_json, as_text
from sitegen.diagnostics.model import PublicFinding


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def preferred_language() -> str:
    """Return the language of the user's locale: ``zh``, else ``en``."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command speaks. ``said`` is all it has said so far."""

    language: str
    output: Format = Format.TEXT
    quiet: bool = False
    said: list[str] = field(default_factory=list)

    def say(self, zh: str, en: str) -> None:
        """Say a sentence; silent with ``--quiet`` and where the output is for machines."""
        for line in self.told(zh, en):
            self._echo(line)

    def told(self, zh: str, en: str) -> Iterator[str]:
        """Yield the line that saying a sentence would print, if any."""
        if not self.quiet and self.output is Format.TEXT:
            yield f"{zh if self.language == 'zh' else en}\n"

    def warn(self, zh: str, en: str) -> None:
        """Say what must not be missed: in red on a terminal, and with ``--quiet`` too."""
        click.secho(zh if self.language == "zh" else en, fg="red", bold=True)

    def describe(self, findings: Iterable[PublicFinding]) -> str:
        """Return findings as text."""
        return as_text(findings, self.language)

    def findings(self, findings: Iterable[PublicFinding]) -> None:
        """Print findings in the format asked for."""
        match self.output:
            case Format.TEXT:
                text = self.describe(findings)
            case Format.JSON:
                text = as_json(findings, self.language)
            case Format.GITHUB:
                text = as_github(findings, self.language)
        if text:
            self._echo(text.rstrip("\n") + "\n")

    def _echo(self, text: str) -> None:
        self.said.append(text)
        click.echo(text, nl=False)
