"""Does a text say of itself that it is secret? A table, and how it is read.

Three answers. Most texts are ``Silent``. A ``Placeholder`` is a statement in place of content, such as
``涉密项目，按照保密法……不予公开。``; it withholds its item by itself. Everything else that speaks of secrecy is a
``Mention`` (``依法不予公开的信息答复率`` is an open goal): nobody but the author can tell, so the build stops
until it is decided (``secrecy: open`` or ``secrecy: withheld``). Fail closed: what is undecided is treated
as withheld wherever text could be shown.

Sources: 保守国家秘密法 (2024) art. 22, 31, 35; 政府信息公开条例 art. 14, 15, 17. The placeholders are those of
published goal tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from sitegen.private.model import Reason
from sitegen.values.hanzi import simplified, skeleton


class Scope(StrEnum):
    """Of what a placeholder speaks: of the project it stands in, or of the one item (an indicator, a unit, a task)."""

    PROJECT = "project"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Silent:
    """The text says nothing of secrecy, or says that there is none."""


#: All silence is the same.
SILENT = Silent()


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The text states that what should stand here is withheld. ``phrase`` is from the table, not from the text."""

    phrase: str
    scope: Scope
    reason: Reason


@dataclass(frozen=True, slots=True)
class Mention:
    """The text speaks of secrecy between ``start`` and ``end`` (end exclusive), and is no placeholder."""

    phrase: str
    start: int
    end: int


Verdict: TypeAlias = Silent | Placeholder | Mention

# ---- the table ---------------------------------------------------------------------------------------------
# All of it is compared as skeletons: simplified, without spaces and punctuation.

#: Phrases that speak of the project wherever they stand.
PROJECT_PHRASES = (
    "涉密项目", "涉秘项目", "涉密类项目", "保密项目", "保密类项目", "秘密项目", "机密项目", "绝密项目",
    "国家秘密项目",
    "项目涉密", "项目属于国家秘密", "项目涉及国家秘密",
)  # fmt: skip

#: Phrases that speak of the item they stand in, and make a placeholder where they are all that is said.
ITEM_PHRASES = (
    "涉密", "涉秘", "国家秘密", "工作秘密", "商业秘密", "绝密", "机密", "秘密", "密级",
    "不公开", "不予公开", "不对外公开", "不予对外公开", "不向社会公开", "不予以公开", "不宜公开", "不宜对外公开",
    "不适宜公开", "不适合公开",
    "不便公开", "不便于公开", "不得公开", "不得对外公开", "不能公开", "不可公开", "不再公开", "暂不公开",
    "暂缓公开", "暂不对外公开",
    "免予公开", "免于公开", "不作公开", "不做公开", "不公布", "不予公布", "不对外公布", "不予公示", "不披露",
    "不予披露", "不对外披露",
    "不对外发布", "不对外提供", "不予发布",
)  # fmt: skip

#: Words that speak of secrecy and are never a placeholder by themselves: a goal may well be to keep a secret.
WEAK_PHRASES = ("保密", "密件", "不宜对外", "不得外传", "严禁外传", "禁止外传")

#: Said of something else than the text itself: a phrase that lies inside one of these does not count.
NEIGHBOURS = (
    # The law and the work of explaining it.
    "保守国家秘密法", "保密法", "保密法律", "保密法规", "保密宣传教育", "保密宣传", "保密教育", "保密宣教",
    "保密培训", "保密意识", "保密知识", "保密文化",
    # Bodies.
    "国家保密局", "保密局", "保密委员会", "保密办公室",
    # Every contract and every system has these.
    "保密协议", "保密承诺书", "数据保密性", "信息保密性", "系统保密性", "保密性完整性", "完整性保密性",
    "保密性和完整性", "保密性可用性", "商业秘密保护",
    # A ballot is secret, the election is not.
    "秘密投票", "秘密写票", "秘密选举",
    # How a trial or a hearing is held.
    "不公开审理", "不公开开庭", "不公开听证", "不公开宣判",
    # Two words that meet: 确保 + 密切, 手机 + 密码, 杜绝 + 密切, 加密 + 级别.
    "确保密切", "确保密码", "确保密闭", "确保密封", "确保密集", "确保密度", "确保密钥", "环保密切", "环保密闭",
    "社保密切", "医保密切", "医保密码", "社保密码",
    "担保密切", "干涉密切", "交涉密切", "牵涉密切",
    "手机密码", "手机密切", "机密码", "机密切", "机密集", "机密封", "机密度", "机密钥", "机密闭",
    "杜绝密切", "断绝密切", "加密级", "精密级", "精密件", "加密件", "紧密件", "致密件",
)  # fmt: skip

