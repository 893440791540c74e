"""A statement in a fresh Python: what an import costs the one who types it."""

import subprocess
import sys
from typing import final

from benchmarks.work import Contestant

STOPWATCH = """
from time import perf_counter
start = perf_counter()
{statement}
print(perf_counter() - start)
"""


@final
class FreshPython(Contestant):
    """Start Python anew and let it say how long the statement took, its own start not counted."""

    def __init__(self, statement: str) -> None:
        self.command = [sys.executable, "-c", STOPWATCH.format(statement=statement)]
        self.taken = 0.0

    def work(self) -> None:
        """One process."""
        answer = subprocess.run(self.command, capture_output=True, text=True, check=True)
        self.taken = float(answer.stdout)

    def seconds(self) -> float:
        """The seconds that the process itself measured."""
        self.work()
        return self.taken
