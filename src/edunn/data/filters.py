"""Image filters: local means, a smooth surface, dilation, and Otsu's threshold."""

import numpy as np

from edunn.arrays import Array
from edunn.data.components import Mask

LEVELS = 256
"""Bins of the histogram that Otsu's threshold is chosen from."""

TINY = 1e-6
"""A weight that decides only where there is no other."""


def local_sum(image: Array, radius: int) -> Array:
    """The sum over a square window around each pixel, `2 radius + 1` wide, cut at the edge.

    The sums of all windows are differences of running sums, first down, then to the right, so the
    time does not depend on the radius.

    Source: F. Crow (1984), "Summed-area tables for texture mapping", SIGGRAPH

    Example:
        >>> local_sum(np.eye(3), 1)
        array([[2., 2., 1.],
               [2., 3., 2.],
               [1., 2., 2.]])
    """
    for _ in range(2):
        rows, columns = image.shape
        reach = min(radius, rows - 1)
        running = np.zeros((rows + 2 * reach + 1, columns))
        np.cumsum(image, axis=0, out=running[reach + 1 : reach + 1 + rows])
        running[reach + 1 + rows :] = running[reach + rows]
        image = (running[2 * reach + 1 :] - running[:rows]).T
    return image


def local_mean(image: Array, radius: int, weight: Array | None = None) -> Array:
    """The weighted mean over a square window around each pixel.

    Where no pixel of the window counts, it is the mean of all that do.

    Formula:  mean = (sum w q + tiny m) / (sum w + tiny), with m the mean of the whole image
    Source:   H. Knutsson, C.-F. Westin (1993), "Normalized and differential convolution", CVPR

    Example:
        >>> local_mean(np.array([[0.0, 9.0, 0.0]]), 1, weight=np.array([[1.0, 0.0, 1.0]]))
        array([[0., 0., 0.]])
    """
    w = np.ones_like(image) if weight is None else weight
    mean = float((w * image).sum() / w.sum())
    return (local_sum(w * image, radius) + TINY * mean) / (local_sum(w, radius) + TINY)


def smooth_surface(image: Array, weight: Array) -> Array:
    """A surface of the second degree through an image: weighted least squares.

    Formula:  surface = A c, with the c that minimizes sum w (q - A c)^2 over the pixels q; the
              columns of A are 1, y, x, y^2, x y, x^2

    Example:
        >>> slanted = np.arange(6.0).reshape(2, 3)
        >>> np.allclose(smooth_surface(slanted, np.ones((2, 3))), slanted, atol=1e-4)
        True
    """
    y, x = np.meshgrid(*(np.linspace(-1, 1, n) for n in image.shape), indexing="ij")
    A = np.stack([np.ones_like(x), y, x, y * y, x * y, x * x]).reshape(6, -1)  # (6, pixels)
    wA = A * weight.ravel()
    ridge = 1e-6 * weight.sum() * np.eye(6)  # for sheets that are one pixel high
    return (np.linalg.solve(wA @ A.T + ridge, wA @ image.ravel()) @ A).reshape(image.shape)


def dilated(mask: Mask, radius: int) -> Mask:
    """The mask, grown by `radius` pixels on all sides.

    Example:
        >>> dilated(np.array([[True, False, False, False]]), 2)
        array([[ True,  True,  True, False]])
    """
    return np.asarray(local_sum(mask.astype(np.float64), radius) > 0.5)


def otsu_threshold(values: Array) -> float:
    """The threshold that separates two classes best: their means are farthest apart.

    Formula:  t maximizes the variance between the classes, n0(t) n1(t) (m0(t) - m1(t))^2, where n0
              values have the mean m0 below t, and n1 have m1 above
    Source:   N. Otsu (1979), "A threshold selection method from gray-level histograms",
              IEEE Transactions on Systems, Man, and Cybernetics 9(1)

    Example:
        >>> 20 < otsu_threshold(np.array([18.0, 19, 20, 80, 82, 84])) < 80
        True
    """
    counts, edges = np.histogram(values, LEVELS)
    middles = (edges[:-1] + edges[1:]) / 2
    n0, sums = np.cumsum(counts)[:-1], np.cumsum(counts * middles)
    n1 = values.size - n0
    m0, m1 = sums[:-1] / n0, (sums[-1] - sums[:-1]) / n1
    return float(edges[1 + np.argmax(n0 * n1 * (m0 - m1) ** 2)])
