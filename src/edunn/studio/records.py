"""Records on their way to the page: finite numbers, row by row or column by column."""

from collections.abc import Iterable
from math import isfinite

from edunn.studio.wire.runs import Curves, Record
from edunn.training import Epoch


def record_of(epoch: Epoch) -> Record:
    """An epoch as a message: what is not finite is None.

    Example:
        >>> record_of(Epoch(1, loss=float("inf"), accuracy=0.5, forward_passes=10)).loss
    """
    found = {name: _finite(getattr(epoch, name, None)) for name in Record.model_fields}
    return Record.model_validate(found)


def curves_of(records: Iterable[Record]) -> Curves:
    """Records column by column.

    Example:
        >>> curves_of([record_of(Epoch(1, 0.5, None, 10))]).loss
        [0.5]
    """
    rows = list(records)
    return Curves(**{name: [getattr(row, name) for row in rows] for name in Curves.model_fields})


def _finite(value: float | None) -> float | None:
    return value if value is None or isfinite(value) else None
