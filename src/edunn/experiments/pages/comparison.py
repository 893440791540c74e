"""A comparison as one HTML page."""

from math import isfinite
from xml.etree.ElementTree import Element

from edunn.experiments.comparison import CAUTION, Comparison
from edunn.experiments.distribution import shown
from edunn.experiments.heat import Heat
from edunn.experiments.pages.document import cell, html_page
from edunn.experiments.pages.heat_svg import heat_map
from edunn.experiments.pages.markup import Content, tag
from edunn.experiments.pages.svg import strip
from edunn.experiments.runs import PLACES, Rows
from edunn.text import plural

METHOD = (
    "Every recipe is trained once with each seed. The seed decides the first weights, all chance "
    "in training, and which quarter of the rows is held out, each class in proportion. (A data set "
    "with a held-out part of its own keeps it.) So the runs of one seed are a pair: they begin "
    "with the same chance and are judged on the same rows.",
    CAUTION,
)
"""How to read the numbers."""


SIDE_BY_SIDE = 5
"""Two heat maps of so many columns fit beside each other."""


def html_comparison(comparison: Comparison) -> str:
    """The whole page; write it to a file with the ending .html.

    Example:
        >>> from concurrent.futures import ThreadPoolExecutor
        >>> from edunn.experiments import Recipe, compare
        >>> recipe = Recipe([[4], [3, "softmax"]], settings={"epochs": 5})
        >>> with ThreadPoolExecutor(1) as here:
        ...     found = compare(recipe.grid(learning_rate=[0.01, 0.1]), "iris", 2, here)
        >>> "learning_rate on iris" in html_comparison(found)
        True
    """
    heat = _heat(comparison) if len(comparison.axes) == 2 else None
    main = tag("main", _verdicts(comparison), heat, _table(comparison), _method())
    return html_page(f"EduNN: {title_of(comparison)}", _opening(comparison), main)


def title_of(comparison: Comparison) -> str:
    """What was compared: the settings of a grid, or how many recipes."""
    if comparison.axes:
        what = " \N{MULTIPLICATION SIGN} ".join(axis.name for axis in comparison.axes)
    else:
        what = plural(len(comparison.runs), "recipe")
    return f"{what} on {comparison.data}"


def title_of_measure(measure: str) -> str:
    """A measure at the beginning of a line."""
    return {"rmse": "Root mean squared error"}.get(measure, measure.capitalize())


def _opening(comparison: Comparison) -> Element:
    seeds = len(comparison.seeds)
    facts = (
        f"{plural(len(comparison.runs), 'recipe')}, {plural(seeds, 'seed')} each: "
        f"{plural(seeds * len(comparison.runs), 'run')} in {comparison.seconds:.1f} s."
    )
    best = comparison.ranking[0]
    lead = (
        f"Best on rows never seen: {best}, median {comparison.measure} "
        f"{shown(comparison.runs[best].held_out.median)}."
    )
    return tag(
        "header",
        tag("p", "EduNN", class_="brand"),
        tag("h1", title_of(comparison)),
        tag("p", lead, class_="lead"),
        tag("p", f"That is: {comparison.runs[best].recipe}.", class_="recipe"),
        tag("p", facts, class_="facts"),
    )


def _verdicts(comparison: Comparison) -> Element | None:
    """A sentence about each duel; those that may be luck are pale."""
    duels = comparison.duels
    if not duels:
        return None
    told = (tag("li", str(d), class_="luck" if d.may_be_luck else "sure") for d in duels)
    return tag("section", tag("h2", "What beats what"), *_average(comparison), tag("ul", *told))


def _average(comparison: Comparison) -> list[Element]:
    words = comparison.averaging
    return [tag("p", words, class_="key")] if words else []


def _heat(comparison: Comparison) -> Element:
    places: tuple[Rows, ...] = ("held_out", "training")
    name = title_of_measure(comparison.measure)
    figures = (
        tag(
            "figure",
            heat_map(f"{name}, {PLACES[rows]}", Heat.of(comparison, rows)),
            tag("figcaption", f"{name}, {PLACES[rows]}"),
            class_="heat",
        )
        for rows in places
    )
    key = tag("p", "Median of the seeds; below it the least and the largest.", class_="key")
    is_narrow = len(comparison.axes[1].values) <= SIDE_BY_SIDE
    maps = tag("div", *figures, class_="pair" if is_narrow else "")
    return tag("section", tag("h2", "Every combination"), key, maps)


def _table(comparison: Comparison) -> Element:
    names = ("Recipe", "Every seed", "Median", "Half within", "All within", "Learned from")
    head = tag("tr", *(tag("th", name, scope="col", role="columnheader") for name in names))
    top = _top(comparison)
    rows = (_row(comparison, name, top, names) for name in comparison.ranking)
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="glance", role="table")
    measured = title_of_measure(comparison.measure)
    words = (
        f"{measured} on rows never seen, best first. Dots: each seed, from 0 to {top:.3g}. Bar: "
        "their median. The last column is the median on the rows learned from."
    )
    return tag("section", tag("h2", "Ranking"), table, tag("p", words, class_="key"))


def _top(comparison: Comparison) -> float:
    """Where the strips of dots end: accuracy at 1, errors where half the recipes still fit."""
    if comparison.larger_wins:
        return 1.0
    known = [runs.held_out.upper_quartile for runs in comparison.runs.values()]
    finite = sorted(value for value in known if isfinite(value))
    return 2 * finite[len(finite) // 2] if finite else 1.0


def _row(comparison: Comparison, name: str, top: float, names: tuple[str, ...]) -> Element:
    runs = comparison.runs[name]
    it = runs.held_out
    cells: tuple[Content, ...] = (
        strip(f"{name}: every seed", runs.values(), kind="held-out", top=top),
        shown(it.median),
        _span(it.lower_quartile, it.upper_quartile),
        _span(it.low, it.high),
        shown(runs.training.median),
    )
    told = tag("span", str(runs.recipe), class_="recipe") if not comparison.axes else None
    head = tag("th", name, told, scope="row", role="rowheader")
    columns = (cell(*pair) for pair in zip(names[1:], cells, strict=True))
    return tag("tr", head, *columns, role="row")


def _span(low: float, high: float) -> str:
    return f"{shown(low)} .. {shown(high)}"


def _method() -> Element:
    return tag("section", tag("h2", "How it was measured"), *(tag("p", words) for words in METHOD))
