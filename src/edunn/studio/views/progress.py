"""Progress: what a student has done in the lessons, in a table of the store.

A mark says of one thing whether it is done, and keeps what the student wrote: the code of an
exercise, an answer in words. The file of all marks is what a teacher collects.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from typing import Any, Literal, TypeAlias, final

from flask import Response
from pydantic import Field, ValidationError

from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.messages import Message, Number, TooMany
from edunn.studio.routing import reply, session, topic
from edunn.studio.runs import Store
from edunn.studio.runs.store import now
from edunn.studio.session import Session

api = topic("progress")

TABLE = """
    CREATE TABLE IF NOT EXISTS progress (
        kind TEXT NOT NULL, name TEXT NOT NULL, mark TEXT NOT NULL,
        PRIMARY KEY (kind, name)
    ) WITHOUT ROWID
"""

Kind: TypeAlias = Literal["lesson", "exercise", "answer", "question"]
"""exercise: a function that is checked. answer: one in words. question: one at a lesson's end."""


class NewMark(Message):
    """What a student has done, as the page tells it."""

    kind: Kind
    name: str = Field(
        max_length=60,
        pattern=r"^[a-z0-9_.]+$",
        description="Of an exercise its function; else the lesson, and the number in it: 4, 4.2.",
    )
    is_done: bool = Field(
        default=False, description="Whether an exercise is done is found by its check alone."
    )
    text: str = Field(default="", max_length=limits.CODE_CHARACTERS, description="Code, or words.")


@final
class Mark(NewMark):
    """What is known of one exercise, answer, question or lesson."""

    credit: Number = Field(default=None, description="The best of all checks, 0 to 1.")
    checks: int = Field(default=0, description="How often it was checked.")
    changed: str = Field(description="UTC, ISO 8601.")


class Place(Message):
    """Where a student is in the course."""

    lesson: int = Field(ge=0, le=999)
    part: int = Field(default=0, ge=0, le=9_999, description="The part of the lesson, from 0.")


class Progress(Message):
    """All marks of the workspace."""

    marks: list[Mark]
    place: Place | None = Field(default=None, description="Where the student was last.")


class NewMarks(Message):
    """Marks to add, or to put in the place of those of the same name."""

    marks: list[NewMark] = Field(max_length=200)


class Student(Message):
    """Whose progress it is."""

    student: str = Field(default="", max_length=80)


class ProgressFile(Message):
    """A file of one student's progress, for a teacher to collect."""

    kind: Literal["edunn progress"] = "edunn progress"
    version: str = Field(description="Of EduNN.")
    student: str
    exported: str = Field(description="UTC, ISO 8601.")
    marks: list[Mark]


@final
class ProgressBook:
    """The marks of a workspace.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     store = Store(Path(folder) / "runs.sqlite")
        ...     book = ProgressBook(store)
        ...     book.checked("mse", "def mse ...", passed=False, credit=0.4)
        ...     book.mark([NewMark(kind="exercise", name="mse", is_done=True)])
        ...     book.all()[0].is_done, book.all()[0].credit
        ...     store.close()
        (False, 0.4)
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Mark]:
        """All marks that can be read, by kind and name."""
        return list(self._read())

    @property
    def place(self) -> Place | None:
        """Where the student was last; None at the beginning."""
        sql = "SELECT mark FROM progress WHERE kind = 'place'"
        with suppress(ValidationError):
            for (stored,) in self._store.select(sql) if self._has_table else []:
                return Place.model_validate_json(str(stored))
        return None

    def go(self, place: Place) -> None:
        """Keep where the student is."""
        self._put("place", "last", place)

    def progress(self) -> Progress:
        """All of it, as a page wants it."""
        return Progress(marks=self.all(), place=self.place)

    def mark(self, new: Iterable[NewMark]) -> None:
        """Keep marks of the page; the result of a check stays as it is.

        Raises:
            TooMany: there are far more marks than lessons have.
        """
        known = {(mark.kind, mark.name): mark for mark in self._read()}
        for mark in new:
            old = known.get((mark.kind, mark.name))
            kept = {} if old is None else old.model_dump(include={"credit", "checks"})
            done = mark.is_done if mark.kind != "exercise" else old is not None and old.is_done
            facts: dict[str, Any] = mark.model_dump() | kept | {"is_done": done}
            known[mark.kind, mark.name] = self._keep(Mark(**facts, changed=now()), len(known))

    def checked(self, name: str, code: str, passed: bool, credit: float) -> None:
        """Keep the result of a check: what was right once stays done."""
        marks = [mark for mark in self._read() if (mark.kind, mark.name) == ("exercise", name)]
        old = marks[0] if marks else Mark(kind="exercise", name=name, changed="")
        found = {
            "is_done": old.is_done or passed,
            "text": code,
            "credit": max(old.credit or 0.0, credit),
            "checks": old.checks + 1,
            "changed": now(),
        }
        self._keep(old.model_copy(update=found), 0)

    def _keep(self, mark: Mark, others: int) -> Mark:
        if others > limits.MARKS:
            raise TooMany(Coded("progress.too_many", most=limits.MARKS))
        self._put(mark.kind, mark.name, mark)
        return mark

    def _put(self, kind: str, name: str, content: Message) -> None:
        if not self._has_table:
            self._store.execute(TABLE)
        sql = "INSERT OR REPLACE INTO progress VALUES (?, ?, ?)"
        self._store.execute(sql, kind, name, content.model_dump_json())

    def _read(self) -> Iterator[Mark]:
        """All marks but those that another program has damaged."""
        sql = "SELECT mark FROM progress WHERE kind <> 'place' ORDER BY kind, name"
        for (stored,) in self._store.select(sql) if self._has_table else []:
            with suppress(ValidationError):
                yield Mark.model_validate_json(str(stored))

    @property
    def _has_table(self) -> bool:
        """Whether anything was ever marked; a look does not create the table."""
        return bool(self._store.select("SELECT 1 FROM sqlite_master WHERE name = 'progress'"))


def progress_of(session: Session) -> ProgressBook:
    """The marks of a session's workspace."""
    return session.service(ProgressBook, lambda: ProgressBook(session.store))


@api.get("/progress", responses={200: Progress})
def get_progress() -> Response:
    """What was done in the lessons."""
    return reply(progress_of(session()).progress())


@api.put("/progress", responses={200: Progress})
def put_progress(body: NewMarks) -> Response:
    """Keep what was done; other marks stay as they are."""
    book = progress_of(session())
    book.mark(body.marks)
    return reply(book.progress())


@api.put("/progress/place", responses={200: Place})
def put_place(body: Place) -> Response:
    """Keep where the student is, so that the next visit goes on there."""
    progress_of(session()).go(body)
    return reply(body)


@api.get("/progress/export", responses={200: ProgressFile})
def export_progress(query: Student) -> Response:
    """The progress as a file that a teacher can collect."""
    marks = progress_of(session()).all()
    file = ProgressFile(
        version=version("edunn-lab"), student=query.student, exported=now(), marks=marks
    )
    sent = reply(file)
    sent.headers["Content-Disposition"] = 'attachment; filename="edunn-progress.json"'
    return sent
