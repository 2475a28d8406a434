"""An attacker with a built site, a pencil and patience: what do the published figures tell of the others?

He shares no code with the audit and reads nothing but the files of the site: every page in both languages, list,
overview, chart and search page, and every file of data. He writes down each amount he sees beside the row it is of,
each share as the narrow interval it stands for, and what adds up to what; then he works on the gaps by three methods
that the audit does not use: elimination modulo a prime (which gaps are determined?), tightening the bounds of each
cell by those of the others until nothing moves, and, where few gaps hang together, elimination of unknowns from
inequalities (Fourier and Motzkin), which gives exact bounds.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

from lxml import html

#: A row: the address of its page without the language, and its anchor there. A cell: its row and its column.
Row: TypeAlias = tuple[str, str]
Cell: TypeAlias = tuple[str, str, int]

_PRIME = 2_147_483_647
_WIDE = Fraction(1, 5)
_ROUNDS = 60
#: How many unknowns, and how many inequalities, he is patient enough for.
_FREE = 5
_PATIENCE = 1_500

_SUBTOTAL = re.compile("，单位小计.*|, unit subtotal.*")
_SHARE = re.compile(r"(\d+(?:\.\d)?)\s*%")
_PROJECTS = ("项目支出", "Project expenditure")
_NUMERAL = re.compile(r"\d[\d,]*\.\d\d")


@dataclass
class Bounds:
    low: Fraction = Fraction(0)
    high: Fraction | None = None

    def within(self, low: Fraction, high: Fraction | None) -> None:
        self.low = max(self.low, low)
        if high is not None:
            self.high = high if self.high is None else min(self.high, high)

    @property
    def exact(self) -> Fraction | None:
        return self.low if self.low == self.high else None


@dataclass
class Notes:
    """What he wrote down: cells with what is known of them, what adds up, and which rows keep their amounts back."""

    cells: dict[Cell, Bounds] = field(default_factory=dict)
    sums: set[tuple[Cell, tuple[Cell, ...]]] = field(default_factory=set)
    gaps: set[Row] = field(default_factory=set)
    widths: dict[str, int] = field(default_factory=dict)
    names: dict[tuple[str, str], Row] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    children: dict[Row, list[Row]] = field(default_factory=dict)
    numerals: set[str] = field(default_factory=set)
    #: Projects that have a page of their own: their rows in the table, by the page.
    apart: dict[str, Row] = field(default_factory=dict)

    def cell(self, row: Row, column: int) -> Cell:
        cell = (*self.apart.get(row[0], row), column)
        self.cells.setdefault(cell, Bounds())
        return cell

    def saw(self, row: Row, column: int, amount: Fraction) -> None:
        self.cells[self.cell(row, column)].within(amount, amount)

    def saw_share(self, row: Row, permille: Fraction, whole: Fraction) -> None:
        half = Fraction(1, 2)
        self.cells[self.cell(row, 0)].within((permille - half) * whole / 1000, (permille + half) * whole / 1000)


# ---- reading ------------------------------------------------------------------------------------------------


def read_site(site: Path) -> Notes:
    """Read all of a site."""
    notes = Notes()
    pages = [
        (path, _document(path))
        for path in sorted(site.glob("*/**/*.html"))
        if path.parts[len(site.parts)] in _LANGUAGES
    ]
    # Tables first: they say which pages are about which of their rows.
    pages.sort(key=lambda page: not page[1].xpath("//table[@class='budget']"))
    for path, document in pages:
        _read_page(notes, path.relative_to(site).as_posix(), document)
    for path, document in pages:
        _read_lists(notes, path.relative_to(site).as_posix(), document)
    for path in sorted(site.rglob("*")):
        if path.is_file():
            notes.numerals.update(_numerals_of(path))
    _same_names(notes)
    return notes


_LANGUAGES = ("zh", "en")


def _document(path: Path) -> Any:  # noqa: ANN401  (an element of lxml)
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def _page_name(path: str) -> str:
    return path.split("/", 1)[1]


def _amount(element: Any) -> Fraction | None:  # noqa: ANN401  (an element of lxml)
    """Read an amount: he takes the number that people read and the one that machines read, if they agree."""
    found = element.xpath("descendant-or-self::data")
    if not found:
        text = element.text_content().strip().replace(",", "")
        return Fraction(text) if re.fullmatch(r"\d+\.\d\d", text) else None
    (data,) = found
    match = _NUMERAL.search(data.text_content())
    assert match is not None
    amount = Fraction(match[0].replace(",", ""))
    assert amount * 10_000 == int(data.get("value"))
    return amount


def _read_page(notes: Notes, path: str, document: Any) -> None:  # noqa: ANN401  (an element of lxml)
    page = _page_name(path)
    for table in document.xpath("//table[@class='budget']"):
        _read_budget(notes, page, table)
    for row in document.xpath("//table[contains(@class, 'amounts')]//tr[@id]"):
        name = row.xpath("string(./th)")
        amount = _amount(row.xpath("./td[last() - 1]")[0])
        if amount is not None:
            notes.saw((page, row.get("id").removeprefix("row-")), 0, amount)
        if any(word in name for word in _PROJECTS):
            _equal(notes, (page, row.get("id").removeprefix("row-")), (page, "total"), columns=1)
    _read_sections(notes, page, document)
    if document.xpath("//main//p[@class='statement'][not(ancestor::article)][not(ancestor::section)]"):
        # All of it is kept back: its total is what he is after.
        notes.gaps.add((page, "total"))
        notes.cell((page, "total"), 0)
    for eyebrow in document.xpath("//p[@class='eyebrow']/a"):
        notes.departments[eyebrow.text_content().strip()] = page.rpartition("/")[0]


def _read_sections(notes: Notes, page: str, document: Any) -> None:  # noqa: ANN401  (an element of lxml)
    for article in document.xpath("//article[@class='project']"):
        row = (page, article.get("id"))
        for shown in article.xpath(".//dl[@class='terms']//dd[b/data]"):
            notes.saw(row, 0, _amount(shown) or Fraction(0))
        if article.xpath(".//p[@class='statement']") and not article.xpath(".//dl[@class='terms']//data"):
            notes.gaps.add(row)
            notes.cell(row, 0)
        heading = article.xpath("string(.//*[self::h3 or self::h4][1])").strip()
        if not article.xpath(".//p[@class='statement']") or re.search("代码|code", heading):
            kind = "task" if row[1].startswith("t-") else "project"
            code = re.search(r"(?:公开代码|public code )([^)）]+)", heading)
            _call(notes, page, f"{kind}:{code[1] if code else heading}", row)


def _call(notes: Notes, page: str, name: str, row: Row) -> None:
    """Remember what a row is called; a name that two rows have says nothing."""
    before = notes.names.get((page, name))
    notes.names[page, name] = row if before in {None, row} else ("", "")


def _read_budget(notes: Notes, page: str, table: Any) -> None:  # noqa: ANN401  (an element of lxml)
    """Copy the table: the total row first, then a body of rows a unit, its own row first."""
    heads = [head.text_content() for head in table.xpath("./thead//th")][1:]
    width = sum("万元" in head or "CNY" in head for head in heads) or 1
    notes.widths[page] = max(notes.widths.get(page, 1), width)
    bodies = [
        [(row, _read_row(notes, page, row, width)) for row in body.xpath("./tr")] for body in table.xpath("./tbody")
    ]
    top = bodies[0][0][1][1] == "total"
    total: Row = (page, "total")
    units = bodies[1:] if top else bodies
    whole = notes.cells[notes.cell(total, 0)].exact
    above = [unit[0][1] for unit in units]
    if whole is not None:
        for row, name in (pair for body in bodies for pair in body):
            for share in row.xpath("./td[last()]")[0].text_content().split():
                if (match := _SHARE.fullmatch(share)) is not None:
                    notes.saw_share(name, Fraction(match[1]) * 10, whole)
    for column in range(width):
        notes.sums.add((notes.cell(total, column), tuple(notes.cell(unit, column) for unit in above)))
        for unit in units:
            if unit[1:]:
                parts = tuple(notes.cell(row, column) for _, row in unit[1:])
                notes.sums.add((notes.cell(unit[0][1], column), parts))
    for unit in units:
        notes.children[unit[0][1]] = [name for _, name in unit[1:]]
        called = _SUBTOTAL.sub("", unit[0][0].xpath("string(./th)"))
        _call(notes, page, f"unit:{called}", unit[0][1])


def _read_row(notes: Notes, page: str, row: Any, width: int) -> Row:  # noqa: ANN401  (an element of lxml)
    name = (page, row.get("id").removeprefix("row-"))
    for href in row.xpath("./th/a/@href"):
        target = _target(f"zh/{page}", href)
        if target[0] != page:
            notes.apart[target[0]] = name
    amounts = [_amount(cell) for cell in row.xpath("./td")[:width]]
    if any(amount is not None for amount in amounts[1:]):
        amounts = [amounts[0], *(amount or Fraction(0) for amount in amounts[1:])]
    for column, amount in enumerate(amounts):
        notes.cell(name, column)
        if amount is not None:
            notes.saw(name, column, amount)
    if "withheld--" in name[1] and all(amount is None for amount in amounts):
        notes.gaps.add(name)
    if width > 1:
        notes.sums.add((notes.cell(name, 0), tuple(notes.cell(name, column) for column in range(1, width))))
    return name


def _target(path: str, href: str) -> Row:
    file, _, anchor = href.partition("#")
    address = posixpath.normpath(posixpath.join(posixpath.dirname(path), file or posixpath.basename(path)))
    return (_page_name(address), anchor.removeprefix("row-"))


def _read_lists(notes: Notes, path: str, document: Any) -> None:  # noqa: ANN401  (an element of lxml)
    """Read what stands beside links to rows: in lists, in charts, on the search page."""
    for row in document.xpath(
        "//table[contains(@class, 'list')][caption/@id != 'c-overall-goals']//tr[th/a] | //main//li[a]"
    ):
        target = _target(path, row.xpath("(./th/a | ./a)[1]/@href")[0])
        # A line about a whole page says several things of it in one sentence.
        for cell in row.xpath("./td | ./span") if target[1] or row.tag == "tr" else ():
            amount = _amount(cell)
            if amount is not None:
                notes.saw((target[0], target[1] or "total"), 0, amount)
    for figure in document.xpath("//figure"):
        bars = figure.xpath(".//li[span[@class='bar-name']/a]")
        for bar in bars:
            target = _target(path, bar.xpath("./span[@class='bar-name']/a/@href")[0])
            row = (target[0], target[1] or "total")
            amount = _amount(bar.xpath("./span[@class='bar-amount']")[0])
            if amount is not None and "overall" not in (figure.get("id") or ""):
                notes.saw(row, 0, amount)
            match = _SHARE.search(bar.xpath("string(./span[@class='bar-share'])"))
            total = notes.cells.get((target[0], "total", 0), Bounds()).exact
            if match is not None and total is not None and figure.get("id") == "by-project":
                notes.saw_share(row, Fraction(match[1]) * 10, total)


def _numerals_of(path: Path) -> Iterator[str]:
    """Read the amounts that stand in a file of whatever kind, tables and data of the search included."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    text = data.decode("utf-8", errors="ignore")
    if path.suffix == ".json":
        text = json.dumps(json.loads(text))
    if path.suffix == ".csv":
        text = "\n".join(" ".join(row) for row in csv.reader(io.StringIO(text)))
    yield from (numeral.replace(",", "") for numeral in _NUMERAL.findall(text))


