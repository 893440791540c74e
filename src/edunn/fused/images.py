"""Layers of images, written down in numbers for the blocked kernel."""

from math import prod
from typing import Any

import numpy as np

from edunn.arrays import Shape
from edunn.fused.buffers import PARTS, Images, Window
from edunn.fused.stack import CONV, LAYER_CODES, has_images, members
from edunn.layers import Layer
from edunn.layers.windows import Windows
from edunn.objective import Objective

SLACK = 8
"""A run of pixels is copied eight numbers at a time, so the last may reach behind the patches."""


def images_of(objective: Objective, dtype: Any) -> Images | None:
    """The windows of an objective's layers, and scratch memory for them; None without images.

    Example:
        >>> from edunn import Model
        >>> model = Model([[5, 6, 1], ["conv", 2, 3], ["flatten"], [1]], "mse")
        >>> images_of(model.objective, "float32").scratch.shape  # 12 patches of 10, and weights
        (2, 186)
    """
    if not has_images(objective):
        return None
    network, windows, patches, padded, slot = objective.network, [], 0, 0, 0
    for k in members(objective):
        layer, shape = network.layers[k], network.shapes[k]
        window = window_of(layer, shape, slot)
        windows.append(window)
        if LAYER_CODES.get(type(layer)) == CONV:
            weights = [prod(each) for each in layer.parameter_shapes(shape).values()]
            patches = max(patches, window.h * window.v * sum(weights) // window.O)
            padded = max(padded, window.R * window.L * window.C)
            slot += sum(weights)
    image, gradients = patches + SLACK, patches + padded + 2 * SLACK
    scratch = np.zeros((PARTS, gradients + slot), dtype)
    return Images(np.array(windows), scratch, scratch.ctypes.data, image, gradients)


def window_of(layer: Layer, shape: Shape, slot: int) -> Window:
    """How a layer moves over an image of this shape; zeros if it is of another kind."""
    if LAYER_CODES.get(type(layer), 0) > CONV or layer.as_activation:
        return Window(*[0] * len(Window._fields))
    windows: Windows = getattr(layer, "windows", Windows((shape[0], shape[1])))  # or all of it
    (H, V, C), edges = shape, windows.edges(shape[:2])
    h, v = windows.places((H, V))
    O = layer.output_shape(shape)[-1]  # noqa: E741 - the letter of the layer
    moves = (*windows.size, *windows.stride, *windows.dilation, edges.rows[0], edges.columns[0])
    whole = H + sum(edges.rows), V + sum(edges.columns)
    return Window(H, V, C, h, v, O, *moves, *whole, int(getattr(layer, "bias", False)), slot)
