"""A race: several recipes on the same rows, with an equal budget of forward passes.

    contenders = recipe.grid(algorithm=["adam", "pgpe"])
    race = Race(contenders, load("iris"), budget=500_000)
    for measurement in race.measurements():                    # little is computed before
        print(measurement.mark, measurement.contender, measurement.val_accuracy)

All seeds run side by side. A seed decides which rows are held out and the initial weights, the same
for all contenders with the same network. The order of the contenders changes from mark to mark and
has no effect: they share no random numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import final

from edunn import notebook
from edunn.catalogue import canonical
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.evolution import Strategy
from edunn.experiments.budget import BudgetedTraining, Measurement, budget_marks, default_budget
from edunn.experiments.grid import Grid
from edunn.experiments.recipe import Recipe
from edunn.experiments.running import examples_of
from edunn.guards import require_count
from edunn.text import in_words, plural
from edunn.training.algorithms import find_algorithm

MANY_ROWS = 5_000
DEFAULT_BATCH = 512
"""With more rows than that, evolution scores a generation on so many, unless set otherwise."""


@final
@dataclass(frozen=True, repr=False)
class Race:
    """The rows, the contenders, and the budget of each.

    Args:
        recipes: two or more by name, or a grid of them; without epochs in their settings they are
            trained until the budget is used up.
        data: the rows; each seed holds some of them out.
        budget: how many forward passes each may use; 0 is a default that depends on the rows.
        seeds: how many: seeds 0, 1, 2, ...
        test: the share of rows to hold out; None is the data set's own test set, or a quarter.

    Raises:
        SettingError: fewer than two contenders, two that are alike, losses that cannot be compared,
            or a number out of range.
        UnknownNameError: there is no such algorithm.

    Example:
        >>> from edunn.data import load
        >>> contenders = Recipe([[4], [3, "softmax"]]).grid(algorithm=["adam", "pgpe"])
        >>> race = Race(contenders, load("iris"), budget=20_000, seeds=1)
        >>> {it.contender: it.passes for it in race.measurements() if it.mark == 20_000}
        {'algorithm adam': 19920, 'algorithm pgpe': 16800}
    """

    recipes: Mapping[str, Recipe] | Grid[Recipe]
    data: Dataset
    budget: int = 0
    seeds: int = 5
    test: float | None = None

    def __post_init__(self) -> None:
        require_count("budget", self.budget, least=0)
        require_count("seeds", self.seeds)
        if not self.budget:
            object.__setattr__(self, "budget", default_budget(len(self.data)))
        self._refuse_too_few_or_alike()
        if not self.classifies:
            self._refuse_different_losses()

    @cached_property
    def contenders(self) -> dict[str, Recipe]:
        """The recipes by name, with the settings that they have in this race."""
        cells = self.recipes.cells if isinstance(self.recipes, Grid) else self.recipes
        return {name: self._prepared(recipe) for name, recipe in cells.items()}

    @property
    def notes(self) -> tuple[str, ...]:
        """A remark on the rows, if there is one: that none of so few is held out."""
        return self.data.holding_out_note if self.test is None else ()

    @property
    def classifies(self) -> bool:
        """Whether accuracy decides; otherwise the loss does."""
        return self.data.task == "classification"

    def __repr__(self) -> str:
        names = " against ".join(self.contenders)
        return f"<Race on {self.data.name}: {names}, {self.budget:,} forward passes each>"

    def _repr_html_(self) -> str:
        rows = [[name, str(recipe)] for name, recipe in self.contenders.items()]
        facts = f"{self.budget:,} forward passes each, {plural(self.seeds, 'seed')}"
        how = "Outcome.of(race) runs it to its end and compares the contenders."
        parts = notebook.table(["", "recipe"], rows, left=(0, 1)), notebook.text(how, pale=True)
        return notebook.page(f"Race on {self.data.name}: {facts}", *parts)

    def measurements(self) -> Iterator[Measurement]:
        """Run it: a measurement of each contender and seed at each mark, as soon as it is made.

        Raises:
            EduNNError: at once, if a setting or the network does not fit, or the budget is too
                small for the first step of some contender.
        """
        trainings = list(self._trainings())
        for training in trainings:
            self._refuse_small_budget(training)
        return self._measured(trainings)

    def _measured(self, trainings: Sequence[BudgetedTraining]) -> Iterator[Measurement]:
        first = min((it.first_cost for it in trainings if it.first_cost), default=1)
        for k, mark in enumerate(budget_marks(first, self.budget)):
            start = k % len(trainings)
            for training in (*trainings[start:], *trainings[:start]):
                yield training.at(mark)

    def _trainings(self) -> Iterator[BudgetedTraining]:
        """Every contender with every seed, before the first step; a seed's rows are shared."""
        has_own_parts = self.test is None and self.data.training_rows is not None
        for seed in range(self.seeds):
            rows, held_out = (
                self._first_split if has_own_parts else self.data.parts(self.test, seed)
            )
            for name, recipe in self.contenders.items():
                model = recipe.built(seed, rows)
                training = recipe.begun(model, rows)
                yield BudgetedTraining(name, seed, training, examples_of(model, held_out))

    @cached_property
    def _first_split(self) -> tuple[Dataset, Dataset]:
        return self.data.parts(self.test, seed=0)

    def _prepared(self, recipe: Recipe) -> Recipe:
        """The recipe without an end before the budget's; evolution of many rows in mini-batches."""
        is_evolution = isinstance(find_algorithm(recipe.algorithm, None, {}), Strategy)
        has_many_rows = is_evolution and len(self._first_split[0]) > MANY_ROWS
        if has_many_rows and "batch_size" not in recipe.settings:
            recipe = recipe.varied(batch_size=DEFAULT_BATCH)
        has_end = not recipe.settings.keys().isdisjoint(("epochs", "generations"))
        return recipe if has_end else recipe.varied(epochs=self.budget)

    def _refuse_too_few_or_alike(self) -> None:
        if len(self.contenders) < 2:
            raise SettingError(
                "a race needs two contenders or more, but there is "
                f"{''.join(self.contenders) or 'none'}. Try adam against genetic_algorithm."
            )
        for (name, recipe), (other, another) in combinations(self.contenders.items(), 2):
            if _canonical(recipe) == _canonical(another):
                raise SettingError(
                    f"{name} and {other} are alike, and would give the same result. Give one of "
                    "them another setting, such as learning_rate=0.1 or population_size=20."
                )

    def _refuse_different_losses(self) -> None:
        """A regression is decided by the loss, so it has to be the same loss for all."""
        losses = {
            name: it.built(0, self.data).objective.loss for name, it in self.contenders.items()
        }
        (first, loss), *others = losses.items()
        for name, other in others:
            if other != loss:
                raise SettingError(
                    f"{first} has the loss {in_words(loss)} and {name} has {in_words(other)}: "
                    "numbers on different scales, so the smaller one is not the better one. Give "
                    "all contenders the same loss, or compare(...) the recipes by their errors."
                )

    def _refuse_small_budget(self, training: BudgetedTraining) -> None:
        cost = training.first_cost
        if cost > self.budget:
            raise SettingError(
                f"a budget of {self.budget:,} passes is too small for {training.contender}: its "
                f"first {training.step_name} takes {cost:,}. Try {20 * cost:,}, or a smaller "
                "batch_size or population_size."
            )


def _canonical(recipe: Recipe) -> Recipe:
    """The recipe with one spelling of its algorithm's name."""
    algorithm = recipe.algorithm
    return replace(recipe, algorithm=canonical(algorithm)) if isinstance(algorithm, str) else recipe
