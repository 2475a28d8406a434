"""Two folders whose files a file system tells nothing apart by: for laws that hold one build to another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

# Device, inode, and when the file and its entry were last changed.
_MOMENT = (1, 1, 1, 1)


@contextmanager
def written_in_one_moment() -> Iterator[None]:
    """Make all files look as if they had been written in the same moment to the same place."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sitegen.stamps.written", lambda _: _MOMENT)
        patched.setattr("sitegen.stamps._look", lambda status: status.st_size)
        yield
