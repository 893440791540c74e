"""The founding article's experiments as a table, and beside them a few of ours.

Its authors measured each once, on the rows that the network had been trained on. We keep their
settings, with these choices where the article gives none: the genetic algorithm on Iris has the
population and elitism of the article's own call; Heart's columns are standardised and its weights
regularized; MNIST's network is 784 - 128 - 10.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, final

from edunn.experiments.recipe import Recipe
from edunn.experiments.runs import Run, Runs
from edunn.experiments.statistics import Distribution
from edunn.optimizers import CosineDecay

QUICK_SEEDS = 3
"""A quick run has at most so many seeds."""


@final
@dataclass(frozen=True)
class Experiment:
    """One row of the table: a recipe to run on a data set with many seeds.

    Args:
        key: a short name for the command line.
        title: the heading of the row.
        data: the name of a bundled data set.
        recipe: network, algorithm, and their settings.
        article: the accuracy that the article reports, or None for an experiment of ours.
        said: the article's remark on it.
        note: a remark on our choice of settings.
        seeds: the number of runs: seeds 0, 1, 2, ...
        quick: the settings that differ in a quick run; None: left out there.

    Example:
        >>> recipe = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 2})
        >>> tiny = Experiment("tiny", "Tiny", "iris", recipe, quick={"epochs": 1})
        >>> tiny.quickened().recipe.epochs
        1
    """

    key: str
    title: str
    data: str
    recipe: Recipe
    article: float | None = None
    said: str = ""
    note: str = ""
    seeds: int = 20
    quick: Mapping[str, Any] | None = field(default_factory=dict)

    def quickened(self) -> "Experiment":
        """The same with few seeds and the settings of a quick run."""
        few = min(self.seeds, QUICK_SEEDS)
        return replace(self, seeds=few, recipe=self.recipe.varied(**(self.quick or {})))

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON, with those of the recipe."""
        own = {k: v for k, v in vars(self).items() if k not in ("recipe", "quick")}
        return own | self.recipe.to_dict()


@final
@dataclass(frozen=True)
class Result:
    """One experiment with all of its runs.

    Example:
        >>> from edunn.experiments import Score
        >>> score, iris = Score(0.5, accuracy=0.875), EXPERIMENTS[0]
        >>> print(Result(iris, Runs(iris.recipe, iris.data, (Run(0, score, score),))).training)
        0.875 (0.875 .. 0.875)
    """

    experiment: Experiment
    runs: Runs

    @property
    def training(self) -> Distribution:
        """Accuracy on the training set: all rows, as in the article."""
        return self.runs.training

    @property
    def held_out(self) -> Distribution:
        """Accuracy on held-out rows, of networks trained on the others."""
        return self.runs.held_out

    @property
    def median_run(self) -> Run:
        """The run in the middle by training accuracy: a typical one."""
        return self.runs.median_run

    @property
    def seconds(self) -> float:
        """The computing time of all runs."""
        return self.runs.seconds

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return self.experiment.to_dict() | self.runs.to_dict()


UNIFORM = {"initializer": "article"}

