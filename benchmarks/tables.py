"""The command `python -m benchmarks.tables [--only NAME]`: small tables beside scikit-learn.

Every table is split by ten seeds, each class in proportion. On the same rows are trained what
`edunn train TABLE` trains by default, scikit-learn's `MLPClassifier` or `MLPRegressor` with its own
defaults, and its logistic or linear regression; both of these in a pipeline that fills gaps,
standardizes numbers and encodes words one-hot. The result is the median of the accuracies (of R2
for numbers) on the rows held out.
"""

import warnings
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.compose import TransformedTargetRegressor, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from benchmarks.forms import FORMS, form
from benchmarks.machine import machine
from edunn.data import Dataset, from_csv, load
from edunn.data.splitting import stratified_rows
from edunn.experiments import Recipe
from edunn.experiments.running import spread

PAGE = Path(__file__).parents[1] / "docs" / "tables-measured.md"
BUNDLED = ("iris", "heart", "penguins", "wine", "breast_cancer", "diabetes", "digits_8x8")
NAMES = (*BUNDLED, *FORMS)

MARGIN = 0.01
"""No table may be further behind the better of the two than this."""

NO_INPUTS = ["PassengerId", "Name", "Ticket", "Cabin", "Loan_ID"]
"""Columns of numbers and names, which a person would leave out; EduNN gets them all the same."""

FACTS = ("Date", "Processor", "System", "Python", "EduNN", "NumPy", "scikit-learn")


ABOUT = """\
The default recipe, what `edunn train TABLE` trains, beside scikit-learn's networks and linear models with their defaults,
on the same rows: medians of {seeds} splits, a quarter of the rows held out. Accuracy for classes, R² for numbers. The last
column counts the splits in which the linear model was better. Tables called *-like* are made by `benchmarks/forms.py`,
with the columns, gaps and words of tables that many courses use. `python -m benchmarks.tables` writes this page.
"""  # noqa: E501


class Scores(NamedTuple):
    """The scores on the held-out rows of one split."""

    edunn: float
    mlp: float
    linear: float


