"""A site with the pages that the five documents do not need.

Many projects in a year, years that continue each other, a department that is missing, one that is withheld as a whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.support.sites import change, new_site

DEPARTMENT = "example-education"
COUNT = 45

#: The department whose year is withheld as a whole.
WITHHELD = "example-archives"

#: Its pages that are looked at in a browser, below the folder of a language.
PAGES = (
    "index.html",
    f"departments/{DEPARTMENT}/index.html",
    f"departments/{DEPARTMENT}/2026.html",
    f"departments/{DEPARTMENT}/2026/rooms-7.html",
    f"departments/{DEPARTMENT}/2026-withheld.html",
    f"departments/{DEPARTMENT}/compare/2025-2026.html",
    f"departments/{WITHHELD}/2026.html",
    "years/2026.html",
    "years/2026-projects.html",
)

#: Pages that have the address of a type of the five documents, and another shape.
OWN_SHAPES = (
    f"departments/{DEPARTMENT}/2026.html",  # each project on a page of its own
    f"departments/{WITHHELD}/2026.html",  # withheld as a whole
    "index.html",  # with who has published and who has not
    "years/2026.html",
)

_EXPECTED = """expected:
  - year: 2026
    source: {zh: 市财政局的名单, en: The list of the finance bureau}
    departments: [example-education, example-health]
updated_on:"""
_ENGLISH = {
    "示例市卫生局": "Example City Health Bureau",
    "示例市档案局": "Example City Archives",
    "示例市卫生局下属服务中心": "Service centre of the health bureau",
    "乡村学校图书室": "Village school libraries",
    "为学校补充图书。": "To supply schools with books.",
    "开放天数": "Days open",
    "示例市教育局2026年项目支出绩效目标表": "Goal table of the Example City Education Bureau for 2026",
    "本单位的说明。": "A note on this unit.",
}


_HELD_AS_A_WHOLE = f"""department: {WITHHELD}
year: 2026
secrecy: withheld
source: {{title: 内部用表}}
project_goals:
  title: 内部用表
  units:
    - {{id: archives, name: 示例市档案局, projects: [{{id: stores, name: 库房建设, goal: 建设库房。, indicators: []}}]}}
"""


def _add_department(root: Path, name: str, official_name: str) -> Path:
    folder = root / "content" / name
    folder.mkdir()
    text = f"id: {name}\nname: {official_name}\nlevel: city\nregion: 示例市\n"
    (folder / "department.yaml").write_text(text, encoding="utf-8")
    return folder


def _project(number: int, year: int) -> dict[str, Any]:
    name = f"第{number}号乡村学校图书室建设经费"
    # One goes on under the same id, one in five ends, and each year has some of its own.
    previous = {"previous": f"library-{number}"} if year == 2026 and number % 5 else {}
    return {
        "id": f"library-{number}" if year == 2025 else f"rooms-{number}",
        **previous,
        "name": name,
        "total": f"{10 + number + (year - 2025)}.50",
        "fiscal": f"{10 + number + (year - 2025)}.50",
        "goal": "为学校补充图书。",
        "indicators": [
            {
                "level1": "1-产出指标",
                "level2": "11-数量指标",
                "name": "开放天数",
                "cycle": "≥600天",
                "annual": f"≥{200 + 5 * (year - 2025)}天",
            }
        ],
    }


def many_site(root: Path) -> Path:
    """Write the site into a folder: two years of 45 projects, one withheld, and a department that is missing."""
    new_site(root)
    change(root, "updated_on:", _EXPECTED, "content/site.yaml")
    texts = dict(_ENGLISH)
    for year in (2025, 2026):
        projects: list[dict[str, Any]] = [_project(number, year) for number in range(1, COUNT)]
        texts |= {
            project["name"]: f"Village school libraries {project['id'].rpartition('-')[2]}" for project in projects
        }
        projects.append(
            {"id": "held", "name": "涉密项目", "public_code": "K-1", "total": "5.00", "secrecy": "withheld"}
        )
        title = f"示例市教育局{year}年项目支出绩效目标表"
        texts[title] = f"Goal table of the Example City Education Bureau for {year}"
        record = {
            "department": DEPARTMENT,
            "year": year,
            "source": {"title": title},
            "project_goals": {
                "title": title,
                "units": [
                    {"id": "bureau", "name": "示例市教育局", "notes": ["本单位的说明。"], "projects": projects[:30]},
                    {"id": "centre", "name": "示例市卫生局下属服务中心", "projects": projects[30:]},
                ],
            },
        }
        text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False)
        (root / f"content/{DEPARTMENT}/{year}.yaml").write_text(text, encoding="utf-8")
    _add_department(root, WITHHELD, "示例市档案局")
    (root / f"content/{WITHHELD}/2026.yaml").write_text(_HELD_AS_A_WHOLE, encoding="utf-8")
    folder = _add_department(root, "example-health", "示例市卫生局")
    catalogue = "".join(f'msgid "{source}"\nmsgstr "{english}"\n\n' for source, english in texts.items())
    (folder / "en.po").write_text(catalogue, encoding="utf-8")
    own = root / f"content/{DEPARTMENT}/en.po"
    given = own.read_text(encoding="utf-8")
    new = {source: english for source, english in texts.items() if f'msgid "{source}"' not in given}
    own.write_text(
        given + "".join(f'\nmsgid "{source}"\nmsgstr "{english}"\n' for source, english in new.items()),
        encoding="utf-8",
    )
    return root
