"""The boundary shows what the network predicts."""

import re

import numpy as np
import pytest

from edunn import Model, data
from edunn.errors import DataError, SettingError, UnknownNameError
from edunn.plots.boundary import PIXELS, Plane
from edunn.plots.colours import PALETTE, WHITE
from edunn.plots.panel import Dots, Line, Pixels

XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)


def marks_of(chart, kind):
    return [mark for mark in chart.panels[0].marks if isinstance(mark, kind)]


def straight():
    """Class 1 where x1 > 0.5, surer the farther away."""
    model = Model([[2], [1, "sigmoid"]], "binary_cross_entropy")
    model.theta = [10, 0, -5]
    return model


def test_the_pixels_are_in_the_colour_of_their_class():
    (picture,) = marks_of(straight().plot_boundary(XOR, [0, 0, 1, 1]), Pixels)
    assert len(picture.rows) == len(picture.rows[0]) == PIXELS
    for row in picture.rows:
        distances = [abs(a - b) for a, b in zip(row[0], PALETTE[0], strict=True)]
        assert sum(distances) < sum(abs(a - b) for a, b in zip(row[0], PALETTE[1], strict=True))
    left, middle, right = (picture.rows[0][k] for k in (0, PIXELS // 2, -1))
    assert left.red < left.blue
    assert right.red > right.blue
    assert min(middle) > min(left)  # paler, because less sure
    assert max(middle) < max(WHITE)


def test_the_rows_lie_on_it_and_the_wrong_ones_have_a_ring():
    chart = straight().plot_boundary(XOR, [0, 1, 1, 1])
    *classes, wrong = marks_of(chart, Dots)
    assert [dots.name for dots in classes] == ["0", "1"]
    assert list(zip(classes[1].x, classes[1].y, strict=True)) == [(0, 1), (1, 0), (1, 1)]
    assert (list(wrong.x), list(wrong.y), wrong.shape) == ([0], [1], "ring")
    assert chart.panels[0].description == "4 rows of 2 classes; 1 on the wrong side"


def test_the_first_row_of_pixels_is_the_top():
    plane = Plane.around(XOR, ("a", "b"))
    first, last = plane.pixels[0], plane.pixels[-1]
    assert first[0] < 0 < 1 < first[1]
    assert last[1] < 0 < 1 < last[0]


def test_more_inputs_need_two_to_be_chosen():
    iris = data.load("iris")
    model = Model([[4], [3, "softmax"]], seed=0)
    model.train("adam", iris, epochs=2)
    with pytest.raises(SettingError, match=re.escape("features=('sepal_length_cm', 'sepal_width")):
        model.plot_boundary(iris)
    for wrong in ("petal_length_cm", 5, (1,), (0, 1, 2)):
        with pytest.raises(SettingError, match="a plane has two inputs"):
            model.plot_boundary(iris, features=wrong)
    with pytest.raises(SettingError, match="twice"):
        model.plot_boundary(iris, features=(0, "sepal_length_cm"))
    with pytest.raises(UnknownNameError, match="unknown input 'petal_length'"):
        model.plot_boundary(iris, features=("petal_length", 0))
    with pytest.raises(UnknownNameError, match="unknown input 4"):
        model.plot_boundary(iris, features=(4, 0))
    panel = model.plot_boundary(iris, features=(2, "petal_width_cm")).panels[0]
    assert (panel.x.title, panel.y.title) == ("petal_length_cm", "petal_width_cm")
    assert "other inputs at their medians" in panel.title


def test_numbers_over_one_and_over_two_inputs():
    line = Model([[1], [1]], "mse")
    line.theta = [2, 1]
    (curve,) = marks_of(line.plot_boundary([[0.0], [1.0], [4.0]], [1.0, 3.0, 9.0]), Line)
    assert np.array(curve.y) == pytest.approx(2 * np.array(curve.x) + 1)
    plane = Model([[2], [1]], "mse")
    plane.theta = [1, 0, 0]
    (picture,) = marks_of(plane.plot_boundary(XOR, XOR[:, 0]), Pixels)
    assert picture.rows[0][0].luminance < picture.rows[0][-1].luminance


def test_what_has_no_plane_is_refused():
    image = Model([[4, 4, 1], ["flatten"], [2, "softmax"]], seed=0)
    with pytest.raises(DataError, match="a row of this network is 4 x 4 x 1"):
        image.plot_boundary(np.ones((2, 4, 4, 1)), [0, 1])
    labels = np.array([[1, 0, 1], [0, 0, 1], [1, 1, 0], [0, 1, 0]])
    several = Model([[2], [3, "sigmoid"]], "binary_cross_entropy", seed=0)
    with pytest.raises(DataError, match="3 labels"):
        several.plot_boundary(XOR, labels)
    with pytest.raises(DataError, match="has no plot"):
        several.evaluate(XOR, labels).plot()
    with pytest.raises(DataError, match="2 numbers"):
        Model([[2], [2]], "mse").plot_boundary(XOR, XOR)
