"""Rules of the network: what it cannot represent."""

import numpy as np

from edunn.catalogue import label_of
from edunn.doctor.case import Case
from edunn.doctor.finding import Change, Finding
from edunn.doctor.rules.changes import (
    bent,
    binary_cross_entropy,
    hidden_in_code,
    larger,
    linear_output,
    softmax_output,
    with_dropout,
    with_hidden,
    with_hidden_layer,
    without_activation_before_last,
)
from edunn.evolution import Strategy
from edunn.layers import Layer
from edunn.messages import Message

POOR = 0.9
"""A training accuracy below this is called poor."""


def step_units(case: Case) -> Finding | None:
    """Hidden units whose derivative is 0 everywhere let no gradient through."""
    for k, function in case.hidden.items():
        if label_of(function) == "binary_step" and not _is_evolved(case):
            return Finding(
                Message("doctor.step_units"),
                Change('[units, "tanh"]', lambda it: with_hidden(it, "tanh")),
                {"derivative": 0.0},
                f"layer {k + 1}",
            )
    return None


def linear_layers(case: Case) -> Finding | None:
    """Linear layers in a row are one linear layer."""
    if len(case.dense) < 2 or not all(layer_is_plain(layer) for layer in case.layers[:-1]):
        return None
    if any(not function.is_linear for function in case.hidden.values()):
        return None
    if case.train_quality > POOR:
        return None
    return Finding(
        Message("doctor.linear_layers"),
        Change(
            Message("doctor.change.hidden_activation", layers=hidden_in_code(case, "tanh")), bent
        ),
        {"quality": case.train_quality, "layers": float(len(case.dense))},
    )


def no_hidden_layer(case: Case) -> Finding | None:
    """One straight line where neighbours show that the border is bent."""
    if len(case.dense) != 1 or not case.classifies or case.train_quality >= 0.8:
        return None
    if case.neighbours <= 0.85:
        return None
    return Finding(
        Message("doctor.no_hidden_layer", accuracy=case.train_quality, neighbours=case.neighbours),
        Change(Message("doctor.change.hidden_layer"), with_hidden_layer),
        {"accuracy": case.train_quality, "neighbours": case.neighbours},
    )


def too_few_units(case: Case) -> Finding | None:
    """The training rows themselves are not learned, and they could be."""
    widths = [W.shape[-1] for W in case.weights[:-1]]
    if not widths or not case.classifies or case.train_quality >= 0.8 or min(widths) > 4:
        return None
    if case.neighbours <= POOR or abs(case.train_quality - case.test_quality) > 0.15:
        return None
    return Finding(
        Message("doctor.too_few_units", units=min(widths), accuracy=case.train_quality),
        Change(Message("doctor.change.larger"), larger),
        {"accuracy": case.train_quality, "neighbours": case.neighbours},
    )


def sigmoid_output(case: Case) -> Finding | None:
    """Targets that the last activation cannot reach, as noted when training began."""
    note = case.note("note.out_of_reach")
    if note is None:
        return None
    change = Change(
        Message("doctor.change.linear_output", units=case.model.network.shapes[-1][0]),
        linear_output,
    )
    return Finding(note, change, {"outside": note.values["share"]}, "output")


def sigmoids_with_cross_entropy(case: Case) -> Finding | None:
    """Outputs that need not add up to 1, with a loss that looks at the true class only."""
    note = case.note("note.yes_to_all")
    if note is None:
        return None
    total = float(case.outputs[-1].sum(axis=-1).mean())
    change = Change(
        Message("doctor.change.softmax_output", units=case.model.network.shapes[-1][0]),
        softmax_output,
    )
    return Finding(note, change, {"sum": total}, "output")


def mse_behind_sigmoid(case: Case) -> Finding | None:
    """A squared error whose gradient vanishes where the answer is surely wrong."""
    last, loss = case.model.network.ending, case.model.objective.loss
    if last is None or not last.is_probability or last.is_distribution or loss.takes_probabilities:
        return None
    t = np.asarray(case.seen.labels)[case.sample]
    y = case.outputs[-1].ravel()
    if len(y) != len(t) or not set(np.unique(t).tolist()) <= {0, 1}:
        return None
    wrong = np.abs(y - t) > POOR
    share = float((2 * y * (1 - y))[wrong].mean()) if wrong.any() else 1.0
    if wrong.mean() <= 0.1 or share >= 0.05:
        return None
    return Finding(
        Message("doctor.mse_behind_sigmoid", wrong=float(wrong.mean())),
        Change('loss_function="binary_cross_entropy"', binary_cross_entropy),
        {"surely_wrong": float(wrong.mean()), "gradient": share},
        "output",
    )


def relu_before_softmax(case: Case) -> Finding | None:
    """A relu between the last weights and softmax takes the scores below 0 away."""
    if len(case.layers) < 2 or not case.classifies:
        return None
    last, before = case.layers[-1].as_activation, case.layers[-2].as_activation
    if last is None or not last.is_distribution or before is None or before.bounds is None:
        return None
    if before.bounds[0] != 0.0:
        return None
    zeros = float((case.outputs[-2] == 0).mean())
    return Finding(
        Message("doctor.relu_before_softmax", activation=label_of(before), zeros=zeros),
        Change(
            Message(
                "doctor.change.no_activation",
                activation=label_of(before),
                units=case.model.network.shapes[-1][0],
            ),
            without_activation_before_last,
        ),
        {"zeros": zeros},
        f"layer {len(case.layers) - 1}",
    )


def dropout_too_strong(case: Case) -> Finding | None:
    """Dropout that leaves less than two units."""
    for k, layer in enumerate(case.layers):
        if not layer.is_random:
            continue
        rate = float(getattr(layer, "rate", 0.0))
        left = (1.0 - rate) * float(np.prod(case.model.network.shapes[k]))
        if left < 2 and case.train_quality < POOR:
            return Finding(
                Message("doctor.dropout_too_strong", rate=rate, left=left),
                Change('{"dropout": 0.1}', lambda it: with_dropout(it, 0.1)),
                {"left": left, "accuracy": case.train_quality},
                f"layer {k + 1}",
            )
    return None


def layer_is_plain(layer: Layer) -> bool:
    """Whether a layer is a weighted sum, an activation, a scaling or dropout."""
    return layer.is_dense or layer.as_activation is not None or layer.is_scaling or layer.is_random


def _is_evolved(case: Case) -> bool:
    return case.setup is not None and isinstance(case.setup.algorithm, Strategy)
