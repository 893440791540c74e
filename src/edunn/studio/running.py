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
from edunn.studio.generations import album_of
from edunn.studio.news import Diary, News
from edunn.studio.plan import Planned
from edunn.studio.problems import Conflict
from edunn.studio.records import record_of
from edunn.studio.snapshots import Snapshot, twin
from edunn.studio.steering import extend, go_back, is_long, progress_of, rate_of, set_rate
from edunn.studio.wire import runs as wire
from edunn.studio.wire.events import Event
from edunn.studio.wire.runs import Command, Run, Status
from edunn.training import Descent, Training

MOMENT = 0.02
"""Seconds of a piece: so long may a look have to wait."""

EASY_PACE = 30.0
"""Epochs a second at which people can see a small network learn."""

ENDLESS = 2**62

CATCH_UP = 0.05
"""Seconds of delay that are made up for; more is forgotten."""


@final
class Running:
    """One run at work.

    Args:
        run: how it is at the beginning; `message` is how it is now.
        training: what to go on with; None begins anew.
        publish: who hears of what happens.
        keep: who writes it down, told how many records it has already; called so often that
            a crash costs less than a second, and whenever the run stops.
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
        self._album = album_of(self.training)
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
                model=twin(self.training),
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
            case wire.Play():
                self._go(epochs=ENDLESS)
            case wire.Step():
                is_small = isinstance(self.training, Descent)  # a mini-batch, or a generation
                self._go(epochs=int(not is_small), steps=int(is_small))
            case wire.OneEpoch():
                self._go(epochs=1)
            case wire.Pause():
                self._pause()
            case wire.Reset():
                self._reset()
            case wire.Extend(epochs=epochs):
                self._extend(epochs)
            case _:
                self._adjust(command)

    def _adjust(self, command: Command) -> None:
        """What needs no stop."""
        match command:
            case wire.Pace(pace=pace):
                self._run, self._due = self._run.model_copy(update={"pace": pace}), perf_counter()
            case wire.Rate(learning_rate=rate):
                set_rate(self.training, rate)
            case wire.GoBack():
                self._go_back()

    def _pause(self) -> None:
        if self._run.status == "running":
            self._become("paused")
        self._left = self._steps = 0

    def _reset(self) -> None:
        self.training = self.planned.begun(self.planned.model())
        self._album, self._left, self._steps = album_of(self.training), 0, 0
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
        self._left, self._steps, self._due = epochs, steps, perf_counter()
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
            self._due = max(self._due + epochs / self._run.pace, now - CATCH_UP)

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
