"""Batches: what travels to a worker, and what comes back.

What all items share (the data, an objective) is large, and executors offer no way to send something
to each of their workers. So a batch refers to it by a key. A worker caches the last few shared
values; if the key is not among them, it returns `None`, and the batch is sent again with the value
inside. A worker that joined late, or replaced a lost one, needs no other care.
"""

import pickle
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple, TypeAlias, final

from edunn.errors import WorkerError
from edunn.workers.threads import one_thread

Work: TypeAlias = Callable[[Any, Any], Any]
"""`work(shared, item)` returns the result for one item."""

CACHE_SIZE = 4
"""The number of shared values that a worker caches; a new one replaces the oldest."""


@final
@dataclass(frozen=True)
class InMemory:
    """A value for a worker that shares the memory of this process."""

    value: Any

    def get(self) -> Any:
        """The value itself."""
        return self.value


@final
@dataclass(frozen=True)
class Pickled:
    """A value as bytes, for a worker in another process.

    An executor would unpickle a value out of our reach, and some break when that fails. Bytes
    always arrive; they are unpickled here, where a failure can be explained.
    """

    data: bytes

    @classmethod
    def of(cls, value: Any) -> "Pickled":
        """Pickle a value.

        Raises:
            WorkerError: it cannot be sent to another process; the message says what would help.
        """
        try:
            return cls(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise WorkerError(
                f"this cannot be sent to another process: {error}. {IMPORTABLE} "
                "Threads take everything: workers=ThreadPoolExecutor(2)."
            ) from error

    def get(self) -> Any:
        """The value, rebuilt.

        Raises:
            WorkerError: this process cannot import its parts.
        """
        try:
            return pickle.loads(self.data)  # pickled by the process that this worker belongs to
        except (AttributeError, ImportError) as error:
            raise WorkerError(f"a worker cannot read its task: {error}. {IMPORTABLE}") from error


IMPORTABLE = (
    "Functions and classes travel by name, so a worker must be able to import them: write them at "
    "the top of a .py file, not as a lambda, inside a function, or in a notebook's cell."
)


class Batch(NamedTuple):
    """Some items for one worker."""

    number: int
    """Unique within a pool; it says where the results belong."""

    key: str
    """The name of the shared value."""

    work: InMemory | Pickled
    """The function and the items, as a pair."""

    shared: InMemory | Pickled | None = None
    """The shared value; None as long as the worker may have it in its cache."""

    @property
    def is_in_memory(self) -> bool:
        """Whether the worker shares the memory of this process."""
        return isinstance(self.work, InMemory)


class BatchResult(NamedTuple):
    """What a worker returns for a batch."""

    results: list[Any]
    """One for each item, in their order."""

    one_thread: bool
    """Whether linear algebra ran on one thread (in memory: on as many as in this process)."""


_cache: dict[str, Any] = {}
_lock = Lock()


def run(batch: Batch) -> BatchResult | None:
    """Compute a batch in the current process; None if the shared value is not in the cache.

    Raises:
        Exception: what the function raised; a WorkerError in place of one that cannot be pickled.
    """
    try:
        is_known, shared = _shared_value(batch)
        if not is_known:
            return None
        function, items = batch.work.get()
        with nullcontext(True) if batch.is_in_memory else one_thread() as is_limited:
            return BatchResult([function(shared, item) for item in items], is_limited)
    except Exception as error:
        if batch.is_in_memory or _survives_pickling(error):
            raise
        raise WorkerError(f"a worker failed.\n{traceback.format_exc()}") from None


def run_or_return_error(batch: Batch) -> BatchResult | Exception | None:
    """`run`, with exceptions returned: of several that are raised, a `map` would report any one.

    A traceback does not travel with a returned exception, so it is attached as a note.
    """
    try:
        return run(batch)
    except Exception as error:
        if not batch.is_in_memory:
            error.add_note(f"In a worker:\n{traceback.format_exc()}")
        return error


def _shared_value(batch: Batch) -> tuple[bool, Any]:
    """Whether the shared value is at hand, and the value."""
    if isinstance(batch.shared, InMemory):
        return True, batch.shared.value
    with _lock:  # the threads of one worker unpickle it once
        if batch.key not in _cache:
            if batch.shared is None:
                return False, None
            _cache[batch.key] = batch.shared.get()
            while len(_cache) > CACHE_SIZE:
                del _cache[next(iter(_cache))]
        return True, _cache[batch.key]


def _survives_pickling(error: Exception) -> bool:
    """Whether an exception can be sent: one that cannot would hang or break an executor."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return False
    return True
