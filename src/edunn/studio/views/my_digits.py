"""My digits: drawings that the user kept, with their labels, in a table of the store."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from typing import final

from flask import Response
from pydantic import Field, ValidationError

from edunn.messages import Message as Coded
from edunn.studio.messages import Done, Message, NotFound, Sentence
from edunn.studio.routing import DigitPath, reply, session, topic
from edunn.studio.runs import Store
from edunn.studio.runs.store import now
from edunn.studio.session import Session
from edunn.studio.views.digit import Drawing, Photo, preprocessed

api = topic("my digits")

TABLE = """
    CREATE TABLE IF NOT EXISTS digits (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label INTEGER NOT NULL, seen TEXT NOT NULL, created TEXT NOT NULL
    )
"""


class KeptDigit(Message):
    """One of My digits."""

    id: int
    label: int = Field(ge=0, le=9)
    seen: str
    created: str


class KeepDigit(Message):
    """A request to add a drawing to My digits under its label."""

    drawing: Drawing | Photo
    label: int = Field(ge=0, le=9)


class KeptDigits(Message):
    """All of My digits."""

    digits: list[KeptDigit]
    notes: list[Sentence] = Field(description="Which ones cannot be read.")


@final
class MyDigits:
    """The kept digits of a workspace.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     store = Store(Path(folder) / "runs.sqlite")
        ...     MyDigits(store).all()
        ...     store.close()
        []
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, new: KeepDigit) -> KeptDigit:
        """Store a drawing, preprocessed, under its label.

        Raises:
            DataError: nothing is drawn.
        """
        return self.add(new.label, b64encode(preprocessed(new.drawing)).decode())

    def add(self, label: int, seen: str) -> KeptDigit:
        """Store an image (Base64 of 28 x 28 bytes) under its label."""
        created = now()
        if not self._has_table:
            self._store.execute(TABLE)
        sql = "INSERT INTO digits (label, seen, created) VALUES (?, ?, ?)"
        number = self._store.execute(sql, label, seen, created).lastrowid
        return KeptDigit(id=number or 0, label=label, seen=seen, created=created)

    def all(self) -> list[KeptDigit]:
        """All digits that can be read, the oldest first."""
        return [digit for _, digit in self._read() if digit is not None]

    def notes(self) -> list[Coded]:
        """Which digits cannot be read, because another program has changed their rows."""
        damaged = [number for number, digit in self._read() if digit is None]
        return [Coded("digit.is_unreadable", number=number) for number in damaged]

    def _read(self) -> Iterator[tuple[int, KeptDigit | None]]:
        """All digits by number; None for one that cannot be read."""
        names = ("id", "label", "seen", "created")
        sql = f"SELECT {', '.join(names)} FROM digits ORDER BY id"
        for row in self._store.select(sql) if self._has_table else []:
            digit = None
            with suppress(ValidationError):
                digit = KeptDigit.model_validate(dict(zip(names, row, strict=True)))
            yield row[0], digit

    def delete(self, number: int) -> None:
        """Delete a digit.

        Raises:
            NotFound: there is none of that number.
        """
        sql = "DELETE FROM digits WHERE id = ?"
        if not (self._has_table and self._store.execute(sql, number).rowcount):
            raise NotFound(Coded("digit.not_found", number=number))

    @property
    def _has_table(self) -> bool:
        """Whether a digit was ever kept; a look does not create the table."""
        return bool(self._store.select("SELECT 1 FROM sqlite_master WHERE name = 'digits'"))


def my_digits_of(session: Session) -> MyDigits:
    """The kept digits of a session's workspace."""
    return session.service(MyDigits, lambda: MyDigits(session.store))


@api.get("/digits/kept", responses={200: KeptDigits})
def list_kept_digits() -> Response:
    """My digits."""
    mine = my_digits_of(session())
    return reply(KeptDigits(digits=mine.all(), notes=list(map(Sentence.of, mine.notes()))))


@api.post("/digits/kept", responses={200: KeptDigit})
def keep_digit(body: KeepDigit) -> Response:
    """Add a drawing to My digits under its label."""
    return reply(my_digits_of(session()).keep(body))


@api.delete("/digits/kept/<int:digit>", responses={200: Done})
def delete_digit(path: DigitPath) -> Response:
    """Delete one of My digits."""
    my_digits_of(session()).delete(path.digit)
    return reply(Done())
