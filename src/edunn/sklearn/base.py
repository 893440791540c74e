"""The estimator that classifier and regressor share: parameters, training, and what `fit` leaves.

    fit           a new model, trained by all epochs        -> model_, loss_curve_, ...
    partial_fit   the same model, trained by one epoch more on these rows
    warm_start    a new model that begins with the weights of the last one

The base class keeps to scikit-learn's contract: `__init__`, which is that of a dataclass, only
stores the parameters, and what `fit` finds ends in an underscore. Linear algebra runs on one
thread, as in the processes of joblib, so that `n_jobs` changes no number.
"""

import warnings
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.validation import check_is_fitted, column_or_1d, validate_data

from edunn.arrays import Array
from edunn.catalogue import label_of
from edunn.errors import SettingError
from edunn.exports.library_names import ACTIVATIONS, Elsewhere
from edunn.labels import Labels
from edunn.model import Model
from edunn.progress import in_words
from edunn.sklearn.continuing import Paused, continue_from
from edunn.sklearn.networks import architecture_of, regularizer_of
from edunn.sklearn.parameters import check_parameters, seed_of
from edunn.sklearn.rows import Rows, weights_of
from edunn.sklearn.solvers import algorithm_of, batch_size_of, stopping_of
from edunn.training import Training
from edunn.workers.threads import one_thread

UNENDING = 2
"""Epochs of a training of which `partial_fit` takes the first: it does not end there."""


