"""A snapshot: a run at one moment, for whoever wants to look while it goes on."""

from dataclasses import dataclass
from typing import Any, final

from edunn.arrays import Array
from edunn.model import Model
from edunn.studio.plan import Planned


@final
@dataclass(frozen=True)
class Snapshot:
    """A run as it was at one moment; nobody trains this copy of the network."""

    planned: Planned
    model: Model
    epoch: int
    training_state: Any
    """Evolution: the generation scored last, with `population`, `fitness` and `parents`."""
    ancestors: tuple[tuple[Array, Array | None], ...]
    """Fitness and parents of the last generations, the newest last."""
    learning_rate: float | None
