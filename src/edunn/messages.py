"""Messages: sentences for people that a program can read, too.

A message is an English sentence that keeps its code and the values in it. Terminal and notebook
print the sentence; a page in another language looks the code up among its own templates.
"""

from collections.abc import Mapping
from typing import Any, final

ENGLISH = {
    "training.all_epochs": "All epochs done.",
    "training.stopped_early": "Stopped early: {monitor} was best in epoch {epoch}.",
    "training.target_reached": "Reached fitness {fitness:g}; the target is {target:g}.",
    "training.weights_restored": "{ending} The weights are those of epoch {epoch}.",
    "training.stopped": "Stopped: {reason}",
    "training.diverged": (
        "training diverged in epoch {epoch}: {culprit} is no longer finite. The learning rate, "
        "{rate:g}, is probably too large: try a tenth of it, scale the inputs, or pass "
        "clip_norm=1. The network is back at the beginning of the epoch."
    ),
    "training.diverged.output": "the output of layer {layer} ({title})",
    "training.diverged.gradient": "the gradient",
    "training.diverged.loss": "the loss",
    "training.diverged.theta": "theta, after the last update,",
    "training.diverged.generation": (
        "no individual of generation {generation} has a finite fitness, or they led to infinity. "
        "Try a smaller mutation_scale or sigma, or scale the inputs."
    ),
}
"""The English template of each code. The page's templates are in `studio-web/src/words`."""


@final
class Message(str):
    """An English sentence, made of its code's template and its values.

    Example:
        >>> ending = Message("training.stopped_early", monitor="val_loss", epoch=7)
        >>> ending
        'Stopped early: val_loss was best in epoch 7.'
        >>> ending.code, ending.values
        ('training.stopped_early', {'monitor': 'val_loss', 'epoch': 7})
    """

    code: str
    values: Mapping[str, Any]
    """Numbers, words, and messages within this one."""

    def __new__(cls, code: str, /, **values: Any) -> "Message":
        self = super().__new__(cls, ENGLISH[code].format(**values))
        self.code, self.values = code, values
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """What a copy, or another process, makes it of again."""
        return (self.code,), dict(self.values)

    def to_dict(self) -> dict[str, Any]:
        """Code and values as plain data.

        Example:
            >>> Message("training.stopped", reason=Message("training.all_epochs")).to_dict()
            {'code': 'training.stopped', 'values': {'reason': {'code': 'training.all_epochs', \
'values': {}}}}
        """
        values = {
            name: value.to_dict() if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return {"code": self.code, "values": values}
