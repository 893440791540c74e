"""The compiler: has the compiled engine ready when a run needs it.

Numba compiles a kernel once for each computer, in some seconds, and keeps the machine code in a
file. When the studio starts, a process of its own does that at a low priority, one kernel after the
other; where all are in their files already, it takes a moment. A run that needs a kernel begins
with the readable engine, and goes on with the compiled one when that is ready. Both moments are
among the run's changes, so its program repeats it bit for bit. Seeds that are compared wait.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Set
from contextlib import suppress
from importlib.util import find_spec
from math import inf
from threading import Condition, Lock, Thread
from time import monotonic
from typing import Any, final

from edunn.model import Model
from edunn.training import EvolutionTraining, Training
from edunn.training.compiled import CompiledGradientDescent
from edunn.training.scoring import never

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
        >>> Compiler().is_ready({"gradient"})
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

    def is_ready(self, kernels: Set[str]) -> bool:
        """Whether these kernels are compiled; if not, they are compiled next."""
        if not self._missing:
            return True
        with self._changed:
            self._missing.sort(key=lambda name: name not in kernels)
            return kernels.isdisjoint(self._missing)

    def wait(
        self, kernels: Set[str], is_unwanted: Callable[[], bool] = never, seconds: float = inf
    ) -> bool:
        """Wait until these kernels are compiled, if they are in time; in no thread of a request."""
        until = monotonic() + seconds
        while not (is_ready := self.is_ready(kernels)) and not is_unwanted():
            if monotonic() >= until:
                break
            with self._changed:
                self._changed.wait(min(GLANCE, seconds))
        return is_ready

    def load(self, kernels: Set[str]) -> None:
        """Load kernels into this process, before the first step that needs them.

        Numba and a kernel take a second to load. In a step of the training, no order would be
        carried out meanwhile, and no view made.
        """
        if kernels <= self._loaded:
            return
        with self._loading:
            for name in kernels - self._loaded:
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


def kernels_of(training: Training) -> frozenset[str]:
    """The kernels that a training needs.

    Example:
        >>> from edunn import Model
        >>> sorted(kernels_of(Model([[1], [1]], "mse", engine="fused").training(
        ...     "low_rank_es", [[0.0]], [1.0])))
        ['low_rank', 'population']
    """
    if training.history.engine != "fused":
        return frozenset()
    accelerator: Any = training.accelerator
    if isinstance(accelerator, CompiledGradientDescent):
        return frozenset({"blocked" if accelerator.engine.blocked else "gradient"})
    if accelerator is not None:
        return frozenset({"population", "genetic"})
    is_low_rank = isinstance(training, EvolutionTraining) and training.strategy.is_low_rank
    return frozenset({"population", "low_rank"} if is_low_rank else {"population"})
