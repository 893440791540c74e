"""A comparison as one HTML page."""

from math import isfinite
from xml.etree.ElementTree import Element

from edunn.experiments.comparison import P_VALUE, Comparison
from edunn.experiments.heat import Heat
from edunn.experiments.pages.document import Content, header, html_page, row, section, table, tag
from edunn.experiments.pages.matrices import heat_map
from edunn.experiments.pages.svg import strip
from edunn.experiments.runs import ROWS, Rows
from edunn.experiments.statistics import brief
from edunn.text import plural

METHOD = (
    "Every recipe is trained once with each seed. The seed decides the initial weights, all random "
    "numbers in training, and which quarter of the rows is held out, each class in proportion. (A "
    "data set with a test set of its own keeps it.) So the runs of one seed are a pair: they start "
    "from the same random numbers and are scored on the same rows.",
    P_VALUE,
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
    method = section("How it was measured", *(tag("p", text) for text in METHOD))
    parts = _pairs(comparison), heat, _table(comparison), _notes(comparison), method
    main = tag("main", *parts)
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
    first = comparison.ranking[0]
    return header(
        title_of(comparison),
        tag("p", comparison.verdict, class_="lead"),
        tag("p", f"Its recipe: {comparison.runs[first].recipe}.", class_="recipe"),
        tag("p", comparison.note, class_="facts") if comparison.note else None,
        tag("p", facts, class_="facts"),
    )


def _pairs(comparison: Comparison) -> Element | None:
    """A sentence about each pair; those that may be chance are pale."""
    if not comparison.pairs:
        return None
    items = (
        tag("li", str(pair), class_="significant" if pair.is_significant else "chance")
        for pair in comparison.pairs
    )
    note = tag("p", comparison.averaging, class_="key") if comparison.averaging else None
    return section("What beats what", note, tag("ul", *items))


def _notes(comparison: Comparison) -> Element | None:
    """What deserves attention in the trainings; nothing where all is well."""
    if not comparison.notes:
        return None
    return section("Notes", tag("ul", *(tag("li", note) for note in comparison.notes)))


def _heat(comparison: Comparison) -> Element:
    parts: tuple[Rows, ...] = ("held_out", "training")
    name = title_of_measure(comparison.measure)
    figures = (
        tag(
            "figure",
            heat_map(f"{name}, {ROWS[rows]}", Heat.of(comparison, rows)),
            tag("figcaption", f"{name}, {ROWS[rows]}"),
            class_="heat",
        )
        for rows in parts
    )
    key = tag("p", "Median of the seeds; below it the smallest and the largest.", class_="key")
    is_narrow = len(comparison.axes[1].values) <= SIDE_BY_SIDE
    maps = tag("div", *figures, class_="pair" if is_narrow else "")
    return section("Every combination", key, maps)


def _table(comparison: Comparison) -> Element:
    columns = ("Recipe", "All seeds", "Median", "Half within", "All within", "Training set")
    top = _top(comparison)
    rows = (_row(comparison, name, top) for name in comparison.ranking)
    words = (
        f"{title_of_measure(comparison.measure)} on {comparison.rows_in_words}, by the median. "
        f"Dots: each seed, from 0 to {top:.3g}. Bar: their median. The last column is the median "
        "on the training set."
    )
    return section("Ranking", table(columns, rows), tag("p", words, class_="key"))


def _top(comparison: Comparison) -> float:
    """Where the strips of dots end: accuracy at 1, errors where half the recipes still fit."""
    if comparison.larger_wins:
        return 1.0
    known = [runs.held_out.upper_quartile for runs in comparison.runs.values()]
    finite = sorted(value for value in known if isfinite(value))
    return 2 * finite[len(finite) // 2] if finite else 1.0


def _row(comparison: Comparison, name: str, top: float) -> Element:
    runs = comparison.runs[name]
    it = runs.held_out
    recipe = None if comparison.axes else tag("span", str(runs.recipe), class_="recipe")
    cells: dict[str, Content] = {
        "All seeds": strip(f"{name}: all seeds", runs.values(), kind="held-out", top=top),
        "Median": brief(it.median),
        "Half within": it.half,
        "All within": it.range,
        "Training set": brief(runs.training.median),
    }
    return row([name, recipe], cells)
