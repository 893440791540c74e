"""Steps of the normalizing layers in a trace: how their numbers come about, by letter."""

from collections.abc import Callable

import numpy as np

from edunn.arrays import Array
from edunn.formulas import Formula
from edunn.layers.base import Cache
from edunn.operations import Entrywise, LayerStep, LayerSteps, Operation, Rowwise, Sum

STRETCHED = Formula("gamma*normal + beta", r"\text{gamma} \odot \text{normal} + \text{beta}")
NORMAL = Formula("centered/deviation", r"\frac{\text{centered}}{\text{deviation}}")
CENTERED = Formula("x - mean", r"x - \text{mean}")
SQUARED = Formula("centered^2", r"\text{centered}^2")
DN = Formula("dy*gamma", r"dy \odot \text{gamma}").named("dn")
DNORMAL = Formula("dy*gamma", r"dy \odot \text{gamma}")
DEVIATION = Formula("sqrt(variance + epsilon)", r"\sqrt{\text{variance} + \epsilon}")

MEANS, MEANS_OF_ROW = (
    (
        Formula(f"mean of {dn} over {over}", rf"\operatorname{{mean}} {latex}").named("m"),
        Formula(
            f"mean of {dn}*normal over {over}",
            rf"\operatorname{{mean}} {latex} \odot \text{{normal}}",
        ).named("c"),
    )
    for dn, latex, over in (("dnormal", r"d\text{normal}", "rows"), ("dn", "dn", "the row"))
)
"""What the gradient loses because the mean and the deviation move too."""


def batch_norm_steps(cache: Cache, epsilon: float) -> LayerSteps:
    """Mean, variance and deviation of each column, then the numbers, then the way back."""
    measured = _measured() if "variance" in cache else _remembered()
    root = Entrywise(
        DEVIATION.renamed({} if "variance" in cache else {"variance": "moving_variance"}),
        ("variance" if "variance" in cache else "moving_variance",),
        {"epsilon": epsilon},
        is_of_parameters=True,
    )
    return {
        **measured,
        "deviation": LayerStep("statistic", root),
        "centered": LayerStep(
            "centering", Entrywise(CENTERED, ("x", "mean")), array=cache["x"] - cache["mean"]
        ),
        "normal": LayerStep("normalization", Entrywise(NORMAL, ("centered", "deviation"))),
        **_parameters(),
        "dnormal": LayerStep(
            "stretching_backward",
            Entrywise(DNORMAL, ("dy", "gamma")),
            array=cache["dy"] * cache["gamma"] if cache["dy"].size else None,
        ),
        **_batch_norm_backward(cache),
    }


def _measured() -> LayerSteps:
    """Those of the mini-batch."""
    mean = Sum(Formula("x", "x"), ("x",), is_mean=True)
    variance = Sum(SQUARED, ("centered",), np.square, is_mean=True)
    return {"mean": LayerStep("statistic", mean), "variance": LayerStep("statistic", variance)}


def _remembered() -> LayerSteps:
    """The moving averages."""
    rule = Formula("moving_mean", r"\text{moving mean}")
    kept = Entrywise(rule, ("moving_mean",), is_of_parameters=True)
    return {"mean": LayerStep("statistic", kept)}


def _parameters() -> LayerSteps:
    """Gamma and beta, forward and backward."""
    dgamma = Formula("dy*normal", r"dy \odot \text{normal}")
    return {
        "y": LayerStep("stretching", Entrywise(STRETCHED, ("gamma", "normal", "beta"))),
        "dgamma": LayerStep("weight_gradient", Sum(dgamma, ("dy", "normal"), np.multiply)),
        "dbeta": LayerStep("bias_gradient", Sum.of("dy")),
    }


def _batch_norm_backward(cache: Cache) -> LayerSteps:
    """From `dnormal` to `dx`; in training the mean and the variance move with x."""
    if not cache["dy"].size:
        return {}
    if "variance" not in cache:
        rule = Formula("dnormal/deviation", r"\frac{d\text{normal}}{\text{deviation}}")
        same = Entrywise(rule, ("dnormal", "deviation"))
        return {"dx": LayerStep("normalization_backward", same)}
    dn, rows = cache["dy"] * cache["gamma"], tuple(range(cache["dy"].ndim - 1))
    means = {"m": dn.mean(axis=rows), "c": (dn * cache["normal"]).mean(axis=rows)}
    rule = Formula(
        "(dnormal - (m + normal*c))/deviation",
        r"\frac{d\text{normal} - (m + \text{normal} \odot c)}{\text{deviation}}",
    )
    dx = Entrywise(rule, ("dnormal", "normal", "deviation"), means)
    return {"dx": LayerStep("normalization_backward", dx, MEANS)}


def layer_norm_steps(epsilon: float) -> LayerSteps:
    """The normalized row, the numbers made of it, and the way back through the row."""

    def parts(x: Array) -> dict[str, Array]:
        centered = x - x.mean()
        variance = np.square(centered).mean()
        deviation = np.sqrt(variance + epsilon)
        return {
            "mean": x.mean(),
            "centered": centered,
            "variance": variance,
            "deviation": deviation,
        }

    steps: dict[str, Operation] = {
        "mean": Sum(Formula("x", "x"), ("x",), is_mean=True),
        "centered": Entrywise(CENTERED, ("x", "mean")),
        "variance": Sum(SQUARED, ("centered",), np.square, is_mean=True),
        "deviation": Entrywise(DEVIATION, ("variance",), {"epsilon": epsilon}),
    }
    rule = Formula(
        "(x - mean)/sqrt(variance + epsilon)",
        r"\frac{x - \text{mean}}{\sqrt{\text{variance} + \epsilon}}",
    )
    normal = Rowwise(rule, ("x",), Formula("centered/deviation", ""), parts, steps)
    return {
        "normal": LayerStep("normalization", normal),
        **_parameters(),
        "dx": LayerStep("normalization_backward", _layer_norm_backward(parts), (DN, *MEANS_OF_ROW)),
    }


def _layer_norm_backward(parts: Callable[[Array], dict[str, Array]]) -> Rowwise:
    """From `dy` to `dx`, where `parts` gives the mean and the deviation of a row."""

    def back(dy: Array, gamma: Array, x: Array) -> dict[str, Array]:
        own, dn = parts(x), dy * gamma
        n = own["centered"] / own["deviation"]
        return {"n": n, "dn": dn, "m": dn.mean(), "c": (dn * n).mean(), "s": own["deviation"]}

    steps: dict[str, Operation] = {
        "dn": Entrywise(Formula("dy*gamma", ""), ("dy", "gamma")),
        "m": Sum(Formula("dn", ""), ("dn",), is_mean=True),
        "c": Sum(Formula("dn*n", ""), ("dn", "n"), np.multiply, is_mean=True),
    }
    rule = Formula(
        "(dn - (m + normal*c))/deviation",
        r"\frac{dn - (m + \text{normal} \odot c)}{\text{deviation}}",
    )
    return Rowwise(rule, ("dy", "gamma", "x"), Formula("(dn - (m + n*c))/s", ""), back, steps)
