"""Spoke: which pixels spoke for the answer, and which against it.

The score of the chosen class has a slope by each pixel. Multiplied by the pixel itself it says
roughly how much of the score would be gone without that ink: positive spoke for the class,
negative against it. For a network without bends and biases these numbers add up to the score.

Formula:  spoke = x * d(score of the chosen class)/dx
Source:   A. Shrikumar et al. (2016), "Not just a black box", arXiv:1605.01713
"""

import numpy as np

from edunn.arrays import Array
from edunn.model import Model


def spoke_for(model: Model, x: Array, chosen: int) -> Array:
    """What each input spoke for a class's score, the number before softmax.

    Shapes: x (I,) -> (I,)

    Example:
        >>> model = Model([[2], [2, "softmax"]])
        >>> model.theta = [3, 0, -1, 0, 0, 0]
        >>> spoke_for(model, np.array([2.0, 5.0], np.float32), chosen=0)
        array([ 6., -5.], dtype=float32)
    """
    learned, body = model.learned, model.objective.logits_network
    p = body.layout.views(learned.theta)
    scores, memories = body.forward(p, x[np.newaxis], learned.statistics)
    dy = np.zeros_like(scores)
    dy[0, chosen] = 1.0
    return np.asarray(x * body.input_gradient(dy, memories, p)[0])
