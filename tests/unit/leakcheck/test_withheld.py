"""Which secrets a record holds."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from pathlib import PurePosixPath

from sitegen.leakcheck.needles import Place, Secret, SecretAmount, SecretText
from sitegen.leakcheck.shown import amounts_shown, texts_shown
from sitegen.leakcheck.withheld import secrets_of
from sitegen.load import Path, read
from sitegen.private.model import DisclosureRecord
from sitegen.private.secrecy import judged
from sitegen.public.model import Funds, Reason, WithheldProject
from sitegen.translations import Catalogue
from sitegen.typed import typed
from sitegen.values.money import Money

FILE = PurePosixPath("content/a/2024.yaml")
CONTENT = """\
department: a
year: 2024
source:
  title: 绩效目标表
project_goals:
  title: 项目支出绩效目标表
  units:
    - id: u
      name: 某局
      projects:
        - id: open-one
          name: 公开经费
          total: 9.99
          goal: 完成建设
          secrecy: {decision: open, reviewed_by: 李审查}
        - id: satellites
          name: 卫星终端采购
          public_code: WXZD
          total: 118.00
          fiscal: 100.5
          goal: 采购卫星终端两批。本项目涉密，不予公开。
          indicators:
            - level1: 1-产出指标
              name: 终端数量
              cycle: 两批共九十台
          secrecy: {decision: withheld, reviewed_by: 王审查}
        - id: automatic
          name: 代号经费
          goal: 涉密项目，不予公开。
"""


def secrets(*, amounts: Collection[Path] = (), english: dict[str, str] | None = None) -> list[Secret]:
    node = read(FILE, CONTENT.encode()).node
    assert node is not None
    record, _ = typed(DisclosureRecord, FILE, node)
    assert record is not None
    return list(secrets_of(judged(record), node, FILE, Catalogue(english or {}), amounts=amounts))


def texts(english: dict[str, str] | None = None) -> set[str]:
    return {secret.text for secret in secrets(english=english) if isinstance(secret, SecretText)}


def test_every_text_of_a_withheld_item_is_a_secret_and_no_statement_is() -> None:
    assert texts() >= {
        "satellites",
        "卫星终端采购",
        "采购卫星终端两批。",
        "终端数量",
        "两批共九十台",
        "automatic",
        "代号经费",
    }
    assert not any("不予公开" in text for text in texts())


def test_no_text_of_an_open_item_is_a_secret() -> None:
    assert not texts() & {"公开经费", "完成建设", "open-one", "某局", "项目支出绩效目标表"}


def test_the_public_code_is_no_secret() -> None:
    assert "WXZD" not in texts()


def test_who_reviewed_is_a_secret() -> None:
    assert {"李审查", "王审查"} <= texts()


def test_the_translation_of_a_secret_is_a_secret() -> None:
    english = {"卫星终端采购": "Purchase of satellite terminals", "完成建设": "Construction completed"}
    assert "Purchase of satellite terminals" in texts(english=english)
    assert "Construction completed" not in texts(english=english)


def test_names_are_marked_as_names() -> None:
    named = {secret.text for secret in secrets() if isinstance(secret, SecretText) and secret.named}
    assert named == {"卫星终端采购", "终端数量", "代号经费", "李审查", "王审查"}


def _amounts(*paths: Path) -> list[str]:
    return [str(secret.amount) for secret in secrets(amounts=paths) if isinstance(secret, SecretAmount)]


def test_amounts_are_secrets_where_they_are_not_published() -> None:
    unit: Path = ("project_goals", "units", 0)
    assert _amounts() == []
    assert _amounts((*unit, "projects", 1)) == ["118.00", "100.50"]
    assert _amounts((*unit, "projects", 0)) == ["9.99"]
    # Of an open unit its own row, not those of its projects.
    assert _amounts(unit) == []


def test_a_secret_knows_its_item() -> None:
    places = {secret.place for secret in secrets() if isinstance(secret, SecretText) and secret.text == "卫星终端采购"}
    assert {(place.file, place.code) for place in places} == {(FILE, "WXZD")}
    line = CONTENT.split("\n").index("        - id: satellites") + 1
    assert {place.line for place in places} == {line}


def test_all_texts_and_amounts_of_a_public_value_are_shown() -> None:
    amount = Money(Decimal("1.00"))
    value = (WithheldProject("withheld--x", "X", Reason.STATE_SECRET, Funds(amount, None, None, None)), {"a": ["b"]})
    assert list(texts_shown(value)) == ["withheld--x", "X", "state_secret", "a", "b"]
    assert list(amounts_shown(value)) == [amount]


def test_a_place_is_ordered_and_says_nothing_but_where() -> None:
    assert sorted([Place(FILE, 9), Place(FILE, 2, "A")]) == [Place(FILE, 2, "A"), Place(FILE, 9)]
