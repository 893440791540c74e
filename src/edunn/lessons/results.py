"""What the cells of the lessons show: text, pictures and tables, as a notebook would.

    NN-*-teacher.ipynb --edunn.lessons.running, in a process of its own--> NN-*-results.json

Nothing of it is written by hand: the cells are run, from the first to the last, with the solutions
in their places. A file of results names the code that it was made of, so results of other code are
never shown. A wheel brings them along (`tools/lesson_results.py`); where they are missing, as in a
checkout, `made` runs the lesson.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple, TypeAlias

from edunn.errors import DataError
from edunn.files.atomic import write_atomically
from edunn.lessons import Lesson

ENDING = "-results.json"


class Shown(NamedTuple):
    """Something that a cell shows: what it prints, or its last value."""

    kind: Literal["text", "html"]
    content: str


Results: TypeAlias = list[list[Shown]]
"""Of each cell of code of the teacher's notebook, in order, what it shows."""


def code_of(lesson: Lesson) -> list[str]:
    """The cells of code of a lesson, solutions included.

    Example:
        >>> from edunn.lessons import find
        >>> "import numpy as np" in code_of(find(1))[0]
        True
    """
    cells = json.loads(lesson.teacher.read_text("utf-8"))["cells"]
    return [cell["source"] for cell in cells if cell["cell_type"] == "code"]


def kept(lesson: Lesson) -> Results | None:
    """The results beside the notebooks; None if there are none of this very code."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        document = json.loads(place_of(lesson).read_text("utf-8"))
        if document["code"] == digest_of(code_of(lesson)):
            return [[Shown(*shown) for shown in cell] for cell in document["cells"]]
    return None


def made(lesson: Lesson) -> Results:
    """Run a lesson, and keep its results beside the notebooks if that folder can be written to.

    Raises:
        DataError: a cell failed.
    """
    sources = code_of(lesson)
    results = _run(lesson, sources)
    cells = [[list(shown) for shown in cell] for cell in results]
    document = {"code": digest_of(sources), "cells": cells}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    with suppress(OSError):
        write_atomically(place_of(lesson), f"{text}\n".encode())
    return results


def place_of(lesson: Lesson) -> Path:
    """The file of a lesson's results."""
    return lesson.student.with_name(f"{lesson.student.stem}{ENDING}")


def digest_of(sources: Sequence[str]) -> str:
    """What tells one code from another."""
    return sha256("\0".join(sources).encode()).hexdigest()


def _run(lesson: Lesson, sources: Sequence[str]) -> Results:
    """The results of the cells, which another process runs, in an empty folder."""
    with TemporaryDirectory(prefix="lesson-", ignore_cleanup_errors=True) as folder:
        into = Path(folder) / "results.json"
        (Path(folder) / "cells").mkdir()
        done = subprocess.run(
            [sys.executable, "-P", "-m", "edunn.lessons.running", str(into)],
            cwd=Path(folder) / "cells",
            env=_environment(),
            input=json.dumps(list(sources)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["it was ended"]
            raise DataError(f"lesson {lesson.number} does not run: {last[0]}")
        cells: list[list[Any]] = json.loads(into.read_text("utf-8"))
    return [[Shown(*shown) for shown in cell] for cell in cells]


def _environment() -> dict[str, str]:
    """One thread, and one order of sets: each run gives the same numbers."""
    here = str(Path(__file__).parents[2])
    return os.environ | {
        "PYTHONPATH": here,
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
    }
