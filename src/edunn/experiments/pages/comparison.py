"""A comparison as one HTML page."""

from xml.etree.ElementTree import Element

from edunn.experiments.comparison import P_VALUE, Comparison
from edunn.experiments.curve import ROWS, Rows
from edunn.experiments.heat import Heat
from edunn.experiments.pages.document import header, html_page, row, section, table
from edunn.experiments.panels import heat_panel
from edunn.markup import Content, tag
from edunn.plots.bands import brief
from edunn.plots.strips import strip, top_of
from edunn.plots.svg import drawn
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
    figures = (_heat_figure(comparison, rows, f"{name}, {ROWS[rows]}") for rows in parts)
    key = tag("p", "Median of the seeds; below it the smallest and the largest.", class_="key")
    is_narrow = len(comparison.axes[1].values) <= SIDE_BY_SIDE
    maps = tag("div", *figures, class_="pair" if is_narrow else "")
    return section("Every combination", key, maps)


def _heat_figure(comparison: Comparison, rows: Rows, title: str) -> Element:
    panel = heat_panel(title, Heat.of(comparison, rows))
    picture = drawn(panel, titled=False)
    size = f"max-width: {1.3 * panel.width:.0f}px; min-width: {0.8 * panel.width:.0f}px"
    picture.set("style", size)
    return tag("figure", picture, tag("figcaption", title), class_="heat")


def _table(comparison: Comparison) -> Element:
    columns = ("Recipe", "All seeds", "Median", "Half within", "All within", "Training set")
    values = [runs.values() for runs in comparison.runs.values()]
    top = top_of(values, comparison.larger_wins)
    rows = (_row(comparison, name, top) for name in comparison.ranking)
    words = (
        f"{title_of_measure(comparison.measure)} on {comparison.rows_in_words}, by the median. "
        f"Dots: each seed, from 0 to {top:.3g}. Bar: their median. The last column is the median "
        "on the training set."
    )
    return section("Ranking", table(columns, rows), tag("p", words, class_="key"))


def _row(comparison: Comparison, name: str, top: float) -> Element:
    runs = comparison.runs[name]
    it = runs.held_out
    recipe = None if comparison.axes else tag("span", str(runs.recipe), class_="recipe")
    cells: dict[str, Content] = {
        "All seeds": drawn(strip(f"{name}: all seeds", runs.values(), 2, top), titled=False),
        "Median": brief(it.median),
        "Half within": it.half,
        "All within": it.range,
        "Training set": brief(runs.training.median),
    }
    return row([name, recipe], cells)
