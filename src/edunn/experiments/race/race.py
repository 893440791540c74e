"""A race: several ways of learning, the same network, data and first weights, an equal budget.

    race = Race(load("iris"), network, (Lane("adam"), Lane("pgpe", {"sigma": 0.1})), budget=500_000)
    for lap in race.laps():                                    # nothing happens until it is asked
        print(lap.mark, lap.lane, lap.val_accuracy)

What is counted is neither seconds nor epochs but forward passes: one row once through the network
is one, and a way that asks for the slope pays two more for the way back. A generation of 50
networks on 112 rows is 5,600 passes, a mini-batch of 32 rows by gradient descent 96.

Every lane is measured at the same marks of the budget, ten a decade, where it stood *last at or
before* the mark: nobody is helped by a step that only ends behind it. A lane advances by the
smallest piece that its training has (`Training.step`: a mini-batch or a generation), so that
even a budget below one epoch of a large data set is told apart. Measuring costs no passes.

All seeds run abreast. A seed decides which rows are held out and where every lane's network
begins; it is the same for all lanes. Who goes first changes from mark to mark, and does not matter:
no lane shares a random number with another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, final

from edunn.catalogue import canonical
from edunn.data import Dataset
from edunn.errors import SettingError
from edunn.evolution import Strategy
from edunn.experiments.race.runner import Lap, Runner
from edunn.experiments.recipe import Recipe
from edunn.experiments.words import in_words
from edunn.guards import require_count
from edunn.training.algorithms import find_algorithm
from edunn.training.preparing import Given, Intake

PREFERRED = (1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0)
"""Ten numbers a decade, each about a quarter larger than the one before: evenly apart by ratio."""

PASSES_A_ROW = 2_000
LARGEST_USUAL = 2_000_000
"""The usual budget is so many passes a training row, but no more than this in all."""

MANY_ROWS = 5_000
USUAL_BATCH = 512
"""Of more rows than that, evolution scores a generation on so many, unless told otherwise."""


@final
@dataclass(frozen=True)
class Lane:
    """One way of learning with its settings; what is not said is the way's own default.

    Args:
        way: the name of an optimizer or a strategy, or such an object.
        settings: those of the way and of its training: `learning_rate`, `batch_size`, `patience`.

    Example:
        >>> Lane("pgpe", {"sigma": 0.1, "batch_size": 32}).name
        'pgpe sigma=0.1 batch_size=32'
    """

    way: Any
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How it is called in the standings."""
        told = (f"{name}={in_words(value)}" for name, value in self.settings.items())
        return " ".join([str(self.way), *told])

    @property
    def is_evolution(self) -> bool:
        """Whether it asks for heights only, never for a slope."""
        return isinstance(find_algorithm(self.way, None, {}), Strategy)

    def is_like(self, other: "Lane") -> bool:
        """Whether both would do the same."""
        return self._own_name == other._own_name and self.settings == other.settings

    @property
    def _own_name(self) -> Any:
        return canonical(self.way) if isinstance(self.way, str) else self.way


