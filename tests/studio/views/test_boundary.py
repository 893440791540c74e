from base64 import b64decode

import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.studio.views.boundary import BoundaryQuery, boundary_view, grid


def bytes_of(plane):
    return np.frombuffer(b64decode(plane.pixels), np.uint8).reshape(plane.height, plane.width)


@pytest.mark.parametrize("name", ["moons", "flowers"])
def test_each_place_is_what_the_model_answers_there(name, request):
    snapshot = request.getfixturevalue(name)
    query = BoundaryQuery(side=9)
    look = boundary_view(1, snapshot, query)
    y = snapshot.model.predict(grid(snapshot.planned.training, look.across, look.up, 9))
    assert np.array_equal(bytes_of(look.chosen).ravel(), y.argmax(axis=1))
    assert np.array_equal(bytes_of(look.sure).ravel(), np.rint(y.max(axis=1) * 255))


def test_the_top_row_is_the_largest_up(moons):
    look = boundary_view(1, moons, BoundaryQuery(side=8))
    x = grid(moons.planned.training, look.across, look.up, 8)
    assert x[0].tolist() == [look.across.low, look.up.high]
    assert x[-1].tolist() == [look.across.high, look.up.low]


def test_an_axis_shows_a_tenth_more_than_the_training_rows(moons):
    axis = boundary_view(1, moons, BoundaryQuery()).across
    x = moons.planned.training.inputs[:, 0]
    assert axis.low == pytest.approx(x.min() - 0.1 * np.ptp(x))
    assert axis.high == pytest.approx(x.max() + 0.1 * np.ptp(x))


def test_other_inputs_stay_at_their_medians(flowers):
    look = boundary_view(1, flowers, BoundaryQuery(across=2, up=3, side=8))
    x = grid(flowers.planned.training, look.across, look.up, 8)
    medians = np.median(flowers.planned.training.inputs, axis=0)
    assert (x[:, :2] == medians[:2]).all()
    assert look.fixed == [
        f"{name} = {medians[k]:.6g}"
        for k, name in enumerate(flowers.planned.training.feature_names[:2])
    ]


def test_neurons_of_both_layers_are_shown(flowers):
    look = boundary_view(1, flowers, BoundaryQuery(side=8))
    assert [(n.layer, n.unit) for n in look.neurons] == [
        *((1, unit) for unit in range(6)),
        *((2, unit) for unit in range(3)),
    ]
    assert all(-1 <= n.plane.low <= n.plane.high <= 1 for n in look.neurons)


def test_points_are_rows_of_both_parts(flowers):
    look = boundary_view(1, flowers, BoundaryQuery(across=3, up=1))
    assert len(look.points) == 150
    point = look.points[0]
    row = flowers.planned.training.inputs[point.row]
    assert point.inputs == [row[3], row[1]]


def test_an_individual_has_its_own_boundary(bred):
    weak = int(bred.generations[-1].fitness.argmin())
    own = boundary_view(1, bred, BoundaryQuery(individual=weak, side=8))
    best = boundary_view(1, bred, BoundaryQuery(side=8))
    assert own.sure != best.sure


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("digits", {}, "weights of the first layer"),
        ("curve", {}, "one input"),
        ("moons", {"across": 1}, "two different"),
        ("moons", {"up": 2}, "0 to 1"),
        ("moons", {"individual": 0}, "evolution"),
        ("bred", {"individual": 12}, "0 to 11"),
    ],
)
def test_what_has_no_plane_is_refused(name, query, words, request):
    with pytest.raises(SettingError, match=words):
        boundary_view(1, request.getfixturevalue(name), BoundaryQuery(**query))
