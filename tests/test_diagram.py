"""A small network shows its weights, a large one its shapes."""

import numpy as np
import pytest

from edunn import Model, data
from edunn.plots.panel import Box, Dots, Label, Line


def marks_of(model, kind):
    return [mark for mark in model.plot().panels[0].marks if isinstance(mark, kind)]


def labels_of(model):
    return [label.text for label in marks_of(model, Label)]


def test_every_weight_is_a_line_as_thick_as_it_is_far_from_zero():
    model = Model([[2], [2, "relu"], [1]], "mse")
    model.theta = [1.0, -4.0, 0.5, 2.0, 9, 9, 0.0, -2.0, 9]
    lines = [line for line in marks_of(model, Line) if not line.name]
    assert len(lines) == 6
    widths = np.array([line.width for line in lines])
    assert list(widths.argsort()[::-1][:1]) == [1]
    assert widths[4] == pytest.approx(0.4)
    assert [line.colour for line in lines] == [1, 2, 1, 1, 1, 2]


def test_units_have_the_names_of_inputs_and_classes():
    iris = data.load("iris")
    model = Model([[4, {"scale": "standardize"}], [5, "relu"], ["dropout", 0.1], [3, "softmax"]])
    assert [len(dots.x) for dots in marks_of(model, Dots)] == [4, 5, 3]
    assert labels_of(model) == ["4 inputs, standardize", "5 relu", "3 softmax"]
    model.train("adam", iris, epochs=1)
    assert {"petal_width_cm", "virginica"} <= set(labels_of(model))


@pytest.mark.parametrize(
    ("network", "shapes"),
    [
        ([[784], [128, "relu"], [10, "softmax"]], ["784", "128", "10"]),
        (
            [[8, 8, 1], ["conv", 2, [3, 3], "relu"], ["flatten"], [2, "softmax"]],
            ["8 x 8 x 1", "6 x 6 x 2", "72", "2"],
        ),
        ([[5, 2], ["lstm", 3], [1]], ["5 x 2", "3", "1"]),
        ([[40], [1]], ["40", "1"]),
    ],
)
def test_other_networks_are_boxes_with_shapes(network, shapes):
    model = Model(network)
    assert len(marks_of(model, Box)) == len(shapes)
    assert [text for text in labels_of(model) if text in shapes] == shapes
    assert not marks_of(model, Dots)


def test_long_titles_are_cut():
    short = [[40, "tanh"], [40, "relu"], [40, "sigmoid"], [40, "gelu"], [40]]
    titles = labels_of(Model([[40], ["residual", short], [1]]))
    assert max(map(len, titles)) <= 44
    assert any(title.endswith("...") for title in titles)


def test_a_network_without_parameters_and_one_of_zeros_are_drawn():
    assert marks_of(Model([[3, {"scale": "standardize"}], [2]]), Line)
    model = Model([[2], [1]], "mse")
    model.theta = [0, 0, 0]
    assert all(np.isfinite(line.width) for line in marks_of(model, Line))
