"""Notes: what is wrong with a training, with its cause and a cure; nothing where all is well.

Before the first step `notes_before` looks at what is known by then: targets that the outputs cannot
reach, weights that are all alike, rows that are all alike. At the end `notes_after` looks at the
result. If the network is no better than always giving one and the same answer, something is wrong,
and the numbers inside the network show what. A training that has learned gets no note.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.labels import chosen
from edunn.layers import Scaling
from edunn.messages import Message
from edunn.network import Network
from edunn.objective import Examples, Objective
from edunn.targets import Targets
from edunn.text import in_turn

ROWS = 1000
"""So many rows are looked at, evenly spread."""

ABSURD = 100.0
"""No scaling makes up for a learning rate above this."""

EXPECTED = 6
"""So many rows of a class are not all missing by chance: that happens in one split of 400."""

LARGE = 30.0
"""Inputs beyond this saturate units whose weights are of the usual size."""

BEGUN = 10
"""A training of fewer epochs has hardly begun: that it has learned nothing is no sign."""

SMALL = 0.05
"""Weights below this, all of them, have been pulled to 0."""

FALLING = 0.05
"""A loss that fell by a larger share in the last tenth of the epochs has not arrived."""

STILL = 0.02
"""A loss that fell by no larger share has hardly moved."""


def notes_before(
    objective: Objective, rows: Examples, validation: Examples | None, targets: Targets
) -> Iterator[Message]:
    """What is wrong before the first step."""
    last, loss = objective.network.ending, objective.loss
    if last and last.is_probability and loss.takes_probabilities and not loss.is_binary:
        yield Message("note.yes_to_all", ending=type(last).__name__.lower())
    if targets.classes is None:
        yield from _out_of_reach(objective.network, rows.t)
    if validation is not None and (targets.classes or targets.marks):
        yield from _sorted_split(rows, validation, targets)


def note_on_unit(targets: Targets) -> Message:
    """That targets far from 0 are learned in units of their spread, by default."""
    mean, deviation = in_turn(targets.mean), in_turn(targets.deviation)
    return Message("note.targets_standardized", mean=mean, deviation=deviation)


def notes_after(training: Any) -> Iterator[str]:
    """What is wrong with a training that has ended, by its history and its numbers."""
    history = training.history
    if history.remark:
        yield history.remark
    useless = _useless(training)
    if useless is not None:
        yield Message("note.nothing_learned", useless=useless, cause=cause_of(training))


def advice_on_divergence(network: Network, rows: Examples, rate: float) -> Message:
    """What to change after a training has diverged, by a look at its rows.

    Example:
        >>> from edunn import Model
        >>> rows = Examples(np.array([[2.0]]), np.array([[250_000.0]]))
        >>> advice_on_divergence(Model([[1], [1]]).network, rows, rate=0.1)  # doctest: +ELLIPSIS
        'The targets reach 250000: standardize them, ...
    """
    if rate > ABSURD:
        return Message("training.diverged.rate", rate=rate)
    inputs, targets = (float(np.abs(q).max(initial=0)) for q in (rows.x, rows.t))
    is_scaled = any(isinstance(layer, Scaling) for layer in network.layers)
    if inputs > LARGE and not is_scaled:
        return Message("training.diverged.inputs", largest=inputs, rate=rate)
    if targets > LARGE:
        return Message("training.diverged.targets", largest=targets, rate=rate)
    return Message("training.diverged.rate", rate=rate)


def _out_of_reach(network: Network, t: Array) -> Iterator[Message]:
    """Targets beyond the bounds of the last activation."""
    last = network.ending
    if last is None or last.bounds is None or t.size == 0:
        return
    low, high = last.bounds
    outside = float(((t < low - 1e-6) | (t > high + 1e-6)).mean())
    if outside:
        yield Message(
            "note.out_of_reach", share=outside, low=float(t.min()), high=float(t.max()),
            ending=type(last).__name__.lower(), least=low, most=high,
        )  # fmt: skip


def _sorted_split(rows: Examples, validation: Examples, targets: Targets) -> Iterator[Message]:
    """A class that is in one part only, as when the last of sorted rows are held back."""
    here, there = targets.occurrences(rows.t), targets.occurrences(validation.t)
    for name, learned, held in zip(targets.classes or targets.marks, here, there, strict=True):
        if held and not learned:
            yield Message("note.class_only_held_out", name=str(name))
            return
        if not held and learned * len(validation.t) > EXPECTED * len(rows.t):
            yield Message("note.class_not_held_out", name=str(name))
            return


def _useless(training: Any) -> Message | None:
    """How the network compares with always giving the same answer, if it is no better."""
    rows, history = _some(training.examples), training.history
    accuracy = history.columns["accuracy"][-1]
    if training.plan.classifies:
        counts = np.bincount(chosen(rows.t, training.objective.loss.off))
        most = float(counts.max() / counts.sum())
        enough = most + np.sqrt(most * (1.0 - most) / len(rows.x))  # more than by chance
        if accuracy is None or most == 1.0 or accuracy > enough:
            return None
        right = training.measured(rows, training.learned)[1]
        if right > enough:
            return None
        return Message("note.no_better_than_majority", accuracy=right, most=most)
    spread = float(np.square(rows.t - rows.t.mean(axis=0)).mean())
    z = training.objective.logits(training.learned.theta, rows.x, training.learned.statistics)
    error = float(np.square(training.objective.outputs(z) - rows.t).mean())
    if not spread or error < 0.99 * spread:
        return None
    return Message("note.no_better_than_mean", r2=1.0 - error / spread)


def cause_of(training: Any) -> Message:
    """The likeliest cause, the surest evidence first."""
    return next(_causes(training), Message("note.cause.unknown"))


def _causes(training: Any) -> Iterator[Message]:
    objective, rows = training.objective, _some(training.examples)
    network, theta = objective.network, training.learned.theta
    p = network.layout.views(theta)
    outputs = network.traced(p, rows.x, training.learned.statistics).outputs
    if (rows.x == rows.x[:1]).all():
        yield Message("note.rows_alike")
    yield from _alike(network, p)
    yield from _unscaled(network, rows.x)
    reach = float(np.abs(rows.t).max())
    if not training.plan.classifies and reach > LARGE:
        yield Message("note.cause.targets", largest=reach)
    yield from _dead(network, outputs)
    yield from _saturated(network, outputs)
    largest = max((float(np.abs(named["W"]).max()) for named in p if "W" in named), default=1.0)
    if objective.is_penalized and largest < SMALL:
        yield Message("note.cause.penalty", largest=largest)
    yield from _of_settings(training)
    if _is_linear(network):
        yield Message("note.cause.linear")


def _alike(network: Network, p: Sequence[Any]) -> Iterator[Message]:
    """Hidden units with the same weights get the same gradient, so they stay alike."""
    last = network.layout.places[-1].layer if network.layout.places else 0
    for k, named in enumerate(p):
        W = named.get("W")
        if W is not None and k < last and W.shape[-1] > 1 and np.ptp(W, axis=-1).max() == 0:
            yield Message("note.cause.alike", layer=k + 1)
            return


def _dead(network: Network, outputs: Sequence[Array]) -> Iterator[Message]:
    """A hidden layer that gives one and the same output for every row."""
    for k, layer in enumerate(network.layers[:-1]):
        y = outputs[k + 1]
        if layer.as_activation is not None and len(y) > 1 and (y == y[:1]).all():
            yield Message("note.cause.dead", name=type(layer.as_activation).__name__.lower())
            return


def _unscaled(network: Network, x: Array) -> Iterator[Message]:
    """Large inputs, and no layer that scales them."""
    largest = float(np.abs(x).max(initial=0))
    if largest > LARGE and not any(isinstance(layer, Scaling) for layer in network.layers):
        yield Message("note.cause.unscaled", largest=largest)


def _saturated(network: Network, outputs: Sequence[Array]) -> Iterator[Message]:
    """Hidden units that are at a bound for nearly all rows, where the derivative is nearly 0."""
    for k, layer in enumerate(network.layers[:-1]):
        bounds = layer.as_activation.bounds if layer.as_activation else None
        if bounds is None or not np.isfinite(bounds).all():
            continue
        low, high = bounds
        near = np.minimum(outputs[k + 1] - low, high - outputs[k + 1]) < 0.01 * (high - low)
        if near.mean() > 0.9:
            yield Message("note.cause.saturated", name=type(layer.as_activation).__name__.lower())
            return


def _of_settings(training: Any) -> Iterator[Message]:
    """Settings that keep a network from learning, by the losses."""
    losses = training.history.columns["loss"]
    first, last = losses[0], losses[-1]
    if any(getattr(layer, "rate", 0) > 0.7 for layer in training.objective.network.layers):
        yield Message("note.cause.dropout")
    rate = getattr(training.history[-1], "learning_rate", None)
    if rate is None:
        yield Message("note.cause.evolution", generations=len(losses))
        return
    if last > 1.5 * first or (len(losses) > 4 and _jumps(losses)):
        yield Message("note.cause.rate_too_high", rate=rate)
    elif last < (1.0 - FALLING) * losses[-max(2, len(losses) // 10)]:
        yield Message("note.cause.falling", last=last)
    elif first - last < STILL * abs(first) and len(losses) > 1:
        yield Message("note.cause.rate_too_low", rate=rate, first=first, last=last)


def _jumps(losses: Sequence[float]) -> bool:
    """Whether a loss goes up nearly as often and as far as down."""
    steps = np.diff(losses[len(losses) // 2 :])
    return bool(steps.size and np.abs(steps).mean() > 0.2 * abs(np.mean(losses)))


def _is_linear(network: Network) -> bool:
    """Whether no layer but the last bends anything."""
    hidden = (layer.as_activation for layer in network.layers[:-1])
    return all(function is None or function.is_linear for function in hidden)


def _some(rows: Examples) -> Examples:
    """At most `ROWS` of the rows."""
    return rows.part(slice(None, None, max(1, len(rows.x) // ROWS)))
