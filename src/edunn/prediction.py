"""Prediction: a network with its parameters, and what they give for rows of inputs."""

from abc import ABC
from dataclasses import replace
from typing import Any

import numpy as np

from edunn.architecture import summarize
from edunn.arrays import Array
from edunn.errors import DataError
from edunn.evaluation import Evaluation, evaluate
from edunn.labels import ClassName
from edunn.layers import Layer
from edunn.network import Learned, Network, Views
from edunn.objective import Objective
from edunn.targets import Targets
from edunn.training.preparing import Given, Intake


class Predictor(ABC):
    """A network with its parameters: the half of a `Model` that predicts and is measured.

    Attributes:
        objective: the network and its loss.
        learned: the parameters, as one vector, and the layers' statistics.
        targets: what the outputs stand for; None before the first training.
        feature_names: the names of the inputs, if they are known.
        target_scaling: "standardize" if targets are learned in units of their spread, "none" if
            not; "auto" before the first training decides.
        dtype: "float32" or "float64".
    """

    objective: Objective
    learned: Learned
    targets: Targets | None
    feature_names: tuple[str, ...]
    target_scaling: str
    dtype: str

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
        """All parameters, as one vector `(n,)`: layer by layer `W`, row by row, then `b`.

        It is a copy; assign a vector to change the network.

        Raises:
            ShapeError, DataError: the vector assigned is not `n` finite numbers.
        """
        return self.learned.theta.copy()

    @theta.setter
    def theta(self, vector: Any) -> None:
        self.learned.theta = self.network.layout.checked(vector, self.dtype)
        if self.target_scaling == "auto":  # outputs of these weights have the unit of the data
            self.target_scaling = "none"

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

    def predict(self, inputs: Any) -> Array:
        """The outputs: `(B, I)` gives `(B, O)`, one row `(I,)` gives `(O,)`.

        Square images, `(28, 28)` or `(B, 28, 28)`, may stand for rows of their pixels, `(784,)`.

        Raises:
            ShapeError, DataError: the inputs do not fit.
        """
        with _quiet():
            y = self.objective.outputs(self._logits(self._intake.rows(inputs)))
            y = y if self.targets is None else self.targets.restored(y)
        return y[0] if self._intake.is_single(inputs) else y

    def classify(self, inputs: Any) -> Any:
        """The name of the class of each row: a list, or for one row or image the name itself.

        Of a multi-label network: for each row a list of the names of its labels.

        Raises:
            ShapeError, DataError: the inputs do not fit, or the outputs are not classes.
        """
        y = self.predict(inputs)
        if self.targets is None:
            raise DataError("the outputs of an untrained model have no names. Train it first.")
        names = self.targets.decode(y)
        return names[0] if y.ndim == 1 else names

    def evaluate(self, inputs: Any, labels: Any = None) -> Evaluation:
        """Loss, and accuracy, confusion matrix and report (or errors, for regression).

        Raises:
            ShapeError, DataError: rows or labels do not fit.
        """
        (x, t, _), meaning = self._predictive_intake.examples(Given.of(inputs, labels))
        with _quiet():
            z, t = meaning.restored(self._logits(x)), meaning.restored(t)
            loss = self.objective.mean_loss(z, t) + self.objective.penalty(self.learned.theta)
            return evaluate(float(loss), self.objective.outputs(z), t, meaning)

    def loss(self, inputs: Any, labels: Any = None) -> float:
        """What training minimizes: the mean loss over the rows, plus the penalty."""
        (x, t, _), _ = self._intake.examples(Given.of(inputs, labels))
        with _quiet():
            value = self.objective.value(self.learned.theta, x, t, self.learned.statistics)
        return float(value)

    def gradient(self, inputs: Any, labels: Any = None) -> Array:
        """The gradient of `loss` by theta, `(n,)`, in theta's order."""
        (x, t, _), _ = self._intake.examples(Given.of(inputs, labels))
        with _quiet():
            return self.objective.gradient(self.learned.theta, x, t, self.learned.statistics).g

    @property
    def _intake(self) -> Intake:
        known = () if self.targets is None else self.learned.statistics
        facts = self.targets, self.feature_names, self.target_scaling, known
        return Intake(self.objective, self.dtype, *facts)

    @property
    def _predictive_intake(self) -> Intake:
        """For what `predict` gives: an untrained network has no unit yet."""
        return self._intake if self.targets else replace(self._intake, target_scaling="none")

    def _logits(self, x: Array) -> Array:
        return self.objective.logits(self.learned.theta, x, self.learned.statistics)

    def _statistics(self, x: Array) -> Views:
        """The layers' statistics: those kept, or before the first training those of these rows."""
        if self.targets is not None:
            return self.learned.statistics
        with _quiet():
            return self.network.measured(self.learned.theta, x, self.learned.statistics)


def _quiet() -> np.errstate:
    """No warnings of NumPy: NaN or infinity in a result is clear enough."""
    return np.errstate(over="ignore", invalid="ignore")
