"""Model: the front door. It binds network, loss and way of learning, and owns no mathematics."""

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, Literal, final

import numpy as np

from edunn import files
from edunn.architecture import Defaults, read_architecture, read_layers
from edunn.arrays import Array, as_rows
from edunn.catalogue import find
from edunn.data import Dataset
from edunn.errors import ArchitectureError, DataError, SettingError, ShapeError, UnknownNameError
from edunn.evaluation import Evaluation, evaluate
from edunn.labels import ClassName
from edunn.layers import Layer
from edunn.network import Learned, Network
from edunn.objective import Objective
from edunn.optimizers import Schedule
from edunn.progress import watch
from edunn.seeds import Seed, generator
from edunn.settings import require_count, require_positive
from edunn.summary import summarize
from edunn.targets import Targets, meaning_of
from edunn.training import EarlyStopping, Examples, History, Plan, Training, begin
from edunn.training.base import Fitness
from edunn.training.early_stopping import stopping_rule
from edunn.training.preparing import Door, split_off, weighted
from edunn.training.ways import find_way

ENGINES = ("auto", "numpy", "fused")
DTYPES = ("float32", "float64")


@final
class Model:
    """A feed-forward neural network: build it, train it, look inside it, save it.

    Args:
        architecture: the short form, `[[4], [2, "relu"], [3, "softmax"]]`: the input, then a dense
            layer each: units, activation, settings (see `edunn.architecture`).
        loss_function: a name or a loss object.
        learning_rate: a number or a schedule, for ways of training given by name; None is the
            default of each.
        layers: instead of `architecture`, layer objects; activations may be names between them.
        inputs: with `layers`, how many numbers a row has.
        initializer: for all weights that do not say otherwise; None suits the activation.
        regularizer: for all dense layers that do not say otherwise.
        dtype: "float32" or "float64".
        seed: repeats the initial weights and, unless `train` gets its own, all that follows.
        random_state: another name for `seed`.
        engine: "auto", "numpy" (readable) or "fused" (compiled: not there yet).

    Raises:
        ArchitectureError, UnknownNameError, SettingError: what is wrong, and what would do.

    Example:
        >>> model = Model([[2], [3, "tanh"], [1, "sigmoid"]], "binary_cross_entropy", seed=1)
        >>> x, t = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
        >>> history = model.train("adam", x, t, epochs=300, learning_rate=0.1)
        >>> model.classify(x)
        [0, 1, 1, 0]
    """

    def __init__(
        self,
        architecture: Sequence[Any] | None = None,
        loss_function: Any = "cross_entropy",
        learning_rate: float | Schedule | None = None,
        *,
        layers: Sequence[Layer | Any] | None = None,
        inputs: int | None = None,
        initializer: Any = None,
        regularizer: Any = None,
        dtype: Literal["float32", "float64"] = "float32",
        seed: Seed | None = None,
        random_state: Seed | None = None,
        engine: Literal["auto", "numpy", "fused"] = "auto",
    ) -> None:
        defaults = Defaults(
            None if initializer is None else find("initializer", initializer),
            None if regularizer is None else find("regularizer", regularizer),
        )
        network = _network(architecture, layers, inputs, defaults)
        if isinstance(learning_rate, (int, float)):
            require_positive("learning_rate", learning_rate)
        self.objective = Objective(network, find("loss", loss_function))
        self.learning_rate = learning_rate
        self.dtype = _known("dtype", dtype, DTYPES)
        self.engine = _known("engine", engine, ENGINES)
        if engine == "fused":
            raise SettingError(
                "engine='fused' comes with a later version. Use 'auto' or 'numpy' until then."
            )
        self.random = generator(random_state if seed is None else seed)
        theta = network.initial_theta(self.random, self.dtype)
        self.learned = Learned(theta, network.initial_statistics())
        self.targets: Targets | None = None
        """What the outputs stand for: found out at the first training."""
        self.feature_names: tuple[str, ...] = ()
        self.history = History()
        """The records of the last training."""

    # What it is

    @property
    def network(self) -> Network:
        """The layers, as a function of theta."""
        return self.objective.network

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers, from the input to the output."""
        return self.network.layers

    @property
    def theta(self) -> Array:
        """All that was learned, as one vector `(n,)`: layer by layer `W`, row by row, then `b`.

        It is a copy; assign a vector to change the network.

        Raises:
            ShapeError, DataError: the vector assigned is not `n` finite numbers.
        """
        return self.learned.theta.copy()

    @theta.setter
    def theta(self, vector: Any) -> None:
        theta = np.array(vector, dtype=self.dtype)
        if theta.shape != self.learned.theta.shape:
            raise ShapeError(
                f"theta is {theta.shape} but this network's is {self.learned.theta.shape}."
            )
        if not np.isfinite(theta).all():
            raise DataError("theta has NaN or infinity in it: expected finite numbers.")
        self.learned.theta = theta

    @property
    def parameters(self) -> list[dict[str, Array]]:
        """A copy of each layer's parameters by name: `model.parameters[0]["W"]`."""
        return [dict(p) for p in self.network.layout.views(self.theta)]

    @property
    def class_names(self) -> tuple[ClassName, ...] | None:
        """The name of each class; None before training, and for regression."""
        return self.targets.classes if self.targets else None

    def summary(self) -> str:
        """The layers with their output shapes and parameter counts, as a table."""
        return summarize(self.network)

    def __repr__(self) -> str:
        sizes = " -> ".join("x".join(map(str, shape)) for shape in self.network.shapes)
        return f"<Model {sizes}, {self.network.layout.size} parameters, {self.dtype}>"

    # What it answers

    def predict(self, inputs: Any) -> Array:
        """The outputs: `(B, I)` gives `(B, O)`, one row `(I,)` gives `(O,)`.

        Raises:
            ShapeError, DataError: the inputs do not fit.
        """
        rows = self._rows(inputs)
        y = self.objective.outputs(self._scores(rows))
        return y[0] if np.ndim(inputs) == len(self.network.input_shape) else y

    def classify(self, inputs: Any) -> Any:
        """The name of the class of each row: a list, or for one row `(I,)` the name itself.

        Raises:
            ShapeError, DataError: the inputs do not fit, or the outputs are not classes.
        """
        y = self.predict(inputs)
        if self.targets is None:
            raise DataError(
                "this model has seen no labels yet: its outputs have no names. Train it."
            )
        names = self.targets.decode(y)
        return names[0] if y.ndim == 1 else names

    def evaluate(self, inputs: Any, labels: Any = None) -> Evaluation:
        """Loss, and accuracy, confusion matrix and report (or errors, for regression).

        Raises:
            ShapeError, DataError: rows or labels do not fit.
        """
        (x, t, _), meaning = self._understood(inputs, labels)
        scores = self._scores(x)
        loss = self.objective.mean_loss(scores, t) + self.objective.penalty(self.learned.theta)
        return evaluate(float(loss), self.objective.outputs(scores), t, meaning)

    def loss(self, inputs: Any, labels: Any = None) -> float:
        """What training makes small: the mean loss over the rows, plus the penalty."""
        (x, t, _), _ = self._understood(inputs, labels)
        with np.errstate(over="ignore", invalid="ignore"):
            value = self.objective.value(self.learned.theta, x, t, self.learned.statistics)
        return float(value)

    def gradient(self, inputs: Any, labels: Any = None) -> Array:
        """The slope of `loss` by theta, `(n,)`, in theta's order."""
        (x, t, _), _ = self._understood(inputs, labels)
        with np.errstate(over="ignore", invalid="ignore"):
            return self.objective.slope(self.learned.theta, x, t, self.learned.statistics).g

    # How it learns

    def train(
        self,
        way: Any = "gradient_descent",
        inputs: Any = None,
        labels: Any = None,
        *,
        progress: bool | None = None,
        **options: Any,
    ) -> History:
        """Learn from rows and labels until done, and tell the story.

        Args:
            way: "gradient_descent", another optimizer's name, "genetic_algorithm", or an object.
            inputs: rows, `(N, I)`; or a Dataset, which has its labels with it.
            labels: class names, integers, one-hot rows `(N, O)`, or numbers.
            progress: a progress bar; None shows one in a terminal or notebook, not in a pipe.
            options: everything that `training` takes.

        Raises:
            EduNNError: what does not fit, and what would; DivergedError with the epoch and layer.
        """
        training = self.training(way, inputs, labels, **options)
        watch(training, progress)
        return training.history

    def training(
        self,
        way: Any = "gradient_descent",
        inputs: Any = None,
        labels: Any = None,
        *,
        epochs: int = 100,
        batch_size: int | None = None,
        shuffle_data: bool = True,
        validation_data: Any = None,
        validation_split: float = 0.0,
        class_weight: Mapping[Any, float] | str | None = None,
        sample_weight: Any = None,
        early_stopping: EarlyStopping | int | bool | None = None,
        fitness: Fitness | None = None,
        target: float | None = None,
        seed: Seed | None = None,
        **settings: Any,
    ) -> Training:
        """The same as `train`, but as an iterator: one `next` is one epoch, and gives its record.

        Args:
            epochs: at most so many (`generations` is another name).
            batch_size: rows of a mini-batch: 32 by default, for evolution all rows.
            shuffle_data: shuffle before every epoch (`shuffle` is another name).
            validation_data: `(inputs, labels)` or a Dataset: only looked at, after each epoch.
            validation_split: hold back the last share of the rows for the same purpose.
            class_weight: a weight for each class by name, or "balanced".
            sample_weight: a weight for each row.
            early_stopping: an `EarlyStopping`, or the patience of one (`patience` is another name).
            fitness: for evolution, "accuracy", "loss", or a function of outputs and targets.
            target: for evolution, the fitness at which to end.
            seed: repeats everything random in this training (`random_state` is another name).
            settings: those of the way, such as `learning_rate`, `population_size`, `mutation`.
        """
        settings.setdefault("generations", epochs)
        settings.setdefault("shuffle", shuffle_data)
        settings.setdefault("patience", early_stopping)
        settings.setdefault("random_state", seed)
        seed = settings.pop("random_state")
        rows, meaning = self._understood(inputs, labels)
        rows, validation = split_off(rows, validation_split)
        if validation_data is not None:
            validation = self._door(meaning).examples(*_pair(validation_data))
        plan = Plan(
            epochs=settings.pop("generations"),
            batch_size=batch_size,
            shuffle=settings.pop("shuffle"),
            classifies=meaning.classes is not None,
            validation=validation,
            early_stopping=stopping_rule(settings.pop("patience"), validation is not None),
            fitness=fitness,
            target=target,
        )
        walker = find_way(way, self.learning_rate, settings)
        rows = weighted(rows, meaning, class_weight, sample_weight)
        random = self.random if seed is None else generator(seed)
        self._meet(rows, meaning)
        training = begin(walker, self.objective, self.learned, rows, plan, random)
        self.history = training.history
        return training

    # Files

    def save(self, path: str | PathLike[str]) -> None:
        """Write the whole model into one file; a crash leaves the old file or the new one.

        Raises:
            OSError: the file cannot be written.
        """
        files.save(self, path)

    @staticmethod
    def from_file(path: str | PathLike[str]) -> "Model":
        """Read a model that `save` wrote. Opening a file never runs code from it.

        Raises:
            FileFormatError: not such a file; the message says what it is instead.
        """
        return files.load(path)

    # Helpers

    def _rows(self, inputs: Any) -> Array:
        return as_rows(inputs, self.network.input_shape, self.dtype, self.feature_names)

    def _scores(self, x: Array) -> Array:
        with np.errstate(over="ignore", invalid="ignore"):
            return self.objective.scores(self.learned.theta, x, self.learned.statistics)

    def _door(self, meaning: Targets) -> Door:
        return Door(self.network, meaning, self.dtype, self.feature_names)

    def _understood(self, inputs: Any, labels: Any) -> tuple[Examples, Targets]:
        """Rows ready for the network, and what their targets mean; nothing is kept yet."""
        names = inputs.class_names if labels is None and isinstance(inputs, Dataset) else None
        inputs, labels = _pair(inputs if labels is None else (inputs, labels))
        meaning = self.targets or meaning_of(labels, self.objective, names)
        return self._door(meaning).examples(inputs, labels), meaning

    def _meet(self, rows: Examples, meaning: Targets) -> None:
        """Before the first training: keep what the targets mean, and measure the columns."""
        if self.targets is None:
            self.targets = meaning
            self.learned.statistics = self.network.measured(
                self.learned.theta, rows.x, self.learned.statistics
            )


def _network(
    architecture: Any, layers: Sequence[Any] | None, inputs: int | None, defaults: Defaults
) -> Network:
    if (architecture is None) == (layers is None):
        raise ArchitectureError(
            'Model takes either the short form, Model([[4], [3, "softmax"]]), or layer objects, '
            'Model(layers=[Dense(3), "softmax"], inputs=4): exactly one of them.'
        )
    if layers is None:
        objects, inputs = read_architecture(architecture, defaults)
    else:
        objects = read_layers(layers, defaults)
        require_count("inputs", inputs)
    network = Network(objects, (int(inputs or 0),))
    network.layout  # noqa: B018  # shapes that do not fit are told here, not at the first row
    return network


def _pair(rows: Any) -> tuple[Any, Any]:
    """Inputs and labels, from a pair or from a Dataset."""
    if isinstance(rows, Dataset):
        return rows.inputs, rows.targets
    if isinstance(rows, (tuple, list)) and len(rows) == 2:
        return rows[0], rows[1]
    raise DataError("labels are missing. Pass inputs and labels, or a Dataset, which has both.")


def _known(kind: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        raise UnknownNameError.of(kind, name, known)
    return name
