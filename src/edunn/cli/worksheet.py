"""`edunn worksheet`: calculations to print for a class, and the grading of what comes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli.console import emit, note, show
from edunn.cli.interrupts import raised
from edunn.cli.options import Json, Quiet, argument, option
from edunn.cli.outputs import (
    STDOUT,
    TABLES,
    csv_of,
    json_of,
    refuse_bad_outputs,
    write_outputs,
)
from edunn.cli.tables import table
from edunn.errors import SettingError
from edunn.text import plural

if TYPE_CHECKING:
    from edunn.worksheets import Grade

EXAMPLES = (
    "edunn worksheet list",
    "edunn worksheet backward --students names.csv --seed 7 --output monday",
    "edunn worksheet grade monday/answers.csv",
    "edunn worksheet grade monday/answers.csv --output grades.csv",
)

ANONYMOUS = ("student 1",)

Students = Annotated[
    Path | None,
    option(
        "A file with a name on each line, or a table with a column student or name.", value="FILE"
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="Other numbers: another seed.")]
Output = Annotated[
    list[Path] | None,
    option(
        "Of a kind: the folder to write. Of grade: a table (.csv, or -) or a .json document.",
        *("--output", "-o"),
        value="PLACE",
    ),
]


def worksheet(
    kind: Annotated[str, argument("KIND", "A kind of worksheet, or: list, grade.")],
    answers: Annotated[
        Path | None, argument("ANSWERS", "For grade: the answers.csv that was filled in.")
    ] = None,
    students: Students = None,
    seed: Seed = 0,
    output: Output = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make worksheets for a class, each with other numbers, and grade them.

    A folder gets worksheets.html to print, key.html and key.json with every step, and an empty
    answers.csv. Type in what the students wrote, and `edunn worksheet grade` gives credit for each
    line, carries an early slip forward, and names the mistake.
    """
    if kind == "list":
        _list(json)
    elif kind == "grade":
        _grade(answers, list(output or ()), json)
    else:
        _make(kind, answers, students, seed, list(output or ()), quiet)


def _list(json: bool) -> None:
    from edunn.worksheets import KINDS, sheet_for

    sheets = {name: sheet_for(kind, "", 0) for name, kind in KINDS.items()}
    if json:
        emit({name: {"title": s.title, "lines": len(s.lines)} for name, s in sheets.items()})
        return
    listing = table("Worksheets", "kind", "lines", "title", numbers=False)
    for name, sheet in sheets.items():
        listing.add_row(name, str(len(sheet.lines)), sheet.title)
    show(listing)


def _make(
    kind: str,
    answers: Path | None,
    students: Path | None,
    seed: int,
    output: list[Path],
    quiet: bool,
) -> None:
    from edunn.worksheets import ClassSet, read_students

    if answers is not None:
        raise SettingError(
            f"{answers} came behind the kind {kind!r}. Names go in by --students {answers}; "
            f"answers are graded by  edunn worksheet grade {answers}"
        )
    if len(output) > 1:
        raise SettingError("--output came twice. Name one folder for a class set.")
    names = ANONYMOUS if students is None else read_students(students)
    folder = output[0] if output else Path(f"worksheet-{kind}")
    with raised():
        paths = ClassSet(kind, names, seed).write(folder)
    note(f"{plural(len(names), 'worksheet')} in {folder}:", quiet=quiet)
    note(*(f"  {path.name}" for path in paths), quiet=quiet)


def _grade(answers: Path | None, output: list[Path], json: bool) -> None:
    from edunn.worksheets import as_table, class_set_of

    if answers is None:
        raise SettingError("which answers? Say  edunn worksheet grade FOLDER/answers.csv")
    refuse_bad_outputs(output, TABLES)
    grades = class_set_of(answers.parent / "key.json").grades(answers)
    document = [_document(grade) for grade in grades]
    head, rows = as_table(grades)
    write_outputs(output, {".csv": lambda: csv_of(head, rows), ".json": lambda: json_of(document)})
    if json:
        emit(document)
    elif STDOUT not in output:
        for grade in grades:
            show(str(grade))


def _document(grade: Grade) -> dict[str, object]:
    marks = [
        {
            "line": mark.label,
            "verdict": mark.verdict,
            "answer": mark.answer,
            "expected": mark.expected,
            "slip": mark.slip or None,
            "sentence": mark.sentence or None,
            "credit": mark.credit,
        }
        for mark in grade.marks
    ]
    return {"student": grade.student, "points": grade.points, "share": grade.share, "lines": marks}
