"""Scatter plots: predictions over the targets of a regression."""

from collections.abc import Sequence

from edunn.messages import Message
from edunn.plots.chart import Chart
from edunn.plots.panel import INK, ChartAxis, Dots, Line, Numbers, Panel


def predicted_over_true(true: Sequence[Numbers], predicted: Sequence[Numbers]) -> Chart:
    """A dot for each row, and the diagonal, on which all predictions are right.

    Args:
        true, predicted: the numbers of each output.

    Example:
        >>> predicted_over_true([[1.0, 2.0]], [[1.5, 2.0]]).panels[0].description
        '2 rows; the largest error is 0.5'
    """
    numbers = [number for column in (*true, *predicted) for number in column]
    low, high = min(numbers), max(numbers)
    margin = 0.04 * (high - low) or 0.5
    ends = (low - margin, high + margin)
    dots = [
        Dots(
            t,
            y,
            k + 1,
            Message("plot.output", number=k + 1) if len(true) > 1 else "",
            3.2,
            opacity=0.6,
        )
        for k, (t, y) in enumerate(zip(true, predicted, strict=True))
    ]
    pairs = [
        pair for columns in zip(true, predicted, strict=True) for pair in zip(*columns, strict=True)
    ]
    worst = max(abs(t - y) for t, y in pairs)
    return Chart(
        (
            Panel(
                Message("plot.predicted_over_true"),
                Message("plot.largest_error", rows=len(true[0]), error=f"{worst:.4g}"),
                ChartAxis.linear(Message("plot.true"), *ends),
                ChartAxis.linear(Message("plot.predicted"), *ends),
                [_diagonal(ends), *dots],
                width=360,
                height=330,
            ),
        )
    )


def _diagonal(ends: Numbers) -> Line:
    name = Message("plot.no_error")
    return Line(ends, ends, INK, name, is_dashed=True, width=1.4, opacity=0.6)
