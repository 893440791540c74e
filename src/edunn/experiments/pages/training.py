"""One training as an HTML page: curves, evaluation, boundary, settings, and how to repeat it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import prod
from typing import TypeAlias, final
from xml.etree.ElementTree import Element

from edunn.architecture import layer_rows
from edunn.catalogue import name_of
from edunn.data import Dataset
from edunn.errors import DataError
from edunn.evaluation import Evaluation
from edunn.experiments.pages.document import header, html_page, row, section, table
from edunn.experiments.versions import versions
from edunn.markup import Content, tag
from edunn.messages import LanguageCode, Message, Names, language
from edunn.metrics import Report, Scores
from edunn.model import Model
from edunn.plots import Chart
from edunn.plots.svg import drawn

Say: TypeAlias = Callable[[str], str]
"""Puts a message into the language of the page."""

MOST_DRAWN = 500
"""Rows of a boundary; of more, every so many is drawn."""

STYLE = """
.settings { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.5rem; }
.settings dd { margin: 0; overflow-wrap: anywhere; }
.repeat { white-space: pre-wrap; overflow-wrap: anywhere; }
.scores { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
.scores th, .scores td { padding: .3rem 1.4rem .3rem 0; border-bottom: 1px solid var(--line); }
.scores th { text-align: left; font-weight: 500; }
.scores thead th { color: var(--soft); }
.scores td, .scores thead th + th { text-align: right; }
.scores .label { display: none; }
.part { margin-top: 1.2rem; }
.one figure { width: fit-content; min-width: min(100%, 20rem); }
.one figure svg { width: min(26rem, 78vw); }
"""


@final
@dataclass(frozen=True)
class TrainingReport:
    """What a page about one training tells; its texts may be messages, said in its language.

    Args:
        title: the headline.
        model: the trained network, with its history.
        evaluated: the training set and the held-out rows, by their titles; the last is what counts.
        rows: those that are drawn where the network has two inputs, or one.
        settings: of the training, by name, in words.
        repeat: the command or program that repeats it, after the word for that.
        notes: sentences that deserve attention.
        at: when the report was written.
        language: of the page.
    """

    title: str
    model: Model
    evaluated: Mapping[str, Evaluation]
    rows: Dataset
    settings: Mapping[str, str]
    repeat: tuple[str, str]
    notes: Sequence[str] = ()
    at: datetime = field(default_factory=datetime.now)
    language: LanguageCode = "en"


def html_training(report: TrainingReport) -> str:
    """The whole page; write it to a file with the ending .html.

    Example:
        >>> from edunn.data import load
        >>> model, moons = Model([[2], [2, "softmax"]], seed=0), load("moons")
        >>> history = model.train("adam", moons, epochs=2)
        >>> once = ("Command", "edunn train moons")
        >>> found = {"All rows": model.evaluate(moons)}
        >>> page = html_training(TrainingReport("Moons", model, found, moons, {}, once))
        >>> [words in page for words in ("Learning curves", "Decision boundary", "Precision")]
        [True, True, True]
    """
    evaluated, say = report.evaluated, language(report.language).said
    notes = (tag("p", note, class_="hint") for note in report.notes)
    lead, has_loss = _result(evaluated), not _has_unit(report.model)
    opening = header(report.title, tag("p", lead, class_="lead"), *notes)
    sections = (
        _curves(report.model, say),
        *(_part(name, it, has_loss, say) for name, it in reversed([*evaluated.items()])),
        _boundary(report),
        _settings(report),
        section(report.repeat[0], tag("pre", report.repeat[1], class_="repeat")),
    )
    title, main = Message("report.title", title=report.title), tag("main", *sections)
    return html_page(title, opening, main, style=STYLE, code=report.language)


def _result(evaluated: Mapping[str, Evaluation]) -> str:
    """How well it performs, in a sentence."""
    name, evaluation = list(evaluated.items())[-1]
    if evaluation.accuracy is not None:
        return Message("report.accuracy_on", accuracy=evaluation.accuracy, rows=name)
    error = f"{evaluation.rmse:.4g}"
    if evaluation.r2 is None:
        return Message("report.error_on", error=error, rows=name)
    r2 = f"{evaluation.r2:.3f}"
    return Message("report.error_and_r2_on", error=error, r2=r2, rows=name)


def _curves(model: Model, say: Say) -> Element | None:
    if not len(model.history):
        return None
    ending = model.history.ending
    if _has_unit(model):
        ending = Message("report.standardized_losses", ending=ending)
    key = tag("p", ending, class_="key")
    return section(Message("report.curves"), key, _figures(model.history.plot(), say))


def _has_unit(model: Model) -> bool:
    """Whether the targets were standardized, so that the objective has another unit."""
    return model.targets is not None and bool(model.targets.mean)


def _figures(chart: Chart, say: Say) -> Element:
    """The panels of a chart beside each other."""
    figures = []
    for panel in (each.worded(say) for each in chart.panels):
        picture = drawn(panel, titled=False)
        picture.set("style", f"max-width: {1.15 * panel.width:.0f}px")
        figures.append(tag("figure", picture, tag("figcaption", panel.title)))
    return tag("div", *figures, class_="pair" if len(figures) > 1 else "one")


def _part(name: str, evaluation: Evaluation, has_loss: bool, say: Say) -> Element:
    """The evaluation of some rows: its figures, class by class, and as a picture."""
    report = evaluation.report
    return section(
        name,
        _numbers(evaluation, has_loss),
        None if report is None else _classes(report),
        tag("div", _picture(evaluation, say), class_="part"),
    )


def _numbers(evaluation: Evaluation, has_loss: bool) -> Element:
    found = {
        "accuracy": (evaluation.accuracy, ".4f"),
        "row_accuracy": (evaluation.row_accuracy, ".4f"),
        "mae": (evaluation.mae, ".4g"),
        "rmse": (evaluation.rmse, ".4g"),
        "r2": (evaluation.r2, ".4f"),
        "loss": (evaluation.loss if has_loss else None, ".4g"),
    }
    pairs = (
        tag("div", tag("dt", _word(name)), tag("dd", format(value, form)))
        for name, (value, form) in found.items()
        if value is not None
    )
    return tag("dl", *pairs, class_="numbers")


def _classes(report: Report) -> Element:
    lines = [
        *zip(report.names, report.classes, strict=True),
        (_word("macro"), report.macro),
        (_word("weighted"), report.weighted),
    ]
    columns = map(_word, ("class", "precision", "recall", "f1", "rows"))
    return _narrow([*columns], (row([name], _cells(scores)) for name, scores in lines))


def _cells(scores: Scores) -> dict[str, Content]:
    return {
        _word("precision"): f"{scores.precision:.2f}",
        _word("recall"): f"{scores.recall:.2f}",
        _word("f1"): f"{scores.f1:.2f}",
        _word("rows"): _whole(scores.support),
    }


def _narrow(columns: Sequence[str], rows: Iterable[Element]) -> Element:
    """A table that a phone is wide enough for, so its rows need not become cards."""
    made = table(columns, rows)
    made.set("class", "scores")
    return made


def _picture(evaluation: Evaluation, say: Say) -> Element | None:
    try:
        return _figures(evaluation.plot(), say)
    except DataError:  # several labels a row have none
        return None


def _boundary(report: TrainingReport) -> Element | None:
    """The network over the plane of its two inputs, or over its only one."""
    if prod(report.model.network.input_shape) > 2:
        return None
    rows = report.rows.take(slice(None, None, -(-len(report.rows) // MOST_DRAWN)))
    try:
        chart = report.model.plot_boundary(rows)
    except DataError:
        return None
    return section(chart.panels[0].title, _figures(chart, language(report.language).said))


def _settings(report: TrainingReport) -> Element:
    facts = {**report.settings, **dict(_facts_of(report.model))}
    facts[_word("versions")] = ", ".join(f"{name} {number}" for name, number in versions().items())
    facts[_word("date")] = f"{report.at:%Y-%m-%d %H:%M}"
    pairs = (each for name, value in facts.items() for each in (tag("dt", name), tag("dd", value)))
    settings = tag("dl", *pairs, class_="settings")
    return section(_word("settings"), settings, _layers(report.model))


def _layers(model: Model) -> Element:
    """Each layer, the shape of its output and its parameters."""
    shape, count = _word("shape"), _word("layer_parameters")
    rows = (
        row([Names(name)], {shape: size, count: _whole(parameters)})
        for name, size, parameters in layer_rows(model.network)
    )
    return tag("div", _narrow([_word("layer"), shape, count], rows), class_="part")


def _facts_of(model: Model) -> Iterator[tuple[str, str]]:
    """What the model itself tells."""
    loss, size = name_of(model.objective.loss), model.theta.size
    yield _word("loss"), Names(loss)
    count = Message("report.count_and_dtype", count=size, dtype=str(model.dtype))
    yield _word("parameters"), count
    engine = {"numpy": "readable", "fused": "compiled"}[model.history.engine]
    yield _word("engine"), _word(f"engine.{engine}")


def _word(name: str) -> Message:
    return Message(f"report.{name}")


def _whole(count: int) -> Message:
    return Message("number.whole", value=count)