# ---- what is one and the same -------------------------------------------------------------------------------


def _equal(notes: Notes, one: Row, other: Row, *, columns: int) -> None:
    for column in range(columns):
        notes.sums.add((notes.cell(one, column), (notes.cell(other, column),)))


def _same_names(notes: Notes) -> None:
    """A task called like a project is that project; a unit called like a department is that department."""
    for (page, name), row in notes.names.items():
        kind, _, called = name.partition(":")
        if (
            kind == "task"
            and (project := notes.names.get((page, f"project:{called}")))
            and "" not in (project[0], row[0])
        ):
            _equal(notes, row, project, columns=1)
        folder = notes.departments.get(called)
        if kind != "unit" or folder is None or page.startswith(f"{folder}/") or not row[0]:
            continue
        other = f"{folder}/{page.rpartition('/')[2]}"
        columns = min(notes.widths.get(page, 1), notes.widths.get(other, 1))
        _equal(notes, row, (other, "total"), columns=columns)
        for (listed, known), child in notes.names.items():
            twin = notes.names.get((other, known))
            if listed == page and child in notes.children[row] and twin is not None and twin[0]:
                _equal(notes, child, twin, columns=columns)


# ---- working ------------------------------------------------------------------------------------------------


def attack(site: Path) -> dict[Row, dict[int, tuple[Fraction, Fraction]]]:
    """Return the amounts kept back that he makes out, by row and column. That a source gives nothing is no amount."""
    notes = read_site(site)
    gaps = {cell for cell in notes.cells if cell[:2] in notes.gaps}
    _tighten(notes)
    determined = _determined(notes)
    told: dict[Row, dict[int, tuple[Fraction, Fraction]]] = {}
    for cell in sorted(gaps):
        bounds = notes.cells[cell]
        for low, high in ((bounds.low, bounds.high), _exact_bounds(notes, cell)):
            if high is None or low > high or (cell[2] and not high):
                continue
            if cell in determined or high - low < _WIDE * high or low == high:
                told.setdefault(cell[:2], {})[cell[2]] = (low, high)
    return told


