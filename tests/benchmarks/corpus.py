"""Sites of any size with the texture of the real documents: 15 projects of 7 indicators, one in a hundred withheld."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

from sitegen.pipeline import schema_files
from sitegen.starter import starter_files

PROJECTS = 15
INDICATORS = 7
_WITHHELD_IN = 100

# Each with its English, which is as long as a translator's: the search of a language costs what its words are.
_SUBJECTS = {
    "法律援助": "legal aid",
    "社区矫正": "community correction",
    "人民调解": "people's mediation",
    "普法宣传": "legal education",
    "行政复议": "administrative reconsideration",
    "公共法律服务": "public legal services",
    "信息化运维": "operation of information systems",
    "设备购置": "purchase of equipment",
}
_VERBS = {
    "推进": "Advance",
    "完善": "Improve",
    "保障": "Guarantee",
    "加强": "Strengthen",
    "提升": "Raise the level of",
    "落实": "Implement",
    "规范": "Standardise",
    "开展": "Carry out",
}
_ENDS = {
    "工作全面覆盖": "so that it covers everyone",
    "服务质量持续提高": "and keep raising the quality of service",
    "正常运转": "so that it runs normally",
    "有序开展": "in good order",
    "群众满意度不断提升": "so that the public is ever more satisfied",
    "依法及时办理": "and handle cases promptly as the law requires",
}
_TARGETS = {
    "100%": "100%",
    "≥90%": "≥90%",
    "不少于30场次": "At least 30 sessions",
    "及时": "In time",
    "≥8小时": "≥8 hours",
    "低于0.2%": "Below 0.2%",
    "达标": "Up to standard",
}
_KINDS = {"项目经费": "Funds for", "完成率": "Completion rate of"}
_TITLE, _REGION = "项目支出绩效目标表", "示例市"
_LEVELS = (("1-产出指标", "11-数量指标"), ("1-产出指标", "12-质量指标"), ("2-效益指标", "22-社会效益"))


def write_corpus(root: Path, size: int) -> None:
    """Write a site of ``size`` department-years, ten years a department; the same size gives the same site."""
    for path, data in {**starter_files(), **schema_files()}.items():
        if "example-education" not in path.parts:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    chance = random.Random(size)  # noqa: S311  (dice, not keys)
    for number in range(size):
        folder = root / "content" / f"department-{number // 10:05d}"
        if not folder.exists():
            folder.mkdir()
            _write_department(folder)
        year = 2015 + number % 10
        text = _disclosure(chance, folder.name, year)
        (folder / f"{year}.yaml").write_text(text, encoding="utf-8")


def _write_department(folder: Path) -> None:
    number = int(folder.name.removeprefix("department-"))
    text = f"id: {folder.name}\nname: 第{number}局\nlevel: city\nregion: {_REGION}\n"
    (folder / "department.yaml").write_text(text, encoding="utf-8")
    named = {f"第{number}局": f"Bureau No. {number}", _REGION: "Example City", _TITLE: "Goals of project expenditure"}
    entries = sorted({**named, **_english()}.items())
    catalogue = "".join(f'msgid "{text}"\nmsgstr "{english}"\n\n' for text, english in entries)
    (folder / "en.po").write_text(catalogue, encoding="utf-8")


def _english() -> dict[str, str]:
    """Return all that departments say, with its English."""
    sentences = product(_VERBS.items(), _SUBJECTS.items(), _ENDS.items())
    names = product(_SUBJECTS.items(), _KINDS.items())
    return {
        **{f"{verb}{what}{end}": f"{do} {it} {so}." for (verb, do), (what, it), (end, so) in sentences},
        **{f"{what}{kind}": f"{english} {it}" for (what, it), (kind, english) in names},
        **_TARGETS,
    }


def _sentence(chance: random.Random) -> str:
    return "".join(chance.choice(tuple(parts)) for parts in (_VERBS, _SUBJECTS, _ENDS))


def _disclosure(chance: random.Random, department: str, year: int) -> str:
    lines = [
        f"department: {department}",
        f"year: {year}",
        "source:",
        f"  title: {_TITLE}",
        "project_goals:",
        f"  title: {_TITLE}",
        "  units:",
        "    - id: unit",
        f"      name: {_REGION}",
        "      projects:",
    ]
    for number in range(PROJECTS):
        withheld = chance.randrange(_WITHHELD_IN) == 0
        lines += [
            f"        - id: project-{number}",
            # What is withheld has a name of its own: under the name of what is open, it would be public all the same.
            f"          name: {chance.choice(tuple(_SUBJECTS))}{f'专项行动{number}' if withheld else '项目经费'}",
            f"          total: {chance.randrange(100, 90_000) / 100:.2f}",
            f"          goal: {'涉密项目，依法不予公开。' if withheld else _sentence(chance)}",
            "          indicators:",
        ]
        for _ in range(INDICATORS):
            level1, level2 = chance.choice(_LEVELS)
            target = chance.choice(tuple(_TARGETS))
            lines += [
                f"            - level1: {level1}",
                f"              level2: {level2}",
                f"              name: {chance.choice(tuple(_SUBJECTS))}完成率",
                f"              cycle: '{target}'",
                f"              annual: '{target}'",
            ]
    return "\n".join(lines) + "\n"
