"""Whole contents, generated: both official forms, several years, and twins that differ only in what is withheld.

A *plan* says what stands where and what of it is withheld; it is the public part, and twins share it. A *filling*
gives the secrets: names, ids, goals, indicators and their number, notes, English, comments. ``write`` turns both into
files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from sitegen.pipeline import schema_files
from sitegen.starter import starter_files

# Characters of secrets and of public texts are apart, so that a secret is never public by chance.
_SECRET = "鯨鷹虎豹熊鹿鶴雁鲸鹰驹骏骥鸾凤麒麟蛟"
_OPEN = "农村道路修缮图书教学设备更新居民满意度提升补助培训服务"

_REASONS = ("state_secret", "work_secret", "commercial_secret", "personal_privacy")
_ID = "audited-unit"
# Open projects are all of the first; withheld ones may be of any, and no page may tell of which.
_PROGRAMMES = ("shared-roads", "whale-watching", "eagle-watching")

open_texts = st.text(_OPEN, min_size=4, max_size=24)
secret_texts = st.text(_SECRET, min_size=3, max_size=30)
amounts = st.decimals(min_value=0, max_value=9999, places=2).map(lambda amount: f"{abs(amount):.2f}")
# More than all public ones together, so that no sum on a page is a withheld amount by chance.
secret_amounts = st.decimals(min_value=700_000, max_value=799_999, places=2).map(lambda amount: f"{amount:.2f}")


@dataclass(frozen=True)
class Plan:
    """What the public sees: the years of one department, each a tree of items, and the policy on amounts.

    Where policy publishes the amounts of what is withheld, they are part of the plan; else they are secrets.

    A finding names its line, and that tells how many lines stand above it: it is the one thing of what is withheld
    that a message may tell. So sums are stated, and found wrong, only where ``dense`` gives each withheld item one
    line, however much it says.
    """

    years: tuple[Any, ...]
    amounts: str = "published"
    dense: bool = False


@dataclass(frozen=True)
class Filling:
    """The secrets of a content, drawn from as they are needed; used up, they begin again."""

    texts: tuple[str, ...]
    lengths: tuple[int, ...]
    comment: str
    amounts: tuple[str, ...] = ("0.00",)


@st.composite
def _marks(draw: st.DrawFn) -> Any:  # noqa: ANN401  (a mark or none)
    """Draw how an item is withheld, or ``None`` where it is open."""
    if draw(st.integers(0, 2)):
        return None
    return {
        "how": draw(st.sampled_from(("marked", "reasoned", "automatic"))),
        "reason": draw(st.sampled_from(_REASONS)),
        "amounts": draw(st.booleans()),
        "code": draw(st.none() | st.from_regex(r"[A-Z]{4}-[0-9]{3}", fullmatch=True)),
    }


def _items(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({"mark": _marks(), "name": open_texts, **fields})


_indicators = st.lists(_items(cycle=open_texts, annual=open_texts), max_size=3)
_projects = st.lists(_items(goal=open_texts, total=amounts, indicators=_indicators), min_size=1, max_size=4)
_units = st.lists(_items(total=amounts, projects=_projects, stated=st.none() | amounts), min_size=1, max_size=3)
_tasks = st.lists(_items(content=open_texts, amount=amounts), min_size=1, max_size=3)
_years = st.fixed_dictionaries(
    {
        "mark": _marks(),
        "stated": st.none() | amounts,
        "units": _units,
        "tasks": st.none() | _tasks,
        "overall": _indicators,
    }
)

plans = st.builds(
    Plan,
    years=st.lists(_years, min_size=1, max_size=2).map(tuple),
    amounts=st.sampled_from(("published", "withheld", "withheld-safely")),
    dense=st.booleans(),
)
fillings = st.builds(
    Filling,
    texts=st.lists(secret_texts, min_size=5, max_size=12, unique=True).map(tuple),
    lengths=st.lists(st.integers(0, 4), min_size=3, max_size=6).map(tuple),
    comment=secret_texts,
    amounts=st.lists(secret_amounts, min_size=3, max_size=6).map(tuple),
)


class _Line(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes a ``_Line`` as what it is."""


_Dumper.add_representer(
    _Line, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)


