"""The plots of how cost grows: both axes logarithmic, every line named at its end."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.growth import Curve, Growth
from benchmarks.sheet import tick
from benchmarks.workloads import AUTO

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")
"""Okabe and Ito's, which colour-blind people tell apart."""

MARKERS = "osD^v"
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
    """Write the plot of one sweep; the ending of the path is its format."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 4.2), layout="constrained")
        axes = figure.subplots()
        plot(growth, axes)
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)


class Drawn(NamedTuple):
    """A line and its style."""

    name: str
    curve: Curve
    style: dict[str, Any]


def drawn(growth: Growth) -> Iterator[Drawn]:
    """All lines; what `auto` does is a band behind the engines that it chooses from."""
    styles = zip(COLOURS, MARKERS, strict=True)
    for name, curve in growth.curves.items():
        if name == AUTO:
            band = {"color": "#C8C8C8", "linewidth": 8, "solid_capstyle": "round", "zorder": 1}
            yield Drawn(name, curve, band)
        else:
            colour, marker = next(styles)
            line = {"color": colour, "marker": marker, "markersize": 4, "linewidth": 1.8}
            yield Drawn(name, curve, line)


def plot(growth: Growth, axes: Any) -> None:
    """The lines, their names, and what the axes are."""
    sweep, lines = growth.sweep, [line for line in drawn(growth) if line.curve]
    for line in lines:
        axes.plot(list(line.curve), list(line.curve.values()), **line.style)
    axes.set(xscale="log", yscale="log", xlabel=sweep.axis)
    axes.set_title(f"{sweep.title}: time for one {sweep.unit}", loc="left")
    axes.yaxis.set_major_formatter(lambda seconds, _: tick(seconds))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.grid(color="#E6E6E6", linewidth=0.6)
    axes.set_axisbelow(True)
    write_names(axes, lines)


def write_names(axes: Any, lines: Sequence[Drawn]) -> None:
    """Beside the last point of each line, moved apart where two would touch."""
    axes.autoscale_view()  # otherwise done when the plot is drawn, which is too late for a share
    share = axes.transScale + axes.transLimits
    ends = [share.transform((max(line.curve), line.curve[max(line.curve)])) for line in lines]
    heights = apart([float(y) for _, y in ends])
    for line, end, height in zip(lines, ends, heights, strict=True):
        axes.annotate(
            line.name,
            xy=end,
            xytext=(1.05, height),
            xycoords="axes fraction",
            color="#333333",
            weight="bold" if line.name.startswith("EduNN") else "normal",
            va="center",
            arrowprops={
                "arrowstyle": "-",
                "color": line.style["color"],
                "linewidth": 1.2,
                "relpos": (0, 0.5),
            },
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
