"""Submissions: the programs of a class, one file or one folder for each student."""

import ast
import json
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import final

from edunn.errors import FileFormatError
from edunn.exercises.catalogue import EXERCISES

KINDS = (".py", ".ipynb")
"""What a submission may be written in."""

PYTHON_CELLS = ("%%time", "%%timeit", "%%capture", "%%prun")
"""How cells of Python may begin; any other magic of a cell means another language."""

MAGIC = re.compile(r"\s*(%|!|\?|[\w.]+\?\??\s*$|[\w, ]+=\s*[%!])")
"""Lines that only a notebook understands."""

TIMED = re.compile(r"^(\s*)%time\s+")
"""What stands before a statement that is timed, and runs."""


@final
@dataclass(frozen=True)
class Part:
    """A piece of a program that runs, or fails, by itself: a file, or a cell of a notebook.

    Example:
        >>> Part("ada.ipynb, code cell 2", "import numpy as np").name
        'ada.ipynb, code cell 2'
    """

    name: str
    source: str


@final
@dataclass(frozen=True)
class Submission:
    """The files of one student.

    Args:
        student: the name of the folder, or of the file, without its ending if that is enough.
        files: all of its programs, in the order of their names; none in a folder of other things.

    Example:
        >>> Submission("ada", (Path("ada.py"),)).student
        'ada'
    """

    student: str
    files: tuple[Path, ...]

    @property
    def defined(self) -> set[str]:
        """The exercises of which it has a function, as far as its files can be read."""
        found: set[str] = set()
        for path in self.files:
            with suppress(FileFormatError):
                for part in parts_of(path):
                    found |= _functions_in(part)
        return found & EXERCISES.keys()


def _functions_in(part: Part) -> set[str]:
    try:
        tree = ast.parse(part.source)
    except (SyntaxError, ValueError):
        return set()
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def submissions_in(folder: Path) -> list[Submission]:
    """Every submission in a folder, in the order of the names; hidden files are left out.

    Raises:
        FileFormatError: there is no such folder, or no program in it.
    """
    if not folder.is_dir():
        raise FileFormatError(
            f"{folder} is no folder. Give the folder that has a file, or a folder, per student."
        )
    places = [place for place in _visible(folder) if place.is_dir() or _is_program(place)]
    found = [(place, _programs_in(place) if place.is_dir() else [place]) for place in places]
    if not any(files for _, files in found):
        raise FileFormatError(f"{folder} has no programs in it ({' or '.join(KINDS)}).")
    names = Counter(map(_short, places))
    return [
        Submission(_short(place) if names[_short(place)] == 1 else place.name, tuple(files))
        for place, files in found
    ]


def others_in(folder: Path) -> list[str]:
    """The files in a folder of submissions that are no programs, and so are not graded."""
    return [q.name for q in _visible(folder) if not q.is_dir() and not _is_program(q)]


def _short(place: Path) -> str:
    return place.name if place.is_dir() else place.stem


def _visible(folder: Path) -> list[Path]:
    return [q for q in sorted(folder.iterdir()) if not q.name.startswith((".", "__"))]


def _is_program(path: Path) -> bool:
    return path.suffix in KINDS and path.is_file()


def _programs_in(folder: Path) -> list[Path]:
    """The programs of a folder; if it has none, those one level further down."""
    level = _visible(folder)
    while level and not any(map(_is_program, level)):
        level = [q for place in level if place.is_dir() for q in _visible(place)]
    return [q for q in level if _is_program(q)]


def parts_of(path: Path) -> list[Part]:
    """The parts of a program; of a notebook its code cells.

    Raises:
        FileFormatError: a notebook that is none.
    """
    text = path.read_text("utf-8-sig", errors="replace")
    return [Part(path.name, text)] if path.suffix == ".py" else _cells(path.name, text)


def _cells(name: str, text: str) -> list[Part]:
    try:
        cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
        sources = ["".join(cell["source"]) for cell in cells]
    except (ValueError, KeyError, TypeError) as error:
        raise FileFormatError(
            f"{name} is no notebook ({type(error).__name__}: {error})."
        ) from error
    return [
        Part(f"{name}, code cell {k}", _python_of(source)) for k, source in enumerate(sources, 1)
    ]


def _python_of(source: str) -> str:
    """A cell without the lines that only a notebook understands; the others keep their numbers."""
    if source.startswith("%%") and not source.startswith(PYTHON_CELLS):
        return ""
    with suppress(SyntaxError, ValueError):
        ast.parse(source)
        return source
    return "\n".join(map(_without_magic, source.splitlines()))


def _without_magic(line: str) -> str:
    line = TIMED.sub(r"\1", line)
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}pass" if MAGIC.match(line) else line
