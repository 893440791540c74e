"""History: the records of a training, one for each epoch or generation."""

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from typing import Any, final


@dataclass(frozen=True)
class Epoch:
    """The record of one pass over the training set by gradient descent.

    `loss` and `accuracy` are means over the epoch's rows, each scored on its mini-batch just before
    the update: they cost nothing extra, and lag behind `val_loss`, which is measured afterwards.
    The loss includes the regularizer's penalty.

    Example:
        >>> Epoch(index=1, loss=0.7, accuracy=0.5, forward_passes=450).loss
        0.7
    """

    index: int
    """1 for the first."""

    loss: float

    accuracy: float | None
    """Share of rows classified correctly; None where the task is not classification."""

    forward_passes: int
    """Rows sent through the network since training began; a backward pass counts two."""

    learning_rate: float | None = None
    val_loss: float | None = None
    val_accuracy: float | None = None
    seconds: float = 0.0


@final
@dataclass(frozen=True, kw_only=True)
class Generation(Epoch):
    """The record of one generation; `loss` and `accuracy` are those of the network after it.

    That is the generation's fittest individual for a genetic algorithm, and for a strategy with a
    search distribution its mean, which often is better than any of the samples.

    Example:
        >>> from edunn import Model
        >>> model = Model([[2], [2, "softmax"]], seed=1)
        >>> record = next(model.training("genetic_algorithm", [[0, 1], [1, 0]], [0, 1]))
        >>> record.worst <= record.mean <= record.best
        True
    """

    best: float
    """Fitness of the best individual, on this generation's rows."""

    mean: float
    worst: float

    diversity: float
    """How different the individuals are: the mean over genes of the standard deviation."""

    parents: tuple[int, ...]
    """The rows, in the previous population, of the best individual's parents.

    Empty where individuals are drawn from a distribution.
    """


@final
@dataclass
class History:
    """The records of a training, one for each epoch (or generation), in order.

    Example:
        >>> history = History([Epoch(1, 0.9, 0.5, 10), Epoch(2, 0.4, 0.75, 20)])
        >>> history.history["loss"]
        [0.9, 0.4]
        >>> history[-1].accuracy
        0.75
    """

    records: list[Epoch] = field(default_factory=list)

    engine: str = "numpy"
    """The engine of the training: "numpy" or "fused"."""

    ending: str = ""
    """Why training ended, in words; empty while it may go on."""

    note: str = field(default="", compare=False)
    """Why the compiled engine was not used, where it would have been quicker."""

    @property
    def history(self) -> dict[str, list[float]]:
        """The columns of the records as lists, under the names that Keras gives them."""
        columns = {f.name: [getattr(r, f.name) for r in self.records] for f in self._columns()}
        return {name: column for name, column in columns.items() if None not in column}

    @property
    def epoch(self) -> list[int]:
        """The records' indices."""
        return [record.index for record in self.records]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Epoch]:
        return iter(self.records)

    def __getitem__(self, index: int) -> Epoch:
        return self.records[index]

    def __str__(self) -> str:
        if not self.records:
            return "History: no epochs yet."
        last = self.records[-1]
        words = [f"loss {last.loss:.4f}"]
        words += [f"accuracy {last.accuracy:.4f}"] if last.accuracy is not None else []
        words += [f"val_loss {last.val_loss:.4f}"] if last.val_loss is not None else []
        words += [f"val_accuracy {last.val_accuracy:.4f}"] if last.val_accuracy is not None else []
        note = f"The readable engine ran: {self.note}." if self.note else ""
        return " ".join(
            filter(None, [f"{len(self)} epochs: {', '.join(words)}.", self.ending, note])
        )

    __repr__ = __str__

    def _columns(self) -> list[Field[Any]]:
        kind = type(self.records[0]) if self.records else Epoch
        return [f for f in fields(kind) if f.name not in ("index", "parents", "seconds")]