#: What says that there is no secret, right before a phrase (非涉密, 不属于国家秘密).
NEGATIONS = (
    "非", "不", "未", "无", "不是", "并非", "不属", "不属于", "不涉及", "未涉及", "不含", "未含", "不包含",
    "不包括", "不存在", "没有", "不构成", "不带",
)  # fmt: skip

#: Where the negation is none: 除非 + 涉密, 南非 + 涉密, 无不 + 涉密, 是不是 + 涉密, 有无 + 涉密.
FALSE_NEGATIONS = (
    "除非", "南非", "北非", "东非", "西非", "中非", "亚非", "是非", "莫非", "无非", "似非", "若非",
    "无不", "非不", "莫不", "得不", "能不", "会不", "涉不", "是不是", "有没有", "有无", "并无不", "属不属于",
    "含不含",
)  # fmt: skip

# Which phrases a short negation can deny. ``不``, ``未`` and ``无`` before 公开 or 保密 make no sense as a denial.
_DENIED_BY_NOT = ("涉",)
_DENIED_BY_NON = ("涉", "保密", "秘密", "机密", "绝密", "国家秘密", "工作秘密", "商业秘密", "密", "项目涉")

#: All that a statement may hold besides the phrases themselves.
STATEMENT_WORDS = (
    "中华人民共和国", "保守国家秘密法", "政府信息公开条例", "保密法", "保密", "预算法", "实施条例", "条例", "法律",
    "法规", "规定", "要求", "办法",
    "按照", "根据", "依据", "依照", "依法", "依规", "按", "依", "因", "由于", "鉴于", "因此", "所以", "故", "属于",
    "属", "系", "为", "是", "涉及",
    "该", "本", "此", "其", "项目", "绩效", "目标", "指标", "内容", "信息", "事项", "情况", "总体", "年度", "具体",
    "名称", "预算", "编制",
    "有关", "相关", "及其", "以及", "及", "和", "与", "或", "等", "的", "之", "已", "均", "全部", "一律", "应",
    "予以", "予", "对外", "个人隐私",
    "特此说明", "说明", "备注", "注", "期限", "长期",
)  # fmt: skip

# ---- reading the table -------------------------------------------------------------------------------------


def _either(*phrases: str) -> str:
    return "|".join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


_PHRASES = re.compile(_either(*PROJECT_PHRASES, *ITEM_PHRASES, *WEAK_PHRASES))
_NEIGHBOUR = re.compile(f"(?=({_either(*NEIGHBOURS)}))")
_NEGATION = re.compile(rf"(?:{_either(*NEGATIONS)})$")
_FALSE_NEGATION = re.compile(rf"(?:{_either(*FALSE_NEGATIONS)})$")
_STATEMENT = re.compile(rf"[0-9]{{0,2}}(?:{_either(*PROJECT_PHRASES, *ITEM_PHRASES, *STATEMENT_WORDS)}|[0-9]+年)+")
# The longest negation and what may stand before it.
_BEFORE = 8

# Without one of these characters no phrase of the table can stand in a text.
_SUSPICIOUS = re.compile("[密秘公披外发]")

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_CLAUSE_END = re.compile(r"[，,：:、（(\[【—]")
_BRACKETED = re.compile(r"[（(\[【]([^（()）\[\]【】]*)[)）\]】]")


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text's skeleton, and where in the text each of its characters comes from."""

    letters: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Folded:
        letters, origins = [], []
        for place, character in enumerate(text):
            left = skeleton(character)
            letters.append(left)
            origins.extend([place] * len(left))
        return cls("".join(letters), tuple(origins))


# A text is asked about by the rules, by the door and by the guard.
@lru_cache(maxsize=16_384)
def verdict(text: str) -> Verdict:
    """Say what a text says of its own secrecy."""
    mention = first_mention(text)
    if mention is None:
        return SILENT
    return _statement(text) or mention


