"""Steps of self-attention in a trace: how its numbers come about, by letter.

Arrays `(B, T, D)` have the columns of all heads side by side; scores are `(B, h, T, T)`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.arrays import Array, Shape
from edunn.formulas import Formula
from edunn.layers.base import Cache
from edunn.operations import (
    ALL,
    Added,
    Entrywise,
    LayerStep,
    LayerSteps,
    Operation,
    Place,
    Places,
    Product,
    Rowwise,
    Sum,
    Where,
)

PARTS = {"q": "query", "k": "key", "v": "value"}
"""The letter of each projection, and its part."""


@final
@dataclass(frozen=True)
class AttentionSteps:
    """The steps of a layer with heads of `d` columns each.

    Args:
        cache: all arrays by letter.
        d: the columns of a head.
    """

    cache: Cache
    d: int

    def every(self) -> LayerSteps:
        """In the order in which they happen."""
        back: LayerSteps = self._backward() if "dq" in self.cache else {}
        return {**self._forward(), **back, **_of_parameters()}

    def _forward(self) -> LayerSteps:
        projections = {
            letter: LayerStep("weighted_sum", Product("x", f"{part}.W", bias=f"{part}.b"))
            for letter, part in PARTS.items()
        }
        rule = Formula("q k^T / sqrt(d)", r"\frac{q \, k^{\top}}{\sqrt{d}}")
        scores = Sum(
            Formula("q*k/sqrt(d)", ""),
            ("q", "k"),
            lambda q, k: q * k / np.sqrt(self.d),
            {"d": self.d},
            places=self._along_columns("q", "k"),
            rule=rule,
            is_of_rows=True,
        )
        return {
            **projections,
            "s": LayerStep("attention_scores", scores, array=self._scores()),
            "A": LayerStep("attention_weights", self._weights()),
            "o": LayerStep("attention_mean", self._mixed("A", "v", "A v", r"A \, v")),
            "y": LayerStep("weighted_sum", Product("o", "output.W", bias="output.b")),
        }

    def _scores(self) -> Array:
        """All of them, `(B, h, T, T)`, those that are masked too."""
        q, k = (self.cache[name].reshape(*self.cache[name].shape[:2], -1, self.d) for name in "qk")
        scores: Array = np.einsum("bthd,buhd->bhtu", q, k) / np.sqrt(self.d, dtype=q.dtype)
        return scores

    def _weights(self) -> Operation:
        """A softmax of each row of scores; where later steps are masked, of the others."""
        mask, times = (("mask",), "*mask") if "mask" in self.cache else ((), "")

        def parts(s: Array, allowed: Array | float = 1.0) -> dict[str, Array]:
            top = np.where(np.asarray(allowed) > 0, s, -np.inf).max()
            e = np.exp(np.minimum(s - top, 0.0)) * allowed
            return {"top": np.full_like(s, top), "e": e, "sum": e.sum()}

        one = Formula("exp(s - top)" + times, "")
        return Rowwise(
            Formula("softmax(s)", r"\operatorname{softmax}\left( s \right)"),
            ("s", *mask),
            Formula("e/sum", ""),
            parts,
            {"e": Entrywise(one, ("s", "top", *mask)), "sum": Sum.of("e")},
        )

    def _backward(self) -> LayerSteps:
        weights = Sum(
            Formula("do*v", ""),
            ("do", "v"),
            np.multiply,
            places=self._along_columns("do", "v"),
            rule=Formula("do v^T", r"do \, v^{\top}"),
            is_of_rows=True,
        )
        scores = Rowwise(
            Formula("A * (dA - sum of dA * A) / sqrt(d)",
                    r"\frac{A \odot \left( dA - \sum dA \odot A \right)}{\sqrt{d}}"),
            ("dA", "A"),
            Formula(f"A*(dA - sum)/sqrt({self.d})", ""),
            lambda dA, A: {"sum": (dA * A).sum()},
            {"sum": Sum(Formula("dA*A", ""), ("dA", "A"), np.multiply)},
        )  # fmt: skip
        found: dict[str, Operation] = {
            "dA": weights,
            "ds": scores,
            "dv": self._mixed("A", "do", "A^T do", r"A^{\top} \, do", is_turned=True),
            "dq": self._mixed("ds", "k", "ds k", r"ds \, k"),
            "dk": self._mixed("ds", "q", "ds^T q", r"ds^{\top} \, q", is_turned=True),
        }
        do = Product("dy", "output.W", transposed="output.W")
        back = [Product(f"d{q}", f"{part}.W", transposed=f"{part}.W") for q, part in PARTS.items()]
        return {
            "do": LayerStep("weighted_sum_backward", do),
            **{letter: LayerStep("attention_backward", it) for letter, it in found.items()},
            "dx": LayerStep("weighted_sum_backward", Added(back)),
        }

    def _along_columns(self, left: str, right: str) -> Places:
        """For the entry (b, h, t, u), the columns of head h, at time t of one, u of the other."""

        def places(place: Place, _: Mapping[str, Shape]) -> dict[str, Where]:
            b, h, t, u = place
            columns = slice(h * self.d, (h + 1) * self.d)
            return {left: (b, t, columns), right: (b, u, columns)}

        return places

    def _mixed(self, weights: str, of: str, text: str, latex: str, is_turned: bool = False) -> Sum:
        """For the entry (b, t, c), the sum over all time steps, each with its weight."""

        def places(place: Place, _: Mapping[str, Shape]) -> dict[str, Where]:
            b, t, c = place
            row: Where = (b, c // self.d, ALL, t) if is_turned else (b, c // self.d, t, ALL)
            return {weights: row, of: (b, ALL, c)}

        term = Formula(f"{weights}*{of}", "")
        rule = Formula(text, latex)
        letters = (weights, of)
        return Sum(term, letters, np.multiply, places=places, rule=rule, is_of_rows=True)


def _of_parameters() -> LayerSteps:
    """As in a dense layer: `dW` = x^T dq, and the sum over rows and times."""
    steps: dict[str, LayerStep] = {}
    for x, dz, part in [("x", f"d{q}", part) for q, part in PARTS.items()] + [
        ("o", "dy", "output")
    ]:
        product = Product(x, dz, transposed=x)
        steps[f"d{part}.W"] = LayerStep("weight_gradient", product)
        steps[f"d{part}.b"] = LayerStep("bias_gradient", Sum.of(dz, over="rows and time steps"))
    return steps
