"""Ways of learning: what `Model.train("...", ...)` may be told, as an optimizer or a strategy."""

from difflib import get_close_matches
from typing import Any

from edunn import evolution, optimizers
from edunn.catalogue import canonical, find
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution import Strategy, from_settings
from edunn.optimizers import Optimizer, Schedule

OPTIONS = (
    "batch_size",
    "class_weight",
    "early_stopping",
    "epochs",
    "generations",
    "sample_weight",
    "shuffle_data",
    "validation_data",
    "validation_split",
    "workers",
)
"""What every training can be told; a slip in one of these arrives here as an unknown setting."""


def find_algorithm(
    algorithm: Any, learning_rate: float | Schedule | None, settings: dict[str, Any]
) -> Optimizer | Strategy:
    """The optimizer or strategy for a name (with its settings) or an object (without).

    Raises:
        UnknownNameError: no such algorithm, or it has no such setting; near matches are offered.
        SettingError: settings beside an object, which has its own.

    Example:
        >>> find_algorithm("adam", None, {"learning_rate": 0.1}).learning_rate
        0.1
    """
    if isinstance(algorithm, (Optimizer, Strategy)):
        if settings:
            raise SettingError(
                f"{', '.join(settings)} came beside {algorithm!r}, which has its own settings. "
                "Put them into the object, or pass a name."
            )
        return algorithm
    name = canonical(str(algorithm))
    _refuse_misspelt(settings)
    if name == "genetic_algorithm":
        return from_settings(**settings)
    if name in evolution.NAMES:
        strategy: Strategy = find("strategy", name, **settings)
        return strategy
    if name not in optimizers.NAMES:
        raise UnknownNameError.of("algorithm", algorithm, [*optimizers.NAMES, *evolution.NAMES])
    if "learning_rate" not in settings and learning_rate is not None:
        settings = {"learning_rate": learning_rate} | settings
    optimizer: Optimizer = find("optimizer", name, **settings)
    return optimizer


def _refuse_misspelt(settings: dict[str, Any]) -> None:
    for name in settings:
        if get_close_matches(name, OPTIONS, n=1, cutoff=0.8):
            raise UnknownNameError.of("option of training", name, OPTIONS)