IRIS = Recipe(
    ((4,), (2, "relu"), (3, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.001, "epochs": 500, "batch_size": 1},
    UNIFORM,
)
IRIS_GENETIC = Recipe(
    IRIS.network,
    "genetic_algorithm",
    {"preset": "original", "generations": 700, "population_size": 20},
    UNIFORM,
)
HEART = Recipe(
    ((13, {"scale": "standardize"}), (6, "relu"), (2, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.005, "epochs": 1000, "batch_size": 1},
    {"regularizer": "article"},
)
HEART_RAW = ((13,), (6, "relu"), (2, "softmax"))
HEART_GENETIC = Recipe(
    HEART.network,
    "genetic_algorithm",
    {
        "preset": "original",
        "generations": 50,
        "batch_size": 10,
        "elitism_num": 3,
        "population_size": 20,
        "mutation_probability": 0.01,
    },
    UNIFORM,
)
MNIST = Recipe(
    ((784,), (128, "relu"), (10, "softmax")),
    "gradient_descent",
    {"learning_rate": 0.1, "epochs": 10, "batch_size": 32},
)
MNIST_STEPS = 469
"""Mini-batches of 128 in an epoch of 60,000 rows."""

MNIST_BETTER = Recipe(
    ((784,), (512, "relu", {"dropout": 0.3}), (10, "softmax")),
    "adam",
    {
        "learning_rate": CosineDecay(0.002, steps=15 * MNIST_STEPS),
        "epochs": 15,
        "batch_size": 128,
    },
)

IRIS_ROWS = (
    Experiment(
        key="iris",
        title="Iris",
        data="iris",
        recipe=IRIS,
        article=0.97,
        said="learns Iris",
    ),
    Experiment(
        key="iris-rate",
        title="Iris, rate 0.5",
        data="iris",
        recipe=IRIS.varied(learning_rate=0.5),
        article=0.33,
        said="too big a learning rate",
    ),
    Experiment(
        key="iris-deep",
        title="Iris, two hidden layers",
        data="iris",
        recipe=IRIS.varied(network=((4,), (4, "relu"), (2, "relu"), (3, "softmax"))),
        article=0.33,
        said="too many hidden layers",
    ),
    Experiment(
        key="iris-short",
        title="Iris, 100 epochs",
        data="iris",
        recipe=IRIS.varied(epochs=100),
        article=0.65,
        said="not enough epochs",
    ),
    Experiment(
        key="iris-batch",
        title="Iris, 100 epochs, batch 50",
        data="iris",
        recipe=IRIS.varied(epochs=100, batch_size=50),
        article=0.76,
        said="bigger batch",
    ),
    Experiment(
        key="iris-genetic",
        title="Iris, genetic algorithm",
        data="iris",
        recipe=IRIS_GENETIC,
        article=0.87,
        said="a genetic algorithm learns Iris, too",
        note="The article names 700 generations; population and elitism are those of its call.",
    ),
    Experiment(
        key="iris-genetic-ours",
        title="Iris, our genetic algorithm",
        data="iris",
        recipe=Recipe(
            IRIS.network, "genetic_algorithm", {"generations": 700, "population_size": 100}
        ),
        note="Our defaults: tournament selection, uniform crossover, Gaussian mutation.",
    ),
)

HEART_ROWS = (
    Experiment(
        key="heart",
        title="Heart",
        data="heart",
        recipe=HEART,
        article=0.91,
        said="learns heart disease",
        note="Batch 1, standardised columns and L2 0.01 are our reading: the article is silent. "
        "The first weights are EduNN's default; the article's own are the next row.",
    ),
    Experiment(
        key="heart-uniform",
        title="Heart, uniform first weights",
        data="heart",
        recipe=HEART.varied(initializer="article"),
        note="The same with first weights uniform in [0, 1), as the article draws them.",
        seeds=8,
        quick=None,
    ),
    Experiment(
        key="heart-raw",
        title="Heart, raw columns",
        data="heart",
        recipe=HEART.varied(network=HEART_RAW, initializer="article"),
        note="The same, uniform first weights included, without standardised columns.",
        seeds=8,
        quick={"epochs": 200},
    ),
    Experiment(
        key="heart-genetic",
        title="Heart, genetic algorithm",
        data="heart",
        recipe=HEART_GENETIC,
        article=0.68,
        said="a genetic algorithm learns heart disease, too",
        note="Standardised columns, as for gradient descent.",
    ),
    Experiment(
        key="heart-genetic-raw",
        title="Heart, genetic algorithm, raw columns",
        data="heart",
        recipe=HEART_GENETIC.varied(network=HEART_RAW),
        note="The same without standardised columns.",
    ),
)

MNIST_ROWS = (
    Experiment(
        key="mnist",
        title="MNIST",
        data="mnist",
        recipe=MNIST,
        article=0.93,
        said="learns handwritten digits in 100 epochs",
        note="The article names neither its network nor its rate; 10 epochs are enough for ours.",
        seeds=3,
        quick={"epochs": 3},
    ),
    Experiment(
        key="mnist-better",
        title="MNIST, a better recipe",
        data="mnist",
        recipe=MNIST_BETTER,
        note="A wider layer, dropout, and Adam with a rate that falls to 0 along a cosine.",
        seeds=2,
        quick={"epochs": 4, "learning_rate": CosineDecay(0.002, steps=4 * MNIST_STEPS)},
    ),
)

EXPERIMENTS: tuple[Experiment, ...] = (*IRIS_ROWS, *HEART_ROWS, *MNIST_ROWS)
"""All experiments in the order of the article's table; ours have no accuracy from the article."""

NOT_REPEATED: dict[str, str] = {
    "MNIST, genetic algorithm": "The article did not attempt it: it “would take too much time”.",
    "Drawn digits": "The article “could not get valid predictions for the drawn number”.",
}
"""What the article mentions without a number: not repeated here."""
