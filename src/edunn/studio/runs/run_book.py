"""The runs of a workspace: kept in the store, opened on demand, closed when they rest."""

from collections.abc import Callable
from contextlib import suppress
from math import inf
from pathlib import Path
from threading import Lock, RLock, Thread
from time import monotonic
from typing import TypeVar, final

from edunn.errors import EduNNError
from edunn.messages import Message as Coded
from edunn.model import Model
from edunn.studio import limits
from edunn.studio.compiler import Compiler
from edunn.studio.jobs import Jobs
from edunn.studio.messages import Busy, NotFound, Sentence, TooMany
from edunn.studio.plan import Planned, planned
from edunn.studio.runs.active_run import ActiveRun, ResumedState, first_message
from edunn.studio.runs.events import BandGrew, RunChanged, RunGone, Stream
from edunn.studio.runs.messages import Band, Command, Curves, NewRun, Run
from edunn.studio.runs.open_runs import OpenRuns
from edunn.studio.runs.run_thread import Closed, RunThread
from edunn.studio.runs.seeds import SeedRuns
from edunn.studio.runs.snapshots import Snapshot, owner_of
from edunn.studio.runs.store import Store
from edunn.studio.workspace import Workspace

TRIES = 5
"""How often a run is opened that others close at the same moment."""

LATELY = 8.0
"""Seconds in which the thread of a run that was deleted has ended."""

CLOSING = 1.8
"""Seconds that the end of a studio waits for its runs."""

Result = TypeVar("Result")


