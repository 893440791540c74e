import numpy as np
import pytest

from edunn import Model
from edunn.data import load
from edunn.experiments.digits import calibrate, parts, prepared_drawings, renew, sure_from
from edunn.metrics import calibration_error


def test_every_epoch_has_the_same_digits_in_other_hands():
    images = load("mnist").inputs[:600].reshape(-1, 28, 28)
    random = np.random.default_rng(0)
    first, second = np.zeros((2, 600, 28, 28, 1), np.float32)
    renew(first, images, random)
    renew(second, images, random)
    assert (first != second).any(axis=(1, 2, 3)).all()
    assert first.any(axis=(1, 2, 3)).all()
    assert first.min() >= 0
    assert first.max() <= 1 + 1e-6


def test_drawings_to_measure_by_are_repeatable():
    images = load("mnist").inputs[60_000:60_005].reshape(-1, 28, 28)
    once, again = (prepared_drawings(images, seed=3) for _ in range(2))
    np.testing.assert_array_equal(once, again)
    assert (once.max(axis=1) == 1).all()


def test_the_digits_held_back_are_not_learned_from():
    learned, held_back = parts()
    assert (len(learned), len(held_back)) == (55_000, 5_000)
    np.testing.assert_array_equal(held_back.inputs, load("mnist").inputs[55_000:60_000])


@pytest.mark.parametrize("factor", [4.0, 0.25])
def test_a_network_that_is_too_sure_or_not_sure_enough_is_calibrated(factor):
    digits = load("mnist").split()[0].take(slice(3000))
    model = Model([[784], [16, "relu"], [10, "softmax"]], seed=0)
    model.train("adam", digits, epochs=3)
    theta = model.theta.copy()
    theta[-170:] *= factor  # W and b of the last layer: all logits
    model.theta = theta
    before = model.predict(digits.inputs)
    calibrate(model, digits)
    after = model.predict(digits.inputs)
    np.testing.assert_array_equal(after.argmax(axis=1), before.argmax(axis=1))
    errors = [calibration_error(digits.targets, y) for y in (before, after)]
    assert errors[1] < errors[0] / 2


def test_sure_means_right_nearly_always():
    random = np.random.default_rng(0)
    confidence = random.random(20_000)
    is_right = random.random(20_000) < confidence
    sure = sure_from(confidence, is_right, share=0.9)
    assert is_right[confidence >= sure].mean() >= 0.9
    assert sure == pytest.approx(0.8, abs=0.02)  # the mean of those above is 0.9
    assert sure_from(np.array([0.9]), np.array([False])) == 1.0
