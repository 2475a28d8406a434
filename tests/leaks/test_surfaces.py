"""The guard is guarded: a secret is planted in every place of every kind of file, and must be found."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path, PurePosixPath

import cbor2
import pytest

from sitegen.leakcheck.check import ClearedTree, Found, Leak, Unopened, check, check_texts
from sitegen.leakcheck.needles import Needles, Place, Secret, SecretAmount, SecretText, compile_needles
from sitegen.leakcheck.surfaces import SURFACES, Kind
from sitegen.output import OutputTree
from sitegen.search.text import ONCE
from sitegen.values.money import Money
from tests.leaks.planters import PLANTERS, Planter, bigrams, packed

SECRET = "北斗卫星侦察终端采购"
HARMLESS = "社区法律顾问服务经费"
ITEM = Place(PurePosixPath("content/some-department/2024.yaml"), 31, "BDZD")


def needles_for(*secrets: str, public: tuple[str, ...] = (HARMLESS,)) -> Needles:
    return compile_needles((SecretText(ITEM, secret) for secret in secrets), public)


def outcome(folder: Path, files: dict[str, bytes], needles: Needles) -> ClearedTree | tuple[Leak, ...]:
    tree = OutputTree(folder / "tree")
    for path, content in files.items():
        tree.write(PurePosixPath(path), content)
    return check(tree, needles)


def every_place() -> set[tuple[Kind, str]]:
    names = {(Kind.NAME, place) for place in ("file", "folder", "escaped")}
    return names | {(kind, place) for kind, surface in SURFACES.items() for place in surface.places}


def test_every_place_of_every_surface_has_a_planter() -> None:
    assert set(PLANTERS) == every_place()


def test_every_kind_of_file_is_a_surface() -> None:
    assert set(SURFACES) | {Kind.NAME} == set(Kind)


@pytest.mark.parametrize(
    ("at", "planter"), PLANTERS.items(), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_a_secret_is_found_on_every_surface(tmp_path: Path, at: tuple[Kind, str], planter: Planter) -> None:
    leaks = outcome(tmp_path, dict(planter(SECRET)), needles_for(SECRET))
    assert isinstance(leaks, tuple), at
    assert {leak.item for leak in leaks if isinstance(leak, Found)} == {ITEM}
    assert not any(isinstance(leak, Unopened) for leak in leaks)
    assert SECRET not in repr(leaks)


@pytest.mark.parametrize(
    ("at", "planter"), PLANTERS.items(), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_the_same_files_without_a_secret_are_cleared(tmp_path: Path, at: tuple[Kind, str], planter: Planter) -> None:
    assert isinstance(outcome(tmp_path, dict(planter(HARMLESS)), needles_for(SECRET)), ClearedTree), at


def test_a_leak_names_the_file_and_the_item(tmp_path: Path) -> None:
    leaks = outcome(tmp_path, {"zh/a.html": f"<p>{SECRET}</p>".encode()}, needles_for(SECRET))
    assert leaks == (Found("zh/a.html", Kind.HTML, ITEM),)


def test_a_secret_in_a_file_name_is_not_told(tmp_path: Path) -> None:
    leaks = outcome(tmp_path, {f"zh/{SECRET}/index.html": b"<p>open</p>"}, needles_for(SECRET))
    assert leaks == (Found("zh/…/index.html", Kind.NAME, ITEM),)


@pytest.mark.parametrize(
    "name", ["a.gz", "a.zip", "a.xlsx", "a.png", "a.ico", "a.wasm", "a.bz2", "a.xz", "a.pf_index", "a.pf_fragment"]
)
def test_what_calls_itself_a_container_and_does_not_open_is_not_cleared(tmp_path: Path, name: str) -> None:
    assert outcome(tmp_path, {name: b"this is nothing of the kind"}, needles_for(SECRET)) == (Unopened(name),)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gz", gzip.compress(b"open " * 500, mtime=0)[:-20]),
        ("a.bin", gzip.compress(b"open " * 500, mtime=0)[:-20]),
        ("a.zip", b"PK\x03\x04 and nothing after it"),
        ("a.json", b'{"name": '),
        ("a.jsonl", b"{}\n{"),
        ("a.html", b"<p>\xff\xfe\xfa</p>"),
        ("a.pf_filter", gzip.compress(b"without the mark", mtime=0)),
        ("a.pf_index", packed(b"\xff\xff")),
        ("a.pf_index", packed(b"\x81\x81\x01")),
        ("a.pf_fragment", packed(b"no JSON")),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00\x00\xff\xffIDAT"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.bin", b"%PDF-1.7"),
        ("a.js.br", b"open"),
        ("a.woff2", b"wOF2"),
    ],
)
def test_a_damaged_container_and_one_without_a_key_are_not_cleared(tmp_path: Path, name: str, content: bytes) -> None:
    assert outcome(tmp_path, {name: content}, needles_for(SECRET)) == (Unopened(name),)


def test_a_file_that_was_not_listed_is_searched_too(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "tree")
    (tree.root / ".hidden").mkdir()
    (tree.root / ".hidden" / "notes").write_text(SECRET, encoding="utf-8")
    leaks = check(tree, needles_for(SECRET))
    assert leaks == (Found(".hidden/notes", Kind.UNKNOWN, ITEM),)


def test_a_link_out_of_the_tree_is_not_cleared(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "tree")
    (tree.root / "link").symlink_to(tmp_path)
    assert check(tree, needles_for(SECRET)) == (Unopened("link"),)


def test_a_text_repeated_on_many_pages_is_reported_on_each(tmp_path: Path) -> None:
    page = f"<p>{SECRET}</p>".encode()
    leaks = outcome(tmp_path, {"a.html": page, "b.html": page}, needles_for(SECRET))
    assert leaks == (Found("a.html", Kind.HTML, ITEM), Found("b.html", Kind.HTML, ITEM))


def test_texts_that_are_no_files_are_searched() -> None:
    found = check_texts({"stdout": "all is well", "stderr": f"in {SECRET}"}, needles_for(SECRET))
    assert found == (Found("stderr", Kind.TEXT, ITEM),)


def test_cells_side_by_side_do_not_make_a_secret(tmp_path: Path) -> None:
    page = "<table><tr><td>北斗卫星</td><td>侦察终端采购</td></tr></table>".encode()
    assert isinstance(outcome(tmp_path, {"a.html": page}, needles_for("星侦察")), ClearedTree)


def _characters(opening: str) -> dict[str, bytes]:
    entries = [[opening + character, [[0, [-25, place], []]], []] for place, character in enumerate("卫星生", 4)]
    return {"pagefind/index/zh_1.pf_index": packed(cbor2.dumps([entries]))}


def test_the_pieces_that_stand_once_in_a_section_of_the_index_are_no_text(tmp_path: Path) -> None:
    assert isinstance(outcome(tmp_path / "once", _characters(ONCE), needles_for("卫星")), ClearedTree)
    assert not isinstance(outcome(tmp_path / "text", _characters(""), needles_for("卫星")), ClearedTree)


def test_a_piece_of_a_secret_in_the_index_is_found(tmp_path: Path) -> None:
    assert len(bigrams(SECRET[1:9])) == 7
    leaks = outcome(
        tmp_path, dict(PLANTERS[Kind.PAGEFIND_INDEX, "bigrams by position"](SECRET[1:9])), needles_for(SECRET)
    )
    assert isinstance(leaks, tuple)


AMOUNT = Money(Decimal("7351.46"))


@pytest.mark.parametrize(
    "written",
    [
        "7351.46",
        "7,351.46",
        "7，351.46",
        "73,514,600",
        "73514600",
        "7351.46万元",
        "７３５１．４６",
        "7\u202f351.46",
        "73 514 600.00",
    ],
)
def test_a_withheld_amount_is_found_however_it_is_written(tmp_path: Path, written: str) -> None:
    secrets: list[Secret] = [SecretAmount(ITEM, AMOUNT)]
    files = {"a.html": f"<td>{written}</td>".encode()}
    assert outcome(tmp_path, files, compile_needles(secrets, ())) == (Found("a.html", Kind.HTML, ITEM),)


@pytest.mark.parametrize("written", ["17351.46", "7351.461", "7351.46%", "7351.47", "0.7351", "735146"])
def test_another_figure_is_no_withheld_amount(tmp_path: Path, written: str) -> None:
    secrets: list[Secret] = [SecretAmount(ITEM, AMOUNT)]
    files = {"a.html": f"<td>{written}</td>".encode()}
    assert isinstance(outcome(tmp_path, files, compile_needles(secrets, ())), ClearedTree)


def test_an_amount_that_is_public_elsewhere_is_no_secret(tmp_path: Path) -> None:
    needles = compile_needles([SecretAmount(ITEM, AMOUNT)], (), [AMOUNT])
    assert isinstance(outcome(tmp_path, {"a.html": b"<td>7,351.46</td>"}, needles), ClearedTree)
