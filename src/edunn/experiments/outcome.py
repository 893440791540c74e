"""The outcome of a race: contenders compared at equal forward passes.

    outcome = Outcome.of(race)          # runs it; or Outcome(race, measurements) while it runs
    outcome.standings(), outcome.needed("adam", 0.95), outcome.sentences

A race is a comparison whose curves go over forward passes. Classification is decided by the
accuracy on held-out rows, regression by the loss; by the median of the seeds, and equals share a
place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from math import inf, isfinite
from typing import Any, NamedTuple, final

from edunn import notebook
from edunn.experiments.budget import Measurement
from edunn.experiments.comparison import Comparison
from edunn.experiments.curve import ROWS, Column, Rows
from edunn.experiments.measured import PREFIXES, measured, run_of
from edunn.experiments.panels import race_panel
from edunn.experiments.race import Race
from edunn.experiments.runs import Runs
from edunn.plots import Chart
from edunn.plots.bands import Band, Distribution, brief
from edunn.plots.panel import Panel
from edunn.text import joined, plural

SCHEMA = "edunn.race/2"

GOALS = (0.9, 0.95)
"""The cost of reaching these accuracies is shown."""

RESOLUTION = 1.3
"""Marks are a quarter apart, so a smaller ratio of passes is no difference."""

OVERFITTING = 0.03
"""A loss of accuracy since the best mark that is worth a sentence."""


class Standing(NamedTuple):
    """A contender at the last mark.

    Example:
        >>> Standing(1, "adam", Distribution.of([0.97, 0.95, 1.0]), ()).score.median
        0.97
    """

    place: int
    """1 for the best; equals share theirs."""

    contender: str
    score: Distribution
    """Accuracy on held-out rows, or for a regression the loss: median and extremes of the seeds."""

    endings: tuple[str, ...]
    """Why it ended before the budget, for each seed that did."""


@final
@dataclass(frozen=True, repr=False)
class Outcome:
    """The measurements of a race, all of them or those so far.

    Example:
        >>> from edunn.data import load
        >>> from edunn.experiments import Recipe
        >>> adam = Recipe([[4], [3, "softmax"]], "adam", {"learning_rate": 0.01})
        >>> contenders = {"adam": adam, "random": Recipe(adam.network, "random_search")}
        >>> race = Race(contenders, load("iris"), 50_000, seeds=3)
        >>> outcome = Outcome.of(race)
        >>> [(standing.place, standing.contender) for standing in outcome.standings()]
        [(1, 'adam'), (2, 'random')]
        >>> outcome.needed("random", 0.99).median
        inf
        >>> print(outcome.sentences[0])  # doctest: +ELLIPSIS
        adam wins after 50,000 passes: accuracy 0.9... of 3 seeds; ...
    """

    race: Race
    measurements: Sequence[Measurement]

    @classmethod
    def of(cls, race: Race) -> "Outcome":
        """Run the race to its end."""
        return cls(race, measured(race))

    @cached_property
    def marks(self) -> tuple[int, ...]:
        """The marks at which every contender has been measured with every seed."""
        measured = Counter(it.mark for it in self.measurements)
        complete = len(self.race.contenders) * self.race.seeds
        return tuple(mark for mark, count in measured.items() if count == complete)

    @cached_property
    def comparison(self) -> Comparison:
        """The runs of all contenders up to the last of these marks."""
        by_run: dict[str, dict[int, list[Measurement]]] = defaultdict(lambda: defaultdict(list))
        for it in self.measurements:
            by_run[it.contender][it.seed].append(it)
        end = len(self.marks)
        runs = {}
        for name, recipe in self.race.contenders.items():
            own = tuple(
                run_of(seed, its[:end]) for seed, its in sorted(by_run[name].items()) if end
            )
            runs[name] = Runs(recipe, self.race.data.name, own)
        return Comparison(runs)

    @property
    def measure(self) -> Column:
        """What decides: "accuracy", or "loss" for a regression."""
        return "accuracy" if self.race.classifies else "loss"

    def band(self, contender: str, rows: Rows, column: Column) -> Band:
        """The median of the seeds, and their range, at each mark."""
        return self.comparison.runs[contender].band(contender, rows, column, self.marks)

    def panel(self, rows: Rows, column: Column) -> Panel:
        """One column of all contenders over forward passes."""
        bands = [self.band(name, rows, column) for name in self.race.contenders]
        ends = (f"{b.name} from {brief(b.middle[0])} to {brief(b.middle[-1])}" for b in bands)
        words = f"Median {column} of {self.race.seeds} seeds: " + "; ".join(ends)
        title = f"{column.capitalize()}, {ROWS[rows]}, over forward passes"
        return race_panel(title, bands, column, words)

    def plot(self) -> Chart:
        """What decides the race, on held-out rows and on the training set, over forward passes."""
        parts: tuple[Rows, ...] = ("held_out", "training")
        return Chart(tuple(self.panel(rows, self.measure) for rows in parts))

    def __repr__(self) -> str:
        return f"<Outcome of {self.race!r}: {self.sentences[0] if self.marks else 'no marks yet'}>"

    def _repr_html_(self) -> str:
        if not self.marks:
            return notebook.page(repr(self))
        rows = [[f"{s.place}", s.contender, str(s.score)] for s in self.standings()]
        table = notebook.table(["place", "contender", f"held-out {self.measure}"], rows, left=(1,))
        parts = table, self.plot().element(), notebook.listed(self.sentences)
        return notebook.page(f"Race on {self.race.data.name}", *parts)

    def standings(self) -> tuple[Standing, ...]:
        """The contenders from first to last."""
        places = self.comparison.by_recipe.places
        return tuple(
            sorted(
                Standing(places[name], name, runs.held_out, tuple(runs.endings.values()))
                for name, runs in self.comparison.runs.items()
            )
        )

    def needed(self, contender: str, goal: float) -> Distribution:
        """How many passes were used until the goal was reached for the first time; inf for never.

        Of the seeds: median, smallest, largest. The resolution is one mark, a quarter.
        """
        return Distribution.of(self._needed(contender, goal))

    def reached_by(self, contender: str, goal: float) -> int:
        """For how many seeds the goal was ever reached."""
        return sum(map(isfinite, self._needed(contender, goal)))

    @property
    def goals(self) -> tuple[float, ...]:
        """The accuracies of `GOALS`; for a loss there are no such round numbers."""
        return GOALS if self.race.classifies else ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The winner, the first to reach each goal, overfitting, and trainings with a remark."""
        notes = (*self.comparison.notes, *(f"{note}." for note in self.race.notes))
        return (_victory(self), *_firsts(self), *_overfitting(self), *_endings(self), *notes)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values: standings, curves over passes, and every measurement."""
        race = self.race
        return {
            "schema": SCHEMA,
            "data": race.data.name,
            "task": race.data.task,
            "budget": race.budget,
            "seeds": race.seeds,
            "contenders": [
                {"name": name, **recipe.to_dict()} for name, recipe in race.contenders.items()
            ],
            "standings": [self._standing_to_dict(standing) for standing in self.standings()],
            "marks": self.marks,
            "measurements": [asdict(it) for it in self.measurements],
        }

    def _standing_to_dict(self, standing: Standing) -> dict[str, Any]:
        name = standing.contender
        columns: tuple[Column, ...] = ("accuracy", "loss") if self.race.classifies else ("loss",)
        bands = {
            prefix + column: self.band(name, rows, column)
            for column in columns
            for rows, prefix in PREFIXES.items()
        }
        curves = {
            column: {"low": band.low, "middle": band.middle, "high": band.high}
            for column, band in bands.items()
        }
        needed = {f"{goal:g}": self.needed(name, goal)._asdict() for goal in self.goals}
        own = {**standing._asdict(), "score": standing.score._asdict()}
        return {**own, "passes_needed": needed, "curves": curves}

    def _needed(self, contender: str, goal: float) -> Iterator[float]:
        for curve in self.comparison.runs[contender].curves("held_out"):
            place = curve.first(goal, self.measure)
            yield inf if place is None else curve.forward_passes[place]


def _victory(outcome: Outcome) -> str:
    standings, seeds = outcome.standings(), outcome.race.seeds
    winners = [standing.contender for standing in standings if standing.place == 1]
    verb = "share the first place" if len(winners) > 1 else _verb_of(outcome, winners[0])
    median = f", the median of {seeds} seeds" if seeds > 1 else ""
    rows = "the rows of the training" if outcome.race.notes else "held-out rows"
    score = f"{outcome.measure} {brief(standings[0].score.median)} on {rows}{median}"
    sentence = f"{joined(winners)} {verb} after {outcome.marks[-1]:,} passes: {score}"
    if len(winners) == len(standings):
        return f"{sentence}."
    second = standings[len(winners)]
    sentence += f"; {second.contender} has {brief(second.score.median)}."
    if len(winners) > 1:
        return sentence
    return f"{sentence} {outcome.comparison.by_recipe.compare(winners[0], second.contender)}"


def _verb_of(outcome: Outcome, first: str) -> str:
    """To win, seed by seed no other contender may be ahead; a median alone is not enough."""
    ranking = outcome.comparison.by_recipe
    pairs = [ranking.compare(first, other) for other in ranking.names if other != first]
    is_ahead = all(pair.winner == first for pair in pairs)
    return "wins" if is_ahead else "is first by its median, but not seed by seed,"


def _firsts(outcome: Outcome) -> Iterator[str]:
    """A sentence for each goal; where few reach any, one for the score that all have reached."""
    most = 0
    for goal in outcome.goals:
        most = max(most, len(_arrived(outcome, goal)))
        yield _first_to(outcome, f"{outcome.measure} {goal:g}", goal)
    last = outcome.standings()[-1]
    goal = last.score.median
    if most < 2 and isfinite(goal):
        where = f"{outcome.measure} {brief(goal)}, where {last.contender} ended"
        yield _first_to(outcome, where, goal)


def _first_to(outcome: Outcome, where: str, goal: float) -> str:
    arrived = _arrived(outcome, goal)
    if not arrived:
        return f"With most seeds, no contender reached {where}."
    (first, passes), *others = arrived.items()
    ratios = [_ratio(name, needed / max(passes, 1)) for name, needed in others]
    missing = [name for name in outcome.race.contenders if name not in arrived]
    sentence = f"{first} was the first to reach {where}, after {passes:,.0f} passes"
    sentence += f": {joined(ratios)}" if ratios else ""
    return f"{sentence}.{_missing(outcome, missing, goal)}"


def _ratio(name: str, ratio: float) -> str:
    """How many times fewer passes, with no more digits than the marks can resolve."""
    if ratio < RESOLUTION:
        return f"about as many as {name}"
    times = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"
    return f"{times} times fewer than {name}"


def _arrived(outcome: Outcome, goal: float) -> dict[str, float]:
    """Which contenders reached the goal with most seeds, and after how many passes, in order."""
    needed = {name: outcome.needed(name, goal).median for name in outcome.race.contenders}
    return dict(sorted(((k, v) for k, v in needed.items() if isfinite(v)), key=lambda it: it[1]))


def _missing(outcome: Outcome, names: Sequence[str], goal: float) -> str:
    """Contenders that did not reach the goal with most seeds: with none, or with how many."""
    reached = {name: outcome.reached_by(name, goal) for name in names}
    never = [name for name, count in reached.items() if not count]
    sentence = f" Never reached by {joined(never)}." if never else ""
    seeds = plural(outcome.race.seeds, "seed")
    some = (
        f" {name} did so with only {count} of {seeds}." for name, count in reached.items() if count
    )
    return sentence + "".join(some)


def _overfitting(outcome: Outcome) -> Iterator[str]:
    """Contenders that were clearly better before the end."""
    if not outcome.race.classifies:
        return
    for name in outcome.race.contenders:
        middle = outcome.band(name, "held_out", "accuracy").middle
        best = int(middle.argmax())
        if middle[best] - middle[-1] >= OVERFITTING:
            yield (
                f"{name} was at its best, {brief(middle[best])}, at "
                f"{outcome.marks[best]:,} passes, and fell back to {brief(middle[-1])}: early "
                "stopping would prevent this."
            )


def _endings(outcome: Outcome) -> Iterator[str]:
    """Trainings that ended before the budget was used up, and why."""
    for standing in outcome.standings():
        if standing.endings:
            often = f"{len(standing.endings)} of {plural(outcome.race.seeds, 'seed')}"
            yield (
                f"{standing.contender} ended early with {often} and is measured in its last state. "
                f"{standing.endings[0]}"
            )
