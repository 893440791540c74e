"""The words of the terminal: messages that name arguments of Python, with options instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from edunn.messages import Message

if TYPE_CHECKING:
    from edunn.data import Dataset

TERMINAL: Mapping[str, str] = {
    "export.unknown_ending": (
        "{file} does not say which format it is to have. Known endings: {known}. "
        "Of several programs that end in .py, NumPy is the one meant; --to chooses another."
    ),
    "export.no_onnx": (
        "writing ONNX needs the package onnx: pip install 'edunn-lab[onnx]'. A program in NumPy "
        "needs nothing: let the file end in .py."
    ),
    "data.remedy.categorical": (
        "give --categorical {name!r} if these are categories, --missing-values {found!r} if that "
        "marks a gap, or --ignore {name!r} to leave the column out"
    ),
    "data.remedy.classification": (
        "give --task classification if these are classes, or --missing-values {found!r} if that "
        "marks a gap"
    ),
    "data.remedy.regression": "give --task regression if they are amounts",
    "data.keep.numeric": "--numeric {name!r} keeps it",
    "data.keep.categorical": "--categorical {name!r} keeps it",
    "data.target_is_constant": (
        "{source}: the target {name!r} is {value!r} in every row: nothing is left to learn. "
        "Choose another column with --target."
    ),
    "data.too_many_classes": (
        "{source}: the target {name!r} has {count} different values in {rows} rows, too many for "
        "classes. Choose another column with --target, or give --task regression for numbers."
    ),
    "data.nothing_left": (
        "every row of {name!r} has a missing value: none would be left. Give --missing impute to "
        "fill them."
    ),
    "data.unseen_category": (
        "{where}: found {found!r}, expected one of {known}. Correct the cell, leave it empty to "
        "have it filled, or give --unseen zeros."
    ),
}
"""The templates that differ from those of Python."""


def in_terminal_words(sentence: str) -> str:
    """A sentence in the words of the command line, if it has a code.

    Example:
        >>> in_terminal_words(Message("data.remedy.regression"))
        'give --task regression if they are amounts'
    """
    return sentence.worded(TERMINAL) if isinstance(sentence, Message) else str(sentence)


def described(data: Dataset) -> str:
    """A data set in a line, and its notes below it.

    Example:
        >>> from edunn.data import load
        >>> described(load("moons"))
        "Dataset 'moons': 200 rows, 2 inputs -> 2 classes (0: 100, 1: 100)"
    """
    first = repr(data).split("\n")[0]
    return "\n  ".join([first, *map(in_terminal_words, data.notes)])
