"""Conv2D: the convolutional layer, one small set of weights used at every place of an image.

y[i, j] = patch(i, j) W + b,   dW = sum over places of patch^T dy,   dpatch = dy W^T
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Any, ClassVar, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.errors import DataError
from edunn.formulas import Formula
from edunn.guards import require_count, require_switch, unbox
from edunn.initializers import Initializer, default_for, default_for_biases
from edunn.layers.base import Cache, Layer, LayerState, require_initializers
from edunn.layers.patches import Patches
from edunn.layers.windows import Pair, Windows, keep_pairs, pair, require_image, require_padding
from edunn.messages import Message
from edunn.operations import LayerStep, LayerSteps, Sum

FORWARD = Formula("patch(x) W", r"\operatorname{patch}\left( x \right) \, W")
BIASED = Formula(f"{FORWARD.text} + b", f"{FORWARD.latex} + b")
OF_KERNEL = Formula(
    "sum of patch(x)^T dy over rows and places",
    r"\sum_{\text{rows, places}} \operatorname{patch}\left( x \right)^{\top} \, dy",
)
OF_PIXEL = Formula("sum of dy W^T over patches", r"\sum_{\text{patches}} dy \, W^{\top}")
X_W, X_DY, DY_W = Formula("x*W", ""), Formula("x*dy", ""), Formula("dy*W", "")


AT_ONCE = 2**18
"""How many numbers of patches are laid out at a time: they fit into the processor's cache."""


