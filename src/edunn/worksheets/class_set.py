"""A class set: the worksheets of all students in a folder, and the answers when they come back.

worksheets.html    to print: a page for each student, each with other numbers
key.html           every line solved
key.json           the same as data; grading needs it
answers.csv        a row for each student, a column for each line: fill it in, then grade it
"""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, final

from edunn.errors import DataError, FileFormatError, UnknownNameError
from edunn.files.atomic import write_atomically
from edunn.worksheets.drawing import sheet_for
from edunn.worksheets.grading import Grade, graded
from edunn.worksheets.kinds import KINDS
from edunn.worksheets.pages import key_page, worksheet_page
from edunn.worksheets.sheet import Sheet

NAME = "student"
HEADS = {NAME, "students", "name", "names"}
KEY, ANSWERS = "key.json", "answers.csv"


@final
@dataclass(frozen=True)
class ClassSet:
    """One kind of worksheet for a list of students.

    Raises:
        UnknownNameError: no such kind.
        DataError: there are no students, or one is there twice.

    Example:
        >>> ClassSet("forward", ("Ada", "Alan"), seed=7).sheets["Ada"].title
        'Forward pass'
    """

    kind: str
    students: tuple[str, ...]
    seed: int

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UnknownNameError.of("kind of worksheet", self.kind, KINDS)
        if not self.students:
            raise DataError("there are no students. Give a file with a name on each line.")
        twice = [name for name in self.students if self.students.count(name) > 1]
        if twice:
            raise DataError(
                f"{twice[0]!r} is there twice: every student needs a name of their own."
            )

    @property
    def sheets(self) -> dict[str, Sheet]:
        """The worksheet of each student."""
        return {name: sheet_for(KINDS[self.kind], name, self.seed) for name in self.students}

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write the four files; the folder is made where it does not exist.

        Raises:
            DataError: the folder holds answers already, which would be lost.
            OSError: a file cannot be written.
        """
        sheets = self.sheets
        contents = {
            "worksheets.html": worksheet_page(sheets),
            "key.html": key_page(sheets),
            KEY: json.dumps(self._document(sheets), indent=1, ensure_ascii=False),
            ANSWERS: self._empty_answers(sheets),
        }
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_to_lose_answers(folder / ANSWERS)
        for name, text in contents.items():
            write_atomically(folder / name, text.encode())
        return tuple(folder / name for name in contents)

    def grades(self, answers: Path) -> list[Grade]:
        """Grade a filled-in table of answers; students without a row are left out.

        Raises:
            FileFormatError, DataError: it is no such table; a student or a line is unknown.
        """
        sheets = self.sheets
        found = read_answers(answers)
        unknown = [name for name in found if name not in sheets]
        if unknown:
            raise UnknownNameError.of("student", unknown[0], sheets)
        return [graded(sheets[name], name, own) for name, own in found.items()]

    def _document(self, sheets: Mapping[str, Sheet]) -> dict[str, Any]:
        people = {
            name: {"given": sheet.numbers, "key": sheet.key, "steps": _steps(sheet)}
            for name, sheet in sheets.items()
        }
        return {"kind": self.kind, "seed": self.seed, "students": people}

    def _empty_answers(self, sheets: Mapping[str, Sheet]) -> str:
        labels = [line.label for line in next(iter(sheets.values())).lines]
        text = StringIO()
        rows = [[name, *("" for _ in labels)] for name in sheets]
        csv.writer(text, lineterminator="\n").writerows([[NAME, *labels], *rows])
        return text.getvalue()


def class_set_of(key: Path) -> ClassSet:
    """The class set that wrote this key.

    Raises:
        FileFormatError: it is no such file, or another version of EduNN drew other numbers.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     _ = ClassSet("forward", ("Ada", "Alan"), seed=7).write(Path(folder))
        ...     class_set_of(Path(folder, KEY)).students
        ('Ada', 'Alan')
    """
    try:
        document = json.loads(key.read_text("utf-8"))
        known = ClassSet(document["kind"], tuple(document["students"]), document["seed"])
        given = {name: person["given"] for name, person in document["students"].items()}
    except FileNotFoundError:
        raise FileFormatError(
            f"there is no {key.name} beside the answers, in {key.parent}. It tells which numbers "
            "each student had: put the answers into the folder that `edunn worksheet` wrote."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileFormatError(f"{key.name} is not a key that EduNN wrote ({error}).") from None
    if given != {name: sheet.numbers for name, sheet in known.sheets.items()}:
        raise FileFormatError(
            f"{key.name} has other numbers than this version of EduNN draws. Grade with the "
            "version that made the worksheets."
        )
    return known


def read_students(path: Path) -> tuple[str, ...]:
    r"""The names in a file: one a line, or the column student or name of a table with a head.

    Raises:
        FileFormatError: there is no such file, or it is not text.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     _ = Path(folder, "names.txt").write_text("Ada\nLovelace, Augusta\n")
        ...     read_students(Path(folder, "names.txt"))
        ('Ada', 'Lovelace, Augusta')
    """
    rows = _rows(path)
    head = [cell.strip().casefold() for cell in rows[0]] if rows else []
    column = next((k for k, cell in enumerate(head) if cell in HEADS), None)
    if column is None:  # whole lines: "Lovelace, Ada" is one name
        names = _text(path).splitlines()
    else:
        names = [row[column] for row in rows[1:] if len(row) > column]
    return tuple(filter(None, map(str.strip, names)))


def read_answers(path: Path) -> dict[str, dict[str, str]]:
    r"""For each student what was written, by line.

    Raises:
        FileFormatError, DataError: it is no table with a column "student"; a row is too long.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     _ = Path(folder, "answers.csv").write_text("student;z1[0];loss\nAda;0,5;2\n")
        ...     read_answers(Path(folder, "answers.csv"))
        {'Ada': {'z1[0]': '0,5', 'loss': '2'}}
    """
    head, *rows = _rows(path) or [[]]
    if not head or head[0].strip().casefold() not in HEADS:
        raise DataError(
            f"{path.name} is no table of answers: its first column must be {NAME!r}, and the "
            f"others the lines of the worksheet, as in the {ANSWERS} that `edunn worksheet` wrote."
        )
    labels = [label.strip() for label in head[1:]]
    for row in rows:
        if len(row) > len(head):
            raise DataError(
                f"{path.name}: {row[0]!r} has {len(row)} cells, the head {len(head)}. Is a decimal "
                'comma read as a separator? Write "0,5" in quotes, or 0.5.'
            )
    return {
        row[0].strip(): dict(zip(labels, row[1:], strict=False)) for row in rows if row[0].strip()
    }


def _rows(path: Path) -> list[list[str]]:
    """The rows of a table, separated by what is in its first line: semicolon, tab or comma."""
    text = _text(path)
    first = text.split("\n", 1)[0]
    delimiter = next((sign for sign in ";\t," if sign in first), ",")
    return [row for row in csv.reader(StringIO(text), delimiter=delimiter) if any(row)]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise FileFormatError(f"there is no file {path}.") from None
    except (UnicodeDecodeError, IsADirectoryError):
        raise FileFormatError(f"{path} is not a text file in UTF-8.") from None


def _steps(sheet: Sheet) -> dict[str, str]:
    known = sheet.numbers | sheet.key
    return {line.label: line.derivation(known) for line in sheet.lines}


def _refuse_to_lose_answers(path: Path) -> None:
    """A table that somebody has filled in is not replaced by an empty one."""
    if path.is_file() and any(
        any(filter(None, own.values())) for own in read_answers(path).values()
    ):
        raise DataError(f"{path} has answers in it. Name another folder, or move it away first.")


def as_table(grades: Sequence[Grade]) -> tuple[list[str], list[list[str]]]:
    """Grades as a table: a row for each student, with points, share and the mistakes by name.

    Example:
        >>> as_table([])
        (['student', 'points', 'of', 'share', 'mistakes'], [])
    """
    rows = []
    for grade in grades:
        wrong = [mark for mark in grade.marks if not mark.credit]
        named = "; ".join(f"{mark.label}: {mark.slip or mark.verdict}" for mark in wrong)
        share = f"{grade.share:.2f}"
        rows.append([grade.student, str(grade.points), str(len(grade.marks)), share, named])
    return [NAME, "points", "of", "share", "mistakes"], rows
