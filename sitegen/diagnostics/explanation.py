"""A code explained at length: for ``sitegen explain``, and as the pages of ``docs/findings``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.diagnostics.catalogue import LANGUAGES, Entry, codes, entry, severity_name

_FIELD = re.compile(r"\{(\w+)\}")
_PLACE = re.compile(r"^\{place\}(?:：|: )")

_HEADINGS = {
    "zh": {"says": "提示", "mend": "怎样改", "why": "为什么", "wrong": "错误", "right": "正确"},
    "en": {"says": "It says", "mend": "How to mend it", "why": "Why", "wrong": "Wrong", "right": "Right"},
}

_LETTERS = {
    "Y": ("YAML 的写法", "How YAML is written"),
    "K": ("键和结构", "Keys and structure"),
    "A": ("金额和其他值", "Amounts and other values"),
    "R": ("引用和路径", "References and paths"),
    "T": ("指标分类", "The taxonomy of indicators"),
    "S": ("合计", "Sums"),
    "L": ("语言", "Language"),
    "C": ("内容", "Content"),
    "X": ("保密", "Secrecy"),
    "P": ("个人信息", "Personal data"),
    "D": ("网站自己的主题", "The site's own theme"),
}

#: What examples are written in; all others are YAML.
_WRITTEN_IN = {"D": "css"}

_INTRODUCTION = """# 检查提示一览 · Findings

每个提示有一个代码；`sitegen explain 代码` 显示同样的说明。这些网页由 `python -m sitegen.diagnostics` 生成。

Every finding has a code; `sitegen explain CODE` says the same as its page. These pages are written by
`python -m sitegen.diagnostics`."""


def explain(code: str, language: str) -> str:
    """Explain a code in one language: what it says, how to mend it, why, and an example.

    Raises:
        KeyError: if there is no such code.

    """
    found = entry(code)
    words = _HEADINGS[language]
    parts = [
        f"{code}  {severity_name(found.severity, language)}  {found.title[language]}",
        f"{words['says']}: {_general(found, found.message, language)}",
        f"{words['mend']}: {_general(found, found.mend, language)}",
        f"{words['why']}: {found.why[language]}",
    ]
    if found.example is not None:
        parts.append(f"{words['wrong']}:\n{_indented(found.example.wrong)}")
        parts.append(f"{words['right']}:\n{_indented(found.example.right)}")
    return "\n\n".join(parts) + "\n"


def _general(found: Entry, texts: Mapping[str, str], language: str) -> str:
    """Return a text without particulars; a choice between sentences is given as all of them."""
    text = texts[language]
    whole = _FIELD.fullmatch(text)
    if whole is not None and whole[1] in found.choices:
        options = [words[language] for words in found.choices[whole[1]].values()]
        return "".join(f"\n  - {_blanks(option)}" for option in options)
    return _blanks(text)


def _blanks(text: str) -> str:
    """Return a template as a sentence about no file in particular."""
    return _FIELD.sub("…", _PLACE.sub("", text))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def pages() -> dict[str, str]:
    """Return the documentation of all codes: file name -> Markdown, with an index in ``README.md``."""
    return {"README.md": _index(), **{f"{code}.md": _page(entry(code)) for code in codes()}}


def _page(found: Entry) -> str:
    parts = [f"# {found.code} {found.title['zh']} · {found.title['en']}"]
    for language in LANGUAGES:
        words = _HEADINGS[language]
        name = {"zh": "中文", "en": "English"}[language]
        parts += [
            f"## {name}",
            f"**{severity_name(found.severity, language)}.** {_general(found, found.message, language)}",
            f"**{words['mend']}.** {_general(found, found.mend, language)}".replace("** \n", "**\n\n"),
            f"**{words['why']}.** {found.why[language]}",
        ]
    if found.example is not None:
        parts.append("## 例 · Example")
        written_in = _WRITTEN_IN.get(found.code[0], "yaml")
        for kind in ("wrong", "right"):
            text = found.example.wrong if kind == "wrong" else found.example.right
            parts.append(f"{_HEADINGS['zh'][kind]} · {_HEADINGS['en'][kind]}\n\n```{written_in}\n{text}\n```")
    return "\n\n".join(parts) + "\n"


def _index() -> str:
    parts = [_INTRODUCTION]
    for letter, (zh, en) in _LETTERS.items():
        rows = [
            f"| [{code}]({code}.md) | {severity_name(found.severity, 'zh')} {severity_name(found.severity, 'en')} "
            f"| {found.title['zh']} | {found.title['en']} |"
            for code in codes()
            if code.startswith(letter) and (found := entry(code))
        ]
        parts.append(f"## {letter} {zh} · {en}")
        parts.append("\n".join(["| 代码 Code | 轻重 Severity | 中文 | English |", "| --- | --- | --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"
