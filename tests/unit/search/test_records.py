from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from sitegen.config import Taxonomy
from sitegen.public.addresses import Language
from sitegen.public.model import (
    AmountsProtecting,
    AmountsWithheld,
    ColumnLabels,
    Department,
    Disclosure,
    Funds,
    Level,
    OpenDisclosure,
    OpenIndicator,
    OpenProject,
    OpenUnit,
    OverallGoals,
    ProjectGoals,
    Reason,
    SourceDocument,
    Subtotals,
    WithheldDisclosure,
    WithheldIndicator,
    WithheldProject,
    WithheldTask,
    WithheldUnit,
)
from sitegen.public.texts import texts_of_disclosure
from sitegen.search import SearchRecord, search_records
from sitegen.search.facets import FacetName, amount_band
from sitegen.search.records import Kind, Role
from sitegen.translations import Catalogue
from sitegen.values.money import Money
from tests.support.public_content import PublicContent, public_content

_DEPARTMENT = Department("justice", "司法局", None, Level.DISTRICT, "天河区", None)
_REASON = Reason.STATE_SECRET
_FUNDS = Funds(Money.parse("14.07"), Money.parse("14.07"), None, None)


@pytest.fixture(scope="module")
def content(real_root: Path) -> PublicContent:
    return public_content(real_root)


@pytest.fixture(scope="module")
def taxonomy(content: PublicContent) -> Taxonomy:
    return content.taxonomy


def _indicator(indicator_id: str, level1: str | None, level2: str | None, name: str = "工程量完成率") -> OpenIndicator:
    return OpenIndicator(indicator_id, None, level1, level2, name, "100%", "100%", None, (), ())


def _disclosure(*units: OpenUnit | WithheldUnit, overall: OverallGoals | None = None) -> OpenDisclosure:
    form = ProjectGoals(
        "项目支出绩效目标表", None, Subtotals.EXCLUSIVE, ColumnLabels(None, None, None, None), _FUNDS, units, (), ()
    )
    source = SourceDocument("表", None, None, None, None)
    return OpenDisclosure(_DEPARTMENT, 2024, None, source, None, None, (), form, overall)


def _unit(*projects: OpenProject | WithheldProject) -> OpenUnit:
    return OpenUnit("bureau", "天河区司法局", None, None, _FUNDS, projects, ())


def _project(*indicators: OpenIndicator | WithheldIndicator) -> OpenProject:
    return OpenProject("aid", "法律援助经费", _FUNDS, None, "实现应援尽援", indicators, None, (), ())


def _zh(disclosure: Disclosure, taxonomy: Taxonomy) -> tuple[SearchRecord, ...]:
    return search_records(disclosure, Catalogue({}), taxonomy, Language.ZH)


def _texts(record: SearchRecord) -> set[str]:
    return {text.text for field in record.fields for text in field.texts}


def _open(content: PublicContent) -> Iterator[OpenDisclosure]:
    return (disclosure for disclosure in content.disclosures if isinstance(disclosure, OpenDisclosure))


# ---- what there is to find ----------------------------------------------------------------------------------


def test_every_official_text_of_every_section_can_be_found(content: PublicContent) -> None:
    for disclosure in _open(content):
        found = {text for record in _zh(disclosure, content.taxonomy) for text in _texts(record)}
        forms = (disclosure.project_goals, disclosure.overall_goals)
        about_forms = {text for form in forms if form is not None for text in (form.title, form.department_name)}
        about_forms |= {text for form in forms if form is not None for text in (*form.notes, *form.footnotes)}
        if disclosure.project_goals is not None:
            labels = disclosure.project_goals.labels
            about_forms |= {labels.total, labels.fiscal, labels.special_account, labels.other_funds}
            about_forms |= {note for unit in disclosure.project_goals.units for note in getattr(unit, "notes", ())}
        of_sections = {
            official.text for official in texts_of_disclosure(disclosure) if not official.reference.endswith("#source")
        }
        numbers = {
            indicator.number
            for section in _sections(disclosure)
            for indicator in section
            if isinstance(indicator, OpenIndicator)
        }
        assert of_sections - found - about_forms - numbers == set()


def _sections(disclosure: OpenDisclosure) -> Iterator[tuple[object, ...]]:
    if disclosure.overall_goals is not None:
        yield disclosure.overall_goals.indicators
    if disclosure.project_goals is not None:
        for unit in disclosure.project_goals.units:
            if isinstance(unit, OpenUnit):
                yield from (project.indicators for project in unit.projects if isinstance(project, OpenProject))


def test_each_project_and_task_is_a_record_with_its_anchor(content: PublicContent) -> None:
    for disclosure in _open(content):
        records = _zh(disclosure, content.taxonomy)
        anchors = [record.anchor for record in records if record.kind in {Kind.PROJECT, Kind.TASK, Kind.WITHHELD}]
        wanted = []
        if disclosure.overall_goals is not None:
            wanted += [f"t-{task.id}" for task in disclosure.overall_goals.key_tasks]
        if disclosure.project_goals is not None:
            for unit in disclosure.project_goals.units:
                assert isinstance(unit, OpenUnit)
                wanted += [f"p-{project.id}" for project in unit.projects]
        assert anchors == wanted


def test_a_project_of_a_programme_can_be_narrowed_by_it(content: PublicContent) -> None:
    found = [
        facet.value
        for record in content.records(Language.ZH)
        for facet in record.facets
        if facet.name is FacetName.PROGRAMME
    ]
    declared = [
        project.programme
        for disclosure in content.disclosures
        if isinstance(disclosure, OpenDisclosure) and disclosure.project_goals is not None
        for unit in disclosure.project_goals.units
        if isinstance(unit, OpenUnit)
        for project in unit.projects
        if isinstance(project, OpenProject) and project.programme is not None
    ]
    assert found
    assert sorted(found) == sorted(declared)


