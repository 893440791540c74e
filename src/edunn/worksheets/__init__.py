"""Worksheets: calculations for a pencil, other numbers for every student, and their grading.

    from edunn.worksheets import ClassSet

    ClassSet("backward", ("Ada", "Alan"), seed=7).write(Path("monday"))

`kinds/` has one function a kind; a formula in it is a text that is printed, computed and graded by
(`expressions`), and beside it stand the slips that are known there (`sheet`).
"""

from edunn.worksheets.class_set import (
    ClassSet,
    as_table,
    class_set_of,
    read_answers,
    read_students,
)
from edunn.worksheets.drawing import sheet_for
from edunn.worksheets.grading import Grade, Mark, graded
from edunn.worksheets.kinds import KINDS
from edunn.worksheets.sheet import Line, Sheet, Slip

__all__ = [
    "KINDS",
    "ClassSet",
    "Grade",
    "Line",
    "Mark",
    "Sheet",
    "Slip",
    "as_table",
    "class_set_of",
    "graded",
    "read_answers",
    "read_students",
    "sheet_for",
]
