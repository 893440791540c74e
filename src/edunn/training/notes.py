"""Notes: what is wrong with a training, with its cause and a cure; nothing where all is well.

Before the first step `notes_before` looks at what is known by then: targets that the outputs cannot
reach, weights that are all alike, rows that are all alike. At the end `notes_after` looks at the
result. If the network is no better than always giving one and the same answer, something is wrong,
and a diagnosis says what (`edunn.doctor`). A training that has learned gets no note.
"""

from collections.abc import Iterator
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

USELESS = 0.01
"""A share of the spread of targets that is explained; with less, nothing has been learned."""


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


def by_chance(most: float, rows: int) -> float:
    """The accuracy that always naming the most frequent class may reach on so many rows.

    Formula:  most + sqrt(most (1 - most) / rows), its share and one standard error

    Example:
        >>> by_chance(0.5, 100)
        0.55
    """
    return float(most + np.sqrt(most * (1.0 - most) / rows))


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
        enough = by_chance(most, len(rows.x))
        if accuracy is None or most == 1.0 or accuracy > enough:
            return None
        right = training.measured(rows, training.learned)[1]
        if right > enough:
            return None
        return Message("note.no_better_than_majority", accuracy=right, most=most)
    spread = float(np.square(rows.t - rows.t.mean(axis=0)).mean())
    z = training.objective.logits(training.learned.theta, rows.x, training.learned.statistics)
    error = float(np.square(training.objective.outputs(z) - rows.t).mean())
    if not spread or error < (1.0 - USELESS) * spread:
        return None
    return Message("note.no_better_than_mean", r2=1.0 - error / spread)


def cause_of(training: Any) -> Message:
    """The likeliest cause: what a diagnosis of the model finds first."""
    found: Message | None = training.owner and training.owner.cause_of(training)
    if found is not None:
        return found
    if "best" in training.history.columns:
        return Message("note.cause.evolution", generations=len(training.history))
    return Message("note.cause.unknown")


def _some(rows: Examples) -> Examples:
    """At most `ROWS` of the rows."""
    return rows.part(slice(None, None, max(1, len(rows.x) // ROWS)))
