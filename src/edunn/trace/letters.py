"""Letters: what the numbers of a network are called, the way a blackboard numbers them.

    x -> z1 = x W1 + b1 -> a1 = relu(z1) -> z2 = a1 W2 + b2 -> p = softmax(z2)

Layers that learn are counted from 1; whatever follows one carries its number. `dq` is always the
derivative of the loss by q, so `da1` is the error that reaches the output of the first curve.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from edunn.architecture import title
from edunn.catalogue import is_known, name_of
from edunn.layers import Activation, Dense, Dropout, Layer, Scaling
from edunn.network import Network
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.parameters import Place

LETTERS = {Dense: "z", Activation: "a", Dropout: "r", Scaling: "s"}
"""The letter of each kind of layer's output; any other layer's is `y`."""


@final
@dataclass(frozen=True)
class Letters:
    """How the numbers around one layer are called.

    Example:
        >>> Letters(1, "dense 2", "x", "z1", 1).parameter("W")
        'W1'
    """

    layer: int
    """Which layer of the network it is, counted from 1."""

    title: str
    """The layer in a word or two."""

    x: str
    """What comes in."""

    y: str
    """What goes out."""

    number: int
    """How many layers up to this one learn."""

    def parameter(self, name: str) -> str:
        """A parameter with the number of its layer: `W1`."""
        return f"{name}{self.number}"

    def extra(self, name: str) -> str:
        """Whatever else the layer meets, marked with its output: `mask_r1`."""
        return f"{name}_{self.y}"


def letters_of(objective: Objective) -> tuple[Letters, ...]:
    """The letters of every layer; `p` are the probabilities that the loss is joined with.

    Example:
        >>> from edunn.activations import Softmax
        >>> from edunn.losses import CrossEntropy
        >>> net = Network((Dense(3), Activation(Softmax())), input_shape=(4,))
        >>> [it.y for it in letters_of(Objective(net, CrossEntropy()))]
        ['z1', 'p']
    """
    network = objective.network
    found: list[Letters] = []
    number, x = 0, "x"
    for k, (layer, shape) in enumerate(zip(network.layers, network.shapes, strict=False), start=1):
        number += bool(layer.parameter_shapes(shape))
        y = _unused(f"{_letter(layer)}{number}", [it.y for it in found])
        if objective.fused_loss and k == len(network.layers):
            y = "p"
        found.append(Letters(k, title(layer), x, y, number))
        x = y
    return tuple(found)


def places_of(network: Network, letters: Sequence[Letters]) -> list[Place]:
    """Every parameter's place in theta, in theta's order, its name a letter with a number: `W1`."""
    return [at._replace(name=letters[at.layer].parameter(at.name)) for at in network.layout.places]


def named(optimizer: Optimizer) -> str:
    """An optimizer's name; a student's own may be in no catalogue."""
    return name_of(optimizer) if is_known(optimizer) else type(optimizer).__name__


def _letter(layer: Layer) -> str:
    return next((letter for kind, letter in LETTERS.items() if isinstance(layer, kind)), "y")


def _unused(name: str, used: Sequence[str]) -> str:
    """`a1`, or where that is taken `a1_2`, `a1_3` and so on."""
    taken = sum(other == name or other.startswith(f"{name}_") for other in used)
    return f"{name}_{taken + 1}" if taken else name
