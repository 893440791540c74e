"""What the kernel is given: rows to walk through, a place to write to, and how far to go."""

from typing import NamedTuple

from edunn.arrays import Array
from edunn.fused.stack import Whole


class Rows(NamedTuple):
    """The rows to walk through, `N` of them, in every epoch in another order."""

    x: Array
    t: Array
    answers: Whole
    """The class that the targets name, `(N,)`."""
    weights: Array
    orders: Whole
    """In which order each epoch takes them, `(E, N)`."""
    draws: Array
    """From 0 to 1, for every number that may be dropped, epoch by epoch."""
    batch_size: int


class Place(NamedTuple):
    """Where the walk is, and its scratch paper; all of it is written to."""

    theta: Array
    memory: Array
    """What the optimizer remembers, `(2, n)`."""
    kept: Array
    """Both, as they were when the epoch began, `(3, n)`."""
    scores: Array
    """What the loss was measured on, `(N, O)`, in the order of the epoch."""
    counts: Array
    """Of each epoch, `(E, 3)`: the rows' losses, how many are right, and their penalties."""
    g: Array
    signal: Array
    """Of one row: its inputs, then what each layer makes of them."""
    dsignal: Array
    """dL/d of each number in the signal."""


class Span(NamedTuple):
    """From where to where the walk goes."""

    t: int
    """Steps taken before."""
    first: int
    """How many rows of the epoch are done already; 0 where there are many."""
    last: int
    """Up to which row the epoch is walked through; all of them where there are many."""
