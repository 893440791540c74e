"""A race as one HTML page: standings, and accuracy over passes on a logarithmic axis."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from math import isfinite, log10
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from edunn.experiments.distribution import shown
from edunn.experiments.pages.bands import Band
from edunn.experiments.pages.document import cell, html_page
from edunn.experiments.pages.markup import Content, tag
from edunn.experiments.pages.svg import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    Frame,
    picture,
    strip,
    ticks,
)
from edunn.experiments.race.outcome import Column, Outcome, Standing
from edunn.experiments.race.words import told
from edunn.experiments.words import network_in_words

COLOURS = 8
"""So many lanes are told apart by colour; after that colours begin anew."""

ROWS: dict[str, str] = {"val_": "held-out rows", "": "training rows"}

METHOD = (
    "One row once through the network is one forward pass; a way that asks for the slope pays two "
    "more for the way back. All lanes are compared at equal passes: each where it stood last at or "
    "before a mark, and marks are a quarter apart.",
    "All lanes of a seed have the same network with the same first weights (a genetic algorithm "
    "draws more of its kind), and the same rows to learn from. A line is the median of the seeds, "
    "its band all of them. Settings that are not named are each way's own defaults: who tunes one "
    "lane should tune the others as well.",
)
"""How to read the numbers."""


def race_page(outcome: Outcome) -> str:
    """The whole page; write it to a file with the ending .html.

    Example:
        >>> from edunn.data import load
        >>> from edunn.experiments.race.race import Lane, Race
        >>> lanes = Lane("adam"), Lane("pgpe")
        >>> race = Race(load("iris"), [[4], [3, "softmax"]], lanes, budget=6_000, seeds=1)
        >>> race_page(Outcome.of(race)).splitlines()[0]
        '<!doctype html>'
    """
    method = tag("section", tag("h2", "How it was measured"), *map(_paragraph, METHOD))
    main = tag("main", _standings(outcome), _curves(outcome), method)
    style = (files("edunn.experiments.pages") / "race.css").read_text("utf-8")
    return html_page(f"EduNN: {_title(outcome)}", tag("style", style), _opening(outcome), main)


def curves(outcome: Outcome, column: Column) -> Element:
    """One column of all lanes over forward passes, as a picture."""
    bands = [outcome.band(lane.name, column) for lane in outcome.race.lanes]
    measure = column.removeprefix("val_")
    rows = ROWS[column.removesuffix(measure)]
    ends = (f"{b.name} from {shown(b.middle[0])} to {shown(b.middle[-1])}" for b in bands)
    words = f"Median {measure} of {outcome.race.seeds} seeds: " + "; ".join(ends)
    first = log10(outcome.marks[0])
    frame = Frame(log10(outcome.marks[-1]) - first or 1.0, _top(bands, column))
    parts = [*_grid(frame, outcome.marks[0])]
    for k, band in enumerate(bands):
        parts += frame.curves(_on_log_axis(band, first, frame.top, _kind(k)))
    title = f"{measure.capitalize()} on {rows}, over forward passes"
    return picture(title, words, WIDTH, HEIGHT, *parts)


def _on_log_axis(band: Band, first: float, top: float, name: str) -> Band:
    """The band with decades in place of passes; what is infinite is held at the top."""
    edges = {edge: np.minimum(getattr(band, edge), top) for edge in ("low", "middle", "high")}
    return replace(band, name=name, epochs=np.log10(band.epochs) - first, **edges)


def _top(bands: Sequence[Band], column: Column) -> float:
    """The top of the vertical axis: for losses, where the medians of the lanes begin."""
    if "accuracy" in column:
        return 1.0
    return max((float(b.middle[0]) for b in bands if isfinite(b.middle[0])), default=1.0) or 1.0


def _grid(frame: Frame, first: int) -> Iterator[Element]:
    """Lines across at round values, lines down at whole powers of ten."""
    for value in ticks(frame.top):
        _, y = frame.at(0, value)
        yield tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, class_="grid")
        yield tag("text", f"{value:g}", x=LEFT - 6, y=y + 4, class_="end")
    begin = log10(first)
    for power in range(-int(-begin // 1), int(begin + frame.last + 1e-9) + 1):
        (x, top), (_, bottom) = frame.at(power - begin, frame.top), frame.at(0, 0)
        yield tag("line", x1=x, x2=x, y1=top, y2=bottom, class_="grid")
        yield tag("text", f"{10**power:,}", x=x, y=BOTTOM + 16, class_="middle")
    middle = (LEFT + RIGHT) / 2
    yield tag("text", "forward passes", x=middle, y=BOTTOM + 30, class_="middle")


def _title(outcome: Outcome) -> str:
    return f"A race on {outcome.race.data.name}"


def _opening(outcome: Outcome) -> Element:
    race = outcome.race
    facts = (
        f"{network_in_words(race.network)}; {len(race.lanes)} lanes, {race.budget:,} forward "
        f"passes each, seeds 0 to {race.seeds - 1}."
    )
    return tag(
        "header",
        tag("p", "EduNN", class_="brand"),
        tag("h1", _title(outcome)),
        *(tag("p", sentence, class_="lead") for sentence in told(outcome)),
        tag("p", facts, class_="facts"),
    )


def _standings(outcome: Outcome) -> Element:
    columns = ["Lane", "Place", "Every seed", "Held out", "Training"]
    columns += [f"To {goal:g}" for goal in outcome.goals]
    if not outcome.race.classifies:
        columns.remove("Every seed")
    head = tag("tr", *(tag("th", name, scope="col", role="columnheader") for name in columns))
    rows = (_row(outcome, standing, columns) for standing in outcome.standings())
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="glance", role="table")
    words = f"{outcome.measure.capitalize()} at the last mark: median (min .. max) of the seeds."
    words += " To a goal: passes until it was reached first." if outcome.goals else ""
    return tag("section", tag("h2", "Standings"), table, tag("p", words, class_="key"))


def _row(outcome: Outcome, standing: Standing, columns: Sequence[str]) -> Element:
    lane = standing.lane
    learned: Any = outcome.measure
    at = [each.name for each in outcome.race.lanes].index(lane)
    cells: dict[str, Content] = {
        "Place": f"{standing.place}",
        "Every seed": _seeds(outcome, lane, at) if outcome.race.classifies else None,
        "Held out": str(standing.score),
        "Training": str(outcome.last(lane, learned)),
    }
    for goal in outcome.goals:
        passes = outcome.needed(lane, goal).median
        cells[f"To {goal:g}"] = f"{passes:,.0f}" if isfinite(passes) else "-"
    return tag(
        "tr",
        tag("th", _swatch(at), lane, scope="row", role="rowheader"),
        *(cell(name, cells[name]) for name in columns[1:]),
        role="row",
    )


def _seeds(outcome: Outcome, lane: str, place: int) -> Element:
    values = [run[-1].val_accuracy or 0.0 for run in outcome.runs[lane].values()]
    return strip(f"{lane}: every seed", values, kind=_kind(place))


def _swatch(place: int) -> Element:
    line = tag("line", x1=0, x2=22, y1=5, y2=5, class_=f"line {_kind(place)}")
    return tag("span", tag("svg", line, viewBox="0 0 22 10", aria_hidden="true"), class_="swatch")


def _kind(place: int) -> str:
    return f"lane-{place % COLOURS + 1}"


def _curves(outcome: Outcome) -> Element:
    measures = ("accuracy", "loss") if outcome.race.classifies else ("loss",)
    figures = (_figure(outcome, m, rows) for m in measures for rows in ROWS)
    return tag("section", tag("h2", "Over forward passes"), tag("div", *figures, class_="pair"))


def _figure(outcome: Outcome, measure: str, rows: str) -> Element:
    column: Any = rows + measure
    caption = f"{measure.capitalize()} on {ROWS[rows]}: median of the seeds, and their range"
    return tag("figure", curves(outcome, column), tag("figcaption", caption))


def _paragraph(words: str) -> Element:
    return tag("p", words)
