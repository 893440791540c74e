"""Panels of experiments: heat maps of two settings, strips of seeds, curves over forward passes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite

import numpy as np

from edunn.experiments.heat import Heat
from edunn.plots.bands import Band, brief
from edunn.plots.colours import CIVIDIS
from edunn.plots.curves import curve_panel
from edunn.plots.panel import Box, ChartAxis, Label, Mark, Panel

CELL_WIDTH, CELL_HEIGHT = 86, 46
"""Of a heat map, in pixels."""

KEY = 0.7
"""The height of the colour key above it, in cells."""


def heat_panel(title: str, heat: Heat) -> Panel:
    """Rows and columns of coloured cells, each with its median and its range, and a colour key."""
    down, across = heat.rows, heat.columns
    names = ChartAxis.named(down.name, down.words)
    y = replace(names, low=names.low - KEY).reversed
    left = 34 + 7 * max(map(len, down.words))
    columns, rows = len(across.values), len(down.values)
    key_width = 260 / CELL_WIDTH
    x = ChartAxis.named(across.name, across.words)
    x = replace(x, high=max(x.high, x.low + key_width))
    return Panel(
        title,
        heat_in_words(heat),
        x,
        y,
        [*_cells(heat), *_key()],
        width=left + CELL_WIDTH * max(columns, key_width),
        height=CELL_HEIGHT * (rows + KEY) + 66,
    )


def heat_in_words(heat: Heat) -> str:
    """A text alternative for the map: its medians, row by row."""
    rows = (
        f"{heat.rows.name} {word}: "
        + ", ".join(
            f"{brief(cell.median)} at {heat.columns.name} {column}"
            for cell, column in zip(row, heat.columns.words, strict=True)
        )
        for word, row in zip(heat.rows.words, heat.cells, strict=True)
    )
    return "; ".join(rows)


def _cells(heat: Heat) -> Iterator[Mark]:
    for i, row in enumerate(heat.cells):
        for j, cell in enumerate(row):
            ground, ink = heat.colours(i, j)
            yield Box(j - 0.49, i - 0.49, 0.98, 0.98, ground)
            yield Label(j, i - 0.16, brief(cell.median), size=14, colour=ink)
            yield Label(j, i + 0.22, cell.range, size=10.5, colour=ink)


def _key() -> Iterator[Mark]:
    """The palette from worse to better."""
    width, y = 12 / CELL_WIDTH, -0.5 - 0.8 * KEY
    start = -0.5 + 46 / CELL_WIDTH
    yield Label(start - 0.08, y + 0.13, "worse", anchor="end")
    for k, colour in enumerate(CIVIDIS):
        yield Box(start + k * width, y, width, 0.26, colour)
    yield Label(start + len(CIVIDIS) * width + 0.08, y + 0.13, "better", anchor="start")


def race_panel(title: str, bands: Sequence[Band], column: str, words: str) -> Panel:
    """Curves over forward passes, on a logarithmic axis; what is infinite is drawn at the top."""
    top = _top(bands, column)
    edges = ("low", "middle", "high")
    held = [replace(b, **{e: np.minimum(getattr(b, e), top) for e in edges}) for b in bands]
    x = ChartAxis.logarithmic("forward passes", float(bands[0].x[0]), float(bands[0].x[-1]))
    lines = [band.as_series(k + 1) for k, band in enumerate(held)]
    return curve_panel(title, lines, x, column, top, words)


def _top(bands: Sequence[Band], column: str) -> float:
    """The top of the y axis: for losses, where the medians of the contenders begin."""
    if column == "accuracy":
        return 1.0
    return max((float(b.middle[0]) for b in bands if isfinite(b.middle[0])), default=1.0) or 1.0
