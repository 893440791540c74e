"""Session: one workspace at work, its runs and events, and what the screens share. No HTTP.

session = Session(Path("edunn-studio"))
run = session.runs.begin(NewRun())
session.runs.open(run.id).order(Play())
session.view(run.id, network_view)
"""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVar, final

from edunn.studio.messages import Message
from edunn.studio.runs import RunBook, Store, Stream
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.view_cache import View, ViewCache
from edunn.studio.workspace import Workspace

Service = TypeVar("Service")


@final
class Session:
    """One workspace, open.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from edunn.studio.runs.messages import NewRun
        >>> with TemporaryDirectory() as folder, Session(Path(folder)) as session:
        ...     session.runs.begin(NewRun()).network
        '4 - 8 relu - 3 softmax'
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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, where: TracebackType | None
    ) -> None:
        self.close()
