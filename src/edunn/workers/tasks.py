"""Tasks: what travels to a worker, and what comes back.

What all items share (the data, an objective) is large, and no executor has a way to tell something
to each of its workers. So a task only names it, by a key. A worker keeps the last few that it was
given; one that does not know the key answers `None`, and is sent the task again with the thing
itself inside. A worker that came late, or in the place of a dead one, needs no other care.
"""

import pickle
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple, final

from edunn.errors import WorkerError
from edunn.workers.threads import one_thread

Work = Callable[[Any, Any], Any]
"""`work(shared, item)` gives the result for one item."""

KEPT = 4
"""How many shared things a worker keeps: the oldest makes room for a new one."""


@final
@dataclass(frozen=True)
class Open:
    """A value for a worker that lives in our own memory."""

    value: Any

    def get(self) -> Any:
        """The value itself."""
        return self.value


@final
@dataclass(frozen=True)
class Sealed:
    """A value as bytes, for a worker elsewhere.

    An executor would unpickle a value before we see it, and some die of one that they cannot read.
    Bytes arrive everywhere; what is in them is read here, where a failure can be explained.
    """

    data: bytes

    @classmethod
    def of(cls, value: Any) -> "Sealed":
        """Seal a value.

        Raises:
            WorkerError: it cannot leave this process, and what would help.
        """
        try:
            return cls(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise WorkerError(
                f"this cannot be sent to another process: {error}. {IMPORTABLE} "
                "Threads take everything: workers=ThreadPoolExecutor(2)."
            ) from error

    def get(self) -> Any:
        """The value, put together anew.

        Raises:
            WorkerError: this process does not know its parts.
        """
        try:
            return pickle.loads(self.data)  # sealed by the process that this worker works for
        except (AttributeError, ImportError) as error:
            raise WorkerError(f"a worker cannot read its task: {error}. {IMPORTABLE}") from error


IMPORTABLE = (
    "Functions and classes travel by name, so a worker must be able to import them: write them at "
    "the top of a .py file, not as a lambda, inside a function, or in a notebook's cell."
)


class Task(NamedTuple):
    """Some items for one worker."""

    number: int
    """No two tasks of a crew have the same, and tells us where the results belong."""

    key: str
    """Names what the items share."""

    order: Open | Sealed
    """The work and the items, as a pair."""

    shared: Open | Sealed | None = None
    """What the items share, for a worker who does not know it yet."""

    @property
    def is_open(self) -> bool:
        """Whether the worker lives in our own memory."""
        return isinstance(self.order, Open)


class Done(NamedTuple):
    """What a worker answers when it has done a task."""

    results: list[Any]
    """One for each item, in their order."""

    one_thread: bool
    """Whether its linear algebra ran on one thread, or on as many as ours."""


_kept: dict[str, Any] = {}
_lock = Lock()


def do(task: Task) -> Done | None:
    """Do a task, in whatever process this is; None where it lacks what the items share.

    Raises:
        Exception: what the work raised, as it was; as a WorkerError if it could not travel.
    """
    try:
        known, shared = _find(task)
        if not known:
            return None
        work, items = task.order.get()
        with nullcontext(True) if task.is_open else one_thread() as is_limited:
            return Done([work(shared, item) for item in items], is_limited)
    except Exception as error:
        if task.is_open or _travels(error):
            raise
        raise WorkerError(f"a worker failed.\n{traceback.format_exc()}") from None


def attempt(task: Task) -> Done | Exception | None:
    """Do a task and raise nothing: of several exceptions, a `map` would raise just any.

    A traceback does not travel with a returned exception, so it goes along as a note.
    """
    try:
        return do(task)
    except Exception as error:
        if not task.is_open:
            error.add_note(f"In a worker:\n{traceback.format_exc()}")
        return error


def _find(task: Task) -> tuple[bool, Any]:
    """Whether this process has what the items share, and the thing."""
    if isinstance(task.shared, Open):
        return True, task.shared.value
    with _lock:  # the threads of one worker unpack it once
        if task.key not in _kept:
            if task.shared is None:
                return False, None
            _kept[task.key] = task.shared.get()
            while len(_kept) > KEPT:
                del _kept[next(iter(_kept))]
        return True, _kept[task.key]


def _travels(error: Exception) -> bool:
    """Whether an exception survives pickling: one that does not would hang or break a pool."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return False
    return True
