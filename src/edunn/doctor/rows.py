"""Rows of inputs with their labels, as a user has them."""

from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.data import Dataset
from edunn.data.splitting import stratified_rows
from edunn.labels import as_labels
from edunn.learning import Learner
from edunn.objective import Examples


class Pair(NamedTuple):
    """Rows of inputs, `(N, I)`, and their labels.

    Example:
        >>> rows = Pair(np.array([[1.0], [2.0], [3.0]]), ["a", "b", "c"])
        >>> rows.at([0, 2]).labels
        array(['a', 'c'], dtype='<U1')
    """

    x: Array
    labels: Any

    def at(self, rows: Any) -> "Pair":
        """Some of the rows."""
        return Pair(self.x[rows], np.asarray(self.labels)[rows])

    def beside(self, more: "Pair") -> "Pair":
        """These rows, and more behind them."""
        labels = np.concatenate([np.asarray(self.labels), np.asarray(more.labels)])
        return Pair(np.concatenate([self.x, more.x]), labels)


def pair_of(rows: Any, model: Learner) -> Pair:
    """Rows as `train` takes them, a Dataset or a pair; one-hot labels become the names of classes.

    Example:
        >>> from edunn import Model
        >>> model = Model([[1], [2, "softmax"]])
        >>> history = model.train("adam", [[0.0], [1.0]], ["no", "yes"])
        >>> pair_of(([[0.2], [0.7]], [[0.0, 1.0], [1.0, 0.0]]), model).labels
        array(['yes', 'no'], dtype='<U3')
    """
    if isinstance(rows, Dataset):
        named = rows.class_names is not None
        return Pair(rows.inputs, rows.labels if named else rows.targets)
    x, labels = np.asarray(rows[0], dtype=np.float64), as_labels(rows[1])
    targets = model.targets
    if targets is not None and targets.classes and labels.ndim == 2:
        return pair_from(Examples(x, targets.encode(labels)), model)
    return Pair(x, labels)


def pair_from(examples: Examples, model: Learner) -> Pair:
    """The rows of a training, with their labels as the user has them."""
    t, targets = examples.t, model.targets
    if targets is not None and targets.classes:
        return Pair(examples.x, np.asarray(targets.classes)[targets.choose(t)])
    if targets is not None and targets.marks:
        return Pair(examples.x, t)
    numbers = t if targets is None else targets.restored(t)
    return Pair(examples.x, numbers[:, 0] if numbers.shape[1] == 1 else numbers)


def split_pair(rows: Pair, share: float, seed: int) -> tuple[Pair, Pair]:
    """Two parts of rows, each class in proportion; the second has that share of them."""
    labels = np.asarray(rows.labels)
    if labels.ndim == 1 and labels.dtype.kind != "f":
        _, groups = np.unique(labels, return_inverse=True)
    else:
        groups = np.zeros(len(labels), dtype=np.intp)
    train, test = stratified_rows(groups, share, seed)
    return rows.at(train), rows.at(test)