def _tighten(notes: Notes) -> None:
    """Tighten the bounds of all cells by each other, until nothing moves."""
    for _ in range(_ROUNDS):
        before = {cell: (bounds.low, bounds.high) for cell, bounds in notes.cells.items()}
        for whole, parts in notes.sums:
            known = [notes.cells[part] for part in parts]
            lows = sum((part.low for part in known), Fraction(0))
            highs = [part.high for part in known]
            open_ended = sum(high is None for high in highs)
            most = sum((high for high in highs if high is not None), Fraction(0))
            ceiling = notes.cells[whole].high
            for part in known:
                # What the others have at most leaves so much to this one; what they have at least, no more than that.
                rest = None if open_ended - (part.high is None) else most - (part.high or 0)
                least = Fraction(0) if rest is None else notes.cells[whole].low - rest
                part.within(least, None if ceiling is None else ceiling - (lows - part.low))
            notes.cells[whole].within(lows, None if open_ended else most)
        if before == {cell: (bounds.low, bounds.high) for cell, bounds in notes.cells.items()}:
            return


def _determined(notes: Notes) -> set[Cell]:
    """Return the cells that the sums determine: those that elimination modulo a prime leaves alone in a line."""
    reduced: dict[Cell, dict[Cell, int]] = {}
    for whole, parts in sorted(notes.sums):
        line: dict[Cell, int] = {}
        for cell, sign in ((whole, -1), *((part, 1) for part in parts)):
            if notes.cells[cell].exact is None:
                line[cell] = sign % _PRIME
        for pivot, other in reduced.items():
            _subtract(line, other, line.get(pivot, 0))
        if not line:
            continue
        pivot = min(line)
        inverse = pow(line[pivot], -1, _PRIME)
        fresh = {cell: factor * inverse % _PRIME for cell, factor in line.items()}
        for other in reduced.values():
            _subtract(other, fresh, other.get(pivot, 0))
        reduced[pivot] = fresh
    return {pivot for pivot, line in reduced.items() if len(line) == 1}


