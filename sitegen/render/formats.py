"""Numbers and dates as readers of either language write them.

Figures of a table stand under a header that names their unit, as printed: ``1,485.34`` under 万元. In
English prose an amount has a natural form with the printed one behind it: CNY 14.85 million (1,485.34 万元).
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from markupsafe import Markup, escape

from sitegen.public.addresses import Language
from sitegen.render.phrases import Phrase, marked
from sitegen.values.money import Money

_MILLION = 1_000_000
_BILLION = 1_000_000_000
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def count(number: int) -> str:
    """Write a whole number, in groups of three."""
    return f"{number:,}"


def percent(permille: int) -> str:
    """Write a share that is given in tenths of a per cent."""
    return f"{permille // 10}.{permille % 10}%"


def plain(text: str) -> Phrase:
    """Write digits, which are in no language."""
    return Phrase(text, escape(text))


_WAN = '\u00a0<span lang="zh-Hans">万元</span>'
_TIME = Markup('<time datetime="%s">%s</time>')


# An amount stands in a table, in a bar, in a section, and in both languages.
@lru_cache(maxsize=1024)
def figure(amount: Money) -> Phrase:
    """Write an amount in 万元, without its unit; machines read it in yuan."""
    text = str(amount)
    return Phrase(text, _data(amount, text))


def _data(amount: Money, html: str) -> Markup:
    """Write an amount that readers see as ``html``: digits and words of our own, in which nothing is to be escaped."""
    return marked(f'<data value="{amount.yuan}">{html}</data>')


def magnitude(amount: Money) -> Money:
    """Return an amount without its sign, for a sentence that says in words which way it goes."""
    return Money(abs(amount.wan))


def natural_english(amount: Money) -> str:
    """Write an amount in yuan as English prose does, to the nearest hundredth of a million or billion."""
    yuan = amount.yuan
    if yuan < _MILLION:
        return f"CNY\u00a0{yuan:,}"
    unit, name = (_BILLION, "billion") if yuan >= _BILLION else (_MILLION, "million")
    rounded = (Decimal(yuan) / unit).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    digits = f"{rounded:,.2f}".rstrip("0").rstrip(".")
    return f"CNY\u00a0{digits}\u00a0{name}"


def amount(money: Money, language: Language) -> Phrase:
    """Write an amount in prose, with its unit."""
    if language is Language.ZH:
        text = f"{money}\u00a0万元"
        return Phrase(text, _data(money, text))
    natural = natural_english(money)
    html = f"{natural} ({_data(money, f'{money}{_WAN}')})"
    return Phrase(f"{natural} ({money} wan yuan)", Markup(html))  # noqa: S704  (digits and words of our own)


def day(of: date, language: Language) -> Phrase:
    """Write a date."""
    text = (
        f"{of.year}年{of.month}月{of.day}日"
        if language is Language.ZH
        else f"{of.day} {_MONTHS[of.month - 1]} {of.year}"
    )
    return Phrase(text, _TIME % (of.isoformat(), text))
