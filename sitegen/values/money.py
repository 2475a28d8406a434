"""Amounts of public money: exact decimals in 万元 (CNY 10,000), never floats.

The unit of every official goal table is 万元 with at most two decimals, so an amount is exact to 100 yuan.
A blank amount is ``None`` and is not zero: ``0.00`` in a table says "nothing was budgeted", a blank cell says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

#: How an amount in 万元 is written.
AMOUNT_PATTERN = r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$"
_WAN = re.compile(AMOUNT_PATTERN)

#: One 万元 in yuan.
YUAN_PER_WAN = 10_000


class NotAnAmountError(ValueError):
    """The text is not an amount in 万元."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money, in 万元."""

    wan: Decimal

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read an amount in 万元 as a clerk writes it: digits, and at most two decimals after a point.

        Raises:
            NotAnAmountError: for anything else; thousands separators, signs and words included.

        """
        if _WAN.fullmatch(text) is None:
            raise NotAnAmountError(text)
        return cls(Decimal(text).quantize(Decimal("0.01")))

    @property
    def yuan(self) -> int:
        """The amount in yuan, which is always whole."""
        return int(self.wan * YUAN_PER_WAN)

    def __add__(self, other: Money) -> Money:
        return Money(self.wan + other.wan)

    def __sub__(self, other: Money) -> Money:
        return Money(self.wan - other.wan)

    def __lt__(self, other: Money) -> bool:
        return self.wan < other.wan

    def __bool__(self) -> bool:
        return bool(self.wan)

    def __str__(self) -> str:
        return f"{self.wan:,.2f}".replace("-", "\N{MINUS SIGN}")


ZERO = Money(Decimal("0.00"))


def total_of(amounts: Iterable[Money | None]) -> Money | None:
    """Add the amounts that are stated; ``None`` where none is."""
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated, ZERO) if stated else None
