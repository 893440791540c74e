"""A race: several algorithms on the same network and rows, with an equal budget of forward passes.

    race = Race(load("iris"), network, (Contender("adam"), Contender("pgpe", {"sigma": 0.1})))
    for measurement in race.measurements():                    # nothing is computed before
        print(measurement.mark, measurement.contender, measurement.val_accuracy)

All seeds run side by side. A seed decides which rows are held out and the first weights, the same
for all contenders. The order of the contenders changes from mark to mark and has no effect: they
share no random numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, final

from edunn.catalogue import canonical
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.evolution import Strategy
from edunn.experiments.budget import BudgetedTraining, Measurement, budget_marks, default_budget
from edunn.experiments.defaults import target_scaling_for
from edunn.experiments.recipe import Recipe
from edunn.experiments.words import in_words
from edunn.guards import require_count
from edunn.training.algorithms import find_algorithm
from edunn.training.preparing import Given, Intake

MANY_ROWS = 5_000
DEFAULT_BATCH = 512
"""With more rows than that, evolution scores a generation on so many, unless set otherwise."""


@final
@dataclass(frozen=True)
class Contender:
    """One algorithm with its settings; the others have the algorithm's own defaults.

    Args:
        algorithm: the name of an optimizer or a strategy, or such an object.
        settings: those of the algorithm and of its training: `learning_rate`, `batch_size` ...

    Example:
        >>> Contender("pgpe", {"sigma": 0.1, "batch_size": 32}).name
        'pgpe sigma=0.1 batch_size=32'
    """

    algorithm: Any
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in the standings."""
        settings = (f"{name}={in_words(value)}" for name, value in self.settings.items())
        return " ".join([str(self.algorithm), *settings])

    @property
    def is_evolution(self) -> bool:
        """Whether it needs no gradients."""
        return isinstance(find_algorithm(self.algorithm, None, {}), Strategy)

    def is_like(self, other: "Contender") -> bool:
        """Whether both are the same algorithm with the same settings."""
        return self._own_name == other._own_name and self.settings == other.settings

    @property
    def _own_name(self) -> Any:
        return canonical(self.algorithm) if isinstance(self.algorithm, str) else self.algorithm


@final
@dataclass(frozen=True)
class Race:
    """The rows, the network, the contenders, and the budget of each.

    Args:
        data: the rows; each seed holds some of them out.
        network: the short form of the architecture.
        contenders: two or more, all different.
        budget: how many forward passes each may use; 0 is a default that depends on the rows.
        seeds: how many: seeds 0, 1, 2, ...
        loss: a name or a loss object; None is the default for the data.
        test: the share of rows to hold out; None is the data set's own test set, or a quarter.
        batch_size: for contenders without a setting of their own; None is the algorithm's default.

    Raises:
        SettingError: fewer than two contenders, two that are alike, or a number out of range.
        UnknownNameError: there is no such algorithm.

    Example:
        >>> from edunn.data import load
        >>> contenders = Contender("adam", {"learning_rate": 0.01}), Contender("pgpe")
        >>> race = Race(load("iris"), [[4], [3, "softmax"]], contenders, budget=20_000, seeds=1)
        >>> {it.contender: it.passes for it in race.measurements() if it.mark == 20_000}
        {'adam learning_rate=0.01': 19920, 'pgpe': 16800}
    """

    data: Dataset
    network: Sequence[Any]
    contenders: tuple[Contender, ...]
    budget: int = 0
    seeds: int = 5
    loss: Any = None
    test: float | None = None
    batch_size: int | None = None

    def __post_init__(self) -> None:
        require_count("budget", self.budget, least=0)
        require_count("seeds", self.seeds)
        for contender in self.contenders:
            find_algorithm(contender.algorithm, None, {})
        self._refuse_too_few_or_alike()
        if not self.budget:
            object.__setattr__(self, "budget", default_budget(len(self.data)))

    @property
    def classifies(self) -> bool:
        """Whether accuracy decides; otherwise the loss does."""
        return self.data.task == "classification"

    def recipe(self, contender: Contender) -> Recipe:
        """Everything that decides a contender's training; the budget is its last possible epoch."""
        settings = {"epochs": self.budget, "batch_size": self._batch_size(contender)}
        all_settings = {**settings, **contender.settings}
        model = target_scaling_for(self.data, self.network)
        return Recipe(self.network, contender.algorithm, all_settings, model, self.loss)

    def measurements(self) -> Iterator[Measurement]:
        """Run it: a measurement of each contender and seed at each mark, as soon as it is made.

        Raises:
            EduNNError: a setting or the network does not fit, or the budget is too small for the
                first step of some contender.
        """
        trainings = list(self._trainings())
        for training in trainings:
            self._refuse_small_budget(training)
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
                self._first_split if has_own_parts else self.data.split(self.test, seed)
            )
            for contender in self.contenders:
                recipe = self.recipe(contender)
                model = recipe.built(seed, rows)
                training = recipe.begun(model, rows)
                intake = Intake(model.objective, model.dtype, model.targets)
                examples, _ = intake.examples(Given.of(held_out))
                yield BudgetedTraining(contender.name, seed, training, examples)

    @cached_property
    def _first_split(self) -> tuple[Dataset, Dataset]:
        return self.data.split(self.test, seed=0)

    def _batch_size(self, contender: Contender) -> int | None:
        """Mini-batches for evolution, too, where there are many rows."""
        has_many_rows = len(self._first_split[0]) > MANY_ROWS
        if self.batch_size is None and contender.is_evolution and has_many_rows:
            return DEFAULT_BATCH
        return self.batch_size

    def _refuse_too_few_or_alike(self) -> None:
        names = " and ".join(contender.name for contender in self.contenders)
        if len(self.contenders) < 2:
            raise SettingError(
                f"a race needs two contenders or more, but there is {names or 'none'}. "
                "Try adam against genetic_algorithm."
            )
        for k, contender in enumerate(self.contenders):
            if any(contender.is_like(other) for other in self.contenders[:k]):
                raise SettingError(
                    f"{contender.name} is there twice, and both would give the same result. Give "
                    "one of them another setting, such as learning_rate=0.1 or population_size=20."
                )

    def _refuse_small_budget(self, training: BudgetedTraining) -> None:
        cost = training.first_cost
        if cost > self.budget:
            raise SettingError(
                f"a budget of {self.budget:,} passes is too small for {training.contender}: its "
                f"first {training.step_name} takes {cost:,}. Try {20 * cost:,}, or a smaller "
                "batch_size or population_size."
            )
