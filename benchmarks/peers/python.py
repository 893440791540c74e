"""A statement in a fresh Python: what an import costs the one who types it."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import final

from benchmarks.comparison import Contestant

STOPWATCH = """
from time import perf_counter
start = perf_counter()
{statement}
print(perf_counter() - start)
"""


def output_of(
    command: Sequence[str], world: Mapping[str, str] | None = None, cwd: Path | None = None
) -> str:
    """What a program prints; what it complains about is shown, and a failure is ours too."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, env=world, cwd=cwd
    )
    return done.stdout


@final
class FreshPython(Contestant):
    """Start Python anew and let it say how long the statement took, its own start not counted.

    Bytecode may be cached, as in any installation: a checkout's first import pays for compiling.
    """

    def __init__(self, statement: str) -> None:
        self.command = [sys.executable, "-c", STOPWATCH.format(statement=statement)]
        self.world = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        self.taken = 0.0

    def work(self) -> None:
        self.taken = float(output_of(self.command, self.world))

    def seconds(self) -> float:
        """The seconds that the process itself measured."""
        self.work()
        return self.taken
