"""The regressor: outputs that are numbers, learned in units of their spread."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self, final

import numpy as np
from sklearn.base import RegressorMixin
from sklearn.metrics import r2_score

from edunn.arrays import Array
from edunn.labels import Labels
from edunn.model import Model
from edunn.sklearn.base import NetworkEstimator


@final
@dataclass(eq=False, repr=False)
class EduNNRegressor(RegressorMixin, NetworkEstimator):  # type: ignore[misc]
    """A network that predicts numbers, for pipelines, grid searches and all else of scikit-learn.

    The parameters and attributes are those of `EduNNClassifier`, without classes. The loss is the
    mean squared error by default, without scikit-learn's factor of one half. Behind linear outputs
    it is in units of the targets' spread over the training set, so that the same settings suit
    prices and percentages; `predict` and `score` are in the unit of the data.

    Example:
        >>> from sklearn.datasets import load_diabetes
        >>> from sklearn.pipeline import make_pipeline
        >>> from sklearn.preprocessing import StandardScaler
        >>> X, y = load_diabetes(return_X_y=True)
        >>> network = EduNNRegressor((16,), learning_rate_init=0.01, random_state=0)
        >>> make_pipeline(StandardScaler(), network).fit(X, y).score(X, y) > 0.5
        True
    """

    _takes_numbers: ClassVar[bool] = True

    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Train by one epoch, or generation, on these rows, and keep the state of the solver.

        Raises:
            EduNNError: as `fit`.
        """
        return self._partial_fit(X, y, sample_weight)

    def predict(self, X: Any) -> Array:
        """The number that is predicted for each row, `(N,)`; or several, `(N, O)`."""
        y = self._outputs(X)
        return y[:, 0] if self._is_flat else y

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags

    @property
    def _class_names(self) -> tuple[Any, ...] | None:
        return None

    @property
    def _monitor(self) -> str:
        return "val_loss"

    def _understand(self, y: Labels, is_new: bool, classes: Any) -> Labels:
        self._is_flat = y.ndim == 1
        return np.asarray(y, dtype=np.float64)

    def _strata(self, y: Labels) -> Labels | None:
        return None

    def _ending(self, y: Labels) -> tuple[int, str]:
        return 1 if y.ndim == 1 else y.shape[1], "linear"

    def _check_network(self, model: Model) -> None:
        ending = model.network.ending
        if ending is None or ending.is_linear:
            model.target_scaling = "standardize"

    def _score(self, model: Any, X: Array, y: Labels) -> float:
        return float(r2_score(y, model.predict(X).reshape(y.shape)))
