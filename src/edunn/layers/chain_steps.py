"""Steps of a chain of layers in a trace, and the sum of a residual block.

The arrays of layer k have its number in front: its output is "0.y", its weights are "0.W", their
gradient is "d0.W". What goes into a layer is the output of the one below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from edunn.formulas import Formula
from edunn.layers.base import Cache, Layer
from edunn.operations import Entrywise, LayerStep, LayerSteps


class Ends(NamedTuple):
    """The letters of what comes out of a chain on the way forward and on the way back."""

    y: str
    """Of the last layer's output; empty is that of any other: "2.y"."""

    dx: str
    """Of the gradient that the first layer gives."""


INNER = Ends("", "d0.x")
"""Those of a chain that is only a part of the block."""

WHOLE = Ends("y", "dx")
"""Those of a chain that is all there is of the block."""


def chain_steps(layers: Sequence[Layer], cache: Cache, ends: Ends = INNER) -> LayerSteps:
    """The steps of all layers: forward from the first on, backward from the last on.

    Args:
        layers: the chain.
        cache: all arrays of the block by letter, and what `forward` kept.
        ends: the letters of what comes out of the chain.
    """
    last = len(layers) - 1
    found = [
        _steps_of(layer, _letters(k, last, cache, ends), k, cache) for k, layer in enumerate(layers)
    ]
    forward = [(q, step) for own in found for q, step in own.items() if not step.is_backward]
    backward = [(q, step) for own in found[::-1] for q, step in own.items() if step.is_backward]
    return {**dict(forward), **dict(backward)}


def gradient_before(k: int) -> str:
    """The letter of the gradient that comes out of layer k: that of its input."""
    return f"d{k - 1}.y" if k else "d0.x"


def sum_steps(last: int) -> LayerSteps:
    """The sum of a block's input and what its chain makes of it, and the way back."""
    y = Formula("x + f", "x + f").renamed({"f": f"{last}.y"})
    dx = Formula("dy + d0.x", "dy + d0.x")
    return {
        "y": LayerStep("residual", Entrywise(y, ("x", f"{last}.y"))),
        "dx": LayerStep("residual_backward", Entrywise(dx, ("dy", "d0.x"))),
    }


def _letters(k: int, last: int, cache: Cache, ends: Ends) -> dict[str, str]:
    """The letters of the block, by those that layer k itself has for its arrays."""
    own = {q.removeprefix(f"{k}."): q for q in cache if q.startswith(f"{k}.")}
    of_gradients = {f"d{q.removeprefix(f'd{k}.')}": q for q in cache if q.startswith(f"d{k}.")}
    around = {
        "x": f"{k - 1}.y" if k else "x",
        "y": ends.y if ends.y and k == last else f"{k}.y",
        "dx": ends.dx if k == 0 else gradient_before(k),
        "dy": "dy" if k == last else f"d{k}.y",
    }
    return own | of_gradients | around


def _steps_of(layer: Layer, letters: dict[str, str], k: int, cache: Cache) -> LayerSteps:
    """The steps of layer k by the letters of the block; its own new ones are added to `letters`."""
    arrays = {own: cache[letter] for own, letter in letters.items() if letter in cache}
    steps = layer.trace_steps({"dy": np.empty(0), "dx": np.empty(0)} | arrays)
    for own, step in steps.items():
        back = step.is_backward and own.startswith("d")
        letters.setdefault(own, f"d{k}.{own[1:]}" if back else f"{k}.{own}")
    return {
        letters[own]: replace(step, letters=_outer(step, letters)) for own, step in steps.items()
    }


def _outer(step: LayerStep, letters: Mapping[str, str]) -> Mapping[str, str]:
    """The block's letters, by those of the step, which may be of a layer in a layer."""
    if not step.letters:
        return letters
    return {own: letters[q] for own, q in step.letters.items() if q in letters}
