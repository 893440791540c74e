"""scikit-learn's own checks of an estimator, every one of them."""

import pytest
from sklearn.utils.estimator_checks import (
    check_sample_weight_equivalence_on_dense_data,
    parametrize_with_checks,
)

from edunn.sklearn import EduNNClassifier, EduNNRegressor

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


@parametrize_with_checks([EduNNClassifier(), EduNNRegressor()])
def test_all_checks_of_scikit_learn(estimator, check):
    check(estimator)


@pytest.mark.parametrize("estimator", [EduNNClassifier(), EduNNRegressor()])
def test_in_one_batch_a_weight_is_as_good_as_a_repeated_row(estimator):
    estimator.set_params(batch_size=1000, alpha=0.1)
    check_sample_weight_equivalence_on_dense_data(type(estimator).__name__, estimator)
