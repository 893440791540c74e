"""The limits: a plain loop in C for a tiny network, the matrix products alone for a larger one."""

import subprocess
from ctypes import CDLL, c_float, c_int, c_int64, c_void_p
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, final

import numpy as np

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Task

SOURCE = Path(__file__).with_name("c_loop.c")
COMPILER = "cc"


@cache
def built(*options: str) -> Any:
    """The function `descend`, compiled with these options besides the usual ones."""
    usual = ("-O3", "-march=native", "-shared", "-fPIC", str(SOURCE), "-lm")
    with TemporaryDirectory() as folder:
        library = f"{folder}/c_loop.so"
        subprocess.run([COMPILER, *options, *usual, "-o", library], check=True)
        return CDLL(library).descend  # once loaded, the file is not needed any more


@final
class CLoop(Contestant):
    """Epochs by gradient descent; NumPy shuffles the rows, as for EduNN. No loss is measured.

    Args:
        task: batch size 1, one hidden layer.
        epochs: how many in one call.
        knows_sizes: whether the sizes are constants; otherwise they are arguments, and one loop
            serves all networks, as EduNN's kernel does.
    """

    def __init__(self, task: Task, epochs: int = 1, knows_sizes: bool = False) -> None:
        self.x, self.labels = task.rows()
        self.pieces, self.updates = epochs, 0
        self.random = np.random.default_rng(0)
        self.parameters = [p.copy() for pair in task.first_weights() for p in pair]
        sizes = "I = {}, H = {}, O = {}".format(*task.sizes)
        self.loop = built(f"-DFIXED={sizes}") if knows_sizes else built()
        self.sizes = [] if knows_sizes else [c_int(size) for size in task.sizes]
        self.rate = c_float(task.learning_rate)

    def work(self) -> None:
        orders = [self.random.permutation(len(self.x)) for _ in range(self.pieces)]
        self.descend(np.concatenate(orders))

    def descend(self, order: Any) -> None:
        """A step for each of the rows in this order."""
        pointers = [c_void_p(array.ctypes.data) for array in (self.x, self.labels, order)]
        parameters = [c_void_p(array.ctypes.data) for array in self.parameters]
        self.loop(*self.sizes, *pointers, c_int64(len(order)), self.rate, *parameters)
        self.updates += len(order)

    def outcome(self) -> Outcome:
        W, b, V, c = self.parameters
        z = np.maximum(self.x @ W + b, 0.0) @ V + c
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), self.labels]
        size = sum(p.size for p in self.parameters)
        return Outcome(size, str(W.dtype), self.updates, float(loss.mean()))


@final
class Products(Contestant):
    """Every product of one epoch and nothing else: no shuffling, curve, loss, or update.

    What a product gives is overwritten by the next mini-batch's; only shapes matter here, so the
    logits stand for their gradient.
    """

    def __init__(self, task: Task) -> None:
        self.x, _ = task.rows()
        self.batch_size = task.batch_size
        self.W = [W for W, _ in task.first_weights()]
        self.dW = [np.empty_like(W) for W in self.W]
        self.y = [self._buffer(outputs) for _, outputs in task.widths]
        self.dy = [*(self._buffer(outputs) for _, outputs in task.widths[:-1]), self.y[-1]]

    def _buffer(self, width: int) -> np.ndarray:
        return np.empty((self.batch_size, width), self.x.dtype)

    def work(self) -> None:
        for start in range(0, len(self.x), self.batch_size):
            x = self.x[start : start + self.batch_size]  # (B, I); the last may have fewer rows
            inputs = [x, *(y[: len(x)] for y in self.y[:-1])]
            for k, W in enumerate(self.W):
                np.matmul(inputs[k], W, out=self.y[k][: len(x)])  # (B, I) (I, O) -> (B, O)
            for k in reversed(range(len(self.W))):
                dy = self.dy[k][: len(x)]
                np.matmul(inputs[k].T, dy, out=self.dW[k])  # (I, B) (B, O) -> (I, O)
                if k > 0:  # the dx of the lowest layer is not needed
                    np.matmul(dy, self.W[k].T, out=self.dy[k - 1][: len(x)])