def _subtract(line: dict[Cell, int], other: dict[Cell, int], times: int) -> None:
    for cell, factor in other.items() if times else ():
        line[cell] = (line.get(cell, 0) - times * factor) % _PRIME
        if not line[cell]:
            del line[cell]


#: An inequality: a constant and terms that together are zero or more.
_Inequality: TypeAlias = tuple[Fraction, dict[Cell, Fraction]]


def _exact_bounds(notes: Notes, aim: Cell) -> tuple[Fraction, Fraction | None]:
    """Return the exact bounds of a gap, by eliminating all else from the inequalities it hangs together with."""
    sums, cells = _around(notes, aim)
    solved = _solved(notes, sums, aim)
    free = {cell for _, terms in solved.values() for cell in terms} - {aim}
    if len(free) > _FREE:
        return Fraction(0), None
    system: list[_Inequality] = []
    for cell in cells:
        constant, terms = solved.get(cell, (Fraction(0), {cell: Fraction(1)}))
        bounds = notes.cells[cell]
        system.append((constant - bounds.low, dict(terms)))
        if bounds.high is not None:
            system.append((bounds.high - constant, {other: -term for other, term in terms.items()}))
    for cell in sorted(free):
        system = _without(system, cell)
        if len(system) > _PATIENCE:
            return Fraction(0), None
    lows = [-constant / terms[aim] for constant, terms in system if terms.get(aim, Fraction(0)) > 0]
    highs = [-constant / terms[aim] for constant, terms in system if terms.get(aim, Fraction(0)) < 0]
    return max(lows, default=Fraction(0)), min(highs, default=None)