def first_mention(text: str) -> Mention | None:
    """Return the first phrase of a text that counts, be the text a placeholder or not."""
    if _SUSPICIOUS.search(simplified(unicodedata.normalize("NFKC", text))) is None:
        return None
    folded = _Folded.of(text)
    hit = next(_hits(folded.letters), None)
    if hit is None:
        return None
    return Mention(hit.group(), folded.origins[hit.start()], folded.origins[hit.end() - 1] + 1)


def may_mention(lines: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the lines, from 1, that hold a sign without which nothing is mentioned."""
    folded = simplified(unicodedata.normalize("NFKC", "\n".join(lines)))
    return frozenset(number for number, line in enumerate(folded.split("\n"), 1) if _SUSPICIOUS.search(line))


def without_statements(text: str) -> tuple[str, ...]:
    """Return what a text says besides that it is withheld: its sentences that are no such statement, in one piece."""
    if _placeholder(skeleton(text)) is not None:
        return ()
    pieces, start, place = [], 0, 0
    for sentence in re.split(f"({_SENTENCE_END.pattern})", text):
        if _placeholder(skeleton(sentence)) is not None:
            pieces.append(text[start:place])
            start = place + len(sentence)
        place += len(sentence)
    return tuple(piece for piece in (*pieces, text[start:]) if skeleton(piece))


def passed_over(text: str) -> tuple[Mention, ...]:
    """Return the phrases of a text that speak of secrecy and do not count: they are denied, or part of another word."""
    if _SUSPICIOUS.search(simplified(unicodedata.normalize("NFKC", text))) is None:
        return ()
    folded = _Folded.of(text)
    found: list[Mention] = []
    for hit, counts in _phrases(folded.letters):
        start, end = folded.origins[hit.start()], folded.origins[hit.end() - 1] + 1
        if not counts and (not found or start >= found[-1].end):
            found.append(Mention(hit.group(), start, end))
    return tuple(found)


def _hits(letters: str) -> Iterator[re.Match[str]]:
    """Yield the phrases of a skeleton that count."""
    return (hit for hit, counts in _phrases(letters) if counts)


def _phrases(letters: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the phrases of a skeleton, each with whether it counts."""
    neighbours = [match.span(1) for match in _NEIGHBOUR.finditer(letters)]
    place = 0
    while (hit := _PHRASES.search(letters, place)) is not None:
        inside = any(start <= hit.start() and hit.end() <= end for start, end in neighbours)
        # Another phrase may begin inside this one and reach beyond the neighbour.
        place = hit.start() + 1 if inside else hit.end()
        yield hit, not inside and not _denied(letters[max(0, hit.start() - _BEFORE) : hit.start()], hit.group())


def _denied(before: str, phrase: str) -> bool:
    negation = _NEGATION.search(before)
    if negation is None or _FALSE_NEGATION.search(before) is not None:
        return False
    deniable = _DENIED_BY_NOT if negation.group() in {"不", "未", "无"} else _DENIED_BY_NON
    return phrase.startswith(deniable)


def _statement(text: str) -> Placeholder | None:
    """Find what states that a text is withheld: the whole of it, a sentence of it, its first clause or a bracket."""
    sentences = _SENTENCE_END.split(text)
    brackets = _BRACKETED.findall(text)
    first = next((sentence for sentence in sentences if skeleton(sentence)), "")
    found = [
        placeholder
        for piece in (text, *sentences, _CLAUSE_END.split(first)[0], *brackets)
        if (placeholder := _placeholder(skeleton(piece))) is not None
    ]
    by_project = [placeholder for placeholder in found if placeholder.scope is Scope.PROJECT]
    return next(iter(by_project or found), None)


def _placeholder(letters: str) -> Placeholder | None:
    if _STATEMENT.fullmatch(letters) is None:
        return None
    strong = [hit for hit in _hits(letters) if hit.group() not in WEAK_PHRASES]
    if not strong:
        return None
    project = next((hit for hit in strong if hit.group() in PROJECT_PHRASES), None)
    chosen = project or strong[0]
    return Placeholder(chosen.group(), Scope.ITEM if project is None else Scope.PROJECT, _reason(letters))


def _reason(letters: str) -> Reason:
    if "工作秘密" in letters:
        return Reason.WORK_SECRET
    if "商业秘密" in letters:
        return Reason.COMMERCIAL_SECRET
    if "个人隐私" in letters:
        return Reason.PERSONAL_PRIVACY
    return Reason.STATE_SECRET
