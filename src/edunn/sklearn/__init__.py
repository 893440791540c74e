"""Estimators: EduNN's networks, to be used wherever scikit-learn takes a classifier or regressor.

    from edunn.sklearn import EduNNClassifier

    make_pipeline(StandardScaler(), EduNNClassifier(random_state=0)).fit(X, y).score(X, y)

Cross-validation, grid search, voting, calibration and plots come from scikit-learn; the network and
its training are those of `edunn.Model`, and after `fit` the model itself is in `model_`.
"""

from importlib.util import find_spec

if find_spec("sklearn") is None:
    raise ImportError("edunn.sklearn needs scikit-learn: run  pip install 'edunn-lab[sklearn]'")

from edunn.sklearn.classifier import EduNNClassifier
from edunn.sklearn.regressor import EduNNRegressor

__all__ = ["EduNNClassifier", "EduNNRegressor"]
