"""Continuing: what one call of `fit` or `partial_fit` leaves to the next.

The parameters of the network go on with `warm_start` and with `partial_fit`; the state of the
solver, an optimizer's averages or a population, with `partial_fit` only.
"""

from typing import Any, NamedTuple

from edunn.errors import SettingError
from edunn.evolution import Strategy
from edunn.model import Model
from edunn.network import Learned
from edunn.training import EvolutionTraining, Training


class Paused(NamedTuple):
    """An algorithm, and its state after a training."""

    algorithm: Any
    state: Any

    @classmethod
    def of(cls, training: Any) -> "Paused":
        """What a training leaves."""
        return cls(_algorithm_of(training), training.state)

    def resume(self, training: Any) -> None:
        """Begin a training where this one stopped, if its algorithm is the same.

        An optimizer may have other settings by now, such as a learning rate; a strategy may not,
        because its population would have another size.
        """
        own = _algorithm_of(training)
        is_strategy = isinstance(own, Strategy)
        if self.algorithm == own if is_strategy else type(self.algorithm) is type(own):
            training.state = self.state


def _algorithm_of(training: Training) -> Any:
    is_evolution = isinstance(training, EvolutionTraining)
    return getattr(training, "strategy" if is_evolution else "optimizer")


def continue_from(previous: Model, model: Model) -> None:
    """Give a new model the parameters of the previous one, and what its outputs stand for.

    Raises:
        SettingError: it has other layers.

    Example:
        >>> previous, model = Model([[2], [1]], seed=0), Model([[2], [1]], seed=1)
        >>> continue_from(previous, model)
        >>> bool((model.theta == previous.theta).all())
        True
    """
    if model.network.layout.shapes != previous.network.layout.shapes:
        raise SettingError(
            f"the last fit left {previous!r}, and the parameters now describe {model!r}. Leave "
            "hidden_layer_sizes and architecture as they were, or set warm_start=False to begin "
            "anew."
        )
    model.learned = Learned(previous.learned.theta, previous.learned.statistics)
    model.targets, model.target_scaling = previous.targets, previous.target_scaling
