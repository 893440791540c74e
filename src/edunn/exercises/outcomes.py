"""Outcomes: what happened when a program was called with the arguments of a case.

Not only what it returned counts: also an error, a warning of NumPy (an overflow, 0 / 0), and
whether an argument was changed on the way. A wrong program is known by all of these together.
"""

import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from copy import deepcopy
from dataclasses import dataclass
from io import StringIO
from traceback import clear_frames
from types import FrameType
from typing import Any, final

import numpy as np

from edunn.exercises.exercise import Arguments, Case, Exercise, Program

KEPT = 10_000
"""Characters of what a program prints that are kept."""

MOST_PRINTED = 1_000_000
"""Characters that a program may print: more comes of a loop, and takes the time of the check."""


@final
class TooMuchPrintedError(RuntimeError):
    """A program prints far more than anybody reads."""

    def __init__(self) -> None:
        super().__init__(f"more than {MOST_PRINTED:,} characters were printed")


@final
@dataclass(frozen=True)
class Outcome:
    """What one call gave.

    Args:
        value: what was returned; None after an error.
        error: what was raised, if anything.
        warned: the kinds of NumPy's warnings: "overflow", "divide by zero", "invalid value".
        changed: the positions of the arguments that are no longer what they were.
        left: what the changed arguments are now.
        printed: what it printed.
    """

    value: Any = None
    error: BaseException | None = None
    warned: frozenset[str] = frozenset()
    changed: tuple[int, ...] = ()
    left: tuple[Any, ...] = ()
    printed: str = ""


@final
class Printed(StringIO):
    """What a program prints: its beginning is kept, and there is an end to it.

    Example:
        >>> Printed().write("x" * 2_000_000)
        Traceback (most recent call last):
        edunn.exercises.outcomes.TooMuchPrintedError: more than 1,000,000 characters were printed
    """

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def write(self, text: str, /) -> int:
        """Keep a text, if there is room.

        Raises:
            TooMuchPrintedError: all texts together are too long.
        """
        self._count += len(text)
        if self._count > MOST_PRINTED:
            raise TooMuchPrintedError
        if self.tell() < KEPT:
            super().write(text)
        return len(text)


@contextmanager
def unanswered() -> Iterator[None]:
    """Let `input()` fail at once: nobody sees what it asks."""
    before, sys.stdin = sys.stdin, StringIO()
    try:
        yield
    finally:
        sys.stdin = before


def called(program: Program, arguments: Arguments) -> Outcome:
    """Call a program with copies of the arguments; its errors are part of the outcome.

    Example:
        >>> called(lambda x: np.exp(x), (np.array([1000.0]),)).warned
        frozenset({'overflow'})
        >>> called(lambda x: x.sort(), (np.array([2.0, 1.0]),)).changed
        (0,)
    """
    given, warned, printed = deepcopy(arguments), set[str](), Printed()
    value: Any = None
    error: BaseException | None = None
    notice = np.errstate(all="call", under="ignore", call=lambda kind, _: warned.add(kind))
    with warnings.catch_warnings(), notice, redirect_stdout(printed), unanswered():
        warnings.simplefilter("ignore")
        try:
            value = program(*given)
        except (Exception, SystemExit) as raised:
            error = raised
            clear_frames(raised.__traceback__)  # else what filled the memory stays in it
    changed = tuple(k for k, q in enumerate(arguments) if not _is_same(q, given[k]))
    left = tuple(given[k] for k in changed)
    return Outcome(value, error, frozenset(warned), changed, left, printed.getvalue())


def outcomes_of(program: Program, cases: Sequence[Case]) -> tuple[Outcome, ...]:
    """The outcome of every case, in order."""
    return tuple(called(program, case.arguments) for case in cases)


def calls(program: Program, function: Program, arguments: Arguments) -> bool:
    """Whether a program is this very function, or calls it.

    Example:
        >>> from edunn.exercises import find
        >>> relu = find("relu").solution
        >>> calls(lambda x: relu(x), relu, (np.ones(2),)), calls(np.abs, relu, (np.ones(2),))
        (True, False)
    """
    code, found = function.__code__, False

    def watch(frame: FrameType, event: str, _: Any) -> None:
        nonlocal found
        found = found or (event == "call" and frame.f_code is code)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        called(program, arguments)
    finally:
        sys.setprofile(before)
    return found


def _is_same(before: Any, after: Any) -> bool:
    if isinstance(before, np.ndarray):
        return before.shape == np.shape(after) and np.array_equal(before, after, equal_nan=True)
    return before == after if isinstance(before, list) else True


_KNOWN: dict[str, tuple[Exercise, dict[str, tuple[Outcome, ...]]]] = {}


def known_outcomes(exercise: Exercise) -> dict[str, tuple[Outcome, ...]]:
    """The outcomes of the wrong programs by id, and of the right one as ""; computed once."""
    kept = _KNOWN.get(exercise.name)
    if kept is None or kept[0] is not exercise:
        programs = {"": exercise.solution} | {m.id: m.program for m in exercise.mistakes}
        found = {name: outcomes_of(run, exercise.cases) for name, run in programs.items()}
        kept = _KNOWN[exercise.name] = exercise, found
    return kept[1]
