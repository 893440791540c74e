"""What `edunn train` does when nothing is said: sizes that suit the data."""

from dataclasses import dataclass
from typing import final

from edunn.data import Dataset

MANY_ROWS = 5_000
MANY_INPUTS = 64


@final
@dataclass(frozen=True)
class Defaults:
    """A recipe that learns most small tables in seconds, and MNIST in a minute.

    Example:
        >>> from edunn.data import load
        >>> Defaults.suiting(load("iris"))
        Defaults(hidden='16', scale='standardize', epochs=100, batch_size=32, learning_rate=0.01)
    """

    hidden: str
    """The sizes of the hidden layers."""

    scale: str | None
    """Columns of different units must be brought to one size, or the largest drowns the others."""

    epochs: int
    batch_size: int
    learning_rate: float
    """For Adam; a small table gives few steps an epoch, so each may be longer."""

    @classmethod
    def suiting(cls, data: Dataset) -> "Defaults":
        """The recipe for this data."""
        has_units = all(column.unit != 1.0 for column in data.columns.columns)  # pixels / 255
        is_long = len(data) > MANY_ROWS
        return cls(
            hidden="64" if len(data.feature_names) > MANY_INPUTS else "16",
            scale=None if has_units else "standardize",
            epochs=10 if is_long else 100,
            batch_size=128 if is_long else 32,
            learning_rate=0.002 if is_long else 0.01,
        )
