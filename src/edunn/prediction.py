"""Prediction: what a network gives for rows of inputs, and how good that is."""

from abc import ABC
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Never

import numpy as np

from edunn import notebook
from edunn.architecture import network_in_words
from edunn.arrays import Array
from edunn.boundary import Boundary, Feature
from edunn.diagram import diagram
from edunn.errors import DataError
from edunn.evaluation import Evaluation, evaluate
from edunn.habits import PREDICTING, refuse_foreign
from edunn.labels import ClassName
from edunn.network import Views
from edunn.parametric import Parametric
from edunn.plots import Chart
from edunn.targets import Targets
from edunn.text import abridged, plural
from edunn.training.preparing import Given, Intake


class Predictor(Parametric, ABC):
    """A network that predicts: the half of a `Model` that is measured on rows.

    Attributes:
        targets: what the outputs stand for; None before the first training.
        feature_names: the names of the inputs, if they are known.
    """

    targets: Targets | None
    feature_names: tuple[str, ...]

    @property
    def class_names(self) -> tuple[ClassName, ...] | None:
        """The name of each class; None before training, and for regression."""
        return self.targets.classes if self.targets else None

    def predict(self, inputs: Any = None, **unknown: Never) -> Array:
        """The outputs: `(B, I)` or a Dataset gives `(B, O)`, one row `(I,)` gives `(O,)`.

        Square images, `(28, 28)` or `(B, 28, 28)`, may stand for rows of their pixels, `(784,)`.

        Raises:
            ShapeError, DataError: the inputs do not fit.
        """
        refuse_foreign(PREDICTING, unknown, "argument of predict", ("inputs",))
        with _quiet():
            y = self.objective.outputs(self._logits(self._intake.rows(inputs)))
            y = y if self.targets is None else self.targets.restored(y)
        return y[0] if self._intake.is_single(inputs) else y

    def __call__(self, inputs: Any) -> Array:
        """The same as `predict`."""
        return self.predict(inputs)

    def predict_proba(self, inputs: Any) -> Array:
        """The probability of each class for each row, `(B, C)`, in the order of `class_names`.

        One sigmoid unit gives two columns, and one row a batch of one. Of a multi-label network:
        the probability of each label, `(B, O)`.

        Raises:
            ShapeError, DataError: the inputs do not fit, or the outputs are not probabilities.

        Example:
            >>> from edunn import Model
            >>> Model([[2], [1, "sigmoid"]], seed=0).predict_proba([0.0, 0.0])
            array([[0.5, 0.5]], dtype=float32)
        """
        last, outputs = self.network.last_activation, self.network.shapes[-1][0]
        is_of_labels = self.targets is not None and bool(self.targets.marks)
        y = np.atleast_2d(self.predict(inputs))
        if last is not None and last.is_probability and outputs == 1 and not is_of_labels:
            return np.hstack([1.0 - y, y])  # (B, 1) -> (B, 2)
        if last is None or not (last.is_distribution or is_of_labels):
            raise DataError(
                "these outputs are not the probabilities of classes: those of softmax are, and that"
                " of one sigmoid unit. Use model.predict for the outputs as they are."
            )
        return y

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

    def evaluate(self, inputs: Any = None, labels: Any = None, **unknown: Never) -> Evaluation:
        """Loss, and accuracy, confusion matrix and report (or errors, for regression).

        Raises:
            ShapeError, DataError: rows or labels do not fit.
        """
        refuse_foreign(PREDICTING, unknown, "argument of evaluate", ("inputs", "labels"))
        (x, t, _), meaning = self._predictive_intake.examples(Given.of(inputs, labels))
        with _quiet():
            z, t = meaning.restored(self._logits(x)), meaning.restored(t)
            loss = self.objective.mean_loss(z, t) + self.objective.penalty(self.learned.theta)
            return evaluate(float(loss), self.objective.outputs(z), t, meaning)

    def score(self, inputs: Any, labels: Any = None) -> float:
        """The accuracy, or R2 of a regression, as `evaluate(...).score` is.

        Raises:
            ShapeError, DataError: rows or labels do not fit, or R2 of a single row.
        """
        score = self.evaluate(inputs, labels).score
        if score is None:
            raise DataError("R2 compares rows with their mean, and there is one row. Pass more.")
        return score

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

    def plot(self) -> Chart:
        """The network as a diagram: units and weights of a small one, else a box for each layer.

        Example:
            >>> from edunn import Model
            >>> Model([[2], [3, "tanh"], [1, "sigmoid"]], seed=0).plot().panels[0].description
            '2 - 3 tanh - 1 sigmoid'
        """
        p = self.network.layout.views(self.learned.theta)
        return diagram(self.network, p, self.feature_names, tuple(map(str, self.class_names or ())))

    def plot_boundary(
        self, inputs: Any, labels: Any = None, *, features: Sequence[Feature] = ()
    ) -> Chart:
        """What the network gives for every point of the plane of two inputs, and these rows.

        Args:
            inputs, labels: rows to draw: arrays, or a Dataset with both.
            features: the two inputs by name or number, where there are more; the others are held
                at their medians. A single input gives a curve.

        Raises:
            EduNNError: the rows do not fit, or have no plane; which two inputs is not said.

        Example:
            >>> from edunn import Model, data
            >>> moons = data.load("moons")
            >>> model = Model([[2], [8, "tanh"], [2, "softmax"]], seed=0)
            >>> history = model.train("adam", moons, epochs=20, learning_rate=0.05)
            >>> model.plot_boundary(moons).panels[0].title
            'Decision boundary'
        """
        (x, t, _), meaning = self._predictive_intake.examples(Given.of(inputs, labels))
        names = self.feature_names or tuple(f"x{k + 1}" for k in range(x.shape[1]))
        return Boundary(self.predict, x, meaning.restored(t), meaning, names).chart(features)

    @property
    def _intake(self) -> Intake:
        known = () if self.targets is None else self.learned.statistics
        facts = self.targets, self.feature_names, self.target_scaling, known
        return Intake(self.objective, self.dtype, *facts)

    @property
    def _predictive_intake(self) -> Intake:
        """For what `predict` gives: an untrained network has no unit yet."""
        return self._intake if self.targets else replace(self._intake, target_scaling="none")

    def _repr_html_(self) -> str:
        count = plural(self.network.layout.size, "parameter")
        names = ", ".join(abridged(list(map(str, self.class_names or ())), 12))
        facts = f"{count}, {self.dtype}" + (f"; classes: {names}" if names else "")
        title = f"Model {network_in_words(self.network)}"
        layers = notebook.fold("layers", self.summary().element)
        return notebook.page(title, notebook.text(facts, pale=True), layers, self.plot().element())

    def _logits(self, x: Array) -> Array:
        return self.objective.logits(self.learned.theta, x, self.learned.statistics)

    def _statistics(self, x: Array) -> Views:
        """The layers' statistics: those kept, or before the first training those of these rows."""
        if self.targets is not None:
            return self.learned.statistics
        with _quiet():
            return self.objective.network.measured(self.learned.theta, x, self.learned.statistics)


def _quiet() -> np.errstate:
    """No warnings of NumPy: NaN or infinity in a result is clear enough."""
    return np.errstate(over="ignore", invalid="ignore")
