"""What a run says at its end: how many findings, what was built, what is held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sitegen.commands.waiting import NAMES
from sitegen.console import Console
from sitegen.diagnostics.catalogue import weight_of
from sitegen.diagnostics.model import PublicFinding, Severity
from sitegen.outcomes import Built
from sitegen.public.model import Reason
from sitegen.public.withheld import HeldBack

#: A run of more seconds than this tells what took them.
LONG = 10.0

_REASONS = {
    Reason.STATE_SECRET: ("国家秘密", "state secret"),
    Reason.WORK_SECRET: ("工作秘密", "work secret"),
    Reason.COMMERCIAL_SECRET: ("商业秘密", "commercial secret"),
    Reason.PERSONAL_PRIVACY: ("个人隐私", "personal privacy"),
}


def say_counts(console: Console, findings: Iterable[PublicFinding]) -> None:
    """Say how many findings there are of each weight."""
    counts = Counter(weight_of(finding) for finding in findings)
    errors, warnings, notices = (counts[weight] for weight in (Severity.ERROR, Severity.WARNING, Severity.NOTICE))
    console.say(
        f"错误 {errors}，警告 {warnings}，提示 {notices}。",
        f"{_many(errors, 'error')}, {_many(warnings, 'warning')}, {_many(notices, 'notice')}.",
    )


def say_of_content(console: Console, built: Built) -> None:
    """Say what is held back, and how many findings there are."""
    _say_held_back(console, built.held_back)
    say_counts(console, built.findings)


def say_built(console: Console, built: Built) -> None:
    """Say what was built, how much, and how long it took."""
    zh, en = _contents(built)
    console.say(
        f"已生成 {built.destination.as_posix()}/：{zh}，用时 {built.seconds:.1f} 秒。",
        f"Built {built.destination.as_posix()}/: {en}, in {built.seconds:.1f} s.",
    )


def unchanged(built: Built) -> tuple[str, str]:
    """Return what is to be said, in Chinese and in English, when it is built again and nothing has changed."""
    zh, en = _contents(built)
    folder = built.destination.as_posix()
    return (
        f"与上次生成时相比没有变化，{folder}/ 保持原样：{zh}。",
        f"Nothing has changed since the last build; {folder}/ stays as it is: {en}.",
    )


def _contents(built: Built) -> tuple[str, str]:
    size = f"{built.size / 1_000_000:.1f} MB"
    zh = (
        f"{built.departments} 个部门，{built.disclosures} 份绩效目标表，{built.pages} 个网页，"
        f"共 {built.files} 个文件，{size}"
    )
    en = (
        f"{_many(built.departments, 'department')}, {_many(built.disclosures, 'goal table')}, "
        f"{_many(built.pages, 'page')}, {_many(built.files, 'file')}, {size}"
    )
    return zh, en


def say_laps(console: Console, built: Built) -> None:
    """Say how long each stage took."""
    for lap in built.laps:
        zh, en = NAMES[lap.stage]
        figures = f"{lap.seconds:8.2f} s  {lap.seconds / built.seconds:6.1%}"
        each = f"  {1000 * lap.seconds / lap.tasks:8.1f} ms × {lap.tasks:,}" if lap.tasks else ""
        console.say(f"  {figures}  {zh}{each}", f"  {figures}  {en}{each}")


def _say_held_back(console: Console, held_back: tuple[HeldBack, ...]) -> None:
    if not held_back:
        console.say("没有不予公开的内容。", "Nothing is held back.")
        return
    console.say(
        f"不予公开 {len(held_back)} 项，发布前请逐项核对：",
        f"{_many(len(held_back), 'item')} held back; please check each before publishing:",
    )
    for item in held_back:
        zh, en = _REASONS[item.reason]
        place = f"{item.department}/{item.year}"
        console.say(
            f"  {place}  {item.code or '（无公开代码）'}  {zh}", f"  {place}  {item.code or '(no public code)'}  {en}"
        )
    # The same whatever is withheld: that text of it is still in a file is said where only the reviewer reads it.
    console.say(
        "  核对用的清单由 sitegen review 生成；文件里还留着不予公开的正文的（保守国家秘密法第三十一条），它逐项列出。",
        "  `sitegen review` writes the list to check them by; it also says whose text still stands in the files"
        " (State Secrets Law, art. 31).",
    )


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
