"""Running: one thread that drives one training, and waits whenever it is told to.

The thread works in short pieces (a few mini-batches, an epoch, a generation). Between two pieces
whoever wants to look at the network, or to change something, gets in: `with self._alone():`. So
nobody ever sees a half-made step, and a look costs the training no more than the look itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from time import perf_counter
from typing import final

from edunn.errors import EduNNError
from edunn.model import Model
from edunn.studio.generations import Album
from edunn.studio.news import Diary, News
from edunn.studio.plan import Planned
from edunn.studio.problems import Conflict
from edunn.studio.records import record_of
from edunn.studio.snapshots import Snapshot, twin
from edunn.studio.steering import extend, go_back, is_long, progress_of, rate_of, set_rate
from edunn.studio.wire.events import Event
from edunn.studio.wire.runs import (
    Command,
    Extend,
    GoBack,
    OneEpoch,
    Pace,
    Pause,
    Play,
    Rate,
    Reset,
    Run,
    Status,
    Step,
)
from edunn.training import Descent, Generations, Training

MOMENT = 0.02
"""Seconds of a piece: so long may a look have to wait."""

EASY_PACE = 30.0
"""Epochs a second at which people can see a small network learn."""

ENDLESS = 2**62


@final
class Running:
    """One run at work.

    Args:
        run: how it is at the beginning; `message` is how it is now.
        training: what to go on with; None begins anew.
        publish: who hears of what happens.
        keep: who writes it down, told how many records it has already; called about twice a
            second, and whenever the run stops.
    """

    def __init__(
        self,
        run: Run,
        planned: Planned,
        training: Training | None,
        publish: Callable[[Event], None],
        keep: Callable[["Running", int], None],
    ) -> None:
        self.planned = planned
        self.training = training or planned.begun(planned.model())
        self._run = run
        self._bell = Condition()
        self._visitors, self._is_busy, self._is_closed = 0, False, False
        self._left = 0  # epochs to go before it waits
        self._steps = 0  # mini-batches to go before it waits
        self._due = 0.0  # when the next epoch may begin
        done = len(self.training.history)
        self._news = News(publish, done)
        self._diary = Diary(lambda kept: keep(self, kept), done)
        self._album = self._new_album()
        self._thread: Thread | None = None

    # What it is

    @property
    def message(self) -> Run:
        """The run as it is now."""
        training, run = self.training, self._run
        records = training.history.records
        return run.model_copy(
            update={
                "epoch": len(records),
                "progress": progress_of(training),
                "learning_rate": rate_of(training),
                "engine": training.history.engine,
                "last": record_of(records[-1]) if records else None,
            }
        )

    def snapshot(self) -> Snapshot:
        """A look at the network between two pieces of work."""
        with self._alone():
            scored = self._album.scored() if self._album else []
            return Snapshot(
                planned=self.planned,
                model=twin(self._model),
                epoch=len(self.training.history),
                training_state=scored[-1] if scored else None,
                ancestors=tuple((one.fitness, one.parents) for one in scored),
                learning_rate=rate_of(self.training),
            )

    # What it can be told

    def order(self, command: Command) -> Run:
        """Do what is asked.

        Raises:
            Conflict: not in this state, or not with this way of learning.
        """
        with self._alone():
            self._obey(command)
            self._tell()
        if command.do in ("reset", "rate", "go_back", "extend", "pause"):
            self.written()
        return self.message

    def rename(self, name: str) -> Run:
        """Another name."""
        with self._alone():
            self._run = self._run.model_copy(update={"name": name})
            self._tell()
        return self.message

    def written(self) -> None:
        """Have everything written down now."""
        with self._alone():
            self._write()

    def close(self) -> None:
        """Pause, write everything down, and end the thread."""
        with self._alone():
            if self._run.status == "running":
                self._stop("paused")
            self._is_closed = True
            self._bell.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _obey(self, command: Command) -> None:
        match command:
            case Play():
                self._go(epochs=ENDLESS)
            case Step():
                is_small = isinstance(self.training, Descent)  # a mini-batch, or a generation
                self._go(epochs=int(not is_small), steps=int(is_small))
            case OneEpoch():
                self._go(epochs=1)
            case Pause():
                self._pause()
            case Reset():
                self._reset()
            case Extend(epochs=epochs):
                self._extend(epochs)
            case _:
                self._adjust(command)

    def _adjust(self, command: Command) -> None:
        """What needs no stop."""
        match command:
            case Pace(pace=pace):
                self._run, self._due = self._run.model_copy(update={"pace": pace}), 0.0
            case Rate(learning_rate=rate):
                set_rate(self.training, rate)
            case GoBack():
                self._go_back()

    def _pause(self) -> None:
        if self._run.status == "running":
            self._become("paused")
        self._left = self._steps = 0

    def _reset(self) -> None:
        self.training = self.planned.begun(self.planned.model())
        self._album, self._left, self._steps = self._new_album(), 0, 0
        self._become("paused")
        self._news.begin_anew(self._run)
        self._diary.begin_anew()

    def _go_back(self) -> None:
        if self._run.status != "diverged":
            raise Conflict("this run has not diverged: there is nothing to go back from.")
        rate = go_back(self.training)
        self._become("paused", f"Back at the last good network, with learning rate {rate:g}.")

    def _extend(self, epochs: int) -> None:
        if self._run.status in ("diverged", "failed"):
            raise Conflict(
                "this run went wrong: reset it, or go back, before it learns for longer."
            )
        extend(self.training, epochs)
        if self._run.status == "finished":
            self._become("paused")

    def _go(self, epochs: int = 0, steps: int = 0) -> None:
        if self.training.finished or self._run.status in ("diverged", "failed"):
            raise Conflict("this run is over: extend it, reset it, or begin another one.")
        self._left, self._steps, self._due = epochs, steps, 0.0
        self._become("running")
        if self._thread is None:
            self._thread = Thread(target=self._live, name=f"run {self._run.id}", daemon=True)
            self._thread.start()

    # The thread

    def _live(self) -> None:
        while self._may_work():
            try:
                self._work()
                ending: Status | None = self._ending()
                words = self.training.history.ending
            except EduNNError as error:
                ending, words = "diverged", str(error)
            except Exception as error:  # whatever it is, the page must hear of it
                ending, words = "failed", f"{type(error).__name__}: {error}"
            with self._bell:
                if ending is None:
                    self._go_on_record()
                else:
                    self._stop(ending, words)
                self._is_busy = False
                self._bell.notify_all()

    def _go_on_record(self) -> None:
        if self._news.is_due:
            self._tell()
        if self._diary.is_due:
            self._write()

    def _may_work(self) -> bool:
        """Wait until there is something to do and nobody looks; False when all is over."""
        with self._bell:
            while not self._is_closed:
                wait = self._due - perf_counter() if self._run.status == "running" else None
                if wait is not None and wait <= 0 and not self._visitors:
                    self._is_busy = True
                    return True
                self._bell.wait(None if wait is None or self._visitors else wait)
            return False

    def _work(self) -> None:
        """One piece: mini-batches of a long epoch, or as many epochs as the pace allows."""
        training = self.training
        if self._steps and isinstance(training, Descent):
            training.step()
            self._steps -= 1
            if training.position == len(training.order):
                next(training)
        elif isinstance(training, Descent) and (is_long(training) or training.position):
            self._walk(training)
        else:
            self._leap()

    def _walk(self, training: Descent) -> None:
        """Mini-batches, for a moment or to the end of the epoch."""
        until = perf_counter() + MOMENT
        while training.position < len(training.order) and perf_counter() < until:
            training.step()
        if training.position == len(training.order):
            next(training)
            self._count(1)

    def _leap(self) -> None:
        """Epochs: one at a time, or without a pace as many as go by in a moment."""
        until = perf_counter() + MOMENT
        while True:
            before = self._album.before() if self._album else None
            most = 1 if self._album or self._run.pace else self._left
            done = self.training.stretch(most)
            if self._album:
                self._album.keep(before)
            self._count(len(done))
            is_over = self.training.finished or not self._left or perf_counter() > until
            if self._run.pace or self._visitors or is_over:
                return

    def _count(self, epochs: int) -> None:
        self._left = max(self._left - epochs, 0)
        if self._run.pace:
            now = perf_counter()
            self._due = max(self._due + epochs / self._run.pace, now - 0.2)

    def _ending(self) -> Status | None:
        if self.training.finished:
            return "finished"
        return None if self._left or self._steps else "paused"

    def _stop(self, status: Status, note: str = "") -> None:
        self._left = self._steps = 0
        self._become(status, note)
        self._tell()
        self._write()

    def _become(self, status: Status, note: str = "") -> None:
        self._run = self._run.model_copy(update={"status": status, "note": note})

    def _tell(self) -> None:
        self._news.tell(self.message, self.training.history.records)

    def _write(self) -> None:
        self._diary.write(len(self.training.history))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Be alone with the training: the thread waits before its next piece."""
        with self._bell:
            self._visitors += 1
            try:
                self._bell.wait_for(lambda: not self._is_busy)
                yield
            finally:
                self._visitors -= 1
                self._bell.notify_all()

    # Helpers

    @property
    def _model(self) -> Model:
        keeper = self.training.keeper
        if not isinstance(keeper, Model):
            raise Conflict("this run has no network.")
        return keeper

    def _new_album(self) -> Album | None:
        return Album(self.training) if isinstance(self.training, Generations) else None
