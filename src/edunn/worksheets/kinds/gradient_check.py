"""The worksheet of the gradient check: a derivative measured, and derived."""

import numpy as np

from edunn.worksheets.sheet import Line, Sheet, Slip

FORMULAS = (
    "y = w x + b",
    "L = (y - t)^2",
    "numerical = (L(w + h) - L(w - h)) / (2 h)",
    "analytic = dL/dy dy/dw",
)

ONE_SIDED = "The central difference takes the loss on both sides of w."
ONE_STEP = "From w - h to w + h it is 2 h."
NO_TWO = "The derivative of a square has a factor 2."
NO_CHAIN = "The chain rule: y changes by x where w changes by 1."
STEP_OUTSIDE = "The step h is added to w, before it is multiplied by x."


def gradient_check(random: np.random.Generator) -> Sheet:
    """Numerical and analytic derivative of a squared error by one weight.

    Example:
        >>> sheet = gradient_check(np.random.default_rng(0))
        >>> round(sheet.key["numerical"] - sheet.key["analytic"], 12)
        0.0
    """
    words = (
        "A neuron y = w x + b with the loss L = (y - t)^2. Compute its loss at w, w + h and w - h, "
        "the numerical derivative by w (the central difference), and the analytic one. For a "
        "square they are equal."
    )
    given = {
        "x": np.array(random.choice((2, 3, 4, -2, -3))),
        "w": np.array(random.choice((-2, -1, 0.5, 1, 1.5, 2))),
        "b": np.array(random.choice((-1, -0.5, 0.5, 1))),
        "t": np.array(random.choice((-2, -1, 1, 2, 3))),
        "h": np.array(random.choice((0.1, 0.5))),
    }
    return Sheet("gradient_check", "Gradient check", words, FORMULAS, given, LINES)


def _loss(name: str) -> Line:
    return Line(f"L{name}", f"(y{name} - t)**2")


LINES = (
    Line("y", "w*x + b"),
    _loss(""),
    Line("y_plus", "(w + h)*x + b", (Slip("step_outside", "w*x + b + h", STEP_OUTSIDE),)),
    _loss("_plus"),
    Line("y_minus", "(w - h)*x + b", (Slip("step_outside", "w*x + b - h", STEP_OUTSIDE),)),
    _loss("_minus"),
    Line(
        "numerical",
        "(L_plus - L_minus)/(2*h)",
        (
            Slip("one_sided", "(L_plus - L)/h", ONE_SIDED),
            Slip("one_step", "(L_plus - L_minus)/h", ONE_STEP),
        ),
    ),
    Line(
        "analytic",
        "2*(y - t)*x",
        (
            Slip("two_forgotten", "(y - t)*x", NO_TWO),
            Slip("chain_rule_forgotten", "2*(y - t)", NO_CHAIN),
        ),
    ),
)
