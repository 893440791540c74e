"""Faults: what to say where no known mistake fits.

No cause is named that is not known. What is certain is told in the student's terms: the line that
raised an error, the shape that came and the one that was asked for, the first number that differs.
"""

import inspect
import traceback
from typing import Any

import numpy as np

from edunn.exercises.attempt import Attempt
from edunn.exercises.exercise import Exercise, Program
from edunn.exercises.outcomes import MOST_PRINTED, Outcome, TooMuchPrintedError
from edunn.exercises.permissions import NotAllowedError
from edunn.exercises.readings import differences
from edunn.exercises.writing import told_apart
from edunn.text import joined, plural
from edunn.trace.derivation import Derived
from edunn.trace.number_format import NumberFormat

UNEXPLAINED = "This is not right yet, and none of the known mistakes explains it."

Fault = tuple[str, tuple[str, ...]]
"""The kind of a problem, and its sentences, the headline first."""


def fault_of(attempt: Attempt, program: Program) -> Fault:
    """What is wrong with a program whose mistake is not known."""
    if not attempt.failures:
        return "arguments", (changed_arguments(attempt), RESULT_RIGHT)
    k = attempt.failures[0]
    outcome, exercise = attempt.outcomes[k], attempt.exercise
    fault = attempt.readings[k].fault
    if fault == "error":
        return "error", error_of(outcome, program)
    if fault == "nothing":
        return "nothing", nothing_of(outcome)
    if fault in ("count", "kind"):
        return fault, form_of(outcome, exercise, fault)
    if exercise.summary is None and not attempt.is_same(attempt.right, k):
        return difference_of(attempt, k)
    if attempt.is_same(attempt.right, k):
        return "warning", warning_of(outcome, program)
    return "value", (
        UNEXPLAINED,
        "The numbers are random, so what holds of all of them together is compared.",
    )


RESULT_RIGHT = (
    "The numbers are right, but who called your function may need the old ones still: "
    "work on a copy, as in x = x.copy(), or write x = x - 1 instead of x -= 1."
)


def changed_arguments(attempt: Attempt) -> str:
    """Which arguments a program changes."""
    letters = [attempt.exercise.letters[k] for k in attempt.changed]
    named = "its argument" if len(letters) == 1 else "its arguments"
    return f"Your function changes {named} {joined(letters)}."


def signature_fault(exercise: Exercise, program: Program) -> str:
    """What does not fit about a program's arguments; "" if they do, or cannot be known."""
    try:
        own = inspect.signature(program)
    except (TypeError, ValueError):
        return ""
    try:
        own.bind(*exercise.letters)
    except TypeError:
        asked, has = list(exercise.letters), list(own.parameters)
        missing = [letter for letter in asked if letter not in has]
        surplus = [letter for letter in has if letter not in asked]
        told = f"Asked is {exercise.name}({', '.join(asked)}), yours takes ({', '.join(has)})"
        lacks = (
            f": {joined(missing)} {'is' if len(missing) == 1 else 'are'} missing" if missing else ""
        )
        more = (
            f": {joined(surplus)} {'is' if len(surplus) == 1 else 'are'} too much"
            if surplus
            else ""
        )
        return f"{told}{lacks or more}."
    return ""


def error_of(outcome: Outcome, program: Program) -> tuple[str, ...]:
    """An error, with the student's line that it comes from."""
    error = outcome.error
    name = type(error).__name__
    if isinstance(error, NotImplementedError):
        return ("Nothing is written yet: your function raises NotImplementedError.",)
    if isinstance(error, SystemExit):
        return ("Your function ends the whole program (exit). Let it return its result.",)
    where = _line_of(error, program)
    if isinstance(error, EOFError):
        return f"Your function asks for input(){where}.", USE_ARGUMENTS
    refused = _refused_in(error)
    if refused is not None:
        return f"Your function {refused.what}{where}.", USE_ARGUMENTS_ONLY
    if isinstance(error, TooMuchPrintedError):
        return f"Your function prints more than {MOST_PRINTED:,} characters{where}.", PRINTS_MUCH
    text = " ".join(str(error).split())
    said = f"Python says: {text}" if text else ""
    if isinstance(error, MemoryError):
        return f"Your function used up all the memory that a check has{where}: {name}.", MEMORY
    return f"Your function ends with {name}{where}.", said


USE_ARGUMENTS = "Nobody is there to answer: all that it needs is in its arguments."
USE_ARGUMENTS_ONLY = (
    "A check does not allow that, and nothing has happened: all that your function needs is in its "
    "arguments."
)
PRINTS_MUCH = "Is there a print in a loop? A check needs what is returned, and nothing printed."
MEMORY = "Does something grow in a loop, or is a shape far too large?"


def _refused_in(error: BaseException | None) -> NotAllowedError | None:
    """What was not allowed, also where a library made another error of it."""
    while error is not None and not isinstance(error, NotAllowedError):
        error = error.__cause__ or error.__context__
    return error


def _line_of(error: BaseException | None, program: Program) -> str:
    code = getattr(inspect.unwrap(program), "__code__", None)
    frames = traceback.extract_tb(error.__traceback__) if error else []
    own = [frame for frame in frames if code is not None and frame.filename == code.co_filename]
    if not own:
        return ""
    return f" in line {own[-1].lineno}" + (f": {own[-1].line}" if own[-1].line else "")


