"""The decision boundary: the model's output all over the plane of two inputs."""

from collections.abc import Iterator

import numpy as np
from flask import Response
from pydantic import Field

from edunn.arrays import Array
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.messages import Message as Coded
from edunn.model import Model
from edunn.studio.messages import Message
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.views.network import neurons_of, traced, with_theta
from edunn.studio.views.packing import (
    Places,
    Plane,
    Row,
    evenly,
    integer_plane,
    plane_of,
    rows_of,
    side_of,
)
from edunn.studio.views.population import require_individual
from edunn.targets import Targets

api = topic("boundary")

MOST_NEURONS, MOST_POINTS = 32, 400
MARGIN = 0.1
"""The margin at each end of an axis, as a share of the range of the training set."""


class BoundaryQuery(Message):
    """A request for the plane of two inputs; the others stay at their medians."""

    across: int = Field(default=0, ge=0)
    up: int = Field(default=1, ge=0)
    side: int = Field(default=48, ge=8, le=128)
    individual: int | None = Field(
        default=None, ge=0, description="Evolution: its place; null is the run's network."
    )


class NeuronPlane(Message):
    """The output of one neuron all over the plane."""

    layer: int
    unit: int
    plane: Plane


class Axis(Message):
    """One of the two inputs."""

    feature: int
    name: str
    low: float
    high: float


class BoundaryView(Message):
    """The model's output over a plane."""

    run: int
    epoch: int
    across: Axis
    up: Axis
    chosen: Plane | None = Field(description="The class's place, 0 ..., as the byte itself.")
    sure: Plane = Field(description="Its probability; for a regression the output.")
    neurons: list[NeuronPlane] = Field(description="At most 32 of each layer.")
    points: list[Row] = Field(description="At most 400 rows, both parts; `inputs` has two numbers.")
    fixed: list[str] = Field(description="The other inputs and their values, as text.")


def boundary_view(run: int, snapshot: Snapshot, query: BoundaryQuery) -> BoundaryView:
    """The output of the network, and of single neurons, at each point of a grid.

    The inputs that are not axes stay at their medians over the training set.

    Raises:
        SettingError: the rows are images or have one input, or an axis or individual is unknown.

    Example:
        >>> from edunn.studio.example import example
        >>> view = boundary_view(1, example("moons"), BoundaryQuery(side=16))
        >>> view.sure.width, view.sure.high, len(view.neurons)
        (16, 1.0, 8)
    """
    data, model = snapshot.planned.training, model_of(snapshot, query.individual)
    require_axes(data, query)
    across, up = (axis_of(data, feature) for feature in (query.across, query.up))
    outputs = traced(model, grid(data, across, up, query.side)).outputs[1:]
    shape = (query.side, query.side)
    chosen, sure = predictions(model, outputs[-1])
    classifies = data.class_names is not None
    return BoundaryView(
        run=run,
        epoch=snapshot.epoch,
        across=across,
        up=up,
        chosen=integer_plane(chosen.reshape(shape)) if classifies else None,
        sure=plane_of(sure.reshape(shape), *((0.0, 1.0) if classifies else ())),
        neurons=list(_neurons(model, outputs, query.side)),
        points=_points(snapshot, (query.across, query.up)),
        fixed=_fixed(data, (query.across, query.up)),
    )


def require_axes(data: Dataset, query: BoundaryQuery) -> None:
    """Raise an error for data without a plane, and for wrong axes."""
    inputs = len(data.feature_names)
    if side_of(data) is not None:
        raise SettingError(Coded("view.images_have_no_plane", name=data.name, inputs=inputs))
    if inputs < 2:
        raise SettingError(Coded("view.one_input", name=data.name))
    if max(query.across, query.up) >= inputs or query.across == query.up:
        raise SettingError(Coded("view.axes", across=query.across, up=query.up, last=inputs - 1))


def axis_of(data: Dataset, feature: int) -> Axis:
    """One axis: the range of the training set, with a margin at each end."""
    column = data.inputs[:, feature]
    low, high = float(column.min()), float(column.max())
    margin = MARGIN * ((high - low) or 1.0)
    name = data.feature_names[feature]
    return Axis(feature=feature, name=name, low=low - margin, high=high + margin)


