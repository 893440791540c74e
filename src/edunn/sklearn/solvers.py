"""Solvers: from the words of scikit-learn to an algorithm, its settings, and its end.

solver, learning_rate_init, momentum, solver_params ...  ->  algorithm, settings
tol, n_iter_no_change, early_stopping                    ->  early_stopping
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from math import inf
from typing import Any

from edunn import evolution, optimizers
from edunn.catalogue import canonical
from edunn.errors import SettingError, UnknownNameError
from edunn.evolution import Strategy
from edunn.optimizers import Optimizer, ReduceOnPlateau
from edunn.training import EarlyStopping
from edunn.training.algorithms import KNOWN

ADAPTIVE = ReduceOnPlateau(factor=0.2, lowest=1e-6)
"""On a plateau of the loss scikit-learn divides an adaptive learning rate by 5, down to 1e-6."""

OF_OPTIMIZERS = {"momentum": "decay", "beta_1": "beta1", "beta_2": "beta2", "epsilon": "epsilon"}
"""Parameters of scikit-learn's network, and the settings of optimizers that they are."""

SGD = "sgd"
"""scikit-learn's word for gradient descent, with momentum unless that is set to 0."""

OF_TRAINING = {
    "epochs": "max_iter",
    "generations": "max_iter",
    "batch_size": "batch_size",
    "shuffle_data": "shuffle",
    "shuffle": "shuffle",
    "early_stopping": "early_stopping",
    "patience": "n_iter_no_change",
    "seed": "random_state",
    "random_state": "random_state",
    "class_weight": "class_weight",
    "lr": "learning_rate_init",
}
"""Options of `Model.training`, and a common short name, with the parameters that set them."""


def is_evolution(solver: Any) -> bool:
    """Whether the solver trains without gradients.

    Example:
        >>> is_evolution("genetic_algorithm"), is_evolution("adam")
        (True, False)
    """
    is_named = isinstance(solver, str) and canonical(solver) in evolution.NAMES
    return is_named or isinstance(solver, Strategy)


def batch_size_of(estimator: Any) -> int | None:
    """The rows of a mini-batch; None is the default of the algorithm.

    Example:
        >>> from edunn.sklearn import EduNNClassifier
        >>> batch_size_of(EduNNClassifier()), batch_size_of(EduNNClassifier(batch_size=50))
        (None, 50)
    """
    return None if estimator.batch_size == "auto" else int(estimator.batch_size)


def algorithm_of(estimator: Any) -> tuple[Any, dict[str, Any]]:
    """The algorithm, as a name or an object, and its settings.

    Raises:
        UnknownNameError, SettingError: there is no such solver, or a setting has no place.

    Example:
        >>> from edunn.sklearn import EduNNClassifier
        >>> algorithm_of(EduNNClassifier(solver="sgd", momentum=0.8))
        ('nesterov', {'decay': 0.8})
        >>> algorithm_of(EduNNClassifier(solver="genetic_algorithm", population_size=50))
        ('genetic_algorithm', {'population_size': 50})
    """
    solver = _named(estimator)
    settings = dict(_solver_params(estimator))
    own = {"population_size": estimator.population_size, "learning_rate": _rate(estimator, solver)}
    own |= _of_optimizer(estimator, solver)
    own = {name: value for name, value in own.items() if value is not None}
    _check_fitting(estimator, solver, own)
    for name in own.keys() & settings.keys():
        raise SettingError(f"{name} is set twice: by a parameter, and in solver_params.")
    return solver, settings | own


def _named(estimator: Any) -> Any:
    """The solver by EduNN's name; an object as it is."""
    solver = estimator.solver
    if solver == SGD:
        if estimator.momentum == 0:
            return "gradient_descent"
        return "nesterov" if estimator.nesterovs_momentum else "momentum"
    if solver == "lbfgs":
        raise SettingError(
            "solver='lbfgs' is not there: EduNN's optimizers take a step for each mini-batch, and "
            "search along no line. Try 'adam', with a larger learning_rate_init for a small table."
        )
    if isinstance(solver, Optimizer | Strategy):
        return solver
    name = canonical(solver) if isinstance(solver, str) else ""
    if name not in KNOWN:
        raise UnknownNameError.of("solver", solver, (*KNOWN, SGD))
    return name


