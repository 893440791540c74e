import numpy as np
import pytest

from edunn.data import Hand, distorted, load, prepare_digit, redrawn

STILL = Hand(size=(1, 1), degrees=0, slant=0)


@pytest.fixture(scope="module")
def few_images():
    return load("mnist").inputs[:200].reshape(-1, 28, 28)


def test_a_hand_that_does_not_differ_changes_nothing(few_images):
    same = distorted(few_images, np.random.default_rng(0), STILL, shift=0)
    np.testing.assert_allclose(same, few_images, atol=1e-5)


def test_a_larger_hand_needs_more_ink(few_images):
    larger = distorted(few_images, np.random.default_rng(0), Hand((1.1, 1.1), 0, 0), shift=0)
    ratio = larger.sum(axis=(1, 2)) / few_images.sum(axis=(1, 2))
    assert np.median(ratio) == pytest.approx(1.21, rel=0.02)


def test_the_seed_decides(few_images):
    first, again, other = (distorted(few_images, np.random.default_rng(k)) for k in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_drawings_have_hard_edges_and_differ_in_size_and_place(few_images):
    drawings = redrawn(few_images, np.random.default_rng(0), side=140)
    assert set(np.unique(drawings)) == {0, 255}
    rows = [np.flatnonzero(drawing.any(axis=1)) for drawing in drawings]
    height = np.array([np.ptp(row) + 1 for row in rows]) / 140
    assert height.min() < 0.4 < 0.7 < height.max()
    assert np.std([row.mean() for row in rows]) > 7


def test_the_recipe_finds_the_digit_again(few_images):
    drawings = redrawn(few_images, np.random.default_rng(0), side=280)
    again = np.array([prepare_digit(drawing) for drawing in drawings])
    likeness = [
        np.corrcoef(a.ravel(), b.ravel())[0, 1] for a, b in zip(again, few_images, strict=True)
    ]
    assert np.median(likeness) > 0.6
