"""What many tests share: the project's own site, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.outcomes import Built
from sitegen.pipeline import build

#: The folder of the project's own site.
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def real_root() -> Path:
    """The folder that holds the project's own content."""
    return ROOT


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What building the project's own site gave, search included."""
    outcome = build(ROOT, tmp_path_factory.mktemp("real") / "site")
    assert isinstance(outcome, Built), outcome
    return outcome


@pytest.fixture(scope="session")
def real_site(real_build: Built) -> Path:
    """The project's own site, built."""
    return real_build.destination
