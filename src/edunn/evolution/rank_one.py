"""Rank one: a population written in short, as one network and what each individual adds to it.

A matrix of 784 x 64 weights has 50,176 numbers, and so has a random change of it. A change of *rank
one*, a column times a row, has 848:

    W_i = W + a_i c_i^T         a_i (I,), c_i (O,)

So the individual need not be written out to be asked: its answer is the common one, and a column
that costs one product more.

    x W_i = x W + (x a_i) c_i^T

The big product `x W` is taken once for everybody. A bias is one more row of W, met by an input
of 1. A crowd of this kind can be counted, cut in pieces and asked for its views like a matrix
`(P, n)`; `np.asarray` writes it out as one.

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
    """Where it lies in theta."""
    rows: slice
    """Where its column `a` lies in an individual's columns."""
    columns: slice
    """Where its row `c` lies in an individual's rows."""


def blocks_of(shapes: Indices) -> list[Block]:
    """The blocks one after the other; `shapes`, `(L, 2)`, says how large each layer's matrix is.

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
class RankOneCrowd:
    """P individuals, each a step of rank one in every layer away from the same place.

    They come in pairs: the second of a pair takes the steps of the first backwards. A part of a
    crowd has whole pairs.

    Args:
        theta: the place, `(n,)`.
        shapes: the shape of each layer's matrix, its biases being the last row, `(L, 2)`.
        a: the columns of each pair, layer after layer; all are 1 or -1; `(P / 2, sum of I)`.
        c: the rows of its first individual, `(P / 2, sum of O)`.

    Example:
        >>> signs = np.array([[1.0, -1.0, 1.0]])  # 2 inputs and a bias
        >>> crowd = RankOneCrowd(np.zeros(3), np.array([[3, 1]]), signs, np.array([[0.5]]))
        >>> np.asarray(crowd)
        array([[ 0.5, -0.5,  0.5],
               [-0.5,  0.5, -0.5]])
    """

    theta: Array
    shapes: Indices
    a: Array
    c: Array

    @property
    def numbers(self) -> tuple[Array, Indices, Array, Array]:
        """All that it is made of: theta, shapes, a, c."""
        return self.theta, self.shapes, self.a, self.c

    @property
    def shape(self) -> Shape:
        """`(P, n)`, as if it were written out."""
        return len(self), len(self.theta)

    @property
    def dtype(self) -> Any:
        """That of all its numbers."""
        return self.theta.dtype

    @property
    def diversity(self) -> float:
        """The standard deviation of a gene, on average.

        All columns being signs, a gene is as far from the middle as its row's number says.
        """
        blocks, n = blocks_of(self.shapes), len(self.theta)
        deviation = np.sqrt(np.square(self.c).mean(axis=0))  # (sum of O,)
        spread = (deviation[b.columns].sum() * (b.rows.stop - b.rows.start) for b in blocks)
        return float(sum(spread) / n)

    def __len__(self) -> int:
        return 2 * len(self.a)

    def __getitem__(self, part: slice) -> "RankOneCrowd":
        start, stop, _ = part.indices(len(self))
        pairs = slice(start // 2, stop // 2)
        return replace(self, a=self.a[pairs], c=self.c[pairs])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        written = [self.theta[b.genes] + steps.reshape(len(self), -1) for b, steps in self._steps()]
        return np.concatenate(written, axis=1, dtype=dtype)

    def views(self, layout: Layout) -> list[dict[str, Any]]:
        """One dict of named parameters a layer, as a layer's `forward` takes them."""
        common, blocks = layout.views(self.theta), iter(blocks_of(self.shapes))
        return [self._views_of(next(blocks), p) if p else {} for p in common]

    def _views_of(self, block: Block, p: dict[str, Array]) -> dict[str, Any]:
        (a, c), views, row = self._individuals(block), {}, 0
        for name, q in p.items():  # W (I, O), then b (O,)
            rows = len(q) if q.ndim == 2 else 1
            part = a[:, row : row + rows]
            views[name] = RankOneMatrices(q, part, c) if q.ndim == 2 else q + part * c
            row += rows
        return views

    def _steps(self) -> Iterator[tuple[Block, Array]]:
        """What each individual adds to each block, `(P, I, O)`."""
        for block in blocks_of(self.shapes):
            a, c = self._individuals(block)
            yield block, a[:, :, None] * c[:, None, :]

    def _individuals(self, block: Block) -> tuple[Array, Array]:
        """The column and the row of each individual in a block, `(P, I)` and `(P, O)`."""
        a, c = self.a[:, block.rows], self.c[:, block.columns]
        return np.repeat(a, 2, axis=0), np.stack((c, -c), axis=1).reshape(len(self), -1)


@final
@dataclass(frozen=True)
class RankOneMatrices:
    """The weights of P individuals, for a layer to multiply its input by: `x @ p["W"]`.

    Formula:  x W_i = x W + (x a_i) c_i^T
    Shapes:   W (I, O), a (P, I), c (P, O); x (B, I) or (P, B, I) -> (P, B, O)

    Example:
        >>> W, a, c = np.zeros((2, 1)), np.array([[1.0, -1.0]]), np.array([[0.5]])
        >>> np.array([[3.0, 1.0]]) @ RankOneMatrices(W, a, c)
        array([[[1.]]])
    """

    W: Array
    a: Array
    c: Array

    __array_ufunc__ = None  # NumPy asks this class what `x @ matrices` is, see __rmatmul__

    def __rmatmul__(self, x: Array) -> Array:
        xT = x.swapaxes(-1, -2)  # rows side by side in memory: quicker where outputs are few
        along = self.a @ xT if x.ndim == 2 else (self.a[:, None, :] @ xT)[:, 0, :]  # (P, B)
        y = self.c[:, :, None] * along[:, None, :]  # (P, O, 1) (P, 1, B) -> (P, O, B)
        y += self.W.T @ xT
        return y.swapaxes(-1, -2)
