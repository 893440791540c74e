"""Embedding: the layer that looks up a row of numbers for each word.

y[t] = W[x[t]],  dW[v] = sum of dy[t] over all places t where x[t] = v
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, final

import numpy as np

from edunn.arrays import Array, Indices, Named, Shape
from edunn.errors import ArchitectureError, DataError
from edunn.formulas import Formula
from edunn.guards import require_count, unbox
from edunn.initializers import Initializer, RandomNormal
from edunn.layers.base import Cache, Layer, LayerState, require_initializers
from edunn.messages import Message
from edunn.operations import LayerStep, LayerSteps, Moved, Place, Sum, Where


@final
@dataclass(frozen=True)
class Embedding(Layer):
    """An embedding: for each word of a vocabulary a row of numbers, which is learned.

    Words (or characters, or users) come as whole numbers from 0 to V - 1. Row v of W is the vector
    of word v; to look it up is the same as to multiply a one-hot vector by W, only quicker. Whole
    numbers cannot be moved a little, so there is no dx: it has to be the first layer that learns.

    Args:
        words: how many there are, V.
        size: how many numbers stand for a word, D.

    Formula:   y[t] = W[x[t]]
    Gradient:  dW[v] = sum of dy[t] over all rows and places t where x[t] = v
    Shapes:    x (B, T) of whole numbers, W (V, D), y (B, T, D); W and y may have P in front
    Source:    Bengio et al. (2003), "A neural probabilistic language model", section 2

    Raises:
        DataError: a number in x that is not whole, or is not from 0 to V - 1.
        ArchitectureError: a layer below it would need its dx.

    Example:
        >>> p = {"W": np.array([[1.0, 2.0], [3.0, 4.0]])}
        >>> Embedding(2, 2).forward(np.array([[1.0, 0.0, 1.0]]), p, LayerState())[0]
        array([[[3., 4.],
                [1., 2.],
                [3., 4.]]])
    """

    is_choosy: ClassVar[bool] = True

    letter: ClassVar[str] = "e"

    takes_words: ClassVar[bool] = True

    words: int
    size: int
    initializer: Initializer = field(default_factory=lambda: RandomNormal(stddev=1.0))

    def __post_init__(self) -> None:
        super().__post_init__()
        require_count("words", self.words)
        require_count("size", self.size)
        require_initializers(self)
        unbox(self)

    def output_shape(self, shape: Shape) -> Shape:
        """A vector for each word, `(T, D)`."""
        return (*shape, self.size)

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """`W` is (V, D)."""
        return {"W": (self.words, self.size)}

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """`W`, drawn by its initializer."""
        return {"W": self.initializer.draw((self.words, self.size), random)}

    def title(self, name: Callable[[object], str]) -> str:
        """Name, words and size: `embedding 27x8`."""
        return f"{name(self)} {self.words}x{self.size}"

    def require_rows(self, x: Array, given: Any) -> None:
        """Refuse a number that is no word."""
        self._words(x)

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The row of W of each word."""
        words = self._words(x)
        return p["W"].take(words, axis=-2), {"x": x}  # (V, D) at (B, T) -> (B, T, D)

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """`dW`: each `dy` is added to the row of its word."""
        words, dW = cache["x"].astype(np.intp), np.moveaxis(dp["W"], -2, 0)  # (V, D) or (V, P, D)
        dy = dy.reshape(*dp["W"].shape[:-2], -1, self.size)  # (B T, D) or (P, B T, D)
        dW[...] = 0.0
        np.add.at(dW, words.ravel(), np.moveaxis(dy, -2, 0))

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """There is none.

        Raises:
            ArchitectureError: always.
        """
        raise ArchitectureError(Message("layer.words_first"))

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Each row of W that was looked up, and the sum of all `dy` that came back to it."""
        words = cache["x"].astype(np.intp)  # (B, T)

        def looked_up(place: Place, _: Mapping[str, Shape]) -> dict[str, Where]:
            return {"W": (int(words[place[:-1]]), place[-1])}

        def returned(place: Place, _: Mapping[str, Shape]) -> dict[str, Where]:
            return {"dy": (*np.nonzero(words == place[0]), place[-1])}

        gradient = Sum.of("dy", over="places of the word", places=returned)
        return {
            "y": LayerStep("embedding", Moved(Formula("W[x]", r"W_{x}"), "W", looked_up)),
            "dW": LayerStep("embedding_gradient", gradient),
        }

    def _words(self, x: Array) -> Indices:
        """The numbers of the words, `(B, T)`."""
        is_word = (x == np.floor(x)) & (x >= 0) & (x < self.words)
        if not is_word.all():
            row, *place = (int(k) for k in np.argwhere(~is_word)[0])
            raise DataError(
                Message(
                    "layer.no_word",
                    row=row,
                    place=", ".join(map(str, place)),
                    number=float(x[(row, *place)]),
                    words=self.words,
                    last=self.words - 1,
                )
            )
        return x.astype(np.intp)
