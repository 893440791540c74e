"""SVG: a panel as a picture that needs no program, no network and no script.

Colours are attributes, so that a picture is complete by itself; a style sheet may override them by
class, as the reports do; the name of each begins with `edunn-`, so that no style sheet of a page
means it by accident. Text and grid have the colour of the text around the picture, which is
dark on a bright page and bright on a dark one.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from math import isnan
from struct import pack
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element
from zlib import compress, crc32

from edunn.markup import tag
from edunn.plots.colours import PALETTE, Colour
from edunn.plots.panel import Area, Box, Dots, Label, Line, Mark, Paint, Panel, Pixels

LETTER = 6.6
"""The width of a letter of 12 pixels, about."""

Point: TypeAlias = tuple[float, float]

Look: TypeAlias = dict[str, str | float]
"""Attributes of an element."""


class Frame(NamedTuple):
    """The inner rectangle of a panel, where the marks are: its edges in pixels from the top left.

    Example:
        >>> from edunn.plots.panel import ChartAxis
        >>> panel = Panel("", "", ChartAxis.linear("", 0, 1), ChartAxis.linear("", 0, 1), ())
        >>> Frame.of(panel, titled=False).at(panel, 1, 1)
        (390.0, 10.0)
    """

    left: float
    right: float
    top: float
    bottom: float

    @classmethod
    def of(cls, panel: Panel, titled: bool) -> "Frame":
        """The frame that leaves room for titles, legend and labels."""
        x, y = panel.x, panel.y
        labels = max((len(label) for _, label in y.ticks), default=0) * LETTER
        last = len(x.ticks[-1][1]) * LETTER / 2 if x.ticks and x.has_grid else 0
        left = (18 if y.title else 4) + (labels + 10 if y.ticks else 0)
        right = panel.width - max(10 if y.ticks or x.ticks else 4, last + 4)
        top = 10 + (18 if titled and panel.title else 0) + 18 * len(_legend_rows(panel))
        labels_below = 16 + turned_by(panel) if x.ticks else 0
        bottom = height_of(panel) - 6 - labels_below - (18 if x.title else 0)
        return cls(left, right, top, bottom)

    def at(self, panel: Panel, x: float, y: float) -> Point:
        """The place of a point; one outside of the axes is at their edge."""
        across, up = panel.x.share(x), panel.y.share(y)
        return (
            self.left + (self.right - self.left) * across,
            self.bottom - (self.bottom - self.top) * up,
        )


def drawn(panel: Panel, titled: bool = True) -> Element:
    """The panel as an SVG element, with its title and description for those who do not see it.

    Args:
        titled: whether the title is also written above the axes.

    Example:
        >>> from edunn.plots.panel import ChartAxis
        >>> axes = ChartAxis.linear("epoch", 0, 2), ChartAxis.linear("loss", 0, 1)
        >>> drawn(Panel("Loss", "", *axes, (Line((1, 2), (0.9, 0.1)),))).find("title").text
        'Loss'
    """
    frame = Frame.of(panel, titled)
    parts: list[Element] = []
    for mark in panel.marks:
        if isinstance(mark, Pixels):
            parts += _mark(mark, panel, frame)
    parts += [*_grid(panel, frame), *_titles(panel, frame, titled), *_legend(panel, titled)]
    for mark in panel.marks:
        if not isinstance(mark, Pixels):
            parts += _mark(mark, panel, frame)
    return picture(panel.title, panel.description, panel.width, height_of(panel), *parts)


def height_of(panel: Panel) -> float:
    """The height of the picture, which grows with the rows of the legend."""
    return panel.height + 18 * max(0, len(_legend_rows(panel)) - 1) + turned_by(panel)


def turned_by(panel: Panel) -> float:
    """The room for names below a panel that are too long to stand beside each other; 0 if not."""
    names = [label for _, label in panel.x.ticks]
    longest = LETTER * max(map(len, names), default=0)
    is_crowded = not panel.x.has_grid and longest > 0.8 * panel.width / max(len(names), 1)
    return longest if is_crowded else 0.0


def picture(title: str, description: str, width: float, height: float, *parts: Element) -> Element:
    """An SVG element of that size, with a title and a description in words."""
    words = (tag("title", title), tag("desc", description))
    box = f"0 0 {width:g} {height:g}"
    return tag("svg", *words, *parts, viewBox=box, role="img", font_size="12", fill="currentColor")


def _mark(mark: Mark, panel: Panel, frame: Frame) -> Iterator[Element]:
    match mark:
        case Line():
            yield tag("path", d=_path(mark, panel, frame), **_stroke(mark))
        case Area():
            upper = [frame.at(panel, *place) for place in zip(mark.x, mark.high, strict=True)]
            lower = [frame.at(panel, *place) for place in zip(mark.x, mark.low, strict=True)]
            points = _points(upper + lower[::-1])
            yield tag("polygon", points=points, **_fill(mark.colour, "band", mark.opacity))
        case Dots():
            for place in zip(mark.x, mark.y, strict=True):
                yield _dot(mark, *frame.at(panel, *place))
        case Box():
            yield _box(mark, panel, frame)
        case Label():
            yield _label(mark, *frame.at(panel, mark.x, mark.y))
        case Pixels():
            yield _pixels(mark, frame)


def _stroke(line: Line) -> Look:
    look: Look = {
        "class_": f"edunn-line {kind_of(line.colour)}",
        "fill": "none",
        "stroke": _hex(line.colour),
        "stroke_width": line.width,
        "stroke_linejoin": "round",
        "stroke_linecap": "round",
    }
    look |= {"stroke_dasharray": "7 4", "stroke_linecap": "butt"} if line.is_dashed else {}
    return look | ({"stroke_opacity": line.opacity} if line.opacity < 1 else {})


def _fill(colour: Paint, kind: str, opacity: float) -> Look:
    look: Look = {"class_": f"edunn-{kind} {kind_of(colour)}".strip(), "fill": _hex(colour)}
    return look | ({"fill_opacity": opacity} if opacity < 1 else {})


def _dot(dots: Dots, x: float, y: float) -> Element:
    r, look = dots.size, _fill(dots.colour, "dot", dots.opacity)
    hollow: Look = {"fill": "none", "stroke": _hex(dots.colour), "stroke_width": 1.6}
    kind = f"edunn-outline {kind_of(dots.colour)}"
    if dots.shape == "diamond":
        corners = _points([(x, y - 1.6 * r), (x + 1.4 * r, y), (x, y + 1.6 * r), (x - 1.4 * r, y)])
        return tag("polygon", points=corners, class_=kind, **hollow)
    if dots.shape == "bar":
        ends = {"x1": x, "x2": x, "y1": y - 2.5 * r, "y2": y + 2.5 * r}
        return tag("line", **ends, **_stroke(Line((), (), dots.colour)))
    if dots.shape == "ring":
        return tag("circle", cx=x, cy=y, r=r, class_=kind, **hollow)
    edge: Look = {"stroke": "#ffffff", "stroke_width": 1} if dots.has_edge else {}
    return tag("circle", cx=x, cy=y, r=r, **look, **edge)


def _box(box: Box, panel: Panel, frame: Frame) -> Element:
    left, bottom = frame.at(panel, box.x, box.y)
    right, top = frame.at(panel, box.x + box.width, box.y + box.height)
    (left, right), (top, bottom) = sorted((left, right)), sorted((top, bottom))
    edge: Look = {"stroke": "currentColor", "stroke_opacity": 0.5} if box.has_edge else {}
    place = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return tag("rect", **place, **_fill(box.colour, "box", box.opacity), **edge)


def _label(label: Label, x: float, y: float) -> Element:
    look: Look = {"font_size": label.size, "text_anchor": label.anchor}
    look |= {"font_weight": "600"} if label.is_bold else {}
    colour = {"fill": _hex(label.colour)} if label.colour else {}
    return tag(
        "text", label.text, x=x, y=y + 0.35 * label.size, class_="edunn-label", **look, **colour
    )


def _pixels(picture: Pixels, frame: Frame) -> Element:
    """A PNG inside the SVG: one element, where rectangles would be thousands."""
    place = {
        "x": frame.left,
        "y": frame.top,
        "width": frame.right - frame.left,
        "height": frame.bottom - frame.top,
    }
    data = "data:image/png;base64," + b64encode(png(picture.rows)).decode()
    return tag("image", href=data, preserveAspectRatio="none", **place)


def _grid(panel: Panel, frame: Frame) -> Iterator[Element]:
    """Lines and labels at the ticks."""
    look: Look = {
        "class_": "edunn-grid",
        "stroke": "currentColor",
        "stroke_opacity": 0.18,
    }
    for value, label in panel.y.ticks:
        _, y = frame.at(panel, panel.x.low, value)
        if panel.y.has_grid:
            yield tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, **look)
        yield tag("text", label, x=frame.left - 6, y=y + 4, class_="edunn-tick", text_anchor="end")
    for place, label in panel.x.ticks:
        x, _ = frame.at(panel, place, panel.y.low)
        if panel.x.has_grid:
            yield tag("line", x1=x, x2=x, y1=frame.top, y2=frame.bottom, **look)
        yield _label_below(label, x, frame.bottom, is_turned=turned_by(panel) > 0)


def _label_below(label: str, x: float, bottom: float, is_turned: bool) -> Element:
    look = {"class_": "edunn-tick", "text_anchor": "end" if is_turned else "middle"}
    if is_turned:
        turn = f"rotate(-90 {x + 4:.1f} {bottom + 8:.1f})"
        return tag("text", label, x=x + 4, y=bottom + 8, transform=turn, **look)
    return tag("text", label, x=x, y=bottom + 16, **look)


def _titles(panel: Panel, frame: Frame, titled: bool) -> Iterator[Element]:
    """The title of the panel, and those of its axes."""
    middle = {"class_": "edunn-axis", "text_anchor": "middle"}
    if titled and panel.title:
        bold: Look = {"font_size": 13, "font_weight": "600"}
        x = max(4.0, min(frame.left, panel.width - 1.15 * LETTER * len(panel.title)))
        yield tag("text", panel.title, x=x, y=16, class_="edunn-title", **bold)
    if panel.x.title:
        x = (frame.left + frame.right) / 2
        yield tag("text", panel.x.title, x=x, y=height_of(panel) - 6, **middle)
    if panel.y.title:
        y = (frame.top + frame.bottom) / 2
        turned = f"rotate(-90 12 {y:.1f})"
        yield tag("text", panel.y.title, x=12, y=y, transform=turned, **middle)


def _legend_rows(panel: Panel) -> list[list[Line | Dots]]:
    """The entries of the legend, as many in a row as fit."""
    rows: list[list[Line | Dots]] = []
    used = panel.width
    for entry in panel.legend:
        width = 44 + LETTER * len(entry.name)
        if used + width > panel.width - 40:
            rows.append([])
            used = 0
        rows[-1].append(entry)
        used += width
    return rows


def _legend(panel: Panel, titled: bool) -> Iterator[Element]:
    y = 16 + (18 if titled and panel.title else 0)
    for row in _legend_rows(panel):
        x = 40.0
        for entry in row:
            if isinstance(entry, Line):
                yield tag("path", d=f"M{x:g},{y - 4}h22", **_stroke(entry))
            else:
                yield _dot(entry, x + 11, y - 4)
            yield tag("text", entry.name, x=x + 28, y=y)
            x += 44 + LETTER * len(entry.name)
        y += 18


def kind_of(paint: Paint) -> str:
    """The class that a style sheet colours: `edunn-series-1` is the palette's first colour."""
    if isinstance(paint, Colour):
        return ""
    return f"edunn-series-{(paint - 1) % len(PALETTE) + 1}" if paint else "edunn-ink"


def _hex(paint: Paint) -> str:
    if isinstance(paint, Colour):
        return paint.hex
    return PALETTE[(paint - 1) % len(PALETTE)].hex if paint else "currentColor"


def _path(line: Line, panel: Panel, frame: Frame) -> str:
    """The line from number to number, with a gap where one is missing; a single one is a point."""
    steps, command = [], "M"
    for x, y in zip(line.x, line.y, strict=True):
        if isnan(x) or isnan(y):
            command = "M"
            continue
        across, down = frame.at(panel, x, y)
        steps.append(f"{command}{across:.1f},{down:.1f}")
        command = "L"
    return " ".join(steps) + "h0" * (len(steps) == 1)


def _points(places: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def png(rows: Sequence[Sequence[Colour]]) -> bytes:
    """A picture as a PNG file.

    Source: PNG (Portable Network Graphics) Specification, third edition (W3C)

    Example:
        >>> png([[Colour(0, 0, 0)]])[1:4]
        b'PNG'
    """
    lines = b"".join(b"\0" + bytes(part for pixel in row for part in pixel) for row in rows)
    header = pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", compress(lines, 9)), (b"IEND", b""))
    chunks = (pack(">I", len(d)) + kind + d + pack(">I", crc32(kind + d)) for kind, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
