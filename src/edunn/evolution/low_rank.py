"""Low-rank populations: one network, and for each individual a perturbation of rank one.

A matrix of 784 x 64 weights has 50,176 numbers, and so has a random perturbation of it. A
perturbation of *rank one*, a column times a row, has only 848:

    W_i = W + a_i c_i^T         a_i (I,), c_i (O,)

An individual need not be written out to be evaluated, either. Its output is the common one plus a
term that costs a single column:

    x W_i = x W + (x a_i) c_i^T

The large product `x W` is computed once for all individuals. A bias is one more row of W, for an
input of 1. Such a population has a length, slices and views like a matrix `(P, n)`; `np.asarray`
makes it one.

Source:   "Evolution Strategies at the Hyperscale" (2025), for low-rank changes in evolution
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices, Shape
from edunn.parameters import Layout


class Block(NamedTuple):
    """The genes of one layer as a matrix, its biases being the last row."""

    genes: slice
    """Its position in theta."""
    rows: slice
    """The position of its column `a` among those of an individual."""
    columns: slice
    """The position of its row `c` among those of an individual."""


def blocks_of(shapes: Indices) -> list[Block]:
    """The blocks of all layers; `shapes`, `(L, 2)`, are the shapes of their matrices.

    Example:
        >>> blocks_of(np.array([[3, 2], [4, 1]]))[1]
        Block(genes=slice(6, 10, None), rows=slice(3, 7, None), columns=slice(2, 3, None))
    """
    ends = np.cumsum([[I * O, I, O] for I, O in shapes], axis=0)  # noqa: E741 - letters of the formula
    starts = np.vstack(([0, 0, 0], ends[:-1]))
    return [
        Block(*(slice(int(a), int(b)) for a, b in zip(*pair, strict=True)))
        for pair in zip(starts, ends, strict=True)
    ]


@final
@dataclass(frozen=True)
class LowRankPopulation:
    """P individuals, each with a perturbation of rank one in every layer of the same network.

    They are antithetic pairs: the second of a pair has the negative perturbation of the first. A
    slice consists of whole pairs.

    Args:
        theta: the network, `(n,)`.
        shapes: the shape of each layer's matrix, its biases being the last row, `(L, 2)`.
        a: the columns of each pair, layer after layer; all are 1 or -1; `(P / 2, sum of I)`.
        c: the rows of its first individual, `(P / 2, sum of O)`.

    Example:
        >>> signs = np.array([[1.0, -1.0, 1.0]])  # 2 inputs and a bias
        >>> pairs = LowRankPopulation(np.zeros(3), np.array([[3, 1]]), signs, np.array([[0.5]]))
        >>> np.asarray(pairs)
        array([[ 0.5, -0.5,  0.5],
               [-0.5,  0.5, -0.5]])
    """

    theta: Array
    shapes: Indices
    a: Array
    c: Array

    @property
    def numbers(self) -> tuple[Array, Indices, Array, Array]:
        """Its parts: theta, shapes, a, c."""
        return self.theta, self.shapes, self.a, self.c

    @property
    def shape(self) -> Shape:
        """`(P, n)`, that of the matrix it stands for."""
        return len(self), len(self.theta)

    @property
    def dtype(self) -> Any:
        """The dtype of all its numbers."""
        return self.theta.dtype

    @property
    def diversity(self) -> float:
        """The standard deviation of a gene, averaged over the genes.

        As all columns are signs, the deviation of a gene is the size of its number in the row c.
        """
        blocks, n = blocks_of(self.shapes), len(self.theta)
        deviation = np.sqrt(np.square(self.c).mean(axis=0))  # (sum of O,)
        spread = (deviation[b.columns].sum() * (b.rows.stop - b.rows.start) for b in blocks)
        return float(sum(spread) / n)

    def __len__(self) -> int:
        return 2 * len(self.a)

    def __getitem__(self, part: slice) -> "LowRankPopulation":
        start, stop, _ = part.indices(len(self))
        pairs = slice(start // 2, stop // 2)
        return replace(self, a=self.a[pairs], c=self.c[pairs])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        written = [
            self.theta[b.genes] + change.reshape(len(self), -1)
            for b, change in self._perturbations()
        ]
        return np.concatenate(written, axis=1, dtype=dtype)

    def views(self, layout: Layout) -> list[dict[str, Any]]:
        """A dict of named parameters for each layer, as its `forward` takes them."""
        common = layout.views(self.theta)
        views: list[dict[str, Any]] = [{} for _ in common]
        for block, ((layer, _), places) in zip(blocks_of(self.shapes), layout.parts, strict=True):
            own = {place.name: common[layer][place.name] for place in places}
            views[layer] |= self._views_of(block, own)
        return views

    def _views_of(self, block: Block, p: dict[str, Array]) -> dict[str, Any]:
        (a, c), views, row = self._individuals(block), {}, 0
        for name, q in p.items():  # W (I, O), then b (O,)
            rows = len(q) if q.ndim == 2 else 1
            part = a[:, row : row + rows]
            views[name] = LowRankMatrices(q, part, c) if q.ndim == 2 else q + part * c
            row += rows
        return views

    def _perturbations(self) -> Iterator[tuple[Block, Array]]:
        """The perturbations of each block, `(P, I, O)`."""
        for block in blocks_of(self.shapes):
            a, c = self._individuals(block)
            yield block, a[:, :, None] * c[:, None, :]

    def _individuals(self, block: Block) -> tuple[Array, Array]:
        """The columns and rows of all individuals in a block, `(P, I)` and `(P, O)`."""
        a, c = self.a[:, block.rows], self.c[:, block.columns]
        return np.repeat(a, 2, axis=0), np.stack((c, -c), axis=1).reshape(len(self), -1)


@final
@dataclass(frozen=True)
class LowRankMatrices:
    """The weights of P individuals as the right factor of a product: `x @ p["W"]`.

    Formula:  x W_i = x W + (x a_i) c_i^T
    Shapes:   W (I, O), a (P, I), c (P, O); x (B, I) or (P, B, I) -> (P, B, O)

    Example:
        >>> W, a, c = np.zeros((2, 1)), np.array([[1.0, -1.0]]), np.array([[0.5]])
        >>> np.array([[3.0, 1.0]]) @ LowRankMatrices(W, a, c)
        array([[[1.]]])
    """

    W: Array
    a: Array
    c: Array

    @property
    def dtype(self) -> Any:
        """That of the numbers."""
        return self.W.dtype

    __array_ufunc__ = None  # so that NumPy leaves `x @ matrices` to __rmatmul__

    def take(self, rows: Indices, axis: int = -2) -> Array:
        """Some rows of all matrices, as `np.take` gives them: W_i[rows], `(P, *rows, O)`."""
        a = self.a.take(rows, axis=-1)[..., None]  # (P, *rows, 1)
        c = self.c.reshape(len(self.c), *[1] * rows.ndim, -1)  # (P, 1 ..., O)
        return self.W.take(rows, axis) + a * c

    def __rmatmul__(self, x: Array) -> Array:
        xT = x.swapaxes(-1, -2)  # rows side by side in memory: quicker where outputs are few
        along = self.a @ xT if x.ndim == 2 else (self.a[:, None, :] @ xT)[:, 0, :]  # (P, B)
        y = self.c[:, :, None] * along[:, None, :]  # (P, O, 1) (P, 1, B) -> (P, O, B)
        y += self.W.T @ xT
        return y.swapaxes(-1, -2)
