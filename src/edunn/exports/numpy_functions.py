"""Functions that a NumPy program gets: the layers that take more than one line.

They do in prediction what the layers do; the exporter copies the text of those that a network
needs, so they may use NumPy and each other, and nothing else. Axes are counted from the end: all of
them take one row of inputs as well as a batch of them.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from edunn.activations.sigmoid import sigmoid
from edunn.arrays import Array

Pairs = tuple[tuple[int, int], ...]


def windows(x: Array, size: Any, stride: Any, dilation: Any, edges: Pairs, fill: float) -> Array:
    """What lies in a window at each of its places: (..., H, V, C) -> (..., h, v, k, l, C).

    Example:
        >>> x = np.arange(9.0).reshape(3, 3, 1)
        >>> windows(x, (2, 2), (1, 1), (1, 1), ((0, 0), (0, 0)), 0.0)[0, 1, :, :, 0]
        array([[1., 2.],
               [4., 5.]])
    """
    (k, m), (s, t), (d, e) = size, stride, dilation
    x = np.pad(x, [(0, 0)] * (x.ndim - 3) + [*edges, (0, 0)], constant_values=fill)
    all_places = sliding_window_view(x, (d * (k - 1) + 1, e * (m - 1) + 1), axis=(-3, -2))
    return np.moveaxis(all_places[..., ::s, ::t, :, ::d, ::e], -3, -1)


def conv(x: Array, W: Array, size: Any, stride: Any, dilation: Any, edges: Pairs) -> Array:
    """A dense layer without bias on every patch of an image: (..., H, V, C) -> (..., h, v, O).

    Example:
        >>> one = (1, 1)
        >>> conv(np.ones((3, 3, 1)), np.ones((4, 1)), (2, 2), one, one, ((0, 0), (0, 0))).shape
        (2, 2, 1)
    """
    patches = windows(x, size, stride, dilation, edges, 0.0)
    return patches.reshape(*patches.shape[:-3], -1) @ W


def max_pool(x: Array, size: Any, stride: Any, edges: Pairs) -> Array:
    """The largest number of each window.

    Example:
        >>> max_pool(np.arange(4.0).reshape(2, 2, 1), (2, 2), (2, 2), ((0, 0), (0, 0)))
        array([[[3.]]])
    """
    found: Array = windows(x, size, stride, (1, 1), edges, -np.inf).max(axis=(-3, -2))
    return found


def average_pool(x: Array, size: Any, stride: Any, edges: Pairs) -> Array:
    """The mean of the pixels of the image in each window.

    Example:
        >>> average_pool(np.arange(4.0).reshape(2, 2, 1), (2, 2), (2, 2), ((0, 0), (0, 0)))
        array([[[1.5]]])
    """
    inside = windows(np.ones_like(x), size, stride, (1, 1), edges, 0.0).sum(axis=(-3, -2))
    mean: Array = windows(x, size, stride, (1, 1), edges, 0.0).sum(axis=(-3, -2)) / inside
    return mean


def layer_norm(x: Array, gamma: Array, beta: Array, epsilon: float) -> Array:
    """Each row with mean 0 and variance 1, then stretched and moved.

    Example:
        >>> layer_norm(np.array([1.0, 3.0]), np.ones(2), np.zeros(2), 0.0)
        array([-1.,  1.])
    """
    mean, variance = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
    y: Array = gamma * ((x - mean) / np.sqrt(variance + epsilon)) + beta
    return y


def embedding(x: Array, W: Array) -> Array:
    """The row of W of each word, given as a whole number.

    Example:
        >>> embedding(np.array([1.0]), np.array([[0.5], [0.25]]))
        array([[0.25]])
    """
    words = x.astype(int)
    if (words != x).any() or words.min() < 0 or words.max() >= len(W):
        raise ValueError(f"words are whole numbers from 0 to {len(W) - 1}")
    vectors: Array = W[words]
    return vectors


def simple_rnn(
    x: Array, W: Array, U: Array, b: Array, activation: Callable[[Array], Array]
) -> Array:
    """The state after each time step: (..., T, I) -> (..., T, H).

    Example:
        >>> x, W, U = np.array([[4.0], [2.0]]), np.eye(1), np.full((1, 1), 0.5)
        >>> simple_rnn(x, W, U, np.zeros(1), lambda z: z).ravel()
        array([4., 4.])
    """
    h, states = np.zeros((*x.shape[:-2], len(U)), x.dtype), []
    for t in range(x.shape[-2]):
        h = activation(x[..., t, :] @ W + h @ U + b)
        states.append(h)
    return np.stack(states, axis=-2)


def lstm(x: Array, W: Array, U: Array, b: Array) -> Array:
    """The state after each time step, from a memory behind gates: (..., T, I) -> (..., T, H).

    Example:
        >>> lstm(np.zeros((3, 2)), np.ones((2, 4)), np.ones((1, 4)), np.zeros(4)).shape
        (3, 1)
    """
    h = c = np.zeros((*x.shape[:-2], len(U)), x.dtype)
    states = []
    for t in range(x.shape[-2]):
        z_i, z_f, z_g, z_o = np.split(x[..., t, :] @ W + h @ U + b, 4, axis=-1)
        c = sigmoid(z_f) * c + sigmoid(z_i) * np.tanh(z_g)
        h = sigmoid(z_o) * np.tanh(c)
        states.append(h)
    return np.stack(states, axis=-2)


def gru(x: Array, W: Array, U: Array, b: Array, c: Array) -> Array:
    """The state after each time step, blended of the last and a new one: (..., T, H).

    Example:
        >>> gru(np.zeros((3, 2)), np.ones((2, 3)), np.ones((1, 3)), np.zeros(3), np.zeros(3)).shape
        (3, 1)
    """
    h, states = np.zeros((*x.shape[:-2], len(U)), x.dtype), []
    for t in range(x.shape[-2]):
        z_r, z_u, z_n = np.split(x[..., t, :] @ W + b, 3, axis=-1)
        v_r, v_u, v_n = np.split(h @ U + c, 3, axis=-1)
        r, u = sigmoid(z_r + v_r), sigmoid(z_u + v_u)
        h = (1 - u) * np.tanh(z_n + r * v_n) + u * h
        states.append(h)
    return np.stack(states, axis=-2)


def attention(
    q: Array, k: Array, v: Array, heads: int, is_causal: bool, softmax: Callable[[Array], Array]
) -> Array:
    """The values of all time steps, weighted by how query and key fit: (..., T, D) each.

    Example:
        >>> one = np.ones((3, 2))
        >>> attention(one, one, one, 1, True, np.exp).shape  # exp(-inf) = 0
        (3, 2)
    """
    q, k, v = (it.reshape(*it.shape[:-1], heads, -1).swapaxes(-3, -2) for it in (q, k, v))
    s = q @ k.swapaxes(-2, -1) / np.sqrt(q.shape[-1], dtype=q.dtype)
    if is_causal:
        s = np.where(np.tri(s.shape[-1]) > 0, s, -np.inf)
    o = (softmax(s) @ v).swapaxes(-3, -2)
    return o.reshape(*o.shape[:-2], -1)
