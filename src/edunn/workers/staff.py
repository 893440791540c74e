"""Staff: who does the tasks, and how one reaches them.

Each kind answers two questions: how many can work at once (`size`), and, given a queue of tasks,
what are the answers (`answers`, in any order)? Whoever asks may put a task back into the queue
before taking the next answer.
"""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Generator
from typing import Any, TypeAlias, final

from edunn.workers.pool import cores
from edunn.workers.tasks import Done, Task, attempt

Answer: TypeAlias = Done | Exception | None
"""What was done, or what went wrong in it; None where a worker lacks what the items share."""

Answers: TypeAlias = Generator[tuple[Task, Answer], None, None]
"""Tasks with their answers, as they come."""


class Staff(ABC):
    """Who does the tasks."""

    shares_memory = False
    """Whether they live in this process, so that nothing needs to be sealed."""

    @abstractmethod
    def size(self) -> int:
        """How many can work at once, as far as we can tell."""

    @abstractmethod
    def answers(self, queue: deque[Task], size: int) -> Answers:
        """Do what is in the queue until it is empty; `size` may work at once."""

    def end(self, at_once: bool) -> None:
        """Send home whom we hired; those who were given to us stay."""
        return


@final
class Mapper(Staff):
    """Anything that can map: all tasks go out together, and all answers come back together."""

    def __init__(self, mapper: Callable[..., Any], owner: object) -> None:
        self.mapper = mapper
        self.owner = owner
        self.shares_memory = mapper is map

    def size(self) -> int:
        return 1 if self.mapper is map else said_size(self.owner)

    def answers(self, queue: deque[Task], size: int) -> Answers:
        while queue:
            tasks = list(queue)
            queue.clear()
            yield from zip(tasks, self.mapper(attempt, tasks), strict=True)


def said_size(workers: object) -> int:
    """How many workers these say they are; as many as we have cores if they do not say."""
    for name in ("_max_workers", "num_workers", "_processes"):  # pools, MPI, multiprocessing
        said = getattr(workers, name, None)
        if isinstance(said, int) and said > 0:
            return said
    return cores()
