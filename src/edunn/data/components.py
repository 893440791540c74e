"""Connected components: the separate parts of a mask, and the box around each.

Pixels belong to one part if they touch, at a side or at a corner (8-connectivity).

Source: A. Rosenfeld, J. Pfaltz (1966), "Sequential operations in digital picture processing",
Journal of the ACM 13(4); Y. Shiloach, U. Vishkin (1982), "An O(log n) parallel connectivity
algorithm", Journal of Algorithms 3(1).
"""

from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Indices

Mask: TypeAlias = npt.NDArray[np.bool_]
"""An image of True and False."""

NEIGHBOURS = (0, 1), (1, -1), (1, 0), (1, 1)
"""Half of the eight directions, (down, right): the others are the same pairs, seen backwards."""


def connected_components(mask: Mask) -> Indices:
    """The number of the part that each pixel belongs to, from 1 on; 0 outside the mask.

    Each pixel starts with a label of its own. Two neighbours take the smaller of their labels, and
    each label then the one that it leads to, until no two neighbours differ.

    Example:
        >>> connected_components(np.array([[True, False, True], [True, False, False]]))
        array([[1, 0, 2],
               [1, 0, 0]])
    """
    a, b = _touching_pairs(mask)
    label = np.arange(np.count_nonzero(mask))
    while (label[a] != label[b]).any():
        larger, smaller = np.maximum(label[a], label[b]), np.minimum(label[a], label[b])
        np.minimum.at(label, larger, smaller)
        while (label != label[label]).any():
            label = label[label]
    labels = np.zeros(mask.shape, np.intp)
    labels[mask] = np.unique(label, return_inverse=True)[1] + 1
    return labels


def _touching_pairs(mask: Mask) -> tuple[Indices, Indices]:
    """All pairs of touching pixels, each pixel by its number within the mask."""
    rows, columns = mask.shape
    number = np.full((rows + 1, columns + 2), -1)  # a rim of no pixels
    number[:rows, 1:-1][mask] = np.arange(np.count_nonzero(mask))
    here = number[:rows, 1:-1]
    pairs = []
    for down, right in NEIGHBOURS:
        there = number[down : down + rows, 1 + right : 1 + right + columns]
        both = (here >= 0) & (there >= 0)
        pairs.append((here[both], there[both]))
    first, second = (np.concatenate(ends) for ends in zip(*pairs, strict=True))
    return first, second


def border(image: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The pixels of the first and last row and column, one after another.

    Example:
        >>> border(np.arange(9).reshape(3, 3))
        array([0, 1, 2, 6, 7, 8, 0, 3, 6, 2, 5, 8])
    """
    return np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])


@final
@dataclass(frozen=True)
class Parts:
    """The connected components of a mask, with their bounding boxes.

    Shapes: labels (rows, columns); top, bottom, left, right: one number a part

    Example:
        >>> parts = Parts.of(np.array([[True, False, True], [True, False, False]]))
        >>> parts.side, parts.only(parts.side > 1).mask.sum()
        (array([2, 1]), np.int64(2))
    """

    labels: Indices
    """0 outside the parts."""

    top: Indices
    bottom: Indices
    """The first row below the part."""

    left: Indices
    right: Indices
    """The first column to the right of the part."""

    @classmethod
    def of(cls, mask: Mask) -> "Parts":
        """The parts of a mask."""
        labels = connected_components(mask)
        rows, columns = np.nonzero(mask)
        part, count = labels[mask] - 1, int(labels.max(initial=0))
        first, last = np.full((2, count), max(mask.shape)), np.zeros((2, count), np.intp)
        for least, most, place in zip(first, last, (rows, columns), strict=True):
            np.minimum.at(least, part, place)
            np.maximum.at(most, part, place + 1)
        return cls(labels, first[0], last[0], first[1], last[1])

    def __len__(self) -> int:
        return len(self.top)

    @property
    def mask(self) -> Mask:
        """The pixels of all parts."""
        return self.labels > 0

    @property
    def height(self) -> Indices:
        """The rows of each part."""
        return self.bottom - self.top

    @property
    def width(self) -> Indices:
        """The columns of each part."""
        return self.right - self.left

    @property
    def side(self) -> Indices:
        """The longer side of each part's box."""
        return np.maximum(self.height, self.width)

    @property
    def area(self) -> Indices:
        """The number of pixels of each part."""
        return np.bincount(self.labels.ravel(), minlength=len(self) + 1)[1:]

    @property
    def along_the_edge(self) -> Indices:
        """How many pixels of each part lie at the edge of the image."""
        return np.bincount(border(self.labels), minlength=len(self) + 1)[1:]

    def box(self, part: int) -> tuple[slice, slice]:
        """The rows and columns of one part."""
        return (
            slice(self.top[part], self.bottom[part]),
            slice(self.left[part], self.right[part]),
        )

    def holding(self, pixels: Mask) -> Mask:
        """Which parts have at least one of these pixels."""
        return np.bincount(self.labels[pixels], minlength=len(self) + 1)[1:] > 0

    def only(self, chosen: Mask) -> "Parts":
        """These parts alone, `(parts,)`, in the same order."""
        new = np.concatenate([[0], np.where(chosen, np.cumsum(chosen), 0)])
        boxes = (self.top, self.bottom, self.left, self.right)
        return Parts(new[self.labels], *(places[chosen] for places in boxes))

    def gap(self, other: int) -> Indices:
        """The pixels between each part's box and that of one of them; 0 where they overlap."""
        down = np.maximum(self.top - self.bottom[other], self.top[other] - self.bottom)
        right = np.maximum(self.left - self.right[other], self.left[other] - self.right)
        return np.asarray(np.maximum(np.maximum(down, right), 0))
