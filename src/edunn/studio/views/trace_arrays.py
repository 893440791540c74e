"""The arrays of a trace for the page: small ones as numbers, large ones as pictures."""

from typing import Literal

from pydantic import Field

from edunn.arrays import Array, Shape
from edunn.formulas import symbol
from edunn.network import Network
from edunn.objective import Objective
from edunn.studio.messages import Message, Number
from edunn.studio.views.layers import kernel_of
from edunn.studio.views.packing import Plane, finite_rows, plane_of
from edunn.studio.views.sequences import Attention
from edunn.trace import Trace
from edunn.trace.symbols import Role, symbols_of

MOST_NUMBERS = 4096

AT_ONCE = 65_536
"""Arrays with more numbers than this are sent when they are asked for; images always are."""


class TraceArray(Message):
    """One array of the trace. Large ones come as a picture, very large ones only by request."""

    name: str
    latex: str = Field(description="The name for KaTeX.")
    shape: list[int]
    part: Literal["neurons", "weights", "biases", "targets"] | None = Field(
        description="What its entries belong to, gradients included; null: neither."
    )
    layer: int | None = Field(
        description="Which layer with weights it belongs to, from 1; 0 is the input."
    )
    values: list[list[Number]] | None = Field(
        description="As rows of the last axis; a vector is one row."
    )
    plane: Plane | None
    images: list[int] | None = Field(
        default=None,
        description="Of feature maps and kernels: rows, columns, and how many there are; in the "
        "order of the numbers, those of one pixel lie together.",
    )


def arrays_of(
    trace: Trace, objective: Objective, heads: list[Attention], *, is_whole: bool = False
) -> list[TraceArray]:
    """All arrays; of one that is very large and no image, its shape alone, unless `is_whole`."""
    kernels, symbols = _kernels(objective.network), symbols_of(objective)
    matrices = {name for layer in heads for name in layer.matrices}
    layers = {step.name: symbols[step.layer - 1].number for step in trace.steps if step.layer}
    found = []
    for name, q in trace.arrays.items():
        role = trace.roles.get(name)
        images = q.shape[1:] if q.ndim == 4 and name not in matrices else None
        if role and role.part == "weights":
            images = kernels.get(role.layer)
        is_sent = is_whole or q.size <= AT_ONCE or images is not None
        found.append(_array(name, q, images, role, layers.get(name), is_sent=is_sent))
    return found


def _kernels(network: Network) -> dict[int, Shape]:
    """The kernels of each convolution, (k, l, C O), by its number among the layers that learn."""
    found: dict[int, Shape] = {}
    number = 0
    for layer, shape in zip(network.layers, network.shapes, strict=False):
        parameters, kernel = layer.parameter_shapes(shape), kernel_of(layer, shape)
        number += bool(parameters)
        if kernel is not None:
            found[number] = (*kernel[:2], kernel[2] * parameters["W"][1])
    return found


def _array(
    name: str,
    q: Array,
    images: Shape | None,
    role: Role | None,
    layer: int | None,
    *,
    is_sent: bool,
) -> TraceArray:
    is_large = q.size > MOST_NUMBERS
    rows = q.reshape(-1, q.shape[-1]) if q.ndim > 2 else q
    return TraceArray(
        name=name,
        latex=symbol(name),
        shape=list(q.shape),
        part=role.part if role else None,
        layer=role.layer if role else layer,
        values=None if is_large else finite_rows(rows),
        plane=plane_of(rows) if is_large and is_sent else None,
        images=None if images is None else list(images),
    )
