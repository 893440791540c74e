"""Problems of a table, gathered: all of them are reported in one message."""

from collections.abc import Callable
from functools import reduce
from typing import TypeVar, final

from edunn.errors import DataError
from edunn.messages import Message

Made = TypeVar("Made")

MOST = 7
"""Problems that one message quotes."""


@final
class Problems:
    """The problems found so far in one table.

    Example:
        >>> problems = Problems("t.csv")
        >>> problems.of(lambda: 2), problems.found
        (2, [])
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: list[str] = []

    def of(self, make: Callable[[], Made]) -> Made | None:
        """What `make` returns; None where it raises a DataError, which is kept."""
        try:
            return make()
        except DataError as error:
            self.found.append(error.message)
            return None

    @property
    def error(self) -> DataError:
        """All problems, one at least, as one error."""
        if len(self.found) == 1:
            return DataError(self.found[0])
        quoted = reduce(_both, self.found[:MOST])
        code = "data.several" if len(self.found) <= MOST else "data.very_many"
        return DataError(Message(code, source=self.source, count=len(self.found), problems=quoted))


def _both(one: str, other: str) -> str:
    return Message("data.next", one=one, other=other)
