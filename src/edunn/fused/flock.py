"""What the kernels of evolution are given: rows, rules, dice, individuals, paper."""

from typing import NamedTuple

from edunn.arrays import Array, Indices
from edunn.fused.stack import Whole

BLOCK = 256
"""Rows at a time."""

LINES = 6
"""Lines of scratch paper besides those for the signal and the targets."""

NUMBERS = 6
"""How many a story tells of each generation."""


class Rows(NamedTuple):
    """What the population is judged on."""

    x: Array
    """Inputs, `(N, I)`."""
    t: Array
    """Targets, `(N, O)`."""
    labels: Array
    """The class of each row, `(N,)`; with one output, 1 for the upper class and 0 for the lower."""
    weights: Array
    """How much each row counts in the loss, `(N,)`."""
    credits: Array
    """What it is worth to be right there, `(N,)`."""
    order: Whole
    """Which rows it is now, `(B,)`."""


class Wanted(NamedTuple):
    """What is asked for; what is not, is 0."""

    loss: int
    accuracy: int


class Desk(NamedTuple):
    """Scratch paper for a population."""

    paper: Array
    """For a block of rows, see `heights.Room`."""
    scores: Array
    """Two numbers for each individual, `(2, P)`."""
    order: Indices
    """The individuals, the best first, `(2, P)`; the second line is for sorting."""


class Rules(NamedTuple):
    """What is fit, who may breed and how, and when to stop."""

    by_accuracy: int
    """Whether accuracy is the fitness, else minus the loss."""
    elitism: int
    elites_breed: int
    probability: float
    """How likely a gene is pushed."""
    target: float
    """The last generation is the one whose best is as fit as this."""
    record: float
    """How fit the best ever seen was so far."""


class Chance(NamedTuple):
    """What the dice have said about K children with n genes, in each of G generations."""

    entrants: Indices
    """The entrants of two tournaments for each child, places in the pool, `(G, 2 K, size)`."""
    luck: Array
    """Numbers from 0 to 1, `(G, 2, K n)`: for each gene of each child whether it is the father's,
    and whether it is pushed."""
    pushes: Array
    """How far, one after the other."""


class Flock(NamedTuple):
    """Two generations, that take turns in being scored and being bred."""

    population: Array
    """`(2, P, n)`."""
    parents: Indices
    """Of each individual, `(2, P, 2)`."""
    heroes: Array
    """The best of the generation scored last, and the best ever seen, `(2, n)`."""


class Story(NamedTuple):
    """What is told of each generation."""

    numbers: Array
    """Best, mean and worst of what is finite of the fitness; the diversity; loss and accuracy of
    the best individual, in whose accuracy every row counts alike; `(G, NUMBERS)`."""
    families: Indices
    """The best one's row, and those of its parents, `(G, 3)`."""


class Crowd(NamedTuple):
    """Individuals in short, and what BLAS has made of them."""

    theta: Array
    """The place that they all stand around, `(n,)`."""
    shapes: Indices
    """The shape of each layer's matrix, its biases being the last row, `(L, 2)`."""
    a: Array
    """The columns of each pair, `(P / 2, sum of I)`."""
    c: Array
    """The rows of its first individual, `(P / 2, sum of O)`; those of the second are -c."""
    common: Array
    """x W + b in the first layer, of the one in the middle, `(O, B)`."""
    along: Array
    """x a in the first layer, of each pair, `(P / 2, B)`."""
