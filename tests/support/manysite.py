"""A site with the pages that the five documents do not need: many projects, years that continue, one missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.support.sites import change, new_site

DEPARTMENT = "example-education"
COUNT = 45

_EXPECTED = """expected:
  - year: 2026
    source: {zh: 市财政局的名单, en: The list of the finance bureau}
    departments: [example-education, example-health]
updated_on:"""
_ENGLISH = {
    "示例市卫生局": "Example City Health Bureau",
    "示例市卫生局下属服务中心": "Service centre of the health bureau",
    "乡村学校图书室": "Village school libraries",
    "为学校补充图书。": "To supply schools with books.",
    "开放天数": "Days open",
    "示例市教育局2026年项目支出绩效目标表": "Goal table of the Example City Education Bureau for 2026",
    "本单位的说明。": "A note on this unit.",
}


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
    folder = root / "content/example-health"
    folder.mkdir()
    (folder / "department.yaml").write_text(
        "id: example-health\nname: 示例市卫生局\nlevel: city\nregion: 示例市\n", encoding="utf-8"
    )
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
