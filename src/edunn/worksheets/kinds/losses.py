"""Worksheets of losses: two losses of numbers, and softmax with cross-entropy."""

from collections.abc import Iterator

import numpy as np

from edunn.worksheets.drawing import drawn_from
from edunn.worksheets.expressions import label
from edunn.worksheets.sheet import Line, Sheet, Slip

ROWS = 4
CLASSES = 3
COUNTS = tuple(
    (a, b, 10 - a - b) for a in range(1, 9) for b in range(1, 10 - a) if len({a, b, 10 - a - b}) > 2
)
"""Numbers that add up to 10: their shares are tenths."""

ERRORS = ("e = y - t", "s = e^2", "mse = mean of s", "mae = mean of |e|")
SOFTMAX = ("e = exp(z)", "s = sum of e", "p = e / s", "loss = -ln p[true]", "dz = p - t")

TURNED = "Output minus target, and not the other way round."
DOUBLED = "Squared means times itself, and not times two."
ABSOLUTE = "This is the error without its sign; here it is squared."
SUM_FOR_MEAN = "The loss is the mean over the rows: divide by their number."
HALVED = "This loss has no factor 1/2."
SIGNED = "Without absolute values errors above and below cancel each other."
NO_EXP = "The exponential comes first: softmax divides exp(z) by the sum of all of them."
NO_LOGARITHM = "Cross-entropy is minus the logarithm of the probability of the true class."
PLUS = "The logarithm of a probability is negative: minus makes a loss of it."
TARGET_FORGOTTEN = "From the probability of the true class 1 is subtracted, its target."
SIGN = "Probability minus target, and not the other way round."


def loss(random: np.random.Generator) -> Sheet:
    """Mean squared error and mean absolute error of four rows.

    Example:
        >>> list(loss(np.random.default_rng(0)).key)[-2:]
        ['mse', 'mae']
    """
    words = (
        f"Outputs y and targets t of {ROWS} rows. Compute the error y - t of each row, its square, "
        "and from them the mean squared error (mse) and the mean absolute error (mae)."
    )
    choices = (-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3, 4)
    given = {name: drawn_from(random, choices, ROWS) for name in ("y", "t")}
    return Sheet("loss", "Loss", words, ERRORS, given, tuple(_error_lines()))


def _error_lines() -> Iterator[Line]:
    for b in range(ROWS):
        yield Line(f"e[{b}]", f"y[{b}] - t[{b}]", (Slip("sign", f"t[{b}] - y[{b}]", TURNED),))
    for b in range(ROWS):
        slips = (
            Slip("doubled", f"2*e[{b}]", DOUBLED),
            Slip("absolute_value", f"abs(e[{b}])", ABSOLUTE),
        )
        yield Line(f"s[{b}]", f"e[{b}]**2", slips)
    squares = _sum("s")
    slips = (
        Slip("sum_for_mean", squares, SUM_FOR_MEAN),
        Slip("halved", f"({squares})/{2 * ROWS}", HALVED),
    )
    yield Line("mse", f"({squares})/{ROWS}", slips)
    sizes = " + ".join(f"abs(e[{b}])" for b in range(ROWS))
    slips = (
        Slip("sum_for_mean", sizes, SUM_FOR_MEAN),
        Slip("signs_kept", f"({_sum('e')})/{ROWS}", SIGNED),
    )
    yield Line("mae", f"({sizes})/{ROWS}", slips)


def softmax(random: np.random.Generator) -> Sheet:
    """Softmax of three logits, cross-entropy, and its gradient.

    Example:
        >>> sorted(softmax(np.random.default_rng(0)).given)
        ['t', 'z']
    """
    counts = random.choice(np.array(COUNTS))
    z, t = np.log(counts), np.eye(CLASSES)[random.integers(CLASSES)]
    facts = ", ".join(f"ln {n} = {np.log(n):.3f}" for n in sorted({*map(int, counts), 10}))
    words = (
        f"Logits z, the logarithms of {', '.join(map(str, counts))}, and the target t of one row "
        "(1 for the true class). Compute exp(z), their sum, the probabilities p, the "
        f"cross-entropy, and its gradient by the logits. To look up: {facts}."
    )
    lines = tuple(_probability_lines(int(t.argmax())))
    title, given = "Softmax and cross-entropy", {"z": z, "t": t}
    return Sheet("softmax", title, words, SOFTMAX, given, lines)


def _probability_lines(true: int) -> Iterator[Line]:
    every = range(CLASSES)
    for k in every:
        yield Line(f"e[{k}]", f"exp(z[{k}])")
    total = "e[0] + e[1] + e[2]"
    yield Line("s", total, (Slip("exponential_forgotten", "z[0] + z[1] + z[2]", NO_EXP),))
    for k in every:
        plain = Slip("exponential_forgotten", f"z[{k}]/s", NO_EXP)
        yield Line(f"p[{k}]", f"e[{k}]/s", (plain,))
    slips = (
        Slip("logarithm_forgotten", f"1 - p[{true}]", NO_LOGARITHM),
        Slip("plus", f"ln(p[{true}])", PLUS),
    )
    yield Line("loss", f"-ln(p[{true}])", slips)
    for k in every:
        slips = (
            Slip("sign", f"t[{k}] - p[{k}]", SIGN),
            Slip("target_forgotten", f"p[{k}]", TARGET_FORGOTTEN),
        )
        yield Line(f"dz[{k}]", f"p[{k}] - t[{k}]", slips)


def _sum(name: str) -> str:
    return " + ".join(label(name, b) for b in range(ROWS))