@final
@dataclass(frozen=True)
class Conv2D(Layer):
    """A convolutional layer: a dense layer that is laid on every patch of an image.

    Each of its O filters is a small image of weights, the kernel. It is laid on the image as it is
    (not flipped), its products are added up, and the sum is one number of the filter's feature map.

    Args:
        filters: how many, O: the channels of the output.
        kernel: rows and columns of the kernel, `(k, l)`, or one number for both.
        stride: how far the kernel moves from one place to the next.
        padding: "valid", only places inside the image; or "same", zeros around the image.
        dilation: how far apart the pixels under the kernel are.
        bias: whether a number b is added to each feature map.

    Formula:   y[i, j] = patch(i, j) W + b
    Gradient:  dW = sum of patch(i, j)^T dy[i, j],  db = sum of dy[i, j], over rows and places,
               dpatch(i, j) = dy[i, j] W^T, and each pixel of dx is the sum of its places in patches
    Shapes:    x (B, H, V, C), patch (k l C,), W (k l C, O), b (O,), y (B, h, v, O); each may have
               P in front
    Source:    LeCun et al. (1998), "Gradient-based learning applied to document recognition";
               Goodfellow, Bengio and Courville (2016), "Deep learning", chapter 9

    Raises:
        SettingError: an impossible setting.
        ShapeError: rows that are no images, or images smaller than the kernel.

    Example:
        >>> p = {"W": np.ones((4, 1)), "b": np.zeros(1)}
        >>> y, cache = Conv2D(1, kernel=2).forward(np.ones((1, 3, 3, 1)), p, LayerState())
        >>> y[0, :, :, 0]
        array([[4., 4.],
               [4., 4.]])
    """

    letter: ClassVar[str] = "z"
    is_choosy: ClassVar[bool] = True

    filters: int
    kernel: int | Pair = 3
    stride: int | Pair = 1
    padding: str = "valid"
    dilation: int | Pair = 1
    bias: bool = True
    initializer: Initializer = field(default_factory=default_for)
    bias_initializer: Initializer = field(default_factory=default_for_biases)

    def __post_init__(self) -> None:
        super().__post_init__()
        require_initializers(self)
        require_count("filters", self.filters)
        require_switch("bias", self.bias)
        require_padding(self.padding)
        unbox(self)
        keep_pairs(self, "kernel", "stride", "dilation")

    @cached_property
    def windows(self) -> Windows:
        """How the kernel moves over an image."""
        size, stride = pair("kernel", self.kernel), pair("stride", self.stride)
        return Windows(size, stride, self.padding, pair("dilation", self.dilation), "kernel")

    def output_shape(self, shape: Shape) -> Shape:
        """A feature map for each filter, `(h, v, O)`."""
        require_image("Conv2D", shape)
        return (*self.windows.places(shape[:2]), self.filters)

    def require_rows(self, x: Array, given: Any) -> None:
        """Refuse an array of whole numbers: the grey of a file, from 0 to 255, as a rule."""
        if isinstance(given, np.ndarray) and given.dtype.kind in "iu":
            facts = {"dtype": str(given.dtype), "low": given.min(), "high": given.max()}
            raise DataError(Message("layer.whole_pixels", **facts))

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """`W` is (k l C, O), `b` is (O,)."""
        W = (prod(self.windows.size) * shape[2], self.filters)
        return {"W": W, "b": (self.filters,)} if self.bias else {"W": W}

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """`W` and `b`, drawn by their initializers: fan-in is k l C, fan-out is k l O."""
        shapes = self.parameter_shapes(shape)
        W = self.initializer.draw((*self.windows.size, shape[2], self.filters), random)
        drawn = {"W": W.reshape(shapes["W"])}
        return drawn | {
            name: self.bias_initializer.draw(shapes[name], random) for name in shapes if name == "b"
        }

    def title(self, name: Callable[[object], str]) -> str:
        """Name, filters and kernel: `conv 8 5x5`."""
        return f"{name(self)} {self.filters} {'x'.join(map(str, self.windows.size))}"

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The dense layer's x W + b, where each patch is a row."""
        products = [patches @ p["W"] for _, patches in self._patches(x)]
        y = np.concatenate(products, axis=-2)  # (B h v, k l C) (k l C, O) -> (B h v, O)
        y = y.reshape(*y.shape[:-2], x.shape[-4], *self.output_shape(x.shape[-3:]))
        if self.bias:
            lines = y.reshape(*y.shape[:-2], -1)  # (B, h, v O): short ones are slow to add to
            lines += np.tile(p["b"], y.shape[-2])[..., np.newaxis, np.newaxis, :]
        return y, {"x": x}

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """`dW` = sum of patch^T dy, and `db` = sum of dy."""
        dp["W"][...] = sum(
            patches.mT @ rows_of(dy[..., images, :, :, :])  # (k l C, B h v) (B h v, O)
            for images, patches in self._patches(cache["x"])
        )
        if self.bias:
            np.add.reduce(dy.sum(axis=-4), axis=(-3, -2), out=dp["b"])  # images, then places

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: dpatch = dy W^T, pixel by pixel of the kernel, added to what lay under it."""
        image, rows = (*dy.shape[:-3], *cache["x"].shape[-3:]), rows_of(dy)
        W = p["W"].reshape(*p["W"].shape[:-2], -1, image[-1], self.filters)  # (k l, C, O)
        products = (rows @ W[..., m, :, :].mT for m in range(W.shape[-3]))  # (B h v, C) each
        dpixels = (product.reshape(*dy.shape[:-1], -1) for product in products)
        return self.windows.add_pixels(dpixels, image, dy.dtype)

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Sums of products: over a patch, over rows and places, and over a pixel's patches."""
        patches, product = Patches(self.windows, cache["x"].shape[1:]), np.multiply
        y = Sum(X_W, ("x", "W"), product, bias="b" * self.bias, places=patches.of_map,
                rule=BIASED if self.bias else FORWARD, is_of_rows=True)  # fmt: skip
        dW = Sum(X_DY, ("x", "dy"), product, places=patches.of_kernel, rule=OF_KERNEL)
        dx = Sum(DY_W, ("dy", "W"), product, places=patches.of_pixel, rule=OF_PIXEL,
                 is_of_rows=True)  # fmt: skip
        return {
            "y": LayerStep("convolution", y),
            "dW": LayerStep("kernel_gradient", dW),
            "db": LayerStep("bias_gradient", Sum.of("dy", over="rows and places")),
            "dx": LayerStep("convolution_backward", dx),
        }

    def _patches(self, x: Array) -> Iterator[tuple[slice, Array]]:
        """Some images at a time, and every patch of them as a row, `(B h v, k l C)`."""
        numbers = prod((*self.windows.places(x.shape[-3:-1]), *self.windows.size, x.shape[-1]))
        size = max(1, AT_ONCE // numbers)
        x = self.windows.padded(x)
        for first in range(0, x.shape[-4], size):
            images = slice(first, first + size)
            yield images, patch_rows(self.windows.patches(x[..., images, :, :, :]))


def patch_rows(patches: Array) -> Array:
    """Patches `(B, h, v, k, l, C)` as rows, `(B h v, k l C)`.

    The numbers are copied in runs: the row of a patch, or the row of places of one pixel. The
    longer ones are quicker, and the rows then lie in memory as columns.
    """
    *front, B, h, v, k, l, C = patches.shape  # noqa: E741 - the letters of the docstring
    if v <= l * C:
        return patches.reshape(*front, B * h * v, k * l * C)
    columns = np.moveaxis(patches, (-3, -2, -1), (-6, -5, -4))  # (k, l, C, B, h, v)
    return columns.reshape(*front, k * l * C, B * h * v).mT


def rows_of(q: Array) -> Array:
    """The numbers of all places of all images as rows, `(B h v, O)`."""
    return q.reshape(*q.shape[:-4], -1, q.shape[-1])
