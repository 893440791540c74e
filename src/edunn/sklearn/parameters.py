"""Parameters: what they may be, checked at `fit`.

An estimator's `__init__` only keeps its parameters, so that `clone` and `set_params` work. Errors
use the estimator's names, where `Model` has another one; what it checks itself is left to it.
"""

from dataclasses import fields
from math import inf
from typing import Any

import numpy as np
from sklearn.utils import check_random_state

from edunn.errors import SettingError
from edunn.guards import (
    require_choice,
    require_count,
    require_fraction,
    require_positive,
    require_switch,
    require_within,
)

LEARNING_RATES = ("adaptive", "constant")
"""What `learning_rate` may be; its size is `learning_rate_init`."""

SWITCHES = ("shuffle", "warm_start", "early_stopping", "nesterovs_momentum")

INSTEAD_OF_ARCHITECTURE = ("hidden_layer_sizes", "activation")
"""The parameters that describe a network, if `architecture` does not."""


def check_parameters(estimator: Any) -> None:
    """Check the parameters that no other part of EduNN checks by the same name.

    Raises:
        SettingError, UnknownNameError: what came, what was expected, and what to try.

    Example:
        >>> from edunn.sklearn import EduNNClassifier
        >>> check_parameters(EduNNClassifier(max_iter=0))
        Traceback (most recent call last):
        edunn.errors.SettingError: max_iter is 0 but must be a whole number, 1 or more.
    """
    require_count("max_iter", estimator.max_iter)
    for name in SWITCHES:
        require_switch(name, getattr(estimator, name))
    require_count("verbose", int(estimator.verbose is True) or estimator.verbose or 0, least=0)
    _check_numbers(estimator)
    _check_learning_rate(estimator)
    _check_architecture(estimator)


def _check_numbers(estimator: Any) -> None:
    batch_size, patience = estimator.batch_size, estimator.n_iter_no_change
    require_within("alpha", estimator.alpha, 0, inf)
    if batch_size != "auto":
        require_count("batch_size, if it is not 'auto',", batch_size)
    if patience != inf:
        require_count("n_iter_no_change", patience)
    if estimator.tol is not None:
        require_within("tol", estimator.tol, 0, inf)
    if estimator.momentum is not None:
        require_within("momentum", estimator.momentum, 0, 1)
    for name in ("beta_1", "beta_2"):
        require_fraction(name, getattr(estimator, name) or 0)
    if estimator.epsilon is not None:
        require_positive("epsilon", estimator.epsilon, hint=1e-7)
    require_fraction("validation_fraction", estimator.validation_fraction, hint=0.1)
    if estimator.early_stopping:
        require_positive("validation_fraction", estimator.validation_fraction, hint=0.1)


def _check_learning_rate(estimator: Any) -> None:
    """The rate is `learning_rate_init`, and `learning_rate` is how it changes: easily confused."""
    rule, rate = estimator.learning_rate, estimator.learning_rate_init
    if not isinstance(rule, str):
        raise SettingError(
            f"learning_rate is {rule!r}, but it is 'constant' or 'adaptive', as in scikit-learn. "
            f"Pass learning_rate_init={rule!r} instead."
        )
    if rule == "invscaling":
        raise SettingError(
            "learning_rate='invscaling' is not known. Pass a schedule instead, such as "
            "learning_rate_init=InverseTimeDecay(0.01), from edunn.optimizers."
        )
    require_choice("learning_rate", rule, LEARNING_RATES)
    if rate is not None and not callable(rate):
        require_positive("learning_rate_init", rate)


def _check_architecture(estimator: Any) -> None:
    """A whole network leaves no place for other hidden layers."""
    if estimator.architecture is None:
        return
    defaults = {field.name: field.default for field in fields(estimator)}
    for name in INSTEAD_OF_ARCHITECTURE:
        value = getattr(estimator, name)
        if repr(value) != repr(defaults[name]):
            raise SettingError(
                f"architecture is the whole network, so {name}={value!r} has no place in it. "
                "Leave one of the two out."
            )


def seed_of(random_state: Any) -> int:
    """A seed for the model: the number itself, or one drawn from a `RandomState`.

    None draws from NumPy's global random state, as everywhere in scikit-learn.

    Raises:
        SettingError: it is something else, or negative.

    Example:
        >>> seed_of(7), seed_of(np.random.RandomState(0)) == seed_of(np.random.RandomState(0))
        (7, True)
    """
    is_number = isinstance(random_state, int | np.integer) and not isinstance(random_state, bool)
    if is_number and random_state >= 0:
        return int(random_state)
    if random_state is None or isinstance(random_state, np.random.RandomState):
        return int(check_random_state(random_state).randint(2**31 - 1))
    raise SettingError(
        f"random_state is {random_state!r}: expected a whole number, 0 or more, a "
        "numpy.random.RandomState, or None for other numbers each time."
    )
