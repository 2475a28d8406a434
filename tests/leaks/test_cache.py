"""The cache is an output too: twins leave the same bytes in it, and nothing withheld stands there."""

from __future__ import annotations

import os
import pickle
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from sitegen.again import FOLDER
from sitegen.cache import Cache, digest, unsealed
from sitegen.crew import Alone
from sitegen.errors import UnreliableMemoryError
from sitegen.former import Told
from sitegen.notes import Notes
from sitegen.outcomes import Built, Refused
from sitegen.pipeline import CACHE, preview_pages
from sitegen.stamps import stamp, written
from tests.benchmarks.corpus import write_corpus
from tests.support.contents import Filling, Plan, fillings, plans, write
from tests.support.moment import written_in_one_moment
from tests.support.sites import change, digest_of, new_site


def _source(cache: Path, name: str) -> bytes | None:
    _, rows = Cache(cache).rows()
    return rows[name].source


@settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(plans, fillings, fillings)
def test_what_is_withheld_changes_no_byte_of_the_cache(plan: Plan, one: Filling, other: Filling) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        roots = (Path(first), Path(second))
        secrets = [write(root, plan, filling) for root, filling in zip(roots, (one, other), strict=True)]
        outcomes = [preview_pages(root, root / "site", Alone(), root / "cache") for root in roots]
        if any(isinstance(outcome, Refused) for outcome in outcomes):
            assert not any((root / "cache").exists() for root in roots)
            return
        kept = digest_of(roots[0] / "cache")
        assert kept
        assert kept == digest_of(roots[1] / "cache")
        for path in (roots[0] / "cache").iterdir():
            data = path.read_bytes()
            assert not any(secret.encode() in data for secret in secrets[0])
        # The second run uses what the first one kept.
        (roots[0] / "site").rename(roots[0] / "cold")
        assert isinstance(preview_pages(roots[0], roots[0] / "site", Alone(), roots[0] / "cache"), Built)
        assert digest_of(roots[0] / "site") == digest_of(roots[0] / "cold")
        assert digest_of(roots[0] / "cache") == kept


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("          indicators:\n", "          # 内部说明\n          indicators:\n"),
        ("          indicators:\n", "          secrecy: {decision: open, reviewed_by: 张三}\n          indicators:\n"),
        ("          indicators:\n", "          public_code: WWZXJF\n          indicators:\n"),
        ("          indicators:\n", "          secrecy: withheld\n          indicators:\n"),
    ],
    ids=["comment", "review", "code of what is open", "withheld"],
)
def test_no_digest_is_kept_of_a_file_that_says_more_than_is_shown(tmp_path: Path, old: str, new: str) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    write_corpus(site, 1)
    (path,) = site.glob("content/department-*/20*.yaml")
    name = f"{path.parent.name}.{path.stem}"
    text = path.read_text(encoding="utf-8")
    assert "涉密" not in text
    assert isinstance(preview_pages(site, tmp_path / "a", Alone(), cache), Built)
    assert _source(cache, name) == digest(path.read_bytes())
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert isinstance(preview_pages(site, tmp_path / "b", Alone(), cache), Built)
    assert _source(cache, name) is None


def test_nothing_is_kept_of_a_build_that_is_refused(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    change(site, "year: 2025", "year: 二〇二五")
    assert isinstance(preview_pages(site, tmp_path / "out", Alone(), tmp_path / "cache"), Refused)
    assert not (tmp_path / "cache").exists()


class _Command:
    """What a forged entry would run."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("forged",)


@pytest.mark.parametrize(
    "forged",
    [pickle.dumps(_Command()), pickle.dumps(Path), pickle.dumps(("not", "an entry")), b"", b"\x80\x05", b"c\n"],
)
def test_what_is_none_of_ours_is_not_run_and_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forged: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    assert unsealed(digest(forged) + forged, Told) is None
    assert unsealed((digest(forged) + forged)[:-1], tuple) is None
    assert not (tmp_path / "forged").exists()
    rows = tmp_path / "cache" / "rows"
    rows.parent.mkdir()
    rows.write_bytes(digest(forged) + forged)
    assert Cache(rows.parent).rows()[1] == {}
    assert Cache(tmp_path / "missing").rows()[1] == {}
    notes = Notes(tmp_path / "notes", rows.parent)
    for name in ("rows", "missing"):
        with pytest.raises(UnreliableMemoryError):
            notes.disclosure(name)


@settings(
    max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(plans, fillings, fillings)
def test_what_is_withheld_changes_no_byte_of_what_is_known_of_the_last_build(
    plan: Plan, one: Filling, other: Filling
) -> None:
    with (
        written_in_one_moment(),
        tempfile.TemporaryDirectory() as first,
        tempfile.TemporaryDirectory() as second,
    ):
        roots = (Path(first), Path(second))
        secrets = [write(root, plan, filling) for root, filling in zip(roots, (one, other), strict=True)]
        for _ in range(2):
            # The second time all is as it was.
            outcomes = [preview_pages(root, root / "build/site", Alone(), root / CACHE) for root in roots]
            kept = [digest_of(root / "build") for root in roots]
            assert kept[0] == kept[1]
        if all(isinstance(outcome, Built) for outcome in outcomes):
            assert any(path.startswith(Path(FOLDER).name) for path in kept[0])
        for path in (roots[0] / FOLDER).glob("*"):
            data = path.read_bytes()
            assert not any(secret.encode() in data for secret in secrets[0])


def test_a_stamp_is_made_of_nothing_that_a_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    seen = []
    for text in ("short", "as long as can be"):
        path.write_text(text, encoding="utf-8")
        status = path.stat()
        assert len(written(status)) == 4
        assert status.st_size not in written(status)
        seen.append((status.st_dev, status.st_ino))
    assert seen[0] == seen[1]
    assert stamp("a.yaml", (7, 7, 7, 7), 10**12) == stamp("a.yaml", (7, 7, 7, 7), 10**15)