@dataclass(eq=False, repr=False)
class NetworkEstimator(BaseEstimator, ABC):  # type: ignore[misc]
    """A network that scikit-learn can clone, fit and score; see `EduNNClassifier`."""

    hidden_layer_sizes: Any = (100,)
    activation: Any = "relu"
    _: KW_ONLY
    solver: Any = "adam"
    alpha: float = 0.0001
    batch_size: Any = "auto"
    learning_rate: Any = "constant"
    learning_rate_init: Any = None
    max_iter: int = 200
    shuffle: bool = True
    random_state: Any = None
    tol: float | None = 0.0001
    verbose: Any = False
    warm_start: bool = False
    momentum: float | None = None
    nesterovs_momentum: bool = True
    early_stopping: bool = False
    validation_fraction: float = 0.1
    beta_1: float | None = None
    beta_2: float | None = None
    epsilon: float | None = None
    n_iter_no_change: Any = 20
    architecture: Any = None
    initializer: Any = "glorot_uniform"
    loss: Any = None
    population_size: int | None = None
    solver_params: Mapping[str, Any] | None = None
    engine: Any = "auto"

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Train a new network on these rows; with `warm_start`, go on with the last one.

        Args:
            X: rows of numbers, `(N, I)`: an array, a list, or a DataFrame.
            y: the label or target of each row, `(N,)`; `(N, O)` for several at once.
            sample_weight: how much each row counts, `(N,)`.

        Raises:
            SettingError, UnknownNameError, ArchitectureError: a parameter cannot be.
            ValueError: rows or targets cannot be learned from.
            DivergedError: training led to infinity.
        """
        check_parameters(self)
        is_new = not (self.warm_start and self._is_fitted)
        X, y = self._read(X, y, is_new)
        seed = seed_of(self.random_state)
        rows = self._weighed(X, y, sample_weight)
        if self.early_stopping:
            rows = rows.split(self.validation_fraction, seed, self._strata(y))
        model = self._built(rows, seed, None if is_new else self.model_)
        training = self._training(model, rows, self.max_iter)
        with one_thread():
            scores = self._run(training, rows)
        self._keep(model, training, [] if is_new else self.loss_curve_)
        self.validation_scores_ = scores if self.early_stopping else None
        self._warn_if_unfinished(training)
        return self

    def _partial_fit(self, X: Any, y: Any, sample_weight: Any, classes: Any = None) -> Self:
        """Train the same network by one more epoch, or generation, on these rows."""
        check_parameters(self)
        if self.early_stopping:
            raise SettingError(
                "partial_fit takes one epoch at a time, so early_stopping has nothing to stop. "
                "Leave it out, or call fit."
            )
        is_new = not self._is_fitted
        X, y = self._read(X, y, is_new, classes)
        rows = self._weighed(X, y, sample_weight)
        previous = None if is_new else self.model_
        model = self._built(rows, seed_of(self.random_state), previous)
        training = self._training(model, rows, UNENDING)
        if previous is not None:
            model.random = training.random = previous.random
            self._paused.resume(training)
        with one_thread():
            next(training)
        self._keep(model, training, [] if is_new else self.loss_curve_)
        self.validation_scores_ = None
        return self

    @property
    def coefs_(self) -> list[Array]:
        """The weights of each layer that has any, `(I, O)`."""
        return [p["W"] for p in self.model_.parameters if "W" in p]

    @property
    def intercepts_(self) -> list[Array]:
        """The biases of each layer that has any, `(O,)`."""
        return [p["b"] for p in self.model_.parameters if "b" in p]

    @property
    def out_activation_(self) -> str:
        """The name of the last activation: scikit-learn's, where it has one."""
        ending = self.model_.network.ending
        name = "linear" if ending is None else label_of(ending)
        return ACTIVATIONS.get(name, Elsewhere()).sklearn or name

    @property
    def n_layers_(self) -> int:
        """The number of layers of units, the inputs among them."""
        return len(self.coefs_) + 1

    @property
    def n_outputs_(self) -> int:
        """The number of outputs of the network."""
        return int(self.model_.network.shapes[-1][0])

    @property
    def best_loss_(self) -> float | None:
        """The lowest loss of all epochs; None with early stopping, which looks at the scores."""
        return None if self.validation_scores_ else min(self.loss_curve_)

    @property
    def best_validation_score_(self) -> float | None:
        """The highest score on the validation set; None without early stopping."""
        return max(self.validation_scores_) if self.validation_scores_ else None

    @property
    def _is_fitted(self) -> bool:
        return hasattr(self, "model_")

    _takes_numbers: ClassVar[bool]
    """Whether the targets are numbers."""

    @property
    @abstractmethod
    def _class_names(self) -> tuple[Any, ...] | None:
        """The names of the classes, in order; None if the outputs are no exclusive classes."""

    @property
    @abstractmethod
    def _monitor(self) -> str:
        """The measure of the validation set by which early stopping decides."""

    @abstractmethod
    def _understand(self, y: Labels, is_new: bool, classes: Any) -> Labels:
        """The targets as they are to be learned, if they can be."""

    @abstractmethod
    def _strata(self, y: Labels) -> Labels | None:
        """What the validation set has in the same shares as the training set."""

    @abstractmethod
    def _ending(self, y: Labels) -> tuple[int, str]:
        """The number of outputs, and the last activation."""

    @abstractmethod
    def _check_network(self, model: Model) -> None:
        """Check that the outputs of a network can mean what this estimator predicts."""

    @abstractmethod
    def _score(self, model: Any, X: Array, y: Labels) -> float:
        """The score of a model in training, as `score` defines it."""

    def _read(self, X: Any, y: Any, is_new: bool, classes: Any = None) -> tuple[Array, Labels]:
        """Rows and targets as arrays; their names and number are kept, or compared with those."""
        X, y = validate_data(
            self,
            X,
            y,
            reset=is_new,
            dtype=(np.float64, np.float32),
            multi_output=True,
            y_numeric=self._takes_numbers,
        )
        y = column_or_1d(y, warn=True) if y.ndim == 2 and y.shape[1] == 1 else y
        return X, self._understand(y, is_new, classes)

    def _weighed(self, X: Array, y: Labels, sample_weight: Any) -> Rows:
        """Rows with their weights."""
        return Rows(X, y, weights_of(len(y), sample_weight))

    def _built(self, rows: Rows, seed: int, previous: Model | None) -> Model:
        """The model before its training; with the parameters of the previous one, if there is."""
        outputs, ending = self._ending(rows.y)
        dtype = rows.X.dtype if previous is None else previous.dtype
        model = Model(
            architecture_of(self, rows.X.shape[1], outputs, ending),
            self.loss,
            initializer=self.initializer,
            regularizer=regularizer_of(self, len(rows.X), rows.mean_weight),
            target_scaling="none",
            dtype="float32" if dtype == "float32" else "float64",
            seed=seed,
            engine=self.engine,
        )
        self._check_network(model)
        if previous is not None:
            continue_from(previous, model)
        return model

    def _training(self, model: Model, rows: Rows, epochs: int) -> Training:
        algorithm, settings = algorithm_of(self)
        return model.training(
            algorithm,
            rows.X,
            rows.y,
            epochs=epochs,
            batch_size=batch_size_of(self),
            shuffle_data=self.shuffle,
            validation_data=rows.validation,
            classes=self._class_names,
            sample_weight=rows.relative_weights,
            early_stopping=stopping_of(self, self._monitor),
            **settings,
        )

    def _run(self, training: Training, rows: Rows) -> list[float]:
        """Train to the end; the score on the validation set after each epoch, if there is one."""
        if rows.validation is None and not self.verbose:
            training.finish()
        scores = []
        for record in training:
            if self.verbose:
                print(f"epoch {record.index}: {in_words(record)}")
            if rows.validation is not None:
                scores.append(self._score(training.owner, *rows.validation))
        return scores

    def _keep(self, model: Model, training: Any, curve: list[float]) -> None:
        """What scikit-learn looks for after `fit`."""
        model.feature_names = tuple(getattr(self, "feature_names_in_", ()))
        self.model_ = model
        self.n_iter_ = len(training.history)
        losses = training.history.columns["loss"]
        self.loss_curve_ = curve + losses
        self.loss_ = losses[training.watch.epoch - 1]  # of the best epoch, or else of the last
        self._paused = Paused.of(training)

    def _warn_if_unfinished(self, training: Training) -> None:
        """Tell of a loss that still fell, as scikit-learn does."""
        rule = training.plan.early_stopping
        if rule is None or self.early_stopping or rule.is_over(training.watch):
            return
        warnings.warn(
            f"the loss still fell after {self.max_iter} epochs. Raise max_iter or "
            "learning_rate_init, or set tol=None to train for max_iter epochs, whatever the loss.",
            ConvergenceWarning,
            stacklevel=3,
        )

    def _outputs(self, X: Any) -> Array:
        """The outputs of the network, `(N, O)`."""
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, dtype=(np.float64, np.float32))
        with one_thread():
            return self.model_.predict(X)
