"""What sums of amounts that are not negative tell of each amount: the exact interval each one lies in.

Exact rational arithmetic, so that "is determined" is a proof and not a rounding. The method is the simplex method on a
sparse dictionary (each basic variable written in the others), with Bland's rule, which always ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """Every value a variable can take; ``upper`` is ``None`` where nothing bounds it."""

    lower: Fraction
    upper: Fraction | None


@dataclass(slots=True)
class _Line:
    """A quantity in terms of the variables that are zero at the present corner: ``constant + sum of terms``."""

    constant: Fraction
    terms: dict[int, Fraction]

    def replace(self, variable: int, by: _Line) -> None:
        """Put another line in the place of a variable."""
        factor = self.terms.pop(variable, _ZERO)
        if not factor:
            return
        self.constant += factor * by.constant
        for other, coefficient in by.terms.items():
            changed = self.terms.get(other, _ZERO) + factor * coefficient
            if changed:
                self.terms[other] = changed
            else:
                self.terms.pop(other, None)


class NonNegativeSystem:
    """Linear equations over variables that are all zero or more. It always has a solution: see ``add``."""

    def __init__(self) -> None:
        """Begin without equations."""
        self._basic: dict[int, _Line] = {}

    def add(self, coefficients: Mapping[int, int], value: Fraction) -> bool:
        """Add an equation, the weighted sum of some variables being a value.

        Returns:
            Whether it agrees with those before it. One that does not is left out.

        """
        gap = _Line(value, {})
        for variable, coefficient in coefficients.items():
            gap.terms[variable] = Fraction(-coefficient)
        for variable in coefficients:
            if variable in self._basic:
                gap.replace(variable, self._basic[variable])
        if gap.constant < 0:
            gap = _Line(-gap.constant, {variable: -term for variable, term in gap.terms.items()})
        while gap.constant:
            entering = min((variable for variable, term in gap.terms.items() if term < 0), default=None)
            if entering is None:
                return False
            leaving = self._leaving(entering)
            if leaving is None or self._room(leaving, entering) >= gap.constant / -gap.terms[entering]:
                break
            self._exchange(entering, leaving, gap)
        else:
            entering = min(gap.terms, default=None)
            if entering is None:
                return True
        self._settle(gap, entering)
        return True

    def interval(self, variable: int) -> Interval:
        """Return the tight interval of a variable."""
        lower = self._least(variable, 1)
        upper = self._least(variable, -1)
        return Interval(lower or _ZERO, None if upper is None else -upper)

    def _least(self, variable: int, sign: int) -> Fraction | None:
        """Return the least value of a variable times a sign; ``None`` where there is none."""
        known = self._basic.get(variable)
        if known is None:
            aim = _Line(_ZERO, {variable: Fraction(sign)})
        else:
            aim = _Line(sign * known.constant, {other: sign * term for other, term in known.terms.items()})
        while True:
            entering = min((other for other, term in aim.terms.items() if term < 0), default=None)
            if entering is None:
                return aim.constant
            leaving = self._leaving(entering)
            if leaving is None:
                return None
            self._exchange(entering, leaving, aim)

    def _room(self, leaving: int, entering: int) -> Fraction:
        line = self._basic[leaving]
        return line.constant / -line.terms[entering]

    def _leaving(self, entering: int) -> int | None:
        """Return the basic variable that first reaches zero as another grows (Bland's rule among equals)."""
        falling = (basic for basic, line in self._basic.items() if line.terms.get(entering, _ZERO) < 0)
        return min(falling, key=lambda basic: (self._room(basic, entering), basic), default=None)

    def _exchange(self, entering: int, leaving: int, aim: _Line) -> None:
        line = self._basic.pop(leaving)
        self._substitute(entering, _solved(line, entering, leaving), aim)

    def _settle(self, gap: _Line, entering: int) -> None:
        """Make an equation hold: the gap is zero from now on, and one of its variables is written in the others."""
        self._substitute(entering, _solved(gap, entering, None), gap)

    def _substitute(self, entering: int, solved: _Line, aim: _Line) -> None:
        for line in self._basic.values():
            line.replace(entering, solved)
        aim.replace(entering, solved)
        self._basic[entering] = solved


def _solved(line: _Line, entering: int, leaving: int | None) -> _Line:
    """Solve a line for one of its variables; ``leaving`` names the line itself, ``None`` where it is zero."""
    factor = -1 / line.terms[entering]
    terms = {other: factor * term for other, term in line.terms.items() if other != entering}
    if leaving is not None:
        terms[leaving] = -factor
    return _Line(factor * line.constant, terms)
