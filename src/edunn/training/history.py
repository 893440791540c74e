"""History: the learning curves of a training, with a value for each epoch or generation.

They are kept as columns: a list of losses, a list of accuracies, and so on. A record, as
`next(training)` returns it, is one row of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Never, TypeAlias, final, overload

from edunn import notebook
from edunn.errors import UnknownNameError
from edunn.habits import HISTORY, attribute_error
from edunn.messages import Message
from edunn.plots import Chart
from edunn.training.learning_curves import learning_curves

Columns: TypeAlias = Mapping[str, Sequence[Any]]
"""Some rows of a history, as columns by name."""

NOTABLE = 0.1
"""A rise of the loss that is worth a remark; losses near 0 double without any harm."""

NO_CURVES = ("parents", "seconds")
"""The columns that are not drawn."""

OF_THE_END = ("training.overfitted", "note.nothing_learned")
"""The codes of notes on a training that has ended."""


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


NAMES: Mapping[type[Epoch], Sequence[str]] = {
    kind: [each.name for each in fields(kind) if each.name != "index"]
    for kind in (Epoch, Generation)
}
"""The names of the columns of each kind of record."""


@final
@dataclass
class History:
    """The learning curves of a training: a column for each value, a row for each epoch.

    Example:
        >>> history = History.of([Epoch(1, 0.9, 0.5, 10), Epoch(2, 0.4, 0.75, 20)])
        >>> history["loss"]
        [0.9, 0.4]
        >>> history[-1].accuracy
        0.75
    """

    kind: type[Epoch] = Epoch
    """The class of the records: `Epoch` or `Generation`."""

    epoch: list[int] = field(default_factory=list)
    """The index of each record; a row begins to exist when it has one."""

    columns: dict[str, list[Any]] = field(
        default_factory=lambda: {name: [] for name in NAMES[Epoch]}
    )
    """A list for each other field of a record, with None where it was not measured."""

    engine: str = "numpy"
    """The engine of the training: "numpy" or "fused"."""

    ending: str = ""
    """Why training ended, as a message; empty while it may go on."""

    notes: list[str] = field(default_factory=list, compare=False)
    """What deserves attention, as messages: a mistake and its cure, or why the compiled engine is
    not used where it would be quicker. Empty where all is well."""

    @classmethod
    def of(cls, records: Sequence[Epoch]) -> "History":
        """The history with these records, all of one class."""
        kind = type(records[0]) if records else Epoch
        every = ("index", *NAMES[kind])
        return cls.of_columns(kind, {name: [getattr(r, name) for r in records] for name in every})

    @classmethod
    def of_columns(cls, kind: type[Epoch], rows: Columns) -> "History":
        """The history with these columns; one that is missing was not measured."""
        unknown = [None] * len(rows["index"])
        columns = {name: list(rows.get(name, unknown)) for name in NAMES[kind]}
        return cls(kind, list(rows["index"]), columns)

    @property
    def history(self) -> dict[str, list[float]]:
        """The learning curves by the names that Keras gives them; they grow with the training."""
        return {
            name: column
            for name, column in self.columns.items()
            if name not in NO_CURVES and None not in column
        }

    @property
    def remark(self) -> str:
        """That the network learns its rows by heart, as a message; empty where it does not.

        The sign: the loss on validation rows has at least doubled since its best, by no small
        amount, and the weights of the best epoch have not been restored.

        Example:
            >>> losses = (0.6, 0.4, 0.5, 0.9)
            >>> history = History.of([Epoch(k, 0.1, 1.0, k, None, v) for k, v in enumerate(losses)])
            >>> history.remark[:62]
            'The loss on rows not learned from has doubled since epoch 1, f'
        """
        losses = self.columns["val_loss"]
        is_restored = getattr(self.ending, "code", "") == "training.weights_restored"
        if not losses or None in losses or is_restored:
            return ""
        best, last = min(losses), losses[-1]
        if not last >= max(2 * best, best + NOTABLE):
            return ""
        epoch = self.epoch[losses.index(best)]
        return Message("training.overfitted", epoch=epoch, best=best, last=last)

    def reopen(self) -> None:
        """Let a training that has ended go on: its ending, and the notes on it, are gone."""
        self.ending = ""
        self.notes[:] = [n for n in self.notes if getattr(n, "code", "") not in OF_THE_END]

    @property
    def notes_on_result(self) -> tuple[str, ...]:
        """The notes without those on the engine, which changes no result."""
        return tuple(n for n in self.notes if not getattr(n, "code", "").startswith("engine."))

    @property
    def note(self) -> str:
        """The notes as one text."""
        return " ".join(self.notes)

    def plot(self, *names: str) -> Chart:
        """The learning curves as a chart, which a notebook shows: loss, accuracy, fitness.

        Args:
            names: which of "loss", "accuracy", "fitness", "diversity" and "learning_rate"; by
                default the first three, as far as they were measured.

        Raises:
            UnknownNameError: this history has no such curve.
            DataError: no epoch is over yet.

        Example:
            >>> history = History.of([Epoch(1, 0.9, 0.5, 10), Epoch(2, 0.4, 0.75, 20)])
            >>> [panel.title for panel in history.plot().panels]
            ['Loss', 'Accuracy']
            >>> history.plot("loss").panels[0].description
            'training from 0.9 to 0.4'
        """
        unit = self.kind.__name__.lower()
        return learning_curves(self.epoch, self.columns, names, unit)

    def since(self, row: int) -> dict[str, list[Any]]:
        """A copy of all columns, the index among them, from that row on."""
        every = {"index": self.epoch, **self.columns}
        end = len(self)
        return {name: column[row:end] for name, column in every.items()}

    def __len__(self) -> int:
        return len(self.epoch)

    def __iter__(self) -> Iterator[Epoch]:
        return map(self.__getitem__, range(len(self)))

    if not TYPE_CHECKING:  # a type checker knows which attributes there are

        def __getattr__(self, name: str) -> Never:
            raise attribute_error(HISTORY, self, name)

    @overload
    def __getitem__(self, index: int) -> Epoch: ...

    @overload
    def __getitem__(self, index: str) -> list[float]: ...

    def __getitem__(self, index: int | str) -> Epoch | list[float]:
        """The record of an epoch by its place, `history[-1]`, or a curve, `history["loss"]`.

        Raises:
            IndexError: there is no such epoch.
            UnknownNameError: there is no such curve, or it was not measured.
        """
        if isinstance(index, str):
            return self._curve(index)
        row = range(len(self))[index]
        values = {name: column[row] for name, column in self.columns.items()}
        return self.kind(index=self.epoch[row], **values)

    def _curve(self, name: str) -> list[float]:
        curves = self.history
        if name not in curves and name.startswith("val_") and name in self.columns:
            raise UnknownNameError(
                f"{name} was not measured. Train with validation_data or validation_split."
            )
        if name not in curves:
            raise UnknownNameError.of("curve", name, curves)
        return curves[name]

    def __str__(self) -> str:
        if not len(self):
            return "History: no epochs yet."
        last = self[-1]
        words = [f"loss {last.loss:.4f}"]
        words += [f"accuracy {last.accuracy:.4f}"] if last.accuracy is not None else []
        words += [f"val_loss {last.val_loss:.4f}"] if last.val_loss is not None else []
        words += [f"val_accuracy {last.val_accuracy:.4f}"] if last.val_accuracy is not None else []
        facts = f"{len(self)} epochs: {', '.join(words)}."
        remark = "" if self.remark in self.notes else self.remark
        return " ".join(filter(None, [facts, self.ending, *self.notes_on_result, remark]))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        chart = self.plot().element() if len(self) else None
        return notebook.page("", notebook.text(str(self)), chart)
