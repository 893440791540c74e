"""`check`: a function of one's own against an exercise."""

import math
from collections.abc import Sequence

from edunn.errors import SettingError
from edunn.exercises.attempt import Attempt
from edunn.exercises.catalogue import find
from edunn.exercises.exercise import Exercise, Mistake, Program
from edunn.exercises.faults import changed_arguments, fault_of, signature_fault
from edunn.exercises.lessons import LESSONS
from edunn.exercises.limits import TimeIsUp, time_limit
from edunn.exercises.outcomes import calls, outcomes_of
from edunn.exercises.recognition import recognized
from edunn.exercises.result import Feedback, Result
from edunn.exercises.writing import given, told_apart, written
from edunn.guards import require_positive
from edunn.text import joined

SECONDS = 5.0
"""How long all calls together may take; a right program needs milliseconds."""


def check(name: str, program: Program, *, seconds: float = SECONDS) -> Result:
    """Check a function of yours: is it right, and if not, what is wrong with it, and why?

    It is called with small inputs first, then with random ones, edge cases, and numbers so large
    that a careless formula overflows. Wrong results are compared with those of known wrong
    programs; a cause is named only if it gives the very same numbers.

    Args:
        name: the exercise, as in "sigmoid"; `edunn.exercises.names()` lists all.
        program: your function; it may return lists or arrays, in any number type.
        seconds: the limit for all calls together.

    Raises:
        UnknownNameError: no exercise has this name.
        SettingError: `program` is not a function.

    Example:
        >>> import numpy as np
        >>> check("sigmoid", lambda x: 1 / (1 + np.exp(x)))
        sigmoid: The minus in the exponent is lost.
        exp(-x), not exp(x): a large input must give a number near 1.
        At x = [-1, 2]:
          your y   [0.7311, 0.1192]
          right y  [0.2689, 0.8808]
        Credit so far: 18 %. Read lesson 3, "activations".
    """
    exercise = find(name)
    require_positive("seconds", seconds)
    if not callable(program):
        raise SettingError(
            f"check needs a function, not {written(program)}. Write its name without brackets: "
            f'check("{exercise.name}", {exercise.name}).'
        )
    unfit = signature_fault(exercise, program)
    if unfit:
        return _failed(exercise, "signature", (f"{exercise.name}: {unfit}",))
    try:
        with time_limit(seconds):
            outcomes = outcomes_of(program, exercise.cases)
    except TimeIsUp:
        return _failed(exercise, "time", (_endless(exercise, seconds), ENDLESS))
    result = judged(Attempt(exercise, outcomes), program)
    if result.passed and calls(program, exercise.solution, exercise.cases[0].arguments):
        return _failed(exercise, "solution", (f"{exercise.name}: {NOT_YOURS}", WRITE_IT))
    return result


NOT_YOURS = "This is EduNN's own function, not yours."
WRITE_IT = (
    "Its numbers are right, of course, but only what you write yourself is yours afterwards. Begin "
    "with the smallest input and a pencil, and check often: a wrong try costs nothing."
)


ENDLESS = "Is there a loop whose end is never reached? Look at what changes from turn to turn."


def _endless(exercise: Exercise, seconds: float) -> str:
    return f"{exercise.name}: Your function was still running after {seconds:g} seconds."


def judged(attempt: Attempt, program: Program) -> Result:
    """The result of an attempt."""
    exercise = attempt.exercise
    if not attempt.failures and not attempt.changed:
        return Result(exercise.name, True, 1.0, (), "", attempt.properties, _praise(attempt))
    mistakes = recognized(attempt)
    if mistakes:
        problem, sentences = "mistake", _told(attempt, mistakes)
    else:
        problem, sentences = fault_of(attempt, program)
    headline, *others = sentences
    feedback = Feedback(
        f"{exercise.name}: {headline}",
        tuple(filter(None, others)),
        _input_of(attempt, _shown_case(attempt, bool(mistakes))),
        _compared(attempt, _shown_case(attempt, bool(mistakes))),
        _closing(exercise, attempt.credit),
    )
    ids = tuple(mistake.id for mistake in mistakes)
    return Result(exercise.name, False, attempt.credit, ids, problem, attempt.properties, feedback)


def _failed(exercise: Exercise, problem: str, sentences: Sequence[str]) -> Result:
    """A program that could not be compared at all."""
    headline, *others = sentences
    feedback = Feedback(headline, tuple(others), closing=_closing(exercise, 0.0))
    return Result(exercise.name, False, 0.0, (), problem, {}, feedback)


def _praise(attempt: Attempt) -> Feedback:
    exercise = attempt.exercise
    kinds = {"edge": "edge cases", "stability": "extreme numbers"}
    more = [words for kind, words in kinds.items() if kind in attempt.properties]
    included = f", {joined(more)} included" if more else ""
    return Feedback(f"{exercise.name}: right, for all {len(exercise.cases)} inputs{included}.")


def _told(attempt: Attempt, mistakes: Sequence[Mistake]) -> tuple[str, ...]:
    """What is wrong and why; of two mistakes, both."""
    known = set().union(*(_changes(attempt, mistake) for mistake in mistakes))
    more = set(attempt.changed) - known
    extra = [changed_arguments(attempt) + " Work on a copy."] if more else []
    if len(mistakes) == 1:
        return f"{mistakes[0].what}.", mistakes[0].why, *extra
    lines = [f"{n}. {m.what}. {m.why}" for n, m in enumerate(mistakes, start=1)]
    return "Two mistakes come together here.", *lines, *extra


def _changes(attempt: Attempt, mistake: Mistake) -> set[int]:
    return set(Attempt.known(attempt.exercise, mistake.id).changed)


def _shown_case(attempt: Attempt, is_known: bool = False) -> int:
    """The smallest input that shows what is wrong; of a known mistake, by numbers."""
    if attempt.failures:
        with_numbers = [k for k in attempt.failures if not attempt.readings[k].fault]
        return with_numbers[0] if is_known and with_numbers else attempt.failures[0]
    return next(k for k, outcome in enumerate(attempt.outcomes) if outcome.changed)


def _input_of(attempt: Attempt, k: int) -> str:
    case = attempt.exercise.cases[k]
    letters = attempt.exercise.letters
    pairs = zip(letters, case.arguments, strict=True)
    return ", ".join(given(letter, argument) for letter, argument in pairs)


def _compared(attempt: Attempt, k: int) -> tuple[tuple[str, str, str], ...]:
    """The outputs that differ, yours and the right one."""
    right = attempt.right.readings[k].parts
    if attempt.readings[k].fault:
        return ()
    sides = zip(attempt.exercise.parts, attempt.readings[k].parts, right, strict=True)
    differing = tuple(
        (letter, *told_apart(mine, its))
        for part, (letter, mine, its) in enumerate(sides)
        if not attempt.is_same_part(attempt.right, k, part)
    )
    return differing or _changed(attempt, k)


def _changed(attempt: Attempt, k: int) -> tuple[tuple[str, str, str], ...]:
    """The arguments that were changed: what they are after the call, and should be."""
    outcome, arguments = attempt.outcomes[k], attempt.exercise.cases[k].arguments
    return tuple(
        (f"{attempt.exercise.letters[place]} afterwards", *told_apart(left, arguments[place]))
        for place, left in zip(outcome.changed, outcome.left, strict=True)
    )


def _closing(exercise: Exercise, credit: float) -> str:
    share = f"{math.floor(credit * 100)} %"
    return f'Credit so far: {share}. Read lesson {exercise.lesson}, "{LESSONS[exercise.lesson]}".'
