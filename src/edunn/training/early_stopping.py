"""Early stopping: end a training that no longer improves, and keep its best epoch."""

from dataclasses import dataclass, fields
from math import inf
from typing import NamedTuple, final

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution import Strategy
from edunn.guards import require_choice, require_count, require_switch, require_within
from edunn.messages import Message
from edunn.network import Views
from edunn.optimizers import Optimizer
from edunn.training.history import Epoch, Generation


class Watch(NamedTuple):
    """The state of early stopping between two epochs."""

    score: float = -inf
    """The best value so far, negated if it is a loss: bigger is better."""

    epoch: int = 0
    waited: int = 0
    theta: Array | None = None
    statistics: Views = ()


@final
@dataclass(frozen=True)
class EarlyStopping:
    """Stop after `patience` epochs in a row without a value better by more than `min_delta`.

    The names and their meaning are those of Keras' callback.

    Args:
        monitor: a name in the record: val_loss, val_accuracy, loss, accuracy; best (evolution).
        patience: after so many epochs in a row without improvement it ends; 0 acts as 1.
        min_delta: what counts as an improvement.
        restore_best_weights: whether the network goes back to its best epoch at the end.

    Raises:
        UnknownNameError: no record has such a value.
        SettingError: a setting is outside its bounds, or this record has no such value.

    Example:
        >>> import numpy as np
        >>> rule = EarlyStopping("loss", patience=2)
        >>> watch = Watch()
        >>> for k, loss in enumerate([0.9, 0.5, 0.6, 0.7], start=1):
        ...     watch = rule.observe(watch, Epoch(k, loss, None, 0), np.zeros(1), ())
        >>> watch.epoch, rule.is_over(watch)
        (2, True)
    """

    monitor: str = "val_loss"
    patience: int = 10
    min_delta: float = 0.0
    restore_best_weights: bool = True

    def __post_init__(self) -> None:
        require_choice("monitor", self.monitor, _names(Generation))
        require_count("patience", self.patience, least=0)
        require_within("min_delta", self.min_delta, 0, inf)
        require_switch("restore_best_weights", self.restore_best_weights)

    def observe(self, watch: Watch, record: Epoch, theta: Array, statistics: Views) -> Watch:
        """The state after one more epoch."""
        score = self._score(record)
        if score > watch.score + self.min_delta:
            return Watch(score, record.index, 0, theta, statistics)
        return watch._replace(waited=watch.waited + 1)

    def is_over(self, watch: Watch) -> bool:
        """Whether patience has run out."""
        return watch.waited >= max(self.patience, 1)

    def _score(self, record: Epoch) -> float:
        value = getattr(record, self.monitor, None)
        if not isinstance(value, float):
            known = [name for name, v in vars(record).items() if isinstance(v, float)]
            raise SettingError(
                Message("setting.not_measured", monitor=self.monitor, known=", ".join(known))
            )
        return -value if "loss" in self.monitor else value


def stopping_rule(
    choice: EarlyStopping | int | bool | None, algorithm: Optimizer | Strategy, is_validated: bool
) -> EarlyStopping | None:
    """The rule for a short form: True, or a patience; None and False are none.

    It watches val_loss where there is one, else the best fitness of evolution, or the loss.

    Raises:
        UnknownNameError, SettingError: it monitors a value that is not measured.

    Example:
        >>> from edunn.optimizers import Adam
        >>> stopping_rule(5, Adam(), is_validated=False)
        EarlyStopping(monitor='loss', patience=5, min_delta=0.0, restore_best_weights=True)
    """
    if choice is None or choice is False:
        return None
    if isinstance(choice, EarlyStopping):
        _refuse_unmeasured(choice.monitor, algorithm, is_validated)
        return choice
    fallback = "best" if isinstance(algorithm, Strategy) else "loss"
    monitor = "val_loss" if is_validated else fallback
    return EarlyStopping(monitor) if choice is True else EarlyStopping(monitor, patience=choice)


def _refuse_unmeasured(monitor: str, algorithm: Optimizer | Strategy, is_validated: bool) -> None:
    """Refuse, before the first epoch, what no epoch will measure."""
    record = Generation if isinstance(algorithm, Strategy) else Epoch
    require_choice("monitor", monitor, _names(record))
    if monitor.startswith("val_") and not is_validated:
        raise SettingError(Message("setting.no_validation_rows", monitor=monitor))


def _names(record: type[Epoch]) -> tuple[str, ...]:
    """What a record has as measures, which may be missing; its place and its counts are none."""
    return tuple(field.name for field in fields(record) if field.type in (float, float | None))
