"""Personal data: what is found, what is not, and that a mask tells nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.private.personal_data import PersonalData, is_card_number, is_identity_number, masked, sightings

ROOT = Path(__file__).parents[3]


def checked(seventeen: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return seventeen + "10X98765432"[sum(w * int(d) for w, d in zip(weights, seventeen, strict=True)) % 11]


def kinds(text: str) -> list[PersonalData]:
    return [sighting.kind for sighting in sightings(text)]


@pytest.mark.parametrize("seventeen", ["44010619800101001", "11010120000229001", "51010319850615123"])
@pytest.mark.parametrize("written", ["{}", "身份证号：{}。", "号码{}号", "{}、"])
def test_an_identity_number_is_found(seventeen: str, written: str) -> None:
    assert kinds(written.format(checked(seventeen))) == [PersonalData.IDENTITY_NUMBER]


def test_an_identity_number_is_found_with_gaps_and_in_full_width() -> None:
    number = checked("44010619800101001")
    assert kinds(f"{number[:6]} {number[6:14]} {number[14:]}") == [PersonalData.IDENTITY_NUMBER]
    assert kinds("".join(chr(ord(c) + 0xFEE0) for c in number)) == [PersonalData.IDENTITY_NUMBER]


def test_a_small_x_is_a_check_character_too() -> None:
    number = next(n for n in (checked(f"4401061980010100{d}") for d in range(10)) if n.endswith("X"))
    assert is_identity_number(number.lower())


def test_a_wrong_check_character_is_no_identity_number() -> None:
    number = checked("44010619800101001")
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    assert not is_identity_number(wrong)


@pytest.mark.parametrize("birth", ["19801301", "19800230", "17000101"])
def test_a_day_that_never_was_is_no_identity_number(birth: str) -> None:
    assert not is_identity_number(checked(f"440106{birth}001"))


@pytest.mark.parametrize("text", ["13912345678", "+86 139 1234 5678", "139-1234-5678", "电话：19912345678。"])
def test_a_mobile_number_is_found(text: str) -> None:
    assert kinds(text) == [PersonalData.MOBILE_NUMBER]


@pytest.mark.parametrize("text", ["4111111111111111", "6222 0200 0000 0000 003", "银行卡号 4111-1111-1111-1111"])
def test_a_bank_card_is_found_by_its_check_digit(text: str) -> None:
    if "6222" in text:
        body = "622202000000000000"
        text = next(body + str(d) for d in range(10) if is_card_number(body + str(d)))
    assert kinds(text) == [PersonalData.BANK_CARD]


@pytest.mark.parametrize("text", ["4111111111111112", "0000000000000000", "2024000000000000"])
def test_other_long_numbers_are_no_bank_cards(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["zhangsan@example.gov.cn", "邮箱：zhang.san@a.example.com。"])
def test_an_email_address_is_found(text: str) -> None:
    assert kinds(text) == [PersonalData.EMAIL]


@pytest.mark.parametrize(
    "text", ["填报人：张三 联系电话：83123456", "经办人:李四四,电话020-83123456", "联系人 王五 13912345678"]
)
def test_a_named_preparer_with_a_telephone_is_found(text: str) -> None:
    assert kinds(text) == [PersonalData.NAMED_PREPARER]


@pytest.mark.parametrize(
    "text",
    [
        "拨打12348公共法律服务热线",
        "12345政务服务便民热线",
        "联系电话：020-83123456",
        "总投资139123456.78元",
        "388,400.00元",
        "GZIT2023-SM-N-C-006014",
        "穗财政【2023】79号",
        "2024年12月30日",
        "填报人：张三",
        "1038,8772万元",
        "≥200；≥100个/秒；≤5s",
        "73514600",
        "",
    ],
)
def test_hotlines_amounts_and_codes_are_no_personal_data(text: str) -> None:
    assert sightings(text) == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (checked("44010619800101001"), "44****************"),
        ("13912345678", "139********"),
        ("4111111111111111", "**** …"),
        ("zhangsan@example.gov.cn", "***@example.gov.cn"),
        ("填报人：张三 电话83123456", "张** ********"),
    ],
)
def test_a_mask_keeps_what_helps_to_find_it_and_no_more(text: str, kept: str) -> None:
    assert masked(f"见{text}。") == f"见{kept}。"


def test_places_are_those_of_the_text_as_written() -> None:
    text = "张三１３９１２３４５６７８，李四13987654321"
    assert [text[s.start : s.end] for s in sightings(text)] == ["１３９１２３４５６７８", "13987654321"]


def test_there_is_no_personal_data_in_the_official_documents() -> None:
    for path in sorted((ROOT / "content").rglob("2*.yaml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert sightings(line) == (), path
