"""Exercises: functions to write yourself, checked by their numbers, with known mistakes by name.

    edunn.check("dense_backward", my_function)

`exercise` says what an exercise is, `catalogue/` holds them, one file a topic. `recognition` finds
the known mistake that gives the very same numbers; `faults` says what is certain where none does.
"""

from edunn.exercises.catalogue import find, names
from edunn.exercises.checking import check
from edunn.exercises.exercise import Case, Exercise, Mistake
from edunn.exercises.lessons import LESSONS
from edunn.exercises.result import Feedback, Result

__all__ = ["LESSONS", "Case", "Exercise", "Feedback", "Mistake", "Result", "check", "find", "names"]