def test_an_indicator_carries_its_own_anchor(taxonomy: Taxonomy) -> None:
    (record,) = _zh(_disclosure(_unit(_project(_indicator("1", "1-产出指标", "11-数量指标")))), taxonomy)
    (indicator,) = (field for field in record.fields if field.role is Role.INDICATOR)
    assert indicator.anchor == "p-aid--1"
    assert [text.text for text in indicator.texts] == ["工程量完成率", "100%"]


def test_positions_follow_the_page(content: PublicContent) -> None:
    for disclosure in _open(content):
        records = _zh(disclosure, content.taxonomy)
        assert [record.position for record in records] == list(range(len(records)))


def test_english_comes_from_the_catalogue_and_falls_back_to_chinese(taxonomy: Taxonomy) -> None:
    catalogue = Catalogue({"法律援助经费": "Legal aid funds"})
    (record,) = search_records(_disclosure(_unit(_project())), catalogue, taxonomy, Language.EN)
    assert record.title is not None
    assert (record.title.text, record.title.language) == ("Legal aid funds", Language.EN)
    (goal,) = (field for field in record.fields if field.role is Role.GOAL)
    assert (goal.texts[0].text, goal.texts[0].language) == ("实现应援尽援", Language.ZH)
    assert record.page.as_posix() == "en/departments/justice/2024.html"


# ---- what is withheld ---------------------------------------------------------------------------------------


def test_a_withheld_row_says_its_code_department_year_and_amount_and_no_more(taxonomy: Taxonomy) -> None:
    (record,) = _zh(_disclosure(_unit(WithheldProject("w1", "WWZXJF", _REASON, _FUNDS))), taxonomy)
    assert record.kind is Kind.WITHHELD
    assert _texts(record) == {"WWZXJF", "司法局", "天河区", "天河区司法局", "2024", "14.07"}
    facets = {facet.name: facet.value for facet in record.facets}
    assert facets[FacetName.WITHHELD] == "yes"
    assert FacetName.CATEGORY not in facets


def test_a_withheld_row_without_code_and_amount_has_none(taxonomy: Taxonomy) -> None:
    none = Funds(None, None, None, None)
    project = WithheldProject("w1", None, _REASON, none)
    records = _zh(_disclosure(WithheldUnit("w2", None, _REASON, None, none), _unit(project)), taxonomy)
    assert [record.title for record in records] == [None, None]
    assert [record.amount for record in records] == [None, None]
    assert [record.anchor for record in records] == ["u-w2", "p-w1"]


def test_a_withheld_indicator_and_a_withheld_disclosure_leave_no_trace(taxonomy: Taxonomy) -> None:
    with_it = _zh(_disclosure(_unit(_project(WithheldIndicator("1", _REASON)))), taxonomy)
    assert with_it == _zh(_disclosure(_unit(_project())), taxonomy)
    assert _zh(WithheldDisclosure(_DEPARTMENT, 2024, _REASON, None), taxonomy) == ()


def test_a_withheld_task_has_a_row(taxonomy: Taxonomy) -> None:
    tasks = (WithheldTask("w1", None, _REASON, Money.parse("2.00")),)
    overall = OverallGoals("整体绩效", None, (), None, None, None, tasks, (), (), (), ())
    records = _zh(_disclosure(overall=overall), taxonomy)
    assert [(record.kind, record.anchor) for record in records] == [
        (Kind.OVERALL, "overall"),
        (Kind.WITHHELD, "t-w1"),
    ]


# ---- facets -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level1", "level2", "codes"),
    [
        ("1-产出指标", "11-数量指标", {"1", "11"}),
        ("产出指标", "数量指标", {"1", "11"}),
        ("2-效益指标", "31-服务对象满意度", {"2", "31"}),
        ("2-效益指标", "22-社会效益", {"2", "22"}),
        ("效益指标", None, {"2"}),
        ("绩效指标", None, set()),
    ],
)
def test_categories_are_recognised_by_name_alias_or_code(
    taxonomy: Taxonomy, level1: str, level2: str | None, codes: set[str]
) -> None:
    (record,) = _zh(_disclosure(_unit(_project(_indicator("1", level1, level2)))), taxonomy)
    assert {facet.value for facet in record.facets if facet.name is FacetName.CATEGORY} == codes


@pytest.mark.parametrize(
    ("amount", "band"),
    [
        ("-1.00", "0-10"),
        ("0.00", "0-10"),
        ("9.99", "0-10"),
        ("10.00", "10-50"),
        ("499.99", "100-500"),
        ("1000.00", "1000"),
        (None, "none"),
    ],
)
def test_each_amount_falls_in_one_band(amount: str | None, band: str) -> None:
    assert amount_band(None if amount is None else Money(Decimal(amount))) == band


@pytest.mark.parametrize("amount", [AmountsWithheld(), AmountsProtecting()])
def test_an_amount_that_is_not_published_is_told_from_a_blank(
    taxonomy: Taxonomy, amount: AmountsWithheld | AmountsProtecting
) -> None:
    project = WithheldProject("withheld--1", None, _REASON, amount)
    (record,) = _zh(_disclosure(_unit(project)), taxonomy)
    assert record.amount == amount
    assert [facet.value for facet in record.facets if facet.name is FacetName.AMOUNT] == ["unpublished"]
    assert amount_band(None) != amount_band(amount)
