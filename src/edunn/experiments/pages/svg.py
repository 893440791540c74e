"""SVG pictures: charts of learning curves, and strips of dots.

Pure functions from numbers to elements. The page's style sheet gives the colours, by class; every
picture has a title and a text alternative, and coordinates of its own, so that a page can scale it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import final
from xml.etree.ElementTree import Element

from edunn.experiments.pages.document import tag
from edunn.experiments.statistics import Band, Distribution

WIDTH, HEIGHT = 400, 230
LEFT, RIGHT, TOP, BOTTOM = 40, 380, 26, 198
"""The frame of a chart, within its picture."""

WHOLE = (1, 2, 5, 10)
"""Steps between whole numbers."""

Point = tuple[float, float]


def picture(title: str, description: str, width: float, height: float, *parts: Element) -> Element:
    """An SVG element of that size, with a title and a description in words."""
    words = (tag("title", title), tag("desc", description))
    return tag("svg", *words, *parts, viewBox=f"0 0 {width:g} {height:g}", role="img")


def chart(title: str, description: str, bands: Sequence[Band], top: float) -> Element:
    """Learning curves: a line for the median of the seeds, a band for all of them.

    Args:
        top: the largest value on the y axis; higher ones are cut off.
    """
    last = max((float(band.x[-1]) for band in bands), default=1.0)
    frame = Frame(last, top)
    labels = {epoch: f"{epoch:g}" for epoch in ticks(max(last, 5), WHOLE, 5)}
    parts = [*frame.grid("epoch", labels)]
    parts += [part for band in bands for part in frame.curves(band)]
    parts += [part for k, band in enumerate(bands) for part in _legend(k, band.name)]
    return picture(title, description, WIDTH, HEIGHT, *parts)


@final
@dataclass(frozen=True)
class Frame:
    """The axes of a chart: the position of an x and a value in the picture.

    Args:
        last: the largest x.
        top: the largest value.

    Example:
        >>> Frame(last=100, top=1.0).at(100, 1.0)
        (380.0, 26.0)
    """

    last: float
    top: float

    def at(self, x: float, value: float) -> Point:
        """The position of a value, kept inside the frame."""
        share = min(max(value / self.top, 0.0), 1.0)
        return LEFT + (RIGHT - LEFT) * x / self.last, BOTTOM - (BOTTOM - TOP) * share

    def grid(self, title: str, labels: Mapping[float, str]) -> Iterator[Element]:
        """Lines and labels at round values, and the title of the x axis.

        Args:
            labels: the text at each place of the x axis.
        """
        for value in ticks(self.top):
            _, y = self.at(0, value)
            yield tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, class_="grid")
            yield tag("text", f"{value:g}", x=LEFT - 6, y=y + 4, class_="end")
        for place, label in labels.items():
            x, _ = self.at(place, 0)
            yield tag("line", x1=x, x2=x, y1=TOP, y2=BOTTOM, class_="grid")
            yield tag("text", label, x=x, y=BOTTOM + 16, class_="middle")
        yield tag("text", title, x=(LEFT + RIGHT) / 2, y=BOTTOM + 30, class_="middle")

    def curves(self, band: Band) -> list[Element]:
        """The band as an area, and its middle as a line."""
        upper = [self.at(*place) for place in zip(band.x, band.high, strict=True)]
        lower = [self.at(*place) for place in zip(band.x, band.low, strict=True)]
        middle = [self.at(*place) for place in zip(band.x, band.middle, strict=True)]
        kind = kind_of(band.name)
        return [
            tag("polygon", points=_points(upper + lower[::-1]), class_=f"band {kind}"),
            tag("polyline", points=_points(middle), class_=f"line {kind}"),
        ]


def strip(
    title: str,
    values: Sequence[float],
    article: float | None = None,
    kind: str = "training",
    top: float = 1.0,
) -> Element:
    """Seeds as dots between 0 and `top`, their median as a bar, the article's number as a diamond.

    Args:
        kind: the class that the style sheet colours: "training" or "held-out".
    """
    it = Distribution.of(values)
    parts = [tag("line", x1=6, x2=214, y1=14, y2=14, class_="grid")]
    marks = (_along(share) for share in (0.0, 0.5, 1.0))
    parts += [tag("line", x1=x, x2=x, y1=10, y2=18, class_="grid") for x in marks]
    places = [_along(value / top) for value in sorted(values)]
    parts += [tag("circle", cx=x, cy=14, r=4, class_=f"dot {kind}") for x in places]
    bar = _along(it.median / top)
    parts.append(tag("line", x1=bar, x2=bar, y1=4, y2=24, class_=f"line {kind}"))
    if article is not None:
        x = _along(article)
        diamond = _points([(x, 7), (x + 6, 14), (x, 21), (x - 6, 14)])
        parts.append(tag("polygon", points=diamond, class_="diamond"))
    words = f"median {it.median:.3f}, from {it.low:.3f} to {it.high:.3f}"
    words += "" if article is None else f"; the article has {article:.2f}"
    return picture(title, words, 220, 28, *parts)


def ticks(top: float, factors: Sequence[float] = (1, 2, 2.5, 5, 10), steps: int = 4) -> list[float]:
    """Round numbers from 0 to at most `top`, `steps` or fewer of a factor times a power of ten.

    Example:
        >>> ticks(1.0), ticks(700)
        ([0.0, 0.25, 0.5, 0.75, 1.0], [0.0, 200.0, 400.0, 600.0])
    """
    least = top / steps * 0.999
    power = 10.0 ** floor(log10(least))
    step = next(power * factor for factor in factors if power * factor >= least)
    return [step * k for k in range(int(top / step + 1e-9) + 1)]


def kind_of(name: str) -> str:
    """The class that the style sheet colours: "held out" is `held-out`."""
    return name.replace(" ", "-")


def _legend(place: int, name: str) -> list[Element]:
    x = LEFT + 132 * place
    ends = {"x1": x, "x2": x + 22, "y1": 12, "y2": 12}
    kind = kind_of(name)
    return [tag("line", **ends, class_=f"line {kind}"), tag("text", name, x=x + 28, y=16)]


def _along(share: float) -> float:
    return 10 + 200 * min(share, 1.0)


def _points(places: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
