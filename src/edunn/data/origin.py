"""The origin of a model: how its table was read, which rows were held out, and what was asked for.

It is saved with the model, so that the same rows can be held out again: from the same table, read
in the same way. A fingerprint tells whether they are the same. With the options of `edunn train` an
interrupted training can be continued, and a report can quote the command.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any, final

import numpy as np

from edunn.data.dataset import Dataset
from edunn.errors import DataError, FileFormatError
from edunn.messages import Message


@final
@dataclass(frozen=True)
class Origin:
    """How a table was read, and the share of its rows that was held out.

    Args:
        reading: the options of `from_csv` by name.
        test: the share of rows held out; None is the publisher's own part, or a quarter.
        seed: of the split.
        fingerprint: of the held-out rows; empty if none were held out.
        source: the name of the data set, or of the file without its folder; empty if unknown.
        options: the options of the command that trained it, by name, as they were given.

    Example:
        >>> from edunn.data import load
        >>> iris = load("iris")
        >>> origin = Origin.of({}, None, 0, iris.split()[1])
        >>> len(origin.held_out(iris))
        38
        >>> Origin.from_json(origin.to_json()) == origin
        True
    """

    reading: Mapping[str, Any]
    test: float | None
    seed: int
    fingerprint: str
    source: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, reading: Mapping[str, Any], test: float | None, seed: int, held_out: Dataset | None
    ) -> "Origin":
        """The origin of a model that did not see the rows `held_out`."""
        return cls(dict(reading), test, seed, fingerprint(held_out) if held_out else "")

    def asked(self, source: str, options: Mapping[str, Any]) -> "Origin":
        """The same, with where the table came from, and the options that were given.

        Example:
            >>> origin = Origin({}, None, 0, "").asked("iris", {"epochs": 5, "hidden": None})
            >>> origin.source, origin.options
            ('iris', {'epochs': 5})
        """
        given = {name: value for name, value in options.items() if value is not None}
        return replace(self, source=source, options=given)

    def held_out(self, data: Dataset) -> Dataset:
        """The rows of a data set that were held out.

        Raises:
            DataError: none were, or they are not found among these rows.
        """
        if not self.fingerprint:
            raise DataError(Message("data.held_out_none"))
        rows = data.split(self.test, self.seed)[1]
        if fingerprint(rows) != self.fingerprint:
            raise DataError(Message("data.held_out_not_found", name=data.name))
        return rows

    def to_json(self) -> dict[str, Any]:
        """The origin as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Origin":
        """The origin that `to_json` wrote.

        Raises:
            FileFormatError: the description is damaged.
        """
        try:
            test = None if facts["test"] is None else float(facts["test"])
            reading = {str(name): _plain(value) for name, value in facts["reading"].items()}
            options = {str(name): _plain(it) for name, it in facts.get("options", {}).items()}
            rows = reading, test, int(facts["seed"]), str(facts["fingerprint"])
            return cls(*rows, str(facts.get("source", "")), options)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise FileFormatError(
                f"the origin of its rows is damaged ({type(error).__name__}: {error}). Save the "
                "model again, or train it anew."
            ) from None


def _plain(value: Any) -> Any:
    """An option as it can be in a file: a text, a truth, a number, or a list of texts."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, (list, tuple)) and all(isinstance(word, str) for word in value):
        return list(value)
    raise TypeError(f"{value!r} is no option of a table")


def fingerprint(rows: Dataset) -> str:
    """A digest of the values, targets and classes of rows; other rows have another.

    Example:
        >>> from edunn.data import load
        >>> iris = load("iris")
        >>> fingerprint(iris) == fingerprint(iris.take(slice(1, None)))
        False
    """
    digest = sha256(repr((rows.class_names, rows.columns.names)).encode())
    for array in (rows.values, rows.targets):
        plain = np.ascontiguousarray(array if array.dtype.kind == "u" else array.astype(np.float64))
        digest.update(repr(plain.shape).encode() + plain.tobytes())
    return digest.hexdigest()