def nothing_of(outcome: Outcome) -> tuple[str, ...]:
    """A program that returns nothing."""
    if outcome.printed.strip():
        return "Your function prints, but returns nothing.", PRINTS
    return "Your function returns nothing.", RETURNS_NOTHING


PRINTS = "What is printed cannot be used by the next step: write return where print is."
RETURNS_NOTHING = "It came to its end without a value: write return in front of the result."


def form_of(outcome: Outcome, exercise: Exercise, fault: str) -> tuple[str, ...]:
    """A result of another form than asked."""
    value, outputs = outcome.value, exercise.outputs
    if fault == "count":
        count = len(value) if isinstance(value, tuple | list) else 1
        came = f"Your function returns {plural(count, 'value')}, asked are {len(outputs)}."
        return came, f"Write: return {', '.join(outputs)}"
    if callable(value):
        return "Your function returns a function.", "Call it: is a pair of brackets missing?"
    kind = type(value).__name__
    return f"Your function returns something ({kind}) that cannot be read as numbers.", ""


def difference_of(attempt: Attempt, k: int) -> Fault:
    """Another shape, or the first number that differs."""
    mine, right = attempt.readings[k].parts, attempt.right.readings[k].parts
    sides = zip(attempt.exercise.outputs, mine, right, strict=True)
    part = next(p for p in range(len(mine)) if not attempt.is_same_part(attempt.right, k, p))
    letter, a, b = list(sides)[part]
    if a.shape != b.shape:
        return "shape", _shapes_told(letter, a.shape, b.shape)
    wrong = differences(a, b, attempt.exercise.tolerance)
    place = tuple(int(q) for q in np.argwhere(wrong)[0])
    worked_out = _worked_out(attempt, k, letter, place)
    return "value", (_not_right(attempt), _first(letter, a, b, place), worked_out)


def _worked_out(attempt: Attempt, k: int, letter: str, place: tuple[int, ...]) -> str:
    """How the right number comes about, as a trace writes it; "" if that is not known."""
    exercise = attempt.exercise
    if letter not in exercise.operations:
        return ""
    right = dict(zip(exercise.outputs, attempt.right.readings[k].parts, strict=True))
    arrays = dict(zip(exercise.letters, exercise.cases[k].arguments, strict=True)) | right
    names = {name: name for name in arrays}
    derived = Derived(letter, arrays, exercise.operations[letter], names, "numbers")
    return f"It comes about as {derived.line(place, NumberFormat())}."


def _not_right(attempt: Attempt) -> str:
    """No cause is known; but whether ordinary numbers are right is."""
    if attempt.properties["small"] and attempt.properties.get("random", True):
        kind = attempt.exercise.cases[attempt.failures[0]].kind
        rare = "extreme numbers" if kind == "stability" else "a special case"
        return f"Right for ordinary numbers, but not for {rare}."
    return UNEXPLAINED


def _first(letter: str, a: Any, b: Any, place: tuple[int, ...]) -> str:
    """The first number that differs; "" of a single one, which stands below."""
    yours, right = told_apart(a[place], b[place])
    if not place:
        return ""
    name = f"{letter}[{', '.join(map(str, place))}]"
    return f"The first number that differs is {name}: yours is {yours}, right is {right}."


def _shapes_told(letter: str, came: tuple[int, ...], asked: tuple[int, ...]) -> tuple[str, ...]:
    def form(shape: tuple[int, ...]) -> str:
        return f"the shape {shape}" if shape else "no shape: it is one number"

    told = f"Your {letter} has {form(came)}; asked is {asked if asked else 'one number'}."
    return told, _reason(came, asked)


def _reason(came: tuple[int, ...], asked: tuple[int, ...]) -> str:
    if not asked:
        return "All numbers belong into one sum or mean: without axis=... NumPy takes every axis."
    if came == asked[::-1] and len(asked) > 1:
        return "Rows and columns have changed places: is a transposition too many, or missing?"
    if len(came) > len(asked) and came[len(came) - len(asked) :] == asked:
        return "There is an axis too many: is a sum or a mean over the rows (axis=0) missing?"
    if len(came) > len(asked) and came[: len(asked)] == asked:
        return "There is an axis too many: is a sum or a mean over the columns missing?"
    if not came:
        return "Everything was added up to one number: along which axis (axis=...) do you sum?"
    if len(came) < len(asked):
        return "An axis is missing: keepdims=True keeps it, or nothing is summed along it."
    if len(came) == 2 and came[0] == came[1] > 1 and asked in ((came[0],), (came[0], 1)):
        return "(B,) meeting (B, 1) makes a table of (B, B): look at the shapes of both."
    return ""


def warning_of(outcome: Outcome, program: Program) -> tuple[str, ...]:
    """Right numbers, with a warning on the way."""
    kinds = joined(sorted(outcome.warned))
    return f"The numbers are right, but NumPy warns here: {kinds}.", UNSTABLE


UNSTABLE = (
    "With numbers like these a step on the way leaves what a float can hold. "
    "Write the formula so that no step does."
)
