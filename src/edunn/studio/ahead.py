"""Compiling ahead: what the compiled engine needs once on a computer, nobody shall wait for.

The first training by compiled code takes seconds, because there is none yet. A process of its own
makes it while the learner reads the page: the compiler would hold up all threads of this one.
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
for way in ("sgd", "genetic_algorithm"):
    model = Model([[1], [2, "softmax"]], engine="fused")
    model.train(way, [[0.0], [1.0]], [0, 1], epochs=2)
"""
"""One small training of each kind; where the code is kept already it is done at once."""


def compile_ahead() -> subprocess.Popen[bytes] | None:
    """Begin to compile, in another process; None where there is no compiler.

    Example:
        >>> compiler = compile_ahead()
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
