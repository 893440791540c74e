"""The fused engine: the same walk as the readable one, compiled, for small stacks of dense layers.

A step of a tiny network is a hundred multiplications, and NumPy needs thirty calls for them. Here
Numba (the extra `fast`) turns one plain loop into machine code, once; sizes and curves are data, so
a new architecture costs no compile. The readable engine is the definition: a law in `tests/laws`
compares the two, entry by entry of the catalogue.

    codes       which number stands for which class
    stack       an objective and an optimizer, in numbers
    curves, slopes, moves     activations, losses and optimizers, as formulas for single numbers
    passes      a row on its way through the layers and back
    kernel      the walk through mini-batches and epochs
    support     what can be done, and where it is worth it
    engine      what a training calls

And for populations, of which only heights are asked:

    crowds      what can be done, and where it is worth it
    elementary, side_by_side    exponential and logarithm, activations and losses, for rows in bulk
    flock                       what the kernels are given
    heights, generation         the walk through rows and individuals; a whole generation
    judge, breeding             what a training calls

Numba is loaded when the engine takes its first step, never by `import edunn`.
"""

from edunn.fused.crowds import Labour, choose_for_crowd
from edunn.fused.engine import Fused, Goal, Leg
from edunn.fused.judge import Judge, Verdict
from edunn.fused.support import choose, supports

__all__ = [
    "Fused",
    "Goal",
    "Judge",
    "Labour",
    "Leg",
    "Verdict",
    "choose",
    "choose_for_crowd",
    "supports",
]
