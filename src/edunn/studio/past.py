"""Past: what is left of a run that was closed."""

from typing import NamedTuple

from edunn.studio.changes import Change
from edunn.training import Training


class Past(NamedTuple):
    """What a run goes on with when it is opened; a new one has no past.

    Example:
        >>> Past().lost
        ''
    """

    training: Training | None = None
    """What to go on with; None begins anew."""
    changes: tuple[Change, ...] = ()
    """What was told to it in mid-way."""
    kept: int = 0
    """How many of its records are written down."""
    lost: str = ""
    """Why its network is gone, in words, though its records are there."""
