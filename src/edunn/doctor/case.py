"""A case: all that a diagnosis may look at, each number computed once and only when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any, final

import numpy as np

from edunn.activations import ActivationFunction
from edunn.arrays import Array, Indices
from edunn.doctor.experiment import Experiment, first_rate
from edunn.doctor.measures import drawn, evenly, neighbour_accuracy
from edunn.doctor.quality import quality
from edunn.doctor.rows import Pair
from edunn.errors import SettingError
from edunn.labels import as_labels, chosen
from edunn.layers import Layer
from edunn.learning import Learner
from edunn.messages import Message
from edunn.network import Views
from edunn.targets import Targets
from edunn.training.notes import USELESS, by_chance
from edunn.training.setup import Setup

ROWS = 500
"""So many rows go through the network, evenly spread."""


@final
@dataclass(frozen=True, eq=False)
class Case:
    """A model, its rows, and whatever else is known.

    Args:
        model: trained.
        train, test: the rows.
        others: further models of the same kind, or answers to the same rows.
        asked: rows that were asked afterwards, with the labels they are compared with.
        groups: whose row each is, of the training and the test rows.
        table: all rows in their order, as they stood before the split.
        most: so many rows are looked at, always the same ones; None is all of them.

    Example:
        >>> from edunn import Model
        >>> model = Model([[1], [1]], "mse")
        >>> history = model.train("sgd", [[0.0], [1.0]], [0.0, 1.0], epochs=2)
        >>> Case(model, Pair(np.array([[0.0], [1.0]]), [0.0, 1.0])).updates
        2
    """

    model: Learner
    train: Pair
    test: Pair | None = None
    others: Sequence[Any] = ()
    asked: Pair | None = None
    groups: tuple[Any, Any] | None = None
    table: Pair | None = None
    most: int | None = None

    @property
    def setup(self) -> Setup | None:
        """What the last training was asked for."""
        return self.model.setup

    @cached_property
    def experiment(self) -> Experiment | None:
        """The training, to be repeated."""
        if self.setup is None:
            return None
        return Experiment.of(self.model, self.setup, self.train, self.test)

    # The rows

    @property
    def classifies(self) -> bool:
        """Whether the outputs are exclusive classes."""
        return self.model.class_names is not None

    @cached_property
    def seen(self) -> Pair:
        """The training rows that are looked at."""
        return self._some(self.train)

    @cached_property
    def held_out(self) -> Pair | None:
        """The test rows that are looked at."""
        return None if self.test is None else self._some(self.test)

    def _some(self, rows: Pair) -> Pair:
        if self.most is None or len(rows.x) <= self.most:
            return rows
        return rows.at(drawn(len(rows.x), self.most))

    @property
    def sees_all(self) -> bool:
        """Whether all rows are looked at."""
        return len(self.seen.x) == len(self.train.x)

    @cached_property
    def classes(self) -> Indices:
        """The class number of each training row that is looked at, `(N,)`."""
        return self.classes_of(self.seen)

    def classes_of(self, rows: Pair) -> Indices:
        """The class number of each row."""
        return self._targets.indices(np.asarray(rows.labels))

    @cached_property
    def majority(self) -> float:
        """The share of the most frequent class in the training rows."""
        return float(np.bincount(self.classes[self.classes >= 0]).max() / len(self.classes))

    @cached_property
    def sample(self) -> Indices:
        """The rows that go through the network."""
        return evenly(len(self.seen.x), ROWS)

    @cached_property
    def x(self) -> Array:
        """The inputs of those rows, `(B, I)`."""
        return self.seen.x[self.sample].astype(np.float64)

    @cached_property
    def neighbours(self) -> float:
        """How often the nearest other training row has the same class."""
        rows = evenly(len(self.flat))
        return neighbour_accuracy(self.flat[rows], self.classes[rows])

    @cached_property
    def flat(self) -> Array:
        """The training inputs that are looked at, as rows of numbers."""
        return self.seen.x.reshape(len(self.seen.x), -1).astype(np.float64)

    # The network

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers."""
        return self.model.layers

    @property
    def is_scaled(self) -> bool:
        """Whether the network scales its inputs."""
        return any(layer.is_scaling for layer in self.layers)

    @cached_property
    def largest_input(self) -> float:
        """The largest number that goes into the first weights; 0 where the network scales."""
        return 0.0 if self.is_scaled else float(np.abs(self.flat).max(initial=0.0))

    @cached_property
    def dense(self) -> tuple[int, ...]:
        """The positions of the dense layers."""
        return tuple(k for k, layer in enumerate(self.layers) if layer.is_dense)

    def activation_after(self, k: int) -> ActivationFunction | None:
        """The activation between layer `k` and the next layer with weights, if there is one."""
        for layer in self.layers[k + 1 :]:
            if layer.as_activation is not None:
                return layer.as_activation
            if layer.is_dense:
                return None
        return None

    @cached_property
    def hidden(self) -> dict[int, ActivationFunction]:
        """The activations below the last layer with weights, by their positions."""
        last = self.dense[-1] if self.dense else 0
        found = {k: layer.as_activation for k, layer in enumerate(self.layers[:last])}
        return {k: function for k, function in found.items() if function is not None}

    @cached_property
    def weights(self) -> list[Array]:
        """Every W, from the first layer to the last."""
        return [p["W"] for p in self.model.parameters if "W" in p]

    @cached_property
    def outputs(self) -> list[Array]:
        """The input and the output of every layer, as the network is now."""
        return self._signals(self.model.learned.theta)

    @cached_property
    def first_outputs(self) -> list[Array]:
        """The same before the first step of training."""
        return self.outputs if self.setup is None else self._signals(self.setup.theta)

    @cached_property
    def first_gradients(self) -> list[float]:
        """The length of the gradient of each W before the first step."""
        theta = self.model.learned.theta if self.setup is None else self.setup.theta
        rows = self.seen.at(self.sample)
        t = self._targets.encode(as_labels(rows.labels)).astype(np.float64)
        x = self.x.reshape(-1, *self.model.network.input_shape)
        with np.errstate(all="ignore"):
            found = self.model.objective.gradient(theta, x, t, self.model.learned.statistics).g
        views: Views = self.model.network.layout.views(found)
        return [float(np.linalg.norm(named["W"])) for named in views if "W" in named]

    @property
    def _targets(self) -> Targets:
        if self.model.targets is None:
            raise SettingError("this model is not trained, so there is no training to diagnose.")
        return self.model.targets

    def _signals(self, theta: Array) -> list[Array]:
        network = self.model.network
        with np.errstate(all="ignore"):
            x = self.x.reshape(-1, *network.input_shape)
            found = network.traced(network.layout.views(theta), x, self.model.learned.statistics)
        return found.outputs

    @cached_property
    def commonest_answer(self) -> float:
        """The share of the rows for which the class that is named most is named."""
        answers = np.bincount(chosen(self.outputs[-1]))
        return float(answers.max() / answers.sum())

    # The training

    @cached_property
    def loss(self) -> Array:
        """The loss of each epoch."""
        return self.curve("loss")

    @cached_property
    def val_loss(self) -> Array:
        """The loss of the validation rows, by epoch; empty without any."""
        return self.curve("val_loss")

    def curve(self, name: str) -> Array:
        """A column of the history; empty if it was not measured."""
        return np.array(self.model.history.history.get(name, ()), dtype=np.float64)

    @property
    def diverged(self) -> bool:
        """Whether training led to infinity."""
        return getattr(self.model.history.ending, "code", "") == "training.stopped"

    def note(self, *codes: str) -> Message | None:
        """The note of the training with one of these codes."""
        notes = (note for note in self.model.history.notes if isinstance(note, Message))
        return next((note for note in notes if note.code in codes), None)

    @property
    def advice(self) -> Message | None:
        """What was said where training diverged."""
        found: Any = self.model.history.ending
        for name in ("reason", "advice"):
            found = getattr(found, "values", {}).get(name)
        return found if isinstance(found, Message) else None

    @property
    def is_useless(self) -> bool:
        """Whether the network is no better than always giving one and the same answer."""
        if self.classifies:
            return self.train_quality <= by_chance(self.majority, len(self.classes))
        return self.train_quality < USELESS

    @cached_property
    def moved(self) -> float:
        """How far training has moved the parameters, as a share of their size at the start."""
        if self.setup is None:
            return np.inf
        first = self.setup.theta.astype(np.float64)
        length = float(np.linalg.norm(first))
        return float(np.linalg.norm(self.model.learned.theta - first)) / max(length, 1e-12)

    @property
    def is_over(self) -> bool:
        """Whether training has ended; so it has in a model that does not remember any."""
        return self.setup is None or bool(self.model.history.ending)

    @property
    def epochs(self) -> int:
        """The number of epochs that were run."""
        return len(self.model.history)

    @property
    def batch_size(self) -> int:
        """Rows of a mini-batch."""
        rows = len(self.train.x)
        return rows if self.setup is None else self.setup.plan.rows_at_once(rows)

    @property
    def updates(self) -> int:
        """The number of steps of the optimizer."""
        return self.epochs * ceil(len(self.train.x) / self.batch_size)

    @property
    def planned_updates(self) -> int:
        """The number of steps of the whole training."""
        epochs = self.setup.plan.epochs if self.setup else self.epochs
        return epochs * ceil(len(self.train.x) / self.batch_size)

    @cached_property
    def falling(self) -> float:
        """The share of the epochs in which the loss fell."""
        return float((np.diff(self.loss) < 0).mean()) if len(self.loss) > 1 else 0.0

    @cached_property
    def train_quality(self) -> float:
        """Accuracy or R2 on the training rows."""
        return quality(self.model, self.seen)

    @cached_property
    def test_quality(self) -> float:
        """Accuracy or R2 on the test rows, or without them on the training rows."""
        return quality(self.model, self.held_out) if self.held_out else self.train_quality

    @property
    def rate(self) -> float:
        """The learning rate of the first step; 0 where there is none."""
        return 0.0 if self.setup is None else first_rate(self.setup.algorithm)

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of the optimizer or strategy."""
        return default if self.setup is None else getattr(self.setup.algorithm, name, default)
