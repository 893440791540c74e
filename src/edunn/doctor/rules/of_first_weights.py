"""Rules of the signal: first weights and units that let no gradient through."""

import numpy as np

from edunn.activations import ActivationFunction
from edunn.arrays import Array
from edunn.catalogue import label_of
from edunn.doctor.case import Case
from edunn.doctor.finding import Change, Finding
from edunn.doctor.quality import LOSS
from edunn.doctor.rules.changes import hidden_in_code, slower, with_fresh_weights, with_hidden
from edunn.messages import Message
from edunn.training.notes import LARGE

POOR = 0.9
"""A training accuracy below this is called poor."""


def zero_weights(case: Case) -> Finding | None:
    """Units with the same weights get the same gradient, and stay alike."""
    for k, W in enumerate(case.weights[:-1]):
        spread = float(np.ptp(W, axis=-1).max())
        if W.shape[-1] > 1 and spread < 1e-6:
            return Finding(
                Message("doctor.zero_weights", layer=k + 1),
                Change(Message("doctor.change.no_zeros"), with_fresh_weights),
                {"spread": spread},
                f"W{k + 1}",
            )
    return None


def dead_relu(case: Case) -> Finding | None:
    """Units that are 0 for every row."""
    for k, function in case.hidden.items():
        y = case.outputs[k + 1]
        y = y.reshape(-1, y.shape[-1])
        if function.bounds is None or function.bounds[0] != 0.0 or not np.isfinite(y).all():
            continue
        dead = float((y.max(axis=0) == 0).mean())
        alive = (1 - dead) * y.shape[-1]
        harms = case.diverged or (case.train_quality < POOR and alive <= 4)
        if dead >= 0.6 and np.isinf(function.bounds[1]) and harms:
            return Finding(
                Message("doctor.dead_relu", dead=dead, activation=label_of(function)),
                Change(Message("doctor.change.hundredth_of_rate", rate=0.01 * case.rate), slower),
                {"dead": dead},
                f"layer {k + 1}",
            )
    return None


def saturated_sigmoid(case: Case) -> Finding | None:
    """Units that sat at their bounds from the start, by their weights and not by the inputs."""
    if case.largest_input > LARGE:
        return None
    for k, function in case.hidden.items():
        near = _saturated(function, case.first_outputs[k + 1])
        if near > 0.8 and function.bounds:
            low, high = function.bounds
            told = {"activation": label_of(function), "low": low, "high": high}
            return Finding(
                Message("doctor.saturated_sigmoid", near=near, **told),
                Change(Message("doctor.change.own_initializer"), with_fresh_weights, measure=LOSS),
                {"saturated": near},
                f"layer {k + 1}",
            )
    return None


def saturated_units(case: Case) -> Finding | None:
    """Units that training has pushed to their bounds, and nothing learned."""
    for k, function in case.hidden.items():
        near = _saturated(function, case.outputs[k + 1])
        if near > 0.9 and case.is_useless and function.bounds:
            low, high = function.bounds
            name = label_of(function)
            return Finding(
                Message("doctor.saturated_units", near=near, activation=name, low=low, high=high),
                Change(Message("doctor.change.hundredth_of_rate", rate=0.01 * case.rate), slower),
                {"saturated": near},
                f"layer {k + 1}",
            )
    return None


def _saturated(function: ActivationFunction, y: Array) -> float:
    """The share of outputs that are at a bound, where the derivative is nearly 0."""
    if function.bounds is None or not np.isfinite(function.bounds).all():
        return 0.0
    low, high = function.bounds
    near = float((np.minimum(y - low, high - y) < 0.01 * (high - low)).mean())
    return 0.0 if label_of(function) == "binary_step" else near


def vanishing_gradient(case: Case) -> Finding | None:
    """A gradient that has gone by the first layer."""
    norms = case.first_gradients
    if len(norms) < 4 or not norms[-1] > 0 or not np.isfinite(norms).all():
        return None
    ratio, signal = norms[0] / norms[-1], _growth(case)
    if 0.0 < ratio < 1e-3:
        message = Message("doctor.vanishing_gradient", ratio=ratio)
    elif signal < 1e-3 and case.is_useless:
        message = Message("doctor.vanishing_gradient.signal", ratio=signal)
    else:
        return None
    return Finding(
        message,
        Change(
            Message("doctor.change.hidden_activation", layers=hidden_in_code(case, "relu")),
            lambda it: with_hidden(it, "relu"),
        ),
        {"ratio": ratio},
        "W1",
    )


def _growth(case: Case) -> float:
    """How many times larger the signal is in the last hidden layer than in the first."""
    first, last = (case.first_outputs[case.dense[k] + 1].std() for k in (0, -2))
    return float(last) / max(float(first), 1e-300)


def exploding_signal(case: Case) -> Finding | None:
    """A signal that grows in every layer."""
    if len(case.dense) < 4:
        return None
    growth = _growth(case)
    if not growth > 1e3:
        return None
    return Finding(
        Message("doctor.exploding_signal", growth=growth),
        Change(Message("doctor.change.own_initializer"), with_fresh_weights),
        {"growth": growth},
    )
