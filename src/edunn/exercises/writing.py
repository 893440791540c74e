"""Writing: arguments and results in a message, short enough to be read."""

import re
from collections.abc import Mapping
from copy import deepcopy
from textwrap import fill
from typing import Any

import numpy as np

from edunn.exercises.exercise import Exercise
from edunn.exercises.readings import are_near

MOST_NUMBERS = 30
"""The longest array that is written out; of a longer one the shape is told."""

WIDTH = 96

HELD = "\u00a0"
"""A space at which no line ends."""


def written(value: Any, digits: int = 4) -> str:
    """A value in one line.

    Example:
        >>> written(np.array([[1.0, -2.0], [0.5, 1 / 3]]))
        '[[1, -2], [0.5, 0.3333]]'
        >>> written(np.zeros((400, 100)))
        'an array of shape (400, 100)'
    """
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {written(part, digits)}" for name, part in value.items())
    if isinstance(value, np.random.Generator):
        return "a generator"
    if callable(value):
        return "a function"
    if isinstance(value, bool | str | tuple):
        return str(value)
    if isinstance(value, np.ndarray | list | float | int | np.generic):
        return _numbers(np.asarray(value), digits)
    return type(value).__name__


def _numbers(array: Any, digits: int) -> str:
    if array.size > MOST_NUMBERS:
        return f"an array of shape {array.shape}"
    if array.dtype.kind not in "biuf":
        return str(array.tolist())
    if array.size == 0:
        return f"an empty array of shape {array.shape}"
    text = np.array2string(
        array,
        separator=", ",
        max_line_width=10_000,
        formatter={"all": lambda number: _number(number, digits)},
    )
    return re.sub(r"\s*\n\s*", " ", text)


def _number(number: Any, digits: int) -> str:
    return f"{number + 0.0:.{digits}g}" if np.asarray(number).dtype.kind == "f" else str(number)


def given(letter: str, value: Any) -> str:
    """An argument, as in `x = [1, 2]`, held together so that a line does not end within it."""
    text = f"{letter} = {written(value)}"
    return text.replace(" ", HELD) if len(text) < WIDTH // 2 else text.replace(" = ", " =" + HELD)


def example_of(exercise: Exercise) -> str:
    """The smallest input, and what is right there; "" where chance decides.

    Example:
        >>> from edunn.exercises import find
        >>> example_of(find("relu"))
        'At x = [-1, 2]: y = [0, 2]'
    """
    if exercise.summary is not None:
        return ""
    arguments = exercise.cases[0].arguments
    value = exercise.solution(*deepcopy(arguments))
    parts = value if len(exercise.outputs) > 1 else (value,)
    asked, right = (
        ", ".join(given(letter, q) for letter, q in zip(letters, values, strict=True))
        for letters, values in ((exercise.letters, arguments), (exercise.outputs, parts))
    )
    return paragraph(f"At {asked}: {right}", "  ")


def told_apart(yours: Any, right: Any) -> tuple[str, str]:
    """Both in one line each, with as many digits as it takes to see that they differ.

    Of summaries only those are told that differ.

    Example:
        >>> told_apart(1.00001, 1.00002)
        ('1.00001', '1.00002')
    """
    if isinstance(yours, Mapping) and isinstance(right, Mapping):
        names = [name for name in right if not are_near(yours.get(name), right[name])]
        yours, right = ({name: of.get(name) for name in names} for of in (yours, right))
    for digits in (4, 6, 9, 12, 16):
        texts = written(yours, digits), written(right, digits)
        if texts[0] != texts[1]:
            break
    return texts


def paragraph(text: str, indent: str = "") -> str:
    """A sentence, wrapped."""
    lines = fill(text, WIDTH, subsequent_indent=indent, break_long_words=False)
    return lines.replace(HELD, " ")
