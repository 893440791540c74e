"""Start: from an algorithm to the training that runs it."""

from math import ceil

import numpy as np

from edunn.errors import SettingError
from edunn.evolution import LowRankES, Strategy
from edunn.evolution.sampling import default_population_size
from edunn.fused import Fused, Labour, breeding, choose, choose_for_crowd
from edunn.network import Learned
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.training.base import Plan, Training
from edunn.training.compiled import CompiledEvolution, CompiledGradientDescent
from edunn.training.evolution import EvolutionTraining
from edunn.training.gradient_descent import GradientDescentTraining
from edunn.training.records import Examples


def begin(
    algorithm: Optimizer | Strategy,
    objective: Objective,
    learned: Learned,
    examples: Examples,
    plan: Plan,
    random: np.random.Generator,
    engine: str = "auto",
) -> Training:
    """A training that has not taken a step yet; `Model.training` calls this.

    Raises:
        SettingError: fitness or target for an optimizer; the fused engine for what it cannot do.

    Example:
        >>> from edunn import Model
        >>> type(Model([[2], [2, "softmax"]]).training("adam", [[0, 1]], [0])).__name__
        'GradientDescentTraining'
    """
    if isinstance(algorithm, Strategy):
        return _evolution(algorithm, objective, learned, examples, plan, random, engine)
    if plan.fitness is not None or plan.target is not None:
        raise SettingError(
            "fitness and target are for evolution; an optimizer makes the loss small. "
            'Leave them out, or train with "genetic_algorithm".'
        )
    if plan.workers is not None and engine == "fused":
        raise SettingError(
            "workers share a mini-batch by the readable engine. Leave them out, or engine='fused'."
        )
    batch_size = plan.rows_at_once(len(examples.x))
    steps = plan.epochs * ceil(len(examples.x) / batch_size)
    engine = engine if plan.workers is None else "numpy"
    is_fused, why_not = choose(engine, objective, algorithm, batch_size, steps)
    training = GradientDescentTraining(objective, learned, examples, plan, random, algorithm)
    if is_fused:
        training.accelerator = CompiledGradientDescent(training, Fused(objective, *examples))
        training.history.engine = "fused"
    training.history.note = why_not
    return training


def _evolution(
    algorithm: Strategy,
    objective: Objective,
    learned: Learned,
    examples: Examples,
    plan: Plan,
    random: np.random.Generator,
    engine: str,
) -> EvolutionTraining:
    training = EvolutionTraining(objective, learned, examples, plan, random, algorithm)
    fitness, theta = training.fitness, learned.theta
    individuals = getattr(algorithm, "population_size", None) or default_population_size(theta.size)
    labour = Labour(
        fitness == "loss",
        individuals,
        training.batch_size,
        plan.epochs,
        isinstance(algorithm, LowRankES),
    )
    is_fused, why_not = choose_for_crowd(engine, objective, fitness, theta.dtype, labour)
    training.history.engine, training.history.note = "fused" if is_fused else "numpy", why_not
    if is_fused and plan.workers is None and breeding.breeds(algorithm):
        training.accelerator = CompiledEvolution(training)
    return training
