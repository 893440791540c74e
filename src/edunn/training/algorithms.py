"""Algorithms: from a name, such as "adam" or "genetic_algorithm", to the training that runs it."""

from difflib import get_close_matches
from math import ceil
from typing import Any

import numpy as np

from edunn import evolution, optimizers
from edunn.catalogue import canonical, find
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution import LowRankES, Strategy, from_settings
from edunn.evolution.sampling import default_population_size
from edunn.fused import Fused, Workload, choose, choose_for_population, genetic
from edunn.messages import Message
from edunn.network import Learned
from edunn.objective import Examples, Objective
from edunn.optimizers import Optimizer, Schedule
from edunn.training.base import Plan, Training
from edunn.training.compiled import CompiledEvolution, CompiledGradientDescent
from edunn.training.evolution import EvolutionTraining
from edunn.training.gradient_descent import GradientDescentTraining

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
"""The options of every training; one that is misspelt arrives here as an unknown setting."""


def find_algorithm(
    algorithm: Any, learning_rate: float | Schedule | None, settings: dict[str, Any]
) -> Optimizer | Strategy:
    """The optimizer or strategy of a name, with its settings, or the object itself.

    Raises:
        UnknownNameError: no such algorithm, or it has no such setting; near matches are offered.
        SettingError: settings beside an object, which has its own.

    Example:
        >>> find_algorithm("adam", None, {"learning_rate": 0.1}).learning_rate
        0.1
    """
    _refuse_misspelt(settings)
    if isinstance(algorithm, (Optimizer, Strategy)):
        if settings:
            raise SettingError(
                f"{', '.join(settings)} came beside {algorithm!r}, which has its own settings. "
                "Put them into the object, or pass a name."
            )
        return algorithm
    name = canonical(str(algorithm))
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


def begin(
    algorithm: Optimizer | Strategy,
    objective: Objective,
    learned: Learned,
    examples: Examples,
    plan: Plan,
    random: np.random.Generator,
    engine: str = "auto",
) -> Training:
    """A training before its first step, by the readable or the compiled engine.

    Raises:
        SettingError: fitness or target for an optimizer; the fused engine for what it cannot do.

    Example:
        >>> from edunn import Model
        >>> type(Model([[2], [2, "softmax"]]).training("adam", [[0, 1]], [0])).__name__
        'GradientDescentTraining'
    """
    if isinstance(algorithm, Strategy):
        return _evolution(algorithm, objective, learned, examples, plan, random, engine)
    return _gradient_descent(algorithm, objective, learned, examples, plan, random, engine)


def _gradient_descent(
    algorithm: Optimizer,
    objective: Objective,
    learned: Learned,
    examples: Examples,
    plan: Plan,
    random: np.random.Generator,
    engine: str,
) -> Training:
    _refuse_other_options(plan, engine)
    training = GradientDescentTraining(objective, learned, examples, plan, random, algorithm)
    steps = plan.epochs * ceil(len(examples.x) / training.batch_size)
    engine = engine if plan.workers is None else "numpy"
    is_fused, note = choose(engine, objective, algorithm, training.batch_size, steps)
    if is_fused:
        training.accelerator = CompiledGradientDescent(training, Fused(objective, *examples))
        training.history.engine = "fused"
    training.history.note = note
    return training


def _refuse_other_options(plan: Plan, engine: str) -> None:
    if plan.fitness is not None or plan.target is not None:
        raise SettingError(Message("setting.of_evolution"))
    if plan.workers is not None and engine == "fused":
        raise SettingError(
            "workers share a mini-batch by the readable engine. Leave them out, or engine='fused'."
        )


def _evolution(
    algorithm: Strategy,
    objective: Objective,
    learned: Learned,
    examples: Examples,
    plan: Plan,
    random: np.random.Generator,
    engine: str,
) -> Training:
    training = EvolutionTraining(objective, learned, examples, plan, random, algorithm)
    fitness, theta = training.fitness, learned.theta
    individuals = getattr(algorithm, "population_size", None) or default_population_size(theta.size)
    workload = Workload(
        fitness == "loss",
        individuals,
        training.batch_size,
        plan.epochs,
        isinstance(algorithm, LowRankES),
    )
    is_fused, note = choose_for_population(engine, objective, fitness, theta.dtype, workload)
    training.history.engine, training.history.note = "fused" if is_fused else "numpy", note
    if is_fused and plan.workers is None and genetic.is_supported(algorithm):
        training.accelerator = CompiledEvolution(training)
    return training
