"""Runs do not depend on each other, so every core can do one: see `edunn.workers`."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from edunn.workers import WorkerPool, Workers, cores

Item = TypeVar("Item")
Result = TypeVar("Result")


def spread(
    work: Callable[[Item], Result], items: Iterable[Item], workers: Workers = None
) -> Iterator[Result]:
    """The result of `work` for each item, in their order, each as soon as it is there.

    The processes import the main program anew, so a script that calls this needs the usual
    `if __name__ == "__main__":`.

    Args:
        work: a function that another process can import.
        workers: how many processes (None: one a core), or all else that `WorkerPool.of` takes.

    Raises:
        SettingError: not a positive number of workers.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> with ThreadPoolExecutor(2) as threads:
        ...     list(spread(abs, [-1, 2, -3], threads))
        [1, 2, 3]
    """
    with WorkerPool.of(cores() if workers is None else workers) as pool:
        yield from pool.map(_each, work, items, batch_size=1)


def _each(work: Callable[[Item], Result], item: Item) -> Result:
    return work(item)
