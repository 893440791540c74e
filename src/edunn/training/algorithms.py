"""Algorithms: from a name, such as "adam" or "genetic_algorithm", to the training that runs it."""

from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches
from math import ceil
from typing import Any, TypeVar

import numpy as np

from edunn import evolution, optimizers
from edunn.catalogue import canonical, made
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution import LowRankES, Strategy, from_settings
from edunn.evolution.recipes import ALIASES, SETTINGS
from edunn.evolution.sampling import default_population_size
from edunn.fused import (
    Fused,
    Workload,
    choose,
    choose_for_population,
    genetic,
    threads_of_blocked_kernel,
)
from edunn.guards import either, require_choice, require_switch, require_within
from edunn.habits import TRAINING, refuse_foreign
from edunn.messages import Message
from edunn.network import Learned
from edunn.objective import Examples, Objective
from edunn.optimizers import Optimizer, Schedule
from edunn.training.base import Plan, Training
from edunn.training.compiled import CompiledEvolution, CompiledGradientDescent
from edunn.training.evolution import EvolutionTraining
from edunn.training.gradient_descent import GradientDescentTraining
from edunn.training.history import History
from edunn.training.notes import note_on_unit, notes_before
from edunn.training.preparing import Prepared
from edunn.training.scoring import FITNESSES

Kind = TypeVar("Kind", bound=Training)

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


KNOWN = (*optimizers.NAMES, *evolution.NAMES)
"""The names of all algorithms."""


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
    _refuse_other_words(algorithm, settings)
    if isinstance(algorithm, (Optimizer, Strategy)):
        if settings:
            raise SettingError(
                f"{', '.join(settings)} came beside {algorithm!r}, which has its own settings. "
                "Put them into the object, or pass a name."
            )
        return algorithm
    _refuse_no_name(algorithm)
    name = canonical(algorithm)
    if name == "genetic_algorithm":
        return from_settings(**settings)
    if name in evolution.NAMES:
        strategy: Strategy = made(name, evolution.NAMES[name], settings)
        return strategy
    if name not in optimizers.NAMES:
        raise UnknownNameError.of("algorithm", algorithm, KNOWN)
    if "learning_rate" not in settings and learning_rate is not None:
        settings = {"learning_rate": learning_rate} | settings
    if name == "gradient_descent" and ("momentum" in settings or "nesterov" in settings):
        name, settings = _with_momentum(name, **settings)
    optimizer: Optimizer = made(name, optimizers.NAMES[name], settings)
    return optimizer


def _with_momentum(
    name: str, momentum: Any = 0.0, nesterov: Any = False, **settings: Any
) -> tuple[str, dict[str, Any]]:
    """The optimizer that "sgd" means in Keras and PyTorch beside these settings.

    Raises:
        SettingError: Nesterov's without a momentum.

    Example:
        >>> find_algorithm("sgd", None, {"momentum": 0.8})
        Momentum(learning_rate=0.01, clip_norm=None, clip_value=None, decay=0.8)
    """
    require_within("momentum", momentum, 0, 1)
    require_switch("nesterov", nesterov)
    if momentum:
        return "nesterov" if nesterov else "momentum", {"decay": momentum, **settings}
    if nesterov:
        raise SettingError("nesterov=True needs a momentum. Try momentum=0.9.")
    return name, settings


TWINS = {
    "epochs": "generations",
    "shuffle_data": "shuffle",
    "early_stopping": "patience",
    "seed": "random_state",
}
"""The other name of an option."""

DEFAULTS = {"epochs": 100, "shuffle_data": True}
"""The values of options that are left out; for all others that is None."""


def by_one_name(settings: dict[str, Any], **own: Any) -> list[Any]:
    """The options in their order; what came under another name is taken out of `settings`.

    Raises:
        SettingError: an option came under both names.

    Example:
        >>> by_one_name({"generations": 50}, epochs=None, shuffle_data=None)
        [50, True]
    """
    values = []
    for name, value in own.items():
        value = either(name, value, TWINS[name], settings.pop(TWINS[name], None))
        values.append(DEFAULTS.get(name) if value is None else value)
    return values


def note_mistakes(
    history: History, objective: Objective, prepared: Prepared, target_scaling: str
) -> None:
    """Note what is wrong before the first step; an ordinary classifier needs no look."""
    rows, validation, targets, *_ = prepared
    if target_scaling == "auto" and targets.mean:
        history.notes.append(note_on_unit(targets))
    is_ordinary = objective.fused_loss is not None and targets.classes is not None
    if not is_ordinary or validation is not None:
        history.notes += notes_before(objective, rows, validation, targets)


def _refuse_no_name(algorithm: object) -> None:
    """Refuse rows in the place of the algorithm, and all else that is no text."""
    if isinstance(algorithm, str):
        return
    if hasattr(algorithm, "__len__"):
        raise SettingError(Message("setting.no_algorithm", given=algorithm))
    raise UnknownNameError.of("algorithm", algorithm, KNOWN)


