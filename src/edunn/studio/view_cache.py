"""View cache: views that were made a moment ago, so that three pages cost a run no more than one.

While a run is in progress, a view may be a quarter of a second old; it has the number of its epoch.
When the run rests, every page gets its present state.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import perf_counter
from typing import Any, NamedTuple, TypeVar, final

from edunn.studio.messages import Message
from edunn.studio.runs.run_thread import RunThread

FRESH = 0.25
"""Seconds for which a view of a run in progress is fresh."""

KEPT = 32

View = TypeVar("View", bound=Message)


class _Made(NamedTuple):
    view: Any
    version: int
    at: float


@final
class ViewCache:
    """The last views, by what was requested."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, _Made] = OrderedDict()
        self._lock = Lock()

    def get(self, thread: RunThread, key: Hashable, make: Callable[[], View]) -> View:
        """A fresh view of the run: the cached one, or a new one."""
        with self._lock:
            made = self._made.get(key)
        if made is not None and _is_fresh(made, thread):
            cached: View = made.view
            return cached
        version, view = thread.version, make()
        with self._lock:
            self._made[key] = _Made(view, version, perf_counter())
            self._made.move_to_end(key)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return view


def _is_fresh(made: _Made, thread: RunThread) -> bool:
    is_young = perf_counter() - made.at < FRESH
    return made.version == thread.version or (thread.run.is_running and is_young)
