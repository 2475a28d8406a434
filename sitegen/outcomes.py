"""What comes of a run: findings, what was built, what is held back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from sitegen.diagnostics.catalogue import weight_of
from sitegen.diagnostics.model import PublicFinding, Severity
from sitegen.progress import Lap
from sitegen.public.withheld import HeldBack
from sitegen.translations import Coverage


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the content found."""

    findings: tuple[PublicFinding, ...]

    @property
    def passed(self) -> bool:
        """Whether a site may be built."""
        return all(weight_of(finding) is not Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was built, and why."""

    findings: tuple[PublicFinding, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What was built. ``size`` in bytes, ``seconds`` from the first file read to the site in its place, in ``laps``."""

    destination: Path
    findings: tuple[PublicFinding, ...]
    held_back: tuple[HeldBack, ...]
    departments: int
    disclosures: int
    pages: int
    files: int
    size: int
    searchable: bool
    seconds: float
    laps: tuple[Lap, ...] = ()


Outcome: TypeAlias = Built | Refused


@dataclass(frozen=True, slots=True)
class UpdatedCatalogue:
    """A catalogue with what it should hold now."""

    path: PurePosixPath
    data: bytes
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Translated:
    """All catalogues brought up to date; or, where the content has errors, what they are."""

    catalogues: tuple[UpdatedCatalogue, ...]
    findings: tuple[PublicFinding, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Where the reviewer's list was written, and what is wrong with the content. Nothing of what is listed."""

    folder: Path
    names: tuple[str, ...]
    findings: tuple[PublicFinding, ...]
