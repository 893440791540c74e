"""Model: a network that is built, trained, traced and saved."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import fields
from os import PathLike
from typing import Any, Literal, final

from edunn import files
from edunn.architecture import Defaults, build_network
from edunn.catalogue import find
from edunn.data import Columns
from edunn.data.origin import Origin
from edunn.errors import SettingError
from edunn.guards import either, require_choice, require_positive
from edunn.layers import Layer
from edunn.network import Learned
from edunn.objective import Objective
from edunn.optimizers import Schedule
from edunn.prediction import Predictor
from edunn.pretrained import place_of
from edunn.progress import watch
from edunn.seeds import Seed, generator
from edunn.targets import Targets, checked_scaling
from edunn.trace import Trace, trace_step
from edunn.training import EarlyStopping, History, Plan, Training, begin
from edunn.training.algorithms import by_one_name, find_algorithm, note_mistakes
from edunn.training.checkpoint import Checkpoint
from edunn.training.early_stopping import stopping_rule
from edunn.training.preparing import Given, Prepared
from edunn.training.scoring import Fitness
from edunn.workers import Workers


@final
class Model(Predictor):
    """A feed-forward neural network: build it, train it, look inside it, save it.

    Args:
        architecture: the short form, `[[4], [2, "relu"], [3, "softmax"]]`: the input, then a dense
            layer each: units, activation, settings (see `edunn.architecture`).
        loss_function: a name or a loss object; None is the one that belongs to the last layer:
            "cross_entropy" for softmax, "binary_cross_entropy" for sigmoid, else "mse".
        learning_rate: a number or a schedule, for algorithms given by name.
        layers: instead of `architecture`, layer objects; activations may be names between them.
        inputs: with `layers`, how many numbers a row has, or its shape.
        initializer: of all weights without one of their own; None is chosen by the activation.
        regularizer: of all dense layers without one of their own.
        target_scaling: "standardize": the targets of a regression, its loss, trace and history are
            in units of their spread. "none": as they are. "auto": standardized if far from 0.
        dtype: "float32" or "float64".
        seed, random_state: repeats the initial weights and all that follows.
        engine: "numpy" (readable), "fused" (compiled), or "auto": the quicker of the two.

    Raises:
        ArchitectureError, UnknownNameError, SettingError: what is wrong, and what to try.

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
        loss_function: Any = None,
        learning_rate: float | Schedule | None = None,
        *,
        layers: Sequence[Layer | Any] | None = None,
        inputs: int | tuple[int, ...] | None = None,
        initializer: Any = None,
        regularizer: Any = None,
        target_scaling: Literal["auto", "standardize", "none"] | None = "auto",
        dtype: Literal["float32", "float64"] = "float32",
        seed: Seed | None = None,
        random_state: Seed | None = None,
        engine: Literal["auto", "numpy", "fused"] = "auto",
    ) -> None:
        defaults = Defaults.of(initializer, regularizer)
        network = build_network(architecture, layers, inputs, defaults)
        if learning_rate is not None and not callable(learning_rate):
            require_positive("learning_rate", learning_rate)
        loss = None if loss_function is None else find("loss", loss_function)
        self.objective = Objective.of(network, loss)
        self.learning_rate = learning_rate
        self.target_scaling = checked_scaling(target_scaling, network)
        self.dtype = require_choice("dtype", dtype, ("float32", "float64"))
        self.engine = require_choice("engine", engine, ("auto", "numpy", "fused"))
        self.random = generator(either("seed", seed, "random_state", random_state))
        theta = network.initial_theta(self.random, self.dtype)
        self.learned = Learned(theta, network.initial_statistics())
        self.targets: Targets | None = None
        """What the outputs stand for, from the first training on."""
        self.feature_names: tuple[str, ...] = ()
        self.history = History()
        """The records of the last training."""
        self.columns: Columns | None = None
        """How a table's columns become inputs, for a model of a table."""
        self.origin: Origin | None = None
        """How its table was read, and which rows were held out, if `edunn train` saved it."""
        self.checkpoint: Checkpoint | None = None
        """A training that was saved in mid-run; `resume` goes on with it."""

    # Training

    def trace(
        self,
        inputs: Any,
        labels: Any = None,
        algorithm: Any = "gradient_descent",
        *,
        class_weight: Mapping[Any, float] | str | None = None,
        sample_weight: Any = None,
        seed: Seed | None = None,
        **settings: Any,
    ) -> Trace:
        """One step of training on these rows, with every number written down; nothing changes.

        Print it to follow it by hand, or use its `arrays`. The other arguments are those of
        `training`.

        Raises:
            EduNNError: what does not fit; an algorithm without gradients has no step to show.

        Example:
            >>> model = Model([[2], [1]], "mse", seed=1)
            >>> model.theta = [0.5, 1, 0]
            >>> trace = model.trace([[1, 2]], [[3]], learning_rate=0.25)
            >>> trace["W1_new"].lines()[0]
            'W1_new[0,0] = 0.5 - 0.25*(-1) = 0.75'
        """
        algorithm = find_algorithm(algorithm, self.learning_rate, settings)
        rows, _, targets, *_ = self._intake.prepared(
            Given.of(inputs, labels), class_weight=class_weight, sample_weight=sample_weight
        )
        random = deepcopy(self.random) if seed is None else generator(seed)
        start = self.learned.theta, rows, self._statistics(rows.x), random
        return trace_step(self.objective, algorithm, *start, targets)

    def train(
        self,
        algorithm: Any = "gradient_descent",
        inputs: Any = None,
        labels: Any = None,
        *,
        progress: bool | None = None,
        **options: Any,
    ) -> History:
        """Train on rows and labels to the end, and return the history.

        Args:
            algorithm: the name of an optimizer ("gradient_descent", "adam" ...) or of a strategy
                ("genetic_algorithm", "openai_es" ...), or an object of either kind.
            inputs, labels: rows `(N, I)` with names, integers or numbers; or a Dataset with both.
            progress: a progress bar; None shows one in a terminal or notebook, not in a pipe.
            options: everything that `training` takes.

        Raises:
            EduNNError: what does not fit, and what to try; DivergedError with epoch and layer.
        """
        training = self.training(algorithm, inputs, labels, **options)
        watch(training, progress)
        return training.history

    def training(
        self,
        algorithm: Any = "gradient_descent",
        inputs: Any = None,
        labels: Any = None,
        *,
        epochs: int | None = None,
        batch_size: int | None = None,
        shuffle_data: bool | None = None,
        validation_data: Any = None,
        validation_split: float = 0.0,
        classes: Sequence[Any] | None = None,
        class_weight: Mapping[Any, float] | str | None = None,
        sample_weight: Any = None,
        early_stopping: EarlyStopping | int | bool | None = None,
        fitness: Fitness | None = None,
        target: float | None = None,
        workers: Workers = None,
        seed: Seed | None = None,
        **settings: Any,
    ) -> Training:
        """The same as `train`, but as an iterator: one `next` is one epoch, and returns its record.

        Args:
            epochs: at most so many, 100 by default (`generations` is another name).
            batch_size: rows of a mini-batch: 32 by default, for evolution all rows.
            shuffle_data: shuffle before every epoch, as by default (`shuffle` is another name).
            validation_data: `(inputs, labels)` or a Dataset, evaluated after each epoch.
            validation_split: hold back the last share of the rows for the same purpose.
            classes: the names of all classes, in order, where the first rows may lack some.
            class_weight, sample_weight: of each class by name, or "balanced"; of each row.
            early_stopping: an `EarlyStopping`, or the patience of one (`patience` is another name).
            fitness: for evolution, "accuracy", "loss", or a function of outputs and targets;
                by default that of the strategy: accuracy for the genetic algorithm.
            target: for evolution, the fitness at which to end.
            workers: processes that evaluate individuals, or parts of large mini-batches: their
                number, an executor, or anything with a `map` (see docs/scaling.md).
            seed: repeats everything random in this training (`random_state` is another name).
            settings: the algorithm's own: `learning_rate`, `population_size`, `mutation` ...
        """
        most, shuffle, stopping, seed = by_one_name(
            settings,
            epochs=epochs,
            shuffle_data=shuffle_data,
            early_stopping=early_stopping,
            seed=seed,
        )
        self.objective.require_meaning()
        algorithm = find_algorithm(algorithm, self.learning_rate, settings)
        prepared = self._intake.beside(fitness, target, stopping).prepared(
            Given.of(inputs, labels, classes),
            validation_data=validation_data,
            validation_split=validation_split,
            class_weight=class_weight,
            sample_weight=sample_weight,
        )
        rule = None
        if stopping is not None:
            rule = stopping_rule(stopping, algorithm, is_validated=prepared.validation is not None)
        plan = Plan(
            epochs=most,
            batch_size=batch_size,
            shuffle=shuffle,
            classifies=prepared.targets.classes is not None,
            validation=prepared.validation,
            early_stopping=rule,
            fitness=fitness,
            target=target,
            workers=workers,
        )
        random = self.random if seed is None else generator(seed)
        training = begin(
            algorithm, self.objective, self.learned, prepared.rows, plan, random, self.engine
        )
        self.history = training.history
        note_mistakes(self.history, self.objective, prepared, self.target_scaling)
        self._remember(prepared)  # after everything that may refuse
        training.owner = self
        return training

    def resume(
        self, inputs: Any, labels: Any = None, *, workers: Workers = None, **about_rows: Any
    ) -> Training:
        """Continue, bit for bit, the training in the file that this model came from.

        Args:
            inputs, labels: the same rows as then; a hash of them is in the file.
            workers: as for `training`; they may be others than then.
            about_rows: the options of `training` about the rows: `validation_data`,
                `validation_split`, `class_weight`, `sample_weight`. The rest is in the file.

        Raises:
            SettingError: there is no training to resume.
            DataError: the rows are not those that the training began with.
        """
        if self.checkpoint is None:
            raise SettingError(
                "there is no training to resume. Open a file that training.save wrote with "
                "Model.from_file, or start one with model.train."
            )
        prepared = self._intake.prepared(Given.of(inputs, labels), **about_rows)
        rows, validation = prepared.rows, prepared.validation
        training = self.checkpoint.resumed(self.objective, rows, validation, workers)
        self.learned, self.history, training.owner = training.learned, training.history, self
        if self.checkpoint.shares_random:
            self.random = training.random
        self.checkpoint = None
        return training

    # Files

    def save(self, path: str | PathLike[str], training: Training | None = None) -> None:
        """Write the whole model into one file; a crash leaves the old file or the new one.

        With a `training` of this model, the file holds that too: see `Training.save`.

        Raises:
            DataError: the model has NaN or infinity in it.
            SettingError, UnknownNameError: something in it is unknown to the catalogue.
            OSError: the file cannot be written.
        """
        facts = {field.name: getattr(self, field.name) for field in fields(files.Saved)}
        facts["checkpoint"] = None
        if training is not None:
            facts["checkpoint"] = Checkpoint.of(training, training.random is self.random)
            facts |= {"learned": training.learned, "history": training.history}
        files.write(path, files.Saved(**facts))

    @staticmethod
    def from_file(path: str | PathLike[str]) -> "Model":
        """Read a model that `save` wrote. Opening a file never runs code from it.

        Raises:
            FileFormatError: not such a file; the message names what it is instead.
            FileNotFoundError: there is no such file.
        """
        model = object.__new__(Model)  # not by __init__, which would draw new weights
        vars(model).update(vars(files.read(path)))
        return model

    @staticmethod
    def pretrained(name: str) -> "Model":
        """A network that comes with EduNN: "digits" reads what `data.prepare_digit` prepared."""
        return Model.from_file(place_of(name))

    def _remember(self, prepared: Prepared) -> None:
        """At the first training: keep what the targets mean, and the statistics of the rows."""
        statistics = self._statistics(prepared.rows.x)
        if self.targets is None:
            self.targets, self.feature_names = prepared.targets, prepared.columns
            self.columns = prepared.table
            self.target_scaling = "standardize" if prepared.targets.mean else "none"
            self.learned.statistics = statistics
