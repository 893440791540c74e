"""Session: one workspace at work, its runs and events, and what the screens share. No HTTP.

session = Session(Path("edunn-studio"))
run = session.runs.begin(NewRun())
session.runs.open(run.id).order(Action(do="play"))
session.view(run.id, network_view)
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any, NamedTuple, TypeVar, final

from edunn.studio.messages import Message
from edunn.studio.runs import RunBook, Store, Stream
from edunn.studio.runs.run_thread import RunThread
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.workspace import Workspace

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


Service = TypeVar("Service")


@final
class Session(AbstractContextManager["Session"]):
    """One workspace, open.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from edunn.studio.runs.messages import NewRun
        >>> with TemporaryDirectory() as folder, Session(Path(folder)) as session:
        ...     session.runs.begin(NewRun()).network
        '4 - 16 tanh - 3 softmax'
    """

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(folder)
        self.stream = Stream()
        self.store = Store(self.workspace.database)
        self.runs = RunBook(self.workspace, self.store, self.stream)
        self._views = ViewCache()
        self._services: dict[type[Any], Any] = {}
        self._lock = Lock()

    def service(self, kind: type[Service], make: Callable[[], Service]) -> Service:
        """The one object of this kind that all requests share, made when it is first needed."""
        with self._lock:
            if kind not in self._services:
                self._services[kind] = make()
            found: Service = self._services[kind]
            return found

    def snapshot(self, run: int, *, with_generations: bool = False) -> Snapshot:
        """A run at this moment.

        Args:
            run: its number.
            with_generations: with the last generations of an evolution.
        """
        return self.runs.open(run).snapshot(with_generations=with_generations)

    def view(
        self, run: int, view: Callable[..., View], *query: Message, with_generations: bool = False
    ) -> View:
        """A view of a run, `view(run, snapshot, *query)`, made once for all pages."""
        thread = self.runs.open(run)
        key = (run, view, *(one.model_dump_json() for one in query))
        return self._views.get(
            thread,
            key,
            lambda: view(run, thread.snapshot(with_generations=with_generations), *query),
        )

    def close(self) -> None:
        """Pause and save all runs, and end all event streams."""
        self.runs.close()
        self.store.close()
        self.stream.close()

    def __exit__(self, *error: object) -> None:
        self.close()
