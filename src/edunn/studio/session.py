"""Session: one workspace at work, its runs and events, and what the screens share. No HTTP.

session = Session(Path("edunn-studio"))
run = session.runs.begin(NewRun())
session.runs.open(run.id).order(Action(do="play"))
session.view(run.id, network_view)
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from logging import getLogger
from pathlib import Path
from threading import Event as Flag
from threading import Lock, Thread
from time import perf_counter
from typing import Any, NamedTuple, TypeVar, final

from edunn.messages import Message as Coded
from edunn.studio.compiler import Compiler
from edunn.studio.jobs import Jobs
from edunn.studio.lock import WorkspaceLock
from edunn.studio.memory import give_back
from edunn.studio.messages import Busy, Message
from edunn.studio.runs import RunBook, Store, Stream
from edunn.studio.runs.events import Restarted
from edunn.studio.runs.run_thread import RunThread
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.workspace import Workspace

LOG = getLogger(__name__)

FRESH = 0.25
"""Seconds for which a view of a run in progress is fresh."""

TIDY_AFTER = 3.0
"""Seconds between two looks for memory that can be given back."""

KEPT = 32
View = TypeVar("View")


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
        found: View | None = self.fresh(thread, key)
        if found is not None:
            return found
        version = thread.version
        return self.keep(key, version, make())

    def last(self, key: Hashable) -> Any:
        """The last view, however old; None if there is none."""
        with self._lock:
            made = self._made.get(key)
        return None if made is None else made.view

    def fresh(self, thread: RunThread, key: Hashable) -> Any:
        """The last view if it shows the run as it is; None if not."""
        with self._lock:
            made = self._made.get(key)
        return made.view if made is not None and _is_fresh(made, thread) else None

    def keep(self, key: Hashable, version: int, view: View) -> View:
        """Keep a view of that version of the run."""
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
        self.lock = WorkspaceLock(folder)
        self.stream = Stream()
        try:
            self.store = Store(self.workspace.database, self._tell)
        except BaseException:
            self.lock.release()
            raise
        self.jobs = Jobs()
        self.compiler = Compiler()
        self.runs = RunBook(self.workspace, self.store, self.stream, self.jobs, self.compiler)
        self._views = ViewCache()
        self._services: dict[type[Any], Any] = {}
        self._lock, self._closing = Lock(), Lock()
        self._is_closed = Flag()
        Thread(target=self._tidy_up, name="tidying up", daemon=True).start()

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
        return self.runs.snapshot(run, with_generations=with_generations)

    def view(
        self, run: int, view: Callable[..., View], *query: Message, with_generations: bool = False
    ) -> View:
        """A view of a run, `view(run, snapshot, *query)`, made once for all pages.

        Where it takes too long, the last one of its kind, if there is one.

        Raises:
            Busy: there is none yet.
        """
        thread = self.runs.open(run)
        key = (run, view, *(one.model_dump_json() for one in query))
        found: View | None = self._views.fresh(thread, key)
        if found is not None:
            return found

        def make() -> View:
            return view(run, self.snapshot(run, with_generations=with_generations), *query)

        try:
            return self.jobs.result(key, lambda: self._views.get(thread, key, make))
        except Busy:
            last: View | None = self._views.last(key)
            if last is None:
                raise
            return last

    def _tidy_up(self) -> None:
        """What a thread does every few seconds: runs that rest leave the memory."""
        while not self._is_closed.wait(TIDY_AFTER):
            self.jobs.forget_old()
            if self.runs.close_resting():
                give_back()

    def close(self) -> None:
        """Pause and save all runs, and end all event streams; a second caller waits for that."""
        with self._closing:
            if self._is_closed.is_set():
                return
            self._is_closed.set()
            self.compiler.stop()
            self.jobs.close()
            self.runs.close()
            self.store.close()
            self.stream.close()
            self.lock.release()

    def _tell(self, note: Coded) -> None:
        """Tell the terminal, and all pages, which fetch the runs and the notes on them anew."""
        LOG.warning(note)
        self.stream.publish(Restarted())

    def __exit__(self, *error: object) -> None:
        self.close()
