"""The classifier: what the outputs mean as classes, and as probabilities."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target

from edunn.arrays import Array
from edunn.errors import DataError, SettingError
from edunn.labels import Labels, as_labels, chosen, plain
from edunn.model import Model
from edunn.sklearn.base import NetworkEstimator
from edunn.sklearn.rows import Rows
from edunn.targets import Targets
from edunn.training import Examples
from edunn.training.weights import weigh_classes


@final
@dataclass(eq=False, repr=False)
class EduNNClassifier(ClassifierMixin, NetworkEstimator):  # type: ignore[misc]
    """A network that classifies, for pipelines, grid searches and all else of scikit-learn.

    In place of `MLPClassifier` it takes the same parameters, without those of L-BFGS. Its own are
    `architecture`, `initializer`, `loss`, `population_size`, `solver_params`, `engine` and
    `class_weight`.

    Args:
        hidden_layer_sizes: the units of each hidden layer, or layers in the short form, such as
            `[["standardize"], 100, [50, "tanh", {"dropout": 0.2}]]`.
        activation: of the hidden layers that have none of their own: any of EduNN's.
        solver: the algorithm: an optimizer ("adam", "gradient_descent" ...), a strategy of
            evolution ("genetic_algorithm", "cma_es" ...), or such an object. "sgd" is that of
            scikit-learn: gradient descent with Nesterov momentum.
        alpha: the strength of the L2 penalty, divided by the rows of a step; for layers without a
            penalty of their own.
        batch_size: rows of a mini-batch; "auto": 32, and all rows for evolution.
        learning_rate: "constant", or "adaptive": divided by 5 when the loss no longer falls.
        learning_rate_init: the learning rate, or a schedule; None is the solver's own.
        max_iter: at most so many epochs, or generations.
        shuffle: shuffle the rows before every epoch.
        random_state: a number repeats everything random.
        tol, n_iter_no_change: gradient descent ends when the loss has not fallen by more than `tol`
            in so many epochs, and keeps the best of them; with `tol=None` it goes on to `max_iter`,
            as evolution does.
        verbose: print the measures of each epoch.
        warm_start: let `fit` go on with the network of the last `fit`.
        momentum, nesterovs_momentum: of "sgd"; None is 0.9.
        early_stopping: hold back `validation_fraction` of the rows, end when the score on them does
            not rise by more than `tol` in `n_iter_no_change` epochs, and keep the best epoch.
        beta_1, beta_2, epsilon: of "adam" and "adamw"; None is the solver's own.
        architecture: the whole network in the short form, instead of the first two parameters.
        initializer: of the weights: Glorot's, as in scikit-learn; None is chosen by the activation.
        loss: a name or a loss object; None is the one that belongs to the last layer.
        population_size: of evolution; None is the strategy's own.
        solver_params: a dict of other settings of the solver, such as `{"mutation_scale": 0.1}`,
            and of evolution its `fitness` and `target`.
        engine: "numpy" (readable), "fused" (compiled), or "auto": the quicker of the two.
        class_weight: a weight for each class by name, or "balanced".

    Attributes:
        model_: the trained `edunn.Model`, to be traced, evaluated and saved.
        classes_, n_classes_, n_features_in_, feature_names_in_: of the rows of `fit`.
        loss_curve_, loss_, n_iter_: the loss of each epoch, the one that the network has, and the
            number of epochs of the last `fit`.
        validation_scores_: with early stopping, the score after each epoch.

    Example:
        >>> from sklearn.datasets import load_iris
        >>> from sklearn.pipeline import make_pipeline
        >>> from sklearn.preprocessing import StandardScaler
        >>> X, y = load_iris(return_X_y=True)
        >>> network = EduNNClassifier((8,), learning_rate_init=0.02, random_state=0)
        >>> make_pipeline(StandardScaler(), network).fit(X, y).score(X, y) > 0.95
        True
    """

    class_weight: Any = None

    _takes_numbers: ClassVar[bool] = False

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Train by one epoch, or generation, on these rows, and keep the state of the solver.

        Args:
            X, y, sample_weight: as for `fit`.
            classes: all classes that will ever come; only needed for the first call.

        Raises:
            EduNNError: as `fit`; or the classes are missing, or others.
        """
        return self._partial_fit(X, y, sample_weight, classes)

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """The class of each row, `(N,)`; of several labels a row, 0 or 1 for each, `(N, O)`."""
        return self._named(self._outputs(X))

    def predict_proba(self, X: Any) -> Array:
        """The probability of each class, `(N, C)`, in the order of `classes_`.

        Of several labels a row: the probability of each by itself.
        """
        y = self._outputs(X)
        return np.hstack([1 - y, y]) if y.shape[1] == 1 else y

    def predict_log_proba(self, X: Any) -> Array:
        """The logarithm of `predict_proba`."""
        with np.errstate(divide="ignore"):
            return np.log(self.predict_proba(X))

    @property
    def n_classes_(self) -> int:
        """The number of classes, or of labels."""
        return len(self.classes_)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_label = True
        return tags

    @property
    def _class_names(self) -> tuple[Any, ...] | None:
        return None if self._is_multilabel else tuple(self.classes_.tolist())

    @property
    def _monitor(self) -> str:
        return "val_loss" if self._is_multilabel else "val_accuracy"

    def _understand(self, y: Labels, is_new: bool, classes: Any) -> Labels:
        check_classification_targets(y)
        is_multilabel = type_of_target(y) == "multilabel-indicator"
        if y.ndim == 2 and not is_multilabel:
            raise DataError(
                f"y is {y.shape}, with several classes a column. Fit a classifier for each column, "
                "as MultiOutputClassifier does, or pass columns of 0 and 1."
            )
        found = np.arange(y.shape[1]) if is_multilabel else np.unique(y)
        if is_new:
            found = found if classes is None else np.unique(classes)
            self._is_multilabel, self.classes_ = is_multilabel, found
        elif not np.isin(found, self.classes_).all() or is_multilabel != self._is_multilabel:
            raise DataError(
                f"y has the classes {found.tolist()}, but the network was trained for "
                f"{self.classes_.tolist()}. Name all of them in the first partial_fit, or fit anew."
            )
        if len(self.classes_) < 2:
            raise DataError(
                f"y has one class only, {plain(found[0])!r}: expected two or more classes."
            )
        return y

    def _weighed(self, X: Array, y: Labels, sample_weight: Any) -> Rows:
        rows = super()._weighed(X, y, sample_weight)
        if self.class_weight is None:
            return rows
        if self._is_multilabel:
            raise SettingError(
                "class_weight is for one class a row, and these rows have several labels. Pass "
                "sample_weight to fit instead."
            )
        targets = Targets(len(self.classes_), self._class_names)
        examples = Examples(X, targets.encode(as_labels(y)), rows.weights)
        return rows._replace(weights=weigh_classes(examples, targets, self.class_weight).weights)

    def _strata(self, y: Labels) -> Labels | None:
        return None if self._is_multilabel else y

    def _ending(self, y: Labels) -> tuple[int, str]:
        count = len(self.classes_)
        if self._is_multilabel or count == 2:
            return count if self._is_multilabel else 1, "sigmoid"
        return count, "softmax"

    def _check_network(self, model: Model) -> None:
        ending, outputs = model.network.ending, model.network.shapes[-1][0]
        is_single = outputs == 1 or self._is_multilabel
        if ending is None or not (ending.is_probability if is_single else ending.is_distribution):
            raise SettingError(
                f"architecture ends in {outputs} outputs that are no probabilities. End it with "
                '"softmax", with one unit and "sigmoid" for two classes, or with "sigmoid" for '
                "several labels a row."
            )
        if model.objective.loss.off:
            raise SettingError(
                f"loss={self.loss!r} is for outputs below 0 and above, but a classifier gives "
                "probabilities. Leave the loss out, or try 'mse'."
            )

    def _named(self, outputs: Array) -> npt.NDArray[Any]:
        """The classes, or labels, that outputs `(N, O)` indicate."""
        if self._is_multilabel:
            return np.asarray(outputs > 0.5).astype(int)
        names: npt.NDArray[Any] = self.classes_[chosen(outputs)]
        return names

    def _score(self, model: Any, X: Array, y: Labels) -> float:
        right = self._named(model.predict(X)) == y
        return float(right.all(axis=1).mean() if self._is_multilabel else right.mean())
