"""The workings of the loss: what each row costs, and where its slope comes from.

Like the workings of layers, they lead with a pencil to the numbers that training found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeAlias

import numpy as np

from edunn.arrays import Array, Named
from edunn.losses import Loss
from edunn.regularizers import Regularizer
from edunn.trace.formulas import JOINT_SLOPE, LOSSES, PENALTIES, Price, settings_of
from edunn.trace.notes import Notes
from edunn.trace.pencil import FEW_ROWS, Line, Pencil, chosen, entry, other_rows, unshown

Pulled: TypeAlias = Sequence[tuple[str, slice, Regularizer]]
"""The weights that a regularizer pulls: their name, where they lie in theta, and what pulls."""

UNKNOWN = Price("", "")
"""A loss that is in no table: a student's own."""


def targets_of(loss: Loss, t: Array) -> Array:
    """The targets as the loss uses them."""
    return loss.smoothed(t)


def costs(
    notes: Notes, y: Array, values: Named, pulled: Pulled, pencil: Pencil
) -> Iterator[Line | str]:
    """Each row's loss, their mean, and the penalty."""
    loss, t = notes.objective.loss, targets_of(notes.objective.loss, notes.rows.t)
    rows = values["row_losses"]
    price = LOSSES.get(type(loss), UNKNOWN)
    text = _row(price, loss, y[0], t[0], pencil) if price.part else ""
    name = "mean_loss" if pulled else "loss"
    if len(rows) == 1 and notes.rows.weights is None:
        yield pencil.line(name, text, rows[0])
    else:
        yield pencil.line("row_losses[0]", text, rows[0])
        yield from islice(other_rows(pencil, "row_losses", rows), FEW_ROWS)
        yield _mean(name, values, pencil)
    for name, where, regularizer in pulled:
        yield _penalty(regularizer, name, notes.before.theta[where], pencil)
    if pulled:
        mean, penalty = values["mean_loss"], values["penalty"]
        text = pencil.fill("{mean} + {penalty}", mean=mean, penalty=penalty)
        yield pencil.line("loss", text, values["loss"])


def _row(price: Price, loss: Loss, y: Array, t: Array, pencil: Pencil) -> str:
    """One row's loss, `y` and `t` `(O,)`, as an expression."""
    plain: Any = loss
    if hasattr(loss, "label_smoothing"):
        plain = replace(plain, label_smoothing=0.0)  # t is smoothed already
    sizes = plain.per_example(y[:, np.newaxis], t[:, np.newaxis])  # of each output alone
    sizes = -sizes if price.row.startswith("-") else sizes
    parts = pencil.total(sizes, lambda k: _part(price.part, loss, y[k], t[k], pencil))
    return parts if price.is_mean and len(y) == 1 else price.row.format(parts=parts, outputs=len(y))


def _part(template: str, loss: Loss, y: Any, t: Any, pencil: Pencil) -> str:
    return pencil.fill(template, y=y, t=t, **settings_of(loss))


def _mean(name: str, values: Named, pencil: Pencil) -> Line:
    rows, weights = values["row_losses"], values.get("weights")
    if weights is not None:
        text = f"({pencil.products(weights, rows)})/{len(rows)}"
    else:
        text = f"({pencil.total(rows, lambda k: pencil.factor(rows[k]))})/{len(rows)}"
    return pencil.line(name, text, values["mean_loss"])


def _penalty(regularizer: Regularizer, name: str, W: Array, pencil: Pencil) -> Line:
    cost, _ = PENALTIES.get(type(regularizer), ("", ""))
    costs = regularizer.penalty(W[:, np.newaxis])  # of each weight alone
    text = pencil.total(costs, lambda k: pencil.fill(cost, w=W[k], **settings_of(regularizer)))
    return pencil.line(f"penalty of {name}", text if cost else "", regularizer.penalty(W))


def slopes(
    notes: Notes, name: str, y: Array, slope: Array, dy: Array, pencil: Pencil
) -> Iterator[Line | str]:
    """The slope of the first rows: that of the row's loss, times its share in the mean."""
    objective, (_, t, weights) = notes.objective, notes.rows
    loss, t = objective.loss, targets_of(objective.loss, t)
    price = LOSSES.get(type(loss), UNKNOWN)
    template = JOINT_SLOPE if objective.fused_loss else price.slope
    share = f"/{len(t)}" if len(t) > 1 else ""
    for r in range(min(len(t), 3)):
        scale = share if weights is None else f"*{pencil.factor(weights[r])}{share}"
        for (k,) in chosen(dy[r]):
            core = _core(template, price, loss, y[r], t[r], k, pencil) or pencil.factor(slope[r, k])
            yield pencil.line(entry(name, (k,) if len(t) == 1 else (r, k)), core + scale, dy[r, k])
    yield from unshown(dy[0], "outputs")
    if len(t) > 3:
        yield f"... {len(t) - 3:,} more rows"


def _core(
    template: str, price: Price, loss: Loss, y: Array, t: Array, k: int, pencil: Pencil
) -> str:
    """One output's slope before the mean over rows; empty for an unknown loss."""
    total = t.sum()
    if not price.is_mean and template == JOINT_SLOPE and not np.isclose(total, 1):
        template = "({y}*{total} - {t})"
    text = pencil.fill(template, y=y[k], t=t[k], total=total, **settings_of(loss))
    return f"{text}/{len(y)}" if text and price.is_mean and len(y) > 1 else text


def pulls(
    regularizer: Regularizer, name: str, values: Named, pencil: Pencil
) -> Iterator[Line | str]:
    """Each weight's gradient from the rows, and the pull that is added to it."""
    W, data, pull, dW = values.values()
    _, template = PENALTIES.get(type(regularizer), ("", "{pull}"))
    for place in chosen(dW):
        numbers = {"w": W[place], "pull": pull[place], **settings_of(regularizer)}
        text = f"{pencil.factor(data[place])} + {pencil.fill(template, **numbers)}"
        yield pencil.line(entry(f"d{name}", place), text, dW[place])
    yield from unshown(dW, "weights")
