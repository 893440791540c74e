"""The guard at the door: rows of finite numbers, or a sentence that says why not."""

import numpy as np
import pandas as pd
import pytest

from edunn.arrays import as_rows
from edunn.errors import DataError, ShapeError


@pytest.mark.parametrize(
    "given", [[[1, 2]], [1, 2], (1, 2), np.array([[1, 2]]), pd.DataFrame([[1, 2]]), [["1", "2"]]]
)
def test_forms_of_one_row(given):
    rows = as_rows(given, (2,), "float32")
    assert rows.tolist() == [[1.0, 2.0]]
    assert rows.dtype == np.float32


@pytest.mark.parametrize("shape", [(2,), (3, 2), (4, 3, 2)])
def test_rows_of_any_shape_and_a_single_one(shape):
    assert as_rows(np.ones((5, *shape)), shape, "float64").shape == (5, *shape)
    assert as_rows(np.ones(shape), shape, "float64").shape == (1, *shape)


def test_rows_that_fit_already_are_not_copied():
    rows = np.ones((3, 2))
    assert as_rows(rows, (2,), "float64") is rows


@pytest.mark.parametrize("shape", [(3,), (4, 3), (2, 2, 2), (), (2, 1)])
def test_another_shape_is_quoted_beside_the_expected_one(shape):
    with pytest.raises(
        ShapeError, match=r"inputs are .*takes rows of 2 numbers: expected \(rows, 2\)"
    ):
        as_rows(np.ones(shape), (2,), "float64")


def test_no_rows():
    with pytest.raises(DataError, match=r"\(0, 2\): no rows"):
        as_rows(np.ones((0, 2)), (2,), "float64")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, None])
def test_a_hole_is_named_by_row_and_column(value):
    rows = [[1.0, 2.0], [3.0, value]]
    with pytest.raises(DataError, match="row 1, column 1 is"):
        as_rows(rows, (2,), "float64")
    with pytest.raises(DataError, match="row 1, column 'width' is"):
        as_rows(rows, (2,), "float64", columns=("length", "width"))


def test_a_hole_in_an_image_is_named_by_its_place():
    image = np.ones((3, 2, 2))
    image[1, 0, 1] = np.nan
    with pytest.raises(DataError, match="row 1, column 0, 1 is nan"):
        as_rows(image, (2, 2), "float64")


def test_too_large_for_float32_is_told_and_fits_float64():
    with pytest.raises(DataError, match="too large for float32"):
        as_rows([[1e39, 0.0]], (2,), "float32")
    assert as_rows([[1e39, 0.0]], (2,), "float64")[0, 0] == 1e39


@pytest.mark.parametrize(
    "given",
    [[["a", "b"]], [[1, 2], [1]], {"a": 1}, object()],
    ids=lambda given: type(given).__name__,
)
def test_what_is_no_table_of_numbers(given):
    with pytest.raises(DataError, match=r"rows of numbers, all of one length.*edunn.data.from_csv"):
        as_rows(given, (2,), "float64")


@pytest.mark.parametrize("side", [8, 28])
def test_a_square_image_is_a_row_of_its_pixels(side):
    images = np.random.default_rng(0).random((5, side, side))
    rows = as_rows(images, (side * side,), "float64")
    np.testing.assert_array_equal(rows, images.reshape(5, -1))
    np.testing.assert_array_equal(as_rows(images[0], (side * side,), "float64"), rows[:1])


@pytest.mark.parametrize("shape", [(2, 2), (28, 27), (27, 28), (3, 28, 28, 1)])
def test_what_is_no_square_image_is_refused(shape):
    with pytest.raises(ShapeError):
        as_rows(np.zeros(shape), (4 if shape == (2, 2) else 784,), "float32")


def test_a_pixel_that_is_missing_is_named_by_its_column():
    image = np.ones((3, 2, 2, 1))
    image[1, 1, 0, 0] = np.nan
    with pytest.raises(DataError, match="row 1, column 'c' is nan"):
        as_rows(image, (2, 2, 1), "float32", ["a", "b", "c", "d"])
    with pytest.raises(DataError, match="row 1, column 1, 0, 0 is nan"):
        as_rows(image, (2, 2, 1), "float32")
