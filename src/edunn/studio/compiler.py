"""The compiler: has the compiled engine ready when a run needs it.

Numba compiles a kernel once for each computer, in some seconds, and keeps the machine code in a
file. When the studio starts, a process of its own does that at a low priority, one kernel after the
other; where all are in their files already, it takes a moment. A run that needs a kernel waits for
it, and everything else goes on meanwhile. The run does not begin with the readable engine instead:
its last digits would then depend on how quick the compiler was.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from threading import Condition, Lock, Thread
from typing import Any, final

from edunn.model import Model
from edunn.training import EvolutionTraining, Training
from edunn.training.compiled import CompiledGradientDescent

KERNELS = {
    "gradient": "sgd 1 1",
    "population": "pgpe 1 32",
    "genetic": "genetic_algorithm 1 32",
    "blocked": "sgd 784 32",
    "low_rank": "low_rank_es 1 32",
}
"""For each kernel a training that needs it: its algorithm, inputs, and rows of a mini-batch."""

PROGRAM = """
import os, sys
if hasattr(os, "nice"):
    os.nice(10)
from edunn.studio.compiler import train_a_little
for line in sys.stdin:
    train_a_little(line)
    print(line, end="", flush=True)
"""

GLANCE = 0.2
"""Seconds between two looks of a thread that waits."""


@final
class Compiler:
    """Compiles all kernels, in a process; before it is started, there is nothing to wait for.

    Example:
        >>> from edunn import Model
        >>> Compiler().is_ready(Model([[1], [1]], "mse").training("sgd", [[0.0]], [1.0]))
        True
    """

    def __init__(self) -> None:
        self._missing: list[str] = []
        self._loaded: set[str] = set()
        self._loading = Lock()
        self._changed = Condition()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start to compile, if a compiler is installed."""
        if find_spec("numba") is None:
            return
        self._missing = list(KERNELS)
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            text=True,
        )
        Thread(target=self._compile, args=(self._process,), name="compiler", daemon=True).start()

    def is_ready(self, training: Training) -> bool:
        """Whether all is compiled that a training needs; if not, that is compiled next."""
        if not self._missing:
            return True
        needed = kernels_of(training)
        with self._changed:
            self._missing.sort(key=lambda name: name not in needed)
            return needed.isdisjoint(self._missing)

    def wait(self, training: Training, is_unwanted: Callable[[], bool]) -> None:
        """Wait until all is compiled that a training needs; no thread of a request may wait."""
        while not self.is_ready(training) and not is_unwanted():
            with self._changed:
                self._changed.wait(GLANCE)

    def load(self, training: Training) -> None:
        """Load into this process what a training needs, before its first step.

        Numba and a kernel take a second to load. In a step of the training, no order would be
        carried out meanwhile, and no view made.
        """
        if kernels_of(training) <= self._loaded:
            return
        with self._loading:
            for name in kernels_of(training) - self._loaded:
                self._loaded.add(name)
                with suppress(Exception):  # the training itself then ends with what is wrong
                    train_a_little(KERNELS[name])

    def stop(self) -> None:
        """End the process, without waiting for its end."""
        if self._process is not None:
            self._process.kill()

    def _compile(self, process: "subprocess.Popen[str]") -> None:
        """What the thread does: hand on one kernel after the other, until the process ends."""
        try:
            while self._missing and _compiled(process, name := self._missing[0]):
                with self._changed:
                    self._missing.remove(name)
                    self._changed.notify_all()
        finally:
            with self._changed:
                self._missing = []  # if it failed, a run compiles what it needs
                self._changed.notify_all()
            process.communicate()  # ends it, and leaves no zombie


def train_a_little(line: str) -> None:
    """Two epochs of a training that needs one kernel; `line` is an entry of `KERNELS`."""
    algorithm, inputs, size = line.split()
    model = Model([[int(inputs)], [32, "relu"], [2, "softmax"]], engine="fused")
    rows = [[0.0] * int(inputs), [1.0] * int(inputs)] * 16
    model.train(algorithm, rows, [0, 1] * 16, epochs=2, batch_size=int(size), progress=False)


def _compiled(process: "subprocess.Popen[str]", name: str) -> bool:
    """Have a kernel compiled; False if the process has ended."""
    try:
        print(KERNELS[name], file=process.stdin, flush=True)
    except OSError:
        return False
    return bool(process.stdout and process.stdout.readline())


def kernels_of(training: Training) -> set[str]:
    """The kernels that a training needs.

    Example:
        >>> from edunn import Model
        >>> sorted(kernels_of(Model([[1], [1]], "mse", engine="fused").training(
        ...     "low_rank_es", [[0.0]], [1.0])))
        ['low_rank', 'population']
    """
    if training.history.engine != "fused":
        return set()
    accelerator: Any = training.accelerator
    if isinstance(accelerator, CompiledGradientDescent):
        return {"blocked" if accelerator.engine.blocked else "gradient"}
    if accelerator is not None:
        return {"population", "genetic"}
    is_low_rank = isinstance(training, EvolutionTraining) and training.strategy.is_low_rank
    return {"population", "low_rank"} if is_low_rank else {"population"}
