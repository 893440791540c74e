"""What holds for every loss: shapes, populations, dtype, purity, plain hyperparameters."""

import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.losses import (
    BinaryCrossEntropy,
    CrossEntropy,
    Hinge,
    Huber,
    KLDivergence,
    LogCosh,
    MeanAbsoluteError,
    MeanSquaredError,
    SigmoidBinaryCrossEntropy,
    SoftmaxCrossEntropy,
)
from edunn.losses.base import row_mean, row_sum

P, B, O = 5, 4, 3  # noqa: E741
SMOOTHING = [BinaryCrossEntropy, CrossEntropy, SigmoidBinaryCrossEntropy, SoftmaxCrossEntropy]
LOSSES = [
    MeanSquaredError(),
    MeanAbsoluteError(),
    Huber(),
    LogCosh(),
    Hinge(),
    KLDivergence(),
    *(loss() for loss in SMOOTHING),
    *(loss(label_smoothing=0.1) for loss in SMOOTHING),
]
every_loss = pytest.mark.parametrize("loss", LOSSES, ids=repr)


def crowd(dtype=np.float64):
    """Outputs of a population, and the targets that all of it shares."""
    random = np.random.default_rng(7)
    y = random.uniform(0.1, 0.9, (P, B, O)).astype(dtype)
    return y, np.eye(O, dtype=dtype)[random.integers(0, O, B)]


@every_loss
def test_rows_give_one_loss_a_row_and_gradients_the_shape_of_the_outputs(loss):
    y, t = crowd()
    assert loss.per_example(y[0], t).shape == (B,)
    assert loss.gradient(y[0], t).shape == (B, O)


@every_loss
def test_an_individual_of_a_population_is_judged_as_if_it_were_alone(loss):
    y, t = crowd()
    rows, gradient = loss.per_example(y, t), loss.gradient(y, t)
    assert rows.shape == (P, B)
    assert gradient.shape == (P, B, O)
    for p in range(P):
        np.testing.assert_array_equal(rows[p], loss.per_example(y[p], t))
        np.testing.assert_array_equal(gradient[p], loss.gradient(y[p], t))


@every_loss
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_is_kept(loss, dtype):
    y, t = crowd(dtype)
    assert loss.per_example(y, t).dtype == dtype
    assert loss.gradient(y, t).dtype == dtype


@every_loss
def test_arguments_are_left_as_they_were(loss):
    y, t = crowd()
    y.flags.writeable = t.flags.writeable = False
    loss.per_example(y, t)
    loss.gradient(y, t)


@every_loss
def test_not_a_number_is_never_hidden(loss):
    y, t = crowd()
    y[0, 0] = np.nan
    with np.errstate(invalid="ignore"):
        assert np.isnan(loss.per_example(y, t)[0, 0])


@every_loss
def test_losses_are_values(loss):
    assert loss == type(loss)(**vars(loss))
    with pytest.raises(AttributeError):
        loss.off = 5.0


@pytest.mark.parametrize("loss", SMOOTHING)
@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), "0.1", None, True])
def test_label_smoothing_is_a_share(loss, share):
    with pytest.raises(SettingError, match=r"label_smoothing is .* from 0 to 1"):
        loss(label_smoothing=share)


@pytest.mark.parametrize("loss", SMOOTHING)
def test_a_numpy_number_as_setting_keeps_float32(loss):
    y, t = crowd(np.float32)
    assert loss(label_smoothing=np.float64(0.1)).gradient(y, t).dtype == np.float32


def test_row_sum_and_row_mean_are_those_of_numpy():
    y, _ = crowd()
    np.testing.assert_allclose(row_sum(y), y.sum(axis=-1))
    np.testing.assert_allclose(row_mean(y), y.mean(axis=-1))
