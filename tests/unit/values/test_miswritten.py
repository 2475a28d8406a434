from __future__ import annotations

import pytest

from sitegen.values.miswritten import Fault, Miswritten, miswritten


@pytest.mark.parametrize(
    ("text", "fault", "meant"),
    [
        ("十四万", Fault.CHINESE_NUMERALS, None),
        ("1,485.34", Fault.SEPARATOR, "1485.34"),
        ("1，485.34", Fault.SEPARATOR, "1485.34"),
        ("-14.07", Fault.NEGATIVE, None),
        ("−14.07", Fault.NEGATIVE, None),
        ("14.075", Fault.DECIMALS, None),
        ("１４.０７", Fault.FULL_WIDTH, "14.07"),
        ("14.07万元", Fault.UNIT, "14.07"),
        ("1,485.34 万元", Fault.UNIT, "1485.34"),
        ("140700元", Fault.YUAN, "14.07"),
        ("388,400.00元", Fault.YUAN, "38.84"),
        ("140701元", Fault.YUAN, None),
        ("14. 07", Fault.BLANK, "14.07"),
        (" 14.07", Fault.BLANK, "14.07"),
        ("014.07", Fault.LEADING_ZERO, "14.07"),
        ("—", Fault.DASH, None),
        ("/", Fault.DASH, None),
        ("见附件", Fault.OTHER, None),
        ("14.", Fault.OTHER, None),
        ("1e3", Fault.OTHER, None),
    ],
)
def test_what_is_wrong_with_an_amount_is_said_and_only_what_is_certain_is_proposed(
    text: str, fault: Fault, meant: str | None
) -> None:
    assert miswritten(text) == Miswritten(fault, meant)
