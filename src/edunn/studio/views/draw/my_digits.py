"""My digits: drawings that the user kept, with their labels, in a table of the store."""

from base64 import b64encode
from typing import final

from edunn.messages import Message as Coded
from edunn.studio.problems import NotFound
from edunn.studio.runs import Store
from edunn.studio.runs.store import now
from edunn.studio.views.draw.digit import preprocessed
from edunn.studio.views.draw.messages import KeepDigit, KeptDigit

TABLE = """
    CREATE TABLE IF NOT EXISTS digits (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label INTEGER NOT NULL, seen TEXT NOT NULL, created TEXT NOT NULL
    )
"""


@final
class MyDigits:
    """The kept digits of a workspace.

    Example:
        >>> from pathlib import Path
        >>> MyDigits(Store(Path(":memory:"))).all()
        []
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        store.execute(TABLE)

    def keep(self, wish: KeepDigit) -> KeptDigit:
        """Store a drawing, preprocessed, under its label.

        Raises:
            DataError: nothing is drawn.
        """
        return self.add(wish.label, b64encode(preprocessed(wish.drawing)).decode())

    def add(self, label: int, seen: str) -> KeptDigit:
        """Store an image (Base64 of 28 x 28 bytes) under its label."""
        created = now()
        sql = "INSERT INTO digits (label, seen, created) VALUES (?, ?, ?)"
        number = self._store.execute(sql, label, seen, created).lastrowid
        return KeptDigit(id=number or 0, label=label, seen=seen, created=created)

    def all(self) -> list[KeptDigit]:
        """All digits, the oldest first."""
        names = ("id", "label", "seen", "created")
        found = self._store.select("SELECT id, label, seen, created FROM digits ORDER BY id")
        return [KeptDigit(**dict(zip(names, row, strict=True))) for row in found]

    def delete(self, number: int) -> None:
        """Delete a digit.

        Raises:
            NotFound: there is none of that number.
        """
        if not self._store.execute("DELETE FROM digits WHERE id = ?", number).rowcount:
            raise NotFound(Coded("digit.not_found", number=number))