class Row(NamedTuple):
    """One table with the scores of all splits."""

    name: str
    rows: int
    inputs: int
    is_regression: bool
    scores: tuple[Scores, ...]

    @property
    def medians(self) -> Scores:
        return Scores(*map(median, zip(*self.scores, strict=True)))

    @property
    def lead(self) -> float:
        """How far it is ahead of the better of the two."""
        return self.medians.edunn - max(self.medians.mlp, self.medians.linear)

    @property
    def behind_linear(self) -> int:
        """In how many splits the linear model was better."""
        return sum(score.edunn < score.linear for score in self.scores)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and after a full run write the page of the docs."""
    parser = ArgumentParser("benchmarks.tables", description="Small tables beside scikit-learn.")
    parser.add_argument("--only", action="append", choices=NAMES, help="only this table")
    parser.add_argument("--seeds", type=int, default=10, help="splits of each table")
    parser.add_argument("--workers", type=int, help="processes; by default one for each core")
    options = parser.parse_args(arguments)
    found = list(rows(options.only or NAMES, options.seeds, options.workers))
    text = page(found, options.seeds)
    print(text)
    if not options.only and options.seeds == 10:
        PAGE.write_text(text, "utf-8")


def rows(names: Sequence[str], seeds: int, workers: int | None = None) -> Iterator[Row]:
    """Every table, measured with so many splits."""
    jobs = [(name, seed) for name in names for seed in range(seeds)]
    found = list(spread(scores, jobs, workers))
    for k, name in enumerate(names):
        data = table(name)[0]
        yield Row(
            *(name, len(data), len(data.feature_names), data.task == "regression"),
            tuple(found[k * seeds : (k + 1) * seeds]),
        )


def scores(job: tuple[str, int]) -> Scores:
    """The three scores of one table and split."""
    name, seed = job
    data, columns = table(name)
    groups = np.zeros(len(data), np.intp) if data.class_names is None else data.targets
    first, last = stratified_rows(groups, 0.25, seed)  # those of data.split(seed=seed)
    pairs = [(columns.iloc[part, :-1], columns.iloc[part, -1]) for part in (first, last)]
    return Scores(by_default(data, seed), *(score(peer, pairs) for peer in peers(data, seed)))


def by_default(data: Dataset, seed: int) -> float:
    """What `edunn train` does, and reports for the held-out rows."""
    rows, held_out = data.split(seed=seed)
    found = Recipe.suiting(data).train(rows, seed=seed, progress=False).evaluate(held_out)
    value = found.r2 if data.task == "regression" else found.accuracy
    return float("nan") if value is None else value


def peers(data: Dataset, seed: int) -> tuple[BaseEstimator, BaseEstimator]:
    """The network and the linear model of scikit-learn, with their own defaults."""
    if data.task == "classification":
        return MLPClassifier(random_state=seed), LogisticRegression(max_iter=1000)
    scaled = TransformedTargetRegressor(
        MLPRegressor(random_state=seed), transformer=StandardScaler()
    )
    return scaled, LinearRegression()


def score(peer: BaseEstimator, pairs: Sequence[tuple[pd.DataFrame, pd.Series]]) -> float:
    (x, t), (new_x, new_t) = pairs
    numbers = [name for name in x if x[name].dtype.kind in "biuf"]
    words = [name for name in x if name not in numbers]
    model = make_pipeline(
        make_column_transformer(
            (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            (
                make_pipeline(
                    SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")
                ),
                words,
            ),
        ),
        peer,
    )
    with warnings.catch_warnings(action="ignore"):  # its network has not always converged
        return float(model.fit(x, t).score(new_x, new_t))


@cache
def table(name: str) -> tuple[Dataset, pd.DataFrame]:
    """The table as EduNN reads it, and as a person would give it to scikit-learn."""
    if name in FORMS:
        made = form(name)
        with TemporaryDirectory() as folder:
            path = Path(folder, f"{name}.csv")
            made.to_csv(path, index=False)
            data = from_csv(path)
            plain = pd.read_csv(path, na_values=["?"]).drop(columns=NO_INPUTS, errors="ignore")
        return data, plain.astype({column: object for column in plain if _is_text(plain[column])})
    data = load(name)
    columns = {
        column.name: _cells(column.categories, data.values[:, k])
        for k, column in enumerate(data.columns.columns)
    }
    return data, pd.DataFrame({**columns, data.target_name: data.targets})


def _is_text(column: pd.Series) -> bool:
    return column.dtype.kind not in "biuf"


def _cells(categories: tuple[str, ...], values: Any) -> Any:
    if not categories:
        return values
    return np.array([np.nan if np.isnan(v) else categories[int(v)] for v in values], dtype=object)


def page(found: Sequence[Row], seeds: int) -> str:
    """The page: what was measured, the table, and whether the bar is met."""
    about = machine(threads=1)
    lines = [
        "# Small tables, measured",
        "",
        ABOUT.format(seeds=seeds),
        "| table | rows | inputs | EduNN | MLP | linear | EduNN ahead | linear better |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *map(_line, found),
        "",
        verdict(found),
        "",
        f"Measured: {', '.join(f'{fact} {about[fact]}' for fact in FACTS)}.",
        "",
    ]
    return "\n".join(lines)


def verdict(found: Sequence[Row]) -> str:
    """Whether every table is within the margin of the better of the two."""
    late = [row.name for row in found if row.lead < -MARGIN]
    bar = f"more than {MARGIN} behind the better of the two"
    return f"{', '.join(late)}: {bar}." if late else f"No table is {bar}."


def _line(row: Row) -> str:
    measure = " (R²)" if row.is_regression else ""
    numbers = " | ".join(f"{value:.3f}" for value in row.medians)
    lead, behind = f"{row.lead:+.3f}", f"{row.behind_linear} of {len(row.scores)}"
    return f"| {row.name}{measure} | {row.rows:,} | {row.inputs} | {numbers} | {lead} | {behind} |"


if __name__ == "__main__":
    main()
