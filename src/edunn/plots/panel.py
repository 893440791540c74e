"""A panel: two axes and the marks between them, as data.

Every plot of EduNN is such data: `Line(x, y)`, `Dots(x, y)`, `Box(...)`, in the units of the axes.
Two renderers draw it, `edunn.plots.svg` and `edunn.plots.axes` (matplotlib), so both show the same
and a new kind of plot needs neither.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, isfinite, log10
from typing import Literal, TypeAlias, final

from edunn.messages import Message
from edunn.plots.colours import PALETTE, Colour

Numbers: TypeAlias = Sequence[float]

Paint: TypeAlias = int | Colour
"""A colour: a number of the palette from 1, over and over again; INK, that of text; or its own."""

INK = 0

Tick: TypeAlias = tuple[float, str]
"""A place on an axis, and the label there."""

WHOLE = (1, 2, 5, 10)
"""Steps between whole numbers."""


def solid(paint: Paint, ink: Colour) -> Colour:
    """The colour itself, where text has the colour `ink`."""
    if isinstance(paint, Colour):
        return paint
    return PALETTE[(paint - 1) % len(PALETTE)] if paint else ink


@final
@dataclass(frozen=True)
class Line:
    """Points joined by a line; one that is not a number leaves a gap.

    Example:
        >>> Line((1, 2, 3), (0.9, 0.5, 0.4), name="loss").colour
        1
    """

    x: Numbers
    y: Numbers
    colour: Paint = 1
    name: str = ""
    """In the legend; no name, no entry."""

    is_dashed: bool = False
    width: float = 2.2
    opacity: float = 1.0


@final
@dataclass(frozen=True)
class Area:
    """What lies between two lines.

    Example:
        >>> Area((1, 2), (0.1, 0.2), (0.3, 0.3)).opacity
        0.2
    """

    x: Numbers
    low: Numbers
    high: Numbers
    colour: Paint = 1
    opacity: float = 0.2


@final
@dataclass(frozen=True)
class Dots:
    """Single points.

    Example:
        >>> Dots((0.5, 0.7), (1, 1)).shape
        'circle'
    """

    x: Numbers
    y: Numbers
    colour: Paint = 1
    name: str = ""
    size: float = 4.0
    """The radius, in pixels."""

    shape: Literal["circle", "diamond", "bar", "ring"] = "circle"
    opacity: float = 1.0
    has_edge: bool = False
    """A thin white edge, which parts a dot from a picture below it."""


@final
@dataclass(frozen=True)
class Box:
    """A rectangle, from its left lower corner.

    Example:
        >>> Box(0, 0, 1, 1, colour=2).opacity
        1.0
    """

    x: float
    y: float
    width: float
    height: float
    colour: Paint = 1
    opacity: float = 1.0
    has_edge: bool = False


@final
@dataclass(frozen=True)
class Label:
    """A text at a place.

    Example:
        >>> Label(0.5, 0.5, "setosa").anchor
        'middle'
    """

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "middle"
    size: float = 12.0
    colour: Paint = INK
    is_bold: bool = False


@final
@dataclass(frozen=True)
class Pixels:
    """A picture that fills the panel, row by row from the top.

    Example:
        >>> Pixels(((Colour(0, 0, 0), Colour(255, 255, 255)),)).rows[0][1].hex
        '#ffffff'
    """

    rows: Sequence[Sequence[Colour]]


Mark: TypeAlias = Line | Area | Dots | Box | Label | Pixels


@final
@dataclass(frozen=True)
class ChartAxis:
    """One axis: its title, its range, and the labels along it.

    Example:
        >>> ChartAxis.linear("epoch", 0, 100).share(25)
        0.25
        >>> ChartAxis.logarithmic("forward passes", 100, 10_000).share(1_000)
        0.5
    """

    title: str
    low: float
    high: float
    ticks: Sequence[Tick] = ()
    is_logarithmic: bool = False
    has_grid: bool = True

    @classmethod
    def linear(
        cls, title: str, low: float, high: float, factors: Numbers = (1, 2, 2.5, 5, 10)
    ) -> "ChartAxis":
        """An axis with round numbers; `factors` are those of `round_numbers`."""
        low, high = _apart(low, high)
        values = round_numbers(low, high, factors)
        return cls(title, low, high, [(it, Message("number.short", value=it)) for it in values])

    @classmethod
    def logarithmic(cls, title: str, low: float, high: float) -> "ChartAxis":
        """An axis where equal ratios are equally far apart, with the powers of ten."""
        powers = range(ceil(log10(low) - 1e-9), floor(log10(high) + 1e-9) + 1)
        ticks = [(10.0**power, Message("number.whole", value=10**power)) for power in powers]
        return cls(title, low, high if high > low else 10 * low, ticks, is_logarithmic=True)

    @classmethod
    def named(cls, title: str, names: Sequence[str]) -> "ChartAxis":
        """An axis of things with names; the first is around 0, the second around 1."""
        ticks = [(float(k), name) for k, name in enumerate(names)]
        return cls(title, -0.5, len(names) - 0.5, ticks, has_grid=False)

    @classmethod
    def hidden(cls, low: float, high: float) -> "ChartAxis":
        """An axis that only places the marks."""
        return cls("", low, high, has_grid=False)

    @property
    def reversed(self) -> "ChartAxis":
        """The same axis in the other direction: the first row of a matrix is at the top."""
        return ChartAxis(self.title, self.high, self.low, self.ticks, has_grid=self.has_grid)

    def share(self, value: float) -> float:
        """The position of a value: 0 at the low end, 1 at the high end, held between both."""
        low, high = self.low, self.high
        if self.is_logarithmic:
            low, high, value = log10(low), log10(high), log10(max(value, low))
        if not isfinite(value):
            return 1.0 if value > 0 else 0.0
        return min(max((value - low) / (high - low), 0.0), 1.0)


@final
@dataclass(frozen=True)
class Panel:
    """One coordinate system of a chart.

    Example:
        >>> axes = ChartAxis.linear("epoch", 0, 2), ChartAxis.linear("loss", 0, 1)
        >>> Panel("Loss", "It falls.", *axes, (Line((1, 2), (0.9, 0.1)),)).width
        400.0
    """

    title: str
    description: str
    """What is to be seen, in words, for those who do not see it."""

    x: ChartAxis
    y: ChartAxis
    marks: Sequence[Mark]
    width: float = 400.0
    height: float = 250.0
    """Of the whole panel, axes and titles included, in pixels."""

    @property
    def legend(self) -> list[Line | Dots]:
        """The marks with a name."""
        return [mark for mark in self.marks if isinstance(mark, Line | Dots) and mark.name]

    def worded(self, say: Callable[[str], str]) -> "Panel":
        """The same with each of its texts as `say` has it, before room is measured for them."""
        x, y = (
            replace(axis, title=say(axis.title), ticks=[(at, say(it)) for at, it in axis.ticks])
            for axis in (self.x, self.y)
        )
        marks = [_worded(mark, say) for mark in self.marks]
        title, description = say(self.title), say(self.description)
        return replace(self, title=title, description=description, x=x, y=y, marks=marks)


def _worded(mark: Mark, say: Callable[[str], str]) -> Mark:
    if isinstance(mark, Line | Dots):
        return replace(mark, name=say(mark.name))
    return replace(mark, text=say(mark.text)) if isinstance(mark, Label) else mark


def round_numbers(
    low: float, high: float, factors: Numbers = (1, 2, 2.5, 5, 10), steps: int = 5
) -> list[float]:
    """Round numbers in a range, `steps` or fewer of a factor times a power of ten apart.

    Example:
        >>> round_numbers(0, 250), round_numbers(-300, 700)
        ([0.0, 50.0, 100.0, 150.0, 200.0, 250.0], [-200.0, 0.0, 200.0, 400.0, 600.0])
    """
    least = (high - low) / steps * 0.999
    power = 10.0 ** floor(log10(least))
    step = next(power * factor for factor in factors if power * factor >= least)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [step * k for k in range(first, last + 1)]


def _apart(low: float, high: float) -> tuple[float, float]:
    """The range, or where it is a point some space around it."""
    if high > low:
        return low, high
    margin = abs(low) / 2 or 0.5
    return low - margin, high + margin