class _Writer:
    """Writes the items of a plan, secrets from a filling."""

    def __init__(self, filling: Filling, plan: Plan) -> None:
        self._filling = filling
        self._policy = plan.amounts
        self._dense = plan.dense
        self._drawn = 0
        self._ids = {True: 0, False: 0}
        # The open projects of the year before, each continued by one of this year, and those of this year.
        self._before: list[str] = []
        self._here: list[str] = []
        self.public: set[str] = set()
        self.secrets: set[str] = set()

    def _secret(self) -> str:
        self._drawn += 1
        text = self._filling.texts[self._drawn % len(self._filling.texts)]
        self.secrets.add(text)
        return text

    def _length(self) -> int:
        self._drawn += 1
        return self._filling.lengths[self._drawn % len(self._filling.lengths)]

    def _amount(self, planned: str, mark: Any) -> str:  # noqa: ANN401
        """Return the amount of something withheld: public, as it is planned, unless policy or its mark withholds it."""
        if self._policy == "published" and not (mark["how"] == "reasoned" and mark["amounts"]):
            return planned
        self._drawn += 1
        return self._filling.amounts[self._drawn % len(self._filling.amounts)]

    def _id(self, kind: str, *, secret: bool = False) -> str:
        # Counted apart: the number of an open item must not tell how many secret ones stand before it.
        self._ids[secret] += 1
        return f"{kind}-{self._ids[secret]}"

    def _open(self, text: str) -> str:
        self.public.add(text)
        return text

    def _stated(self, plan: Any) -> dict[str, Any]:  # noqa: ANN401
        return {"total": plan["stated"]} if self._dense and plan["stated"] is not None else {}

    def _hidden(self, mark: Any, item: dict[str, Any], text_key: str) -> dict[str, Any]:  # noqa: ANN401
        """Mark an item as withheld, and give it the lines it may have."""
        if mark["code"] is not None:
            item["public_code"] = mark["code"]
        match mark["how"]:
            case "marked":
                item["secrecy"] = "withheld"
            case "reasoned":
                item["secrecy"] = {
                    "decision": "withheld",
                    "reason": mark["reason"],
                    "reviewed_by": self._secret(),
                    "review_by": f"{2030 + self._length()}-01-15",
                    **({"amounts": "withheld"} if mark["amounts"] else {}),
                }
            case _:
                item[text_key] = "涉密项目，依法不予公开。"
        return _Line(item) if self._dense else item

    def _notes(self) -> list[str]:
        return [self._secret() for _ in range(self._length())]

    def _hidden_indicators(self) -> list[dict[str, Any]]:
        return [
            {"level1": "1-产出指标", "name": self._secret(), "cycle": self._secret(), "annual": self._secret()}
            for _ in range(self._length())
        ]

    def indicators(self, plan: list[Any]) -> list[dict[str, Any]]:
        written = []
        for each in plan:
            if each["mark"] is None:
                item = {key: self._open(each[key]) for key in ("name", "cycle", "annual")}
            else:
                hidden = {"name": self._secret(), "annual": self._secret(), "notes": self._notes()}
                item = self._hidden({**each["mark"], "code": None, "amounts": False}, hidden, "annual")
            written.append(item)
        return written

    def project(self, plan: Any) -> dict[str, Any]:  # noqa: ANN401
        if plan["mark"] is None:
            name = self._id("project")
            self._here.append(name)
            return {
                "id": name,
                **({"previous": self._before.pop(0)} if self._before else {}),
                "name": self._open(plan["name"]),
                "total": plan["total"],
                "goal": self._open(plan["goal"]),
                "programme": _PROGRAMMES[0],
                "indicators": self.indicators(plan["indicators"]) or [{"name": self._open("补助"), "annual": "100%"}],
            }
        name = self._id("hidden" + "x" * self._length(), secret=True)
        # An open project of the next year may continue it, and then names it.
        self._here.append(name)
        item = {
            "id": name,
            "name": self._secret(),
            "total": self._amount(plan["total"], plan["mark"]),
            "goal": self._secret(),
            "transfer_document": self._secret(),
            "programme": _PROGRAMMES[self._length() % len(_PROGRAMMES)],
            "previous": self._id("before" + "v" * self._length(), secret=True),
            "notes": self._notes(),
            "indicators": self._hidden_indicators(),
        }
        return self._hidden(plan["mark"], item, "goal")

    def unit(self, plan: Any) -> dict[str, Any]:  # noqa: ANN401
        if plan["mark"] is None:
            return {
                "id": self._id("unit"),
                "name": self._open(plan["name"]),
                **self._stated(plan),
                "projects": [self.project(each) for each in plan["projects"]],
            }
        item = {
            "id": self._id("hidden" + "y" * self._length(), secret=True),
            "name": self._secret(),
            "total": self._amount(plan["total"], plan["mark"]),
            "projects": self._hidden_projects(),
        }
        return self._hidden({**plan["mark"], "how": "reasoned"}, item, "name")

    def _hidden_projects(self) -> list[dict[str, Any]]:
        return [
            {
                "id": self._id("inner", secret=True),
                "name": self._secret(),
                "goal": self._secret(),
                "indicators": self._hidden_indicators(),
            }
            for _ in range(self._length())
        ]

    def task(self, plan: Any) -> dict[str, Any]:  # noqa: ANN401
        if plan["mark"] is None:
            return {
                "id": self._id("task"),
                "name": self._open(plan["name"]),
                "content": self._open(plan["content"]),
                "amount": plan["amount"],
            }
        item = {
            "id": self._id("task-hidden" + "z" * self._length(), secret=True),
            "name": self._secret(),
            "content": self._secret(),
            "amount": self._amount(plan["amount"], plan["mark"]),
        }
        return self._hidden(plan["mark"], item, "content")

    def _hidden_year(self, year: int) -> dict[str, Any]:
        """Write a whole disclosure that is withheld: of its forms, titles and notes nothing is public."""
        record: dict[str, Any] = {"department": _ID, "year": year, "source": {"title": self._secret()}}
        record["notes"] = self._notes()
        record["project_goals"] = {
            "title": self._secret(),
            "total": self._filling.amounts[0],
            "units": [
                {"id": self._id("hidden", secret=True), "name": self._secret(), "projects": self._hidden_projects()}
            ],
        }
        if self._length() % 2:
            record["overall_goals"] = {
                "title": self._secret(),
                "goal": self._secret(),
                "key_tasks": [
                    {"id": self._id("hidden", secret=True), "name": self._secret(), "amount": self._filling.amounts[0]}
                    for _ in range(self._length())
                ],
                "indicators": self._hidden_indicators(),
            }
        return record

    def year(self, plan: Any, year: int) -> str:  # noqa: ANN401
        self._before, self._here = self._here, []
        if plan["mark"] is None:
            record = self._open_year(plan, year)
        else:
            record = self._hidden(
                {**plan["mark"], "how": "reasoned", "code": None, "amounts": False}, self._hidden_year(year), ""
            )
        text = yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
        if plan["mark"] is None and not any(each["mark"] is not None for each in plan["units"]):
            return text
        return f"# {self._filling.comment}\n{text}"

    def _open_year(self, plan: Any, year: int) -> dict[str, Any]:  # noqa: ANN401
        title = self._open("农村道路修缮项目支出绩效目标表")
        record: dict[str, Any] = {"department": _ID, "year": year, "source": {"title": title}}
        record["project_goals"] = {
            "title": title,
            **self._stated(plan),
            "units": [self.unit(each) for each in plan["units"]],
        }
        if plan["tasks"] is not None:
            record["overall_goals"] = {
                "title": title,
                "goal": self._open("农村道路修缮"),
                "key_tasks": [self.task(each) for each in plan["tasks"]],
                "indicators": self.indicators(plan["overall"]),
            }
        return record


