import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edunn.data import load, prepare_digit
from edunn.data.digits import preparation_of, shrunk
from edunn.errors import DataError, ShapeError

AT = np.arange(28)


@pytest.fixture(scope="module")
def images():
    return load("mnist").inputs[:300].reshape(-1, 28, 28)


def seven(side=200, down=20, right=30, pen=8, length=60):
    canvas = np.zeros((side, side))
    canvas[down : down + pen, right : right + length] = 1
    for k in range(length):
        canvas[down + k, right + length - k // 2 - pen : right + length - k // 2] = 1
    return canvas


def centre(digit):
    return AT @ digit.sum(axis=1) / digit.sum(), AT @ digit.sum(axis=0) / digit.sum()


def test_mnist_enlarged_gives_back_mnist(images):
    enlarged = [np.kron(image, np.ones((7, 7))) for image in images]
    wrong = [
        abs(prepare_digit(e) - i).sum() / i.sum() for e, i in zip(enlarged, images, strict=True)
    ]
    assert np.median(wrong) < 1e-6
    assert np.mean(np.array(wrong) < 0.01) > 0.75  # the others are moved by one pixel


def test_the_statistics_are_those_of_mnist(images):
    prepared = [prepare_digit(np.pad(image, (3, 90))) for image in images]
    centres = np.array([centre(digit) for digit in prepared])
    assert (abs(centres - 14) <= 0.5 + 1e-3).all()
    assert abs(centres.mean(axis=0) - 14).max() < 0.1
    for digit in prepared:
        rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
        assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
        assert digit.max() == 1
        assert digit.dtype == np.float32


@given(down=st.integers(1, 120), right=st.integers(1, 120))
@settings(max_examples=20, deadline=None)
def test_the_place_does_not_matter(down, right):
    here, there = prepare_digit(seven()), prepare_digit(seven(down=down, right=right))
    np.testing.assert_array_equal(here, there)


@given(times=st.integers(1, 5))
@settings(max_examples=5, deadline=None)
def test_the_size_does_not_matter(times):
    larger = np.kron(seven(), np.ones((times, times)))
    np.testing.assert_allclose(prepare_digit(larger), prepare_digit(seven()), atol=1e-6)


@pytest.mark.parametrize(("ink", "paper"), [(255, 0), (0, 255), (0.2, 0.7), (-1, 1)])
def test_polarity_and_range_do_not_matter(ink, paper):
    drawing = paper + (ink - paper) * seven()
    np.testing.assert_allclose(prepare_digit(drawing), prepare_digit(seven()), atol=1e-6)


def test_what_is_much_ink_is_still_ink():
    blot = np.full((50, 50), 255.0)
    blot[5:45, 5:45] = 0  # more ink than paper: only the border tells
    assert prepare_digit(blot)[14, 14] == 1


def test_a_canvas_need_not_be_square():
    assert (prepare_digit(seven()[:150]) == prepare_digit(seven())).all()


@given(old=st.integers(1, 40), new=st.integers(1, 40))
@settings(max_examples=30, deadline=None)
def test_shrinking_keeps_the_mean(old, new):
    image = np.random.default_rng(old).random((old, old))
    assert shrunk(image, new).mean() == pytest.approx(image.mean())


def test_each_step_does_what_it_says():
    faint = preparation_of(0.25 * seven())
    assert faint.box.max() == 0.25
    assert faint.box.shape == (60, 60)
    assert faint.small.shape == faint.bright.shape == (20, 20)
    assert faint.small.mean() == pytest.approx(faint.box.mean())
    np.testing.assert_allclose(faint.bright, faint.small / faint.small.max())
    assert 0.95 * faint.bright.sum() < faint.digit.sum() <= faint.bright.sum()  # clipped
    np.testing.assert_array_equal(faint.digit, prepare_digit(0.25 * seven()))


def test_refusals_teach():
    with pytest.raises(DataError, match="empty"):
        prepare_digit(np.full((28, 28), 255))
    with pytest.raises(DataError, match="NaN"):
        prepare_digit(np.where(seven() > 0, np.nan, 0))
    with pytest.raises(ShapeError, match="colour"):
        prepare_digit(np.zeros((28, 28, 5)))
