"""The worksheet of evolution: one generation of a genetic algorithm, with the dice thrown already.

Four individuals, each a weight and a bias of one neuron. Rows are counted from 0.
"""

from collections.abc import Iterator

import numpy as np

from edunn.worksheets.drawing import drawn_from
from edunn.worksheets.expressions import Numbers
from edunn.worksheets.sheet import Line, Sheet, Slip

ROWS = range(4)
GENES = ("w", "b")

FORMULAS = ("f = -(w x + b - t)^2", "mutated = child + mutation")

NO_MINUS = "The fitness is minus the loss: bigger is better."
LOSER = "The tournament is won by the entrant with the greater fitness."
OTHER_PARENT = "Where the coin shows 0 the gene is the mother's, where it shows 1 the father's."
NO_MUTATION = "The mutation is added to the child's gene."
REPLACED = "The mutation is added to the gene; it does not replace it."
WORST = "The elite is the row with the greatest fitness."


def generation(random: np.random.Generator) -> Sheet:
    """One generation: fitness, two tournaments, crossover, mutation, elite.

    Example:
        >>> list(generation(np.random.default_rng(0)).key)[4:8]
        ['mother', 'father', 'child_w', 'child_b']
    """
    words = (
        "Four individuals, each a weight w and a bias b of a neuron y = w x + b. Its fitness f is "
        "minus the squared error, -(y - t)^2. Rows are counted from 0. The mother is the fitter of "
        "the rows in m, the father of those in n; the coin decides gene by gene, 0 for the mother; "
        "the mutation is added. At the end: the fitness of the child, and the row of the elite."
    )
    given = {
        "w": drawn_from(random, (-2, -1, 0.5, 1, 1.5, 2, 3), 4),
        "b": drawn_from(random, (-2, -1, -0.5, 0, 0.5, 1, 2), 4),
        "x": np.array(random.choice((1, 2, -1))),
        "t": np.array(random.choice((-1, 1, 2, 3))),
        "m": random.permutation(4)[:2],
        "n": random.permutation(4)[:2],
        "coin": random.permutation(2),
        "mutation": drawn_from(random, (-0.5, 0.5, 1, -1), 2),
    }
    title = "One generation with dice"
    return Sheet("generation", title, words, FORMULAS, given, tuple(_lines()), no_two_are_equal)


def no_two_are_equal(numbers: Numbers) -> bool:
    """Whether each individual has a fitness of its own, so that every tournament has one winner.

    Example:
        >>> no_two_are_equal({"f[0]": -1.0, "f[1]": -4.0, "f[2]": -1.0, "f[3]": 0.0})
        False
    """
    return len({numbers[f"f[{k}]"] for k in ROWS}) == len(ROWS)


def _lines() -> Iterator[Line]:
    for k in ROWS:
        error = f"(w[{k}]*x + b[{k}] - t)**2"
        yield Line(f"f[{k}]", f"-{error}", (Slip("minus_forgotten", error, NO_MINUS),))
    every = ", ".join(f"f[{k}]" for k in ROWS)
    for parent, drawn in (("mother", "m"), ("father", "n")):
        one, other = (f"chosen({drawn}[{k}], {every})" for k in range(2))
        won = f"better({drawn}[0], {drawn}[1], {one}, {other})"
        lost = f"{drawn}[0] + {drawn}[1] - {won}"
        words = f"the fitter of the two rows in {drawn}"
        yield Line(parent, won, (Slip("loser_taken", lost, LOSER),), words)
    for k, gene in enumerate(GENES):
        values = ", ".join(f"{gene}[{row}]" for row in ROWS)
        mother, father = (f"chosen({parent}, {values})" for parent in ("mother", "father"))
        other = f"chosen(coin[{k}], {father}, {mother})"
        exchanged = Slip("other_parent", other, OTHER_PARENT)
        inherited = f"chosen(coin[{k}], {mother}, {father})"
        words = f"{gene} of the mother if coin[{k}] is 0, else of the father"
        yield Line(f"child_{gene}", inherited, (exchanged,), words)
    for k, gene in enumerate(GENES):
        slips = (
            Slip("mutation_forgotten", f"child_{gene}", NO_MUTATION),
            Slip("gene_replaced", f"mutation[{k}]", REPLACED),
        )
        yield Line(f"mutated_{gene}", f"child_{gene} + mutation[{k}]", slips)
    error = "(mutated_w*x + mutated_b - t)**2"
    yield Line("f_child", f"-{error}", (Slip("minus_forgotten", error, NO_MINUS),))
    losses = ", ".join(f"-f[{k}]" for k in ROWS)
    worst = Slip("worst_kept", f"fittest({losses})", WORST)
    yield Line("elite", f"fittest({every})", (worst,), "the row with the greatest f")
