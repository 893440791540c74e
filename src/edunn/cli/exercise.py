"""`edunn exercise`: functions to write, checked and graded by their numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edunn.cli.console import emit, note, show
from edunn.cli.interrupts import raised
from edunn.cli.options import Json, Quiet, Workers, argument, option
from edunn.cli.outputs import STDOUT, TABLES, csv_of, json_of, refuse_bad_outputs, write_outputs
from edunn.cli.tables import table
from edunn.errors import SettingError, did_you_mean
from edunn.messages import percent
from edunn.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from edunn.exercises import Exercise, Result
    from edunn.exercises.grading import Grade

EXAMPLES = (
    "edunn exercise list",
    "edunn exercise show dense_backward",
    "edunn exercise new dense_backward",
    "edunn exercise check dense_backward.py",
    "edunn exercise grade submissions --output grades.csv",
    "edunn exercise export dense_backward,softmax --format nbgrader --output monday.ipynb",
)

Asked = Annotated[
    str | None,
    option("The exercises to grade: 'mse,softmax'; by default all that occur.", value="NAMES"),
]
Format = Annotated[
    str, option("For export: the system that the notebook is for.", value="nbgrader|otter")
]
Seconds = Annotated[
    float, option("For check and grade: the limit for each function.", value="SECONDS")
]
Memory = Annotated[int, option("For grade: the limit of each submission.", value="MEGABYTES")]
Output = Annotated[
    list[Path] | None,
    option(
        "Of new: the program. Of grade: a table (.csv, or -) or a .json document. Of export: the "
        "notebook.",
        *("--output", "-o"),
        value="FILE",
    ),
]


def exercise(
    action: Annotated[str, argument("ACTION", "list, show, new, check, grade or export.")],
    place: Annotated[
        str | None,
        argument("NAME|FILE|FOLDER", "The exercise; for check a file; for grade a folder."),
    ] = None,
    output: Output = None,
    exercises: Asked = None,
    format: Format = "nbgrader",
    seconds: Seconds = 5.0,
    memory: Memory = 1024,
    workers: Workers = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write functions yourself, and have them checked by their numbers.

    A wrong function is compared with known wrong programs: if one gives the very same numbers, the
    message says which mistake it is, and why it is wrong. A folder of submissions is graded with
    every file in a process of its own, with limits on time and memory.
    """
    places = list(output or ())
    if action == "list":
        _list(json)
    elif action == "show":
        _show(_required(action, place), json)
    elif action == "new":
        _new(_required(action, place), places, quiet)
    elif action == "check":
        _check(Path(_required(action, place)), seconds, json)
    elif action == "grade":
        folder = Path(_required(action, place))
        _grade(folder, _names(exercises), (seconds, memory), workers, places, json, quiet)
    elif action == "export":
        _export(_names(_required(action, place)), format, places, quiet)
    else:
        _refuse(action)


ACTIONS = {
    "list": "",
    "show": "dense_backward",
    "new": "dense_backward",
    "check": "dense_backward.py",
    "grade": "submissions",
    "export": "dense_backward --output dense_backward.ipynb",
}
"""What can be done, and what stands behind it in an example."""


def _refuse(action: str) -> None:
    from edunn.exercises import names

    if action in names():
        raise SettingError(f"what about {action}? Say  edunn exercise show {action}")
    raise SettingError(
        f"edunn exercise has no action {action!r}.{did_you_mean(action, ACTIONS)} "
        f"It has: {', '.join(ACTIONS)}."
    )


def _required(action: str, place: str | None) -> str:
    if place is None:
        raise SettingError(
            f"edunn exercise {action} needs one more word, as in:  "
            f"edunn exercise {action} {ACTIONS[action]}"
        )
    return place


def _names(words: str | None) -> list[str]:
    return [word.strip() for word in (words or "").split(",") if word.strip()]


def _list(json: bool) -> None:
    from edunn.exercises.catalogue import TOPICS

    if json:
        emit([{"topic": topic, **_facts(each)} for topic, of in TOPICS.items() for each in of])
        return
    listing = table("Exercises", "name", "what", "lesson", "topic", numbers=False)
    for topic, exercises in TOPICS.items():
        for each in exercises:
            listing.add_row(each.name, each.title, str(each.lesson), topic)
    show(listing, "Begin with one of them: edunn exercise new NAME")


