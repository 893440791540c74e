"""Jobs: work that a request waits for, though never for long.

A view of a large network, or a wait for the end of a long generation, may take longer than a page
should wait. So it is done in a thread of its own: a request waits two seconds for it, then replies
that it is not ready yet; a second request for the same work waits for the same job. Only a few
requests may wait at a time, so the threads of the server never run out.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from threading import BoundedSemaphore, Event, Lock, Thread
from time import monotonic
from traceback import clear_frames
from typing import Any, TypeVar, final

from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.messages import Busy

PATIENCE = 1.4
"""Seconds that a request waits at most; the rest of two seconds is for the reply."""

_LIMIT: ContextVar[float] = ContextVar("limit", default=inf)
"""When the request of this thread must not wait any longer, whatever it has to wait for next."""

SOON = 0.1
"""Seconds that every request may wait; for more it needs one of the seats."""

GLANCE = 0.1
"""Seconds after which a request notices that the studio is being closed."""

KEPT = 10.0
"""Seconds for which a result is kept that no request waits for any more."""

Result = TypeVar("Result")


@contextmanager
def one_request() -> Iterator[None]:
    """All that this thread waits for inside takes no longer, together, than one wait may.

    Example:
        >>> with one_request():
        ...     Jobs().result("sum", lambda: 1 + 1)
        2
    """
    token = _LIMIT.set(monotonic() + PATIENCE)
    try:
        yield
    finally:
        _LIMIT.reset(token)


@final
class Jobs:
    """Work in progress.

    Args:
        seats: how many requests may wait for longer than a moment.
        most: how many jobs there may be at a time.

    Example:
        >>> Jobs().result("sum", lambda: 1 + 1)
        2
    """

    def __init__(self, seats: int = limits.WAITING, most: int = limits.JOBS) -> None:
        self._jobs: dict[Hashable, _Job] = {}
        self._lock = Lock()
        self._seats = BoundedSemaphore(seats)
        self._most = most
        self._is_closed = False

    def result(self, key: Hashable, work: Callable[[], Result], *, is_kept: bool = False) -> Result:
        """The result of the work, or of the same work that is in progress already.

        Args:
            is_kept: whether a result that no request waits for any more is kept for a while, for
                the one that tries again, because the work must not be done twice.

        Raises:
            Busy: it takes longer than a request may wait; it goes on.
            Exception: what the work raised.
        """
        job = self._job(key, work, is_kept)
        if not self.waited(job.done.wait):
            raise Busy(Coded("studio.is_busy"))
        self._forget(key, job)
        if job.error is not None:
            raise job.error
        result: Result = job.result
        return result

    def waited(self, wait: Callable[[float], bool]) -> bool:
        """Whether something happened in time; `wait` waits for so many seconds."""
        if wait(SOON):
            return True
        if self._is_closed or not self._seats.acquire(blocking=False):
            return False
        try:
            return self.patiently(wait)
        finally:
            self._seats.release()

    def patiently(self, wait: Callable[[float], bool]) -> bool:
        """The same for a thread that is no request's, and so needs no seat."""
        until = min(monotonic() + PATIENCE, _LIMIT.get())
        while not (happened := wait(GLANCE)) and monotonic() < until and not self._is_closed:
            pass
        return happened

    def close(self) -> None:
        """Let no request wait any longer."""
        self._is_closed = True

    def forget_old(self) -> None:
        """Let go of results that no request has asked for again."""
        with self._lock:
            for old in [key for key, job in self._jobs.items() if job.until < monotonic()]:
                del self._jobs[old]

    def _job(self, key: Hashable, work: Callable[[], Any], is_kept: bool) -> "_Job":
        self.forget_old()
        with self._lock:
            job = self._jobs.get(key)
            if job is None:
                if len(self._jobs) >= self._most:
                    raise Busy(Coded("studio.is_busy"))
                job = self._jobs[key] = _Job(is_kept)
                Thread(target=self._do, args=(key, job, work), name="a job", daemon=True).start()
            return job

    def _do(self, key: Hashable, job: "_Job", work: Callable[[], Any]) -> None:
        try:
            job.result = work()
        except Exception as error:  # it is raised again for those who wait
            job.error = without_locals(error)
        finally:
            if job.is_kept:
                job.until = monotonic() + KEPT
            else:
                self._forget(key, job)
            job.done.set()

    def _forget(self, key: Hashable, job: "_Job") -> None:
        with self._lock:
            if self._jobs.get(key) is job:
                del self._jobs[key]


def without_locals(error: Exception) -> Exception:
    """The error, whose traceback does not keep what the functions were at work on.

    Example:
        >>> without_locals(KeyError("a"))
        KeyError('a')
    """
    one: BaseException | None = error
    while one is not None:
        clear_frames(one.__traceback__)
        one = one.__context__
    return error


@final
class _Job:
    """The outcome of some work."""

    def __init__(self, is_kept: bool) -> None:
        self.is_kept, self.until = is_kept, inf
        self.done = Event()
        self.result: Any = None
        self.error: Exception | None = None
