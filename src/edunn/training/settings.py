"""The settings of algorithms by name, as a type checker and an editor know them.

Each optimizer and strategy is a dataclass of its own settings; this is their union, because one
signature takes them all. Whether a setting belongs to the algorithm that was named shows at run
time only. A setting of a strategy of your own is no part of it: put it into the object.
"""

from typing import TypedDict, final

from edunn.evolution.crossover import Crossover
from edunn.evolution.mutation import Mutation
from edunn.evolution.selection import Selection
from edunn.optimizers import Schedule
from edunn.seeds import Seed


class OtherNames(TypedDict, total=False):
    """Options of every training by another name, that of Keras, scikit-learn or evolution."""

    generations: int
    """`epochs`."""

    shuffle: bool
    """`shuffle_data`."""

    patience: int
    """`early_stopping`."""

    random_state: Seed
    """`seed`."""


@final
class AlgorithmSettings(OtherNames, total=False):
    """The settings of all optimizers and strategies; see the class of each for its own.

    Example:
        >>> settings: AlgorithmSettings = {"learning_rate": 0.01, "clip_norm": 1.0}
        >>> sorted(settings)
        ['clip_norm', 'learning_rate']
    """

    # Optimizers
    learning_rate: float | Schedule
    clip_norm: float | None
    clip_value: float | None
    decay: float
    momentum: float
    """Of "sgd", as in Keras and PyTorch: it then means "momentum", whose `decay` this is."""

    nesterov: bool
    """Of "sgd" with a momentum: it then means "nesterov"."""

    rho: float
    beta1: float
    beta2: float
    epsilon: float
    weight_decay: float

    # Strategies
    population_size: int | None
    sigma: float
    sigma_rate: float | None
    growth: float
    active: bool

    # The genetic algorithm
    preset: str
    elitism: int
    elitism_num: int
    elites_breed: bool
    selection: str | Selection
    crossover: str | Crossover
    mutation: str | Mutation
    mutation_probability: float | None
    mutation_scale: float | None
