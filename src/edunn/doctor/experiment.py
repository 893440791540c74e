"""An experiment: a training that can be repeated with other seeds, and with one thing changed.

A diagnosis is proved by running its change: the training as it was and the training as it would
be, with the same seeds, are scored on the same rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, final

from edunn.arrays import Array
from edunn.doctor.quality import ACCURACY, R2, Measure
from edunn.doctor.rows import Pair, split_pair
from edunn.errors import DivergedError
from edunn.evolution import Strategy
from edunn.layers import Layer
from edunn.learning import Learner
from edunn.optimizers import Optimizer, Schedule
from edunn.training import Training
from edunn.training.setup import Setup


@final
@dataclass(frozen=True, eq=False)
class Experiment:
    """A training as a value: change a field, and run it.

    Args:
        kind: the class of the model.
        layers, input_shape, loss, dtype, target_scaling: what it is built of.
        algorithm: the optimizer or strategy.
        options: the options of `train`, without those about the rows.
        train, test: the rows to learn from, and those to be scored on.
        is_validated: whether the held-out rows are watched during training.
        measure: what it is compared by.
    """

    kind: type[Learner]
    layers: tuple[Layer, ...]
    input_shape: tuple[int, ...]
    loss: Any
    dtype: str
    target_scaling: str
    algorithm: Optimizer | Strategy
    options: dict[str, Any]
    train: Pair
    test: Pair | None
    is_validated: bool = False
    measure: Measure = ACCURACY

    @classmethod
    def of(cls, model: Learner, setup: Setup, train: Pair, test: Pair | None) -> "Experiment":
        """The experiment that this model came from."""
        plan = setup.plan
        options = {
            "epochs": plan.epochs,
            "batch_size": plan.batch_size,
            "shuffle_data": plan.shuffle,
            "early_stopping": plan.early_stopping,
            "fitness": plan.fitness,
            "target": plan.target,
        }
        return cls(
            type(model),
            model.layers,
            model.network.input_shape,
            model.objective.loss,
            model.dtype,
            model.target_scaling,
            setup.algorithm,
            options,
            train,
            test,
            setup.is_validated,
            ACCURACY if model.targets and (model.targets.classes or model.targets.marks) else R2,
        )

    @property
    def rate(self) -> float:
        """The learning rate of the first step."""
        return first_rate(self.algorithm)

    def with_options(self, **options: Any) -> "Experiment":
        """The same with other options of training."""
        return replace(self, options=self.options | options)

    def with_algorithm(self, **settings: Any) -> "Experiment":
        """The same with other settings of its algorithm."""
        return replace(self, algorithm=replace(self.algorithm, **settings))

    def with_layers(self, layers: Sequence[Layer]) -> "Experiment":
        """The same with another network."""
        return replace(self, layers=tuple(layers))

    def with_columns(self, change: Callable[[Array], Array]) -> "Experiment":
        """The same with other inputs, in training and test alike."""
        train = self.train._replace(x=change(self.train.x))
        test = None if self.test is None else self.test._replace(x=change(self.test.x))
        return replace(self, train=train, test=test, input_shape=train.x.shape[1:])

    @property
    def whole(self) -> "Experiment":
        """All rows as training rows, none held out."""
        rows = self.train if self.test is None else self.train.beside(self.test)
        return replace(self, train=rows, test=None)

    def split(self, share: float, seed: int) -> "Experiment":
        """Trained on one part of its training rows, and scored on the other, drawn by the seed."""
        train, test = split_pair(self.train, share, seed)
        return replace(self, train=train, test=test)

    def begun(self, seed: int) -> tuple[Learner, Training]:
        """A new model, and its training before the first step."""
        kind: Any = self.kind
        model: Any = kind(
            layers=self.layers,
            inputs=self.input_shape,
            loss_function=self.loss,
            dtype=self.dtype,
            target_scaling=self.target_scaling,
            seed=seed,
        )
        it = self.split(0.25, seed) if self.is_watched and self.test is None else self
        more = {"validation_data": tuple(it.test)} if self.is_watched and it.test else {}
        options = self.options | more
        return model, model.training(self.algorithm, *it.train, seed=seed, **options)

    def model(self, seed: int) -> Learner:
        """A new model, trained.

        Raises:
            DivergedError: its training led to infinity.
        """
        model, training = self.begun(seed)
        training.finish()
        return model

    def score(self, seed: int) -> float:
        """The measure of a new model, on the held-out rows where there are any."""
        try:
            return self.scored(self.model(seed))
        except DivergedError:
            return self.measure.worst

    def scored(self, model: Learner) -> float:
        """The measure of a model that was trained here."""
        return self.measure.of(model, self.test or self.train)

    @property
    def is_watched(self) -> bool:
        """Whether held-out rows are measured after every epoch."""
        rule = self.options.get("early_stopping")
        return self.is_validated or "val" in getattr(rule, "monitor", "val" if rule else "")


def first_rate(algorithm: Optimizer | Strategy) -> float:
    """The learning rate of an algorithm's first step; 0 for one that has none.

    Example:
        >>> from edunn.optimizers import ExponentialDecay, GradientDescent
        >>> first_rate(GradientDescent(ExponentialDecay(0.5)))
        0.5
    """
    rate: Any = getattr(algorithm, "learning_rate", 0.0)
    return float(rate(0) if isinstance(rate, Schedule) else rate)
