from __future__ import annotations

from decimal import Decimal

import pytest

from sitegen.values.target import Comparator, Quantity, Wording, parse


@pytest.mark.parametrize(
    ("text", "comparator", "number", "unit"),
    [
        ("100%", Comparator.EXACTLY, "100", "%"),
        ("≥8", Comparator.AT_LEAST, "8", ""),
        ("≧5亿", Comparator.AT_LEAST, "5", "亿"),
        ("≥30000人次", Comparator.AT_LEAST, "30000", "人次"),
        ("95%以上", Comparator.AT_LEAST, "95", "%"),
        ("90%及以上", Comparator.AT_LEAST, "90", "%"),
        ("90分以上", Comparator.AT_LEAST, "90", "分"),
        ("不少于30场次", Comparator.AT_LEAST, "30", "场次"),
        ("不低于80％", Comparator.AT_LEAST, "80", "%"),
        ("至少5次", Comparator.AT_LEAST, "5", "次"),
        ("≤9个", Comparator.AT_MOST, "9", "个"),
        ("不超过3次", Comparator.AT_MOST, "3", "次"),
        ("不高于15%", Comparator.AT_MOST, "15", "%"),
        ("5个以下", Comparator.AT_MOST, "5", "个"),
        ("＞30天", Comparator.MORE_THAN, "30", "天"),
        ("高于98%", Comparator.MORE_THAN, "98", "%"),
        ("＜5分钟", Comparator.LESS_THAN, "5", "分钟"),
        ("低于0.2%", Comparator.LESS_THAN, "0.2", "%"),
        ("约60个项目", Comparator.ABOUT, "60", "个项目"),
        ("10个左右", Comparator.ABOUT, "10", "个"),
        ("1,485件", Comparator.EXACTLY, "1485", "件"),
    ],
)
def test_a_target_is_a_comparator_a_number_and_a_unit(
    text: str, comparator: Comparator, number: str, unit: str
) -> None:
    assert parse(text) == (Quantity(comparator, Decimal(number), unit),)


def test_a_compound_target_is_several_quantities() -> None:
    assert parse("≥200；≥100个/秒；≤5s") == (
        Quantity(Comparator.AT_LEAST, Decimal(200), ""),
        Quantity(Comparator.AT_LEAST, Decimal(100), "个/秒"),
        Quantity(Comparator.AT_MOST, Decimal(5), "s"),
    )


@pytest.mark.parametrize(
    "text",
    ["及时", "达标", "良好以上", "2022年完成", "2024-06-30", "100%,(1038,8772万元)", "每年至少举办5次培训活动", ""],
)
def test_what_states_no_plain_quantity_is_a_wording(text: str) -> None:
    assert parse(text) == (Wording(text),)
