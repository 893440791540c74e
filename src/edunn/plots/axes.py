"""Matplotlib: the same panels on axes of its own, for a PNG, a PDF, a window or a larger figure."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from edunn.errors import SettingError
from edunn.plots.colours import Colour
from edunn.plots.panel import Area, Box, ChartAxis, Dots, Label, Line, Mark, Panel, Pixels, solid
from edunn.plots.svg import turned_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PIXELS = 80
"""So many pixels of a panel are an inch."""

MARKERS = {"circle": "o", "ring": "o", "diamond": "D", "bar": "|"}
"""The shapes of dots, as matplotlib names them."""


def require_matplotlib(what: str) -> None:
    """Refuse with the remedy where matplotlib is not installed.

    Raises:
        SettingError: it is not.
    """
    if find_spec("matplotlib") is None:
        raise SettingError(
            f"{what} needs matplotlib: pip install 'edunn-lab[plot]'. Without it, save the plot as "
            '.svg: plot.save("plot.svg").'
        )


def figure_of(panels: Sequence[Panel]) -> "Figure":
    """A figure with the panels beside each other.

    Raises:
        SettingError: matplotlib is not installed.
    """
    require_matplotlib("this")
    from matplotlib.figure import Figure

    width, height = sum(it.width for it in panels), max(it.height for it in panels)
    figure = Figure(figsize=(width / PIXELS, height / PIXELS), layout="constrained")
    shares = [panel.width for panel in panels]
    places = figure.subplots(1, len(panels), squeeze=False, width_ratios=shares)[0]
    for panel, axes in zip(panels, places, strict=True):
        draw(panel, axes)
    return figure


def draw(panel: Panel, axes: "Axes") -> None:
    """Draw the panel on axes of matplotlib."""
    ink = _ink()
    for mark in panel.marks:
        _mark(mark, panel, axes, ink)
    axes.set_title(panel.title, loc="left", fontsize=10)
    _scale(axes, "x", panel.x)
    _scale(axes, "y", panel.y)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if not panel.x.has_grid and not panel.y.has_grid:
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
    if turned_by(panel):
        axes.tick_params(axis="x", rotation=90)
    if panel.legend:
        axes.legend(fontsize=8, frameon=False, loc="best")


def _scale(axes: "Axes", name: str, axis: ChartAxis) -> None:
    """Range, ticks, title and grid of one axis."""
    if axis.is_logarithmic:
        getattr(axes, f"set_{name}scale")("log")
    getattr(axes, f"set_{name}lim")(axis.low, axis.high)
    getattr(axes, f"set_{name}ticks")(
        [place for place, _ in axis.ticks], [label for _, label in axis.ticks]
    )
    getattr(axes, f"{name}axis").minorticks_off()
    getattr(axes, f"set_{name}label")(axis.title)
    if axis.has_grid:
        axes.grid(axis=name, alpha=0.3)  # type: ignore[arg-type]


def _mark(mark: Mark, panel: Panel, axes: "Axes", ink: Colour) -> None:
    match mark:
        case Line():
            axes.plot(mark.x, mark.y, **_line(mark, ink))
        case Area():
            face = solid(mark.colour, ink).hex
            axes.fill_between(
                mark.x, mark.low, mark.high, color=face, alpha=mark.opacity, linewidth=0
            )
        case Dots():
            axes.scatter(mark.x, mark.y, **_dots(mark, ink))
        case Box():
            _box(mark, axes, ink)
        case Label():
            axes.text(mark.x, mark.y, mark.text, **_label(mark, ink))
        case Pixels():
            extent = (panel.x.low, panel.x.high, panel.y.low, panel.y.high)
            picture = np.array(mark.rows, np.uint8)
            axes.imshow(picture, extent=extent, aspect="auto", zorder=0)


def _line(line: Line, ink: Colour) -> dict[str, Any]:
    return {
        "color": solid(line.colour, ink).hex,
        "label": line.name or "_nolegend_",
        "linestyle": "--" if line.is_dashed else "-",
        "linewidth": 0.8 * line.width,
        "marker": "." if len(line.x) == 1 else "",
        "alpha": line.opacity,
    }


def _dots(dots: Dots, ink: Colour) -> dict[str, Any]:
    colour = solid(dots.colour, ink).hex
    is_hollow = dots.shape in ("ring", "diamond")
    paint: dict[str, Any] = (
        {"facecolors": "none", "edgecolors": colour} if is_hollow else {"color": colour}
    )
    if dots.has_edge:
        paint = {"facecolors": colour, "edgecolors": "white"}
    size = (1.8 * dots.size) ** 2 * (6 if dots.shape == "bar" else 1)
    return {
        "s": size,
        "label": dots.name or "_nolegend_",
        "marker": MARKERS[dots.shape],
        "alpha": dots.opacity,
        "linewidths": 1.2 if is_hollow or dots.shape == "bar" else 0.6 * dots.has_edge,
        "zorder": 3,
        **paint,
    }


def _label(label: Label, ink: Colour) -> dict[str, Any]:
    return {
        "color": solid(label.colour, ink).hex,
        "fontsize": 0.72 * label.size,
        "fontweight": "bold" if label.is_bold else "normal",
        "ha": {"start": "left", "middle": "center", "end": "right"}[label.anchor],
        "va": "center",
        "zorder": 4,
    }


def _box(box: Box, axes: "Axes", ink: Colour) -> None:
    from matplotlib.colors import to_rgba
    from matplotlib.patches import Rectangle

    face = to_rgba(solid(box.colour, ink).hex, box.opacity)
    edge = ink.hex if box.has_edge else "none"
    axes.add_patch(
        Rectangle((box.x, box.y), box.width, box.height, facecolor=face, edgecolor=edge, zorder=2)
    )


def _ink() -> Colour:
    """The colour of text in matplotlib's style."""
    import matplotlib as mpl
    from matplotlib.colors import to_hex

    return Colour.of(to_hex(mpl.rcParams["text.color"]))
