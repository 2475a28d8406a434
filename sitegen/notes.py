"""What is kept of each department-year between the stages of a build: its public value, in a file beside the site.

Thousands of department-years do not fit into memory, and the search and the leak check come back to all of them. Only
the public model is ever written here, by one build for itself, into a folder that is gone when the build ends.
"""

from __future__ import annotations

import pickle
from pathlib import Path

from sitegen.public.model import Disclosure


class Notes:
    """A folder of public disclosures, by name."""

    def __init__(self, folder: Path) -> None:
        """Start an empty folder, which must not exist yet."""
        folder.mkdir(parents=True)
        self._folder = folder

    def keep(self, name: str, disclosure: Disclosure) -> None:
        """Write a disclosure down."""
        (self._folder / name).write_bytes(pickle.dumps(disclosure, pickle.HIGHEST_PROTOCOL))

    def disclosure(self, name: str) -> Disclosure:
        """Return what was written down."""
        kept: Disclosure = pickle.loads((self._folder / name).read_bytes())  # noqa: S301  (this build wrote it)
        return kept
