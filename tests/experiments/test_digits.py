import numpy as np

from edunn.data import load
from edunn.experiments.digits import prepared_drawings, renew


def test_every_epoch_has_the_same_digits_in_other_hands():
    images = load("mnist").inputs[:600].reshape(-1, 28, 28)
    random = np.random.default_rng(0)
    first, second = np.zeros((2, 600, 784), np.float32)
    renew(first, images, random)
    renew(second, images, random)
    assert (first != second).any(axis=1).all()
    assert first.any(axis=1).all()
    assert first.min() >= 0
    assert first.max() <= 1 + 1e-6


def test_drawings_to_measure_by_are_repeatable():
    images = load("mnist").inputs[60_000:60_005].reshape(-1, 28, 28)
    once, again = (prepared_drawings(images, seed=3) for _ in range(2))
    np.testing.assert_array_equal(once, again)
    assert (once.max(axis=1) == 1).all()
