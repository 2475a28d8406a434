"""No withheld amount comes out of a site that builds: an attacker who shares no code with the audit tries."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from sitegen.outcomes import Built, Outcome, Refused
from sitegen.pipeline import build, preview_pages
from tests.support.attacker import Row, attack, read_site
from tests.support.budgets import DEPARTMENT, OFFICE, SITE, Budget, Item, Unit, write
from tests.support.sites import YEAR_FILE, change, digest_of

_PHASES = (Phase.explicit, Phase.generate)
_PAGE = f"departments/{DEPARTMENT}/2025.html"
_OFFICE_PAGE = f"departments/{OFFICE}/2025.html"


def _item(fiscal: str, other: str = "0.00", *, withheld: bool = False, code: str | None = None) -> Item:
    return Item(Decimal(fiscal), Decimal(other), withheld, code)


_SECRET = _item("250.11", "31.07", withheld=True)
_ONE = Budget((Unit((_item("310.07", "20.00"), _SECRET)), Unit((_item("12.50"),), stated=False)))
_TWO = replace(
    _ONE, units=(Unit((_item("310.07", "20.00", withheld=True), _SECRET)), Unit((_item("12.50"),), stated=False))
)


def _codes(outcome: Outcome) -> set[str]:
    return {finding.code for finding in outcome.findings}


def _build(root: Path, budget: Budget) -> Outcome:
    return preview_pages(write(root, budget), root / "site")


# ---- the law ------------------------------------------------------------------------------------------------

_amounts = st.integers(0, 900_000).map(lambda cents: Decimal(cents).scaleb(-2))
_items = st.builds(Item, _amounts, st.just(Decimal("0.00")) | _amounts, st.booleans(), st.none() | st.just("WH"))
_units = st.lists(
    st.builds(Unit, st.lists(_items, min_size=1, max_size=5).map(tuple), st.booleans()), min_size=1, max_size=3
)
_budgets = st.builds(
    Budget,
    units=_units.map(tuple),
    stated=st.booleans(),
    policy=st.sampled_from(("withheld", "withheld-safely", "withheld-safely", "published")),
    line=st.booleans(),
    tasks=st.frozensets(st.integers(1, 6), max_size=3),
    office=st.none() | st.booleans(),
)


def _law(budget: Budget) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome = _build(Path(folder), budget)
        if isinstance(outcome, Refused):
            # By the audit, or by the leak check: a figure of a page may look like a withheld amount by chance.
            assert _codes(outcome) & {"S301", "X306"}, outcome.findings
            return
        assert attack(Path(folder) / "site") == {}


@settings(max_examples=12, deadline=None, phases=_PHASES, suppress_health_check=list(HealthCheck))
@given(_budgets)
@example(_TWO)
@example(replace(_ONE, policy="withheld-safely"))
@example(replace(_TWO, policy="published"))
def test_no_withheld_amount_comes_out_of_a_site_that_builds(budget: Budget) -> None:
    _law(budget)


@pytest.mark.long
@settings(max_examples=150, deadline=None, phases=_PHASES, suppress_health_check=list(HealthCheck))
@given(_budgets)
def test_no_withheld_amount_comes_out_of_many_sites(budget: Budget) -> None:
    _law(budget)


# ---- each way in: closed by the audit, open without it ------------------------------------------------------

_HIDDEN: Row = (_PAGE, "p-withheld--1")
_ALONE = Unit((_item("310.07", "20.00"), _SECRET), stated=False)
_CODED = replace(_SECRET, code="WH")
_WAYS: dict[str, tuple[Budget, Row]] = {
    "the subtotal of its unit": (_ONE, _HIDDEN),
    "the total of the table": (replace(_ONE, units=(_ALONE,)), _HIDDEN),
    "an item withholds what the site publishes": (replace(_ONE, policy="published"), _HIDDEN),
    "the project expenditure of the other form": (Budget((_ALONE,), stated=False, line=True), _HIDDEN),
    "the table of the department that the unit is": (
        Budget((_ALONE, Unit((_item("5.00"),))), stated=False, office=True),
        _HIDDEN,
    ),
    "its unit in the table of the department above": (
        Budget((Unit((_item("310.07", "20.00"), _SECRET)), Unit((_item("5.00"),))), stated=False, office=False),
        (_OFFICE_PAGE, "p-withheld--1"),
    ),
}


@pytest.mark.parametrize("way", _WAYS)
def test_the_audit_closes_a_way(tmp_path: Path, way: str) -> None:
    outcome = _build(tmp_path, _WAYS[way][0])
    assert isinstance(outcome, Refused)
    assert "S301" in _codes(outcome)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("way", _WAYS)
def test_without_the_audit_the_attacker_takes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr("sitegen.telling.giveaways", lambda _: ())
    budget, row = _WAYS[way]
    assert isinstance(_build(tmp_path, budget), Built)
    total = Fraction("281.18")
    assert attack(tmp_path / "site")[row][0] == (total, total)


def test_a_row_that_was_left_out_is_found_again_in_the_task_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = replace(_ONE, policy="withheld-safely")
    with_task = replace(budget, tasks=frozenset({1}))
    assert isinstance(_build(tmp_path / "safe", with_task), Built)
    assert attack(tmp_path / "safe/site") == {}
    # A choice that did not know of tasks: the project alone.
    left_out = frozenset({("project_goals", "units", 0, "projects", 0)})
    monkeypatch.setattr("sitegen.redact.complement", lambda _: left_out)
    outcome = _build(tmp_path / "refused", with_task)
    assert "S301" in _codes(outcome)
    monkeypatch.setattr("sitegen.telling.giveaways", lambda _: ())
    monkeypatch.setattr("sitegen.department_year.unpublished", lambda _: frozenset())
    assert isinstance(_build(tmp_path / "open", with_task), Built)
    assert attack(tmp_path / "open/site")[_HIDDEN][0] == (Fraction("281.18"), Fraction("281.18"))


# ---- what the attacker reads --------------------------------------------------------------------------------

_BLANK = '<span aria-hidden="true">—</span><span class="vh">不予公开</span>'
_PLANTED = '<data value="2811800">281.18</data>'


def _in_row(text: str, link: str) -> str:
    """Put the amount into the first empty cell after a link."""
    before, _, after = text.partition(link)
    assert _BLANK in after
    return before + link + after.replace(_BLANK, _PLANTED, 1)


def _bar(text: str, share: str) -> str:
    bar = (
        '<li><span class="bar-name"><a href="#p-withheld--1">?</a></span>'
        f'<span class="bar-amount">{_PLANTED}</span><span class="bar-share">{share}</span></li>'
    )
    head, found, tail = text.partition('<figure class="bars" id="by-project">')
    assert found
    return head + found + tail.replace("<ul>", f"<ul>{bar}", 1)


_PLACES: dict[str, tuple[str, Callable[[str], str]]] = {
    "the budget table": (f"zh/{_PAGE}", lambda text: _in_row(text, 'id="row-p-withheld--1"')),
    "the share in the budget table": (
        f"zh/{_PAGE}",
        lambda text: _in_row(text, 'id="row-p-withheld--1"').replace(_PLANTED, "", 1).replace(_BLANK, "45.0%", 3),
    ),
    "a chart": (f"zh/{_PAGE}", lambda text: _bar(text, "")),
    "the share in a chart": (f"zh/{_PAGE}", lambda text: _bar(text, "45.0%").replace(_PLANTED, "")),
    "the page of the department": (
        f"zh/departments/{DEPARTMENT}/index.html",
        lambda text: _in_row(text, "#p-withheld--1"),
    ),
    "the list of all projects": ("zh/years/2025-projects.html", lambda text: _in_row(text, "#p-withheld--1")),
}


@pytest.fixture(scope="module")
def two_withheld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("two")
    units = (Unit((_SECRET, _item("250.11", withheld=True), _item("61.00"), _item("20.00"))), *_ONE.units[1:])
    assert isinstance(_build(root, replace(_ONE, units=units)), Built)
    return root / "site"


def test_two_withheld_projects_that_hide_each_other_are_published(two_withheld: Path) -> None:
    assert attack(two_withheld) == {}
    assert len(read_site(two_withheld).gaps) == 2


@pytest.mark.parametrize("place", _PLACES)
def test_the_attacker_reads_an_amount_wherever_a_page_tells_it(two_withheld: Path, place: str) -> None:
    name, plant = _PLACES[place]
    page = two_withheld / name
    text = page.read_text(encoding="utf-8")
    try:
        page.write_text(plant(text), encoding="utf-8")
        low, high = attack(two_withheld)[_HIDDEN][0]
    finally:
        page.write_text(text, encoding="utf-8")
    assert low <= Fraction("281.18") <= high


def test_a_department_whose_projects_have_pages_of_their_own_is_read_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = (*(_item(f"{number}.13") for number in range(1, 43)), _SECRET)
    budget = replace(_ONE, units=(Unit(many), *_ONE.units[1:]))
    assert isinstance(_build(tmp_path / "safe", replace(budget, policy="withheld-safely")), Built)
    assert (tmp_path / f"safe/site/zh/departments/{DEPARTMENT}/2025").is_dir()
    assert attack(tmp_path / "safe/site") == {}
    monkeypatch.setattr("sitegen.telling.giveaways", lambda _: ())
    assert isinstance(_build(tmp_path / "open", budget), Built)
    assert attack(tmp_path / "open/site")[_HIDDEN][0] == (Fraction("281.18"), Fraction("281.18"))


def test_no_file_of_a_site_holds_an_amount_that_it_keeps_back(tmp_path: Path) -> None:
    """The search index and its data included."""
    root = write(tmp_path, replace(_ONE, policy="withheld-safely", tasks=frozenset({1})))
    assert isinstance(build(root, root / "site"), Built)
    numerals = read_site(root / "site").numerals
    assert not numerals & {"281.18", "250.11", "31.07", "330.07", "310.07"}
    assert {"12.50", "623.75"} <= numerals


@pytest.mark.parametrize("told", ["安排281.18万元。", "安排2811800元。", "Costs CNY 2.81 million."])
def test_a_text_that_tells_a_withheld_amount_stops_the_build(tmp_path: Path, told: str) -> None:
    root = write(tmp_path, _TWO)
    text = (root / YEAR_FILE).read_text(encoding="utf-8")
    (root / YEAR_FILE).write_text(text.replace("goal: 保障办公。", f"goal: {told}"), encoding="utf-8")
    assert "X306" in _codes(preview_pages(root, root / "site"))


def test_a_text_that_tells_an_amount_that_is_left_out_stops_the_build(tmp_path: Path) -> None:
    root = write(tmp_path, replace(_ONE, policy="withheld-safely"))
    text = (root / YEAR_FILE).read_text(encoding="utf-8")
    (root / YEAR_FILE).write_text(text.replace("goal: 保障办公。", "goal: 安排330.07万元。", 1), encoding="utf-8")
    assert "X306" in _codes(preview_pages(root, root / "site"))


# ---- the choice of the build --------------------------------------------------------------------------------


def test_a_site_that_withholds_safely_builds_and_says_what_it_left_out(tmp_path: Path) -> None:
    outcome = _build(tmp_path, replace(_ONE, policy="withheld-safely"))
    assert isinstance(outcome, Built)
    assert [dict(found.particulars or {}) for found in outcome.findings if found.code == "S302"] == [{"rows": "p-1"}]
    assert attack(tmp_path / "site") == {}
    page = (tmp_path / f"site/zh/{_PAGE}").read_text(encoding="utf-8")
    assert "金额不公开，以免由它推算出另一项不予公开的金额" in page
    assert "图书1" in page
    assert "330.07" not in page


def test_without_the_choice_the_same_site_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.redact.complement", lambda _: frozenset())
    assert "S301" in _codes(_build(tmp_path, replace(_ONE, policy="withheld-safely")))


def test_twins_that_differ_in_withheld_amounts_leave_out_the_same_rows(tmp_path: Path) -> None:
    """What is chosen depends on no amount that is kept back, those of the rows chosen included."""
    digests = []
    for name, cents in (("one", 0), ("other", 24_000)):
        shift = Decimal(cents).scaleb(-2)
        items = (_item("310.07", "20.00"), _SECRET, _item("40.00"))
        moved = (replace(items[0], fiscal=items[0].fiscal - shift), replace(items[1], fiscal=items[1].fiscal + shift))
        budget = replace(_ONE, units=(Unit((*moved, items[2])), *_ONE.units[1:]), policy="withheld-safely")
        assert isinstance(_build(tmp_path / name, budget), Built)
        digests.append(digest_of(tmp_path / name / "site"))
    assert digests[0] == digests[1]


def test_twins_that_share_their_sums_are_refused_in_the_same_words(tmp_path: Path) -> None:
    """A third project, withheld with the one that is told, makes room to differ in amounts."""
    told = []
    for name, cents in (("one", 0), ("other", 100)):
        shift = Decimal(cents).scaleb(-2)
        hidden = (replace(_SECRET, fiscal=Decimal(90) + shift), replace(_SECRET, fiscal=Decimal(60) - shift))
        outcome = _build(tmp_path / name, replace(_ONE, units=(Unit(hidden), *_ONE.units)))
        assert isinstance(outcome, Refused)
        told.append(outcome.findings)
    assert told[0] == told[1]


# ---- decisions of single items ------------------------------------------------------------------------------


def test_an_open_item_may_keep_its_amounts_back_to_protect_another(tmp_path: Path) -> None:
    root = write(tmp_path, _ONE)
    change(root, "name: 图书1\n", "name: 图书1\n      secrecy: {decision: open, amounts: withheld}\n")
    outcome = preview_pages(root, root / "site")
    assert isinstance(outcome, Built)
    assert not _codes(outcome) & {"S301", "S303", "X303"}
    assert attack(root / "site") == {}


def test_an_open_item_keeps_no_amount_back_for_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, Budget((Unit((_item("1.00"), _item("2.00"))),)))
    change(root, "name: 图书1\n", "name: 图书1\n      secrecy: {decision: open, amounts: withheld}\n")
    assert "S303" in _codes(preview_pages(root, root / "site"))


def test_no_item_can_publish_what_the_site_withholds(tmp_path: Path) -> None:
    root = write(tmp_path, _TWO)
    path = root / YEAR_FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("secrecy: withheld", "secrecy: {decision: withheld, amounts: published}"), encoding="utf-8"
    )
    outcome = preview_pages(root, root / "site")
    assert isinstance(outcome, Refused)
    assert "K108" in _codes(outcome)
    assert (root / SITE).exists()