@final
@dataclass(frozen=True)
class Race:
    """What is raced for, by whom, and how far.

    Args:
        data: the rows; each seed holds some of them back.
        network: the short form of the architecture.
        lanes: two or more, no two of them alike.
        budget: how many forward passes each may use; 0 takes what suits the data.
        seeds: how many times: seeds 0, 1, 2, ...
        loss: a name or a loss object; None suits the data.
        test: the share of rows to hold out; None is the publisher's own part, or a quarter.
        batch_size: for the lanes that do not say otherwise; None is each way's own default.

    Raises:
        SettingError: fewer than two lanes, two that are alike, or a number that cannot be.
        UnknownNameError: there is no such way of learning.

    Example:
        >>> from edunn.data import load
        >>> lanes = Lane("adam", {"learning_rate": 0.01}), Lane("pgpe")
        >>> race = Race(load("iris"), [[4], [3, "softmax"]], lanes, budget=20_000, seeds=1)
        >>> {lap.lane: lap.passes for lap in race.laps() if lap.mark == 20_000}
        {'adam learning_rate=0.01': 19920, 'pgpe': 16800}
    """

    data: Dataset
    network: Sequence[Any]
    lanes: tuple[Lane, ...]
    budget: int = 0
    seeds: int = 5
    loss: Any = None
    test: float | None = None
    batch_size: int | None = None

    def __post_init__(self) -> None:
        require_count("budget", self.budget, least=0)
        require_count("seeds", self.seeds)
        for lane in self.lanes:
            find_algorithm(lane.way, None, {})
        self._refuse_lonely_or_alike()
        if not self.budget:
            object.__setattr__(self, "budget", usual_budget(len(self.data)))

    @property
    def classifies(self) -> bool:
        """Whether the race is for accuracy; otherwise it is for a small loss."""
        return self.data.task == "classification"

    def laps(self) -> Iterator[Lap]:
        """Run it: a lap for each lane and seed at each mark, as soon as it is measured.

        Raises:
            EduNNError: a setting or the network does not fit, or the budget is too small for one
                piece of some lane.
        """
        runners = self._lined_up()
        for runner in runners:
            self._refuse_small_budget(runner)
        first = min((runner.price for runner in runners if runner.price), default=1)
        for k, mark in enumerate(marks(first, self.budget)):
            start = k % len(runners)
            for runner in (*runners[start:], *runners[:start]):
                yield runner.lap(mark)

    def _lined_up(self) -> list[Runner]:
        """Every lane with every seed, on its line; the rows of a seed are shared by its lanes."""
        has_own_parts = self.test is None and self.data.training_rows is not None
        first = self.data.split(self.test, seed=0)
        runners = []
        for seed in range(self.seeds):
            parts = first if has_own_parts else self.data.split(self.test, seed)
            runners += [self._runner(lane, seed, *parts) for lane in self.lanes]
        return runners

    def _runner(self, lane: Lane, seed: int, rows: Dataset, held_out: Dataset) -> Runner:
        settings = {**self._usual(lane, len(rows)), **lane.settings}
        recipe = Recipe(self.network, lane.way, settings, loss=self.loss)
        model = recipe.built(seed, rows)
        training = recipe.begun(model, rows)
        intake = Intake(model.objective, model.dtype, model.targets)
        unseen, _ = intake.examples(Given.of(held_out))
        return Runner(lane.name, seed, training, unseen)

    def _usual(self, lane: Lane, rows: int) -> dict[str, Any]:
        """No end before the budget's, as an epoch is one pass at least; and mini-batches."""
        size = self.batch_size
        if size is None and lane.is_evolution and rows > MANY_ROWS:
            size = USUAL_BATCH
        return {"epochs": self.budget, "batch_size": size}

    def _refuse_lonely_or_alike(self) -> None:
        names = " and ".join(lane.name for lane in self.lanes)
        if len(self.lanes) < 2:
            raise SettingError(
                f"a race needs two lanes or more, but there is {names or 'none'}. "
                "Try adam against genetic_algorithm."
            )
        for k, lane in enumerate(self.lanes):
            if any(lane.is_like(other) for other in self.lanes[:k]):
                raise SettingError(
                    f"{lane.name} is there twice, and would come in level. Give one of them "
                    "another setting, such as learning_rate=0.1 or population_size=20."
                )

    def _refuse_small_budget(self, runner: Runner) -> None:
        if runner.price > self.budget:
            raise SettingError(
                f"a budget of {self.budget:,} passes is too small for {runner.lane}: its first "
                f"{runner.piece} takes {runner.price:,}. Try {20 * runner.price:,}, or a smaller "
                "batch_size or population_size."
            )


def marks(first: int, budget: int) -> tuple[int, ...]:
    """Where a race is measured: ten marks a decade, the earliest at or below `first`; the budget.

    Example:
        >>> marks(96, 500)
        (80, 100, 125, 160, 200, 250, 315, 400, 500)
    """
    series = [
        int(number * 10**decade) for decade in range(len(str(budget))) for number in PREFERRED
    ]
    begin = max((mark for mark in series if mark <= first), default=1)
    return tuple(sorted({mark for mark in series if begin <= mark < budget} | {budget}))


def usual_budget(rows: int) -> int:
    """A budget that tells ways apart on a small table in seconds, as a round number.

    Example:
        >>> usual_budget(150), usual_budget(70_000)
        (250000, 2000000)
    """
    return marks(1, min(PASSES_A_ROW * rows, LARGEST_USUAL) + 1)[-2]
