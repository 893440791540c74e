"""Pairs of mistakes: two that together give the very numbers that a program gave.

In turn: each explains some of the outputs, all that it would change (dW by one, db by another); or
one is a factor in each case (a sign, a 2, a division by the number of rows), and the result is what
the other gives, times that; or the result is off by what each of them alone would change, added up.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import TypeAlias

import numpy as np

from edunn.arrays import Array
from edunn.exercises.attempt import Attempt
from edunn.exercises.exercise import PLAIN, Mistake
from edunn.exercises.readings import are_same

Known: TypeAlias = Sequence[tuple[Mistake, Attempt]]
Pair: TypeAlias = tuple[Mistake, Mistake]


def explaining_outputs(attempt: Attempt, known: Known) -> Iterator[Pair]:
    """Pairs of mistakes of which each explains some outputs, and both together all wrong ones."""
    cases = list(attempt.places(PLAIN))
    if not _is_readable(attempt, cases):
        return
    wrong = _wrong_parts(attempt, cases)
    marks = [(m, _wrong_parts(its, cases), its) for m, its in known]
    fitting = [
        (m, parts)
        for m, parts, its in marks
        if parts and parts < wrong and _fits(attempt, its, parts, cases)
    ]
    for (one, first), (other, second) in combinations(fitting, 2):
        if first | second == wrong and not first & second:
            yield one, other


def _wrong_parts(attempt: Attempt, cases: Sequence[int]) -> frozenset[int]:
    """The outputs that are wrong in some case."""
    parts = range(len(attempt.exercise.parts))
    right = attempt.right
    return frozenset(p for p in parts if _differs(attempt, right, p, cases))


def _differs(one: Attempt, other: Attempt, part: int, cases: Sequence[int]) -> bool:
    return not all(one.is_same_part(other, k, part) for k in cases)


def _fits(attempt: Attempt, wrong: Attempt, parts: frozenset[int], cases: Sequence[int]) -> bool:
    return not any(_differs(attempt, wrong, part, cases) for part in parts)


def explaining_products(attempt: Attempt, known: Known) -> Iterator[Pair]:
    """Pairs of mistakes of which one is a factor, so that the result is the other's times that."""
    cases = list(attempt.places(PLAIN))
    if not _is_readable(attempt, cases) or not _wrong_parts(attempt, cases):
        return
    factors = {m.id: _factors(its, cases) for m, its in known}
    found = {
        frozenset((one.id, other.id))
        for (one, _), (other, its) in permutations(known, 2)
        if _is_product(attempt, its, factors[one.id], cases)
    }
    for ids in found:
        one, other = (m for m, _ in known if m.id in ids)
        yield one, other


def _is_product(
    attempt: Attempt, wrong: Attempt, factors: Array | None, cases: Sequence[int]
) -> bool:
    if factors is None or not _is_readable(wrong, cases):
        return False
    rows = zip(cases, factors, strict=True)
    return all(_is_multiple(attempt, wrong, k, factor) for k, factor in rows)


def explaining_sums(attempt: Attempt, known: Known) -> Iterator[Pair]:
    """Pairs of mistakes whose differences from the right result add up to that of the attempt.

    A factor is left out: two of them are multiplied, and their differences say nothing.
    """
    cases = list(attempt.places(PLAIN))
    if not _is_readable(attempt, cases) or any(_is_constant(attempt, k) for k in cases):
        return
    seen = [
        (m, its)
        for m, its in known
        if _is_readable(its, cases) and _wrong_parts(its, cases) and _factors(its, cases) is None
    ]
    for (one, first), (other, second) in combinations(seen, 2):
        if all(_is_sum(attempt, first, second, k) for k in cases):
            yield one, other


def _is_constant(attempt: Attempt, k: int) -> bool:
    """Whether some output has one number only: nothing but zeros is the sum of many things."""
    return any(part.size > 1 and np.ptp(part) == 0 for part in attempt.readings[k].parts)


def _is_readable(attempt: Attempt, cases: Sequence[int]) -> bool:
    return not any(attempt.readings[k].fault for k in cases)


def _is_sum(attempt: Attempt, first: Attempt, second: Attempt, k: int) -> bool:
    """Whether each output in case k is right + (first - right) + (second - right)."""
    rows = (attempt, first, second, attempt.right)
    parts = zip(*(of.readings[k].parts for of in rows), strict=True)
    return all(
        a.shape == b.shape == right.shape
        and are_same(mine, a + (b - right), attempt.exercise.tolerance)
        for mine, a, b, right in parts
    )


def _is_multiple(attempt: Attempt, wrong: Attempt, k: int, factors: Array) -> bool:
    """Whether each output in case k is the wrong one's times its factor."""
    parts = zip(attempt.readings[k].parts, wrong.readings[k].parts, factors, strict=True)
    tolerance = attempt.exercise.tolerance
    return all(are_same(mine, np.asarray(f * its), tolerance) for mine, its, f in parts)


def _factors(wrong: Attempt, cases: Sequence[int]) -> Array | None:
    """By what a mistake multiplies each output in each case; None if it does something else."""
    rows = []
    for k in cases:
        if wrong.readings[k].fault:
            return None
        pairs = zip(wrong.readings[k].parts, wrong.right.readings[k].parts, strict=True)
        rows.append([_factor(its, right) for its, right in pairs])
    factors = np.array(rows, np.float64)
    is_other = not np.allclose(factors, 1.0, rtol=1e-9)
    return factors if np.isfinite(factors).all() and is_other else None


def _factor(its: Array, right: Array) -> float:
    """The one number that the right output is multiplied by, or NaN."""
    if its.shape != right.shape or not np.isfinite(its).all() or not right.any():
        return float("nan")
    place = np.unravel_index(np.abs(right).argmax(), right.shape)
    factor = float(its[place] / right[place])
    return factor if np.allclose(its, factor * right, rtol=1e-9, atol=1e-12) else float("nan")