def write(root: Path, plan: Plan, filling: Filling) -> frozenset[str]:
    """Write a content into a folder and return its secrets."""
    writer = _Writer(filling, plan)
    files = {
        path: data
        for path, data in {**starter_files(), **schema_files()}.items()
        if "example-education" not in path.parts
    }
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    settings = root / "content" / "site.yaml"
    published = settings.read_text(encoding="utf-8")
    settings.write_text(published.replace("amounts: published", f"amounts: {plan.amounts}"), encoding="utf-8")
    declared = {
        name: {"name": {"zh": "农村", "en": "funded alike"}, "description": {"zh": "农村", "en": "funded alike"}}
        for name in _PROGRAMMES
    }
    (root / "content/programmes.yaml").write_text(yaml.safe_dump({"programmes": declared}, allow_unicode=True), "utf-8")
    folder = root / "content" / _ID
    folder.mkdir()
    (folder / "department.yaml").write_text(f"id: {_ID}\nname: 图书\nlevel: city\nregion: 农村\n", encoding="utf-8")
    for number, each in enumerate(plan.years):
        (folder / f"{2023 + number}.yaml").write_text(writer.year(each, 2023 + number), encoding="utf-8")
    entries = [(text, f"open {number}") for number, text in enumerate(sorted(writer.public | {"图书", "农村"}))]
    entries += [(text, f"secret {text}") for text in sorted(writer.secrets)]
    (folder / "en.po").write_text("".join(_entry(*entry) for entry in entries), encoding="utf-8")
    return frozenset(writer.secrets | {filling.comment})


def _entry(source: str, english: str) -> str:
    return f'msgid "{source}"\nmsgstr "{english}"\n\n'


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what a reader of the built site could read: every file that is text, with its path."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".html", ".xml", ".txt", ".css", ".js", ".json", ".svg"}:
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")
