"""Operations: how each entry of an array is made of entries of others, all of them by letter.

With them a layer describes how its output and its gradients come about. A trace then writes the
numbers into the formula, and finds for any number those that it is made of.

    Product     a row times a column: x W + b, x^T dy, dy W^T
    Sum         a formula added up over rows, over places, or over the pixels of a patch
    Added       several of these in one line, such as x W + h U + b
    Entrywise   the same formula for every entry
    Beside      arrays side by side, as the blocks of one
    Moved       a number that is only put at another place
    Largest     the largest of several numbers
    Rowwise     a formula in which a whole row takes part, such as a softmax

Arrays may have any number of axes: rows, then what each row consists of. Where an entry is made of
numbers that lie in a pattern of their own, as the pixels of a patch do, `places` finds them.
"""

from edunn.operations.base import (
    ALL,
    Kind,
    LayerStep,
    LayerSteps,
    Operation,
    Origin,
    Place,
    Places,
    Where,
)
from edunn.operations.entries import Beside, Entrywise, Largest, Moved, Rowwise
from edunn.operations.sums import Added, Product, Sum

__all__ = [
    "ALL",
    "Added",
    "Beside",
    "Entrywise",
    "Kind",
    "Largest",
    "LayerStep",
    "LayerSteps",
    "Moved",
    "Operation",
    "Origin",
    "Place",
    "Places",
    "Product",
    "Rowwise",
    "Sum",
    "Where",
]
