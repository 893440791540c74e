"""The runs of a workspace: kept in the store, opened when needed, closed when they rest."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock, RLock
from typing import final

from edunn.errors import EduNNError
from edunn.model import Model
from edunn.studio.networks import in_words
from edunn.studio.past import Past
from edunn.studio.plan import Planned, planned
from edunn.studio.problems import TooMany
from edunn.studio.records import curves_of, record_of
from edunn.studio.running import EASY_PACE, Running
from edunn.studio.seeds import Seeding
from edunn.studio.steering import is_long
from edunn.studio.store import Store, now
from edunn.studio.stream import Stream
from edunn.studio.wire import limits
from edunn.studio.wire.events import BandGrew, RunChanged, RunGone
from edunn.studio.wire.runs import Band, Curves, NewRun, Run
from edunn.studio.workspace import Workspace
from edunn.training import EvolutionTraining, Training

OPEN = 16
"""Runs that are in memory at the same time; those at work always are."""


@final
class RunBook:
    """All runs of one workspace; those that were at work when the server ended are interrupted."""

    def __init__(self, workspace: Workspace, store: Store, stream: Stream) -> None:
        self._workspace, self._store, self._stream = workspace, store, stream
        self._open: OrderedDict[int, Running] = OrderedDict()
        self._seedings: dict[int, Seeding] = {}
        self._seeding = Lock()  # held while seeds are given up, which may take an epoch
        self._lock = RLock()
        self._opening = Lock()  # held while rows are read: others go on with runs that are open
        self._files = workspace.folder / "runs"
        self._files.mkdir(exist_ok=True)
        for run in store.runs():
            if run.status == "running":
                note = "The studio ended in mid-run: play goes on from where it was."
                store.keep(run.model_copy(update={"status": "interrupted", "note": note}))

    def all(self) -> list[Run]:
        """All runs, the oldest first, as they are now."""
        with self._lock:
            here = dict(self._open)
        return [here[run.id].message if run.id in here else run for run in self._store.runs()]

    def message(self, number: int) -> Run:
        """A run as it is now; opened or not."""
        running = self._open.get(number)
        return self._store.run(number) if running is None else running.message

    def begin(self, wish: NewRun) -> Run:
        """A new run, waiting at its first step.

        Raises:
            TooMany: the workspace is full.
            EduNNError: what in the experiment does not fit.
        """
        if self._store.count() >= limits.RUNS:
            raise TooMany(f"there are {limits.RUNS} runs already: delete some.")
        plan = planned(wish.experiment, self._workspace)
        model = plan.model()
        training = plan.begun(model)
        with self._lock:
            run = self._store.begin(_first(wish, plan, model, training))
            if wish.name is None:
                run = run.model_copy(update={"name": f"{wish.experiment.data.name} {run.id}"[:64]})
                self._store.keep(run)
            self._enter(run, plan, Past(training))
        self._stream.publish(RunChanged(run=run))
        return self._open[run.id].message

    def open(self, number: int) -> Running:
        """The run, ready to be told something or looked at.

        Raises:
            NotFound: there is none of that number.
        """
        found = self._opened(number)
        if found is None:
            with self._opening:
                found = self._opened(number) or self._reopened(number)
        return found

    def curves(self, number: int) -> Curves:
        """All records of a run."""
        running = self._open.get(number)
        if running is not None and not running.lost:
            return curves_of(map(record_of, list(running.training.history.records)))
        self._store.run(number)
        return curves_of(self._store.records(number))

    def delete(self, number: int) -> None:
        """Stop a run and drop it."""
        self._store.run(number)
        with self._lock:
            running = self._open.pop(number, None)
            seeding = self._seedings.pop(number, None)
        if seeding is not None:
            seeding.cancel()
        if running is not None:
            running.close()
        self._store.delete(number)
        self._file(number).unlink(missing_ok=True)
        self._stream.publish(RunGone(run=number))

    def rename(self, number: int, name: str) -> Run:
        """Another name for a run."""
        running = self.open(number)
        renamed = running.rename(name)
        running.written()
        return renamed

    def seeds(self, number: int, seeds: int) -> Band:
        """Repeat a run's experiment with other seeds; the one before is given up."""
        plan = self.open(number).planned
        with self._seeding:
            for seeding in list(self._seedings.values()):
                seeding.cancel()
            begun = Seeding(number, plan, seeds, self._publish_band)
            self._seedings[number] = begun
        return begun.band

    def band(self, number: int) -> Band:
        """How far the seeds of a run are; an empty band where nobody asked."""
        self._store.run(number)
        seeding = self._seedings.get(number)
        return EMPTY.model_copy(update={"run": number}) if seeding is None else seeding.band

    def stop_seeds(self, number: int) -> Band:
        """Give up the seeds of a run; those that are done stay in the band."""
        seeding = self._seedings.get(number)
        if seeding is not None:
            seeding.cancel()
        return self.band(number)

    def close(self) -> None:
        """Pause all runs and write them down."""
        with self._seeding:
            for seeding in self._seedings.values():
                seeding.cancel()
        with self._lock:
            for running in self._open.values():
                running.close()
            self._open.clear()

    def _publish_band(self, band: Band) -> None:
        self._stream.publish(BandGrew(band=band))

    def _opened(self, number: int) -> Running | None:
        with self._lock:
            if number in self._open:
                self._open.move_to_end(number)
            return self._open.get(number)

    def _reopened(self, number: int) -> Running:
        run = self._store.run(number)
        plan = planned(run.experiment, self._workspace)
        past = self._past(run, plan)
        with self._lock:
            self._enter(run, plan, past)
            running = self._open[number]
        if past.lost:
            self._stream.publish(RunChanged(run=running.message))
        return running

    def _enter(self, run: Run, plan: Planned, past: Past) -> None:
        resting = [number for number, one in self._open.items() if one.message.status != "running"]
        for number in resting[: max(0, len(self._open) - OPEN + 1)]:
            self._open.pop(number).close()
        self._open[run.id] = Running(run, plan, past, self._stream.publish, self._keep)

    def _keep(self, running: Running, records_from: int) -> None:
        """Write down a run: first its training, then what is said about it."""
        run = running.message
        if running.lost:  # what is in the files stays as it is: it may be mended
            self._store.keep(self._store.run(run.id).model_copy(update={"name": run.name}))
            return
        running.training.save(self._file(run.id))
        records = running.training.history.records[records_from:]
        if not records_from:
            self._store.forget_after(run.id, 0)
        self._store.keep(run, [record_of(record) for record in records], running.changes)

    def _past(self, run: Run, plan: Planned) -> Past:
        """The training in the run's file, bit for bit, or why there is none."""
        changes, kept = tuple(self._store.changes(run.id)), self._store.count_records(run.id)
        if not (kept or self._file(run.id).exists()):
            return Past()  # it never learned
        try:
            model = Model.from_file(self._file(run.id))
            training = model.resume(plan.training, validation_data=plan.held_out)
        except (EduNNError, OSError) as error:
            return Past(changes=changes, kept=kept, lost=LOST.format(_reason(error)))
        self._store.forget_after(run.id, len(training.history))
        return Past(training, changes, min(kept, len(training.history)))

    def _file(self, number: int) -> Path:
        return self._files / f"{number}.edunn"


LOST = (
    "The network of this run cannot be had again: {} Its records are still here. Reset begins anew."
)
"""What a run says whose file does not fit any more."""

EMPTY = Band(
    run=0,
    done=0,
    of=0,
    is_running=False,
    index=[],
    median=[],
    lower_quartile=[],
    upper_quartile=[],
    low=[],
    high=[],
    measure="",
    final=[],
    sentence="",
)
"""Nobody has asked for seeds yet."""


def _first(wish: NewRun, plan: Planned, model: Model, training: Training) -> Run:
    is_evolution = isinstance(training, EvolutionTraining)
    return Run(
        id=0,
        name=wish.name or wish.experiment.data.name,
        experiment=wish.experiment,
        status="paused",
        created=now(),
        is_evolution=is_evolution,
        network=in_words(model),
        parameters=model.theta.size,
        engine=training.history.engine,
        epoch=0,
        progress=0.0,
        pace=0.0 if is_long(training) else EASY_PACE,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "its file is gone."
    return f"{str(error).rstrip('.')}."