@final
class RunBook:
    """All runs of one workspace; those in progress when the server stopped are interrupted.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     workspace = Workspace(Path(folder))
        ...     runs = RunBook(workspace, Store(workspace.database), Stream())
        ...     runs.begin(NewRun(name="first")).status
        'paused'
    """

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        stream: Stream,
        jobs: Jobs | None = None,
        compiler: Compiler | None = None,
    ) -> None:
        self._workspace, self._store, self._stream = workspace, store, stream
        self._jobs, self._compiler = jobs or Jobs(), compiler or Compiler()
        self._open = OpenRuns()
        self._seeds: dict[int, SeedRuns] = {}
        self._cancelling = Lock()  # held while seeds are cancelled, which may take an epoch
        self._lock = RLock()
        self._let_go_at = -inf  # when a run last left the memory
        for run in store.runs():
            if run.status == "running":
                note = Sentence.of(Coded("run.interrupted"))
                store.save(run.model_copy(update={"status": "interrupted", "note": note}))

    def all(self) -> list[Run]:
        """All runs as they are now, the oldest first."""
        with self._lock:
            here = self._open.threads()
        return [here[run.id].run.message if run.id in here else run for run in self._store.runs()]

    def notes(self) -> list[Sentence]:
        """What happened to the file of runs, and which runs in it cannot be read."""
        return [Sentence.of(note) for note in self._store.notes]

    def message(self, number: int) -> Run:
        """A run as it is now, whether it is open or not."""
        thread = self._open.get(number)
        return self._store.run(number) if thread is None else thread.run.message

    def begin(self, new: NewRun) -> Run:
        """A new run, paused before its first step.

        Raises:
            TooMany: the workspace is full.
            EduNNError: something in the experiment does not fit.
            Busy: the run is large, and not ready yet; it will be in the list.
        """
        try:
            key = ("begin", new.model_dump_json())
            return self._jobs.result(key, lambda: self._begun(new), is_kept=True)
        except Busy:
            raise Busy(Coded("run.is_being_made")) from None

    def _begun(self, new: NewRun) -> Run:
        if self._store.count() >= limits.RUNS:
            raise TooMany(Coded("run.too_many", most=limits.RUNS))
        plan = planned(new.experiment, self._workspace)
        model = plan.model()
        training = plan.begun(model)
        self._open.require_memory(training)
        run = self._store.begin(first_message(new, model, training))
        if new.name is None:
            run = run.model_copy(update={"name": f"{new.experiment.data.name} {run.id}"[:64]})
            self._store.save(run)
        active = ActiveRun(run, plan, ResumedState(training))
        with self._lock:  # taken for moments only: the store may be locked by another program
            self._store.run(run.id)  # it may have been deleted already
            thread = self._open.get(run.id) or self._enter(active)  # or opened already
            self._stream.publish(RunChanged(run=run))
        self.close_resting()
        return thread.run.message

    def open(self, number: int) -> RunThread:
        """The run, ready for commands and views.

        Raises:
            NotFound: there is no run of that number.
            Busy: it takes long to read.
        """
        found = self._opened(number)
        if found is None:
            found = self._jobs.result(("open", number), lambda: self._reopened(number))
        return found

    def using(self, number: int, act: Callable[[RunThread], Result]) -> Result:
        """The result of an act on the run, which is opened again if it is closed meanwhile.

        Raises:
            NotFound: there is no run of that number any more.
            Busy: it is in the middle of a long step.
        """
        for _ in range(TRIES):
            with suppress(Closed):
                return act(self.open(number))
        raise Busy(Coded("run.is_busy"))

    def order(self, number: int, command: Command) -> Run:
        """Send a run a command; a reset makes a new training, which may take long."""

        def ordered() -> Run:
            return self.using(number, lambda thread: thread.order(command))

        if command.do != "reset":
            return ordered()
        return self._jobs.result(("reset", number), ordered, is_kept=True)

    def snapshot(self, number: int, *, with_generations: bool = False) -> Snapshot:
        """A run at this moment."""
        return self.using(number, lambda thread: thread.snapshot(with_generations=with_generations))

    def curves(self, number: int) -> Curves:
        """All records of a run, as columns."""
        thread = self._open.get(number)
        if thread is not None and not thread.run.lost:
            return Curves.of(thread.run.training.history.since(0))
        self._store.run(number)
        return self._store.curves(number)

    def delete(self, number: int) -> None:
        """Stop and delete a run; who opens it at this moment finds that there is none.

        Raises:
            NotFound: there is no run of that number.
        """
        if not self._store.delete(number):
            raise NotFound(Coded("run.not_found", number=number))
        with self._lock:
            thread = self._open.pop(number)
            seeds = self._seeds.pop(number, None)
        if seeds is not None:
            seeds.cancel()
        if thread is not None:
            thread.abandon()
        self._let_go_at = monotonic()
        self._erase(number)
        self._stream.publish(RunGone(run=number))

    def rename(self, number: int, name: str) -> Run:
        """Give a run another name."""

        def renamed(thread: RunThread) -> Run:
            run = thread.rename(name)
            thread.write()
            return run

        return self.using(number, renamed)

    def start_seeds(self, number: int, seeds: int) -> Band:
        """Repeat a run's experiment with other seeds; earlier repetitions are cancelled."""
        plan, publish = self.open(number).run.planned, self._stream.publish
        with self._cancelling:
            for started in list(self._seeds.values()):
                started.cancel()
            with self._lock:
                self._store.run(number)  # it may have been deleted meanwhile
                started = SeedRuns(
                    number, plan, seeds, lambda band: publish(BandGrew(band=band)), self._compiler
                )
                self._seeds[number] = started
        return started.band

    def band(self, number: int) -> Band:
        """The progress of the seeds of a run; an empty band where none were started."""
        self._store.run(number)
        seeds = self._seeds.get(number)
        return Band(run=number) if seeds is None else seeds.band

    def stop_seeds(self, number: int) -> Band:
        """Cancel the seeds of a run; those that are done stay in the band."""
        seeds = self._seeds.get(number)
        if seeds is not None:
            seeds.cancel()
        return self.band(number)

    def close(self) -> None:
        """Pause and save all runs, all at the same time, and wait for them if that is soon."""
        with self._lock:
            threads, seeds = self._open.threads().values(), list(self._seeds.values())
            self._open.clear()
        ends = [one.cancel for one in seeds] + [one.close for one in threads]
        closers = [Thread(target=end, name="closing", daemon=True) for end in ends]
        for closer in closers:
            closer.start()
        until = monotonic() + CLOSING
        for closer in closers:
            closer.join(max(until - monotonic(), 0))

    def close_resting(self) -> bool:
        """Close runs that rest, and need not be in memory; whether any run left it lately."""
        with self._lock:
            leaving = self._open.leaving()
        for thread in leaving:
            thread.close()
            self._let_go_at = monotonic()
        return monotonic() - self._let_go_at < LATELY

    def _opened(self, number: int) -> RunThread | None:
        with self._lock:
            return self._open.use(number)

    def _reopened(self, number: int) -> RunThread:
        found = self._opened(number)
        if found is not None:  # a moment ago, for another request
            return found
        run = self._store.run(number)
        plan = planned(run.experiment, self._workspace)
        resumed = self._resumed(run, plan)
        active = ActiveRun(run, plan, resumed)
        self._open.require_memory(active.training)
        with self._lock:
            self._store.run(number)  # it may have been deleted while it was read
            there = self._open.get(number)  # it may have begun, or been opened, meanwhile
            thread = there or self._enter(active, resumed.saved)
            if resumed.lost and there is None:
                self._stream.publish(RunChanged(run=active.message))
        self.close_resting()
        return thread

    def _enter(self, active: ActiveRun, saved: int = 0) -> RunThread:
        publish = self._stream.publish
        thread = RunThread(active, publish, self._save, saved, self._jobs, self._compiler)
        self._open.enter(active.message.id, thread)
        return thread

    def _save(self, active: ActiveRun, records_from: int) -> None:
        """Save a run: first its training, then its message, records and changes."""
        run = active.message
        if active.lost:  # the files stay as they are: they may be repaired
            self._store.save(self._store.run(run.id).model_copy(update={"name": run.name}))
            return
        active.save(self._file(run.id))
        if not records_from:
            self._store.delete_after(run.id, 0)
        curves = Curves.of(active.training.history.since(records_from))
        if not self._store.save(run, curves, active.changes):  # it was deleted meanwhile
            self._erase(run.id)

    def _erase(self, number: int) -> None:
        self._file(number).unlink(missing_ok=True)

    def _resumed(self, run: Run, plan: Planned) -> ResumedState:
        """The training in the run's file, bit for bit, or why there is none."""
        changes, saved = tuple(self._store.changes(run.id)), self._store.count_records(run.id)
        if not (saved or self._file(run.id).exists()):
            return ResumedState()  # it was never trained
        try:
            model = Model.from_file(self._file(run.id))
            training = model.resume(plan.training, validation_data=plan.held_out)
            model.begun = owner_of(plan.begun(plan.model())).begun  # a file does not remember it
        except (EduNNError, OSError) as error:
            lost = Coded("run.is_lost", reason=_reason(error))
            return ResumedState(changes=changes, saved=saved, lost=lost)
        self._store.delete_after(run.id, len(training.history))
        return ResumedState(training, changes, self._store.count_records(run.id))

    def _file(self, number: int) -> Path:
        return self._workspace.files / f"{number}.edunn"


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return Coded("run.file_is_gone")
    return f"{str(error).rstrip('.')}."
