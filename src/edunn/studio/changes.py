"""Changes: what was told to a run in mid-way, and when, so that a script can do it again."""

from typing import Literal

from pydantic import Field

from edunn.studio.wire.base import Message, Number
from edunn.training import GradientDescentTraining, Training


class Change(Message):
    """An order that changed what came after it.

    Example:
        >>> Change(do="rate", epoch=40, value=0.01).in_words
        'After 40 epochs: another learning rate.'
    """

    do: Literal["rate", "go_back", "extend"]
    epoch: int = Field(description="So many epochs were done.")
    steps: int = Field(default=0, description="And so many mini-batches of the next.")
    value: Number = Field(default=None, description="The learning rate, or epochs added.")

    @property
    def in_words(self) -> str:
        """What happened, and when."""
        steps = f" and {self.steps} mini-batches" if self.steps else ""
        return f"After {self.epoch} epochs{steps}: {WHAT[self.do]}."


WHAT = {
    "rate": "another learning rate",
    "go_back": "it diverged, and went back to the last good network",
    "extend": "more epochs",
}


def moment_of(training: Training) -> dict[str, int]:
    """How far a training is, as a change tells it."""
    steps = 0
    if isinstance(training, GradientDescentTraining) and not training.finished:
        steps = training.position // training.batch_size
    return {"epoch": len(training.history), "steps": steps}