def _solver_params(estimator: Any) -> Mapping[str, Any]:
    given = estimator.solver_params
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise SettingError(
            f"solver_params is {given!r}: expected a dict of settings, such as {{'beta1': 0.8}}."
        )
    for name in given:
        if name in OF_TRAINING:
            raise SettingError(
                f"{name} in solver_params is no setting of the solver. Set the parameter "
                f"{OF_TRAINING[name]} instead."
            )
    return given


def _of_optimizer(estimator: Any, solver: Any) -> dict[str, Any]:
    """Momentum, the betas of Adam and epsilon, for an optimizer that has them."""
    if not isinstance(solver, str) or is_evolution(solver):
        return {}
    known = {field.name for field in fields(_class_of(solver))}
    given = {own: getattr(estimator, name) for name, own in OF_OPTIMIZERS.items()}
    return {name: value for name, value in given.items() if name in known}


def _rate(estimator: Any, solver: Any) -> Any:
    """The learning rate, or None for the solver's own."""
    rate = estimator.learning_rate_init
    if estimator.learning_rate == "constant":
        return rate
    if not isinstance(solver, str) or is_evolution(solver) or callable(rate):
        raise SettingError(
            "learning_rate='adaptive' needs the name of a solver with gradients, such as 'adam', "
            "and a number as learning_rate_init. Or leave it 'constant'."
        )
    initial: Any = optimizers.NAMES[solver]().learning_rate if rate is None else rate
    patience, tol = _patience(estimator), estimator.tol or 0.0
    return replace(ADAPTIVE, initial=initial, patience=patience, min_delta=tol)


def _check_fitting(estimator: Any, solver: Any, own: Mapping[str, Any]) -> None:
    """Check that the solver has a population, or a learning rate, if it is to have one."""
    if "population_size" in own and not is_evolution(solver):
        raise SettingError(
            f"population_size is for evolution, but solver={estimator.solver!r} has gradients. "
            "Leave it out, or try solver='genetic_algorithm'."
        )
    has_rate = "learning_rate" in {field.name for field in fields(_class_of(solver))}
    if "learning_rate" in own and not has_rate:
        raise SettingError(f"solver={solver!r} has no learning rate. Leave learning_rate_init out.")


def _class_of(solver: Any) -> type:
    """The class of an algorithm that is given by name or as an object."""
    named = {**optimizers.NAMES, **evolution.NAMES}
    return named[solver] if isinstance(solver, str) else type(solver)


def stopping_of(estimator: Any, monitor: str) -> EarlyStopping | None:
    """When a training ends before `max_iter`; None is never.

    Without a validation set that is when the training loss of gradient descent has converged. A
    population that found nothing better for some generations is not at its end, so evolution goes
    on; and so does a learning rate that adapts.

    Args:
        monitor: what the validation set measures.

    Example:
        >>> from edunn.sklearn import EduNNClassifier
        >>> stopping_of(EduNNClassifier(tol=0.01), "val_accuracy")
        EarlyStopping(monitor='loss', patience=20, min_delta=0.01, restore_best_weights=True)
        >>> stopping_of(EduNNClassifier(solver="cma_es"), "val_accuracy") is None
        True
    """
    tol = estimator.tol
    if estimator.early_stopping:
        return EarlyStopping(monitor, _patience(estimator), tol or 0.0)
    goes_on = is_evolution(estimator.solver) or estimator.learning_rate == "adaptive"
    if goes_on or tol is None or estimator.n_iter_no_change == inf:
        return None
    return EarlyStopping("loss", _patience(estimator), tol)


def _patience(estimator: Any) -> int:
    """After how many epochs without improvement a training is over."""
    patience, most = estimator.n_iter_no_change, estimator.max_iter
    return int(most if patience == inf else patience)
