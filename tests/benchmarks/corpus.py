"""Sites of any size with the texture of the real documents: 15 projects of 7 indicators, one in a hundred withheld."""

from __future__ import annotations

import random
from pathlib import Path

from sitegen.pipeline import schema_files
from sitegen.starter import starter_files

PROJECTS = 15
INDICATORS = 7
_WITHHELD_IN = 100

_SUBJECTS = ("法律援助", "社区矫正", "人民调解", "普法宣传", "行政复议", "公共法律服务", "信息化运维", "设备购置")
_VERBS = ("推进", "完善", "保障", "加强", "提升", "落实", "规范", "开展")
_ENDS = ("工作全面覆盖", "服务质量持续提高", "正常运转", "有序开展", "群众满意度不断提升", "依法及时办理")
_TARGETS = ("100%", "≥90%", "不少于30场次", "及时", "≥8小时", "低于0.2%", "达标")
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
    name = f"第{int(folder.name.removeprefix('department-'))}局"
    text = f"id: {folder.name}\nname: {name}\nlevel: city\nregion: 示例市\n"
    (folder / "department.yaml").write_text(text, encoding="utf-8")
    texts = {name, "示例市", "项目支出绩效目标表", *(_all_texts())}
    entries = "".join(f'msgid "{text}"\nmsgstr "English of {text.encode().hex()[:40]}"\n\n' for text in sorted(texts))
    (folder / "en.po").write_text(entries, encoding="utf-8")


def _all_texts() -> list[str]:
    sentences = [verb + subject + end for verb in _VERBS for subject in _SUBJECTS for end in _ENDS]
    return [*sentences, *(f"{subject}{kind}" for subject in _SUBJECTS for kind in ("项目经费", "完成率")), *_TARGETS]


def _sentence(chance: random.Random) -> str:
    return chance.choice(_VERBS) + chance.choice(_SUBJECTS) + chance.choice(_ENDS)


def _disclosure(chance: random.Random, department: str, year: int) -> str:
    lines = [
        f"department: {department}",
        f"year: {year}",
        "source:",
        "  title: 项目支出绩效目标表",
        "project_goals:",
        "  title: 项目支出绩效目标表",
        "  units:",
        "    - id: unit",
        "      name: 示例市",
        "      projects:",
    ]
    for number in range(PROJECTS):
        withheld = chance.randrange(_WITHHELD_IN) == 0
        lines += [
            f"        - id: project-{number}",
            # What is withheld has a name of its own: under the name of what is open, it would be public all the same.
            f"          name: {chance.choice(_SUBJECTS)}{f'专项行动{number}' if withheld else '项目经费'}",
            f"          total: {chance.randrange(100, 90_000) / 100:.2f}",
            f"          goal: {'涉密项目，依法不予公开。' if withheld else _sentence(chance)}",
            "          indicators:",
        ]
        for _ in range(INDICATORS):
            level1, level2 = chance.choice(_LEVELS)
            target = chance.choice(_TARGETS)
            lines += [
                f"            - level1: {level1}",
                f"              level2: {level2}",
                f"              name: {chance.choice(_SUBJECTS)}完成率",
                f"              cycle: '{target}'",
                f"              annual: '{target}'",
            ]
    return "\n".join(lines) + "\n"
