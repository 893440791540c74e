"""The plots of how cost grows: both axes logarithmic, every line named at its end."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.growth import Growth
from benchmarks.report.words import duration

COLOURS = ("#0072B2", "#D55E00", "#BBBBBB", "#009E73", "#CC79A7", "#E69F00")
"""Okabe and Ito's, which colour-blind people tell apart; the third line is a band behind others."""

MARKERS = "os^Dv*"
APART = 0.055
"""How far apart, as a share of the height, the names of two lines must be."""

STYLE: Any = {
    "svg.hashsalt": "edunn",  # the same plot is the same file
    "svg.fonttype": "none",  # letters stay letters
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def draw(growth: Growth, path: Path) -> None:
    """Write the plot of one sweep; the ending of the path says in which format."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 4.2), layout="constrained")
        axes = figure.subplots()
        plot(growth, axes)
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)


def plot(growth: Growth, axes: Any) -> None:
    """The lines, their names, and what the axes are."""
    sweep = growth.sweep
    axes.set(xscale="log", yscale="log", xlabel=sweep.axis)
    axes.set_title(f"{sweep.title}: time for one {sweep.unit}", loc="left")
    drawn = [(k, name, curve) for k, (name, curve) in enumerate(growth.curves.items()) if curve]
    for k, name, curve in drawn:
        is_band = name.endswith("auto")
        axes.plot(
            list(curve),
            list(curve.values()),
            color=COLOURS[k],
            marker=None if is_band else MARKERS[k],
            markersize=4,
            linewidth=8 if is_band else 1.8,
            alpha=0.7 if is_band else 1.0,
            solid_capstyle="round",
            zorder=1 if is_band else 2,
        )
    axes.yaxis.set_major_formatter(lambda seconds, _: duration(seconds).replace(".00", ""))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.grid(color="#E6E6E6", linewidth=0.6)
    axes.set_axisbelow(True)
    write_names(axes, drawn)


def write_names(axes: Any, drawn: Sequence[tuple[int, str, dict[int, float]]]) -> None:
    """Beside the last point of each line, moved apart where two would touch."""
    to_share = axes.transScale + axes.transLimits
    ends = [to_share.transform((max(curve), curve[max(curve)])) for _, _, curve in drawn]
    heights = apart([float(y) for _, y in ends])
    for (k, name, _), (x, y), height in zip(drawn, ends, heights, strict=True):
        axes.annotate(
            name,
            xy=(x, y),
            xytext=(1.04, height),
            xycoords="axes fraction",
            color="#666666" if name.endswith("auto") else COLOURS[k],
            va="center",
            arrowprops={"arrowstyle": "-", "color": COLOURS[k], "linewidth": 0.7},
            annotation_clip=False,
        )


def apart(heights: Sequence[float]) -> list[float]:
    """Heights pushed upwards until none is too near to the next, each as little as possible.

    Example:
        >>> [round(height, 3) for height in apart([0.5, 0.1, 0.51])]
        [0.5, 0.1, 0.555]
    """
    placed, moved = float("-inf"), {}
    for k, height in sorted(enumerate(heights), key=lambda pair: pair[1]):
        placed = moved[k] = max(height, placed + APART)
    return [moved[k] for k in range(len(heights))]
