"""An active run: its status, its training, and the effect of each command; no thread, no files."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, final

from edunn.architecture import network_in_words
from edunn.errors import EduNNError
from edunn.messages import Message as Coded
from edunn.model import Model
from edunn.studio.compiler import kernels_of
from edunn.studio.messages import Conflict, Sentence
from edunn.studio.plan import Planned
from edunn.studio.runs.live_settings import (
    Change,
    changed_settings,
    extend,
    go_back,
    is_long,
    progress_of,
    rate_of,
    set_batch_size,
    set_engine,
    set_rate,
    set_regularizer,
)
from edunn.studio.runs.messages import (
    BatchSize,
    Command,
    Extend,
    NewRun,
    Pace,
    Rate,
    Record,
    Regularize,
    Run,
    Status,
)
from edunn.studio.runs.snapshots import LastState, Snapshot, snapshot_of
from edunn.studio.runs.stepper import ENDLESS, Stepper
from edunn.studio.runs.store import now
from edunn.targets import Targets
from edunn.training import EvolutionTraining, GradientDescentTraining, Training
from edunn.training.notes import note_on_unit
from edunn.training.scoring import Interrupted, never

EASY_PACE = 30.0
"""Epochs per second at which the training of a small network can be followed by eye."""


def first_message(new: NewRun, model: Model, training: Training) -> Run:
    """The message of a new run; the store chooses its number."""
    return Run(
        id=0,
        name=new.name or new.experiment.data.name,
        experiment=new.experiment,
        status="paused",
        created=now(),
        is_evolution=isinstance(training, EvolutionTraining),
        network=network_in_words(model.network),
        parameters=model.theta.size,
        engine=training.history.engine,
        epoch=0,
        progress=0.0,
        pace=0.0 if is_long(training) else EASY_PACE,
    )


class ResumedState(NamedTuple):
    """What a run that was closed goes on with; the default is a new run.

    Example:
        >>> ResumedState().lost
        ''
    """

    training: Training | None = None
    """The training as it was saved; None starts from the beginning."""
    changes: tuple[Change, ...] = ()
    """The changes of settings so far."""
    saved: int = 0
    """How many of its records are saved."""
    lost: str = ""
    """Why the network cannot be restored, although the records are there."""


@final
class ActiveRun:
    """A run in memory.

    Args:
        run: the message at the beginning; `message` is the present one.
        planned: the experiment with its rows.
        resumed: what the run goes on with.

    Attributes:
        changes: the changes of settings during the run, in order.
        lost: why its network is gone; only a reset helps then.
        missing: the kernels that it trains without, by the readable engine.
    """

    def __init__(self, run: Run, planned: Planned, resumed: ResumedState) -> None:
        self.planned = planned
        self.changes = list(resumed.changes)
        self.lost = resumed.lost
        self.stepper = Stepper(resumed.training or self._untrained(), run.pace)
        is_without = _last_engine(self.changes) == "numpy"
        self.missing = kernels_of(self._untrained()) if is_without else frozenset()
        self._run = run
        self._saved: tuple[int, ...] = ()
        if self.lost:
            self.become("failed", self.lost)

    @property
    def training(self) -> Training:
        """The training in progress."""
        return self.stepper.training

    @property
    def kernels(self) -> frozenset[str]:
        """The kernels that it needs, or would need."""
        return self.missing or kernels_of(self.training)

    @property
    def is_running(self) -> bool:
        """Whether training goes on without further commands."""
        return self._run.status == "running"

    @property
    def message(self) -> Run:
        """The run as it is now; where its network is gone, as it was."""
        training, run = self.training, self._run
        history = training.history
        if self.lost:
            return run
        return run.model_copy(
            update={
                "epoch": len(history),
                "epochs": training.plan.epochs,
                "progress": progress_of(training),
                "learning_rate": rate_of(training),
                **changed_settings(self.changes),
                "engine": history.engine,
                "last": Record.of(history[-1]) if len(history) else None,
                "notes": [Sentence.of(note) for note in (*history.notes, *self._unit_in_words())],
            }
        )

    def _unit_in_words(self) -> Iterator[Coded]:
        """In which unit its losses are, if that is not the unit of the data."""
        targets = getattr(self.training.owner, "targets", None)
        if isinstance(targets, Targets) and targets.mean:
            yield note_on_unit(targets)

    def snapshot(self, *, with_generations: bool = False) -> Snapshot:
        """A copy of the network and what belongs to it.

        Args:
            with_generations: with the last generations, too, which have to be evaluated again.

        Raises:
            Conflict: the network is gone.
        """
        self.require_network()
        recorded = self.stepper.generations
        generations = recorded.evaluated() if recorded and with_generations else []
        return snapshot_of(self.planned, self.training, generations)

    def last_state(self) -> LastState:
        """What views show while the next piece is in progress, if it takes long."""
        recorded = self.stepper.generations
        return LastState(self.snapshot(), recorded.scored if recorded else ())

    def require_network(self) -> None:
        """Raise the reason where the network is gone.

        Raises:
            Conflict: it is.
        """
        if self.lost:
            raise Conflict(self.lost)

    def save(self, place: Path) -> None:
        """Write the training into its file, unless it is there as it is."""
        training = self.training
        moment = (id(training), len(training.history), training.forward_passes, len(self.changes))
        if moment != self._saved:
            training.save(place)
            self._saved = moment

    def prefer_compiled(self, is_ready: bool) -> None:
        """Go on with the compiled engine; as long as it is not ready, with the readable one."""
        if is_ready == (not self.missing):
            return
        self.missing = frozenset() if is_ready else self.kernels
        self.changes.append(set_engine(self.training, "fused" if is_ready else "numpy"))
        self.become("running", "" if is_ready else Coded("run.is_not_compiled"))

    # Commands

    def obey(self, command: Command) -> None:
        """Carry out a command.

        Raises:
            Conflict: not in this state, or not with this algorithm.
        """
        match command.do:
            case "play":
                self._go(epochs=ENDLESS)
            case "step":
                is_small = isinstance(self.training, GradientDescentTraining)
                self._go(epochs=int(not is_small), steps=int(is_small))
            case "epoch":
                self._go(epochs=1)
            case "pause":
                self._pause()
            case "reset":
                self._reset()
            case "go_back":
                self._go_back()
            case _:
                self._adjust(command)

    def become(self, status: Status, note: str = "") -> None:
        """Set the status, with a note that explains it."""
        self._run = self._run.model_copy(update={"status": status, "note": Sentence.of(note)})

    def rename(self, name: str) -> None:
        """Set the name."""
        self._run = self._run.model_copy(update={"name": name})

    def stop(self, status: Status, note: str = "") -> None:
        """End the present order with this status."""
        self.stepper.request()
        self.become(status, note)

    def _adjust(self, command: Command) -> None:
        """Change a setting of the training in progress."""
        match command:
            case Pace(pace=pace):
                self._run = self._run.model_copy(update={"pace": pace})
                self.stepper.set_pace(pace)
            case Rate(learning_rate=rate):
                self._note(lambda training: set_rate(training, rate))
            case BatchSize(batch_size=rows):
                self._note(lambda training: set_batch_size(training, rows))
            case Regularize(regularizer=name, strength=strength):
                self._note(lambda training: set_regularizer(training, name, strength))
            case Extend(epochs=epochs):
                self._extend(epochs)

    def _note(self, change: Callable[[Training], Change]) -> None:
        """Make a change that the network goes on with, and keep it."""
        if self._run.status == "diverged":
            raise Conflict(Coded("run.has_diverged"))
        self.changes.append(change(self.training))

    def _pause(self) -> None:
        if self.is_running:
            self.become("paused")
        self.stepper.request()

    def _reset(self) -> None:
        """Back to the experiment: initial weights, planned learning rate and number of epochs."""
        self.stepper = Stepper(self._untrained(), self._run.pace)
        self.lost, self.changes, self.missing = "", [], frozenset()
        self.become("paused")

    def _go_back(self) -> None:
        if self._run.status != "diverged":
            raise Conflict(Coded("run.has_not_diverged"))
        change, halved = go_back(self.training)
        self.changes.append(change)
        self.become("paused", Coded("run.is_back", halved=halved))

    def _extend(self, epochs: int) -> None:
        if self._run.status in ("diverged", "failed"):
            raise Conflict(Coded("run.went_wrong"))
        self.changes.append(extend(self.training, epochs))
        if self._run.status == "finished":
            self.become("paused")

    def _go(self, epochs: int = 0, steps: int = 0) -> None:
        if self.training.finished or self._run.status in ("diverged", "failed"):
            raise Conflict(Coded("run.is_over"))
        self.stepper.request(epochs, steps)
        self.become("running")

    def _untrained(self) -> Training:
        return self.planned.begun(self.planned.model())

    # Pieces of work

    def advance(
        self, is_awaited: Callable[[], bool], is_unwanted: Callable[[], bool]
    ) -> tuple[Status | None, str]:
        """Train for a short while: the status that ends the order, or None, and a note on it."""
        self.training.is_unwanted = is_unwanted
        try:
            self.stepper.piece(is_awaited)
        except Interrupted:
            return None, ""
        except EduNNError as error:
            return "diverged", error.message
        except Exception as error:  # whatever it is, the page must show it
            kind = type(error).__name__
            return "failed", Coded("run.failed", kind=kind, error=str(error))
        finally:
            self.training.is_unwanted = never
        if self.training.finished:
            return "finished", self.training.history.ending
        return ("paused" if self.stepper.is_done else None), ""


def _last_engine(changes: Sequence[Change]) -> str:
    """The engine of the last change to another one; "" if there was none."""
    return next((change.engine for change in reversed(changes) if change.engine), "")
