"""The population: everybody in the generation that was scored last, and who their parents were."""

from typing import TYPE_CHECKING, Any

import numpy as np

from edunn.errors import SettingError
from edunn.evolution.ranking import finite_or_worst
from edunn.studio.looks.planes import finite
from edunn.studio.looks.rows import evenly
from edunn.studio.looks.ways import algorithm_of
from edunn.studio.wire.evolution import PopulationLook

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot

MOST_GENES = 400
LOWEST = -1e300
"""Stands for the fitness of whoever has none, since JSON knows no minus infinity."""


def population_look(run: int, snapshot: "Snapshot") -> PopulationLook:
    """Fitness and parents of all, and how far each gene is spread.

    Raises:
        SettingError: this run does not learn by evolution, or nobody was scored yet.

    Example:
        >>> from edunn.studio.looks.example import example
        >>> snapshot = example(way="genetic_algorithm", population_size=10)
        >>> look = population_look(1, snapshot)
        >>> len(look.fitness), look.elites, look.means
        (10, 2, 'accuracy')
    """
    state = scored(snapshot)
    spread = np.asarray(state.population).std(axis=0)
    return PopulationLook(
        run=run,
        generation=snapshot.epoch,
        fitness=[value if np.isfinite(value) else LOWEST for value in state.fitness.tolist()],
        parents=parents_in(state),
        elites=elites_in(snapshot),
        best=int(finite_or_worst(state.fitness).argmax()),
        means={"accuracy": "accuracy", "loss": "minus the loss"}[fitness_in(snapshot)],
        spread=[finite(value) for value in spread[evenly(len(spread), MOST_GENES)]],
    )


def scored(snapshot: "Snapshot") -> Any:
    """The generation that was scored last.

    Raises:
        SettingError: there is none.
    """
    if snapshot.training_state is None:
        raise SettingError(
            "there is no generation to look at: the run has not begun, was opened again and has "
            "not gone on since, or follows the slope. Let a run that evolves do one step."
        )
    return snapshot.training_state


def require_individual(place: int, count: int) -> None:
    """Refuse who is not there."""
    if place >= count:
        raise SettingError(f"there is no individual {place}: they are 0 to {count - 1}.")


def parents_in(state: Any) -> list[list[int]]:
    """For each individual its parents' places; nothing where nobody was bred."""
    return [] if state.parents is None else np.asarray(state.parents).tolist()


def elites_in(snapshot: "Snapshot") -> int:
    """How many lived on unchanged into this generation; they come first in it."""
    return getattr(algorithm_of(snapshot), "elitism", 0) if snapshot.epoch > 1 else 0


def fitness_in(snapshot: "Snapshot") -> str:
    """What is climbed."""
    told = snapshot.planned.experiment.way.settings.get("fitness")
    if told is not None:
        return str(told)
    classifies = snapshot.planned.training.class_names is not None
    return getattr(algorithm_of(snapshot), "maximizes", "loss") if classifies else "loss"
