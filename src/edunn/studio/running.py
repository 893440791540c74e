"""Running: one thread that drives one training, and waits whenever it is told to.

The thread works in short pieces (a few mini-batches, an epoch, a generation). Between two pieces
whoever wants to look at the network, or to change something, gets in: `with self._alone():`. So
nobody ever sees a half-made step, and a look costs the training no more than the look itself.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Condition, Lock, Thread
from typing import final

from edunn.errors import EduNNError
from edunn.studio.news import Diary, News
from edunn.studio.past import Past
from edunn.studio.plan import Planned
from edunn.studio.problems import Conflict
from edunn.studio.records import record_of
from edunn.studio.snapshots import Snapshot
from edunn.studio.steering import extend, go_back, progress_of, rate_of, set_rate
from edunn.studio.twins import learner_of, twin
from edunn.studio.wire import runs as wire
from edunn.studio.wire.events import Event
from edunn.studio.wire.runs import Command, Run, Status
from edunn.studio.work import ENDLESS, Work
from edunn.training import GradientDescentTraining, Training

EASY_PACE = 30.0
"""Epochs a second at which people can see a small network learn."""

MOMENTS = count(1)


@final
class Running:
    """One run at work.

    Args:
        run: how it is at the beginning; `message` is how it is now.
        past: what it goes on with.
        publish: who hears of what happens.
        keep: who writes it down, told how many records it has already; called so often that
            a crash costs less than a second, and whenever the run stops.

    Attributes:
        moment: another number whenever something happened, and never twice the same.
        changes: what was told to it in mid-way.
        lost: why its network is gone; only a reset helps then.
    """

    def __init__(
        self,
        run: Run,
        planned: Planned,
        past: Past,
        publish: Callable[[Event], None],
        keep: Callable[["Running", int], None],
    ) -> None:
        self.planned = planned
        self.changes = list(past.changes)
        self.lost = past.lost
        self._run = run
        self._work = Work(past.training or self._fresh(), run.pace)
        self.moment = next(MOMENTS)
        self._bell = Condition()
        self._pen = Lock()  # taken after the bell, never before: who writes may be waited for
        self._visitors, self._is_busy, self._is_closed = 0, False, False
        self._news = News(publish, told=len(self.training.history))
        self._diary = Diary(lambda kept: keep(self, kept), past.kept)
        self._thread: Thread | None = None
        if self.lost:
            self._become("failed", self.lost)

    # What it is

    @property
    def training(self) -> Training:
        """What it does."""
        return self._work.training

    @property
    def is_at_work(self) -> bool:
        """Whether it goes on by itself."""
        return self._run.status == "running"

    @property
    def message(self) -> Run:
        """The run as it is now; of one whose network is gone, as it was."""
        training, run = self.training, self._run
        records = training.history.records
        if self.lost:
            return run
        return run.model_copy(
            update={
                "epoch": len(records),
                "progress": progress_of(training),
                "learning_rate": rate_of(training),
                "engine": training.history.engine,
                "last": record_of(records[-1]) if records else None,
            }
        )

    def snapshot(self, *, with_family: bool = False) -> Snapshot:
        """A look at the network between two pieces of work.

        Args:
            with_family: with the last generations, too, which have to be scored again.

        Raises:
            Conflict: the network is gone.
        """
        if self.lost:
            raise Conflict(self.lost)
        with self._alone():
            album = self._work.album
            scored = album.scored() if album and with_family else []
            return Snapshot(
                planned=self.planned,
                model=twin(learner_of(self.training)),
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
        if self.lost and command.do != "reset":
            raise Conflict(self.lost)
        with self._alone():
            self._obey(command)
            self.moment = next(MOMENTS)
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
                is_small = isinstance(self.training, GradientDescentTraining)
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
                self._run = self._run.model_copy(update={"pace": pace})
                self._work.hurry(pace)
            case wire.Rate(learning_rate=rate):
                self._set_rate(rate)
            case wire.GoBack():
                self._go_back()

    def _set_rate(self, rate: float) -> None:
        if self._run.status == "diverged":
            raise Conflict("this run has diverged: go back first, then change the learning rate.")
        self.changes.append(set_rate(self.training, rate))

    def _pause(self) -> None:
        if self._run.status == "running":
            self._become("paused")
        self._work.ask()

    def _reset(self) -> None:
        """Back to the experiment: first weights, first rate, no more epochs than were planned."""
        self._work = Work(self._fresh(), self._run.pace)
        self.lost, self.changes = "", []
        self._become("paused")
        self._news.begin_anew(self._run)
        self._diary.begin_anew()

    def _go_back(self) -> None:
        if self._run.status != "diverged":
            raise Conflict("this run has not diverged: there is nothing to go back from.")
        change, words = go_back(self.training)
        self.changes.append(change)
        self._become("paused", f"Back at the last good network, with {words}.")

    def _extend(self, epochs: int) -> None:
        if self._run.status in ("diverged", "failed"):
            raise Conflict(
                "this run went wrong: reset it, or go back, before it learns for longer."
            )
        self.changes.append(extend(self.training, epochs))
        if self._run.status == "finished":
            self._become("paused")

    def _go(self, epochs: int = 0, steps: int = 0) -> None:
        if self.training.finished or self._run.status in ("diverged", "failed"):
            raise Conflict("this run is over: extend it, reset it, or begin another one.")
        self._work.ask(epochs, steps)
        self._become("running")
        if self._thread is None:
            self._thread = Thread(target=self._live, name=f"run {self._run.id}", daemon=True)
            self._thread.start()

    def _fresh(self) -> Training:
        return self.planned.begun(self.planned.model())

    # The thread

    def _live(self) -> None:
        while self._may_work():
            try:
                self._work.piece(lambda: self._visitors > 0)
                ending: Status | None = self._ending()
                words = self.training.history.ending
            except EduNNError as error:
                ending, words = "diverged", str(error)
            except Exception as error:  # whatever it is, the page must hear of it
                ending, words = "failed", f"{type(error).__name__}: {error}"
            with self._bell:
                self._put_down(ending, words)
            if self._diary.is_due:  # nobody has to wait for it: the training stands still anyway
                self._write()

    def _put_down(self, ending: Status | None, words: str) -> None:
        """After a piece: tell of it, and let others in."""
        self.moment = next(MOMENTS)
        if ending is not None:
            self._stop(ending, words)
        elif self._news.is_due:
            self._tell()
        self._is_busy = False
        self._bell.notify_all()

    def _may_work(self) -> bool:
        """Wait until there is something to do and nobody looks; False when all is over."""
        with self._bell:
            while not self._is_closed:
                wait = self._work.wait if self._run.status == "running" else None
                if wait is not None and wait <= 0 and not self._visitors:
                    self._is_busy = True
                    return True
                self._bell.wait(None if wait is None or self._visitors else wait)
            return False

    def _ending(self) -> Status | None:
        if self.training.finished:
            return "finished"
        return "paused" if self._work.is_done else None

    def _stop(self, status: Status, note: str = "") -> None:
        self._work.ask()
        self._become(status, note)
        self._tell()
        self._write()

    def _become(self, status: Status, note: str = "") -> None:
        self._run = self._run.model_copy(update={"status": status, "note": note})

    def _tell(self) -> None:
        self._news.tell(self.message, self.training.history.records)

    def _write(self) -> None:
        try:
            with self._pen:
                self._diary.write(len(self.training.history))
        except (EduNNError, OSError, sqlite3.Error) as error:  # a full disk, say
            with self._bell:
                self._become("paused", f"It could not be written down: {error}")
                self._work.ask()
                self._tell()

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
