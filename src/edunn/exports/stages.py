"""Stages: what a network does in prediction, layer by layer, ready to be written elsewhere.

    rows x -> stage -> stage -> ... -> outputs y, in the unit of the data

A stage is a layer with its arrays and the names of both, in the letters of a trace: W1, z1, a1. A
frozen chain is taken apart into its layers; a residual block keeps its chain as inner stages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.catalogue import label_of
from edunn.labels import ClassName, middle_of
from edunn.layers import Layer
from edunn.layers.chain import Chain
from edunn.layers.parts import of_part
from edunn.layers.scaling import loses_digits
from edunn.prediction import Predictor
from edunn.trace.symbols import symbols_of


@final
@dataclass(frozen=True)
class Stage:
    """One layer of a network that predicts.

    Args:
        name: that of the layer in the catalogue; of an activation, that of its function.
        layer: its settings.
        shape, after: the shape of one row before it and behind it.
        arrays: its parameters and statistics by their own names.
        x, y: the names of its input and its output in a program.
        end: what follows the name of a parameter: the `1` of W1.
        inner: the stages of a residual block's chain.

    Example:
        >>> from edunn import Model
        >>> first, *_ = computation_of(Model([[4], [3, "softmax"]])).stages
        >>> first.name, first.y, list(first.words())
        ('dense', 'z1', ['W1', 'b1'])
    """

    name: str
    layer: Layer
    shape: Shape
    after: Shape
    arrays: Named
    x: str
    y: str
    end: str
    inner: tuple["Stage", ...] = ()

    @property
    def thing(self) -> Any:
        """What its settings belong to: the activation function, or the layer."""
        return self.layer.as_activation or self.layer

    def word(self, array: str) -> str:
        """The name of one of its arrays in a program: `W1`."""
        letters = array.replace(".", "_")
        is_parameter = array in self.layer.parameter_shapes(self.shape)
        return f"{letters}{self.end if is_parameter else f'_{self.y}'}"

    def words(self) -> dict[str, Array]:
        """All of its arrays, and those of its inner stages, by their names in a program."""
        own = {self.word(name): array for name, array in self.arrays.items()}
        for stage in self.inner:
            own |= stage.words()
        return own


class Unit(NamedTuple):
    """The unit of a regression's targets: y = y' deviation + mean."""

    deviation: Array
    mean: Array


@final
@dataclass(frozen=True)
class Computation:
    """All that a prediction does with rows.

    Args:
        stages: one a layer, from the input to the output.
        shape: of one row.
        outputs: how many numbers come out.
        dtype: of the computation.
        entry: of the rows; "float64" where a scaling needs more digits than `dtype` has.
        unit: of the outputs, in the dtype of the result; None for outputs as they are.
        feature_names: of the inputs, where they are known.
        classes: the names of the classes, of one output "no" and "yes"; empty if it has none.
        marks: the names of the labels of multi-label outputs; empty if it has none.
        middle: above it, a single output means the second class, a marked one its label.

    Example:
        >>> from edunn import Model
        >>> computation = computation_of(Model([[4], [2, "relu"], [3, "softmax"]], seed=0))
        >>> [f"{it.y} = {it.name}({it.x})" for it in computation.stages]
        ['z1 = dense(x)', 'a1 = relu(z1)', 'z2 = dense(a1)', 'p = softmax(z2)']
    """

    stages: tuple[Stage, ...]
    shape: Shape
    outputs: int
    dtype: str
    entry: str
    unit: Unit | None
    feature_names: tuple[str, ...]
    classes: tuple[ClassName, ...]
    marks: tuple[ClassName, ...]
    middle: float

    @property
    def output(self) -> str:
        """The name of what the last stage gives."""
        return self.stages[-1].y if self.stages else "x"

    @property
    def usual(self) -> list[float]:
        """A row to begin with: the means of the columns where the network knows them, else 0."""
        first = self.stages[0] if self.stages else None
        if first is None or not first.layer.is_scaling:
            return [0.0] * prod(self.shape)
        return [float(f"{q:.3g}") for q in first.arrays["shift"].ravel()]

    @cached_property
    def arrays(self) -> dict[str, Array]:
        """Every array by its name in a program."""
        arrays = {name: q for stage in self.stages for name, q in stage.words().items()}
        return arrays | (self.unit._asdict() if self.unit else {})

    def every(self) -> Iterator[Stage]:
        """All stages, those within a residual block after it."""
        yield from _with_inner(self.stages)


def computation_of(model: Predictor) -> Computation:
    """What this network does with rows in prediction.

    Example:
        >>> from edunn import Model
        >>> computation_of(Model([[4], [3, "softmax"]], dtype="float64")).entry
        'float64'
    """
    targets, network = model.targets, model.network
    statistics = model.learned.statistics
    first = network.layers[0]
    known = statistics[0] if first.is_scaling else {}
    is_exact = bool(known) and model.dtype != "float64" and loses_digits(known, model.dtype)
    entry = "float64" if is_exact else model.dtype
    return Computation(
        stages=tuple(_stages(model, entry)),
        shape=network.input_shape,
        outputs=network.shapes[-1][0],
        dtype=model.dtype,
        entry=entry,
        unit=_unit(model),
        feature_names=model.feature_names,
        classes=(targets and targets.classes) or (),
        marks=targets.marks if targets else (),
        middle=middle_of(targets.off if targets else model.objective.loss.off),
    )


def _unit(model: Predictor) -> Unit | None:
    if model.targets is None or not model.targets.mean:
        return None
    mean, deviation = np.array(model.targets.mean), np.array(model.targets.deviation)
    is_exact = loses_digits({"shift": mean, "scale": deviation}, model.dtype)
    dtype = "float64" if is_exact else model.dtype
    return Unit(deviation.astype(dtype), mean.astype(dtype))


def _stages(model: Predictor, entry: str) -> Iterator[Stage]:
    network, x = model.network, "x"
    views = network.layout.views(model.learned.theta)
    symbols = symbols_of(model.objective)
    for k, (layer, symbol) in enumerate(zip(network.layers, symbols, strict=True)):
        dtype = entry if k == 0 else model.dtype
        own = {**views[k], **model.learned.statistics[k]}
        arrays = {name: np.asarray(q).astype(dtype) for name, q in own.items()}
        stage = _stage(layer, network.shapes[k], arrays, x, symbol.y, str(symbol.number))
        flat = _without_frozen(stage)
        yield from flat
        x = flat[-1].y


def _stage(layer: Layer, shape: Shape, arrays: Named, x: str, y: str, end: str) -> Stage:
    after = layer.output_shape(shape)
    inner: tuple[Stage, ...] = ()
    if isinstance(layer, Chain):
        inner, arrays = tuple(_inner(layer, shape, arrays, x, y)), {}
    name = label_of(layer.as_activation or layer)
    return Stage(name, layer, shape, after, arrays, x, y, end, inner)


def _inner(chain: Chain, shape: Shape, arrays: Named, x: str, y: str) -> Iterator[Stage]:
    for k, layer in enumerate(chain.layers):
        letter = f"{layer.letter}_{y}_{k}"
        stage = _stage(layer, shape, of_part(arrays, k), x, letter, f"_{y}_{k}")
        flat = _without_frozen(stage)
        yield from flat
        x, shape = flat[-1].y, stage.after


def _without_frozen(stage: Stage) -> tuple[Stage, ...]:
    """The stage itself; in place of a frozen chain, the layers that it is made of."""
    return stage.inner if stage.name == "frozen" else (stage,)


def _with_inner(stages: tuple[Stage, ...]) -> Iterator[Stage]:
    for stage in stages:
        yield stage
        yield from _with_inner(stage.inner)
