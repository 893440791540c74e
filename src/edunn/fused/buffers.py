"""What the kernels are given: named tuples of arrays and numbers."""

from typing import Any, NamedTuple

from edunn.arrays import Array, Indices
from edunn.fused.stack import Rule, Stack, Whole


class TrainingRows(NamedTuple):
    """The training set, `N` rows, in every epoch in another order."""

    x: Array
    t: Array
    answers: Whole
    """The class that the targets name, `(N,)`."""
    weights: Array
    orders: Whole
    """The order of the rows in each epoch, `(E, N)`."""
    draws: Array
    """From 0 to 1, for every number that may be dropped, epoch by epoch."""
    batch_size: int


class TrainingBuffers(NamedTuple):
    """The state of the training, and scratch memory; all of it is written to."""

    theta: Array
    memory: Array
    """The vectors of the optimizer's state besides theta, `(2, n)`."""
    backup: Array
    """Both, as they were when the epoch began, `(3, n)`."""
    z: Array
    """What the loss was measured on, `(N, O)`, in the order of the epoch."""
    counts: Array
    """Of each epoch, `(E, 3)`: the rows' losses, how many are right, and their penalties."""
    g: Array
    signal: Array
    """Of one row: its inputs, then the output of each layer."""
    dsignal: Array
    """dL/d of each number in the signal."""
    tallies: Array
    """The blocked kernel's counts of this epoch, a line for each part of the rows, `(2, 8)`: three
    are used, and a line fills what a core writes at once, so that two cores do not wait."""


class Blas(NamedTuple):
    """What the blocked kernel needs from outside; addresses because BLAS takes addresses.

    Args:
        gemm: the matrix product, for the dtype of the arrays.
        offer_core: lets another program run on this core.
        theta, g, signal, dsignal: where these buffers begin in memory.
    """

    gemm: Any
    offer_core: Any
    theta: int
    g: int
    signal: int
    dsignal: int


class Window(NamedTuple):
    """How a layer of images works: a kernel or a window of `(k, l)` pixels moves over an image.

    Args:
        H, V, C: the shape of the image; for other layers all is 0.
        h, v: how many places there are for the window.
        O: filters, or channels that come out.
        k, l: rows and columns of the window.
        s, t: how far it moves, down and across.
        d, e: how far apart its own pixels are.
        top, left: zeros above the image, and at its left.
        R, L: the rows and columns of the image with all zeros around it.
        bias: 1 if a bias is added.
        slot: where in each part's scratch memory its dL/dW begins; `dL/db` follows.
    """

    H: int
    V: int
    C: int
    h: int
    v: int
    O: int  # noqa: E741 - the letters of the layers
    k: int
    l: int  # noqa: E741
    s: int
    t: int
    d: int
    e: int
    top: int
    left: int
    R: int
    L: int
    bias: int
    slot: int


class Images(NamedTuple):
    """What the blocked kernel needs besides for layers of images.

    Args:
        windows: a `Window` for each layer, `(K, 18)`.
        scratch: for each part of the work a line: the patches of one image, one image with zeros
            around it, and dL/d of all weights of convolutions, `(2, S)`.
        start: where that begins in memory.
        padded: where in a line the image begins.
        gradients: where in a line dL/d of the weights begins.
    """

    windows: Whole
    scratch: Array
    start: int
    padded: int
    gradients: int


class Job(NamedTuple):
    """All that stays the same while the blocked kernel runs."""

    stack: Stack
    rule: Rule
    rows: TrainingRows
    buffers: TrainingBuffers
    blas: Blas
    images: Any
    """`Images`, or None where no layer is one of images."""


PARTS = 2
"""Into how many parts the blocked kernel cuts its work, for as many threads at most."""


class Team(NamedTuple):
    """What a thread of the blocked kernel takes on, and where it waits for the other."""

    first: int
    """Its first part."""
    last: int
    """The part behind its last one."""
    threads: int
    """How many threads there are, 1 or 2."""
    counter: Whole
    """The arrivals at all barriers so far, one number."""


class Span(NamedTuple):
    """Where a segment begins and ends."""

    t: int
    """Steps taken before."""
    first: int
    """How many rows of the epoch are done already; 0 where there are many epochs."""
    last: int
    """The row to stop before; all of them where there are many epochs."""
    uncounted: int
    """How many rows of the epoch were done, and counted, before this segment: the counts of a whole
    epoch take them in again."""


BLOCK = 256
"""Rows at a time."""

LINES = 6
"""Lines of scratch memory besides those for the signal and the targets."""

NUMBERS = 6
"""Numbers in the summary of a generation."""


class Rows(NamedTuple):
    """The rows on which a population is evaluated."""

    x: Array
    """Inputs, `(N, I)`."""
    t: Array
    """Targets, `(N, O)`."""
    labels: Array
    """The class of each row, `(N,)`; with one output, 1 for the upper class and 0 for the lower."""
    weights: Array
    """How much each row counts in the loss, `(N,)`."""
    credits: Array
    """How much each row counts in the accuracy, `(N,)`."""
    order: Whole
    """The rows to be used, `(B,)`."""


class Wanted(NamedTuple):
    """What is to be computed: 1 for yes, 0 for no."""

    loss: int
    accuracy: int


class PopulationBuffers(NamedTuple):
    """Scratch memory for a population."""

    scratch: Array
    """For a block of rows, see `population_kernel.Workspace`."""
    scores: Array
    """Two numbers for each individual, `(2, P)`."""
    order: Indices
    """The individuals, the best first, `(2, P)`; the second line is for sorting."""


class Rules(NamedTuple):
    """The fitness, the rules of selection and mutation, and when to stop."""

    by_accuracy: int
    """Whether accuracy is the fitness, else minus the loss."""
    elitism: int
    elites_breed: int
    probability: float
    """The probability that a gene is mutated."""
    target: float
    """The fitness of the best at which to stop."""
    record: float
    """The fitness of the best ever so far."""


class RandomNumbers(NamedTuple):
    """Random numbers for K children with n genes, in each of G generations."""

    entrants: Indices
    """The entrants of two tournaments for each child, places in the pool, `(G, 2 K, size)`."""
    uniforms: Array
    """Numbers from 0 to 1, `(G, 2, K n)`: for each gene of each child whether it is the father's,
    and whether it is mutated."""
    perturbations: Array
    """What is added to mutated genes, one after the other."""


class Individuals(NamedTuple):
    """Two generations: one is evaluated while the other is bred, in turns."""

    population: Array
    """`(2, P, n)`."""
    parents: Indices
    """Of each individual, `(2, P, 2)`."""
    champions: Array
    """The best of the generation evaluated last, and the best ever, `(2, n)`."""


class Summaries(NamedTuple):
    """The summary of each generation."""

    numbers: Array
    """Best, mean and worst of what is finite of the fitness; the diversity; loss and accuracy of
    the best individual, with all rows counting alike in the accuracy; `(G, NUMBERS)`."""
    families: Indices
    """The best one's row, and those of its parents, `(G, 3)`."""


class LowRankArrays(NamedTuple):
    """A low-rank population, and the products that BLAS has computed."""

    theta: Array
    """The theta that is perturbed, `(n,)`."""
    shapes: Indices
    """The shape of each layer's matrix, its biases being the last row, `(L, 2)`."""
    a: Array
    """The columns of each pair, `(P / 2, sum of I)`."""
    c: Array
    """The rows of its first individual, `(P / 2, sum of O)`; those of the second are -c."""
    common: Array
    """x W + b in the first layer, of the unperturbed theta, `(O, B)`."""
    along: Array
    """x a in the first layer, of each pair, `(P / 2, B)`."""
