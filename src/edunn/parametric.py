"""A parametric function: a network with its parameters, as one vector, by name, and as a list.

model.theta            (n,), in the order of the layers
model["W1"]            by the name that it has in a trace
model.get_weights()    a list, in the order of Keras
"""

from abc import ABC
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Never

import numpy as np

from edunn.architecture import network_in_words, summarize
from edunn.arrays import Array
from edunn.errors import ShapeError, UnknownNameError
from edunn.habits import MODEL, attribute_error
from edunn.layers import Layer
from edunn.network import Learned, Network
from edunn.notebook import TextTable
from edunn.objective import Objective
from edunn.parameters import LayerParameters, Place
from edunn.text import plural
from edunn.trace.symbols import places_of, symbols_of


class Parametric(ABC):
    """A network with its parameters.

    Attributes:
        objective: the network and its loss.
        learned: the parameters, as one vector, and the layers' statistics.
        target_scaling: "standardize" if targets are learned in units of their spread, "none" if
            not; "auto" before the first training decides.
        dtype: "float32" or "float64".
    """

    objective: Objective
    learned: Learned
    target_scaling: str
    dtype: str

    @property
    def network(self) -> Network:
        """The layers, as a function of theta."""
        return self.objective.network

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers, from the input to the output."""
        return self.network.layers

    @property
    def theta(self) -> Array:
        """All parameters, as one vector `(n,)`: layer by layer `W`, row by row, then `b`.

        It is a copy; assign a vector to change the network.

        Raises:
            ShapeError, DataError: the vector assigned is not `n` finite numbers.
        """
        return self.learned.theta.copy()

    @theta.setter
    def theta(self, vector: Any) -> None:
        self.learned.theta = self.network.layout.checked(vector, self.dtype)
        if self.target_scaling == "auto":  # outputs of these weights have the unit of the data
            self.target_scaling = "none"

    @property
    def parameters(self) -> list[LayerParameters]:
        """A copy of each layer's parameters by name: `model.parameters[0]["W"]`.

        All layers are counted, from 0, activations and scaling too: of `[[4], [2, "relu"], [3]]`
        `parameters[1]` is empty. `model["W2"]` counts those that learn, from 1.
        """
        names, views = tuple(self._places), self.network.layout.views(self.theta)
        return [LayerParameters(p, k, names) for k, p in enumerate(views)]

    if not TYPE_CHECKING:  # a type checker knows which attributes there are

        def __getattr__(self, name: str) -> Never:
            raise attribute_error(MODEL, self, name)

    def __getitem__(self, name: str) -> Array:
        """A copy of the parameter of this name, the one that it has in a trace: `model["W1"]`.

        Layers that learn are counted from 1: `W1`, `b1` are weights and biases of the first.
        `model["W1"] = ...` sets it.

        Raises:
            UnknownNameError: there is no such parameter; the message lists all.
            ShapeError, DataError: values assigned are not finite numbers of its shape.
        """
        at = self._place(name)
        return self.theta[at.where].reshape(at.shape)

    def __setitem__(self, name: str, values: Any) -> None:
        at, theta = self._place(name), self.theta
        theta[at.where] = at.checked(values, self.dtype).ravel()
        self.theta = theta

    def get_weights(self) -> list[Array]:
        """A copy of each parameter, in the order of Keras: W1, b1, W2, b2 ...

        Statistics of normalization are not among them, as they are in Keras. PyTorch's weights are
        the transposes, (outputs, inputs).

        Example:
            >>> from edunn import Model
            >>> [w.shape for w in Model([[4], [2, "relu"], [3, "softmax"]]).get_weights()]
            [(4, 2), (2,), (2, 3), (3,)]
        """
        return [self[name] for name in self._places]

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Set all parameters to a list of arrays, in the order of `get_weights`.

        Raises:
            ShapeError: there are too few or too many, or one has another shape.
            DataError: one is something else than finite numbers.
        """
        places = self._places.values()
        if not isinstance(weights, (list, tuple)) or len(weights) != len(places):
            given = len(weights) if isinstance(weights, (list, tuple)) else type(weights).__name__
            raise ShapeError(
                f"weights is {given}, but a list of {len(places)} arrays is expected: "
                f"{', '.join(f'{at.name} {at.shape}' for at in places)}."
            )
        rows = [at.checked(w, self.dtype) for at, w in zip(places, weights, strict=True)]
        self.theta = np.concatenate([np.empty(0, self.dtype), *map(np.ravel, rows)])

    def count_params(self) -> int:
        """The number of parameters, `n`."""
        return self.network.layout.size

    def summary(self) -> TextTable:
        """The layers with their output shapes and parameter counts, as a table."""
        return summarize(self.network)

    def __repr__(self) -> str:
        layers, count = network_in_words(self.network), plural(self.count_params(), "parameter")
        return f"<Model {layers}, {count}, {self.dtype}>"

    @property
    def _places(self) -> dict[str, Place]:
        """The place in theta of each parameter, by its name in a trace, in theta's order."""
        return {at.name: at for at in places_of(self.network, symbols_of(self.objective))}

    def _place(self, name: str) -> Place:
        places = self._places
        if name not in places:
            raise UnknownNameError.of("parameter", name, places)
        return places[name]
