"""The thread of a run: it trains in short pieces, and admits others between two of them.

A piece is a few mini-batches, an epoch, or a generation. A view or a command takes its turn between
two pieces, `with self._between_pieces():`, so no half-finished step is ever visible, and a view
delays training only for as long as the view itself takes.

A single step of a large network may take many seconds. Nothing waits for its end for longer than
two seconds; a pause, a reset and the end of the run give up a generation in progress instead.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from threading import Condition, Lock, Thread
from time import monotonic
from typing import TypeAlias, final

from edunn.errors import EduNNError
from edunn.messages import Message as Coded
from edunn.studio.compiler import Compiler
from edunn.studio.jobs import PATIENCE, Jobs
from edunn.studio.messages import Busy
from edunn.studio.runs.active_run import ActiveRun
from edunn.studio.runs.events import Event
from edunn.studio.runs.messages import Command, Run, Status
from edunn.studio.runs.reports import CheckpointWriter, Publisher
from edunn.studio.runs.seats import Seats
from edunn.studio.runs.snapshots import LastState, Snapshot
from edunn.studio.runs.waits import GIVE_UP, HOLD, LONG_PIECE, SHORTLY, WRITTEN
from edunn.studio.storage import in_short

WRITTEN_AFTER = ("reset", "rate", "batch_size", "regularize", "go_back", "extend", "pause")
"""The commands after which the run is saved at once."""

AT_ONCE = ("reset", "pause")
"""The commands for which a generation in progress is given up."""

VERSIONS = count(1)

SHORT, LONG = Seats(), Seats()
"""For runs with short pieces and with long ones, so that no short one waits for a long one."""

Waited: TypeAlias = Callable[[Callable[[float], bool]], bool]
"""How long something is waited for, as `Jobs.waited` does."""


@final
class Closed(Exception):  # noqa: N818  # no error: the run may be open anew
    """This thread has ended, because its run rests or was deleted."""


@final
class RunThread:
    """Trains one run in the background.

    Args:
        run: the run.
        publish: receives the events of the run.
        save: saves the run, given how many of its records are saved already; called so often that
            a crash costs less than a second, and whenever the run stops.
        saved: how many records are saved now.
        jobs: how long requests may wait.
        compiler: has ready what the run needs.

    Attributes:
        version: increases with every change of the run, and is unique among all runs.
    """

    def __init__(
        self,
        run: ActiveRun,
        publish: Callable[[Event], None],
        save: Callable[[ActiveRun, int], None],
        saved: int,
        jobs: Jobs,
        compiler: Compiler,
    ) -> None:
        self.run = run
        self.version = next(VERSIONS)
        self._jobs, self._compiler = jobs, compiler
        self._changed = Condition()  # taken for moments only
        self._turn = Lock()  # of one visitor at a time
        self._visitors, self._interruptions = 0, 0
        self._is_busy = self._is_closed = self._is_deleted = False
        self._is_to_pause = self._is_unsaved = self._is_writing = False
        self._is_long: bool | None = None  # None: no piece has been timed
        self._last: LastState | None = None  # before a piece that is long, or may be
        self._publisher = Publisher(publish, published=len(run.training.history))
        self._writer = CheckpointWriter(lambda saved: save(run, saved), saved)
        self._thread: Thread | None = None

    def snapshot(self, *, with_generations: bool = False) -> Snapshot:
        """The network between two pieces, in a long one that before it; see `ActiveRun.snapshot`.

        Raises:
            Conflict: the network is gone.
            Busy: it is in the middle of a step that was not expected to be long.
        """
        self.run.require_network()
        last = self._last
        waited: Waited = self._jobs.patiently if last is None else lambda wait: wait(SHORTLY)
        try:
            with self._between_pieces(waited):
                return self.run.snapshot(with_generations=with_generations)
        except Busy:
            if last is None:
                raise
            return last.shown(with_generations=with_generations)

    def order(self, command: Command) -> Run:
        """Carry out a command.

        Raises:
            Conflict: not in this state, or not with this algorithm.
            Busy: it is in the middle of a long step.
        """
        until = monotonic() + PATIENCE
        if command.do != "reset":
            self.run.require_network()
        try:
            with self._between_pieces(self._jobs.waited, interrupts=command.do in AT_ONCE):
                self._obey(command)
        except Busy:
            if command.do != "pause":
                raise
            self._is_to_pause = True
            raise Busy(Coded("run.pauses_soon")) from None
        is_kept = self._writer.has_written and not self.run.is_running  # and may be closed
        if command.do in WRITTEN_AFTER or (command.do == "pace" and is_kept):
            self.write(min(WRITTEN, max(until - monotonic(), 0)))
        return self.run.message

    def rename(self, name: str) -> Run:
        """Give the run another name."""
        with self._between_pieces(self._jobs.waited):
            self.run.rename(name)
            self._publish()
        return self.run.message

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is in progress, and all is saved: it may be closed, and opened again."""
        is_in_use = self._visitors or self._is_busy or self._is_unsaved or self._is_writing
        return not (is_in_use or self.run.is_running)

    def write(self, wait: float = WRITTEN) -> None:
        """Save the run now; after the step in progress, or meanwhile, if that takes long."""
        with self._changed:
            self._is_unsaved = True
            self._start()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not (self._is_unsaved or self._is_writing), wait)

    def abandon(self) -> None:
        """End the thread of a run that was deleted, without waiting for it."""
        with self._changed:
            self._interruptions += 1
            self._is_closed = self._is_deleted = True
            self._changed.notify_all()

    def close(self) -> None:
        """Pause and save the run, and end the thread.

        A step that takes too long is not waited for: what was saved before it remains.
        """
        with (
            suppress(Busy, Closed),
            self._between_pieces(lambda wait: wait(GIVE_UP), interrupts=True),
        ):
            if self.run.is_running:
                self._stop("paused")
                if self._writer.has_written or self.run.training.forward_passes:
                    self.write()
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(GIVE_UP)

    def _obey(self, command: Command) -> None:
        self.run.obey(command)
        self._is_to_pause, self._is_long = False, None
        if command.do == "reset":
            self._writer.reset()
        if self.run.is_running:
            self._start()
        self.version = next(VERSIONS)
        self._publish(is_anew=command.do == "reset")

    def _start(self) -> None:
        if self._thread is None:
            name = f"run {self.run.message.id}"
            self._thread = Thread(target=self._work, name=name, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        """What the thread does: one piece after another."""
        while self._wait_for_work():
            if not self._is_unsaved:
                self._wait_for_compiler()
                with LONG if self._is_long else SHORT:
                    self._piece()
            if self._is_unsaved or self._writer.is_due:  # views need not wait for it
                self._write()

    def _wait_for_work(self) -> bool:
        """Wait until there is work and no visitor; False when the thread is to end."""
        with self._changed:
            while self._is_unsaved or not self._is_closed:
                wait = self._until_the_next_piece()
                if self._is_unsaved or (wait is not None and wait <= 0):
                    return True
                self._changed.wait(wait)
            return False

    def _wait_for_compiler(self) -> None:
        """Give the compiled engine a moment to be ready; without it, the readable one begins."""
        kernels = self.run.kernels
        if self._compiler.wait(kernels, seconds=0 if self.run.missing else HOLD):
            self._compiler.load(kernels)

    def _piece(self) -> None:
        """A piece of work, if there still is any now that it is this run's turn, and no visitor."""
        with self._changed:
            wait = None if self._is_unsaved or self._is_closed else self._until_the_next_piece()
            if wait is None or wait > 0:
                return
            self._last = None if self._is_long is False else self.run.last_state()
            self._is_busy = True
        started = monotonic()
        self.run.prefer_compiled(self._compiler.is_ready(self.run.kernels))
        ending, note = self.run.advance(
            is_awaited=lambda: self._visitors > 0,
            is_unwanted=lambda: self._interruptions > 0,
        )
        self._is_long = monotonic() - started > LONG_PIECE
        with self._changed:
            self._finish_piece(ending, note)

    def _until_the_next_piece(self) -> float | None:
        """Seconds; None: until something changes."""
        if self._visitors or not self.run.is_running:
            return None
        return self.run.stepper.wait

    def _finish_piece(self, ending: Status | None, note: str) -> None:
        self.version = next(VERSIONS)
        if ending is not None or self._is_to_pause:
            self._stop(ending or "paused", note)
            self._is_unsaved = True
        elif self._publisher.is_due:
            self._publish()
        self._is_busy = self._is_to_pause = False
        self._changed.notify_all()

    def _stop(self, status: Status, note: str = "") -> None:
        self.run.stop(status, note)
        self._last = None  # a run that rests is shown as it is
        self._publish()

    def _publish(self, *, is_anew: bool = False) -> None:
        """Publish the run; nothing any more as soon as it is deleted."""
        with self._changed:
            if is_anew and not self._is_deleted:
                self._publisher.reset(self.run.message)
            if not self._is_deleted:
                self._publisher.publish(self.run.message, self.run.training.history)

    def _write(self) -> None:
        """Save the run; what changes meanwhile is saved after it."""
        self._is_writing, self._is_unsaved = True, False
        try:
            if not self._is_deleted:
                self._writer.write(len(self.run.training.history))
        except (EduNNError, OSError, sqlite3.Error) as error:  # a full disk, for example
            with self._changed:
                self.run.stop("paused", Coded("run.not_saved", error=in_short(error)))
                self._publish()
        with self._changed:
            self._is_writing = False
            self._changed.notify_all()

    @contextmanager
    def _between_pieces(self, waited: Waited, *, interrupts: bool = False) -> Iterator[None]:
        """Hold the training still: the thread waits before its next piece.

        Raises:
            Busy: the piece in progress takes too long.
            Closed: the thread has ended.
        """
        with self._changed:
            self._visitors += 1
            self._interruptions += interrupts
        try:
            if not waited(self._takes_turn):
                raise Busy(Coded("run.is_busy"))
            try:
                if self._is_closed:
                    raise Closed
                yield
            finally:
                self._turn.release()
        finally:
            with self._changed:
                self._visitors -= 1
                self._interruptions -= interrupts
                self._changed.notify_all()

    def _takes_turn(self, seconds: float) -> bool:
        """Whether, after so many seconds, no piece is in progress, and no other visitor here."""
        until = monotonic() + seconds
        if not self._turn.acquire(timeout=seconds):
            return False
        with self._changed:
            if self._changed.wait_for(lambda: not self._is_busy, max(until - monotonic(), 0)):
                return True
        self._turn.release()
        return False
