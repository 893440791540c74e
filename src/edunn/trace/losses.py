"""Steps of the loss: what each row costs, and the gradient where backpropagation begins.

Where loss and last activation are one (softmax with cross-entropy, sigmoid with binary
cross-entropy), training never computes the derivative by the probabilities: logarithm and
exponential cancel. The steps show the probabilities all the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, final

import numpy as np

from edunn.arrays import Array, Named
from edunn.formulas import ALL, Entrywise, Formula, Place, Where, settings_of, symbol
from edunn.losses import Loss, PerOutputLoss
from edunn.messages import Message
from edunn.regularizers import Regularizer
from edunn.trace.derivation import Derivation, Derived
from edunn.trace.number_format import (
    FEW_ROWS,
    Line,
    NumberFormat,
    chosen,
    other_rows,
    unshown,
)
from edunn.trace.recorder import StepRecord
from edunn.trace.steps import Step

Penalized: TypeAlias = Sequence[tuple[str, slice, Regularizer]]
"""The weights with a regularizer: their name, where they lie in theta, and the regularizer."""

MEAN = Formula("mean of the rows' losses", r"\frac{1}{B} \sum_{\text{rows}} \text{row loss}")


def loss_step(record: StepRecord, name: str, y: Array, penalized: Penalized) -> Step:
    """What the rows cost, their mean, and the penalty; `name` is that of the output `y`."""
    objective, (_, t, weights) = record.objective, record.rows
    with np.errstate(all="ignore"):
        mean = objective.mean_loss(record.z, t, weights)
        penalty = objective.penalty(record.before.theta)
        rows = objective.effective_loss.per_example(record.z, t)
    values = {name: y, "t": t, "row_losses": rows, "mean_loss": mean}
    if weights is not None:
        values["weights"] = weights
    if penalized:
        values["penalty"] = penalty
    values["loss"] = mean + penalty
    with_penalty = Formula(f"{MEAN.text} + penalty", rf"{MEAN.latex} + \text{{penalty}}")
    is_fused = objective.fused_loss is not None
    return Step(
        "loss",
        "loss",
        "loss",
        (with_penalty if penalized else MEAN).named("loss"),
        Message("trace.loss_from_logits" if is_fused else "trace.loss"),
        values,
        rules=_rules(objective.loss, name),
        settings=_settings(objective.loss),
        derivation=LossDerivation(record, y, values, penalized),
    )


def gradient_step(record: StepRecord, it: str, name: str, y: Array) -> Step:
    """dL/dz: `it` is the name of what the loss is computed from, `name` that of the output `y`."""
    objective, t = record.objective, record.rows.t
    core, constants = _core(record, y)
    rule = Entrywise(_share(core, record), ("y", "t"), constants)
    arrays, names = {"y": y, "t": objective.loss.smoothed(t)}, {"y": name, "t": "t"}
    derivation = FirstRows(f"d{it}", record.dz, rule, arrays, names, "outputs")
    code = "loss_gradient_from_logits" if objective.fused_loss else "loss_gradient"
    return Step(
        "backward",
        "loss_gradient",
        f"d{it}",
        _gradient_formula(record, name).named(f"d{it}"),
        Message(f"trace.{code}", rows=len(t)),
        {name: y, "t": t, f"d{it}": record.dz},
        settings={q: float(value) for q, value in constants.items() if not np.ndim(value)},
        derivation=derivation,
    )


def _core(record: StepRecord, y: Array) -> tuple[Formula, dict[str, float | Array]]:
    """The derivative of a row's loss by one output, and the numbers in it besides `y` and `t`."""
    loss, weights = record.objective.effective_loss, record.rows.weights
    t = loss.smoothed(record.rows.t)
    known = loss.derivative_formula if isinstance(loss, PerOutputLoss) else None
    shares: dict[str, float | Array] = {}
    if weights is not None:
        shares["weight"] = np.broadcast_to(weights[:, np.newaxis], y.shape)
    if known is None:
        with np.errstate(all="ignore"):
            return Formula("core", ""), shares | {"core": loss.gradient(record.z, record.rows.t)}
    total = t.sum(axis=-1, keepdims=True)
    if record.objective.fused_loss and not _is_mean(loss) and not np.allclose(total, 1):
        shares["total"] = np.broadcast_to(total, y.shape)  # targets of another sum count, too
        return Formula("(y*total - t)", ""), shares
    return known, shares | settings_of(loss, known)


def _share(core: Formula, record: StepRecord) -> Formula:
    """The derivative with the row's share in the mean, as numbers."""
    (rows, outputs), weights = record.z.shape, record.rows.weights
    over_outputs = (
        f"/{outputs}" if _is_mean(record.objective.effective_loss) and outputs > 1 else ""
    )
    over_rows = f"/{rows}" if rows > 1 else ""
    return Formula(core.text + over_outputs + "*weight" * (weights is not None) + over_rows, "")


def _gradient_formula(record: StepRecord, name: str) -> Formula:
    """The same in letters: `O` outputs, `B` rows."""
    loss, weights = record.objective.effective_loss, record.rows.weights
    known = loss.derivative_formula if isinstance(loss, PerOutputLoss) else None
    unknown = Formula("gradient of the loss at y", r"\frac{\partial \text{loss}}{\partial y}")
    core = (known or unknown).renamed({"y": name})
    above, times = core.latex, ""
    if weights is not None:
        above, times = rf"\text{{weight}} \cdot \left( {core.latex} \right)", " * weight"
    over_outputs = _is_mean(loss) and record.z.shape[-1] > 1
    below = r"O \cdot B" if over_outputs else "B"
    return Formula(
        f"{core.text}{' / O' if over_outputs else ''}{times} / B", rf"\frac{{{above}}}{{{below}}}"
    )


