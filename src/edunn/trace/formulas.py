"""Formulas as a pencil needs them: with places for the numbers, so that a calculator agrees.

They only *show* how a number comes about; the number itself is the one that training found. A test
calculates every line of them. What is not in a table (a student's own class, say) is shown by its
name and its numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from inspect import getdoc
from typing import Any, NamedTuple, final

from edunn import activations, losses, optimizers, regularizers

CURVES: dict[type, str] = {
    activations.Linear: "{x}",
    activations.BinaryStep: "step({x})",
    activations.Sigmoid: "1/(1 + exp(-{x}))",
    activations.Tanh: "tanh({x})",
    activations.Softsign: "{x}/(1 + abs({x}))",
    activations.HardSigmoid: "min(max({x} + 3, 0), 6)/6",
    activations.ReLU: "max({x}, 0)",
    activations.LeakyReLU: "max({x}, {slope_below}*{x})",
    activations.Softplus: "log(1 + exp({x}))",
    activations.SiLU: "{x}/(1 + exp(-{x}))",
    activations.Mish: "{x}*tanh(log(1 + exp({x})))",
    activations.Exponential: "exp({x})",
    activations.Gaussian: "exp(-{x}^2)",
    activations.Sinusoid: "sin({x})",
}
"""The value of each curve that looks at one number."""


@final
class Price(NamedTuple):
    """A loss with places for numbers: one output's part of it, and the slope of that part."""

    part: str
    slope: str
    row: str = "({parts})/{outputs}"
    """How a row's loss is made of its parts."""

    @property
    def is_mean(self) -> bool:
        """Whether each output has only its share of a row's loss."""
        return "outputs" in self.row


MISS = "({y} - {t})"
LOSSES: dict[type, Price] = {
    losses.MeanSquaredError: Price(f"{MISS}^2", f"2*{MISS}"),
    losses.MeanAbsoluteError: Price("abs({y} - {t})", "sign({y} - {t})"),
    losses.LogCosh: Price("log(cosh({y} - {t}))", "tanh({y} - {t})"),
    losses.Hinge: Price("max(0, 1 - {t}*{y})", "-{t}*({t}*{y} < 1)"),
    losses.Huber: Price(
        f"clip({MISS[1:-1]})*({MISS} - clip({MISS[1:-1]})/2)", f"clip({MISS[1:-1]})"
    ),
    losses.CrossEntropy: Price("{t}*log({y})", "-{t}/{y}", row="-({parts})"),
    losses.KLDivergence: Price("{t}*log({t}/{y})", "-{t}/{y}", row="{parts}"),
    losses.BinaryCrossEntropy: Price(
        "-({t}*log({y}) + (1 - {t})*log(1 - {y}))", f"{MISS}/({{y}}*(1 - {{y}}))"
    ),
}
"""The losses; where one is joined with the last curve, the slope is `JOINT_SLOPE` instead."""

JOINT_SLOPE = "({y} - {t})"
"""Answer minus target: what is left when logarithm and exponential cancel."""

PENALTIES: dict[type, tuple[str, str]] = {
    regularizers.L1: ("{strength}*abs({w})", "{strength}*sign({w})"),
    regularizers.L2: ("{strength}/2*{w}^2", "{strength}*{w}"),
    regularizers.ElasticNet: (
        "({l1}*abs({w}) + {l2}/2*{w}^2)",
        "{l1}*sign({w}) + {l2}*{w}",
    ),
}
"""What one weight costs, and how strongly it is pulled towards 0."""

ADAM = {
    "rate": "{learning_rate}*sqrt(1 - {beta2}^{t})/(1 - {beta1}^{t})",
    "m": "{beta1}*{m} + (1 - {beta1})*{g}",
    "v": "{beta2}*{v} + (1 - {beta2})*{g}^2",
    "theta": "{theta} - {rate}*{m_new}/(sqrt({v_new}) + {epsilon})",
}
VELOCITY = "{decay}*{v} - {learning_rate}*{g}"
DIVIDED = "{theta} - {learning_rate}*{g}/(sqrt({%s}) + {epsilon})"
UPDATES: dict[type, dict[str, str]] = {
    optimizers.GradientDescent: {"theta": "{theta} - {learning_rate}*{g}"},
    optimizers.Momentum: {"v": VELOCITY, "theta": "{theta} + {v_new}"},
    optimizers.Nesterov: {
        "v": VELOCITY,
        "theta": "{theta} + {decay}*{v_new} - {learning_rate}*{g}",
    },
    optimizers.AdaGrad: {"G": "{G} + {g}^2", "theta": DIVIDED % "G_new"},
    optimizers.RMSprop: {
        "v": "{rho}*{v} + (1 - {rho})*{g}^2",
        "theta": DIVIDED % "v_new",
    },
    optimizers.Adam: ADAM,
    optimizers.AdamW: ADAM | {"theta": ADAM["theta"] + " - {learning_rate}*{weight_decay}*{theta}"},
}
"""What each optimizer does, in this order, with its rate, its memories and theta."""


def settings_of(thing: Any) -> dict[str, float]:
    """The numbers among an object's settings, for their letters in a formula.

    Example:
        >>> settings_of(regularizers.L2(0.5))
        {'strength': 0.5}
    """
    settings = {field.name: getattr(thing, field.name) for field in fields(thing)}
    return {name: value for name, value in settings.items() if isinstance(value, (int, float))}


def quoted(thing: object, label: str, letters: Mapping[str, str] | None = None) -> str:
    """A formula as the docstring of its class has it; empty where it has none.

    Args:
        thing: an object with a docstring in the style of the house.
        label: "Formula", "Slope" or "Gradient".
        letters: other letters for those of the formula.

    Example:
        >>> quoted(activations.Sigmoid(), "Formula", {"x": "z1", "y": "a1"})
        'a1 = 1 / (1 + exp(-z1))'
    """
    found = re.search(rf"^{label}:[ ]+(.+(?:\n[ ]+.+)*)", getdoc(type(thing)) or "", re.MULTILINE)
    if found is None:
        return ""
    text = re.sub(r";?\s*\n\s*(?=.* = )|; +", "; ", found[1])  # one formula after another
    text = re.sub(r"\s*\n\s*", " ", text)
    for letter, name in (letters or {}).items():
        text = re.sub(rf"\b{letter}\b", name, text)
    return text
