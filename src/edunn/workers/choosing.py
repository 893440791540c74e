"""Choosing: who is meant by what somebody passed as `workers`."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import Any, Protocol, TypeAlias, runtime_checkable

from edunn.errors import SettingError
from edunn.guards import require_count
from edunn.workers.futures import Cluster, Hired, Lent
from edunn.workers.staff import Mapper, Staff


@runtime_checkable
class HasMap(Protocol):
    """Something with `map(function, items)`: the pools of multiprocessing and of Ray."""

    def map(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
        """The function's result for each item."""
        ...


@runtime_checkable
class HasExecutor(Protocol):
    """Something that has an executor to give: a Dask client."""

    def get_executor(self) -> Any:
        """The executor."""
        ...


Workers: TypeAlias = int | Executor | HasExecutor | HasMap | Callable[..., Iterable[Any]] | None
"""What `workers=` takes: how many processes to start, an executor, anything that can `map`, or None
for this process alone."""


def staff_of(given: Any) -> Staff | None:
    """Whoever is meant by the `Workers` given; None where this process does it all.

    Raises:
        SettingError: nobody can be meant.
    """
    if given is None:
        return None
    if isinstance(given, int):
        require_count("workers", given)  # True is none
        return Hired(given)
    if hasattr(given, "get_executor"):  # a Dask client, whose own map gives promises
        given = given.get_executor()
    if isinstance(given, Executor):
        is_dask = hasattr(getattr(given, "_client", None), "nthreads")
        return Cluster(given) if is_dask else Lent(given)
    mapper = getattr(given, "map", given)
    if callable(mapper) and (mapper is map or not isinstance(given, type)):
        return Mapper(mapper, given)
    raise SettingError(
        f"workers is {given!r} but must be a whole number of processes, 1 or more, an executor "
        "(ProcessPoolExecutor(), client.get_executor() of Dask, MPIPoolExecutor()), or something "
        "that can map. None works in this process."
    )
