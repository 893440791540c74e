"""Convolution and pooling of libraries that keep the channels of an image in front.

    theirs   x (B, C, H, V),  W (O, C, k, l)
    ours     x (B, H, V, C),  W (k l C, O)

Where they add a number of pixels on each side, we know "valid", none, and "same", as many as keep
the size. A padding that is neither is refused.
"""

from collections.abc import Sequence
from math import prod
from typing import Any, NamedTuple, final

from edunn.arrays import Shape
from edunn.imports.draft import Draft, Numbers, refuse
from edunn.layers.windows import PADDINGS, Edges, Pair, Windows, pair

TO_LAST, TO_FIRST = [0, 2, 3, 1], [0, 3, 1, 2]
"""The orders of axes that put the channels of a batch of images at the end, or in front."""

NO_EDGES = Edges((0, 0), (0, 0))


@final
class Window(NamedTuple):
    """A kernel or a pooling window of the source, and how it moves.

    Example:
        >>> Window((3, 3), (1, 1), edges=Edges((1, 1), (1, 1))).padding((28, 28, 1))
        'same'
    """

    size: Pair
    stride: Pair
    dilation: Pair = (1, 1)
    edges: Edges | None = NO_EDGES
    """Pixels that are added on each side; None for as many as keep the size."""

    rounds_up: bool = False
    """Whether a window that does not fit completely has a place, too."""

    def padding(self, image: Shape) -> str:
        """The kind of padding that adds these pixels to an image.

        Raises:
            ArchitectureError: there is none.
        """
        kinds = {kind: self._windows(kind) for kind in PADDINGS}
        edges = kinds["same"].edges(image[:2]) if self.edges is None else self.edges
        found = [kind for kind, own in kinds.items() if own.edges(image[:2]) == edges]
        if not found:
            same = kinds["same"].edges(image[:2])
            refuse(
                f"it adds {edges.rows} rows and {edges.columns} columns to an image of "
                f"{image[:2]}. EduNN has padding 'valid', which adds none, and 'same', which "
                f"adds {same.rows} and {same.columns} here."
            )
        if self.rounds_up and self._is_left_over(image, edges):
            refuse(f"ceil_mode: its windows do not fit into an image of {image[:2]}.")
        return found[0]

    def _windows(self, padding: str) -> Windows:
        return Windows(self.size, self.stride, padding, self.dilation)

    def _is_left_over(self, image: Shape, edges: Edges) -> bool:
        sides = zip(image[:2], self._windows("valid").span, self.stride, edges, strict=True)
        return any((n + sum(edge) - span) % stride for n, span, stride, edge in sides)


def as_pair(given: Any) -> Pair:
    """One number for both axes, or a sequence of two."""
    return pair("size", given if isinstance(given, int) else tuple(given))


def edges_of(padding: Any) -> Edges | None:
    """The same number of pixels on both sides, for both axes or one each; None for "same".

    Example:
        >>> edges_of(1), edges_of("valid")
        (Edges(rows=(1, 1), columns=(1, 1)), Edges(rows=(0, 0), columns=(0, 0)))
    """
    if isinstance(padding, str):
        return None if padding == "same" else NO_EDGES
    rows, columns = (padding, padding) if isinstance(padding, int) else padding
    return Edges((rows, rows), (columns, columns))


def image_shape(given: Sequence[int]) -> Shape:
    """The shape of a row of the source in our order of axes: (C, H, V) becomes (H, V, C).

    Example:
        >>> image_shape((3, 28, 28)), image_shape((4,))
        ((28, 28, 3), (4,))
    """
    shape = tuple(given)
    return (*shape[1:], shape[0]) if len(shape) == 3 else shape


def convolve(draft: Draft, W: Numbers, b: Numbers | None, window: Window) -> None:
    """A convolution with `W` (O, C, k, l).

    Raises:
        ArchitectureError: a padding that EduNN does not have, or an unknown shape of images.
    """
    shape = required_image(draft)
    draft.expect(W.shape[1])
    rows = W.transpose(2, 3, 1, 0).reshape(-1, len(W))
    draft.add(
        "conv",
        {"W": rows} if b is None else {"W": rows, "b": b},
        filters=len(W),
        kernel=window.size,
        stride=window.stride,
        padding=window.padding(shape),
        dilation=window.dilation,
        bias=b is not None,
    )


def pool(draft: Draft, name: str, window: Window) -> None:
    """Max or average pooling, by its name in the catalogue.

    Raises:
        ArchitectureError: a padding or a dilation that EduNN does not have.
    """
    padding = window.padding(required_image(draft))
    if window.dilation != (1, 1):
        refuse(f"EduNN has no pooling with dilation {window.dilation}.")
    draft.add(name, window=window.size, stride=window.stride, padding=padding)


def required_image(draft: Draft) -> Shape:
    """The shape of the images at this place, (H, V, C).

    Raises:
        ArchitectureError: it is not known.
    """
    if draft.shape is None:
        refuse("the shape of its images is not known. Pass input_shape=(channels, rows, columns).")
    return draft.shape


def reshape(draft: Draft, shape: Sequence[int]) -> None:
    """Rows of numbers as images of one channel, or in another shape.

    Raises:
        ArchitectureError: several channels, whose numbers lie in another order here.
    """
    if draft.order is not None or (len(shape) == 3 and shape[0] != 1):
        refuse(f"it makes images {tuple(shape)} of rows, whose channels are last in EduNN.")
    draft.add("reshape", shape=image_shape(shape))


def arrange(draft: Draft, target: Sequence[int]) -> None:
    """A row in another shape, as the source has it: a flatten, an image, or nothing at all.

    Raises:
        ArchitectureError: it has another number of numbers.
    """
    if draft.shape is None:
        if len(target) == 1 and target[0] > 0:
            draft.expect(target[0])
        if len(target) == 1:
            return
        refuse("the shape of its rows is not known. Pass input_shape.")
    numbers, known = prod(draft.shape), prod(size for size in target if size > 0)
    target = [numbers // known if size == -1 else size for size in target]
    if prod(target) != numbers or not target:
        refuse(f"EduNN keeps the rows of a batch apart; here one has another size, {target}.")
    if len(target) == 1:
        draft.flatten()
    elif len(target) == 3 and draft.channels_first:
        reshape(draft, target)
    else:
        draft.add("reshape", shape=tuple(target))


def turn(draft: Draft, perm: Sequence[int] | None) -> None:
    """Channels to the front or to the end: they are at the end in EduNN all the time.

    Raises:
        ArchitectureError: another order of axes.
    """
    is_image = len(draft.shape or ()) == 3
    if is_image and perm == (TO_LAST if draft.channels_first else TO_FIRST):
        draft.channels_first = not draft.channels_first
    else:
        refuse(f"EduNN has no transposition by {perm}.")


def mean_of_places(draft: Draft, axes: Sequence[int]) -> None:
    """A mean over axes of the source's array, whose first axis are the rows.

    Raises:
        ArchitectureError: it is not the mean over all places of an image, or all time steps.
    """
    rank = 1 + len(draft.shape or ())
    places = [2, 3] if draft.channels_first and rank == 4 else list(range(1, rank - 1))
    if rank == 2 or sorted(axis % rank for axis in axes) != places:
        refuse("EduNN has a mean over all places of an image or sequence, here it is another.")
    draft.add("global_average_pool")
