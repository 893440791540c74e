"""Messages of runs: a run and its records, the commands for it, and the band of its seeds."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field

from edunn.studio import limits
from edunn.studio.experiment import Experiment, Regularizer
from edunn.studio.messages import NO_NOTE, Message, Name, Note, Number, Sentence
from edunn.text import finite
from edunn.training import Epoch
from edunn.training.history import Columns

Status: TypeAlias = Literal["paused", "running", "finished", "diverged", "interrupted", "failed"]
"""`interrupted`: the server stopped during the run, which can be resumed."""


class NewRun(Message):
    """A request for a run, which starts paused before its first step."""

    experiment: Experiment = Experiment()
    name: Name | None = None


class Record(Message):
    """One epoch or generation, as `edunn.training.history` defines it."""

    index: int = Field(description="1 for the first; 0 is the network before training.")
    loss: Number
    accuracy: Number = None
    val_loss: Number = None
    val_accuracy: Number = None
    forward_passes: int
    learning_rate: Number = None
    seconds: Number = None
    best: Number = Field(default=None, description="Evolution: fitness of the generation's best.")
    mean: Number = None
    worst: Number = None
    diversity: Number = None

    @classmethod
    def of(cls, epoch: Epoch) -> Self:
        """An epoch as a message.

        Example:
            >>> Record.of(Epoch(1, loss=float("inf"), accuracy=0.5, forward_passes=10)).loss
        """
        found = {name: finite(getattr(epoch, name, None)) for name in cls.model_fields}
        return cls.model_validate(found)


class Regularization(Message):
    """A penalty of large weights."""

    regularizer: Regularizer | None
    strength: float


class Run(Message):
    """A run as it is now."""

    id: int
    name: Name
    experiment: Experiment
    status: Status
    created: str = Field(description="UTC, ISO 8601.")
    is_evolution: bool
    network: str = Field(description="In words: 4 - 8 relu - 3 softmax.")
    parameters: int
    engine: str = Field(description="Which engine computes: fused or numpy.")
    epoch: int = Field(description="How many epochs or generations are done.")
    epochs: int | None = Field(
        default=None, description="How many are planned, with those added in mid-run."
    )
    progress: float = Field(description="How much of the next epoch is done, 0 to 1.")
    pace: float = Field(description="Epochs a second at most; 0 is as fast as it can.")
    learning_rate: Number = None
    batch_size: int | None = Field(
        default=None, description="Rows of a mini-batch, if that was changed in mid-run."
    )
    regularization: Regularization | None = Field(
        default=None, description="The penalty in the hidden layers, if it was changed in mid-run."
    )
    last: Record | None = None
    note: Note = Field(default=NO_NOTE, description="How the run ended, or what went wrong.")
    notes: list[Sentence] = Field(
        default=[],
        description="What deserves attention: a mistake and its cure, the targets' unit.",
    )


class Curves(Message):
    """Learning curves: records as columns of equal length, ready to be drawn."""

    index: list[int]
    forward_passes: list[int]
    loss: list[Number]
    accuracy: list[Number]
    val_loss: list[Number]
    val_accuracy: list[Number]
    learning_rate: list[Number]
    best: list[Number]
    mean: list[Number]
    worst: list[Number]
    diversity: list[Number]

    @classmethod
    def of(cls, columns: Columns) -> Self:
        """The columns of a history as a message; what was not measured is null.

        Example:
            >>> from math import inf
            >>> Curves.of({"index": [1, 2], "forward_passes": [3, 6], "loss": [0.5, inf]}).loss
            [0.5, None]
        """
        empty = [None] * len(columns["index"])
        return cls.model_validate(
            {name: list(map(finite, columns.get(name, empty))) for name in cls.model_fields}
        )


NO_CURVES = Curves.of({"index": []})
"""The curves before the first epoch."""


class Action(Message):
    """A command without a value.

    play: train until the last epoch, or until paused. pause: before the next step. step: one
    mini-batch, or one generation. epoch: to the end of the epoch. reset: back to the initial
    weights. go_back: after divergence, to the last good network, with half the learning rate.
    """

    do: Literal["play", "pause", "step", "epoch", "reset", "go_back"]


class Pace(Message):
    """Epochs a second at most; 0 is as fast as it can."""

    do: Literal["pace"] = "pace"
    pace: float = Field(ge=0, le=10_000)


class Rate(Message):
    """Another learning rate from now on; the network stays as it is."""

    do: Literal["rate"] = "rate"
    learning_rate: float = Field(gt=0, le=1_000)


class BatchSize(Message):
    """So many rows a mini-batch from now on; the network stays as it is."""

    do: Literal["batch_size"] = "batch_size"
    batch_size: int = Field(ge=1, le=limits.ROWS)


class Regularize(Message):
    """Another penalty in all hidden layers of neurons from now on; the network stays as it is."""

    do: Literal["regularize"] = "regularize"
    regularizer: Regularizer | None
    strength: float = Field(default=0.01, ge=0, le=100)


class Extend(Message):
    """More epochs than planned."""

    do: Literal["extend"] = "extend"
    epochs: int = Field(ge=1, le=limits.EPOCHS)


Command: TypeAlias = Annotated[
    Action | Pace | Rate | BatchSize | Regularize | Extend, Field(discriminator="do")
]


class Order(Message):
    """A command for a run."""

    command: Command


class Rename(Message):
    """Another name for a run."""

    name: Name


class Seeds(Message):
    """A request to repeat the experiment with other seeds."""

    seeds: int = Field(default=20, ge=2, le=limits.SEEDS)


class Band(Message):
    """Learning curves of many seeds: the median, the middle half, and all of them."""

    run: int
    done: int = 0
    of: int = 0
    is_running: bool = False
    index: list[int] = Field(default=[], description="Epochs at which all seeds are compared.")
    median: list[Number] = Field(default=[])
    lower_quartile: list[Number] = Field(default=[])
    upper_quartile: list[Number] = Field(default=[])
    low: list[Number] = Field(default=[])
    high: list[Number] = Field(default=[])
    measure: str = Field(default="", description="val_accuracy; val_loss of a regression.")
    final: list[Number] = Field(default=[], description="The last value of each seed.")
    sentence: str = Field(default="", description="The distribution as a sentence.")
    note: Note = NO_NOTE


class ProofCurve(Message):
    """The learning curves of one side of a proof, over the seeds that are over."""

    index: list[int] = Field(default=[], description="Epochs or generations.")
    low: list[Number] = Field(default=[])
    median: list[Number] = Field(default=[])
    high: list[Number] = Field(default=[])


class ProofState(Message):
    """A change of the doctor beside the original, seed by seed, in progress or over."""

    run: int
    rule: str = Field(default="", description="Empty where nothing was proved yet.")
    is_running: bool = False
    share: float = Field(default=0, description="How much of it is done, 0 to 1.")
    of: int = Field(default=0, description="How many seeds it will have.")
    measure: Sentence = Field(default=NO_NOTE, description="What is compared, in a few words.")
    larger_wins: bool = True
    before: list[Number] = Field(default=[], description="By seed; null where it diverged.")
    after: list[Number] = Field(default=[])
    gains: list[Number] = Field(default=[], description="By seed: how much better; null: all.")
    gain: Number = Field(default=None, description="How much better the median is.")
    better: int = Field(default=0, description="In how many seeds it is better.")
    is_control: bool = Field(default=False, description="Whether it is to change nothing.")
    holds: bool = Field(default=False, description="Whether it proves the finding.")
    curve: str = Field(default="", description="What the curves show: accuracy, val_loss ...")
    original: ProofCurve = ProofCurve()
    changed: ProofCurve = ProofCurve()
    note: Note = NO_NOTE
