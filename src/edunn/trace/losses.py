"""Steps of the loss: what each row costs, and the gradient where backpropagation begins.

Where loss and last activation are one (softmax with cross-entropy, sigmoid with binary
cross-entropy), training never computes the derivative by the probabilities: logarithm and
exponential cancel. The steps show the probabilities all the same.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np

from edunn.arrays import Array, Named
from edunn.formulas import Formula, settings_of, symbol
from edunn.messages import Message
from edunn.operations import Entrywise, Sum
from edunn.regularizers import Regularizer
from edunn.trace.calculation import Calculation
from edunn.trace.derivation import Chain, Derived
from edunn.trace.number_format import FEW_ROWS
from edunn.trace.recorder import StepRecord
from edunn.trace.steps import Step

Penalized: TypeAlias = Sequence[tuple[str, slice, Regularizer]]
"""The weights with a regularizer: their name, where they lie in theta, and the regularizer."""

MEAN = Formula("mean of the rows' losses", r"\frac{1}{B} \sum_{\text{rows}} \text{row loss}")


def loss_step(record: StepRecord, name: str, y: Array, penalized: Penalized) -> Step:
    """What the rows cost, their mean, and the penalty; `name` is that of the output `y`."""
    loss, is_fused = record.objective.loss, record.objective.fused_loss is not None
    values = _values(record, penalized)
    with_penalty = Formula(f"{MEAN.text} + penalty", rf"{MEAN.latex} + \text{{penalty}}")
    row = loss.row_formula(name)
    calculations = list(_calculations(record, y, values, penalized))
    return Step(
        "loss",
        "loss",
        "loss",
        (with_penalty if penalized else MEAN).named("loss"),
        Message("trace.loss_from_logits" if is_fused else "trace.loss"),
        {name: y, **values},
        rules=[] if row is None else [row.equal_to("row loss", r"\text{row loss}")],
        settings={} if loss.cost_formula is None else settings_of(loss, loss.cost_formula),
        derivation=Chain("loss", {name: y, **values}, calculations),
    )


def _values(record: StepRecord, penalized: Penalized) -> dict[str, Array]:
    """The targets, and all that leads from the rows' losses to the loss."""
    objective, (_, t, weights) = record.objective, record.rows
    with np.errstate(all="ignore"):
        mean = objective.mean_loss(record.z, t, weights)
        penalty = objective.penalty(record.before.theta)
        rows = objective.effective_loss.per_example(record.z, t)
    return {
        "t": t,
        "row_losses": rows,
        "mean_loss": mean,
        **({} if weights is None else {"weights": weights}),
        **({"penalty": penalty} if penalized else {}),
        "loss": mean + penalty,
    }


def _calculations(
    record: StepRecord, y: Array, values: Named, penalized: Penalized
) -> Iterator[Calculation | str]:
    """The first row in full, then what is made of the rows, then the penalties."""
    loss, rows = record.objective.loss, values["row_losses"]
    first = {"y": y[0], "t": loss.smoothed(values["t"])[0]}
    name = "mean_loss" if penalized else "loss"
    operation = loss.row_operation(y[0], first["t"])
    logits = first | {"y": record.z[0]}
    stable = record.objective.effective_loss.row_operation(record.z[0], first["t"])
    instead = None if operation is None else Calculation("", stable, logits, rows[0])
    if len(rows) == 1 and "weights" not in values:
        yield Calculation(name, operation, first, rows[0], instead)
    else:
        yield Calculation("row_losses[0]", operation, first, rows[0], instead)
        shown = enumerate(rows[1:FEW_ROWS], start=1)
        yield from (Calculation(f"row_losses[{r}]", None, {}, q) for r, q in shown)
        if len(rows) > FEW_ROWS:
            yield Message("trace.more_rows", count=len(rows) - FEW_ROWS)
        yield Calculation(name, _mean(values), values, values["mean_loss"])
    if penalized:
        theta = record.before.theta
        yield from (_penalty(q, weights, theta[at]) for weights, at, q in penalized)
        total = Entrywise(Formula("mean_loss + penalty", ""), ("mean_loss", "penalty"))
        yield Calculation("loss", total, total.taken((), values), values["loss"])


