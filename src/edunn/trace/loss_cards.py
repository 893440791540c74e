"""Cards of the loss: what the answer costs, and which way is less wrong.

Where the loss is joined with the last curve (softmax with cross-entropy, sigmoid with binary
cross-entropy), training never forms the derivative by the probabilities: logarithm and exponential
cancel on paper. The cards show the probabilities all the same, and say what cancelled.
"""

from functools import partial

import numpy as np

from edunn.arrays import Array
from edunn.losses import BinaryCrossEntropy, Loss
from edunn.regularizers import Regularizer
from edunn.trace.cards import Step
from edunn.trace.formulas import quoted
from edunn.trace.layer_cards import softmax_words
from edunn.trace.layer_workings import bend
from edunn.trace.letters import Letters
from edunn.trace.loss_workings import Pulled, costs, pulls, slopes
from edunn.trace.notes import Diary, Notes


def answer_card(notes: Notes, it: Letters, y: Array) -> Step:
    """The probabilities of a joined loss, `(B, O)`, made from the scores."""
    function = notes.objective.network.last_activation
    if it.title == "softmax":
        formula, words, working = softmax_words(it, notes.scores, y)
    else:
        rule = quoted(function, "Formula", {"x": it.x, "y": it.y})
        formula, words = f"{it.y} = {it.title}({it.x})", f"Scores become probabilities: {rule}."
        working = partial(bend, function, it, Diary(notes.scores, y, {}))
    values = {it.x: notes.scores, it.y: y}
    return Step("forward", it.y, formula, words, values, it.layer, it.title, working)


def loss_card(notes: Notes, name: str, y: Array, pulled: Pulled) -> Step:
    """What the rows cost, their mean, and what the weights cost; `name` is the answer's."""
    objective, (_, t, weights) = notes.objective, notes.rows
    with np.errstate(all="ignore"):
        mean = objective.mean_loss(notes.scores, t, weights)
        penalty = objective.penalty(notes.before.theta)
        rows = objective.effective_loss.per_example(notes.scores, t)
    values = {name: y, "t": t, "row_losses": rows, "mean_loss": mean}
    if weights is not None:
        values["weights"] = weights
    if pulled:
        values["penalty"] = penalty
    values["loss"] = mean + penalty
    working = partial(costs, notes, y, values, pulled)
    return Step(
        "loss",
        "loss",
        "loss = mean of the rows' losses" + (" + penalty" if pulled else ""),
        _sentence(objective.loss, joined=objective.fused_loss is not None),
        values,
        working=working,
    )


JOINED = (
    " It is measured on the scores, which gives the same number and loses no digits where a "
    "probability is nearly 0."
)

WHY_JOINED = (
    "Answer minus target. By the textbook, dz = dp (dp/dz) with the derivative of the logarithm in "
    "dp; written out, the curve's own derivative cancels it, and only this is left."
)


def slope_card(notes: Notes, it: str, name: str, y: Array) -> Step:
    """The derivative of the loss by what it was measured on; `it` names that, `name` the answer."""
    objective, (_, t, weights) = notes.objective, notes.rows
    with np.errstate(all="ignore"):
        slope = objective.effective_loss.gradient(notes.scores, t)
    dy = notes.dscores
    share = " * weight / B" if weights is not None else " / B"
    core = f"({name} - t)" if objective.fused_loss else f"slope of the loss at {name}"
    if objective.fused_loss and isinstance(objective.loss, BinaryCrossEntropy) and y.shape[-1] > 1:
        core += " / O"
    words = WHY_JOINED if objective.fused_loss else _slope_sentence(objective.loss)
    count = f" B = {len(t)} row{'s' * (len(t) > 1)}: the mean gives each its share."
    working = partial(slopes, notes, f"d{it}", y, slope, dy)
    values = {name: y, "t": t, f"d{it}": dy}
    return Step(
        "backward", f"d{it}", f"d{it} = {core}{share}", words + count, values, working=working
    )


def pull_card(regularizer: Regularizer, name: str, W: Array, data: Array, dW: Array) -> Step:
    """The regularizer's pull, added to a gradient; `dW` is the sum that training has."""
    pull = regularizer.gradient(W)
    values = {name: W, f"d{name}_data": data, f"pull_{name}": pull, f"d{name}": dW}
    words = f"Large weights are expensive, so each is pulled towards 0: {regularizer}."
    formula = f"d{name} = d{name}_data + pull_{name}"
    working = partial(pulls, regularizer, name, values)
    return Step("backward", f"d{name}", formula, words, values, working=working)


def _sentence(loss: Loss, joined: bool) -> str:
    rule = quoted(loss, "Formula") or "the loss's own `rows` say what a row costs"
    return f"{rule.split(';')[0]}.{JOINED}" if joined else f"{rule}."


def _slope_sentence(loss: Loss) -> str:
    return f"Which way is less wrong? {quoted(loss, 'Slope') or 'The loss itself knows'}."
