"""The course: a Jupyter notebook of each lesson for students, and one with the solutions.

    from edunn.lessons import copy, every_lesson

    copy(every_lesson()[:3], Path("my-lessons"))

The notebooks are made of `lessons/*.md` when the package is built (`tools/lesson_notebooks.py`),
so they are not in git. What a lesson is called, what it needs and how long it takes stands in its
text, and comes here by the metadata of its notebook.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

from edunn.errors import DataError, SettingError, UnknownNameError
from edunn.files.atomic import write_atomically

__all__ = ["Lesson", "copy", "every_lesson", "find"]

FOLDER = Path(__file__).with_name("notebooks")
TEACHER = "-teacher"
MAKE = (
    "Where EduNN was installed there are; in a checkout make them by  "
    "python tools/lesson_notebooks.py"
)


@final
@dataclass(frozen=True)
class Lesson:
    """A lesson of the course.

    `able` goes on from "you will be able to", and `needs` says what comes before it. `items` is
    what there is to do, by kind and name: an "exercise" that is checked, by its function, an
    "answer" in words and a "question" by their numbers, as in "4.2".

    Example:
        >>> lesson = find(1)
        >>> lesson.title, lesson.minutes, lesson.student.name
        ('A neuron by hand', 30, '01-a-neuron-by-hand.ipynb')
        >>> lesson.items[:2]
        (('answer', '1.1'), ('exercise', 'neuron'))
    """

    number: int
    title: str
    minutes: int
    needs: str
    able: str
    items: tuple[tuple[str, str], ...]
    student: Path

    @property
    def teacher(self) -> Path:
        """The notebook with the solutions."""
        return self.student.with_stem(f"{self.student.stem}{TEACHER}")

    def notebook(self, for_teacher: bool) -> Path:
        """The one notebook or the other."""
        return self.teacher if for_teacher else self.student


def every_lesson() -> tuple[Lesson, ...]:
    """All lessons, in order.

    Raises:
        DataError: the notebooks have not been made, in a checkout that was not installed.

    Example:
        >>> [lesson.number for lesson in every_lesson()[:3]]
        [1, 2, 3]
    """
    students = (path for path in FOLDER.glob("*.ipynb") if not path.stem.endswith(TEACHER))
    try:
        lessons = tuple(_read(path) for path in sorted(students))
    except (KeyError, TypeError) as error:  # made by another version
        raise DataError(f"the notebooks in {FOLDER} are out of date. {MAKE}") from error
    if not lessons:
        raise DataError(f"there are no notebooks in {FOLDER}. {MAKE}")
    return lessons


def _read(path: Path) -> Lesson:
    facts = json.loads(path.read_text("utf-8"))["metadata"]["edunn"]
    items = tuple((kind, name) for kind, name in facts.pop("items"))
    return Lesson(number=int(path.name[:2]), student=path, items=items, **facts)


def find(number: int) -> Lesson:
    """One lesson.

    Raises:
        UnknownNameError: there is no lesson of that number.

    Example:
        >>> find(2).needs
        'lesson 1'
    """
    lessons = {lesson.number: lesson for lesson in every_lesson()}
    if number not in lessons:
        raise UnknownNameError(f"there is no lesson {number}: they are 1 to {max(lessons)}")
    return lessons[number]


def copy(
    lessons: Sequence[Lesson], folder: Path, for_teacher: bool = False, force: bool = False
) -> list[Path]:
    """Copy notebooks into a folder, which is made if it is not there; returns where they are.

    A notebook that is there already and differs, because a student has written into it, is
    overwritten by `force` only; otherwise nothing at all is copied.

    Raises:
        SettingError: a notebook that is there differs.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as place:
        ...     [path.name for path in copy([find(1)], Path(place), for_teacher=True)]
        ['01-a-neuron-by-hand-teacher.ipynb']
    """
    contents = {
        folder / source.name: source.read_bytes()
        for source in (lesson.notebook(for_teacher) for lesson in lessons)
    }
    changed = [place for place, new in contents.items() if _differs(place, new)]
    if changed and not force:
        names = ", ".join(place.name for place in changed)
        raise SettingError(
            f"{folder} has {names} already, with other contents; nothing was copied. Choose "
            "another folder, or name only the lessons that are wanted. --force (in Python "
            "force=True) overwrites them."
        )
    folder.mkdir(parents=True, exist_ok=True)
    for place, new in contents.items():
        write_atomically(place, new)
    return list(contents)


def _differs(place: Path, content: bytes) -> bool:
    return place.exists() and place.read_bytes() != content