def _mean(values: Named) -> Sum:
    """The mean over the rows, each times its weight if it has one."""
    if "weights" not in values:
        return Sum(Formula("row_losses", ""), ("row_losses",), is_mean=True)
    product = Formula("weights*row_losses", "")
    return Sum(product, ("weights", "row_losses"), np.multiply, is_mean=True)


def _penalty(regularizer: Regularizer, name: str, W: Array) -> Calculation:
    """What the weights `W`, flat, cost in all."""
    formula, total = regularizer.penalty_formula, regularizer.penalty(W)
    if formula is None:
        return Calculation(f"penalty of {name}", None, {}, total)
    settings = settings_of(regularizer, formula)
    costs = Sum(formula, ("w",), lambda w: regularizer.penalty(w[:, np.newaxis]), settings)
    return Calculation(f"penalty of {name}", costs, {"w": W}, total)


def gradient_step(record: StepRecord, it: str, name: str, y: Array) -> Step:
    """dL/dz: `it` is the name of what the loss is computed from, `name` that of the output `y`."""
    objective, t = record.objective, record.rows.t
    operation = _gradient(record)
    arrays = {name: y, "t": objective.loss.smoothed(t), f"d{it}": record.dz}
    names, rows = {"y": name, "t": "t"}, FEW_ROWS - 1
    code = "loss_gradient_from_logits" if objective.fused_loss else "loss_gradient"
    return Step(
        "backward",
        "loss_gradient",
        f"d{it}",
        _gradient_formula(record, name).named(f"d{it}"),
        Message(f"trace.{code}", rows=len(t)),
        {name: y, "t": t, f"d{it}": record.dz},
        settings=operation.settings,
        derivation=Derived(f"d{it}", arrays, operation, names, "outputs", rows, rows),
    )


def _gradient(record: StepRecord) -> Entrywise:
    """The derivative of a row's loss by one output, times the row's share in the mean."""
    (_, t, weights), rows = record.rows, len(record.z)
    with np.errstate(all="ignore"):
        own = record.objective.effective_loss.gradient_operation(record.z, t)
    numbers = dict(own.numbers)
    if weights is not None:
        numbers["weight"] = np.broadcast_to(weights[:, np.newaxis], record.z.shape)
    share = "*weight" * (weights is not None) + f"/{rows}" * (rows > 1)
    return Entrywise(own.rule.times(share), own.letters, numbers)


def _gradient_formula(record: StepRecord, name: str) -> Formula:
    """The same in letters: `O` outputs, `B` rows."""
    loss, weights = record.objective.effective_loss, record.rows.weights
    unknown = Formula("gradient of the loss at y", r"\frac{\partial \text{loss}}{\partial y}")
    core = (loss.derivative_formula or unknown).renamed({"y": name})
    above, times = core.latex, ""
    if weights is not None:
        above, times = rf"\text{{weight}} \cdot \left( {core.latex} \right)", " * weight"
    over_outputs = loss.is_mean and record.z.shape[-1] > 1
    below = r"O \cdot B" if over_outputs else "B"
    return Formula(
        f"{core.text}{' / O' if over_outputs else ''}{times} / B", rf"\frac{{{above}}}{{{below}}}"
    )


def penalty_step(regularizer: Regularizer, name: str, W: Array, data: Array, dW: Array) -> Step:
    """The gradient of the penalty, added to that of the rows; `dW` is the sum."""
    names = {"w": name, "data": f"d{name}_data", "penalty": f"d{name}_penalty", "sum": f"d{name}"}
    numbers = {"w": W, "data": data, "penalty": regularizer.gradient(W), "sum": dW}
    arrays = {names[letter]: q for letter, q in numbers.items()}
    known = regularizer.gradient_formula
    settings = settings_of(regularizer, known) if known else {}
    rule = Formula(f"data + {known.text if known else 'penalty'}", "")
    entrywise = Entrywise(rule, ("w", "data", "penalty"), settings, is_of_parameters=True)
    parts = [names["data"], names["penalty"]]
    return Step(
        "backward",
        "penalty_gradient",
        f"d{name}",
        Formula(" + ".join(parts), " + ".join(map(symbol, parts))).named(f"d{name}"),
        Message("trace.penalty_gradient"),
        arrays,
        rules=[known.renamed(names).named(names["penalty"])] if known else [],
        settings=settings,
        derivation=Derived(f"d{name}", arrays, entrywise, names, "weights"),
    )
