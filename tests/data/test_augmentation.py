import numpy as np
import pytest

from edunn.data import Hand, distorted, inked, load, prepare_digit, redrawn

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


def test_bending_displaces_pixels_by_its_standard_deviation_and_neighbours_alike():
    bent = Hand(bend=1.4).displacements(200, np.random.default_rng(0))
    assert bent.shape == (2, 200, 28, 28)
    assert bent.std() == pytest.approx(1.4, rel=0.05)
    np.testing.assert_allclose(bent.std(axis=(0, 1)), 1.4, rtol=0.25)
    steps = np.diff(bent, axis=-1)
    assert np.abs(steps).max() < 1.5
    assert steps.std() < 0.3


def test_a_bent_digit_has_about_as_much_ink(few_images):
    bent = distorted(few_images, np.random.default_rng(0), Hand((1, 1), 0, 0, bend=1.4), shift=0)
    ratio = bent.sum(axis=(1, 2)) / few_images.sum(axis=(1, 2))
    assert np.median(ratio) == pytest.approx(1, rel=0.05)
    assert np.abs(bent - few_images).max() > 0.5


def test_another_pen_makes_lines_thicker_and_thinner_and_stays_between_0_and_1(few_images):
    other = inked(few_images, np.random.default_rng(0), width=0.8, contrast=0.5)
    ratio = other.sum(axis=(1, 2)) / few_images.sum(axis=(1, 2))
    assert ratio.min() < 0.7 < 1.4 < ratio.max()
    assert other.min() >= 0
    assert other.max() <= 1


def test_the_same_pen_changes_nothing(few_images):
    same = inked(few_images, np.random.default_rng(0), width=0, contrast=0)
    np.testing.assert_array_equal(same, few_images)