def _facts(exercise: Exercise) -> dict[str, object]:
    return {"name": exercise.name, "title": exercise.title, "lesson": exercise.lesson}


def _show(name: str, json: bool) -> None:
    from edunn.exercises import LESSONS, find
    from edunn.exercises.writing import example_of

    found = find(name)
    if json:
        letters = {"arguments": list(found.letters), "outputs": list(found.outputs)}
        emit({**_facts(found), **letters, "task": found.task})
        return
    lesson = f"Lesson {found.lesson}: {LESSONS[found.lesson]}"
    show(*filter(None, (found.stub, example_of(found), lesson)))


def _new(name: str, places: Sequence[Path], quiet: bool) -> None:
    from edunn.exercises import find
    from edunn.files.atomic import write_atomically

    text = f"import numpy as np\n\n\n{find(name).stub}"
    place = _one(places, Path(f"{name}.py"))
    if place != STDOUT:
        refuse_bad_outputs([place], (".py",))
    if place == STDOUT:
        print(text, end="")
        return
    if place.exists():
        raise SettingError(f"{place} is there already. Choose another name by --output FILE.")
    with raised():
        write_atomically(place, text.encode())
    note(f"Wrote {place}. Fill it in, then: edunn exercise check {place}", quiet=quiet)


def _one(places: Sequence[Path], default: Path) -> Path:
    if len(places) > 1:
        raise SettingError("--output came twice. Name one file.")
    return places[0] if places else default


def _check(place: Path, seconds: float, json: bool) -> None:
    from edunn.exercises.files import check_file

    results, remarks = check_file(place, seconds)
    if json:
        emit({"remarks": remarks, "results": [result.to_dict() for result in results]})
    else:
        show(*remarks, *_told(results))
    if remarks or not all(result.passed for result in results):
        raise typer.Exit(1)


def _told(results: Sequence[Result]) -> list[str]:
    """The messages, with a line between two of them."""
    parts = [part for result in results for part in (result.message, "")]
    return parts[:-1]


def _teller(quiet: bool) -> Callable[[Grade], None]:
    """What notes each grade on stderr as soon as it is there."""

    def tell(found: Grade) -> None:
        note(f"{found.student}: {percent(found.credit)}", quiet=quiet)

    return tell


def _grade(
    folder: Path,
    names: Sequence[str],
    limits: tuple[float, int],
    workers: int | None,
    places: Sequence[Path],
    json: bool,
    quiet: bool,
) -> None:
    from edunn.exercises.grading import grade
    from edunn.exercises.processes import Limits, has_limits_on_memory
    from edunn.exercises.submissions import others_in

    refuse_bad_outputs(places, TABLES)
    if not has_limits_on_memory():
        note("This system limits only the time of a submission.", quiet=quiet)
    grades = grade(folder, names, Limits(*limits), workers, _teller(quiet))
    if others := others_in(folder):
        note(f"Not graded, as they are no programs: {', '.join(others)}", quiet=quiet)
    _write_grades(grades, places, json)


def _write_grades(grades: Sequence[Grade], places: Sequence[Path], json: bool) -> None:
    from edunn.exercises.grading import gradebook

    head, rows = gradebook(grades)
    document = [found.to_dict() for found in grades]
    write_outputs(places, {".csv": lambda: csv_of(head, rows), ".json": lambda: json_of(document)})
    if json:
        emit(document)
    elif STDOUT not in places:
        _show_grades(grades)


def _show_grades(grades: Sequence[Grade]) -> None:
    listing = table("Grades", "student", "credit", "right", "remarks", numbers=False)
    for found in grades:
        right = f"{found.passed} of {len(found.results)}"
        listing.add_row(found.student, percent(found.credit), right, found.in_short)
    show(listing, f"{plural(len(grades), 'submission')}.")


def _export(names: Sequence[str], format: str, places: Sequence[Path], quiet: bool) -> None:
    from edunn.exercises import find
    from edunn.exercises.notebooks import notebook_of

    if not names:
        raise SettingError("which exercises? Say  edunn exercise export mse,softmax")
    notebook = notebook_of([find(name) for name in names], format)
    place = _one(places, Path(f"{names[0]}.ipynb"))
    refuse_bad_outputs([place], (".ipynb",))
    write_outputs([place], {".ipynb": lambda: json_of(notebook)})
    note(f"Wrote {place} for {format}.", quiet=quiet)
