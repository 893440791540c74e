"""A race as one HTML page: standings, and accuracy over passes on a logarithmic axis."""

from math import isfinite
from xml.etree.ElementTree import Element

from edunn.experiments.curve import ROWS, Column, Rows
from edunn.experiments.outcome import Outcome, Standing
from edunn.experiments.pages.document import header, html_page, row, section, table
from edunn.markup import Content, tag
from edunn.plots.strips import strip
from edunn.plots.svg import drawn, kind_of

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
    title = f"A race on {outcome.race.data.name}"
    return html_page(f"EduNN: {title}", _opening(outcome, title), main)


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
    place = list(outcome.comparison.runs).index(name) + 1
    cells: dict[str, Content] = {"Place": f"{standing.place}"}
    if outcome.race.classifies:
        cells["All seeds"] = drawn(strip(f"{name}: all seeds", runs.values(), place), titled=False)
    cells |= {"Held out": str(standing.score), "Training": str(runs.training)}
    for goal in outcome.goals:
        passes = outcome.needed(name, goal).median
        cells[f"To {goal:g}"] = f"{passes:,.0f}" if isfinite(passes) else "-"
    return row([_swatch(place), name], cells)


def _swatch(colour: int) -> Element:
    line = tag("line", x1=0, x2=22, y1=5, y2=5, class_=f"edunn-line {kind_of(colour)}")
    return tag("span", tag("svg", line, viewBox="0 0 22 10", aria_hidden="true"), class_="swatch")


def _curves(outcome: Outcome) -> Element:
    columns: tuple[Column, ...] = ("accuracy", "loss") if outcome.race.classifies else ("loss",)
    parts: tuple[Rows, ...] = ("held_out", "training")
    figures = (_figure(outcome, rows, column) for column in columns for rows in parts)
    return section("Over forward passes", tag("div", *figures, class_="pair"))


def _figure(outcome: Outcome, rows: Rows, column: Column) -> Element:
    caption = f"{column.capitalize()}, {ROWS[rows]}: median of the seeds, and their range"
    return tag(
        "figure", drawn(outcome.panel(rows, column), titled=False), tag("figcaption", caption)
    )
