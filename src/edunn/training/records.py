"""Records: what an epoch or a generation leaves behind, for notebook, terminal and page alike."""

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array


class Examples(NamedTuple):
    """Rows to learn from, ready for the network.

    Example:
        >>> rows = Examples(x=np.array([[1.0], [2.0]]), t=np.array([[0.0], [1.0]]))
        >>> rows.part(slice(1)).t
        array([[0.]])
    """

    x: Array
    """Inputs, `(N, I)`."""

    t: Array
    """Targets, `(N, O)`."""

    weights: Array | None = None
    """How much each row counts, `(N,)`; None if all count alike."""

    def part(self, rows: slice | npt.NDArray[np.intp]) -> "Examples":
        """Some of the rows; those of a slice are seen, others are copied."""
        x, t, weights = self
        return Examples(
            _some(x, rows), _some(t, rows), None if weights is None else _some(weights, rows)
        )


def _some(q: Array, rows: slice | npt.NDArray[np.intp]) -> Array:
    return q[rows] if isinstance(rows, slice) else q.take(rows, axis=0)  # quicker than q[rows]


@dataclass(frozen=True)
class Epoch:
    """One pass over the training rows by gradient descent.

    `loss` and `accuracy` are means over the epoch's rows, each scored on its mini-batch just before
    the update: they cost nothing extra, and lag behind `val_loss`, which is measured afterwards.
    The loss includes the regularizer's penalty.

    Example:
        >>> Epoch(index=1, loss=0.7, accuracy=0.5, forward_passes=450).loss
        0.7
    """

    index: int
    """1 for the first."""

    loss: float

    accuracy: float | None
    """Share of rows classified right; None where the task is not classification."""

    forward_passes: int
    """Rows sent through the network since training began; a backward pass counts two."""

    learning_rate: float | None = None
    val_loss: float | None = None
    val_accuracy: float | None = None
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Generation(Epoch):
    """One generation of evolution; `loss` and `accuracy` are those of the network after it.

    That is the generation's best individual where a crowd is bred, and the middle of the samples
    where one place moves, which often is better than any of them.

    Example:
        >>> from edunn import Model
        >>> model = Model([[2], [2, "softmax"]], seed=1)
        >>> record = next(model.training("genetic_algorithm", [[0, 1], [1, 0]], [0, 1]))
        >>> record.worst <= record.mean <= record.best
        True
    """

    best: float
    """Fitness of the best individual, on this generation's rows."""

    mean: float
    worst: float

    diversity: float
    """How different the individuals are: the mean over genes of the standard deviation."""

    parents: tuple[int, ...]
    """Places, in the previous population, of the best individual's parents.

    Empty where individuals are not bred but drawn.
    """


def fingerprint(rows: Examples, validation: Examples | None = None) -> str:
    """A number that no other rows have: SHA-256 over their shapes and bytes.

    Example:
        >>> rows = Examples(np.zeros((2, 3)), np.ones((2, 1)))
        >>> fingerprint(rows) == fingerprint(rows._replace(t=np.zeros((2, 1))))
        False
    """
    digest = sha256()
    for array in (*rows, *(validation or ())):
        if array is None:
            digest.update(b"none;")
        else:
            digest.update(f"{array.dtype.str}{array.shape};".encode())
            digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
