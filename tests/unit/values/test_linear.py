"""Intervals of non-negative systems, against all whole solutions of small ones."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.values.linear import Interval, NonNegativeSystem

_SIZE = 4
_HIGHEST = 5
_equations = st.lists(
    st.tuples(st.lists(st.sampled_from((0, 1, 1, -1)), min_size=_SIZE, max_size=_SIZE), st.integers(0, _HIGHEST)),
    max_size=4,
)


def test_what_nothing_bounds_has_no_upper_bound() -> None:
    system = NonNegativeSystem()
    assert system.interval(0) == Interval(Fraction(0), None)
    assert system.add({0: 1, 1: -1}, Fraction(3))
    assert system.interval(0) == Interval(Fraction(3), None)


def test_a_sum_bounds_its_parts() -> None:
    system = NonNegativeSystem()
    assert system.add({0: 1, 1: 1}, Fraction(10))
    assert system.interval(0) == Interval(Fraction(0), Fraction(10))
    assert system.add({0: 1, 2: -1}, Fraction(8))
    assert system.interval(0) == Interval(Fraction(8), Fraction(10))
    assert system.interval(1) == Interval(Fraction(0), Fraction(2))


def test_an_equation_that_contradicts_those_before_it_is_left_out() -> None:
    system = NonNegativeSystem()
    assert not system.add({0: 1, 1: 1}, Fraction(-1))
    assert system.add({0: 1}, Fraction(4))
    assert system.add({0: 2}, Fraction(8))
    assert not system.add({0: 1, 1: 1}, Fraction(3))
    assert system.interval(0) == Interval(Fraction(4), Fraction(4))
    assert system.interval(1) == Interval(Fraction(0), None)


def _bounded() -> NonNegativeSystem:
    """Give a system in which a slack of its own bounds each variable."""
    system = NonNegativeSystem()
    for variable in range(_SIZE):
        assert system.add({variable: 1, _SIZE + variable: 1}, Fraction(_HIGHEST))
    return system


def _terms(coefficients: list[int]) -> dict[int, int]:
    return {at: factor for at, factor in enumerate(coefficients) if factor}


@settings(max_examples=100, deadline=None)
@given(_equations)
def test_an_interval_holds_every_solution_and_its_ends_are_solutions(equations: list[tuple[list[int], int]]) -> None:
    system = _bounded()
    kept = [(terms, value) for terms, value in equations if system.add(_terms(terms), Fraction(value))]
    points = [
        point
        for point in product(range(_HIGHEST + 1), repeat=_SIZE)
        if all(sum(c * x for c, x in zip(terms, point, strict=True)) == value for terms, value in kept)
    ]
    for variable in range(_SIZE):
        interval = system.interval(variable)
        assert interval.upper is not None
        assert all(interval.lower <= point[variable] <= interval.upper for point in points)
        for end, beyond in ((interval.lower, Fraction(-1, 7)), (interval.upper, Fraction(1, 7))):
            for value, possible in ((end, True), (end + beyond, False)):
                again = _bounded()
                assert all(again.add(_terms(terms), Fraction(of)) for terms, of in kept)
                assert again.add({variable: 1}, value) is possible