def grid(data: Dataset, across: Axis, up: Axis, side: int) -> Array:
    """The inputs at each point, `(side * side, I)`: row by row from the top, ends included."""
    x = np.tile(np.median(data.inputs, axis=0), (side * side, 1))
    x[:, across.feature] = np.tile(np.linspace(across.low, across.high, side), side)
    x[:, up.feature] = np.repeat(np.linspace(up.high, up.low, side), side)
    return x


def predictions(model: Model, y: Array) -> tuple[Places, Array]:
    """The predicted class of each row and its confidence; for a regression, the prediction."""
    targets = model.targets
    if targets is None or targets.classes is None:
        restored = y if targets is None else targets.restored(y)
        return np.zeros(len(y), np.intp), restored[:, 0]
    return targets.choose(y), confidence(targets, y)


def confidence(targets: Targets, y: Array) -> Array:
    """The probability of the predicted class, `(B, O)` -> `(B,)`, from 0 to 1; NaN is 0.

    Example:
        >>> confidence(Targets(1, ("no", "yes")), np.array([[0.2], [0.7]]))
        array([0.8, 0.7])
    """
    most: Array = probabilities(targets, y).max(axis=-1)
    return most


def probabilities(targets: Targets, y: Array) -> Array:
    """The probability of each class, `(B, O)` -> `(B, C)`, from 0 to 1; NaN is 0.

    Example:
        >>> probabilities(Targets(1, ("no", "yes")), np.array([[0.25]]))
        array([[0.75, 0.25]])
    """
    if targets.outputs > 1:
        return np.nan_to_num(y).clip(0.0, 1.0)
    share: Array = ((y[:, 0] - targets.off) / (1.0 - targets.off)).clip(0.0, 1.0)
    return np.nan_to_num(np.column_stack((1.0 - share, share)))


def model_of(snapshot: Snapshot, individual: int | None) -> Model:
    """The network of one individual of the last generation; by default that of the run.

    Raises:
        SettingError: the run is not evolutionary, or there is no such individual.
    """
    if individual is None:
        return snapshot.model
    if not snapshot.generations:
        raise SettingError(Coded("view.only_evolution"))
    population = snapshot.generations[-1].population
    require_individual(individual, len(population))
    return with_theta(snapshot.model, np.asarray(population[individual : individual + 1])[0])


def _neurons(model: Model, outputs: list[Array], side: int) -> Iterator[NeuronPlane]:
    for neurons in neurons_of(model):
        y = outputs[neurons.last]
        for unit in range(min(y.shape[1], MOST_NEURONS)):
            plane = plane_of(y[:, unit].reshape(side, side))
            yield NeuronPlane(layer=neurons.number, unit=unit, plane=plane)


def _points(snapshot: Snapshot, axes: tuple[int, int]) -> list[Row]:
    """Rows of both parts, in proportion, with two inputs each."""
    training, held_out = snapshot.planned.training, snapshot.planned.held_out
    if not snapshot.planned.holds_out:
        return rows_of(training, "training", evenly(len(training), MOST_POINTS), axes)
    whole = len(training) + len(held_out)
    most = round(MOST_POINTS * len(training) / max(whole, MOST_POINTS))
    return [
        *rows_of(training, "training", evenly(len(training), most), axes),
        *rows_of(held_out, "held_out", evenly(len(held_out), MOST_POINTS - most), axes),
    ]


def _fixed(data: Dataset, axes: tuple[int, int]) -> list[str]:
    medians = np.median(data.inputs, axis=0)
    names = enumerate(data.feature_names)
    return [f"{name} = {medians[k]:.6g}" for k, name in names if k not in axes]


@api.get("/runs/<int:run>/boundary", responses={200: BoundaryView})
def get_boundary(path: RunPath, query: BoundaryQuery) -> Response:
    """The output of the network, and of each neuron, over a plane of two inputs."""
    is_of_one = query.individual is not None
    found = session().view(path.run, boundary_view, query, with_generations=is_of_one)
    return reply(found)
