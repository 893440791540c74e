"""The limit of a tiny network: a plain loop in C, built by the system's compiler."""

import subprocess
from ctypes import CDLL, c_float, c_int, c_int64, c_void_p
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, final

import numpy as np

from benchmarks.tasks import Task
from benchmarks.work import Contestant, Outcome

SOURCE = Path(__file__).with_suffix(".c")
COMPILER = "cc"


@cache
def built(*options: str) -> Any:
    """The function `descend`, compiled with these options besides the usual ones."""
    usual = ("-O3", "-march=native", "-shared", "-fPIC", str(SOURCE), "-lm")
    with TemporaryDirectory() as folder:
        library = f"{folder}/c_loop.so"
        subprocess.run([COMPILER, *options, *usual, "-o", library], check=True)
        return CDLL(library).descend  # once loaded, it needs its file no more


@final
class Descent(Contestant):
    """Epochs by gradient descent; NumPy shuffles the rows, as for EduNN. No loss is measured.

    Args:
        task: batch size 1, one hidden layer.
        epochs: how many in one call.
        knows_sizes: whether the compiler is told the sizes; otherwise they are arguments, and one
            loop serves all networks, as EduNN's kernel does.
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
        """The epochs, each shuffled anew."""
        orders = [self.random.permutation(len(self.x)) for _ in range(self.pieces)]
        self.descend(np.concatenate(orders))

    def descend(self, order: Any) -> None:
        """A step for each of the rows in this order."""
        pointers = [c_void_p(array.ctypes.data) for array in (self.x, self.labels, order)]
        parameters = [c_void_p(array.ctypes.data) for array in self.parameters]
        self.loop(*self.sizes, *pointers, c_int64(len(order)), self.rate, *parameters)
        self.updates += len(order)

    def outcome(self) -> Outcome:
        """The loop's numbers."""
        W, b, V, c = self.parameters
        z = np.maximum(self.x @ W + b, 0.0) @ V + c
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), self.labels]
        size = sum(p.size for p in self.parameters)
        return Outcome(size, str(W.dtype), self.updates, float(loss.mean()))
