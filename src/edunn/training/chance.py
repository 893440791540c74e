"""Chance: what an epoch draws before it begins, in the order in which it is used.

A compiled engine walks through many epochs in one call and cannot draw on the way, so all that they
will need is drawn before. It is the same numbers, in the same order, as if each epoch, and in it
each mini-batch, had drawn its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from edunn.arrays import Array, Indices


def shuffled(random: np.random.Generator, rows: int, epochs: int) -> Indices:
    """Rows in another order for every epoch, `(E, N)`.

    Example:
        >>> one, two = np.random.default_rng(0), np.random.default_rng(0)
        >>> shuffled(one, 5, epochs=2) - [two.permutation(5), two.permutation(5)]
        array([[0, 0, 0, 0, 0],
               [0, 0, 0, 0, 0]])
    """
    return random.permuted(np.tile(np.arange(rows), (epochs, 1)), axis=1)


def drawn(
    random: np.random.Generator, order: Indices, epochs: int, shuffle: bool, draws: int
) -> tuple[Indices, Array]:
    """The order of each epoch, `(E, N)`, and so many draws between 0 and 1 after each.

    Args:
        order: that of every epoch, if they are not to be shuffled.

    Example:
        >>> one, two = np.random.default_rng(0), np.random.default_rng(0)
        >>> orders, shares = drawn(one, np.arange(3), epochs=2, shuffle=True, draws=4)
        >>> orders[0] - two.permutation(3), shares[:4] - two.random(4)
        (array([0, 0, 0]), array([0., 0., 0., 0.]))
    """
    if not draws:
        orders = shuffled(random, len(order), epochs) if shuffle else np.tile(order, (epochs, 1))
        return orders, np.empty(0)
    orders, shares = np.tile(order, (epochs, 1)), np.empty((epochs, draws))
    for epoch in range(epochs):
        if shuffle:
            orders[epoch] = random.permutation(len(order))
        random.random(out=shares[epoch])
    return orders, shares.ravel()


@contextmanager
def undone(random: np.random.Generator) -> Iterator[None]:
    """What is interrupted in here has drawn nothing."""
    before = random.bit_generator.state
    try:
        yield
    except BaseException:
        random.bit_generator.state = before
        raise
