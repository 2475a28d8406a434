"""What a process that builds again and again keeps in its memory, and nowhere else.

A command builds once: it prepares the templates, and reads everything that is withheld to look for it. The preview
builds at each save. Of a file that is the one it has read before, it knows the secrets, and while the site's own files
and its theme are as they were, it has what makes the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sitegen.content import FOLDER, DisclosureFile
from sitegen.leakcheck.needles import Secret
from sitegen.public.reconciliation import Path
from sitegen.render.site import SiteRenderer
from sitegen.stamps import UNTRUSTED

#: What the secrets of a file depend on: the stamps of it and of its English, and which amounts are not published.
Basis: TypeAlias = tuple[tuple[str | None, ...], tuple[Path, ...]]


@dataclass(slots=True)
class Recollection:
    """What is remembered of the last build: the secrets of files by their names, and what makes the pages."""

    _known: Mapping[str, tuple[Basis, tuple[Secret, ...]]] = field(default_factory=dict)
    _renderer: tuple[bytes, SiteRenderer] | None = None

    def renderer(self, of_site: bytes, make: Callable[[], SiteRenderer]) -> SiteRenderer:
        """Return what makes the pages of a site of which the digest of all that they depend on is this."""
        if self._renderer is None or self._renderer[0] != of_site:
            self._renderer = (of_site, make())
        return self._renderer[1]

    def secrets(self, name: str, basis: Basis | None) -> tuple[Secret, ...] | None:
        """Return the secrets of a file; ``None`` where it is not certain that it is the one that was read."""
        known = self._known.get(name)
        return None if known is None or basis is None or known[0] != basis else known[1]

    def keep(self, known: Mapping[str, tuple[Basis, tuple[Secret, ...]]]) -> None:
        """Remember these, and forget all others."""
        self._known = known


def basis(file: DisclosureFile, stamps: Mapping[str, str], unpublished: tuple[Path, ...]) -> Basis | None:
    """Return what the secrets of a file depend on; ``None`` where a stamp cannot be relied on."""
    paths = (file.path, FOLDER / file.department / "en.po", FOLDER / "en.po")
    found = tuple(stamps.get(path.as_posix()) for path in paths)
    return None if found[0] is None or UNTRUSTED in found else (found, unpublished)
