"""Arithmetic with constants on the way through a network: a bias, or a scaling layer.

x - c, then x / d     ->  (x - shift) / scale  with shift c and scale d
x m, then x + a       ->  the same  with shift -a / m and scale 1 / m
"""

import numpy as np

from edunn.arrays import Array
from edunn.imports.draft import Draft, Numbers, refuse


def apply_constant(draft: Draft, operator: str, numbers: Numbers, is_left: bool) -> None:
    """One of "Add", "Sub", "Mul" and "Div", of what the network computed and a constant.

    Args:
        is_left: whether the constant is on the right side, `x - c`, not `c - x`.

    Raises:
        ArchitectureError: it is divided by what was computed, or a column is multiplied by 0.
    """
    c = _in_our_order(draft, numbers)
    zero, one = np.zeros_like(c), np.ones_like(c)
    if operator == "Div" and not is_left:
        refuse("EduNN divides by constants, not by what it computed.")
    if operator == "Sub" and not is_left:
        draft.rescale(c, -one)
        return
    with np.errstate(divide="ignore"):  # a column that is multiplied by 0 is refused by `rescale`
        steps = {"Add": (-c, one), "Sub": (c, one), "Div": (zero, c), "Mul": (zero, 1 / c)}
    draft.rescale(*steps[operator])


def _in_our_order(draft: Draft, c: Numbers) -> Array:
    """A constant with a number for each of a row's, channels last; or one number for all."""
    shape = draft.shape
    if shape is None and c.ndim and c.size > 1:
        draft.expect(c.size)
        shape = draft.shape
    if shape is None:
        refuse("the shape of its rows is not known. Pass input_shape.")
    is_first = draft.channels_first and len(shape) == 3
    source = (shape[2], *shape[:2]) if is_first else shape
    whole = np.broadcast_to(c, (1, *source))[0].astype(np.float64)
    return np.moveaxis(whole, 0, -1) if is_first else whole
