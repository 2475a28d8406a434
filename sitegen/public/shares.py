"""Shares of a whole, and the largest parts of it, for breakdowns with bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from sitegen.values.money import Money, total_of

T_co = TypeVar("T_co", covariant=True)

#: A whole, in the tenths of a per cent that shares are counted in.
WHOLE = 1000


def share(part: Money, whole: Money) -> int | None:
    """Return a part's share in tenths of a per cent, rounded half up; ``None`` where the whole is zero."""
    if not whole:
        return None
    return int((part.wan * WHOLE / whole.wan).quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Part(Generic[T_co]):
    """One part of a breakdown. ``permille`` is its share in tenths of a per cent."""

    item: T_co
    amount: Money
    permille: int


@dataclass(frozen=True, slots=True)
class Breakdown(Generic[T_co]):
    """The parts of a whole that are shown, and what is left out of them."""

    base: Money
    parts: tuple[Part[T_co], ...]
    left_out: int
    left_out_amount: Money | None

    @property
    def shown_permille(self) -> int | None:
        """The share of the parts shown, taken together."""
        total = total_of(part.amount for part in self.parts)
        return None if total is None else share(total, self.base)

    @property
    def is_whole(self) -> bool:
        """Whether the parts shown are the whole."""
        return total_of(part.amount for part in self.parts) == self.base

    @property
    def rounds_to_whole(self) -> bool:
        """Whether the printed shares of all parts add up to 100.0 %."""
        return sum(part.permille for part in self.parts) == WHOLE


def break_down(items: Iterable[tuple[T_co, Money]], base: Money) -> Breakdown[T_co] | None:
    """Break a whole down into all its parts in their own order; ``None`` where the whole is zero."""
    return _breakdown(tuple(items), (), base)


def largest(items: Sequence[tuple[T_co, Money]], base: Money, count: int) -> Breakdown[T_co] | None:
    """Keep the largest parts, the largest first, equals in their own order; all where one alone would be left out."""
    ordered = sorted(items, key=lambda pair: -pair[1].wan)
    kept = len(ordered) if len(ordered) <= count + 1 else count
    return _breakdown(tuple(ordered[:kept]), tuple(ordered[kept:]), base)


def _breakdown(
    shown: tuple[tuple[T_co, Money], ...], rest: tuple[tuple[T_co, Money], ...], base: Money
) -> Breakdown[T_co] | None:
    parts: list[Part[T_co]] = []
    for item, amount in shown:
        permille = share(amount, base)
        if permille is None:
            return None
        parts.append(Part(item, amount, permille))
    return Breakdown(base, tuple(parts), len(rest), total_of(amount for _, amount in rest)) if parts else None
