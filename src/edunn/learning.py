"""Learning: a network that is trained, to the end or step by step, and whose steps are traced."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from copy import deepcopy
from os import PathLike
from typing import Any, TypeAlias, Unpack

import numpy as np

from edunn.arrays import Array
from edunn.data import Columns
from edunn.errors import DataError
from edunn.evolution import Strategy
from edunn.messages import Message
from edunn.optimizers import Optimizer, Schedule
from edunn.prediction import Predictor
from edunn.progress import watch
from edunn.seeds import Seed, generator
from edunn.trace import Trace, trace_step
from edunn.training import EarlyStopping, History, Plan, Training, begin
from edunn.training.algorithms import by_one_name, find_algorithm, note_mistakes
from edunn.training.early_stopping import stopping_rule
from edunn.training.preparing import Given, Prepared
from edunn.training.scoring import Fitness
from edunn.training.settings import AlgorithmSettings
from edunn.training.setup import Setup
from edunn.workers import Workers

Algorithm: TypeAlias = str | Optimizer | Strategy
"""An optimizer or a strategy, or the name of one."""

DEFAULT = "gradient_descent"
"""The algorithm of a training that names none."""

NO_ROWS = (
    "there are no rows to learn from. train is no mode, as it is in PyTorch: dropout is on in "
    'training and off in predict. Write: model.train("adam", inputs, labels)'
)


class Learner(Predictor, ABC):
    """A network that learns: the half of a `Model` that is trained.

    Attributes:
        learning_rate: that of algorithms given by name; None is their own default.
        engine: "numpy", "fused" or "auto".
        random: the source of all random numbers.
        history: the records of the last training.
        columns: how the columns of a table become inputs, for a model of a table.
        begun: the algorithm, plan and parameters with which the last training began; None before
            it, and in a model from a file.
    """

    learning_rate: float | Schedule | None
    engine: str
    random: np.random.Generator
    history: History
    columns: Columns | None
    begun: tuple[Optimizer | Strategy, Plan, Array] | None = None

    @abstractmethod
    def save(self, path: str | PathLike[str], training: Training | None = None) -> None:
        """Write itself into a file, with the training in it."""

    @abstractmethod
    def cause_of(self, training: Training) -> Message | None:
        """Why a training that has ended has learned nothing, if that is known."""

    def train(
        self,
        algorithm: Algorithm = DEFAULT,
        inputs: Any = None,
        labels: Any = None,
        *,
        progress: bool | None = None,
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
        **settings: Unpack[AlgorithmSettings],
    ) -> History:
        """Train on rows and labels to the end, and return the history.

        A second call goes on where the first one ended, as `fit` of Keras does.

        Args:
            algorithm: the name of an optimizer ("gradient_descent", "adam" ...) or of a strategy
                ("genetic_algorithm", "openai_es" ...), or an object of either kind.
            inputs, labels: rows `(N, I)` with names, integers or numbers; or a Dataset with both.
            progress: a progress bar; None shows one in a terminal or notebook, not in a pipe.

        The other arguments are those of `training`.

        Raises:
            EduNNError: what does not fit, and what to try; DivergedError with epoch and layer.
        """
        training = self.training(
            algorithm, inputs, labels, epochs=epochs, batch_size=batch_size,
            shuffle_data=shuffle_data, validation_data=validation_data,
            validation_split=validation_split, classes=classes, class_weight=class_weight,
            sample_weight=sample_weight, early_stopping=early_stopping, fitness=fitness,
            target=target, workers=workers, seed=seed, **settings,
        )  # fmt: skip
        watch(training, progress)
        return training.history

    def fit(
        self,
        inputs: Any = None,
        labels: Any = None,
        *,
        algorithm: Algorithm = DEFAULT,
        progress: bool | None = None,
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
        **settings: Unpack[AlgorithmSettings],
    ) -> History:
        """The same as `train`, in the order of Keras and scikit-learn: the rows come first.

        As in Keras, the result is the history, and a second call goes on where the first one ended.
        In scikit-learn `fit` begins anew and returns the model: make a new `Model` for that.

        Example:
            >>> from edunn import Model
            >>> model = Model([[1], [1, "sigmoid"]], seed=0)
            >>> history = model.fit([[0], [1]], ["no", "yes"], algorithm="adam", epochs=5)
            >>> len(history["loss"])
            5
        """
        return self.train(
            algorithm, inputs, labels, progress=progress, epochs=epochs, batch_size=batch_size,
            shuffle_data=shuffle_data, validation_data=validation_data,
            validation_split=validation_split, classes=classes, class_weight=class_weight,
            sample_weight=sample_weight, early_stopping=early_stopping, fitness=fitness,
            target=target, workers=workers, seed=seed, **settings,
        )  # fmt: skip

    def training(
        self,
        algorithm: Algorithm = DEFAULT,
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
        **settings: Unpack[AlgorithmSettings],
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
                `AlgorithmSettings` has all of them.
        """
        own: dict[str, Any] = {**settings}
        most, is_shuffled, stopping, seed = by_one_name(
            own,
            epochs=epochs,
            shuffle_data=shuffle_data,
            early_stopping=early_stopping,
            seed=seed,
        )
        self.objective.require_meaning()
        chosen = find_algorithm(algorithm, self.learning_rate, own)
        if inputs is None and labels is None:
            raise DataError(NO_ROWS)
        prepared = self._intake.beside(fitness, target, stopping).prepared(
            Given.of(inputs, labels, classes),
            validation_data=validation_data,
            validation_split=validation_split,
            class_weight=class_weight,
            sample_weight=sample_weight,
        )
        validation, rule = prepared.validation, None
        if stopping is not None:
            rule = stopping_rule(stopping, chosen, is_validated=validation is not None)
        plan = Plan(
            most, batch_size, is_shuffled, prepared.targets.classes is not None,
            validation, rule, fitness, target, workers,
        )  # fmt: skip
        return self._begun(chosen, prepared, plan, self.random if seed is None else generator(seed))

    def trace(
        self,
        inputs: Any,
        labels: Any = None,
        algorithm: Algorithm = DEFAULT,
        *,
        class_weight: Mapping[Any, float] | str | None = None,
        sample_weight: Any = None,
        seed: Seed | None = None,
        **settings: Unpack[AlgorithmSettings],
    ) -> Trace:
        """One step of training on these rows, with every number written down; nothing changes.

        Print it to follow it by hand, or use its `arrays`. The other arguments are those of
        `training`.

        Raises:
            EduNNError: what does not fit; an algorithm without gradients has no step to show.

        Example:
            >>> from edunn import Model
            >>> model = Model([[2], [1]], "mse", seed=1)
            >>> model.theta = [0.5, 1, 0]
            >>> trace = model.trace([[1, 2]], [[3]], learning_rate=0.25)
            >>> trace["W1_new"].lines()[0]
            'W1_new[0,0] = 0.5 - 0.25*(-1) = 0.75'
        """
        algorithm = find_algorithm(algorithm, self.learning_rate, {**settings})
        rows, _, targets, *_ = self._intake.prepared(
            Given.of(inputs, labels), class_weight=class_weight, sample_weight=sample_weight
        )
        random = deepcopy(self.random) if seed is None else generator(seed)
        start = self.learned.theta, rows, self._statistics(rows.x), random
        return trace_step(self.objective, algorithm, *start, targets)

    def _begun(
        self,
        algorithm: Optimizer | Strategy,
        prepared: Prepared,
        plan: Plan,
        random: np.random.Generator,
    ) -> Training:
        """A training of this model, before its first step."""
        start = self.objective, self.learned, prepared.rows, plan, random
        training = begin(algorithm, *start, self.engine)
        self.history = training.history
        note_mistakes(self.history, self.objective, prepared, self.target_scaling)
        self._remember(prepared)  # after everything that may refuse
        self.begun = algorithm, training.plan, training.learned.theta.copy()
        training.owner = self
        return training

    @property
    def setup(self) -> Setup | None:
        """What the last training was asked for; None before it, and in a model from a file."""
        return None if self.begun is None else Setup.of(*self.begun)

    def _remember(self, prepared: Prepared) -> None:
        """At the first training: keep what the targets mean, and the statistics of the rows."""
        statistics = self._statistics(prepared.rows.x)
        if self.targets is None:
            self.targets, self.feature_names = prepared.targets, prepared.columns
            self.columns = prepared.table
            self.target_scaling = "standardize" if prepared.targets.mean else "none"
            self.learned.statistics = statistics
