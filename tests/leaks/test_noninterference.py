"""The law of the house: two contents that differ only in what is withheld give the same bytes, everywhere."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings

from sitegen.cli import sitegen
from sitegen.outcomes import Built
from sitegen.pipeline import build, preview_pages
from tests.support.contents import Filling, Plan, fillings, plans, texts_of, write
from tests.support.sites import digest_of

# An example takes seconds: shrinking one would take many minutes and add little to a diff of two trees.
_PHASES = (Phase.explicit, Phase.generate)
_SECONDS = re.compile(r"in [0-9.]+ s\.")


def _run(root: Path, *arguments: str) -> str:
    done = CliRunner().invoke(sitegen, [*arguments, "--site", str(root)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return _SECONDS.sub("in - s.", done.output).replace(str(root), "SITE")


@settings(max_examples=25, deadline=None, phases=_PHASES, suppress_health_check=list(HealthCheck))
@given(plans, fillings, fillings)
def test_what_is_withheld_changes_no_byte_of_the_site_and_no_word_of_the_console(
    plan: Plan, one: Filling, other: Filling
) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        roots = (Path(first), Path(second))
        secrets = [write(root, plan, filling) for root, filling in zip(roots, (one, other), strict=True)]
        outcomes = [preview_pages(root, root / "site") for root in roots]
        for outcome in outcomes:
            assert isinstance(outcome, Built), outcome
        assert digest_of(roots[0] / "site") == digest_of(roots[1] / "site")
        for format_ in ("text", "json", "github"):
            said = [_run(root, "check", "--format", format_) for root in roots]
            assert said[0] == said[1]
        translated = [_run(root, "translate") for root in roots]
        assert translated[0] == translated[1]
        catalogues = [(root / "content/audited-unit/en.po").read_bytes() for root in roots]
        assert catalogues[0] == catalogues[1]
        for text in texts_of(roots[0] / "site"):
            assert not any(secret in text for secret in secrets[0])


@settings(max_examples=4, deadline=None, phases=_PHASES, suppress_health_check=list(HealthCheck))
@given(plans, fillings, fillings)
def test_what_is_withheld_changes_no_byte_of_the_search_index(plan: Plan, one: Filling, other: Filling) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        roots = (Path(first), Path(second))
        for root, filling in zip(roots, (one, other), strict=True):
            write(root, plan, filling)
            assert isinstance(build(root, root / "site"), Built)
        assert digest_of(roots[0] / "site") == digest_of(roots[1] / "site")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mistake_inside_what_is_withheld_names_its_place_and_code_and_nothing_of_its_value(
    tmp_path: Path, language: str
) -> None:
    text = (
        "department: audited-unit\nyear: 2023\nsource: {title: 农村}\nproject_goals:\n  title: 农村\n  units:\n"
        "    - id: unit\n      name: 图书\n      projects:\n        - id: secret-whale\n          name: 鲸鱼计划\n"
        "          secrecy: withheld\n          total: 鲸鱼三十万\n          gaol: 鲸鱼\n"
        "        - id: open\n          name: 图书\n          total: 十四万\n"
    )
    write(tmp_path, Plan(()), Filling(("鲸",), (0,), "鲸"))
    (tmp_path / "content/audited-unit/2023.yaml").write_text(text, encoding="utf-8")
    said = _run(tmp_path, "check", "--lang", language)
    assert "content/audited-unit/2023.yaml:13:" in said
    assert said.count("A102") == 2
    assert "十四万" in said
    assert "鲸" not in said
    assert "whale" not in said


@pytest.mark.parametrize("broken", ["total： 鲸鱼", "name: 'open", "\tname: 鲸鱼", "name: 鲸鱼: 鲸鱼"])
def test_a_file_that_speaks_of_secrecy_and_cannot_be_read_is_never_quoted(tmp_path: Path, broken: str) -> None:
    write(tmp_path, Plan(()), Filling(("鲸",), (0,), "鲸"))
    text = f"department: audited-unit\nyear: 2023\n{broken}\nsecrecy: withheld\nname: 鲸鱼计划\n"
    (tmp_path / "content/audited-unit/2023.yaml").write_text(text, encoding="utf-8")
    for format_ in ("text", "json", "github"):
        said = _run(tmp_path, "check", "--format", format_)
        assert "content/audited-unit/2023.yaml" in said
        assert "鲸" not in said
