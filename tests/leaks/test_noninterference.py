"""The law of the house: two contents that differ only in what is withheld give the same bytes, everywhere."""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings

from sitegen.cli import sitegen
from sitegen.diagnostics.catalogue import weight_of
from sitegen.diagnostics.model import Severity
from sitegen.outcomes import Built, Outcome, Refused
from sitegen.pipeline import preview_pages
from tests.support.contents import Filling, Plan, fillings, plans, texts_of, write
from tests.support.moment import written_in_one_moment
from tests.support.sites import digest_of

# An example takes seconds: shrinking one would take many minutes and add little to a diff of two trees.
_PHASES = (Phase.explicit, Phase.generate)
_FORMATS = ("text", "json", "github")
_MISTAKES = {"a wrong key": "departmint: x", "a full-width colon": "note：农村", "no YAML at all": "  - [农村"}
_SECONDS = re.compile(r"in [0-9.]+ s\.")


def _settings(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, phases=_PHASES, suppress_health_check=list(HealthCheck))


def _run(root: Path, *arguments: str) -> str:
    with pytest.MonkeyPatch.context() as patched:
        # A run that takes long tells what took it, which is of the machine and not of the content.
        patched.setattr("sitegen.commands.build.LONG", math.inf)
        done = CliRunner().invoke(sitegen, [*arguments, "--site", str(root)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return _SECONDS.sub("in - s.", done.output).replace(str(root), "SITE")


def _come_of(outcome: Outcome, site: Path) -> tuple[object, ...]:
    """Return all there is to know of a run: the bytes of what was built, or why nothing was; and what is told."""
    match outcome:
        case Built(findings=findings, held_back=held_back):
            return digest_of(site), findings, held_back
        case Refused(findings=findings):
            # Nothing but amounts that follow from published ones stops the build of a generated content.
            assert {finding.code for finding in findings if weight_of(finding) is Severity.ERROR} == {"S301"}
            assert not site.exists()
            return (findings,)


def _disagreements(plan: Plan, one: Filling, other: Filling) -> Iterator[str]:
    """Build and ask the twins whatever the command line offers, and yield the names of what differs or tells."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        roots = (Path(first), Path(second))
        secrets = [write(root, plan, filling) for root, filling in zip(roots, (one, other), strict=True)]
        built = [_come_of(preview_pages(root, root / "site", cache=root / "cache"), root / "site") for root in roots]
        if built[0] != built[1]:
            yield "site"
        if digest_of(roots[0] / "cache") != digest_of(roots[1] / "cache"):
            yield "cache"
        said = {format_: [_run(root, "check", "--format", format_) for root in roots] for format_ in _FORMATS}
        said["translate"] = [_run(root, "translate") for root in roots]
        if (roots[0] / "site").exists():
            said["catalogue"] = [(root / "content/audited-unit/en.po").read_text(encoding="utf-8") for root in roots]
        for name, mistake in _MISTAKES.items():
            for root in roots:
                _spoil(root, mistake)
            said |= {
                f"{name} {format_}": [_run(root, "check", "--format", format_) for root in roots]
                for format_ in _FORMATS
            }
        yield from (name for name, (ours, theirs) in said.items() if ours != theirs)
        public = dict(texts_of(roots[0] / "site")) | {name: ours for name, (ours, _) in said.items()}
        yield from (
            f"secret in {name}" for name, text in public.items() if any(secret in text for secret in secrets[0])
        )


def _spoil(root: Path, mistake: str) -> None:
    """Put a mistake at the head of each year's file, above whatever is withheld."""
    for path in root.glob("content/audited-unit/2*.yaml"):
        head, _, rest = path.read_text(encoding="utf-8").partition("department: ")
        path.write_text(f"{head}{mistake}\ndepartment: {rest}", encoding="utf-8")


@_settings(25)
@given(plans, fillings, fillings)
def test_what_is_withheld_changes_no_byte_of_the_site_and_no_word_of_the_console(
    plan: Plan, one: Filling, other: Filling
) -> None:
    assert list(_disagreements(plan, one, other)) == []


@pytest.mark.long
@_settings(120)
@given(plans, fillings, fillings)
def test_what_is_withheld_changes_nothing_in_many_contents(plan: Plan, one: Filling, other: Filling) -> None:
    assert list(_disagreements(plan, one, other)) == []


@_settings(4)
@given(plans, fillings, fillings)
def test_what_is_withheld_changes_no_byte_of_the_search_index(plan: Plan, one: Filling, other: Filling) -> None:
    with (
        written_in_one_moment(),
        tempfile.TemporaryDirectory() as first,
        tempfile.TemporaryDirectory() as second,
    ):
        told: list[tuple[str, object]] = []
        for root, filling in zip((Path(first), Path(second)), (one, other), strict=True):
            write(root, plan, filling)
            # The site, and with it the cache of the pages and that of the index.
            told.append((_run(root, "build"), digest_of(root / "build")))
        assert told[0] == told[1]


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


def test_an_open_item_that_names_a_withheld_one_is_not_quoted(tmp_path: Path) -> None:
    text = (
        "department: audited-unit\nyear: 2023\nsource: {title: 农村}\nproject_goals:\n  title: 农村\n  units:\n"
        "    - {id: secret-whale, name: 鲸鱼队, secrecy: withheld}\n"
        "    - {id: open, name: 图书, part_of: secret-whale, projects: [{id: book, name: 图书, goal: 修缮}]}\n"
    )
    write(tmp_path, Plan(()), Filling(("鲸",), (0,), "鲸"))
    (tmp_path / "content/audited-unit/2023.yaml").write_text(text, encoding="utf-8")
    said = [_run(tmp_path, "check", "--format", format_) for format_ in _FORMATS]
    assert all("C103" in each for each in said)
    assert not any("whale" in each for each in said)


_YEARS = {
    2022: "    - {id: unit, name: 图书, projects: [{id: %s, name: 鲸鱼计划, secrecy: withheld}]}\n",
    2023: "    - id: unit\n      name: 图书\n      projects:\n"
    "        - {id: book, previous: %s, name: 图书, goal: 修缮}\n",
}


def test_a_project_that_continues_a_withheld_one_says_so_nowhere(tmp_path: Path) -> None:
    told = []
    for former in ("secret-whale", "secret-tiger"):
        root = tmp_path / former
        write(root, Plan(()), Filling(("鲸",), (0,), "鲸"))
        for year, units in _YEARS.items():
            head = f"department: audited-unit\nyear: {year}\nsource: {{title: 农村}}\n"
            text = f"{head}project_goals:\n  title: 农村\n  units:\n{units % former}"
            (root / f"content/audited-unit/{year}.yaml").write_text(text, encoding="utf-8")
        outcome = _come_of(preview_pages(root, root / "site", cache=root / "cache"), root / "site")
        told.append((outcome, digest_of(root / "cache"), [_run(root, "check", "--format", each) for each in _FORMATS]))
    assert told[0] == told[1]
    assert "C103" in told[0][2][0]


@pytest.mark.parametrize("broken", ["total： 鲸鱼", "name: 'open", "\tname: 鲸鱼", "name: 鲸鱼: 鲸鱼"])
def test_a_file_that_speaks_of_secrecy_and_cannot_be_read_is_never_quoted(tmp_path: Path, broken: str) -> None:
    write(tmp_path, Plan(()), Filling(("鲸",), (0,), "鲸"))
    text = f"department: audited-unit\nyear: 2023\n{broken}\nsecrecy: withheld\nname: 鲸鱼计划\n"
    (tmp_path / "content/audited-unit/2023.yaml").write_text(text, encoding="utf-8")
    for format_ in ("text", "json", "github"):
        said = _run(tmp_path, "check", "--format", format_)
        assert "content/audited-unit/2023.yaml" in said
        assert "鲸" not in said
