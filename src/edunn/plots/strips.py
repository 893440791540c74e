"""Strips: the results of many seeds as dots on a line, with their median as a bar."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from edunn.plots.panel import INK, ChartAxis, Dots, Line, Mark, Panel

CROWDED = 0.35
"""The opacity of a dot: where several lie on each other, the strip is darker."""


def strip(title: str, values: Sequence[float], colour: int = 1, top: float = 1.0) -> Panel:
    """One strip from 0 to `top`, small enough for a cell of a table.

    Example:
        >>> strip("Iris", [0.9, 0.5, 1.0]).description
        'median 0.9, from 0.5 to 1'
    """
    ticks = [Line((x, x), (0.1, 0.9), INK, width=1, opacity=0.3) for x in (0.0, top / 2, top)]
    base = Line((0.0, top), (0.5, 0.5), INK, width=1, opacity=0.3)
    marks = [base, *ticks, *strip_marks(values, 0.5, colour)]
    axes = ChartAxis.hidden(-0.02 * top, 1.02 * top), ChartAxis.hidden(0, 1)
    return Panel(title, strip_in_words(values), *axes, marks, width=220, height=28)


def strips(title: str, rows: Mapping[str, Sequence[float]], x: ChartAxis) -> Panel:
    """A strip for each name, one below the other.

    Example:
        >>> panel = strips("A", {"small": [0.5], "large": [0.9]}, ChartAxis.linear("", 0, 1))
        >>> panel.description
        'small: median 0.5, from 0.5 to 0.5; large: median 0.9, from 0.9 to 0.9'
    """
    marks = [
        mark for k, values in enumerate(rows.values()) for mark in strip_marks(values, k, k + 1)
    ]
    words = "; ".join(f"{name}: {strip_in_words(values)}" for name, values in rows.items())
    names = ChartAxis.named("", list(rows)).reversed
    width = 400 + 7 * max(map(len, rows))
    return Panel(title, words, x, names, marks, width=width, height=80 + 30 * len(rows))


def strip_marks(values: Sequence[float], y: float, colour: int) -> list[Mark]:
    """The dots, and the median as a bar."""
    ordered = sorted(values)
    dots = Dots(ordered, [y] * len(ordered), colour, opacity=CROWDED)
    return [dots, Dots([median(ordered)], [y], colour, shape="bar")]


def strip_in_words(values: Sequence[float]) -> str:
    """A text alternative for a strip."""
    ordered = sorted(values)
    return f"median {median(ordered):.4g}, from {ordered[0]:.4g} to {ordered[-1]:.4g}"


def ranking_panel(
    title: str, values: Mapping[str, Sequence[float]], measure: str, larger_wins: bool
) -> Panel:
    """A strip of seeds for each recipe."""
    top = top_of(list(values.values()), larger_wins)
    x = replace(ChartAxis.linear(measure, 0.0, top), low=-0.02 * top, high=1.02 * top)
    return strips(title, values, x)


def top_of(values: Sequence[Sequence[float]], larger_wins: bool) -> float:
    """Where strips end: accuracy at 1, errors where half of the recipes still fit."""
    if larger_wins:
        return 1.0
    known = [float(np.quantile(each, 0.75)) for each in values if np.isfinite(each).all()]
    return 2 * sorted(known)[len(known) // 2] if known else 1.0
