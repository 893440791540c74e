"""Symbols: the names of a network's arrays, numbered as on a blackboard.

    x -> z1 = x W1 + b1 -> a1 = relu(z1) -> z2 = a1 W2 + b2 -> p = softmax(z2)

Layers that learn are counted from 1; whatever follows one carries its number. `dq` is always the
derivative of the loss by q, so `da1` is dL/da1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, final

from edunn.architecture import title
from edunn.network import Network
from edunn.objective import Objective
from edunn.parameters import Place


@final
@dataclass(frozen=True)
class Symbols:
    """The names of the arrays around one layer.

    Example:
        >>> Symbols(1, "dense 2", "x", "z1", 1).parameter("W")
        'W1'
    """

    layer: int
    """Which layer of the network it is, counted from 1."""

    title: str
    """The layer in a word or two."""

    x: str
    """The input."""

    y: str
    """The output."""

    number: int
    """How many layers up to this one learn."""

    def parameter(self, name: str) -> str:
        """A parameter with the number of its layer: `W1`."""
        return f"{name}{self.number}"

    def extra(self, name: str) -> str:
        """Any other array of the layer, marked with its output: `mask_r1`."""
        return f"{name}_{self.y}"


def symbols_of(objective: Objective) -> tuple[Symbols, ...]:
    """The symbols of every layer; `p` are probabilities that are part of the loss.

    Example:
        >>> from edunn.activations import Softmax
        >>> from edunn.layers import Activation, Dense
        >>> from edunn.losses import CrossEntropy
        >>> net = Network((Dense(3), Activation(Softmax())), input_shape=(4,))
        >>> [it.y for it in symbols_of(Objective(net, CrossEntropy()))]
        ['z1', 'p']
    """
    network = objective.network
    found: list[Symbols] = []
    number, x = 0, "x"
    for k, (layer, shape) in enumerate(zip(network.layers, network.shapes, strict=False), start=1):
        number += bool(layer.parameter_shapes(shape))
        y = _unused(f"{layer.letter}{number}", [it.y for it in found])
        if objective.fused_loss and k == len(network.layers):
            y = "p"
        found.append(Symbols(k, title(layer), x, y, number))
        x = y
    return tuple(found)


def places_of(network: Network, symbols: Sequence[Symbols]) -> list[Place]:
    """Every parameter's place in theta, in theta's order, its name a letter with a number: `W1`."""
    return [at._replace(name=symbols[at.layer].parameter(at.name)) for at in network.layout.places]


class Role(NamedTuple):
    """What an array of a trace belongs to."""

    part: Literal["neurons", "weights", "biases", "targets"]
    layer: int
    """Counting the layers that learn; 0 is the input."""


def roles_of(objective: Objective) -> dict[str, Role]:
    """The roles of the arrays that stand for neurons, weights or biases, by name.

    Example:
        >>> from edunn import Model
        >>> roles_of(Model([[2], [1]], "mse").objective)["dW1"]
        Role(part='weights', layer=1)
    """
    symbols = symbols_of(objective)
    roles = {"x": Role("neurons", 0), "dx": Role("neurons", 0)}
    for it in symbols:
        roles |= dict.fromkeys((it.y, f"d{it.y}"), Role("neurons", it.number))
    for at in places_of(objective.network, symbols):
        q, number = at.name, symbols[at.layer].number
        names = (q, f"{q}_new", f"d{q}", f"d{q}_data", f"d{q}_penalty")
        roles |= dict.fromkeys(names, Role("weights" if len(at.shape) > 1 else "biases", number))
    return roles | {"t": Role("targets", symbols[-1].number if symbols else 0)}


def _unused(name: str, used: Sequence[str]) -> str:
    """`a1`, or where that is taken `a1_2`, `a1_3` and so on."""
    taken = sum(other == name or other.startswith(f"{name}_") for other in used)
    return f"{name}_{taken + 1}" if taken else name
