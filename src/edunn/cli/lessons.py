"""`edunn lessons`: the course, as notebooks to copy, and what a class has done in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli.completion import lessons as numbers_of_lessons
from edunn.cli.console import emit, note, show
from edunn.cli.interrupts import raised
from edunn.cli.options import Json, Quiet, argument, option
from edunn.cli.outputs import (
    STDOUT,
    TABLES,
    as_cell,
    csv_of,
    json_of,
    refuse_bad_outputs,
    write_outputs,
)
from edunn.cli.tables import table
from edunn.errors import SettingError
from edunn.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edunn.lessons import Lesson
    from edunn.lessons.collecting import Collected

EXAMPLES = (
    "edunn lessons",
    "edunn lessons 6",
    "edunn lessons --copy my-lessons",
    "edunn lessons 1 2 3 --copy monday --teacher",
    "edunn lessons --collect handed-in --output progress.csv",
)

Numbers = Annotated[
    list[int] | None,
    argument("NUMBERS", "The lessons that are wanted; by default all.", numbers_of_lessons),
]
Copy = Annotated[
    Path | None, option("Copy the notebooks of the lessons into this folder.", value="FOLDER")
]
Collect = Annotated[
    Path | None,
    option(
        "Collect what students have done, from the files that they save in the studio's Learn.",
        value="FOLDER",
    ),
]
Output = Annotated[
    list[Path] | None,
    option(
        "With --collect: a table (.csv, or -) or a .json document.", "--output", "-o", value="FILE"
    ),
]
Teacher = Annotated[
    bool, typer.Option("--teacher", help="The teacher's notebooks, with the solutions.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite notebooks that were written into.")]


def lessons(
    numbers: Numbers = None,
    copy: Copy = None,
    teacher: Teacher = False,
    force: Force = False,
    collect: Collect = None,
    output: Output = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """List the lessons of the course, copy their notebooks, or collect what a class has done.

    A student's notebook has the text, an empty cell below each exercise, and a check that says what
    is wrong with an answer; the teacher's has the solutions. What a student has written into a copy
    is not overwritten.
    """
    from edunn.lessons import every_lesson, find

    wanted = [find(number) for number in numbers or ()] or every_lesson()
    _refuse_lone_options(copy, collect, for_copy=teacher or force, for_collect=bool(output))
    if copy is not None:
        _copy(wanted, copy, teacher, force, quiet)
    elif collect is not None:
        _collect(wanted, collect, list(output or ()), json, quiet)
    elif json:
        emit([_document(lesson) for lesson in wanted])
    elif numbers:
        show(*(_told(lesson) for lesson in wanted))
    else:
        _list(wanted)


def _refuse_lone_options(
    copy: Path | None, collect: Path | None, for_copy: bool, for_collect: bool
) -> None:
    """Refuse options of something that was not asked for."""
    if copy is not None and collect is not None:
        raise SettingError("--copy and --collect are two things: say one after the other")
    if for_copy and copy is None:
        raise SettingError("where to? Say  edunn lessons --copy FOLDER --teacher")
    if for_collect and collect is None:
        raise SettingError("what of? Say  edunn lessons --collect FOLDER --output progress.csv")


def _copy(
    lessons: Sequence[Lesson], folder: Path, for_teacher: bool, force: bool, quiet: bool
) -> None:
    from edunn.lessons import copy

    with raised():
        paths = copy(lessons, folder, for_teacher, force)
    whose = "teacher" if for_teacher else "student"
    note(f"{plural(len(paths), f'{whose} notebook')} in {folder}:", quiet=quiet)
    note(*(f"  {path.name}" for path in paths), quiet=quiet)
    note(f"Open them in JupyterLab or VS Code, with this Python: {sys.executable}", quiet=quiet)


def _collect(
    lessons: Sequence[Lesson], folder: Path, places: Sequence[Path], json: bool, quiet: bool
) -> None:
    from edunn.lessons.collecting import collected_in, overview, repeated

    refuse_bad_outputs(places, TABLES)
    found, refused = collected_in(folder)
    note(*refused, quiet=quiet)
    for student in repeated(found):
        note(f"There is more than one file of {student}.", quiet=quiet)
    head, rows = overview(found, lessons)
    document = [dict(zip(head, row, strict=True)) for row in rows]
    cells = ([as_cell(text) for text in row] for row in rows)
    write_outputs(places, {".csv": lambda: csv_of(head, cells), ".json": lambda: json_of(document)})
    if json:
        emit(document)
    elif STDOUT not in places:
        _show_collected(found, lessons)
    if refused:
        raise typer.Exit(1)


def _show_collected(found: Sequence[Collected], lessons: Sequence[Lesson]) -> None:
    listing = table("Progress", "student", "done", "in lessons", "saved", numbers=False)
    most = sum(len(lesson.items) for lesson in lessons)
    for one in found:
        counts = {lesson: one.done_of(lesson) for lesson in lessons}
        begun = [f"{of.number} ({n} of {len(of.items)})" for of, n in counts.items() if n]
        day = one.exported.partition("T")[0]
        listing.add_row(one.student, f"{sum(counts.values())} of {most}", ", ".join(begun), day)
    show(listing, f"{plural(len(found), 'file')}.")


def _list(lessons: Sequence[Lesson]) -> None:
    listing = table("Lessons", "lesson", "title", "minutes", "needs", numbers=False)
    for lesson in lessons:
        listing.add_row(str(lesson.number), lesson.title, str(lesson.minutes), lesson.needs)
    show(listing, "Their notebooks: edunn lessons --copy FOLDER")


def _told(lesson: Lesson) -> str:
    return (
        f"Lesson {lesson.number}: {lesson.title} ({lesson.minutes} minutes)\n"
        f"  You will be able to {lesson.able}.\n"
        f"  Needs: {lesson.needs}.\n"
        f"  The notebook: edunn lessons {lesson.number} --copy FOLDER\n"
    )


def _document(lesson: Lesson) -> dict[str, object]:
    facts = {name: getattr(lesson, name) for name in ("title", "minutes", "needs", "able")}
    notebooks = {"student": str(lesson.student), "teacher": str(lesson.teacher)}
    return {"number": lesson.number, **facts, **notebooks}
