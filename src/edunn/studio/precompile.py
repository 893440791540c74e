"""Precompile: build the compiled engine in the background, before the first training needs it.

The first training by the compiled engine takes seconds, because the machine code does not exist
yet. A process of its own compiles it, since the compiler would block all threads of this one.
"""

import os
import subprocess
import sys
from importlib.util import find_spec

PROGRAM = """
import os
from edunn import Model
if hasattr(os, "nice"):
    os.nice(10)
for algorithm in ("sgd", "genetic_algorithm"):
    model = Model([[1], [2, "softmax"]], engine="fused")
    model.train(algorithm, [[0.0], [1.0]], [0, 1], epochs=2)
"""
"""One small training of each kind; immediate where the machine code is cached."""


def precompile() -> subprocess.Popen[bytes] | None:
    """Start to compile in another process; None where no compiler is installed.

    Example:
        >>> compiler = precompile()
        >>> compiler is None or compiler.wait() == 0
        True
    """
    if find_spec("numba") is None:
        return None
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
