"""Sites that are edited at random, in all the ways in which one build can differ from the next.

Texts and amounts are drawn from few, so that what is withheld in one place stands in public in another, comes and goes
there, and is the sum of what stands beside it: that is where a build which looks at the new alone could go wrong.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sitegen.pipeline import schema_files
from sitegen.starter import starter_files

_TEXTS = (
    "农村道路修缮与养护补助",
    "社区图书室设备更新",
    "边境哨所供电线路改造",
    "重点目标安全防护加固",
    "群众满意度",
    "机要通信线路维护",
    "完成年度采购任务并通过验收",
    "供电线路",
)
_AMOUNTS = ("1000.00", "2000.00", "3000.00", "1234.56", "234.56", "")
_REVIEWERS = ("欧阳审查", "司马复核")
_DEPARTMENTS = ("roads", "library", "guard")
_YEARS = (2022, 2023, 2024)
# Pages of the publisher's that only take time here.
_LEFT_OUT = ("glossary.", "data.", "how-to-read.", "accessibility.")
_POLICIES = ("published", "withheld", "withheld-safely")


@dataclass
class EditedSite:
    """A site in a folder, what stands in its files, and the dice."""

    root: Path
    dice: random.Random
    years: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)

    def begin(self) -> None:
        """Write the site as it is before any edit."""
        for path, data in {**starter_files(), **schema_files()}.items():
            if "example-education" not in path.parts and not path.name.startswith(_LEFT_OUT):
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / path).write_bytes(data)
        self.policy()
        for department in _DEPARTMENTS[:2]:
            for year in _YEARS[:2]:
                self.add((department, year))

    def text(self) -> str:
        """Draw a text."""
        return self.dice.choice(_TEXTS)

    def site(self, old: str, new: str) -> None:
        """Change the settings of the site."""
        path = self.root / "content/site.yaml"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    # Edits

    def policy(self) -> None:
        """Decide about amounts of what is withheld."""
        path = self.root / "content/site.yaml"
        head, _, _ = path.read_text("utf-8").partition("policy:")
        path.write_text(f"{head}policy:\n  amounts: {self.dice.choice(_POLICIES)}\n", "utf-8")

    def title(self) -> None:
        """Rename the site."""
        self.site("zh: ", "zh: 新")

    def project(self) -> None:
        """Change one thing of one project."""
        of = self._some_year()
        project = self.dice.choice(self.years[of]["project_goals"]["units"][0]["projects"])
        self._change(project)
        self.write(of)

    def mark(self) -> None:
        """Withhold a project, or publish it."""
        of = self._some_year()
        project = self.dice.choice(self.years[of]["project_goals"]["units"][0]["projects"])
        if project.pop("secrecy", None) is None:
            project["secrecy"] = {
                "decision": self.dice.choice(("withheld", "withheld", "open")),
                "reason": "state_secret",
                "reviewed_by": self.dice.choice(_REVIEWERS),
            }
            if project["secrecy"]["decision"] == "open":
                del project["secrecy"]["reason"]
        self.write(of)

    def withhold_year(self) -> None:
        """Withhold a whole department-year, or publish it."""
        of = self._some_year()
        if self.years[of].pop("secrecy", None) is None:
            self.years[of]["secrecy"] = {"decision": "withheld", "reason": "work_secret"}
        self.write(of)

    def more_projects(self) -> None:
        """Add a project, or take one away."""
        of = self._some_year()
        projects = self.years[of]["project_goals"]["units"][0]["projects"]
        if len(projects) > 2:
            projects.pop(self.dice.randrange(len(projects)))
        else:
            projects.append(self._project(f"added-{self.dice.randrange(9)}"))
        self.write(of)

    def unit(self) -> None:
        """Name a unit as a department, or otherwise; state its sum."""
        of = self._some_year()
        unit = self.years[of]["project_goals"]["units"][0]
        unit["name"] = self.dice.choice((self.text(), *map(_name, _DEPARTMENTS)))
        unit.pop("total", None)
        if total := self.dice.choice(_AMOUNTS):
            unit["total"] = total
        self.write(of)

    def continued(self) -> None:
        """Say which project of the year before one continues."""
        of = self._some_year()
        project = self.years[of]["project_goals"]["units"][0]["projects"][0]
        if project.pop("previous", None) is None:
            project["previous"] = self.dice.choice(("first", "second"))
        self.write(of)

    def comment(self) -> None:
        """Write a comment into a file."""
        path = self._path(self._some_year())
        path.write_text(f"# {self.text()}\n{path.read_text('utf-8')}", "utf-8")

    def touch(self) -> None:
        """Save a file without a change."""
        path = self._path(self._some_year())
        path.write_bytes(path.read_bytes())

    def replace(self) -> None:
        """Put another file of the same size and the same time in the place of one."""
        of = self._some_year()
        path = self._path(of)
        status = path.stat()
        path.write_text(path.read_text("utf-8").replace("道路", "公路").replace("图书", "图画"), "utf-8")
        path.touch()
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def break_it(self) -> None:
        """Make a mistake that stops the build."""
        path = self._path(self._some_year())
        path.write_text(path.read_text("utf-8").replace("year:", self.dice.choice(("yaer:", "year: [")), 1), "utf-8")

    def mend(self) -> None:
        """Write all files as they should be."""
        for of in self.years:
            self.write(of)

    def year(self) -> None:
        """Add a year, or delete one."""
        of = (self.dice.choice(_DEPARTMENTS), self.dice.choice(_YEARS))
        if of in self.years and len(self.years) > 1:
            self.remove(of)
        elif of not in self.years:
            self.add(of)

    def department(self) -> None:
        """Rename a department, or move it to another level."""
        path = self.root / "content" / self._some_year()[0] / "department.yaml"
        old, new = self.dice.choice((("name: ", "name: 新"), ("level: city", "level: district")))
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    def english(self) -> None:
        """Translate a text, or translate it otherwise."""
        folder = self.dice.choice(("", *_DEPARTMENTS))
        path = self.root / "content" / folder / "en.po"
        if path.parent.is_dir():
            said = f'msgid "{self.text()}"\nmsgstr "English {self.dice.randrange(3)} of it, at some length"\n\n'
            known = path.read_text("utf-8") if path.exists() else ""
            entries = [entry for entry in known.split("\n\n") if said.splitlines()[0] not in entry]
            path.write_text("\n\n".join(entries).rstrip() + f"\n\n{said}", "utf-8")

    def article(self) -> None:
        """Write a text into one of the publisher's pages."""
        path = self.root / "content/pages/about.zh.md"
        path.write_text(f"{path.read_text('utf-8')}\n{self.text()}\n", "utf-8")

    def taxonomy(self) -> None:
        """Rename a category."""
        path = self.root / "content/taxonomy.yaml"
        path.write_text(path.read_text("utf-8").replace("数量指标", "数量类指标", 1), "utf-8")

    def theme(self) -> None:
        """Give the site a theme of its own, change it, or take it away."""
        sheet = self.root / "theme/styles/own.css"
        if sheet.exists() and self.dice.randrange(2):
            shutil.rmtree(self.root / "theme")
        else:
            sheet.parent.mkdir(parents=True, exist_ok=True)
            sheet.write_text(f"p {{ margin: {self.dice.randrange(9)}rem }}", "utf-8")

    def stray(self) -> None:
        """Put a file into the content that does not belong there, or a hidden one."""
        (self.root / "content" / self.dice.choice(("note.txt", ".note.txt", "pages/.note.md"))).write_text(self.text())

    def hand_on_site(self) -> None:
        """Do something to the published site by hand."""
        pages = sorted((self.root / "warm").rglob("*.html"))
        if not pages:
            return
        page = self.dice.choice(pages)
        match self.dice.randrange(3):
            case 0:
                page.write_text(page.read_text("utf-8").replace("</main>", "边境哨所供电线路改造</main>"), "utf-8")
            case 1:
                page.unlink()
            case _:
                (page.parent / "notes.txt").write_text("边境哨所供电线路改造", "utf-8")

    def lose_cache(self) -> None:
        """Lose what was kept, all of it or something, or have it damaged."""
        kept = [path for folder in ("cache", "cache-stamps") for path in sorted((self.root / folder).glob("*"))]
        if kept:
            path = self.dice.choice(kept)
            match self.dice.randrange(3):
                case 0:
                    shutil.rmtree(path.parent)
                case 1:
                    path.unlink()
                case _:
                    path.write_bytes(path.read_bytes()[:-1])

    def nothing(self) -> None:
        """Change nothing."""

    # What stands in the files

    def _some_year(self) -> tuple[str, int]:
        return self.dice.choice(sorted(self.years))

    def _path(self, of: tuple[str, int]) -> Path:
        return self.root / "content" / of[0] / f"{of[1]}.yaml"

    def write(self, of: tuple[str, int]) -> None:
        """Write a department-year as it should be."""
        text = yaml.safe_dump(self.years[of], allow_unicode=True, sort_keys=False, width=10_000)
        self._path(of).write_text(text, "utf-8")

    def remove(self, of: tuple[str, int]) -> None:
        """Delete a department-year."""
        del self.years[of]
        self._path(of).unlink()

    def add(self, of: tuple[str, int]) -> None:
        """Add a department-year, and its department where there is none."""
        department, year = of
        folder = self.root / "content" / department
        if not (folder / "department.yaml").exists():
            folder.mkdir(exist_ok=True)
            text = f"id: {department}\nname: {_name(department)}\nlevel: city\nregion: 示例市\n"
            (folder / "department.yaml").write_text(text, "utf-8")
        self.years[department, year] = {
            "department": department,
            "year": year,
            "source": {"title": "绩效目标表"},
            "project_goals": {
                "title": "绩效目标表",
                "units": [
                    {"id": "unit", "name": "本级", "projects": [self._project("first"), self._project("second")]}
                ],
            },
        }
        self.write((department, year))

    def _project(self, name: str) -> dict[str, Any]:
        project: dict[str, Any] = {"id": name, "name": self.text(), "total": "1000.00", "goal": self.text()}
        project["indicators"] = [{"level1": "产出指标", "level2": "数量指标", "name": self.text(), "annual": "100%"}]
        return project

    def _change(self, project: dict[str, Any]) -> None:
        match self.dice.randrange(4):
            case 0:
                project["name"] = self.text()
            case 1:
                project["goal"] = self.dice.choice((self.text(), "涉密项目，依法不予公开。"))
            case 2:
                project["indicators"][0]["name"] = self.text()
            case _:
                project["total"] = self.dice.choice(_AMOUNTS) or None


def _name(department: str) -> str:
    return {"roads": "示例市公路局", "library": "示例市图书馆", "guard": "示例市安全保卫局"}[department]


#: All edits by their names; those of content more often than others.
EDITS: tuple[Callable[[EditedSite], None], ...] = (
    *(3 * (EditedSite.project, EditedSite.mark)),
    EditedSite.project,
    EditedSite.nothing,
    EditedSite.policy,
    EditedSite.title,
    EditedSite.withhold_year,
    EditedSite.more_projects,
    EditedSite.unit,
    EditedSite.continued,
    EditedSite.comment,
    EditedSite.touch,
    EditedSite.replace,
    EditedSite.break_it,
    EditedSite.mend,
    EditedSite.year,
    EditedSite.department,
    EditedSite.english,
    EditedSite.article,
    EditedSite.taxonomy,
    EditedSite.theme,
    EditedSite.stray,
    EditedSite.hand_on_site,
    EditedSite.lose_cache,
)
