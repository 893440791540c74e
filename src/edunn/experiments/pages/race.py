"""A race as one HTML page: standings, and accuracy over passes on a logarithmic axis."""

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from math import ceil, floor, isfinite, log10
from xml.etree.ElementTree import Element

import numpy as np

from edunn.experiments.outcome import Outcome, Standing
from edunn.experiments.pages.document import Content, header, html_page, row, section, table, tag
from edunn.experiments.pages.svg import HEIGHT, WIDTH, Frame, picture, strip
from edunn.experiments.runs import ROWS, Column, Rows
from edunn.experiments.statistics import Band, brief

COLOURS = 8
"""So many contenders have colours of their own; after that colours are used again."""

METHOD = (
    "One row through the network is one forward pass; the backward pass of gradient descent counts "
    "two more. All contenders are compared at equal passes: each is measured in its last state at "
    "or before a mark, and marks are a quarter apart.",
    "With each seed, all contenders start from the same initial weights of their network (a "
    "genetic algorithm draws more of its kind), and have the same training set. A line is the "
    "median of the seeds, its band their range. Settings that are not named are the algorithm's "
    "defaults: a comparison is fair only if all contenders are tuned equally well.",
)
"""How to read the numbers."""


def html_race(outcome: Outcome) -> str:
    """The whole page; write it to a file with the ending .html.

    Example:
        >>> from edunn.data import load
        >>> from edunn.experiments import Race, Recipe
        >>> contenders = Recipe([[4], [3, "softmax"]]).grid(algorithm=["adam", "pgpe"])
        >>> race = Race(contenders, load("iris"), budget=6_000, seeds=1)
        >>> html_race(Outcome.of(race)).splitlines()[0]
        '<!doctype html>'
    """
    method = section("How it was measured", *(tag("p", text) for text in METHOD))
    main = tag("main", _standings(outcome), _curves(outcome), method)
    style = (files("edunn.experiments.pages") / "race.css").read_text("utf-8")
    title = f"A race on {outcome.race.data.name}"
    return html_page(f"EduNN: {title}", _opening(outcome, title), main, style=style)


def curves(outcome: Outcome, rows: Rows, column: Column) -> Element:
    """One column of all contenders over forward passes, as a picture."""
    bands = [outcome.band(name, rows, column) for name in outcome.race.contenders]
    ends = (f"{b.name} from {brief(b.middle[0])} to {brief(b.middle[-1])}" for b in bands)
    words = f"Median {column} of {outcome.race.seeds} seeds: " + "; ".join(ends)
    first = log10(outcome.marks[0])
    frame = Frame(log10(outcome.marks[-1]) - first or 1.0, _top(bands, column))
    parts = [*frame.grid("forward passes", _decades(outcome.marks[0], outcome.marks[-1]))]
    for k, band in enumerate(bands):
        parts += frame.curves(_on_log_axis(band, first, frame.top, _kind(k)))
    title = f"{column.capitalize()}, {ROWS[rows]}, over forward passes"
    return picture(title, words, WIDTH, HEIGHT, *parts)


def _on_log_axis(band: Band, first: float, top: float, name: str) -> Band:
    """The band over decades instead of passes; what is infinite is drawn at the top."""
    edges = {edge: np.minimum(getattr(band, edge), top) for edge in ("low", "middle", "high")}
    return replace(band, name=name, x=np.log10(band.x) - first, **edges)


def _top(bands: Sequence[Band], column: Column) -> float:
    """The top of the y axis: for losses, where the medians of the contenders begin."""
    if column == "accuracy":
        return 1.0
    return max((float(b.middle[0]) for b in bands if isfinite(b.middle[0])), default=1.0) or 1.0


def _decades(first: int, last: int) -> dict[float, str]:
    """The whole powers of ten between two marks, by their place on the logarithmic axis."""
    powers = range(ceil(log10(first)), floor(log10(last) + 1e-9) + 1)
    return {power - log10(first): f"{10**power:,}" for power in powers}


def _opening(outcome: Outcome, title: str) -> Element:
    race = outcome.race
    networks = " or ".join({it.network_in_words: None for it in race.contenders.values()})
    facts = (
        f"{networks}; {len(race.contenders)} contenders, {race.budget:,} forward passes each, "
        f"seeds 0 to {race.seeds - 1}."
    )
    lead = (tag("p", sentence, class_="lead") for sentence in outcome.sentences)
    return header(title, *lead, tag("p", facts, class_="facts"))


def _standings(outcome: Outcome) -> Element:
    classifies = outcome.race.classifies
    columns = ["Contender", "Place", *(["All seeds"] * classifies), "Held out", "Training"]
    columns += [f"To {goal:g}" for goal in outcome.goals]
    rows = (_row(outcome, standing) for standing in outcome.standings())
    words = f"{outcome.measure.capitalize()} at the last mark: median (min .. max) of the seeds."
    words += " To a goal: passes until it was first reached." if outcome.goals else ""
    return section("Standings", table(columns, rows), tag("p", words, class_="key"))


def _row(outcome: Outcome, standing: Standing) -> Element:
    name = standing.contender
    runs = outcome.comparison.runs[name]
    place = list(outcome.comparison.runs).index(name)
    cells: dict[str, Content] = {"Place": f"{standing.place}"}
    if outcome.race.classifies:
        cells["All seeds"] = strip(f"{name}: all seeds", runs.values(), kind=_kind(place))
    cells |= {"Held out": str(standing.score), "Training": str(runs.training)}
    for goal in outcome.goals:
        passes = outcome.needed(name, goal).median
        cells[f"To {goal:g}"] = f"{passes:,.0f}" if isfinite(passes) else "-"
    return row([_swatch(place), name], cells)


def _swatch(place: int) -> Element:
    line = tag("line", x1=0, x2=22, y1=5, y2=5, class_=f"line {_kind(place)}")
    return tag("span", tag("svg", line, viewBox="0 0 22 10", aria_hidden="true"), class_="swatch")


def _kind(place: int) -> str:
    return f"contender-{place % COLOURS + 1}"


def _curves(outcome: Outcome) -> Element:
    columns: tuple[Column, ...] = ("accuracy", "loss") if outcome.race.classifies else ("loss",)
    parts: tuple[Rows, ...] = ("held_out", "training")
    figures = (_figure(outcome, rows, column) for column in columns for rows in parts)
    return section("Over forward passes", tag("div", *figures, class_="pair"))


def _figure(outcome: Outcome, rows: Rows, column: Column) -> Element:
    caption = f"{column.capitalize()}, {ROWS[rows]}: median of the seeds, and their range"
    return tag("figure", curves(outcome, rows, column), tag("figcaption", caption))