def _solved(notes: Notes, sums: list[tuple[Cell, tuple[Cell, ...]]], aim: Cell) -> dict[Cell, _Inequality]:
    """Write as many unknowns as possible in terms of the others, the one he is after last of all."""
    solved: dict[Cell, _Inequality] = {}
    for whole, parts in sums:
        line: _Inequality = (Fraction(0), {})
        for cell, sign in ((whole, -1), *((part, 1) for part in parts)):
            exact = notes.cells[cell].exact
            known = (Fraction(0), {cell: Fraction(1)}) if exact is None else (exact, {})
            line = _plus(*line, *solved.get(cell, known), Fraction(sign))
        constant, terms = line
        pivot = next((cell for cell in sorted(terms) if cell != aim), None)
        if pivot is None:
            continue
        factor = -1 / terms.pop(pivot)
        fresh = (factor * constant, {cell: factor * term for cell, term in terms.items()})
        for cell, (known_part, rest) in list(solved.items()):
            times = rest.pop(pivot, None)
            if times is not None:
                solved[cell] = _plus(known_part, rest, *fresh, times)
        solved[pivot] = fresh
    return solved


def _around(notes: Notes, aim: Cell) -> tuple[list[tuple[Cell, tuple[Cell, ...]]], list[Cell]]:
    """Return the sums that an unknown hangs together with, and the unknowns in them."""
    reached, size = {aim}, 0
    while len(reached) > size:
        size = len(reached)
        for whole, parts in notes.sums:
            unknown = {cell for cell in (whole, *parts) if notes.cells[cell].exact is None}
            if unknown & reached:
                reached |= unknown
    sums = [each for each in sorted(notes.sums) if not reached.isdisjoint((each[0], *each[1]))]
    return sums, sorted(reached)


def _plus(
    constant: Fraction, terms: dict[Cell, Fraction], more: Fraction, others: dict[Cell, Fraction], times: Fraction
) -> tuple[Fraction, dict[Cell, Fraction]]:
    added = dict(terms)
    for cell, term in others.items():
        added[cell] = added.get(cell, Fraction(0)) + times * term
        if not added[cell]:
            del added[cell]
    return constant + times * more, added


def _without(system: list[_Inequality], cell: Cell) -> list[_Inequality]:
    """Eliminate an unknown: every lower bound of it is below every upper one."""
    kept = [each for each in system if cell not in each[1]]
    below = [each for each in system if each[1].get(cell, Fraction(0)) > 0]
    above = [each for each in system if each[1].get(cell, Fraction(0)) < 0]
    seen = {(constant, tuple(sorted(terms.items()))) for constant, terms in kept}
    for low, low_terms in below:
        for high, high_terms in above:
            scale = -high_terms[cell] / low_terms[cell]
            constant, terms = _plus(high, high_terms, low, low_terms, scale)
            key = (constant, tuple(sorted(terms.items())))
            if key not in seen:
                seen.add(key)
                kept.append((constant, terms))
    return kept
