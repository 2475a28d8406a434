"""A bundle that Pagefind itself made: a record with a secret in it is found in every file that carries it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from sitegen.crew import Alone
from sitegen.leakcheck import renewal
from sitegen.leakcheck.check import ClearedTree, Found, check
from sitegen.leakcheck.needles import Needles, Place, SecretText, compile_needles
from sitegen.leakcheck.pagefind import Pages
from sitegen.leakcheck.renewal import Renewal, new_texts
from sitegen.leakcheck.surfaces import Kind
from sitegen.output import OutputTree
from sitegen.public.addresses import Language
from sitegen.search import SearchRecord, build_bundle
from sitegen.search.facets import Facet, FacetName
from sitegen.search.readings import spelt
from sitegen.search.records import Kind as RecordKind
from sitegen.search.records import Role, SearchField, Text
from sitegen.values.hanzi import APART

SECRET = "北斗卫星侦察终端采购"
ITEM = Place(PurePosixPath("content/a/2024.yaml"), 31, "BDZD")
NEEDLES: Needles = compile_needles([SecretText(ITEM, SECRET)], ["完成年度采购任务", "某某经费"])


def record(title: str, goal: str, facet: str = "2024") -> SearchRecord:
    def text(of: str) -> Text:
        return Text(of, Language.ZH)

    return SearchRecord(
        kind=RecordKind.PROJECT,
        language=Language.ZH,
        page=PurePosixPath("zh/departments/a/2024.html"),
        anchor="p-a",
        position=1,
        title=text(title),
        department=text("某局"),
        year=2024,
        amount=None,
        fields=(SearchField(Role.TITLE, (text(title),)), SearchField(Role.GOAL, (text(goal),), "p-a")),
        facets=(Facet(FacetName.YEAR, facet),),
    )


def tree_of(folder: Path, only: str, *records: SearchRecord) -> OutputTree:
    tree = OutputTree(folder / "tree")
    for path, content in build_bundle(records, Language.ZH).items():
        if path.suffix == only or not only:
            tree.write(path, content)
    return tree


@pytest.mark.parametrize(
    ("only", "kind"),
    [(".pf_index", Kind.PAGEFIND_INDEX), (".pf_fragment", Kind.PAGEFIND_FRAGMENT)],
)
@pytest.mark.parametrize("place", ["title", "goal", "inside"])
def test_a_secret_in_a_record_is_found_in_the_index_and_in_the_fragment(
    tmp_path: Path, only: str, kind: Kind, place: str
) -> None:
    spoilt = {
        "title": record(SECRET, "完成年度采购任务"),
        "goal": record("某某经费", SECRET),
        "inside": record("某某经费", f"完成年度采购任务，其中{SECRET[1:9]}两批"),
    }[place]
    leaks = check(tree_of(tmp_path, only, record("某某经费", "完成年度采购任务"), spoilt), NEEDLES)
    assert isinstance(leaks, tuple)
    assert {(leak.kind, leak.item) for leak in leaks if isinstance(leak, Found)} == {(kind, ITEM)}


def test_a_secret_is_found_though_its_words_are_spread_over_many_files(tmp_path: Path) -> None:
    han = [chr(code) for code in range(0x4E00, 0x4E00 + 6000)]
    long = [record(f"经费{number}", "".join(han[number::12][:480])) for number in range(12)]
    long[7] = record("经费", "".join([*han[7::12][:200], SECRET, *han[3::12][:200]]))
    tree = tree_of(tmp_path, ".pf_index", *long)
    assert len(tree) > 1
    leaks = check(tree, NEEDLES)
    assert leaks == (Found("pagefind/zh/index", Kind.PAGEFIND_INDEX, ITEM),)


def test_a_secret_of_english_words_is_put_together_from_the_index(tmp_path: Path) -> None:
    said = "orbital listening station near Baiyun"
    tree = tree_of(tmp_path, ".pf_index", record("某某经费", f"Complete one {said}, phase two"))
    assert check(tree, compile_needles([SecretText(ITEM, said)], [])) == (
        Found("pagefind/zh/index", Kind.PAGEFIND_INDEX, ITEM),
    )


def test_a_secret_name_is_found_where_it_stands_in_pinyin_alone(tmp_path: Path) -> None:
    # 查 for 察: another name, which is typed the same.
    tree = tree_of(tmp_path, ".pf_index", record("北斗卫星侦查终端采购", "完成年度采购任务"))
    named = SecretText(ITEM, SECRET, named=True)
    assert check(tree, compile_needles([named], [])) == (Found("pagefind/zh/index", Kind.PAGEFIND_INDEX, ITEM),)
    by_right = compile_needles([named], [spelt("北斗卫星侦查终端采购")])
    assert isinstance(check(tree, by_right), ClearedTree)


def test_a_secret_in_a_filter_is_found(tmp_path: Path) -> None:
    leaks = check(tree_of(tmp_path, ".pf_filter", record("某某经费", "完成年度采购任务", SECRET)), NEEDLES)
    assert isinstance(leaks, tuple)
    assert {leak.kind for leak in leaks if isinstance(leak, Found)} == {Kind.PAGEFIND_FILTER}


def test_a_bundle_without_secrets_is_cleared(tmp_path: Path) -> None:
    assert isinstance(check(tree_of(tmp_path, "", record("某某经费", "完成年度采购任务")), NEEDLES), ClearedTree)


# ---- after a former index ----------------------------------------------------------------------------------------

_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3_000)]


def _goal(number: int) -> str:
    return "".join(_HAN[number * 7 :: 60][:40]) + f"共{number}.50万元，office number {number} of the city"


def _texts(root: Path, wanted: frozenset[str]) -> set[str]:
    """Return every word of an index and every text of its sections."""
    pages = Pages(wanted)
    for path in sorted((root / "pagefind/zh/index").iterdir()):
        pages.add(path.read_bytes())
    words, *texts = pages.texts()
    return {*words.split(APART), *texts}


@pytest.mark.parametrize(
    "after",
    [
        {30: _goal(30).replace("30.50万元", "31.75万元")},
        {0: _goal(0).replace("0.50万元", "8.50万元"), 59: _goal(59).replace("the city", "the town")},
        {number: _goal(number + 1) for number in range(10, 14)},
    ],
    ids=["one", "the first and the last", "some in a row"],
)
def test_of_an_index_that_is_new_in_part_nothing_new_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: dict[int, str]
) -> None:
    monkeypatch.setattr(renewal, "_WORTH", 0)
    goals = {number: _goal(number) for number in range(60)}
    old, new = (
        tree_of(tmp_path / name, ".pf_index", *(record(f"经费{number}", goal) for number, goal in listed.items()))
        for name, listed in (("old", goals), ("new", goals | after))
    )
    taken = frozenset(str(path) for path in new if (old.root / path).exists() and old.read(path) == new.read(path))
    wanted = compile_needles([SecretText(ITEM, text) for text in (*goals.values(), *after.values())], ()).characters
    renewed = Renewal.of(new.root, [*new], old.root, taken, wanted)
    assert renewed is not None
    assert renewed.same
    words, *texts = (text for text in new_texts(new.root, [renewed], wanted, Alone()) if text not in map(str, new))
    assert _texts(new.root, wanted) - _texts(old.root, wanted) <= {*words.split(APART), *texts}
    # No more than the sections that are others were read: as words, by their overlaps, and words of letters.
    assert set(texts) <= _texts(new.root, wanted)
    assert len(texts) <= 3 * len(after)
