"""Grading: a folder of submissions, each in a process of its own.

What strangers send is graded in a container: a process with limits is no prison (`processes`).
"""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from edunn.exercises.catalogue import EXERCISES, find
from edunn.exercises.processes import Limits, checked_apart
from edunn.exercises.submissions import Submission, submissions_in

NO_PROGRAM = "no program in this folder: is it one of another kind, or still packed?"


@final
@dataclass(frozen=True)
class Grade:
    """What one submission is worth.

    Args:
        results: for each exercise `exercise`, `passed`, `credit`, `mistakes`, `problem`, `message`.
        remarks: what went wrong while its files ran.

    Example:
        >>> Grade("ada", {"mse": {"credit": 0.5, "passed": False, "problem": "value"}}).credit
        0.5
    """

    student: str
    results: Mapping[str, Mapping[str, Any]]
    remarks: tuple[str, ...] = ()

    @property
    def credit(self) -> float:
        """The mean credit of all exercises, 0 to 1."""
        credits = [float(result["credit"]) for result in self.results.values()]
        return sum(credits) / len(credits) if credits else 0.0

    @property
    def passed(self) -> int:
        """How many exercises are entirely right."""
        return sum(bool(result["passed"]) for result in self.results.values())

    @property
    def in_short(self) -> str:
        """What went wrong while the files ran, or else what is missing; what was ended or loops."""
        kinds = {"time": "too slow", "memory": "out of memory", "ended": "ended the process"}
        told = [remark.rstrip(".") for remark in self.remarks[:2]]
        kinds |= {} if told else {"missing": "missing"}
        for problem, words in kinds.items():
            names = [name for name, of in self.results.items() if of["problem"] == problem]
            if names:
                told.append(f"{words}: {', '.join(names[:3])}{' ...' * (len(names) > 3)}")
        return "; ".join(told)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values, for JSON."""
        return {
            "student": self.student,
            "credit": round(self.credit, 4),
            "passed": self.passed,
            "remarks": list(self.remarks),
            "results": [dict(result) for result in self.results.values()],
        }


def grade(
    folder: Path,
    exercises: Sequence[str] = (),
    limits: Limits | None = None,
    workers: int | None = None,
    done: Callable[[Grade], None] = lambda grade: None,
) -> list[Grade]:
    """Grade every submission in a folder; the order of the grades is that of the names.

    Args:
        folder: a file for each student, or a folder; programs or notebooks.
        exercises: what was asked; by default all that any submission has a function for.
        limits: on time and memory.
        workers: processes at a time; by default one for each core.
        done: called with each grade as soon as it is there.

    Raises:
        UnknownNameError: an exercise that does not exist.
        FileFormatError: no submissions in this folder.
    """
    for name in exercises:
        find(name)
    submissions = submissions_in(folder)
    asked = list(exercises) or _asked(submissions)
    limits = limits or Limits()

    def graded(submission: Submission) -> Grade:
        found = _graded(submission, asked, limits)
        done(found)
        return found

    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        return list(pool.map(graded, submissions))


def gradebook(grades: Sequence[Grade]) -> tuple[list[str], list[list[str]]]:
    """A table to import elsewhere: a row for each student, credits in percent.

    Example:
        >>> gradebook([Grade("ada", {"mse": {"credit": 1.0, "passed": True, "problem": ""}})])
        (['student', 'total', 'mse'], [['ada', '100.0', '100.0']])
    """
    names = list(grades[0].results) if grades else []
    rows = [
        [
            grade.student,
            f"{100 * grade.credit:.1f}",
            *(f"{100 * grade.results[name]['credit']:.1f}" for name in names),
        ]
        for grade in grades
    ]
    return ["student", "total", *names], rows


def _asked(submissions: Sequence[Submission]) -> list[str]:
    """The exercises that occur, in the order of the catalogue."""
    found = set[str]().union(*(submission.defined for submission in submissions))
    return [name for name in EXERCISES if name in found]


def _graded(submission: Submission, exercises: Sequence[str], limits: Limits) -> Grade:
    files = {path.name: path.read_bytes() for path in submission.files}
    results, remarks = checked_apart(files, exercises, limits)
    return Grade(submission.student, results, remarks if files else (NO_PROGRAM,))
