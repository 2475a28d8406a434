"""What many tests share: two sites, built once and served, and a page of each type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.outcomes import Built
from sitegen.pipeline import build, preview_pages
from tests.support.manysite import many_site
from tests.support.page_types import Sample, samples_of
from tests.support.serving import serving

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


@pytest.fixture(scope="session")
def many_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the pages that the project's own has no need of, built."""
    root = many_site(tmp_path_factory.mktemp("many"))
    outcome = preview_pages(root, root / "site")
    assert isinstance(outcome, Built), outcome
    return outcome.destination


@pytest.fixture(scope="session")
def served_pages(real_site: Path, many_built: Path) -> Iterator[dict[Sample, str]]:
    """Pages of every type and shape, and where each is served."""
    with serving(real_site) as real, serving(many_built) as many:
        urls = {"real": real.url, "many": many.url}
        yield {sample: urls[sample.site] + sample.path for sample in samples_of(real_site, many_built)}
