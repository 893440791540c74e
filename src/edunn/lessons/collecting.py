"""What students have done in the lessons, collected from the files that they hand in.

The studio's Learn screen saves such a file: `{"kind": "edunn progress", "student": ..., "marks":
[{"kind": "exercise", "name": "mse", "is_done": true, ...}, ...]}`. Files of a folder become one
table, a row for each file, and a file of another kind is named, so that no student is missed.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from edunn.errors import FileFormatError
from edunn.lessons import Lesson

KIND = "edunn progress"
MOST_BYTES = 50_000_000
"""Far more than all lessons with all their answers."""


@final
@dataclass(frozen=True)
class Collected:
    """One student's file.

    Args:
        file: its name.
        student: the name that the student has given; the file's, if none.
        exported: when it was saved, UTC, ISO 8601.
        done: kinds and names of what is done.
    """

    file: str
    student: str
    exported: str
    done: frozenset[tuple[str, str]]

    def done_of(self, lesson: Lesson) -> int:
        """How much of a lesson is done."""
        return len(self.done.intersection(lesson.items))


def collected_in(folder: Path) -> tuple[list[Collected], list[str]]:
    """All files of a folder, by student, and what is wrong with those that cannot be read.

    Raises:
        FileFormatError: there is no such folder, or no such file in it.
    """
    if not folder.is_dir():
        raise FileFormatError(f"{folder} is no folder. Give the one with your students' files.")
    found, refused = [], []
    for path in sorted(folder.rglob("*.json")):
        try:
            found.append(read(path))
        except FileFormatError as error:
            refused.append(str(error))
    if not found and not refused:
        raise FileFormatError(
            f"{folder} has no file of a student (.json). Students save one in the studio: Learn, "
            '"For your teacher".'
        )
    return sorted(found, key=lambda one: (one.student.casefold(), one.file)), refused


def read(path: Path) -> Collected:
    """One student's file.

    Raises:
        FileFormatError: it is no such file.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("it is far too large")
        document = json.loads(path.read_text("utf-8-sig"))
        if document["kind"] != KIND:
            raise ValueError("it is of another kind")
        student = " ".join(str(document["student"]).split())
        done = frozenset(map(_name_of, filter(_is_done, document["marks"])))
        return Collected(path.name, student or path.stem, str(document["exported"]), done)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = error if isinstance(error, OSError | ValueError) else "something in it is missing"
        told = f"{path.name} is no file of progress in the lessons: {reason}."
        raise FileFormatError(told) from error


def _is_done(mark: Mapping[str, Any]) -> bool:
    return mark["is_done"] is True


def _name_of(mark: Mapping[str, Any]) -> tuple[str, str]:
    return str(mark["kind"]), str(mark["name"])


def repeated(collected: Sequence[Collected]) -> list[str]:
    """The students of whom there is more than one file."""
    counts = Counter(one.student for one in collected)
    return [student for student, count in counts.items() if count > 1]


def overview(
    collected: Sequence[Collected], lessons: Sequence[Lesson]
) -> tuple[list[str], list[list[str]]]:
    """A table to import elsewhere: a row for each file, in percent of what there is to do.

    Example:
        >>> from edunn.lessons import find
        >>> ada = Collected("a.json", "ada", "2026-01-01", frozenset(find(1).items))
        >>> overview([ada], [find(1), find(2)])[1][0][:5]
        ['ada', '50.0', '100.0', '0.0', '2026-01-01']
    """
    names = [f"lesson {lesson.number}" for lesson in lessons]
    most = sum(len(lesson.items) for lesson in lessons)
    rows = []
    for one in collected:
        counts = [one.done_of(lesson) for lesson in lessons]
        shares = [_percent(n, len(of.items)) for n, of in zip(counts, lessons, strict=True)]
        rows.append([one.student, _percent(sum(counts), most), *shares, one.exported, one.file])
    return ["student", "total", *names, "exported", "file"], rows


def _percent(count: int, of: int) -> str:
    return f"{100 * count / max(of, 1):.1f}"
