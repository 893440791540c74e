"""Runs: an experiment in the doing, its records, and what can be told to it."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from edunn.studio.wire import limits
from edunn.studio.wire.base import Message, Name, Number
from edunn.studio.wire.settings import Experiment

Status: TypeAlias = Literal["paused", "running", "finished", "diverged", "interrupted", "failed"]
"""`interrupted`: the server ended in mid-run; the run waits to be resumed."""


class NewRun(Message):
    """Ask for a run; it waits at its first step."""

    experiment: Experiment = Experiment()
    name: Name | None = None


class Record(Message):
    """One epoch or generation; what its numbers mean is said in `edunn.training.history`."""

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
    progress: float = Field(description="How much of the next epoch is done, 0 to 1.")
    pace: float = Field(description="Epochs a second at most; 0 is as fast as it can.")
    learning_rate: Number = None
    last: Record | None = None
    note: str = Field(
        default="", description="A sentence for people: how it ended, or what went wrong."
    )


class Runs(Message):
    """All runs, the newest first."""

    runs: list[Run]


class Curves(Message):
    """Records column by column, ready to be drawn; all lists are of one length."""

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


class Play(Message):
    """Go on until it is done or told to pause."""

    do: Literal["play"] = "play"


class Pause(Message):
    """Wait at the next step."""

    do: Literal["pause"] = "pause"


class Step(Message):
    """One mini-batch, or one generation; then wait."""

    do: Literal["step"] = "step"


class OneEpoch(Message):
    """To the end of the epoch, then wait."""

    do: Literal["epoch"] = "epoch"


class Reset(Message):
    """Back to the first weights."""

    do: Literal["reset"] = "reset"


class Pace(Message):
    """Epochs a second at most; 0 is as fast as it can."""

    do: Literal["pace"] = "pace"
    pace: float = Field(ge=0, le=10_000)


class Rate(Message):
    """Another learning rate from here on, with the network as it is."""

    do: Literal["rate"] = "rate"
    learning_rate: float = Field(gt=0, le=1_000)


class GoBack(Message):
    """After divergence: the last good network, with half the learning rate; it waits."""

    do: Literal["go_back"] = "go_back"


class Extend(Message):
    """Let it learn for more epochs than it was going to."""

    do: Literal["extend"] = "extend"
    epochs: int = Field(ge=1, le=limits.EPOCHS)


Command: TypeAlias = Annotated[
    Play | Pause | Step | OneEpoch | Reset | Pace | Rate | GoBack | Extend,
    Field(discriminator="do"),
]


class Order(Message):
    """What a run is told to do."""

    command: Command


class Rename(Message):
    """Another name for a run."""

    name: Name


class Seeds(Message):
    """Ask for the same experiment with other seeds."""

    seeds: int = Field(default=20, ge=2, le=limits.SEEDS)


class Band(Message):
    """Curves of many seeds: the median, the middle half, and all of them."""

    run: int
    done: int
    of: int
    is_running: bool
    index: list[int] = Field(description="Epochs at which all seeds are compared.")
    median: list[Number]
    lower_quartile: list[Number]
    upper_quartile: list[Number]
    low: list[Number]
    high: list[Number]
    measure: str = Field(description="What is shown: val_accuracy, or val_loss for numbers.")
    final: list[Number] = Field(description="Where each seed ended.")
    sentence: str = Field(description="The distribution in words.")
    note: str = ""


class Script(Message):
    """A Python program that does exactly what the run did, and runs as it stands."""

    script: str
