"""Recognition: which known mistakes give the very numbers that a program gave.

A cause is named only if it explains every number. In turn:

1. one wrong program agrees with this one on every case, errors and changed arguments included;
2. exactly one agrees on all small and random cases, and the rest hides another weakness;
3. two wrong programs explain different outputs, each all that it would change;
4. two explain the result together, one of them being a constant factor in each case (a sign, a 2,
   a division by the number of rows), or both changes are added up.

Where several explanations of the last kinds fit, none is named. To the first two kinds a mistake is
added that shows in extreme numbers alone, if warnings and infinite results are just where it has
them.
"""

import numpy as np

from edunn.exercises.attempt import Attempt
from edunn.exercises.exercise import ORDINARY, PLAIN, Mistake
from edunn.exercises.pairs import (
    Known,
    explaining_outputs,
    explaining_products,
    explaining_sums,
)


def recognized(attempt: Attempt) -> tuple[Mistake, ...]:
    """The mistakes that explain a program: one, two, or none.

    Example:
        >>> import numpy as np
        >>> from edunn.exercises import find
        >>> from edunn.exercises.outcomes import outcomes_of
        >>> sigmoid = find("sigmoid")
        >>> wrong = outcomes_of(lambda x: 1 / (1 + np.exp(x)), sigmoid.cases)
        >>> [mistake.id for mistake in recognized(Attempt(sigmoid, wrong))]
        ['exponent-sign']
    """
    known = [(m, Attempt.known(attempt.exercise, m.id)) for m in attempt.exercise.mistakes]
    whole = [mistake for mistake, wrong in known if _agrees_everywhere(attempt, wrong)]
    if whole:
        return (whole[0], *_hidden(attempt, known, whole[0]))
    plain = [mistake for mistake, wrong in known if _agrees_on_plain_cases(attempt, wrong)]
    if plain:
        return (plain[0], *_hidden(attempt, known, plain[0])) if len(plain) == 1 else ()
    return _pair(attempt, known) if attempt.exercise.summary is None else ()


def _pair(attempt: Attempt, known: Known) -> tuple[Mistake, ...]:
    """The only pair of mistakes that explains a program; none if there are several."""
    for explaining in (explaining_outputs, explaining_products, explaining_sums):
        pairs = list(explaining(attempt, known))
        if pairs:
            return pairs[0] if len(pairs) == 1 else ()
    return ()


def _hidden(attempt: Attempt, known: Known, found: Mistake) -> tuple[Mistake, ...]:
    """The only other mistake that shows in extreme numbers alone, and has left its marks here."""
    marks = _marks(attempt)
    if marks in (_marks(attempt.right), _marks(Attempt.known(attempt.exercise, found.id))):
        return ()
    hidden = tuple(
        mistake
        for mistake, wrong in known
        if _marks(wrong) == marks and all(map(wrong.passes, wrong.places(ORDINARY)))
    )
    return hidden if len(hidden) == 1 else ()


def _marks(attempt: Attempt) -> list[object]:
    """Of each extreme case what NumPy warned of, and where the result is no finite number."""
    return [
        (
            attempt.outcomes[k].warned,
            attempt.readings[k].fault,
            [np.isfinite(part).tolist() for part in attempt.readings[k].parts],
        )
        for k in attempt.places(["stability"])
    ]


def _agrees_everywhere(attempt: Attempt, wrong: Attempt) -> bool:
    """Whether both agree on every case; extreme ones count if the mistake shows only there."""
    ordinary = list(wrong.places(ORDINARY))
    seen = [k for k in ordinary if _shows(wrong, k)]
    extreme = [] if seen else list(wrong.places(["stability"]))
    if not seen and not any(_shows(wrong, k) for k in extreme):
        return False
    told = seen or [k for k in extreme if _shows(wrong, k)]
    has_numbers = any(not wrong.readings[k].fault for k in told)
    return (
        has_numbers
        and all(_agrees(attempt, wrong, k) for k in ordinary)
        and all(attempt.warns(k) == wrong.warns(k) for k in extreme)
        and all(_agrees(attempt, wrong, k) for k in extreme)
    )


def _agrees(attempt: Attempt, wrong: Attempt, k: int) -> bool:
    changed = attempt.outcomes[k].changed == wrong.outcomes[k].changed
    return changed and attempt.is_same(wrong, k)


def _shows(wrong: Attempt, k: int) -> bool:
    """Whether the mistake is to be seen in case k."""
    return not wrong.passes(k) or bool(wrong.outcomes[k].changed)


def _agrees_on_plain_cases(attempt: Attempt, wrong: Attempt) -> bool:
    plain = list(wrong.places(PLAIN))
    told = [k for k in plain if not wrong.is_same(wrong.right, k) and not wrong.readings[k].fault]
    return bool(told) and all(attempt.is_same(wrong, k) for k in plain)
