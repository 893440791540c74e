"""The kinds of worksheets, each a function from a generator of random numbers to a sheet."""

from edunn.worksheets.drawing import Kind
from edunn.worksheets.kinds.confusion import confusion
from edunn.worksheets.kinds.generation import generation
from edunn.worksheets.kinds.gradient_check import gradient_check
from edunn.worksheets.kinds.losses import loss, softmax
from edunn.worksheets.kinds.network import backward, forward

KINDS: dict[str, Kind] = {
    kind.__name__: kind
    for kind in (forward, loss, backward, gradient_check, generation, confusion, softmax)
}
"""By name, in the order of the lessons."""

__all__ = ["KINDS"]