def _refuse_other_words(algorithm: object, settings: dict[str, Any]) -> None:
    """Refuse words of other libraries, and misspelt options; all else is the algorithm's."""
    if not settings:
        return
    own = _settings_of(canonical(algorithm)) if isinstance(algorithm, str) else ()
    others = {name: value for name, value in settings.items() if name not in own}
    refuse_foreign(TRAINING, others)
    for name in others:
        if get_close_matches(name, OPTIONS, n=1, cutoff=0.8):
            raise UnknownNameError.of("option of training", name, OPTIONS)


def _settings_of(name: str) -> Iterable[str]:
    """The names of the settings of an algorithm."""
    if name == "genetic_algorithm":
        return (*SETTINGS, *ALIASES, "preset")
    kind = optimizers.NAMES.get(name) or evolution.NAMES.get(name)
    of_sgd = ("momentum", "nesterov") if name == "gradient_descent" else ()
    return (*(field.name for field in fields(kind)), *of_sgd) if kind else ()


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
    start = objective, learned, examples, plan, random
    require_fitting(algorithm, plan)
    if isinstance(algorithm, Strategy):
        return choose_engine(EvolutionTraining(*start, algorithm), engine)
    return choose_engine(GradientDescentTraining(*start, algorithm), engine)


def require_fitting(algorithm: Optimizer | Strategy, plan: Plan) -> None:
    """Require that a plan has only options that the algorithm knows.

    Raises:
        SettingError: fitness or target for an optimizer; early stopping by an accuracy that numbers
            do not have.
        UnknownNameError: no such fitness.

    Example:
        >>> require_fitting(optimizers.Adam(), Plan(target=0.9))
        Traceback (most recent call last):
        edunn.errors.SettingError: fitness and target are for evolution; an optimizer makes the \
loss small. Leave them out, or train with "genetic_algorithm".
    """
    if isinstance(algorithm, Strategy):
        if plan.fitness is not None and not callable(plan.fitness):
            require_choice("fitness", plan.fitness, FITNESSES)
    elif plan.fitness is not None or plan.target is not None:
        raise SettingError(Message("setting.of_evolution"))
    monitor = "" if plan.early_stopping is None else plan.early_stopping.monitor
    if "accuracy" in monitor and not plan.classifies:
        known = "loss, val_loss"
        raise SettingError(Message("setting.not_measured", monitor=monitor, known=known))


def choose_engine(training: Kind, engine: str) -> Kind:
    """Choose the engine: "numpy", "fused", or "auto" for the quicker one.

    Returns:
        The training.

    Raises:
        SettingError: the fused engine for what it cannot do.
    """
    if isinstance(training, EvolutionTraining):
        _choose_for_population(training, engine)
    elif isinstance(training, GradientDescentTraining):
        _choose_for_descent(training, engine)
    return training


def use_engine(training: Training, engine: str) -> None:
    """Go on with another engine, from the next mini-batch or generation on.

    The engines differ in the last digits only, and with them all that follows. To repeat a training
    bit for bit, change its engine at the same moment.

    Raises:
        SettingError: the fused engine for what it cannot do.

    Example:
        >>> from edunn import Model
        >>> training = Model([[1], [1]], "mse").training("sgd", [[0.0]], [1.0], epochs=5)
        >>> _ = training.finish(2)
        >>> use_engine(training, "numpy")
        >>> training.history.engine, len(training.finish())
        ('numpy', 5)
    """
    vars(training).pop("scorer", None)  # it belongs to one engine
    training.accelerator, training.history.engine = None, "numpy"
    choose_engine(training, engine)


def _choose_for_descent(training: GradientDescentTraining, engine: str) -> None:
    """Choose the engine of gradient descent."""
    plan, objective, rows = training.plan, training.objective, len(training.examples.x)
    if plan.workers is not None and engine == "fused":
        raise SettingError(
            "workers share a mini-batch by the readable engine. Leave them out, or engine='fused'."
        )
    steps = plan.epochs * ceil(rows / training.batch_size)
    engine = engine if plan.workers is None else "numpy"
    is_fused, note = choose(engine, objective, training.optimizer, training.batch_size, steps)
    if is_fused:
        threads = threads_of_blocked_kernel(objective, training.batch_size)
        fused = Fused(objective, *training.examples, threads=threads)
        training.accelerator = CompiledGradientDescent(training, fused)
        training.history.engine = "fused"
    training.history.notes += [note] if note else []


def _choose_for_population(training: EvolutionTraining, engine: str) -> None:
    """Choose the engine of evolution: of whole generations, or of evaluations alone."""
    strategy, theta, fitness = training.strategy, training.learned.theta, training.fitness
    individuals = getattr(strategy, "population_size", None) or default_population_size(theta.size)
    workload = Workload(
        fitness == "loss",
        individuals,
        training.batch_size,
        training.plan.epochs,
        isinstance(strategy, LowRankES),
    )
    is_fused, note = choose_for_population(
        engine, training.objective, fitness, theta.dtype, workload
    )
    training.history.notes += [note] if note else []
    if is_fused:
        training.history.engine = "fused"
    if is_fused and training.plan.workers is None and genetic.is_supported(strategy):
        training.accelerator = CompiledEvolution(training)
