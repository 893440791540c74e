"""A statement in a fresh Python process: the cost of an import."""

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
    """What a program prints on stdout; its stderr is passed on, and its failure raises."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, env=world, cwd=cwd
    )
    return done.stdout


@final
class FreshPython(Contestant):
    """A new Python process that times the statement, without its own start.

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