def _is_mean(loss: Loss) -> bool:
    return isinstance(loss, PerOutputLoss) and loss.is_mean


def penalty_step(regularizer: Regularizer, name: str, W: Array, data: Array, dW: Array) -> Step:
    """The gradient of the penalty, added to that of the rows; `dW` is the sum."""
    names = {"w": name, "data": f"d{name}_data", "penalty": f"d{name}_penalty", "sum": f"d{name}"}
    arrays = {"w": W, "data": data, "penalty": regularizer.gradient(W), "sum": dW}
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
        {names[letter]: q for letter, q in arrays.items()},
        rules=[known.renamed(names).named(names["penalty"])] if known else [],
        settings=settings,
        derivation=Derived(f"d{name}", dW, entrywise, arrays, names, "weights"),
    )


@final
@dataclass(frozen=True)
class FirstRows(Derived):
    """Lines of several rows, not only of the first."""

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """Those of the first rows."""
        for r in range(min(len(self.q), FEW_ROWS - 1)):
            for (k,) in chosen(self.q[r]):
                yield self.line((r, k), numbers)
        yield from unshown(self.q[0], self.plural)
        if len(self.q) >= FEW_ROWS:
            yield Message("trace.more_rows", count=len(self.q) - FEW_ROWS + 1)


def _rules(loss: Loss, name: str) -> list[Formula]:
    """What one row costs, made of what its outputs cost; unknown for a student's own loss."""
    row = loss.row_formula(name) if isinstance(loss, PerOutputLoss) else None
    return [] if row is None else [row.equal_to("row loss", r"\text{row loss}")]


def _settings(loss: Loss) -> dict[str, float]:
    """The settings in the formula of one output's cost."""
    cost = loss.cost_formula if isinstance(loss, PerOutputLoss) else None
    return settings_of(loss, cost) if cost else {}


@final
@dataclass(frozen=True)
class LossDerivation(Derivation):
    """The loss of each row, their mean, and the penalty."""

    record: StepRecord
    y: Array
    values: Named
    penalized: Penalized

    @property
    def inputs(self) -> tuple[str, ...]:
        """All that is shown but the loss itself."""
        return tuple(name for name in self.values if name != "loss")

    def lines(self, numbers: NumberFormat) -> Iterator[Line | str]:
        """The first row in full, then what is made of the rows."""
        rows, has_penalty = self.values["row_losses"], bool(self.penalized)
        text = self._row(numbers)
        name = "mean_loss" if has_penalty else "loss"
        if len(rows) == 1 and "weights" not in self.values:
            yield numbers.line(name, text, rows[0]).about(name, ())
        else:
            yield numbers.line("row_losses[0]", text, rows[0])
            yield from islice(other_rows(numbers, "row_losses", rows), FEW_ROWS)
            yield self._mean(name, numbers)
        if has_penalty:
            yield from self._penalties(numbers)

    def line(self, place: Place, numbers: NumberFormat) -> Line:
        """The last of the lines."""
        *_, last = (line for line in self.lines(numbers) if isinstance(line, Line))
        return last

    def sources(self, place: Place) -> dict[str, Where]:
        """Everything."""
        return {name: (ALL,) * np.ndim(self.values[name]) for name in self.inputs}

    def _row(self, numbers: NumberFormat) -> str:
        """The first row's loss as an expression; empty for an unknown loss."""
        loss, y = self.record.objective.loss, self.y[0]
        t = loss.smoothed(self.record.rows.t)[0]
        if not isinstance(loss, PerOutputLoss) or loss.cost_formula is None:
            return ""
        sign, cost = loss.sign(), loss.cost_formula
        part = Formula(cost.text[len(sign) :], "")
        constants = settings_of(loss, cost)
        parts = numbers.total(
            loss.cost(y, t), lambda k: numbers.fill(part, y=y[k], t=t[k], **constants)
        )
        if loss.is_mean and len(y) > 1:
            return f"({parts})/{len(y)}"
        return f"-({parts})" if sign else parts

    def _mean(self, name: str, numbers: NumberFormat) -> Line:
        rows, weights = self.values["row_losses"], self.values.get("weights")
        total = numbers.sum(rows) if weights is None else numbers.products(weights, rows)
        mean = numbers.line(name, f"({total})/{len(rows)}", self.values["mean_loss"])
        return mean.about(name, ())

    def _penalties(self, numbers: NumberFormat) -> Iterator[Line]:
        theta, values = self.record.before.theta, self.values
        for name, where, regularizer in self.penalized:
            yield _penalty_line(regularizer, name, theta[where], numbers)
        text = f"{numbers.factor(values['mean_loss'])} + {numbers.factor(values['penalty'])}"
        yield numbers.line("loss", text, values["loss"]).about("loss", ())


def _penalty_line(regularizer: Regularizer, name: str, W: Array, numbers: NumberFormat) -> Line:
    total, formula = regularizer.penalty(W), regularizer.penalty_formula
    if formula is None:
        return numbers.line(f"penalty of {name}", "", total)
    constants = settings_of(regularizer, formula)
    costs = regularizer.penalty(W[:, np.newaxis])  # of each weight alone
    text = numbers.total(costs, lambda k: numbers.fill(formula, w=W[k], **constants))
    return numbers.line(f"penalty of {name}", text, total)
