"""Slow down when the loss stops falling: a rule that looks at the walk, not at the clock.

The rule never changes; what it has seen so far is a memory that goes in and comes out:

    memory = rule.start()
    for each epoch:
        memory = rule.observe(memory, loss)     # memory.rate is the learning rate from here on
"""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple, final

from edunn.guards import require_count, require_fraction, require_within
from edunn.optimizers.schedules import Schedule


class PlateauMemory(NamedTuple):
    """What the rule has seen: all that it takes to go on.

    Example:
        >>> ReduceOnPlateau(0.1).observe(PlateauMemory(rate=0.1, best=0.5), loss=0.6)
        PlateauMemory(rate=0.1, best=0.5, waited=1, resting=0)
    """

    rate: float
    """The learning rate from here on."""
    best: float = inf
    """The lowest loss so far."""
    waited: int = 0
    """Epochs without a better loss."""
    resting: int = 0
    """Epochs left until it counts again."""


@final
@dataclass(frozen=True)
class ReduceOnPlateau(Schedule):
    """Be patient; when the loss has not fallen for a while, take shorter steps.

    As a schedule it answers `initial`, at any `t`: time alone changes nothing here. The training
    loop asks `observe` after each epoch and goes on with the rate in its memory. The rules and
    defaults are those of Keras.

    Args:
        initial: the rate until the first plateau.
        factor: what each plateau multiplies the rate by.
        patience: how many epochs without a better loss make a plateau.
        min_delta: a loss counts as better if it is lower than the best by more than this.
        cooldown: how many epochs after a reduction are not counted.
        lowest: the rate never falls below this.

    Example:
        >>> rule = ReduceOnPlateau(0.1, factor=0.5, patience=2)
        >>> memory = rule.start()
        >>> for loss in (1.0, 0.8, 0.8, 0.8):
        ...     memory = rule.observe(memory, loss)
        >>> memory.rate
        0.05
    """

    factor: float = 0.1
    patience: int = 10
    min_delta: float = 1e-4
    cooldown: int = 0
    lowest: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        require_fraction("factor", self.factor, hint=0.1)
        require_count("patience", self.patience)
        require_within("min_delta", self.min_delta, 0, inf)
        require_count("cooldown", self.cooldown, least=0)
        require_within("lowest", self.lowest, 0, self.initial)

    def __call__(self, t: int) -> float:
        """The rate before anything was observed."""
        return self.initial

    def start(self) -> PlateauMemory:
        """Nothing seen yet: any loss will be the best so far."""
        return PlateauMemory(self.initial)

    def observe(self, memory: PlateauMemory, loss: float) -> PlateauMemory:
        """What to remember after an epoch that ended with `loss`."""
        resting = max(0, memory.resting - 1)
        if loss < memory.best - self.min_delta:
            return memory._replace(best=loss, waited=0, resting=resting)
        waited = 0 if resting else memory.waited + 1
        if waited < self.patience:
            return memory._replace(waited=waited, resting=resting)
        rate = max(self.lowest, memory.rate * self.factor)
        return memory._replace(rate=rate, waited=0, resting=self.cooldown)
