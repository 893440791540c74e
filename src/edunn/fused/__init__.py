"""The compiled engine: the same steps as the readable one, for dense layers and for images.

A step of a tiny network is a hundred multiplications, and NumPy needs thirty calls for them. Here
Numba (the extra `fast`) turns one plain loop into machine code, once; sizes and codes are data, so
a new architecture costs no compilation. The readable engine is the definition: a law in
`tests/laws` compares the two, member by member of the catalogue.

    stack              an objective and an optimizer, in numbers
    scalar, compiled   the formulas of the readable classes, compiled for single numbers
    formula_kernels    loops around them: activations, losses, optimizers
    gradient_kernel    mini-batches and epochs of gradient descent; `gradient_engine` calls it
    blocked_kernel     the same for wide layers, by `blas` and on two threads (`barrier`);
                       `blocked_engine` calls it; `blocks` says where rows lie in memory
    image_kernel       convolution and pooling for it; `images` prepares them, `runs` copies pixels
    population_kernel, low_rank_kernel     loss and accuracy of populations; `evaluator` calls them
    genetic_kernel     whole generations of the genetic algorithm; `genetic` calls it
    support, choice    what can be done, and where it is worth it

Numba is loaded when the engine takes its first step, never by `import edunn`.
"""

from edunn.fused.choice import (
    Workload,
    choose,
    choose_for_population,
    threads_of_blocked_kernel,
)
from edunn.fused.evaluator import Evaluation, Evaluator
from edunn.fused.gradient_engine import Fused, Segment, SegmentResult
from edunn.fused.support import supports

__all__ = [
    "Evaluation",
    "Evaluator",
    "Fused",
    "Segment",
    "SegmentResult",
    "Workload",
    "choose",
    "choose_for_population",
    "supports",
    "threads_of_blocked_kernel",
]
